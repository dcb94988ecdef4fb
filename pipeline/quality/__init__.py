"""What can be said of a translation: checks of two texts, scores and flags of pairs, counts and metrics of a run.

checks      what can be seen to be wrong by looking at the two texts
flags       reasons to look again at a pair, and what each means to a reader
score       scores and flags of every bead
counts      the numbers that a run, its copies and its report tell, and their words
imported    scores that other tools gave, such as COMET
limits      how many pairs may be bad before a script should stop
warnings    what the beads of a whole document say against it
evaluate    counts, and the machine measured against the human translation, by sacrebleu
metrics     the result of that, as types
"""
