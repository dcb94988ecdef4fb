"""How the French-English model is made: from pairs of sentences to a folder that MarianMTModel and CTranslate2 load.

    prepare     texts → clean pairs in the wanted mix, none of them in a held-out file
    vocabulary  pairs → one SentencePiece vocabulary for both languages
    encode      pairs → pieces, packed
    link        pieces → which source piece each target piece translates (HMM, both directions)
    train       pieces, links → checkpoints
    average     checkpoints → weights
    evaluate    weights → scores on held-out sets
    export      weights → the folder to ship

    pack        the run, before train → parts to carry to another machine, where `python -m training.gpu` trains
    unpack      the parts that came back → weights

Each is one command, `python -m training VERB CONFIG`; README.md tells how to rerun and how to go on.
"""
