"""The pen: text that fits and stays literal, and a picture that says by itself whose it is."""

from xml.etree import ElementTree

import pytest

from leidraad.charts.paper import pen
from leidraad.charts.paper.pen import Picture

NAMES = ["<b>&\"'", "</svg><script>alert(1)</script>", "${x} #panic(1) $a$", "\x00A\ufffe", "🚀 Raket"]


def words(drawn: str) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_text_and_nothing_else(name):
    drawn = Picture(pen.text(name, 0, 10, 13), 20, name).framed(name, [name])
    read = ElementTree.fromstring(drawn)
    assert {one.tag.split("}")[1] for one in read.iter()} == {"svg", "title", "rect", "text", "g"}
    shown = name.replace("\x00", "").replace("\ufffe", "")
    assert words(drawn) == [shown, shown, shown]


def test_a_picture_on_its_own_carries_title_people_and_source():
    drawn = Picture(pen.circle(10, 10, 5, "#000"), 40, "Wat erop staat.").framed("Havo", ["8 van 9.", "Bron."])
    assert words(drawn) == ["Havo", "8 van 9.", "Bron."]
    assert "<title>Havo. Wat erop staat.</title>" in drawn
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


def test_lines_break_between_words_and_lose_none():
    said = "Voor de start van een nieuwe aanpak spreken we af wat voor iedereen vastligt."
    broken = pen.lines(said, 200, 13)
    assert " ".join(broken) == said
    assert len(broken) == 3
    assert all(pen.width_of(line, 13) <= 200 for line in broken)


def test_a_word_that_is_too_long_is_cut_and_stays_inside():
    broken = pen.lines("kort " + "W" * 40, 100, 13)
    assert "".join(broken) == "kort" + "W" * 40
    assert all(pen.width_of(line, 13) <= 100 for line in broken)


def test_nothing_to_say_is_one_empty_line():
    assert pen.lines("", 100, 13) == [""]
