"""Excel and CSV: read back by another program, with hostile names that may never become a formula."""

import csv
import re
import zipfile
from io import BytesIO, StringIO
from itertools import product

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leidraad.reports import csv_file, spreadsheet_text, tables, xlsx
from leidraad.reports.tables import MeasuredTeam
from tests.domain.halves import half, joint
from tests.domain.teams import INSTRUMENT, modest

HOSTILE = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    "x;=1+1",
    'x";=1+1',
    "x, =1+1",
    "x\t@SUM(1)",
    '=HYPERLINK("http://school.nl","klik")',
    "=cmd|' /C calc'!A0",
    "<r><t>vet</t></r>",
    "https://school.nl",
    "00123",
]


def made(*names: str) -> list[tables.SheetTable]:
    return tables.of(
        MeasuredTeam("De Brug", name, "najaar", "2026-11-12", result, INSTRUMENT)
        for name, result in product(names, (half(2, 3), joint(3.5)))
    )


def workbook(*names: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(xlsx.file(made(*names), ["Gemaakt vandaag.", "=1+1"], "=Titel")))


def read(data: bytes, separator: str) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


# -- Excel ------------------------------------------------------------------------------------------------------


def test_there_is_a_sheet_per_table_and_one_that_explains_every_column():
    book = workbook("Havo")
    assert book.sheetnames == ["Uitleg", "Metingen", "Onderdelen", "Stellingen"]
    explained = [tuple(cell.value for cell in row) for row in book["Uitleg"].iter_rows(min_row=6)]
    titles = {(sheet.title, cell.value) for sheet in book.worksheets[1:] for cell in sheet[1]}
    assert titles <= {(sheet, title) for sheet, title, meaning in explained if meaning}


def test_the_values_come_back_as_they_are_and_numbers_are_numbers():
    sheet = workbook("Havo")["Onderdelen"]
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, (cell.value for cell in sheet[2]), strict=True))
    assert (row["Team"], row["Score"], row["Aantal mensen"], row["Verschil"]) == ("Havo", 2.5, 8, None)
    closed = sheet.cell(2, head.index("Gesloten op") + 1)
    assert closed.is_date
    assert f"{closed.value:%Y-%m-%d}" == "2026-11-12"
    score = sheet.cell(2, head.index("Score") + 1)
    assert (score.data_type, score.number_format) == ("n", "0.0")
    assert sheet.max_row == 1 + 4  # two constructs of two measurements


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_a_formula_number_or_link_in_excel(name):
    book = workbook(name)
    cells = [
        cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    team = book["Metingen"]["B2"]
    assert team.data_type == "s"
    assert str(team.value).replace("\u200b", "").replace("_x000D_", "\r").replace("_x0009_", "\t") == name
    assert team.quotePrefix is spreadsheet_text.looks_like_formula(name)


def test_no_sheet_holds_a_formula_in_the_file_itself():
    with zipfile.ZipFile(BytesIO(xlsx.file(made(*HOSTILE), ["a"], "b"))) as file:
        sheets = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 4
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)


def test_an_empty_school_gives_an_empty_file_that_opens():
    book = openpyxl.load_workbook(BytesIO(xlsx.file(made(), [], "Leeg")))
    assert book["Stellingen"].max_row == 1


@pytest.mark.parametrize("name", ["3-1", "1/2", "mei 2025", "12 mrt", "10:30", "1e3", "007", "2026-11-12"])
def test_a_name_that_a_spreadsheet_takes_for_a_date_or_number_stays_text(name):
    cells = [cell for sheet in workbook(name).worksheets[1:] for row in sheet.iter_rows() for cell in row]
    found = [cell for cell in cells if cell.value == name]
    assert found
    assert {(cell.data_type, cell.number_format) for cell in found} == {("s", "@")}
    rows = read(csv_file.file(made(name)[0], dutch=True), ";")
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["team"] == f"'{name}"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["gesloten_op"])  # a real day stays one


@pytest.mark.parametrize("name", ["Havo", "3", "Groep 3-4", "mei", "Team 1/2", "2a", "havo 4 en 5", "Marjan 3"])
def test_an_ordinary_name_stands_bare_in_csv(name):
    rows = read(csv_file.file(made(name)[0], dutch=True), ";")
    assert dict(zip(rows[0], rows[1], strict=True))["team"] == name


# -- CSV --------------------------------------------------------------------------------------------------------


def test_dutch_excel_gets_semicolons_and_decimal_commas():
    rows = read(csv_file.file(made("Havo")[1], dutch=True), ";")
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["score"], row["team"], row["aantal_mensen"], row["verschil"]) == ("2,5", "Havo", "8", "")


def test_others_get_commas_and_decimal_points():
    rows = read(csv_file.file(made("Havo, 'groep 1'")[1], dutch=False), ",")
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["score"], row["team"]) == ("2.5", "Havo, 'groep 1'")


def test_the_file_begins_with_the_mark_by_which_excel_knows_its_letters():
    data = csv_file.file(made("Łódź é")[0], dutch=True)
    assert data.startswith(b"\xef\xbb\xbfschool;team;")
    assert "Łódź é".encode() in data


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(("written", "cut"), list(product(",;", repeat=2)))
def test_no_cell_starts_as_a_formula_whichever_way_the_file_is_cut(name, written, cut):
    data = csv_file.file(made(name)[0], dutch=written == ";").decode("utf-8-sig")
    assert not _could_run(data, cut)


@modest
@given(st.text(alphabet="=+-@;,\t\r\n'\" a1＝", max_size=12))
@example(';"\t=')
def test_nor_does_any_name_that_can_be_typed(name):
    for dutch, cut in product((True, False), ";,\t"):
        data = csv_file.file(made(name)[0], dutch=dutch).decode("utf-8-sig")
        assert not _could_run(data, cut)


def _could_run(data: str, cut: str) -> list[str]:
    """The cells that a spreadsheet would run when it cuts the file at `cut`, even if it minds no quotes at all."""
    rough = [cell for line in data.splitlines() for cell in line.split(cut)]
    proper = [cell for row in csv.reader(StringIO(data, newline=""), delimiter=cut, strict=False) for cell in row]
    return [
        cell
        for cell in (*rough, *proper)
        if spreadsheet_text.looks_like_formula(cell.strip().strip('"')) and not _is_number(cell)
    ]


def _is_number(cell: str) -> bool:
    return cell.strip('" ').replace(",", "").replace(".", "").lstrip("-").isdigit()


def test_the_way_to_find_a_running_cell_finds_one():
    assert _could_run('a,b\r\n"x;=1+1",c\r\n', ";") == ['=1+1",c']
