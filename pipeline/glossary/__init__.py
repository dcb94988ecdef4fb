"""Glossaries: French terms, and the English that must stand for them.

terms       a term, its English, and the places where it is used
finding     a term found in a French sentence
glossary    all terms found in a text, and whether its English keeps to them
french      forms of French words
english     forms of English words
context     which part of speech a French form is
usual       English without the terms, for whoever judges it by usual words
candidates  names and repeated terms of a text, for a glossary that is to be made
translations  what they were translated with, and which in several ways
locutions   French words that mean something else together
"""

from pipeline.glossary.glossary import NO_GLOSSARY, Glossary
from pipeline.glossary.terms import GlossaryFile, Term, Use, is_term

__all__ = ["NO_GLOSSARY", "Glossary", "GlossaryFile", "Term", "Use", "is_term"]
