"""A table as CSV: UTF-8 with a mark at the front, so that Excel reads the accents; one row of keys, then the values.

Two notations: international (comma, decimal point) and Dutch (semicolon, decimal comma), which Dutch Excel opens at once.
"""

import csv
from io import StringIO

from leidraad.reports.columns import Kind
from leidraad.reports.spreadsheet_text import harmless
from leidraad.reports.tables import SheetTable, Value

_MARK = "\ufeff"


def file(table: SheetTable, *, dutch: bool) -> bytes:
    """The table as bytes. Text that a spreadsheet could run, or take for a date or number, has a quote before it."""
    written = StringIO(_MARK, newline="")
    written.seek(0, 2)
    rows = csv.writer(written, delimiter=";" if dutch else ",", lineterminator="\r\n")
    rows.writerow([column.key for column in table.columns])
    kinds = [column.kind for column in table.columns]
    rows.writerows(
        [_cell(kind, value, dutch) for kind, value in zip(kinds, row, strict=True)] for row in table.rows
    )
    return written.getvalue().encode("utf-8")


def _cell(kind: Kind, value: Value, dutch: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value if kind == "day" else harmless(value)
    return str(value).replace(".", ",") if dutch else str(value)
