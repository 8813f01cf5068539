"""Everything that a schoolleider can see or take along together tells nothing about who answered what.

People who answered the same statements trade all their answers, within the team and within its leaders. If one
screen, filter or file were about anything but the published cells, something would look different.
"""

import random
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from leidraad.content import library
from leidraad.domain import selection
from leidraad.domain.scale import Answers
from leidraad.storage.database import clock, engine
from leidraad.storage.measurements import answers, closing, leaders, reveal
from leidraad.storage.schools import consents, schools
from leidraad.storage.schools.consents import ConsentPurpose
from tests.databases import migrated_file
from tests.ui import taking
from tests.ui.conftest import a_measurement, opened, text

CORE = [item.id for item in library.instrument("leidraad-vo", 1).items if item.core]
FILTERS: list[dict[str, str]] = [
    {},
    {"manier": "individueel"},
    {"lengte": "kort"},
    {"deel": "aanbevelingen"},
    {"deel": "onderzoekscultuur"},
]


Answering = Callable[[list[dict[str, int]], str], list[dict[str, int]]]


def people(seed: str, number: int) -> list[dict[str, int]]:
    """So many people; everybody after the sixth skipped the first statement, and some cannot judge the second."""
    chance = random.Random(seed)
    found = []
    for place in range(number):
        given = {item: chance.randint(1, 5) for item in CORE[1:] if place % 4 or item != CORE[1]}
        found.append(given if place >= 6 else given | {CORE[0]: chance.randint(1, 5)})
    return found


def traded(given: list[dict[str, int]], seed: str) -> list[dict[str, int]]:
    """The same answers with other owners: per set of statements with the same people behind them, in another order."""
    chance, result = random.Random(seed), [dict(one) for one in given]
    behind: dict[frozenset[int], list[str]] = {}
    for item in CORE:
        behind.setdefault(frozenset(place for place, one in enumerate(given) if item in one), []).append(item)
    for who, items in behind.items():
        givers = sorted(who)
        takers = chance.sample(givers, len(givers))
        for giver, taker in zip(givers, takers, strict=True):
            result[taker].update({item: given[giver][item] for item in items})
    return result


def as_given(given: list[dict[str, int]], _: str) -> list[dict[str, int]]:
    return given


def school(how: Answering) -> list[int]:
    """Two teams with two measurements each, with leaders beside all of them; gives the measurements."""
    first = schools.add_school_with_team("De Brug", "vo", "Onderbouw")
    second = schools.add_team(first.school_id, "Bovenbouw")
    made = []
    for turn, team in enumerate((first, second, first, second)):
        seed = f"{team.name} {turn}"
        made.append(measured(team, how(people(seed, 12), seed), how(people(f"leiding {seed}", 8), seed)))
        consents.set_for(team.id, list(ConsentPurpose))
    return made


def measured(team: schools.Team, given: list[Answers], leading: list[Answers]) -> int:
    made = a_measurement(team, invited=14)
    id = made.id
    leaders.make_code(id)
    for place, one in enumerate(given):
        answers.save(id, f"toestel-{place}", one)
    for place, one in enumerate(leading):
        answers.save(id, f"toestel-{place}:leiding", one, leader=True)
    closing.close(id)
    reveal.share(id)
    return id


def everything(made: list[int]) -> dict[str, str]:
    """All words on all pages for the schoolleider and in all files, by address."""
    return pages(made) | files(made)


def files(made: list[int]) -> dict[str, str]:
    """What the schoolleider takes along of the school, of every team, and of all measurements but the first."""
    addresses: list[tuple[str, dict[str, int]]] = [("vergelijken", {"school": 1})]
    addresses += [("ontwikkeling", {"team": team.id}) for team in schools.teams()]
    addresses += [("resultaat", {"meting": id}) for id in made[1:]]
    return {
        f"{page} {asked}: {name}": said
        for page, asked in addresses
        for name, said in taking.contents(opened(page, **asked)).items()
    }


def pages(made: list[int]) -> dict[str, str]:
    """All words on all pages, by address."""
    today = clock.now()
    year = selection.school_year(today.year, today.month)
    seen = {str(one): text(opened("vergelijken", school=1, **one)) for one in FILTERS}
    seen["dit schooljaar"] = text(opened("vergelijken", school=1, periode=f"{year}-{year + 1}"))
    seen["school"] = text(opened("school", school=1))
    for team in schools.teams():
        seen[f"ontwikkeling {team.id}"] = text(opened("ontwikkeling", team=team.id))
    for id in made:
        seen[f"resultaat {id}"] = text(opened("resultaat", meting=id))
    return seen


@lru_cache(maxsize=1)
def _made_once() -> dict[str, str]:
    return everything(school(as_given))


@pytest.fixture
def as_it_was(database: None, tmp_path: Path) -> dict[str, str]:
    """Everything of the school in which everybody gave their own answers; after it there is another new database."""
    found = _made_once()
    engine.open_database(migrated_file(tmp_path / "ander.db"))
    return found


def test_nothing_on_any_page_or_in_any_file_changes_when_people_trade_their_answers(as_it_was):
    assert "Team en leiding naast elkaar" in as_it_was["resultaat 1"]
    assert everything(school(traded)) == as_it_was


def test_the_pages_and_files_would_show_it_if_an_answer_were_another(as_it_was):
    def one_other(given: list[dict[str, int]], _: str) -> list[dict[str, int]]:
        other = {item: 6 - value for item, value in given[0].items()}
        return [other, *given[1:]]

    first, second, *_ = school(one_other)
    compared, taken = opened("vergelijken", school=1), opened("resultaat", meting=second)
    other = {
        "school": text(opened("school", school=1)),
        f"resultaat {first}": text(opened("resultaat", meting=first)),
        "vergelijken {'school': 1}: rapport": taking.contents(compared)["rapport"],
        "resultaat {'meting': 2}: Onderdelen": taking.contents(taken)["Onderdelen"],
    }
    for place, said in other.items():
        assert said != as_it_was[place]


def test_without_any_answer_left_every_page_and_file_is_the_same(as_it_was):
    made = school(as_given)
    with engine.writing() as session:
        for measurement in made:
            reveal.delete_answers(session, measurement)
    assert everything(made) == as_it_was
