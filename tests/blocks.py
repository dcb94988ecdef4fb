"""Blocks of code in Markdown, and examples among them that are carried out as doctests."""

import doctest
import re


def blocks(markdown: str, language: str) -> list[str]:
    """Give the blocks of a document in a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", markdown, re.DOTALL | re.MULTILINE)


class _Checker(doctest.OutputChecker):
    """Lets fractions differ: scores move a little when weights are fitted anew."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        want, got = (re.sub(r"\d+\.\d+", "N", text) for text in (want, got))
        return super().check_output(want, got, optionflags)


def failures(markdown: str, name: str) -> str:
    """Carry out all examples of a document one after the other; give what the failing ones tell."""
    example = doctest.DocTestParser().get_doctest("\n".join(blocks(markdown, "python")), {}, name, name, 0)
    told: list[str] = []
    doctest.DocTestRunner(_Checker()).run(example, out=told.append)
    assert example.examples
    return "".join(told)
