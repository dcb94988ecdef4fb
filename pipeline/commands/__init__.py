"""The commands of `python -m pipeline`: one small module each, in the table below.

Exit codes: 0 everything was done; 1 done except what the messages name; 2 bad input, nothing was done.
"""

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from pipeline.boundary import tell_fault
from pipeline.errors import PipelineError

COMMANDS = {
    "run": "translate and align texts, write data and reading copies",
    "book": "make a bilingual page and an EPUB of a text",
    "check": "say everything that is wrong with a configuration",
    "plan": "say what a run would do and how long it would take",
    "init": "write a commented configuration for your files",
    "show": "open the reading copy of a run",
    "score": "score translations, or alignments against gold",
    "compare": "tell where runs differ, and whether by more than chance",
    "filter": "show what filters would take of a corpus, before they do",
    "review": "hand out doubtful pairs, and take the corrected ones back",
    "translate": "translate lines from standard input",
    "segment": "cut a text into sentences, and say why",
    "align": "match the sentences of two texts",
    "link": "match the words of sentence pairs",
    "terms": "propose a glossary: names and repeated terms of a text",
}
"""Name -> what it does; the module of the same name has `add_arguments` and `execute`."""

_EXAMPLES = """\
examples:
  python -m pipeline run configs/sample.yaml
  python -m pipeline run novel.fr.txt --reference novel.en.txt --out novel
  echo "Il pleut." | python -m pipeline translate
  python -m pipeline COMMAND --help
"""

_STOPPED = dict.fromkeys(
    ("run", "book", "review"), "\nstopped; finished work is kept, the same command goes on from here"
)
"""What commands that keep their work say when a person stops them."""

_REPORT = "please report it with the input; python -X dev -m pipeline … shows all of it"
_BAD_INPUT = 2
_UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code. Expected failures are one line on standard error, without traceback."""
    try:
        return _execute(arguments)
    except KeyboardInterrupt:
        return _stopped(arguments)
    except BrokenPipeError:  # whoever read our output has gone
        return _ended("", 1)
    except Exception as error:
        if KeyboardInterrupt.__name__ in str(error):  # libraries in C++ and Rust make an error of their own of it
            return _stopped(arguments)
        if isinstance(error, PipelineError):
            return _ended(f"error: {error}", _BAD_INPUT)
        if isinstance(error, OSError):
            is_done = _command(arguments) in ("run", "book") and error.filename is None and error.errno in _UNWRITABLE
            return _ended(f"error: {_told(error)}", 1 if is_done else _BAD_INPUT)  # a run prints when all is written
        if sys.flags.dev_mode:
            raise
        return _ended(f"error: stopped {tell_fault(error)}; {_REPORT}", _BAD_INPUT)


def _stopped(arguments: Sequence[str] | None) -> int:
    """Say that a person has stopped a command, and what becomes of its work; gives the exit code."""
    return _ended(_STOPPED.get(_command(arguments), "\nstopped"), _INTERRUPTED)


def _command(arguments: Sequence[str] | None) -> str:
    """Give the first word of a command line."""
    given = sys.argv[1:] if arguments is None else arguments
    return given[0] if given else ""


def _execute(arguments: Sequence[str] | None) -> int:
    """Run one command until all that it prints has gone out: what fails at exit is told to nobody."""
    try:
        parser = _parser(arguments)
        if "_ARGCOMPLETE" in os.environ:  # a shell asks what may follow
            _complete(parser)
        parsed = parser.parse_args(arguments)
    except SystemExit:  # after --help
        print(end="", flush=True)
        raise
    code = int(import_module(f"pipeline.commands.{parsed.command}").execute(parsed))
    print(end="", flush=True)
    return code


def _complete(parser: argparse.ArgumentParser) -> None:
    """Answer a shell that asks what may follow; it gets no answer where the extra `completion` is not installed."""
    with suppress(ImportError):
        from argcomplete import autocomplete

        autocomplete(parser)
    raise SystemExit(1)


def _told(error: OSError) -> str:
    """Say what the operating system refused; of all that is written only standard output has no name."""
    if error.filename is None and error.errno == errno.ENOENT:  # what asks where it is, and is nowhere
        return "the folder that this was started in is gone; change to one that is there"
    if error.filename is None and error.errno in _UNWRITABLE:
        return f"standard output cannot be written ({error.strerror or error})"
    return str(error) if error.filename is None else f"{os.fsdecode(error.filename)}: {error.strerror or error}"


def _ended(message: str, code: int) -> int:
    """Say why a command ended, as well as that can be done; gives the exit code."""
    with suppress(OSError):
        sys.stderr.write(f"{message}\n" if message else "")
        sys.stderr.flush()
    if not _goes_out():  # Python would try, and complain, once more at exit
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _goes_out() -> bool:
    """Tell whether what was printed can be written."""
    try:
        print(end="", flush=True)
    except OSError:
        return False
    return True


class _Version(argparse.Action):
    """Tells the versions, which are looked up only then."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:  # noqa: A002
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print them, and end."""
        from pipeline.runs.manifest import environment

        found = environment()
        print(f"{found['tool']['name']} {found['tool']['version']} (Python {found['python']}, {found['platform']})")
        print(", ".join(f"{name} {version}" for name, version in found["libraries"].items()))
        parser.exit()


def _parser(arguments: Sequence[str] | None) -> argparse.ArgumentParser:
    """Make the parser of a command line; only the command asked for declares its arguments, as that takes imports."""
    parser = argparse.ArgumentParser(
        prog="python -m pipeline",
        description="French text in; aligned French-English data and bilingual reading copies out.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, help="tell the versions of this program and its libraries")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    typed = os.environ.get("COMP_LINE", "").split() if "_ARGCOMPLETE" in os.environ else sys.argv[1:]
    asked = set(typed if arguments is None else arguments)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(
            name, help=summary, description=summary, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if name in asked:  # the others' modules need not be imported
            import_module(f"pipeline.commands.{name}").add_arguments(command)
    return parser
