"""The command line: `python -m training VERB CONFIG`."""

import argparse
from importlib import import_module
from pathlib import Path

from training.config import load

VERBS = {
    verb: verb for verb in ("prepare", "vocabulary", "encode", "link", "train", "average", "evaluate", "export", "pack")
} | {"unpack": "pack"}
"""The module of each verb."""


def main() -> None:
    """Run one step of the recipe."""
    parser = argparse.ArgumentParser(prog="python -m training", description="Train the French-English model.")
    parser.add_argument("verb", choices=VERBS, help="each verb is a function of the module of that name")
    parser.add_argument("config", type=Path, help="a YAML file, see training/config.py")
    arguments = parser.parse_args()
    getattr(import_module(f"training.{VERBS[arguments.verb]}"), arguments.verb)(load(arguments.config))


if __name__ == "__main__":
    main()
