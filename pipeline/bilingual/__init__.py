"""The bilingual copy as a model: what every reading copy shows, whatever its format.

rows         source paragraphs beside the targets of their sentences, and their outline
tables       rows that are the cells of a table
targets      the target side of each bead as passages
projection   marks of a source text found again in its target text
passages     parts of a paragraph with the marks inside of them
spans        inline marks in an order in which they nest
elements     passages and tables as elements of HTML
typography   French spaces and English quotation marks
notes        calls joined to their notes
pictures     pictures as copies take them over
remarks      what a reader is told of a pair
counts       what a reader is told in numbers
"""
