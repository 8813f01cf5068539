"""The page Uitleg: the list of texts, and each text under its own address."""

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.content import explanation
from leidraad.ui.reading import explaining
from tests.ui.conftest import visited


def opened(**address: str) -> AppTest:
    return visited("uitleg", **address)


def words(at: AppTest) -> str:
    return "\n".join(one.value for one in at.markdown)


def test_without_a_choice_all_texts_are_listed() -> None:
    at = opened()
    titles = [explanation.explanation(id).title for id in explaining.listed()]
    assert [one.proto.label for one in at.get("page_link")] == titles
    assert [one.value for one in at.header] == ["Voor iedereen", "Voor de school"]


@pytest.mark.parametrize("id", explaining.listed())
def test_every_text_has_its_own_address(id: str) -> None:
    at = opened(tekst=id)
    assert [one.value for one in at.title] == [explanation.explanation(id).title]
    assert explanation.explanation(id).body in words(at)


@pytest.mark.parametrize("id", explanation.SCHOOL)
def test_a_text_for_the_school_says_that_it_is_no_legal_advice(id: str) -> None:
    assert "geen juridisch advies" in words(opened(tekst=id))


@pytest.mark.parametrize("id", explanation.EVERYBODY)
def test_a_text_for_everybody_stands_alone(id: str) -> None:
    assert explaining.HELP not in words(opened(tekst=id))


@pytest.mark.parametrize("address", ["onbekend", "cyclus", "../../etc/passwd"])
def test_an_unknown_text_falls_back_to_the_list_and_says_so(address: str) -> None:
    at = opened(tekst=address)
    assert [one.value for one in at.title] == ["Uitleg"]
    assert "kennen we niet" in at.info[0].value
