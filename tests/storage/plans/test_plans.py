"""What a team does with a focus point: moving in the cycle, actions, notes, looking back, ending; and nothing gets lost."""

import threading
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from leidraad.domain.cycle import CycleStep
from leidraad.domain.focus import ActionState, HowFar, LookingBack, Sequel
from leidraad.errors import ChangedMeanwhile, InvalidAnswer, NotFound, Refused
from leidraad.storage.database import clock
from leidraad.storage.plans import actions, cycle_moves, focus_points, looking_back, notes
from tests.plan import begin
from tests.storage import scene

BACK = LookingBack(HowFar.PARTLY, "Samen beginnen", "Weinig tijd", Sequel.ADJUST, "Kleiner beginnen helpt", 49)


@pytest.fixture
def team(database: str) -> int:
    return scene.team()


def steps(id: int) -> list[int]:
    return [one.step for one in cycle_moves.of_points([id])[id]]


def test_a_point_walks_the_cycle_on_and_back_and_its_way_is_kept(team: int) -> None:
    id = begin(team).id
    walk = [2, 3, 4, 3, 4, 5, 2, 3, 4, 5, 1, 2, 3, 4, 5, 3]
    for leaving, to in pairwise(walk):
        cycle_moves.move(team, id, CycleStep(to), leaving=CycleStep(leaving))
    assert steps(id) == walk
    assert focus_points.get(team, id).step == 3


def test_no_step_is_left_out_and_an_old_page_moves_nothing(team: int) -> None:
    id = begin(team).id
    with pytest.raises(Refused, match="Van stap 2 ga je niet naar stap 5"):
        cycle_moves.move(team, id, CycleStep.SECURE, leaving=CycleStep.ANALYSE)
    cycle_moves.move(team, id, CycleStep.DECIDE, leaving=CycleStep.ANALYSE)
    with pytest.raises(Refused, match="intussen bij stap 3"):
        cycle_moves.move(team, id, CycleStep.DECIDE, leaving=CycleStep.ANALYSE)
    assert steps(id) == [2, 3]


def test_a_move_of_today_can_be_taken_back_and_where_it_began_cannot(team: int) -> None:
    id = begin(team).id
    cycle_moves.move(team, id, CycleStep.DECIDE, leaving=CycleStep.ANALYSE)
    cycle_moves.take_back(team, id, leaving=CycleStep.DECIDE)
    assert (steps(id), focus_points.get(team, id).step) == ([2], 2)
    with pytest.raises(Refused, match="niet meer terug te nemen"):
        cycle_moves.take_back(team, id, leaving=CycleStep.ANALYSE)
    yesterday = clock.today() - timedelta(days=1)
    cycle_moves.move(team, id, CycleStep.DECIDE, leaving=CycleStep.ANALYSE, on=yesterday)
    with pytest.raises(Refused, match="niet meer terug te nemen"):
        cycle_moves.take_back(team, id, leaving=CycleStep.DECIDE)


def test_what_was_chosen_before_there_were_plans_walks_on_from_step_two(team: int) -> None:
    scene.write(
        "INSERT INTO focus_point (id, team_id, construct_id, why, decided_on) VALUES (71, :team, 'dimensie-1', 'Nodig', '2026-03-01')",
        team=team,
    )
    old = focus_points.get(team, 71)
    assert (old.step, old.cue, old.look_back_on, old.version) == (2, "", None, 1)
    cycle_moves.move(team, 71, CycleStep.DECIDE, leaving=CycleStep.ANALYSE)
    found = cycle_moves.of_points([71])[71]
    assert [(one.step, one.moved_on) for one in found] == [(2, date(2026, 3, 1)), (3, clock.today())]


def test_actions_are_added_changed_and_taken_away(team: int) -> None:
    id, soon = begin(team).id, clock.today() + timedelta(days=20)
    added = actions.add(team, id, " Rooster  vragen ", "roostermaker", soon)
    changed = actions.change(
        team, id, added.id, "Rooster vragen", "Noor", soon, ActionState.DONE, seen=added.version
    )
    assert [(one.what, one.owner, one.state) for one in actions.of_points([id])[id]][1:] == [
        ("Rooster vragen", "Noor", "gedaan")
    ]
    with pytest.raises(ChangedMeanwhile):
        actions.change(team, id, added.id, "Iets anders", "Sam", soon, ActionState.NOT, seen=added.version)
    with pytest.raises(ChangedMeanwhile):
        actions.remove(team, id, added.id, seen=added.version)
    actions.remove(team, id, added.id, seen=changed.version)
    assert len(actions.of_points([id])[id]) == 1
    with pytest.raises(NotFound):
        actions.remove(team, id, added.id, seen=changed.version)


def test_an_action_has_what_who_and_a_day_to_come(team: int) -> None:
    id, today = begin(team).id, clock.today()
    with pytest.raises(InvalidAnswer, match="Nog niet ingevuld: wat en wie"):
        actions.add(team, id, " ", "", today)
    for due in (today - timedelta(days=1), today + timedelta(days=400)):
        with pytest.raises(InvalidAnswer, match="binnen een jaar"):
            actions.add(team, id, "Iets", "Noor", due)
    other = begin(team, "dimensie-1").id
    first = actions.of_points([id])[id][0]
    with pytest.raises(NotFound):
        actions.change(team, other, first.id, "Iets", "Noor", today, ActionState.DONE, seen=1)


def test_an_action_that_is_late_can_still_be_ticked(team: int) -> None:
    id = begin(team, on=clock.today() - timedelta(days=60)).id
    first = actions.of_points([id])[id][0]
    done = actions.change(team, id, first.id, first.what, first.owner, first.due_on, ActionState.PARTLY, seen=1)
    assert done.state == "deels"


def test_there_are_so_many_actions_at_most(team: int) -> None:
    id, today = begin(team).id, clock.today()
    for number in range(actions.MOST - 1):
        actions.add(team, id, f"Actie {number}", "team", today)
    with pytest.raises(InvalidAnswer, match=f"hoogstens {actions.MOST} acties"):
        actions.add(team, id, "Nog een", "team", today)


def test_two_people_who_write_at_once_lose_nothing(team: int) -> None:
    id = begin(team).id
    start, told = threading.Barrier(2), []

    def write(text: str) -> None:
        start.wait()
        try:
            notes.write(team, id, "doel", text, seen=0)
        except ChangedMeanwhile:
            told.append(text)

    people = [threading.Thread(target=write, args=(text,)) for text in ("Van Alice", "Van Bob")]
    for one in people:
        one.start()
    for one in people:
        one.join()
    (second,) = told
    stands = notes.of_points([id])[id]["doel"]
    assert {stands.text, second} == {"Van Alice", "Van Bob"}
    notes.write(team, id, "doel", f"{stands.text}. {second}.", seen=stands.version)
    assert notes.of_points([id])[id]["doel"].version == 2


def test_notes_of_different_questions_do_not_meet(team: int) -> None:
    id = begin(team).id
    notes.write(team, id, "a-1", "Eén", seen=0)
    notes.write(team, id, "b-1", "Twee", seen=0)
    assert {one.question: one.text for one in notes.of_points([id])[id].values()} == {"a-1": "Eén", "b-1": "Twee"}
    emptied = notes.write(team, id, "a-1", " ", seen=1)
    assert (emptied.text, emptied.version) == ("", 2)


def test_notes_hold_only_what_is_asked(team: int) -> None:
    id = begin(team).id
    with pytest.raises(InvalidAnswer, match="vraag kennen we niet"):
        notes.write(team, id, "a-99", "Iets", seen=0)
    with pytest.raises(InvalidAnswer, match="geen van de keuzes"):
        notes.write(team, id, "aanpak", "met iedereen behalve Charlie", seen=0)
    assert notes.write(team, id, "aanpak", "meteen met het hele team", seen=0).version == 1


def test_a_next_measurement_is_at_least_four_months_after_the_choice(team: int) -> None:
    chosen = clock.today()
    id, first = begin(team).id, notes.first_next_measurement(chosen)
    assert notes.first_next_measurement(date(2026, 10, 31)) == date(2027, 2, 28)
    assert notes.usual_next_measurement(date(2026, 11, 21)) == date(2027, 5, 21)
    for wrong in ((first - timedelta(days=1)).isoformat(), "volgend jaar", "2020-01-01"):
        with pytest.raises(InvalidAnswer, match="niet eerder opnieuw dan na vier maanden"):
            notes.write(team, id, "volgende-meting", wrong, seen=0)
    assert notes.write(team, id, "volgende-meting", first.isoformat(), seen=0).text == first.isoformat()


def test_looking_back_keeps_what_was_said_and_sets_the_next_day(team: int) -> None:
    id = begin(team).id
    looking_back.look_back(team, id, replace(BACK, monitored=(("c-1", "Meestal wel"), ("c-6", " "))), seen=1)
    (said,) = looking_back.of_points([id])[id]
    assert (said.how_far, said.helped, said.held_up) == ("deels", "Samen beginnen", "Weinig tijd")
    assert (said.sequel, said.reason, said.monitored) == ("bijstellen", BACK.reason, {"c-1": "Meestal wel"})
    point = focus_points.get(team, id)
    assert (point.look_back_on, point.step, point.closed_on) == (clock.today() + timedelta(days=49), 2, None)
    with pytest.raises(ChangedMeanwhile):  # pressed twice, or in two tabs
        looking_back.look_back(team, id, BACK, seen=1)
    assert len(looking_back.of_points([id])[id]) == 1


def test_deciding_to_secure_brings_a_point_to_step_five_and_leaves_it_open(team: int) -> None:
    id = begin(team).id
    looking_back.look_back(team, id, replace(BACK, sequel=Sequel.SECURE), seen=1)
    assert (focus_points.get(team, id).step, steps(id)) == (5, [2, 5])
    assert [one.id for one in focus_points.open_of_team(team)] == [id]


def test_deciding_to_stop_ends_it_with_its_reason(team: int) -> None:
    id = begin(team).id
    looking_back.look_back(team, id, replace(BACK, sequel=Sequel.STOP, look_back_in=None), seen=1)
    point = focus_points.get(team, id)
    assert (point.ending, point.closed_on) == ("gestopt", clock.today())
    assert notes.of_points([id])[id]["stoppen-reden"].text == BACK.reason


def test_securing_asks_both_structure_and_person(team: int) -> None:
    id = begin(team).id
    with pytest.raises(InvalidAnswer, match="wie het levend houdt"):
        looking_back.secure(team, id, "Zo werken wij, elk najaar op de agenda", " ", seen=1)
    looking_back.secure(team, id, "Zo werken wij, elk najaar op de agenda", "sectieleider", seen=1)
    assert focus_points.get(team, id).ending == "geborgd"
    kept = notes.of_points([id])[id]
    assert kept["borgen-persoon"].text == "sectieleider"


def test_what_ended_changes_no_more_until_it_is_opened_again(team: int) -> None:
    id = begin(team).id
    looking_back.stop(team, id, "Andere zaken gaan voor", seen=1)
    for one in (
        lambda: looking_back.stop(team, id, "Nog eens", seen=2),
        lambda: notes.write(team, id, "doel", "Toch", seen=0),
        lambda: actions.add(team, id, "Iets", "Noor", clock.today()),
    ):
        with pytest.raises(Refused, match="al afgerond"):
            one()
    looking_back.reopen(team, id)
    assert [one.id for one in focus_points.open_of_team(team)] == [id]
    with pytest.raises(Refused, match="nog open"):
        looking_back.reopen(team, id)


def test_unknown_monitoring_questions_are_refused(team: int) -> None:
    id = begin(team).id
    with pytest.raises(InvalidAnswer, match="vraag kennen we niet"):
        looking_back.look_back(team, id, replace(BACK, monitored=(("a-1", "Iets"),)), seen=1)
    assert looking_back.of_points([id])[id] == []


def test_after_a_year_a_point_begins_anew_at_analysing_or_deciding_and_the_year_begins_again(team: int) -> None:
    id = begin(team, on=clock.today() - timedelta(days=366)).id
    with pytest.raises(Refused, match="bij stap 2 of 3"):
        cycle_moves.begin_anew(team, id, CycleStep.CARRY_OUT, leaving=CycleStep.ANALYSE)
    cycle_moves.begin_anew(team, id, CycleStep.ANALYSE, leaving=CycleStep.ANALYSE)
    assert steps(id) == [2, 2]
    with pytest.raises(Refused, match="na een jaar"):
        cycle_moves.begin_anew(team, id, CycleStep.DECIDE, leaving=CycleStep.ANALYSE)
    cycle_moves.take_back(team, id, leaving=CycleStep.ANALYSE)
    cycle_moves.begin_anew(team, id, CycleStep.DECIDE, leaving=CycleStep.ANALYSE)
    assert focus_points.get(team, id).step == 3
