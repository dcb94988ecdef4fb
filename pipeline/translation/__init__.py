"""French sentences into English by a MarianMT model, so that none is lost.

model          find a model: embedded, a folder, or a name on the hub
pieces         text to the model's pieces and back
engines        what runs a model: transformers (the reference) or CTranslate2 (fast), with its conversion
translator     sentences in, hypotheses out: parts, repairs, glossary terms
surface        letters and marks of a translation made those of its sentence: punctuation, quotations, delimiters
spelling       British or American, in one text
rescoring      how probable a given translation is
"""
