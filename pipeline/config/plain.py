"""YAML texts to plain data, whatever somebody has put into them."""

import reprlib
from typing import Any

import yaml

TOO_DEEP = "nested too deeply to be a configuration"
IN_ITSELF = "an alias (*name) that stands inside of what it names; write out what is meant"
TOO_MANY = "aliases (*name) inside of aliases make too many values of it; write out what is meant"
UNUSABLE = frozenset([TOO_DEEP, IN_ITSELF, TOO_MANY])
"""Problems after which nothing else is told: more of the same would follow."""


class _Loader(yaml.SafeLoader):
    """Loads plain data; a value that YAML knows the kind of, and Python cannot make, is a mistake with a line."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Give what a node stands for, such as a date."""
        try:
            return super().construct_object(node, deep)
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
            kind = node.tag.rpartition(":")[2]
            problem = f"{shown(node.value)} can be no {kind}; put it between quotation marks if it is text"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark) from error


def load_plain(text: str) -> Any:
    """Give the data of a YAML text.

    >>> load_plain("[html, epub]"), load_plain("4")
    (['html', 'epub'], 4)

    Raises:
        YAMLError: it is no YAML.
        RecursionError: it is nested too deeply.
    """
    loader = _Loader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def shown(value: Any) -> str:
    """Give a value in a few characters."""
    try:
        return reprlib.repr(value)
    except ValueError:  # Python writes no numbers of thousands of digits
        return "a number of thousands of digits"
