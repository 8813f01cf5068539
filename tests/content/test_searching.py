"""Searching in all that there is to read: every word must be there, whatever its capitals and accents."""

import pytest

from leidraad.content import library, searching

VO = library.offered_in("vo")


def found(asked: str) -> list[str]:
    return [one.reading.id for one in searching.find(asked, VO)]


def test_a_word_is_found_in_constructs_texts_and_lists() -> None:
    everywhere = found("feedback")
    assert {"aanbeveling-4", "vragen"} <= set(everywhere)
    assert len(everywhere) == len(set(everywhere))


def test_a_title_that_holds_the_word_comes_first() -> None:
    assert found("kennis")[0] in {"kennis", "aanbeveling-5"}
    titles = [one.reading.title.lower() for one in searching.find("plan", VO)]
    held = ["plan" in title for title in titles]
    assert held == sorted(held, reverse=True)


@pytest.mark.parametrize("asked", ["coördinator", "COORDINATOR", "Coo\u0308rdinator"])
def test_capitals_and_accents_make_no_difference(asked: str) -> None:
    assert found(asked) == found("coordinator")


def test_all_words_must_be_there_and_the_lines_that_hold_most_of_them_are_shown() -> None:
    [one] = [one for one in searching.find("google scholar", VO) if one.reading.id == "kennis"]
    assert "Met Google Scholar vind je onderzoek zelf" in one.lines[0]
    assert "kennis" not in found("google xyzzy")


@pytest.mark.parametrize("asked", ["", "   ", "\u0301"])
def test_no_word_finds_nothing(asked: str) -> None:
    assert found(asked) == []


def test_what_one_had_better_not_do_says_so_also_out_of_its_place() -> None:
    donts = [advice.text for guide in library.guides().values() for advice in guide.donts]
    lines = [line for one in searching.find("feedback", VO) for line in one.lines]
    assert not set(donts) & set(lines)
    assert any(line.startswith("Liever niet: ongevraagd") for line in lines)
