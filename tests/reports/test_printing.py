"""PDF and PNG: accessible, literal, without anything from elsewhere, and never on a made-up font."""

import sys
import threading
from pathlib import Path

import font_source_sans_pro
import pytest

from leidraad.charts.paper.pen import Picture, text
from leidraad.errors import NotPrinted
from leidraad.reports import printing, team_report
from tests.domain.halves import half
from tests.reports.papers import Read
from tests.reports.papers import team_report as a_report

HOSTILE = [
    "#panic(1) *vet* _schuin_ $a^2$ @naam <label> `code`",
    '] #import "x" [',
    "\\ // /* */ -- ... ~ ' \" = + - @",
    '{"data": [1]}',
    "</svg><script>alert(1)</script> &amp; &lt;",
    "https://school.nl/x www.school.nl",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stands_in_the_report_letter_for_letter(name):
    read = Read(team_report.pdf(a_report(half(2, 3), team=name)))
    assert read.title == f"{name}, najaar 2026"
    assert "".join(name.split()) in "".join(read.pages[0].split())
    assert not any("/Annots" in page for page in read.file.pages)  # and no link was made of it


INSTEAD = "hoort een teken dat we niet kunnen drukken"


def test_a_sign_that_no_font_has_becomes_a_box_which_the_paper_explains_and_the_rest_stays():
    nowhere = "\u0378"  # Unicode has not given it to anybody
    read = Read(team_report.pdf(a_report(half(2, 3), team=f"Team {nowhere} Łódź العربية")))
    assert read.title == "Team □ Łódź العربية, najaar 2026"
    assert "Łódź" in read.text
    assert INSTEAD in " ".join(read.text.split())


RARE = "\U00020000"  # Chinese


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the fonts of a computer stand in a fixed folder")
def test_a_sign_that_only_a_font_of_this_computer_has_is_drawn_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (".fonts", ".local/share/fonts"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "chinees.ttf").write_bytes(_a_font_with(RARE))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / ".local/share"))
    _forget_fonts()
    try:
        read = Read(team_report.pdf(a_report(half(2, 3), team=f"Team {RARE}")))
    finally:
        _forget_fonts()
    assert read.title == f"Team {RARE}, najaar 2026"
    assert INSTEAD not in " ".join(read.text.split())


def _forget_fonts() -> None:
    printing._fonts.cache_clear()
    printing._can_be_shown.cache_clear()


def _a_font_with(sign: str) -> bytes:
    """Our own font, in which the last stretch of signs (circled letters) is this one sign."""
    circled, end = bytes.fromhex("0001f16a0001f16b"), ord(sign).to_bytes(4, "big")
    regular = (Path(font_source_sans_pro.__file__).parent / "files" / "SourceSansPro-Regular.ttf").read_bytes()
    assert regular.count(circled) == 1
    return regular.replace(circled, end + end)


def test_names_in_greek_cyrillic_arabic_hebrew_and_hindi_need_no_box():
    name = "Ελληνικά Кириллица العربية עברית हिन्दी"
    read = Read(team_report.pdf(a_report(half(2, 3), team=name)))
    assert read.title == f"{name}, najaar 2026"
    assert INSTEAD not in " ".join(read.text.split())


def test_the_pdf_is_tagged_dutch_and_has_a_title_and_bookmarks():
    read = Read(team_report.pdf(a_report(half(2, 3), half(3, 4))))
    assert read.root["/Lang"] == "nl-NL"
    assert read.root["/MarkInfo"]["/Marked"]
    assert read.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid" in read.root["/Metadata"].get_data().decode()
    assert read.title == "Bovenbouw havo, najaar 2026"
    assert read.bookmarks[0] == "In het kort"
    assert {"Ontwikkeling", "Tabellen", "Over dit rapport"} <= set(read.bookmarks)


def test_only_the_font_that_comes_with_the_program_is_used():
    read = Read(team_report.pdf(a_report(half(2, 3))))
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in read.file.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all(font.startswith("SourceSansPro") for font in fonts)


def test_a_picture_becomes_a_png_of_twice_its_units():
    made = printing.png(Picture(text("Hallo", 0, 14, 13), 20, "Hallo").framed("Havo", ["Bron"]))
    assert made.startswith(b"\x89PNG")
    # 680 units and twice 24 at the sides: 728; at 144 dots per inch a unit of 1/96 inch is 1.5 dots
    assert int.from_bytes(made[16:20], "big") == 1092


def test_what_cannot_be_made_is_said_in_dutch():
    with pytest.raises(NotPrinted, match="kon niet gemaakt worden"):
        printing.pdf("team", {})


def test_the_program_goes_on_while_a_report_is_made():
    data = team_report.data(a_report(half(2, 3)))
    data["colophon"] = ["woord " * 40_000]
    turns = 0
    making = threading.Thread(target=printing.pdf, args=("team", data))
    making.start()
    while making.is_alive():
        making.join(0.002)
        turns += 1
    assert turns > 5  # the lock of Python was free in between
