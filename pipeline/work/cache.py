"""A cache of translated sentences: what one run has translated, another need not, in whatever document it stands.

It is one SQLite file on a local disk. Several processes may use it at once, and one that is killed leaves it whole:
what it had not written is translated again. A damaged one is put aside, and a new one begun. It may be deleted at any
time.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from pipeline.files import unused

Result = TypeVar("Result")
NAME = "sentences.sqlite"
_PATIENCE = 60.0  # seconds that a process waits for others that write; chosen by hand
_MANY = 500  # keys that are asked for at once: SQLite takes 999 in old versions
_TABLE = "CREATE TABLE IF NOT EXISTS sentences (key TEXT PRIMARY KEY, made TEXT NOT NULL) WITHOUT ROWID"


class SentenceCache:
    """A file of plain data by keys. `warn` hears why it cannot be used, where it cannot: nothing depends on it."""

    def __init__(self, path: Path, warn: Callable[[str], None] = lambda _: None) -> None:
        self.path = path
        self._warn = warn

    def recall(self, keys: Sequence[str]) -> dict[str, Any]:
        """Give what is known of some keys."""

        def ask(table: sqlite3.Connection) -> dict[str, Any]:
            found: dict[str, Any] = {}
            for start in range(0, len(keys), _MANY):
                some = keys[start : start + _MANY]
                asked = f"SELECT key, made FROM sentences WHERE key IN ({','.join('?' * len(some))})"  # noqa: S608
                found |= {key: json.loads(made) for key, made in table.execute(asked, some)}
            return found

        return self._use(ask) or {}

    def remember(self, made: Mapping[str, Any]) -> None:
        """Keep plain data by its keys; what is there already stays."""
        rows = [(key, json.dumps(one)) for key, one in made.items()]

        def tell(table: sqlite3.Connection) -> None:
            table.execute("BEGIN IMMEDIATE")
            table.executemany("INSERT OR IGNORE INTO sentences VALUES (?, ?)", rows)
            table.execute("COMMIT")

        if rows:
            self._use(tell)

    def _use(self, work: Callable[[sqlite3.Connection], Result]) -> Result | None:
        """Work with the file, made now where it is not there; None where it cannot be used, which is said."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)) as table:
                table.execute("PRAGMA journal_mode=WAL")
                table.execute("PRAGMA synchronous=NORMAL")
                table.execute(_TABLE)
                return work(table)
        except sqlite3.OperationalError as error:  # locked for too long, no room, no such folder
            self._warn(f"{self.path}: the cache of sentences cannot be used now ({error})")
        except (sqlite3.DatabaseError, ValueError) as error:
            self._put_aside(error)
        except OSError as error:
            self._warn(f"{self.path}: the cache of sentences cannot be used ({error.strerror or error})")
        return None

    def _put_aside(self, error: Exception) -> None:
        """Put a damaged file aside, so that a new one is begun."""
        kept = unused(self.path.with_name(f"{self.path.name}.damaged"))
        try:
            self.path.rename(kept)
            self._warn(f"{self.path}: the cache of sentences is damaged ({error}); it is now {kept.name}")
        except OSError:
            self._warn(f"{self.path}: the cache of sentences is damaged ({error}), and not used")
