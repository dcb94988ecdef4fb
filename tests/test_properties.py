"""Property tests do not depend on how busy the machine is."""

import time

from hypothesis import given
from hypothesis import strategies as st


@given(st.just(0.3))
def test_a_slow_example_is_no_failure(seconds: float) -> None:
    started = time.monotonic()
    time.sleep(seconds)
    assert time.monotonic() > started
