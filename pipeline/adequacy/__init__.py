"""How far English can be trusted to say what the French says: a calibrated probability for every pair.

polarity    negations that are lost or added
names       names that are changed
evidence    all that the two texts show, by the lexicon of word links
additions   what either side says alone
estimate    from evidence to probabilities
"""

from pipeline.adequacy.estimate import Assessment, assess, estimate_adequacy, is_fitted_for

__all__ = ["Assessment", "assess", "estimate_adequacy", "is_fitted_for"]
