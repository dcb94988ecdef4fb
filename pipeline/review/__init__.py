"""What a person is asked about a translation, and what becomes of the answers.

exchange      pairs to review, written to a file for a person and read back
verdicts      what a review comes to, compared with the documents as they are now
corrections   what a person put right, kept in tables that every later run reads
placement     where in a document a correction belongs
application   corrections taken over into documents

A pair goes out when it has a *flag*, a reason to look again (`pipeline.quality.flags`); a *verdict* is what its review
comes to, and a *correction* is what is kept of that.
"""
