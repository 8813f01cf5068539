"""Everything that the page Plan can write, pressed by each role: a year of one plan, in which every press is first refused to
somebody without the right who has the page open, writes nothing, and then does what it says for who has it."""

from collections.abc import Callable
from datetime import timedelta
from itertools import cycle

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.domain.focus import Sequel
from leidraad.storage.database import clock
from leidraad.storage.plans import focus_points, inquiries
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.schools import schools
from leidraad.ui.shell import guards, navigation, phone_address
from tests.storage.scene import everything
from tests.ui.conftest import a_measurement, an_account, opened_as, shared, sign_in, text
from tests.ui.day import press

ITEM = "vo-a3-02"
Press = Callable[[AppTest], object]
FILLED = {
    "als": "we een les bezoeken",
    "dan": "noteert ieder één vraag",
    "stap": "Rooster delen",
    "wie": "docenten",
}


class Roles:
    """Who may, in turn, and who may not: led somewhere else, only host, or signed out since."""

    def __init__(self, team: schools.Team, monkeypatch: pytest.MonkeyPatch) -> None:
        other = schools.add_team(team.school_id, "Onderbouw")
        elsewhere = schools.add_school_with_team("De Linde", "vo", "Groep acht")
        self.team, self.monkeypatch = team, monkeypatch
        bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
        dana = an_account("Dana", Grant(Role.SCHOOL_LEADER, school_id=team.school_id))
        self.may = cycle([bob, dana])
        self.may_not = cycle(
            [
                an_account("Carol", Grant(Role.LEAD, team_id=other.id)),
                an_account("Erik", Grant(Role.HOST)),
                None,
                an_account("Frank", Grant(Role.SCHOOL_LEADER, school_id=elsewhere.school_id)),
            ]
        )

    def push(self, act: Press, **address: object) -> None:
        """Refused to the next who may not, done for the next who may."""
        at = opened_as(next(self.may), "plan", team=self.team.id, **address)
        before = everything()
        with self.monkeypatch.context() as open_since:
            for name in ("_not_for_you", "_stop_unless"):
                open_since.setattr(guards, name, lambda *_: None)
            open_since.setattr(navigation, "_stay_or_go", lambda *_: None)
            open_since.setattr(st, "rerun", lambda **_: None)
            sign_in(next(self.may_not))
            act(at)
            assert everything() == before
            assert "mag je niet" in text(at)
        act(opened_as(next(self.may), "plan", team=self.team.id, **address))
        assert everything() != before


def label(*words: str) -> Press:
    """Push these buttons, one after the other."""

    def act(at: AppTest) -> None:
        press(at, words[0])
        for one in words[1:]:
            press(at.run(), one)

    return act


def begins(form: str) -> Press:
    def act(at: AppTest) -> None:
        at.selectbox(key=f"{form}-onderdeel").set_value("aanbeveling-3").run()
        for name, words in FILLED.items():
            (at.text_input if name == "wie" else at.text_area)(key=f"{form}-{name}").input(words)
        press(at, "Begin dit plan")

    return act


def typed(button: str, **fields: str) -> Press:
    """Type this in the fields of which the key holds this, and push the button, or leave the field."""

    def act(at: AppTest) -> None:
        for part, words in fields.items():
            there = [*at.text_area, *at.text_input]
            next(one for one in there if part.replace("_", "-") in str(one.key)).input(words)
        press(at, button) if button else at.run()

    return act


def looks_back(at: AppTest) -> None:
    next(one for one in at.button_group if str(one.key).startswith("vorm-terug-")).set_value("deels")
    next(one for one in at.radio if str(one.key).endswith("-besluit")).set_value(Sequel.ADJUST)
    typed("Opslaan", reden="Kleiner beginnen helpt")(at)


def with_item(act: Press) -> Press:
    def chosen(at: AppTest) -> None:
        at.multiselect[0].set_value([ITEM])
        act(at)

    return chosen


def ends(way: str, **fields: str) -> Press:
    def act(at: AppTest) -> None:
        next(one for one in at.radio if str(one.key).endswith("-hoe")).set_value(way).run()
        typed(f"Rond af: {'geborgd' if way == 'borgen' else 'gestopt'}", **fields)(at)

    return act


def test_every_write_of_the_plan_is_refused_to_who_may_not_and_done_for_who_may(
    team: schools.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = clock.now()

    def go(days: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: began + timedelta(days=days))

    def point() -> FocusPoint:
        return focus_points.of_team(team.id)[0]

    shared(a_measurement(team, people=9, invited=9))
    push = Roles(team, monkeypatch).push
    push(begins(f"begin-{team.id}-0"))
    push(typed("Actie toevoegen", erbij_1_0_wat="Materiaal kiezen", erbij_1_0_wie="docenten"))
    push(typed("Opslaan", actie_1_1_wat="Iets anders"))
    push(label("Haal deze actie weg"))
    push(label("Door naar stap 3"), doe="stap")
    push(label("Neem de laatste stap terug"), doe="stap")
    push(typed("", a_1="Leerlingen vragen weinig"), doe="stap")
    push(typed("Opslaan", dan="noteert ieder twee vragen"), doe="aanpassen")

    asks = typed("Bewaar het kleine onderzoek", verwacht="De meesten kiezen nu 4")
    push(with_item(asks), doe="onderzoek")
    push(label("Toch geen klein onderzoek"), doe="onderzoek")
    inquiries.plan(team.id, point().id, [ITEM], "Meer", seen=0)
    go(49)
    push(label("Vraag het nu aan het team"), doe="onderzoek")
    push(label("Sluit het kleine onderzoek"), doe="onderzoek")
    push(label("Heropen het kleine onderzoek"), doe="onderzoek")
    push(label("Sluit het kleine onderzoek"), doe="onderzoek")
    push(label("Gooi het weg", "Ja, gooi de antwoorden weg"), doe="onderzoek")
    push(label("Vraag het nu aan het team"), doe="onderzoek")
    push(label("Sluit het kleine onderzoek"), doe="onderzoek")
    push(label("Toon de uitslag"), doe="onderzoek")
    push(looks_back)

    monkeypatch.setattr(phone_address, "is_fixed", lambda: True)
    for one in ("leeslink", "abonnement"):
        push(label(f"Maak een {one}"))
    push(label("Trek de leeslink in"))
    push(label("Trek het abonnement in"))

    go(370)
    push(label("Opnieuw bij stap 3"))
    push(ends("borgen", borgen_structuur="In ‘Zo werken wij’", borgen_persoon="De teamleider"), doe="afronden")
    push(label("Zet dit speerpunt weer open"))
    push(ends("stoppen", reden="Niet meer nodig"), doe="afronden")
    push(label("Verwijder het met alles wat erbij staat", "Ja, verwijder dit speerpunt"))
    assert focus_points.of_team(team.id) == []
