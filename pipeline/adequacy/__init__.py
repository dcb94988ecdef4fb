"""How far English can be trusted to say what the French says: a calibrated probability for every pair.

polarity    negations that are lost or added
names       names that are changed
evidence    all that the two texts show, by the lexicon of word links
estimate    from evidence to a probability
"""

from pipeline.adequacy.estimate import estimate_adequacy, is_fitted_for

__all__ = ["estimate_adequacy", "is_fitted_for"]
