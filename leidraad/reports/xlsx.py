"""The tables as an Excel file: first a sheet that explains every column, then a sheet per table.

Text is always written as text, never as a formula, link or number, whatever it looks like.
"""

from collections.abc import Sequence
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from leidraad import product
from leidraad.charts.palette import PETROL, PETROL_TINT
from leidraad.notation import day_number
from leidraad.reports.columns import Kind
from leidraad.reports.spreadsheet_text import looks_like_formula
from leidraad.reports.tables import SheetTable, Value

_FORMATS: dict[Kind, str] = {"text": "@", "day": "d-m-yyyy", "whole": "0", "score": "0.0", "share": "0 %"}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def file(tables: Sequence[SheetTable], about: Sequence[str], title: str) -> bytes:
    """The workbook; `about` are the sentences at its beginning: what this is, what it does not say, when it was made."""
    written = BytesIO()
    with Workbook(written, _OPTIONS) as book:
        book.set_properties({"title": title, "author": product.signature(), "company": ""})
        formats = _Formats(book)
        _explanation(book.add_worksheet("Uitleg"), tables, about, title, formats)
        for table in tables:
            _sheet(book.add_worksheet(table.name, _Sheet), table, formats)
    return written.getvalue()


class _Formats:
    """The formats of one workbook, made once."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": PETROL})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": PETROL_TINT}
        )
        self.kinds = {kind: book.add_format({"num_format": shown}) for kind, shown in _FORMATS.items()}
        self.quoted = book.add_format({"num_format": "@", "quote_prefix": True})


def _explanation(
    sheet: Worksheet, tables: Sequence[SheetTable], about: Sequence[str], title: str, formats: _Formats
) -> None:
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 2, 100, formats.wrap)
    sheet.write_string(0, 0, _plain(title), formats.title)
    row = 2
    for said in about:
        sheet.merge_range(row, 0, row, 2, "", formats.wrap)
        sheet.write_string(row, 0, _plain(said), formats.wrap)
        sheet.set_row(row, 15 * (1 + len(said) // 120))
        row += 1
    row += 1
    for column, head in enumerate(("Blad", "Kolom", "Wat er staat")):
        sheet.write_string(row, column, head, formats.head)
    for table in tables:
        for column_title, meaning in (("", table.about), *((one.title, one.meaning) for one in table.columns)):
            row += 1
            sheet.write_string(row, 0, table.name)
            sheet.write_string(row, 1, column_title)
            sheet.write_string(row, 2, meaning, formats.wrap)


class _Sheet(Worksheet):  # type: ignore[misc]  # the library's classes have no types
    """A sheet whose many rows go to the file as they are; cell by cell the library takes three times as long."""

    _lines: list[str]

    def fill(self, table: SheetTable, formats: "_Formats") -> None:
        """Write the rows of the table under its head."""
        self._check_dimensions(len(table.rows), len(table.columns) - 1)
        styles = [formats.kinds[column.kind]._get_xf_index() for column in table.columns]
        quoted, plain = formats.quoted._get_xf_index(), formats.kinds["text"]._get_xf_index()
        kinds = [column.kind for column in table.columns]
        letters = [xl_col_to_name(index) for index in range(len(table.columns))]
        self._lines = []
        known: dict[str, str] = {}
        for number, row in enumerate(table.rows, start=2):
            row = tuple(map(_as_cell, kinds, row))
            cells = [
                f'<c r="{letter}{number}" s="{style}"><v>{value}</v></c>'
                if not isinstance(value, str)
                else f'<c r="{letter}{number}" {known.get(value) or self._text(value, known, quoted, plain)}'
                for letter, style, value in zip(letters, styles, row, strict=True)
                if value is not None
            ]
            self._lines.append(f'<row r="{number}">{"".join(cells)}</row>')

    def _text(self, value: str, known: dict[str, str], quoted: int, plain: int) -> str:
        """The rest of a cell with this text: it stays text when somebody edits it; Excel itself marks what looks like a formula."""
        place = self.str_table._get_shared_string_index(_plain(value))
        found = f's="{quoted if looks_like_formula(value) else plain}" t="s"><v>{place}</v></c>'
        known[value] = found
        return found

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.write("".join(self._lines))


def _as_cell(kind: Kind, value: Value) -> Value:
    """A day as Excel counts them, so that it can be sorted and filtered; everything else as it is."""
    if kind == "day" and isinstance(value, str) and value:
        return day_number(value)
    return value


def _plain(text: str) -> str:
    """The text, but never in the one shape that the library takes for its own markup."""
    return f"{text}\u200b" if text.startswith("<r>") and text.endswith("</r>") else text


def _sheet(sheet: _Sheet, table: SheetTable, formats: _Formats) -> None:
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width, formats.kinds[column.kind])
        sheet.write_string(0, index, column.title, formats.head)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.fill(table, formats)
