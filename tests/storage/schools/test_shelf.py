"""What is read of a questionnaire that is no file is read once, and forgotten as soon as it may not be so any more."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from leidraad.content import library
from leidraad.errors import Refused
from leidraad.storage.database import engine, memory
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import questionnaires, schools, shelf
from leidraad.storage.schools.schools import Team
from tests.content.examples import text
from tests.storage import people
from tests.storage.scene import chosen, write

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def brug() -> Team:
    return people.school()


@pytest.fixture
def asked(brug: Team) -> Iterator[list[str]]:
    """Whatever was asked of the database since."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, given: object, *_: object) -> None:
        said.append(f"{statement} {given}")

    opened = engine.engine()
    event.listen(opened, "before_cursor_execute", note)
    yield said
    event.remove(opened, "before_cursor_execute", note)


def added(team: Team, written: str = ""):
    return questionnaires.add(team.school_id, written or text("mate"), None)


def test_a_phone_that_asks_again_asks_the_database_nothing(brug: Team, asked: list[str]) -> None:
    made = added(brug)
    first = library.instrument(made.id, 1), library.family(made.id), library.family_title(made.family, "vo")
    asked.clear()
    assert library.instrument(made.id, 1) is first[0]
    assert (library.family(made.id), library.family_title(made.family, "vo")) == first[1:]
    assert asked == []


def test_what_a_team_works_on_is_found_without_reading_what_other_schools_wrote(
    brug: Team, asked: list[str]
) -> None:
    others = [added(people.school(f"School {number}")) for number in range(3)]
    made = added(brug)
    construct = made.constructs[0].id
    assert library.holding(construct) == (made,)
    asked.clear()
    assert library.holding(construct) == (made,)
    assert asked == []
    later = added(brug)
    asked.clear()
    assert library.holding(later.constructs[0].id) == (later,)
    [read] = [one for one in asked if "questionnaire.body" in one]
    assert later.id in read
    assert not any(one.id in read for one in others)


def test_what_is_removed_is_gone_at_once_also_with_its_school(brug: Team) -> None:
    [example] = schools.add_examples({("Voorbeeldschool", "vo"): ["Voorbeeldteam"]})
    removed, erased = added(brug), added(example)
    for one in (removed, erased):
        assert library.known(one.id, 1) == one
        assert library.holding(one.constructs[0].id)
    questionnaires.remove(brug.school_id, removed.id, None)
    schools.remove_examples()
    for one in (removed, erased):
        assert library.known(one.id, 1) is None
        assert library.holding(one.constructs[0].id) == ()
    assert not any(one.title in str(shelf._remembered) for one in (removed, erased))


def test_what_another_process_changed_is_looked_at_again_when_it_tells(brug: Team) -> None:
    made = added(brug)
    assert library.known(made.id, 1) == made
    write(f"DELETE FROM questionnaire WHERE id = '{made.id}'")
    assert library.known(made.id, 1) == made, "nobody told"
    memory._read_anew()
    assert library.known(made.id, 1) is None


def test_what_was_read_while_it_changed_is_not_remembered(brug: Team) -> None:
    def look() -> str:
        shelf.forget()
        return "of before"

    assert shelf._once("asked", look) == "of before"
    assert shelf._once("asked", lambda: "of now") == "of now"


def test_only_so_many_are_remembered(brug: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_MOST", 2)
    for number in range(5):
        shelf._once(number, lambda: "words")
    assert len(shelf._remembered) <= 2


def test_a_measurement_is_never_prepared_with_what_is_only_remembered(brug: Team) -> None:
    made = added(brug)
    library.known(made.id, 1)
    write(f"DELETE FROM questionnaire WHERE id = '{made.id}'")
    with pytest.raises(Refused, match="niet \\(meer\\) aangeboden"):
        measurements.prepare(chosen(brug.id, instrument_id=made.id, instrument_version=1, short=False))
