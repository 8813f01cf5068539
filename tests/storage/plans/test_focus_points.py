"""Focus points: what a team works on, at most three at a time, with what is agreed on the day."""

import threading
from datetime import date, timedelta

import pytest

from leidraad.access.identity import Grant, Role
from leidraad.content import library
from leidraad.domain.cycle import CycleStep
from leidraad.domain.focus import ActionState
from leidraad.errors import ChangedMeanwhile, InvalidAnswer, NotFound, Refused, TooManyFocusPoints
from leidraad.storage import journal
from leidraad.storage.accounts import accounts, erasing
from leidraad.storage.database import clock
from leidraad.storage.measurements import measurements
from leidraad.storage.plans import actions, cycle_moves, focus_points, looking_back, notes
from leidraad.storage.plans.focus_points import Agreed, FocusPoint
from leidraad.storage.schools import schools, teams
from leidraad.storage.study_day import day
from tests.plan import begin
from tests.storage import scene

TODAY = date(2026, 11, 21)


def open_ids(team: int) -> list[int]:
    return [one.id for one in focus_points.open_of_team(team)]


def agreed(point: FocusPoint, **other: str | date) -> Agreed:
    assert point.look_back_on is not None
    same = {"why": "", "cue": point.cue, "response": point.response, "owner": point.owner}
    return Agreed(**{**same, "look_back_on": point.look_back_on, **other})  # type: ignore[arg-type]


def test_a_focus_point_is_kept_with_the_team_and_told_on_the_study_day(database: str) -> None:
    measurement = scene.opened()
    team = measurements.get(measurement).team_id
    version = day.start(measurement, 45).version
    made = begin(team, on=TODAY, measurement_id=measurement, item_id="vo-a3-01", cue=" Als we\n beginnen ")
    (kept,) = focus_points.open_of_team(team)
    assert kept == made == focus_points.get(team, made.id)
    assert (kept.construct_id, kept.item_id, kept.cue) == ("aanbeveling-3", "vo-a3-01", "we beginnen")
    assert (kept.decided_on, kept.closed_on, kept.measurement_id) == (TODAY, None, measurement)
    assert (kept.step, kept.look_back_on) == (CycleStep.ANALYSE, date(2027, 1, 9))
    assert day.standing(measurement).version == version + 1


def test_its_first_step_is_its_first_action_and_where_it_began_its_first_move(database: str) -> None:
    team = scene.team()
    point = begin(team, on=TODAY)
    (first,) = actions.of_points([point.id])[point.id]
    assert (first.what, first.owner) == ("Twee lessen samen voorbereiden", "kartrekker")
    assert (first.due_on, first.state) == (date(2026, 11, 28), "nog te doen")
    assert [(one.step, one.moved_on) for one in cycle_moves.of_points([point.id])[point.id]] == [(2, TODAY)]


def test_two_measures_out_of_the_menu_become_actions_until_the_looking_back(database: str) -> None:
    team, menu = scene.team(), [one.text for one in library.guides()["plg-3"].menu]
    point = begin(team, "plg-3", on=TODAY, measures=(menu[0], menu[2]))
    found = {one.what: (one.owner, one.due_on) for one in actions.of_points([point.id])[point.id]}
    assert len(found) == 3
    assert found[menu[0]] == found[menu[2]] == ("kartrekker", point.look_back_on)


@pytest.mark.parametrize("picked", [(0, 1, 2), ("iets anders",)])
def test_more_than_two_or_what_stands_in_no_menu_is_refused(database: str, picked: tuple[int | str, ...]) -> None:
    team, menu = scene.team(), [one.text for one in library.guides()["plg-3"].menu]
    with pytest.raises(InvalidAnswer):
        begin(team, "plg-3", measures=tuple(one if isinstance(one, str) else menu[one] for one in picked))
    with pytest.raises(InvalidAnswer):
        begin(team, "aanbeveling-3", measures=(menu[0],))
    assert open_ids(team) == []


def test_a_fourth_is_refused_until_one_is_ended(database: str) -> None:
    team = scene.team()
    points = [begin(team, f"aanbeveling-{number}") for number in (1, 2, 3)]
    with pytest.raises(TooManyFocusPoints, match="Rond er eerst een af"):
        begin(team, "dimensie-1")
    begin(scene.team(), "dimensie-1")
    looking_back.stop(team, points[0].id, "Het is nu niet nodig.", seen=1)
    fourth = begin(team, "dimensie-1")
    assert open_ids(team) == [points[1].id, points[2].id, fourth.id]
    with pytest.raises(TooManyFocusPoints):
        looking_back.reopen(team, points[0].id)


def test_two_leaders_at_once_cannot_make_a_fourth(database: str) -> None:
    team = scene.team()
    for number in (1, 2):
        begin(team, f"aanbeveling-{number}")
    start, refused = threading.Barrier(4), []

    def add() -> None:
        start.wait()
        try:
            begin(team, "dimensie-1")
        except TooManyFocusPoints as error:
            refused.append(error)

    leaders = [threading.Thread(target=add) for _ in range(4)]
    for one in leaders:
        one.start()
    for one in leaders:
        one.join()
    assert len(refused) == 3
    assert len(open_ids(team)) == 3


def test_a_mistake_can_be_taken_back_with_its_whole_plan(database: str) -> None:
    team = scene.team()
    made = begin(team)
    notes.write(team, made.id, "doel", "Leerlingen stellen vragen", seen=0)
    focus_points.remove(team, made.id)
    assert open_ids(team) == []
    assert not scene.rows("SELECT point_id FROM plan_note UNION SELECT point_id FROM plan_action")
    assert not scene.rows("SELECT point_id FROM cycle_move")
    with pytest.raises(NotFound):
        focus_points.remove(team, made.id)


def test_the_agreement_can_be_changed_and_the_later_of_two_hears_it(database: str) -> None:
    team = scene.team()
    made = begin(team)
    changed = focus_points.agree(
        team, made.id, agreed(made, owner="Noor", why="Dit gaf het meeste gesprek"), seen=1
    )
    assert (changed.owner, changed.why, changed.version) == ("Noor", "Dit gaf het meeste gesprek", 2)
    with pytest.raises(ChangedMeanwhile, match="Er is niets opgeslagen"):
        focus_points.agree(team, made.id, agreed(made, owner="Sam"), seen=1)
    assert focus_points.get(team, made.id).owner == "Noor"
    chosen = focus_points.agree(team, made.id, agreed(made, owner="Sam"), seen=2)
    assert (chosen.owner, chosen.version) == ("Sam", 3)


def test_what_the_screen_says_already_is_not_said_twice_after_a_change_either(database: str) -> None:
    team = scene.team()
    made = begin(team)
    changed = focus_points.agree(
        team, made.id, agreed(made, cue="Als we beginnen", response="Dan wachten we"), seen=1
    )
    assert (changed.cue, changed.response) == ("we beginnen", "wachten we")


def test_an_owner_who_left_is_followed_by_another_and_what_was_agreed_and_done_stays(database: str) -> None:
    team = scene.team()
    leads = Grant(Role.LEAD, team_id=team)
    noor = accounts.invite("noor@school.nl", "Noor", (leads,), None)[0].id
    made = begin(team, owner="Noor")
    (first,) = actions.of_points([made.id])[made.id]
    late = first.due_on
    actions.change(team, made.id, first.id, first.what, "Noor", late, ActionState.PARTLY, seen=1)
    erasing.remove(noor, None)
    assert focus_points.get(team, made.id) == made
    focus_points.agree(team, made.id, agreed(made, owner="sectieleider"), seen=1)
    actions.change(team, made.id, first.id, first.what, "sectieleider", late, ActionState.PARTLY, seen=2)
    point = focus_points.get(team, made.id)
    (kept,) = actions.of_points([made.id])[made.id]
    assert (point.owner, point.cue, point.look_back_on) == ("sectieleider", made.cue, made.look_back_on)
    assert (kept.owner, kept.what, kept.state) == ("sectieleider", first.what, "deels")


def test_a_day_of_looking_back_that_has_come_can_stay_and_no_other_past_day_is_taken(database: str) -> None:
    team = scene.team()
    made = begin(team, on=clock.today() - timedelta(days=100))
    kept = focus_points.agree(team, made.id, agreed(made, owner="Noor"), seen=1)
    assert kept.look_back_on == made.look_back_on
    with pytest.raises(InvalidAnswer, match="nog komt"):
        focus_points.agree(team, made.id, agreed(made, look_back_on=clock.today() - timedelta(days=1)), seen=2)


def test_nobody_reaches_a_point_through_another_team(database: str) -> None:
    team, other = scene.team(), scene.team()
    made = begin(team)
    first = actions.of_points([made.id])[made.id][0]
    tries = (
        lambda: focus_points.get(other, made.id),
        lambda: focus_points.remove(other, made.id),
        lambda: focus_points.agree(other, made.id, agreed(made), seen=1),
        lambda: cycle_moves.move(other, made.id, CycleStep.DECIDE, leaving=CycleStep.ANALYSE),
        lambda: notes.write(other, made.id, "doel", "Van een ander", seen=0),
        lambda: actions.add(other, made.id, "Iets", "Charlie", clock.today()),
        lambda: actions.remove(other, made.id, first.id, seen=1),
        lambda: looking_back.stop(other, made.id, "Zomaar", seen=1),
        lambda: looking_back.secure(other, made.id, "a", "b", seen=1),
    )
    before = scene.everything()
    for one in tries:
        with pytest.raises(NotFound):
            one()
    assert scene.everything() == before


def test_a_plan_of_an_archived_team_is_read_and_not_changed(database: str) -> None:
    team = scene.team()
    made = begin(team)
    teams.archive(team)
    before = scene.everything()
    for one in (
        lambda: begin(team, "dimensie-1"),
        lambda: focus_points.agree(team, made.id, agreed(made), seen=1),
        lambda: cycle_moves.move(team, made.id, CycleStep.DECIDE, leaving=CycleStep.ANALYSE),
        lambda: looking_back.stop(team, made.id, "Klaar", seen=1),
        lambda: notes.write(team, made.id, "doel", "Toch nog", seen=0),
    ):
        with pytest.raises(Refused, match="gearchiveerd"):
            one()
    assert scene.everything() == before
    assert open_ids(team) == [made.id]


def test_impossible_focus_points_are_refused(database: str) -> None:
    team, other = scene.team(), scene.opened()
    with pytest.raises(InvalidAnswer, match="onderdeel kennen we niet"):
        begin(team, "dimensie-9")
    with pytest.raises(InvalidAnswer, match="stelling hoort niet"):
        begin(team, "aanbeveling-3", item_id="vo-a1-01")
    with pytest.raises(InvalidAnswer, match="‘dan …’"):
        begin(team, response="")
    with pytest.raises(NotFound, match="niet van dit team"):
        begin(team, measurement_id=other)
    with pytest.raises(NotFound):
        begin(987)
    assert open_ids(team) == []


def test_the_journal_says_what_happened_and_nothing_that_a_team_wrote(database: str) -> None:
    team = scene.team()
    made = begin(team)
    looking_back.stop(team, made.id, "Geheime reden", seen=1)
    focus_points.remove(team, made.id)
    lines = [one for one in journal.lines(schools.team(team).school_id) if "speerpunt" in one.what]
    assert [one.what for one in lines] == ["speerpunt verwijderd", "speerpunt afgerond", "speerpunt begonnen"]
    assert {one.detail for one in lines} == {""}
