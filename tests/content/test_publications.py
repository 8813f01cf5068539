"""Where something comes from is said in words that somebody can look up, by the size of the numbers."""

import pytest

from leidraad.content import library
from leidraad.content.publications import places


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        (["vo-1.3", "vo-tabel-2"], ["Leidraad vo: punt 1.3, tabel 2"]),
        (
            ["vo-aanbeveling-4", "boek-h10", "boek-h9"],
            ["Leidraad vo: aanbeveling 4", "Leraar, deel 3: hoofdstuk 9, hoofdstuk 10"],
        ),
        (["vo-h4-stelling-9"], ["Leidraad vo: hoofdstuk 4 stelling 9"]),
        (["boek-h4-vraag-2a"], ["Leraar, deel 3: hoofdstuk 4 vraag 2a"]),
        (["presentatie-dos-en-donts"], ["Presentatie: wel en niet"]),
        (["katern-gesprek-1", "katern-gesprek-1"], ["Katern VO-academie: gesprek 1"]),
    ],
)
def test_a_place_is_said_in_words_and_once(cited: list[str], said: list[str]) -> None:
    assert places(cited) == said


def test_every_questionnaire_of_ours_says_on_whose_work_it_rests() -> None:
    for one in library.instruments().values():
        assert one.origin is not None, one.id
        assert one.credit == f"Gebaseerd op {one.origin.name} ({one.origin.authors}), in eigen woorden."
