"""Everything that somebody takes along says which version made it, also when this program is long gone."""

from io import BytesIO

import openpyxl
import pytest

from leidraad import product
from leidraad.content import library
from leidraad.domain.selfscan import Perspective
from leidraad.reports import credits, handouts, own_page, school_report, team_report, xlsx
from leidraad.reports.handouts import Joining
from leidraad.reports.own_page import OwnScan
from tests.domain.halves import half
from tests.reports.papers import Read
from tests.reports.papers import team_report as a_report
from tests.reports.test_school_report import report as a_school_report

VO = library.instrument("leidraad-vo", 1)
TODAY = (2026, 11, 26)
PAPERS = {
    "rapport van een team": lambda: team_report.pdf(a_report(half(2, 3))),
    "rapport van een school": lambda: school_report.pdf(a_school_report()),
    "vragenlijst": lambda: handouts.questionnaire(VO, TODAY, short=True),
    "codekaarten": lambda: handouts.code_cards(Joining("Havo, najaar", "http://10.0.0.2:8501/d/A", "A", 8), TODAY),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_a_pdf_says_so_in_its_properties(paper):
    assert Read(PAPERS[paper]()).file.metadata.author == product.signature()


@pytest.mark.parametrize("paper", [one for one in PAPERS if one != "codekaarten"])
def test_a_paper_with_a_source_says_so_there_too(paper):
    assert product.signature() in Read(PAPERS[paper]()).text


def test_an_excel_file_says_so_in_its_properties():
    book = openpyxl.load_workbook(BytesIO(xlsx.file([], [credits.SOURCE], "Tabellen")))
    assert book.properties.creator == product.signature()
    assert book["Uitleg"]["A3"].value.startswith(product.signature())


def test_the_page_of_a_self_scan_says_so_at_its_foot():
    page = own_page.page(OwnScan(VO, True, Perspective.TEACHER, {}, "26 november 2026"), library.guides())
    assert product.signature() in page.rsplit("<p", 1)[1]
