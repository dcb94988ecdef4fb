r"""Tell in what cell a paragraph stands: a file says it when the cell ends (`\cell`), and the row (`\row`)."""

from pipeline.document import Cell
from pipeline.io.grids import Tables


class Cells:
    """Follows the tables of a file from one paragraph to the next.

    >>> cells = Cells()
    >>> [cells.end(word, in_table=True) for word in ("par", "cell", "cell")][1:]
    [Cell(table=0, row=0, column=0, rows=1, columns=1, heads=False), \
Cell(table=0, row=0, column=1, rows=1, columns=1, heads=False)]
    """

    def __init__(self) -> None:
        self._tables = Tables()
        self._in_table = self._in_row = False
        self._cell: Cell | None = None

    def end(self, word: str, in_table: bool) -> Cell | None:
        """Take the word that ends a paragraph; give the paragraph's cell, None outside of tables and for a row."""
        if not in_table and word not in {"cell", "row"}:
            if self._in_table:
                self._tables.end()
            self._in_table = self._in_row = False
            self._cell = None
            return None
        if not self._in_table:
            self._tables.begin()
        if not (self._in_row and self._in_table):
            self._tables.next_row()
        self._in_table, self._in_row = True, word != "row"
        if word == "row":
            self._cell = None
            return None
        cell = self._cell or self._tables.next_cell()
        self._cell = None if word == "cell" else cell
        return cell

    def begin_row(self) -> None:
        """Take the word that begins a row."""
        self._in_row = False
