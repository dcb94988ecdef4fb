"""YAML past its mistakes: a line that is none is put aside, so that those after it are told in the same breath."""

import re

import yaml

from pipeline.config.plain import TOO_DEEP, load_plain
from pipeline.errors import ConfigError, Problem

_MOST = 20
"""Mistakes of YAML itself that are told; chosen by hand."""
_OPTION = re.compile(r"(\s*(?:- )?[^\s#:][^:]*:)(?:\s.*)?")


class Parsed:
    """What a text is in YAML: its node and data, the problems that it has, and the lines that could not be read."""

    def __init__(self, name: str, text: str) -> None:
        """Read a text.

        Raises:
            ConfigError: it is nested too deep, or what is left without its mistakes is still no YAML.
        """
        self.problems: list[Problem] = []
        self.put_aside: set[int] = set()
        lines = text.split("\n")
        for _ in range(_MOST):
            try:
                whole = "\n".join(lines)
                self.node, self.data = yaml.compose(whole, Loader=yaml.SafeLoader), load_plain(whole)
            except RecursionError as error:
                raise ConfigError(name, [Problem((), TOO_DEEP)]) from error
            except yaml.YAMLError as error:
                if not self._repair(error, lines):
                    raise ConfigError(name, self.problems) from error
            else:
                return
        raise ConfigError(name, self.problems)

    def _repair(self, error: yaml.YAMLError, lines: list[str]) -> bool:
        """Note a mistake, and take it out of the lines; tell whether it could be."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        reason = getattr(error, "problem", None) or str(error).split("\n")[0]
        number = mark.line if mark else -1
        if not 0 <= number < len(lines):
            self.problems.append(Problem((), f"not YAML: {reason}"))
            return False
        line = lines[number]
        lines[number] = repaired = without_mistake(line)
        if "\t" in line[: len(line) - len(line.lstrip())]:
            reason = "indented with a tab; YAML wants spaces"
        else:
            self.put_aside.add(number + 1)
        self.problems.append(Problem((), f"not YAML: {reason}", number + 1))
        return repaired != line


def without_mistake(line: str) -> str:
    r"""Give a line of which YAML makes nothing without what it may stumble over: a tab, else the value of its option.

    >>> without_mistake("\tbeam: 4"), without_mistake("  files: [a, *.md]"), without_mistake("]] {")
    ('  beam: 4', '  files:', '')
    """
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return indent.replace("\t", "  ") + line.lstrip()
    option = _OPTION.fullmatch(line)
    return option[1] if option and option[1] != line else ""
