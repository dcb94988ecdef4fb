"""How many processors this process may use: a worker has its share, any other process what the system lets it have."""

import os

SHARE = "FR_EN_PIPELINE_PROCESSORS"
"""The environment variable that tells a worker its share; whoever shares a machine may set it as well."""


def processors() -> int:
    """Give the number of processors, at least 1."""
    told = os.environ.get(SHARE, "")
    if told.isdecimal() and 0 < int(told) <= 1024:  # noqa: PLR2004 -- as many as translate.threads may be
        return int(told)
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
