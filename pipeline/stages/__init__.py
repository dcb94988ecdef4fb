"""The stages: one class and one verb each, in a module of its own, and all of one shape.

    read       files to paragraphs
    segment    paragraphs to sentences
    translate  sentences to machine translations
    align      French and English sentences to beads
    correct    what a person gave instead
    link       words to words inside of beads
    score      numbers and flags for every bead

A stage is made with everything that it needs, looked up already, and knows neither the configuration nor the work
folder. `pipeline.runs.job` makes them.
"""
