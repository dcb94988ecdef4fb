"""The commands of `python -m pipeline`: one small module each, in the table below.

Exit codes: 0 everything was done; 1 done except what the messages name; 2 bad input, nothing was done.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from pipeline.errors import PipelineError

COMMANDS = {
    "run": "translate and align texts, write data and reading copies",
    "check": "say everything that is wrong with a configuration",
    "plan": "say what a run would do and how long it would take",
    "init": "write a commented configuration for your files",
    "show": "open the reading copy of a run",
    "review": "hand out doubtful pairs, and take the corrected ones back",
    "translate": "translate lines from standard input",
    "segment": "cut a text into sentences, and say why",
    "align": "match the sentences of two texts",
    "link": "match the words of sentence pairs",
}
"""Name -> what it does; the module of the same name has `add_arguments` and `execute`."""

_EXAMPLES = """\
examples:
  python -m pipeline run configs/sample.yaml
  python -m pipeline run novel.fr.txt --reference novel.en.txt --out novel
  echo "Il pleut." | python -m pipeline translate
  python -m pipeline COMMAND --help
"""

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code. Expected failures are one line on standard error, without traceback."""
    try:
        parsed = _parser(arguments).parse_args(arguments)
        module = import_module(f"pipeline.commands.{parsed.command}")
        return int(module.execute(parsed))
    except PipelineError as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped; finished work is kept, the same command goes on from here\n")
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; without this Python complains once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser(arguments: Sequence[str] | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pipeline",
        description="French text in; aligned French-English data and bilingual reading copies out.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    asked = set(sys.argv[1:] if arguments is None else arguments)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(
            name, help=summary, description=summary, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if name in asked:  # the others' modules need not be imported
            import_module(f"pipeline.commands.{name}").add_arguments(command)
    return parser
