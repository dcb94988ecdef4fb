"""What a person put right, taken over into documents: `pipeline.review.corrections` holds it.

passages   whole sentences found again by their text
beads      which sentences belong together
links      which words say the same
stage      all of it: beads, then English, then word links
"""

from pipeline.review.correct.stage import correct_documents, unplaced

__all__ = ["correct_documents", "unplaced"]
