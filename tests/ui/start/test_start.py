"""The start page: a code leads on, a wrong one says what to do, and everybody finds their own next step."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.domain.day import DayStep
from leidraad.domain.result import Mode
from leidraad.machine import streamlit_files
from leidraad.server.streamlit_inside.html import FIRST, installed
from leidraad.storage.measurements import closing, joint, measurements
from leidraad.storage.schools import schools
from tests.plan import begin
from tests.ui.conftest import a_measurement, alice, an_account, links, opened_as, shared, text
from tests.ui.day import a_day, at_step


def way_on(at: AppTest, label: str) -> tuple[str, str]:
    """Where the link with this label leads."""
    found = next(one.proto for one in at.get("page_link") if one.proto.label == label)
    return found.page, found.query_string


def test_an_installation_that_nobody_uses_yet_leads_to_the_page_on_which_to_begin(database: None) -> None:
    at = opened_as(None, "start")
    assert 'href="begin"' in text(at)
    assert "Alle metingen" not in links(at)


def test_whoever_is_not_signed_in_sees_the_code_the_selfscan_and_the_way_in(team: schools.Team) -> None:
    a_measurement(team)
    alice()
    at = opened_as(None, "start")
    assert 'href="aanmelden' in text(at)
    assert links(at) == ["Naar de zelfscan"]
    assert "Bovenbouw havo" not in text(at)


def test_who_took_part_before_reads_on_start_how_to_come_back_to_it(team: schools.Team) -> None:
    assert "Met dezelfde code op hetzelfde toestel ga je verder" in text(opened_as(None, "start"))


def prepared(team: schools.Team) -> int:
    chosen = measurements.Preparation(team.id, "najaar 2026", "leidraad-vo", 1, True, Mode.INDIVIDUAL, 8)
    return measurements.prepare(chosen).id


def scored_together(team: schools.Team) -> int:
    id = a_measurement(team, mode=Mode.JOINT, invited=4).id
    joint.save(id, "aanbeveling-1", 3.0)
    return id


def with_a_focus_point(team: schools.Team) -> int:
    id = shared(a_measurement(team, people=8)).id
    begin(team.id, "aanbeveling-1", measurement_id=id)
    return id


def revealed_today(team: schools.Team) -> int:
    measurement = a_day(team)
    at_step(measurement, DayStep.TALK)
    return measurement.id


STATES = {
    "nothing yet": (lambda team: 0, "Nog geen meting.", "Zet de eerste meting klaar", "metingen"),
    "prepared": (prepared, "‘najaar 2026’ staat klaar, en is nog niet open.", "Open de meting", "metingen"),
    "open, nobody yet": (lambda team: a_measurement(team).id, "0 klaar, 0 nog bezig, van 8.", "Nodig je collega’s uit", "metingen"),
    "open": (lambda team: a_measurement(team, people=3).id, "0 klaar, 3 nog bezig, van 8.", "Naar de meting", "metingen"),
    "a day": (lambda team: a_day(team).id, "0 klaar, 8 nog bezig, van 8.", "Verder met de studiedag", "studiedag"),
    "together": (scored_together, "1 onderdeel samen ingevuld.", "Samen invullen", "samen"),
    "closed": (lambda team: closing.close(a_measurement(team, people=8).id).id, "De uitslag is nog niet getoond.", "Toon de uitslag", "metingen"),
    "closed with too few": (lambda team: closing.close(a_measurement(team, people=4).id).id, "met te weinig collega’s voor een uitslag.", "Bekijk wat je kunt doen", "metingen"),
    "a day after its reveal": (revealed_today, "‘najaar 2026’ loopt.", "Verder met de studiedag", "studiedag"),
    "shared": (lambda team: shared(a_measurement(team, people=8)).id, "De laatste uitslag is van ", "Bekijk de uitslag", "resultaat"),
    "with a focus point": (with_a_focus_point, "Jullie werken aan ‘", "Naar het plan", "plan"),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_whoever_leads_a_team_reads_how_it_stands_and_has_one_next_step(team: schools.Team, state: str) -> None:
    make, said, step, where = STATES[state]
    id = make(team)  # type: ignore[no-untyped-call]
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    at = opened_as(bob, "start")
    assert "<b>Bovenbouw havo</b>" in text(at)
    assert said in text(at)
    assert links(at)[0] == step
    page, asked = way_on(at, step)
    assert page == where
    assert asked == (f"team={team.id}" if where in ("metingen", "plan") else f"meting={id}")
    begins = state in ("prepared", "open, nobody yet", "open")
    assert begins == ("Leid de studiedag" in links(at))
    if begins:
        assert way_on(at, "Leid de studiedag") == ("studiedag", f"meting={id}")


def test_a_kartrekker_sees_only_the_own_team(team: schools.Team) -> None:
    other = schools.add_team(team.school_id, "Onderbouw")
    a_measurement(team)
    a_measurement(other)
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    at = opened_as(bob, "start")
    assert text(at).count("is nu open") == 1
    assert "Onderbouw" not in text(at)


def test_a_schoolleider_sees_the_teams_in_the_schools_own_order_and_the_way_to_all_of_them(
    team: schools.Team,
) -> None:
    schools.add_team(team.school_id, "Aan het begin van het alfabet")
    dana = an_account("Dana", Grant(Role.SCHOOL_LEADER, school_id=team.school_id))
    at = opened_as(dana, "start")
    assert text(at).index("Bovenbouw havo") < text(at).index("Aan het begin")
    assert way_on(at, "De teams naast elkaar") == ("vergelijken", f"school={team.school_id}")


def test_who_only_manages_reads_what_is_first_to_do(database: None) -> None:
    erik = an_account("Erik", Grant(Role.HOST))
    assert way_on(opened_as(erik, "start"), "Voeg een school toe") == ("beheer", "deel=teams")
    brug = schools.add_school("De Brug", "vo")
    assert "Voeg een team toe" in links(opened_as(erik, "start"))
    schools.add_team(brug.id, "Bovenbouw havo")
    assert way_on(opened_as(erik, "start"), "Nodig een collega uit") == ("beheer", "deel=mensen")
    an_account("Dana", Grant(Role.SCHOOL_LEADER, school_id=brug.id))
    at = opened_as(erik, "start")
    assert way_on(at, "Maak een reservekopie") == ("beheer", "deel=bewaren")
    assert "Je team" not in text(at)


def test_a_code_is_sent_to_the_pages_of_a_participant_just_as_it_was_typed(database: None) -> None:
    form = text(opened_as(None, "start"))
    assert '<form class="code-invoer" action="/d" method="get">' in form
    assert 'name="code"' in form


@pytest.mark.parametrize("leads", [False, True])
def test_nothing_on_the_first_page_waits_for_a_script_that_does_not_come_with_it(
    team: schools.Team, leads: bool
) -> None:
    a_measurement(team)
    (main,) = re.findall(r'src="\./(static/js/index[^"]+)"', installed().decode())
    script = (streamlit_files.FOLDER / main).read_text(encoding="utf-8")
    late = set(re.findall(r"lazy\)\([^`]{0,30}import\(`\./(\w+)\.", script))
    assert {"Selectbox", "PlotlyChart"} < late
    at = opened_as(alice() if leads else None, "start")
    drawn = {one.type.title().replace("_", "") for one in at.main}
    assert drawn & late == set(FIRST)
