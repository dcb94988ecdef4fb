"""Every worked example in a docstring is true."""

import doctest
import importlib
import pkgutil
import warnings

import pytest

import pipeline

MODULES = [name for _, name, _ in pkgutil.walk_packages(pipeline.__path__, "pipeline.") if "__main__" not in name]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        module = importlib.import_module(name)
    assert doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0
