"""A standing campaign: files that somebody spoilt, by the hundred thousand, against everything that reads, and writes.

`python -m eval.fuzz --inputs 100000` makes inputs of the seeds in seeds/, gives each to one of the targets of
`targets.py` and counts what becomes of it. Nothing else than the errors of `pipeline/errors.py` may be raised, no input
may take ten seconds, and no file may be written outside of the run's folder.
"""
