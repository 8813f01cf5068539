"""The page Plan: what a team works on, in the last twenty minutes of a day and in the months after it."""

from datetime import date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.domain.cycle import CycleStep
from leidraad.domain.focus import ActionState, HowFar, LookingBack, Sequel
from leidraad.errors import InvalidAnswer
from leidraad.notation import AMSTERDAM, day, month
from leidraad.storage.database import clock
from leidraad.storage.plans import actions, cycle_moves, focus_points, looking_back, notes
from leidraad.storage.plans.focus_points import Agreed, FocusPoint
from leidraad.storage.schools import schools, teams
from leidraad.ui.plan import helping
from tests.plan import begin
from tests.ui.conftest import a_measurement, links, opened, text
from tests.ui.day import buttons, press

PLACE = dict[str, object]


def plan(team: schools.Team, **address: object) -> AppTest:
    return opened("plan", team=team.id, **address)


def present(point: FocusPoint) -> FocusPoint:
    return focus_points.get(point.team_id, point.id)


def letters(said: str) -> str:
    """Without the sign that keeps a browser from making a link of it."""
    return said.replace("\u2060", "")


def refusal(at: AppTest) -> str:
    return letters(at.error[0].value)


def test_a_team_without_a_focus_point_sees_one_form_and_begins_with_it(team: schools.Team) -> None:
    at = plan(team)
    assert "Er is nog geen speerpunt" in text(at)
    form = f"begin-{team.id}-0"
    at.selectbox(key=f"{form}-onderdeel").set_value("aanbeveling-4").run()
    at.selectbox(key=f"{form}-stelling-aanbeveling-4").set_value("vo-a4-02")
    at.text_area(key=f"{form}-als").input("Als we een les bezoeken")
    at.text_area(key=f"{form}-dan").input("noteert ieder één vraag")
    at.text_area(key=f"{form}-stap").input("Rooster met tussenuren delen")
    at.text_input(key=f"{form}-wie").input("Noor")
    press(at, "Begin dit plan")
    (point,) = focus_points.open_of_team(team.id)
    assert (point.construct_id, point.item_id, point.step) == ("aanbeveling-4", "vo-a4-02", 2)
    assert "De eerste stap staat bij de acties" in text(at)
    shown = text(at) + str([one.label for one in at.expander])
    assert "<b>Als</b> we een les bezoeken, <b>dan</b> noteert ieder één vraag" in shown
    assert "Rooster met tussenuren delen" in shown
    assert f"{day(clock.today() + timedelta(days=49))}, over 7 weken" in shown


def test_what_is_missing_is_said_and_what_was_typed_stays(team: schools.Team) -> None:
    at, form = plan(team), f"begin-{team.id}-0"
    at.text_area(key=f"{form}-als").input("we een les bezoeken")
    press(at, "Begin dit plan")
    assert refusal(at) == "Kies waaraan jullie gaan werken. Wat je typte staat er nog."
    at.selectbox(key=f"{form}-onderdeel").set_value("aanbeveling-4")
    press(at, "Begin dit plan")
    assert "Nog niet ingevuld: ‘dan …’, de eerste stap en wie" in refusal(at)
    assert at.text_area(key=f"{form}-als").value == "we een les bezoeken"
    assert focus_points.open_of_team(team.id) == []


def test_with_three_open_points_the_page_says_how_one_is_ended_and_ends_it(team: schools.Team) -> None:
    points = [begin(team.id, f"aanbeveling-{number}") for number in (1, 2, 3)]
    at = plan(team, punt=points[1].id, doe="afronden")
    assert "Rond er eerst een af" in text(at)
    assert "Begin dit plan" not in buttons(at)
    at.radio(key=f"afronden-{points[1].id}-hoe").set_value("stoppen").run()
    press(at, "Rond af: gestopt")
    assert "Nog niet ingevuld: waarom jullie stoppen" in refusal(at)
    at.text_area(key=f"afronden-{points[1].id}-reden-1").input("De methode regelt het nu")
    press(at, "Rond af: gestopt")
    assert [one.id for one in focus_points.open_of_team(team.id)] == [points[0].id, points[2].id]
    assert "De methode regelt het nu" in text(at)
    assert "Begin dit plan" in buttons(at)
    press(at, "Zet dit speerpunt weer open")
    assert len(focus_points.open_of_team(team.id)) == 3


def test_securing_asks_where_it_is_written_and_who_keeps_it_alive(team: schools.Team) -> None:
    point = begin(team.id)
    at = plan(team, doe="afronden")
    at.radio(key=f"afronden-{point.id}-hoe").set_value("borgen").run()
    at.text_area(key=f"afronden-{point.id}-borgen-structuur-1").input("Zo werken wij, elk najaar")
    press(at, "Rond af: geborgd")
    assert "wie het levend houdt" in refusal(at)
    at.text_area(key=f"afronden-{point.id}-borgen-persoon-1").input("sectieleider")
    press(at, "Rond af: geborgd")
    assert present(point).ending == "geborgd"


def test_a_point_goes_on_back_and_a_step_of_today_is_taken_back(team: schools.Team) -> None:
    point = begin(team.id)
    at = plan(team, doe="stap")
    press(at, "Door naar stap 3")
    assert present(point).step == 3
    press(at, "Neem de laatste stap terug")
    assert present(point).step == 2
    for number in (3, 4, 5):
        press(at, f"Door naar stap {number}")
    assert [one for one in buttons(at) if "naar stap" in one] == [
        "Terug naar stap 1: verkennen en prioriteren",
        "Terug naar stap 2: verdiepen en analyseren",
        "Terug naar stap 3: besluiten en plannen",
    ]
    press(at, "Terug naar stap 2")
    assert 'aria-label="Stap 2 van 5: Verdiepen en analyseren"' in text(at)
    assert "stap\u00a02 op" in text(at)
    assert "stap\u00a05 op" in text(at)


def test_a_step_has_its_own_questions_and_a_note_saves_itself(team: schools.Team) -> None:
    point = begin(team.id)
    at = plan(team, doe="stap")
    labels = [one.label for one in at.expander]
    assert {"Wat is er aan de hand?", "Hoe doen we het nu?", "Onderzoekend praten"} <= set(labels)
    assert "Hoe gaat het?" not in labels
    at.text_area(key=f"notitie-{point.id}-a-1").input("Leerlingen stellen geen vragen").run()
    assert "Opgeslagen." in text(at)
    assert notes.of_points([point.id])[point.id]["a-1"].text == "Leerlingen stellen geen vragen"
    at.text_area(key=f"notitie-{point.id}-a-1").input("Leerlingen stellen weinig vragen").run()
    assert notes.of_points([point.id])[point.id]["a-1"].version == 2
    assert "Wat is er aan de hand? (1 van 11 ingevuld)" in [one.label for one in plan(team, doe="stap").expander]


def test_a_note_that_somebody_else_wrote_meanwhile_is_shown_beside_it(team: schools.Team) -> None:
    point = begin(team.id)
    at, field = plan(team, doe="stap"), f"notitie-{point.id}-a-1"
    notes.write(team.id, point.id, "a-1", "Van Bob", seen=0)
    at.text_area(key=field).input("Van Alice").run()
    assert "Intussen schreef iemand anders" in text(at)
    assert "Van Bob" in text(at)
    assert notes.of_points([point.id])[point.id]["a-1"].text == "Van Bob"
    assert at.text_area(key=field).value == "Van Alice"
    press(at, "Bewaar wat ik typte")
    assert notes.of_points([point.id])[point.id]["a-1"].text == "Van Alice"
    notes.write(team.id, point.id, "a-1", "Weer Bob", seen=2)
    at.run()
    assert at.text_area(key=field).value == "Weer Bob"  # nothing was typed, so nothing is asked


def test_two_tabs_that_change_the_agreement_choose_and_lose_nothing(team: schools.Team) -> None:
    point = begin(team.id)
    at = plan(team, doe="aanpassen")
    key = f"afspraak-{point.id}-1"
    assert point.look_back_on is not None
    other = Agreed("", point.cue, "doen we het anders", "Bob", point.look_back_on)
    focus_points.agree(team.id, point.id, other, seen=1)
    at.text_input(key=f"{key}-wie").input("Alice")
    press(at, "Opslaan")
    assert "Iemand anders heeft dit intussen veranderd" in refusal(at)
    assert present(point).owner == "Bob"
    assert at.text_input(key=f"{key}-wie").value == "Alice"
    at.run()
    assert "Dit staat er nu, van iemand anders" in text(at)
    assert "doen we het anders" in text(at)
    press(at, "Bewaar wat ik typte")
    assert (present(point).owner, present(point).response) == ("Alice", point.response)


def test_keeping_what_another_wrote_shows_that_in_the_form(team: schools.Team) -> None:
    point = begin(team.id)
    at = plan(team, doe="aanpassen")
    assert point.look_back_on is not None
    focus_points.agree(team.id, point.id, Agreed("", "a", "b", "Bob", point.look_back_on), seen=1)
    press(at, "Opslaan")
    at.run()
    press(at, "Houd wat er nu staat")
    assert at.text_input(key=f"afspraak-{point.id}-2-wie").value == "Bob"
    assert present(point).version == 2


def test_actions_are_added_ticked_and_taken_away(team: schools.Team) -> None:
    point = begin(team.id)
    at = plan(team)
    add = f"actie-erbij-{point.id}-0"
    at.text_area(key=f"{add}-wat").input("Materiaal kiezen")
    press(at, "Actie toevoegen")
    assert "Nog niet ingevuld: wie" in refusal(at)
    at.text_input(key=f"{add}-wie").input("Sam")
    press(at, "Actie toevoegen")
    first, second = actions.of_points([point.id])[point.id]
    assert (second.what, second.owner) == ("Materiaal kiezen", "Sam")
    at.button_group(key=f"vorm-actie-{first.id}-1").set_value(ActionState.DONE.value)
    next(one for one in at.button if one.label == "Opslaan").click()
    at.run()
    assert actions.of_points([point.id])[point.id][0].state == "gedaan"
    at.button(key=f"actie-{second.id}-1-weg").click().run()
    assert len(actions.of_points([point.id])[point.id]) == 1


def test_when_it_is_time_looking_back_comes_first_and_decides(
    team: schools.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = begin(team.id)
    later = clock.today() + timedelta(days=50)
    monkeypatch.setattr(clock, "now", lambda: datetime(later.year, later.month, later.day, 12, tzinfo=AMSTERDAM))
    at = plan(team)
    assert "Het is tijd om terug te kijken" in text(at)
    key = f"terug-{point.id}-1"
    at.text_area(key=f"{key}-hielp").input("Samen beginnen")
    press(at, "Opslaan")
    assert "of jullie deden wat jullie afspraken en wat jullie nu doen" in refusal(at)
    at.button_group(key=f"vorm-{key}").set_value("deels")
    at.radio(key=f"{key}-besluit").set_value(Sequel.ADJUST)
    at.text_area(key=f"{key}-reden").input("Kleiner beginnen werkt")
    at.text_area(key=f"{key}-c-1").input("Bij de helft van de lessen")
    press(at, "Opslaan")
    (said,) = looking_back.of_points([point.id])[point.id]
    assert (said.how_far, said.helped, said.reason) == ("deels", "Samen beginnen", "Kleiner beginnen werkt")
    assert said.monitored == {"c-1": "Bij de helft van de lessen"}
    assert present(point).look_back_on == later + timedelta(days=49)
    assert "Jullie kijken over 7 weken terug" in text(at)


def test_what_was_chosen_before_there_were_plans_asks_for_its_agreement(team: schools.Team) -> None:
    from tests.storage.scene import write

    write(
        "INSERT INTO focus_point (team_id, construct_id, why, decided_on) VALUES (:team, 'dimensie-1', 'Oude reden', '2026-03-01')",
        team=team.id,
    )
    at = plan(team, doe="aanpassen")
    assert "nog niet afgesproken" in text(at)
    assert "Oude reden" in text(at)
    assert "Spreek nog af wanneer jullie terugkijken" in text(at)


def test_a_plan_of_an_archived_team_is_read_only_and_whole(team: schools.Team) -> None:
    point = begin(team.id)
    notes.write(team.id, point.id, "doel", "Leerlingen vragen door", seen=0)
    notes.write(team.id, point.id, "volgende-meting", f"{clock.today().year + 1}-12-01", seen=0)
    back = LookingBack(HowFar.PARTLY, "Samen beginnen", "", Sequel.ADJUST, "Kleiner beginnen", 49)
    looking_back.look_back(team.id, point.id, back, seen=1)
    into = schools.add_team(team.school_id, "Onderbouw")
    teams.merge(team.id, into.id)
    at = plan(team)
    assert "gingen verder in Onderbouw" in text(at)
    assert "Jullie kijken" not in text(at)
    for said in (
        "Twee lessen samen voorbereiden",
        "Leerlingen vragen door",
        f"december {clock.today().year + 1}",
        "Samen beginnen",
    ):
        assert said in text(at), said
    assert buttons(at) == ["Maak het bestand"]


def test_a_next_measurement_is_offered_from_four_months_on_also_when_the_first_moment_passed(
    team: schools.Team,
) -> None:
    for construct, days in (("aanbeveling-3", 0), ("dimensie-1", 500)):
        point = begin(team.id, construct, on=clock.today() - timedelta(days=days), look_back_in=360)
        at = plan(team, punt=point.id, doe="stap")
        offered = at.selectbox(key=f"notitie-{point.id}-volgende-meting").options
        first = max(clock.today(), notes.first_next_measurement(point.decided_on))
        assert offered[0] == "nog niet gekozen"
        assert len(offered) == 10
        assert offered[1].split(",")[0] in {month(first), month(notes.months_later(first, 1))}


def test_deleting_asks_once(team: schools.Team) -> None:
    point = begin(team.id)
    at = plan(team, doe="afronden")
    press(at, "Verwijder het")
    assert "Dat kan niet terug" in text(at)
    press(at, "Nee, laat het staan")
    assert present(point)
    press(at, "Verwijder het")
    press(at, "Ja, verwijder")
    assert focus_points.of_team(team.id) == []


def test_who_leads_more_teams_chooses_one(team: schools.Team) -> None:
    schools.add_team(team.school_id, "Onderbouw")
    begin(team.id)
    at = opened("plan")
    assert [one for one in map(letters, links(at)) if "open speerpunt" in one] == [
        "Bovenbouw havo: 1 open speerpunt",
        "Onderbouw: 0 open speerpunten",
    ]


def test_the_other_points_are_a_link_away(team: schools.Team) -> None:
    begin(team.id, "aanbeveling-1")
    second = begin(team.id, "aanbeveling-2", on=date(2026, 1, 1))
    at = plan(team)
    assert (
        f'Twee lessen samen voorbereiden</b><br><span class="zacht">kartrekker, was voor {day(date(2026, 1, 8))}'
        in text(at)
    )
    assert any("stap 2, verdiepen en analyseren" in one for one in links(at))
    assert present(second).id == second.id


def test_the_plan_comes_first_at_metingen_and_before_the_next_day(team: schools.Team) -> None:
    assert "Jullie plan" not in text(opened("metingen", team=team.id))
    point = begin(team.id)
    at = opened("metingen", team=team.id)
    assert "<h2>Jullie plan</h2>" in text(at)
    assert links(at)[0] == "Naar het plan met 1 speerpunt"
    looking_back.stop(team.id, point.id, "Klaar", seen=1)
    late = begin(team.id, on=clock.today() - timedelta(days=50))
    measurement = a_measurement(team)
    at = opened("studiedag", meting=measurement.id)
    assert "<h2>Eerst terugkijken</h2>" in text(at)
    assert "Kijk terug op het plan" in links(at)
    assert present(late).closed_on is None


def test_after_a_year_the_plan_asks_to_end_it_or_to_begin_anew(team: schools.Team) -> None:
    young = begin(team.id)
    assert "Jullie werken hier een jaar aan" not in text(plan(team))
    old = begin(team.id, "dimensie-1", on=clock.today() - timedelta(days=366), look_back_in=360)
    at = plan(team, punt=old.id)
    assert "Sluit het af, of begin opnieuw bij stap 2 of 3" in text(at)
    press(at, "Afsluiten")
    assert "Hoe ronden jullie dit af?" in [one.label for one in at.radio]
    press(at, "Opnieuw bij stap 3: besluiten en plannen")
    assert (present(old).step, present(young).step) == (3, 2)
    assert "Jullie werken hier een jaar aan" not in text(plan(team, punt=old.id))


def test_the_team_ticks_which_other_signals_point_the_same_way_and_a_second_tab_sees_them(
    team: schools.Team,
) -> None:
    point = begin(team.id)
    at, other = plan(team, punt=point.id, doe="stap"), plan(team, punt=point.id, doe="stap")
    key = f"notitie-{point.id}-signalen"
    at.checkbox(key=f"{key}-0").check().run()
    at.checkbox(key=f"{key}-2").check().run()
    assert notes.of_points([point.id])[point.id]["signalen"].text == (
        "resultaten en ontwikkeling van leerlingen\nwat leerlingen zeggen"
    )
    other.run()
    assert [other.checkbox(key=f"{key}-{place}").value for place in range(3)] == [True, False, True]
    other.checkbox(key=f"{key}-0").uncheck().run()
    assert notes.of_points([point.id])[point.id]["signalen"].text == "wat leerlingen zeggen"
    with pytest.raises(InvalidAnswer, match="geen van de keuzes"):
        notes.write(team.id, point.id, "signalen", "iets anders", seen=3)


def test_every_step_tells_what_helps_by_role() -> None:
    for step in CycleStep:
        found = helping.of_step(step)
        assert set(found) == {"Voor de schoolleider", "Voor docenten die het trekken"}, step


def test_what_one_chose_to_do_stays_when_somebody_else_changes_the_agreement(team: schools.Team) -> None:
    point = begin(team.id)
    at, key = plan(team), f"afspraak-{point.id}-1"
    at.button_group(key=f"vorm-plan-{point.id}-1").set_value("aanpassen").run()
    at.text_input(key=f"{key}-wie").input("Alice")
    assert point.look_back_on is not None
    focus_points.agree(team.id, point.id, Agreed("", "a", "b", "Bob", point.look_back_on), seen=1)
    press(at, "Opslaan")
    assert "Iemand anders heeft dit intussen veranderd" in refusal(at)
    at.run()
    press(at, "Bewaar wat ik typte")
    assert (present(point).owner, present(point).cue) == ("Alice", point.cue)


@pytest.mark.parametrize(
    ("goes", "said"),
    [
        ("ended", "Iemand anders rondde dit speerpunt intussen af"),
        ("removed", "of haalde het weg"),
        ("archived", "Iemand anders archiveerde dit team intussen"),
    ],
)
def test_what_was_typed_in_a_point_that_somebody_else_ended_or_took_away_can_still_be_read(
    team: schools.Team, goes: str, said: str
) -> None:
    point = begin(team.id)
    at, key = plan(team, doe="terugkijken"), f"terug-{point.id}-1"
    at.text_area(key=f"{key}-hielp").input("Samen <b>beginnen</b>")
    if goes == "ended":
        looking_back.stop(team.id, point.id, "Niet meer nodig", seen=1)
    elif goes == "removed":
        focus_points.remove(team.id, point.id)
    else:
        teams.archive(team.id)
    press(at, "Opslaan")
    assert said in text(at)
    assert "Samen &lt;b&gt;beginnen&lt;/b&gt;" in text(at)
    at.run()
    assert "Samen &lt;b&gt;beginnen&lt;/b&gt;" in text(at)
    press(at, "Ik heb het gelezen")
    assert "Samen" not in text(at)


def test_whoever_ends_a_point_or_had_typed_nothing_hears_nothing_of_that(team: schools.Team) -> None:
    point = begin(team.id)
    at = plan(team, doe="afronden")
    at.radio(key=f"afronden-{point.id}-hoe").set_value("stoppen").run()
    at.text_area(key=f"afronden-{point.id}-reden-1").input("De methode regelt het nu")
    press(at, "Rond af: gestopt")
    assert "Iemand anders" not in text(at)
    other = begin(team.id, "dimensie-1")
    at = plan(team, doe="aanpassen")
    looking_back.stop(team.id, other.id, "Niet meer nodig", seen=1)
    at.run()
    assert "Iemand anders" not in text(at)


def test_while_one_types_a_beginning_another_begins_one_and_the_form_stays(team: schools.Team) -> None:
    at, form = plan(team), f"begin-{team.id}-0"
    at.selectbox(key=f"{form}-onderdeel").set_value("aanbeveling-4").run()
    begin(team.id)
    for name, words in (
        ("als", "we een les bezoeken"),
        ("dan", "noteert ieder één vraag"),
        ("stap", "Rooster delen"),
    ):
        at.text_area(key=f"{form}-{name}").input(words)
    at.text_input(key=f"{form}-wie").input("docenten")
    press(at, "Begin dit plan")
    assert [one.construct_id for one in focus_points.open_of_team(team.id)] == ["aanbeveling-3", "aanbeveling-4"]
    assert at.text_area(key=f"begin-{team.id}-1-als").value == ""
    assert "Intussen" not in text(at)


def test_when_another_began_the_third_what_was_typed_of_the_next_can_still_be_read(team: schools.Team) -> None:
    for construct in ("aanbeveling-1", "aanbeveling-2"):
        begin(team.id, construct)
    at, form = plan(team), f"begin-{team.id}-0"
    at.selectbox(key=f"{form}-onderdeel").set_value("aanbeveling-4").run()
    at.text_area(key=f"{form}-als").input("we een les bezoeken")
    begin(team.id)
    press(at, "Begin dit plan")
    said = text(at)
    assert "Intussen begon iemand anders een speerpunt" in said
    assert "<ul><li>we een les bezoeken</li></ul>" in said
    assert "Rond er eerst een af" in said


def test_while_one_types_an_action_or_a_note_another_adds_one_or_moves_the_point_and_both_stay(
    team: schools.Team,
) -> None:
    point = begin(team.id)
    at, form = plan(team), f"actie-erbij-{point.id}-0"
    at.text_area(key=f"{form}-wat").input("Materiaal kiezen")
    at.text_input(key=f"{form}-wie").input("docenten")
    actions.add(team.id, point.id, "Een ander rooster", "teamleider", clock.today())
    press(at, "Actie toevoegen")
    assert [one.what for one in actions.of_points([point.id])[point.id]][1:] == [
        "Een ander rooster",
        "Materiaal kiezen",
    ]
    at = plan(team, doe="stap")
    cycle_moves.move(team.id, point.id, CycleStep.DECIDE, leaving=CycleStep.ANALYSE)
    at.text_area(key=f"notitie-{point.id}-a-1").input("Leerlingen vragen weinig").run()
    assert notes.of_points([point.id])[point.id]["a-1"].text == "Leerlingen vragen weinig"
    assert "Stap 3: besluiten en plannen" in text(at)
