"""A tab of before a backup was put back acts on nothing of now, also when its visitor signed in again meanwhile."""

from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.domain.measurement import State
from leidraad.storage import backup
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools
from tests.ui.conftest import a_measurement, an_account, opened, sign_in, text


def a_button_in_a_fragment() -> None:
    import streamlit as st  # AppTest takes the body of this function as a script

    from leidraad.access.rights import Action
    from leidraad.ui.shell import actions, visitor

    if "geopend" not in st.session_state:
        st.session_state["geopend"] = True
        visitor.note_database()  # a whole run; every later one is the fragment
    if st.button("Doen"):
        actions.do(lambda _by: None, Action.MANAGE_ALL, done="Het is gedaan.")


def test_it_forgets_what_it_remembered_and_says_why(team: schools.Team) -> None:
    measurement = a_measurement(team, people=8)
    at = opened("metingen", team=team.id)
    next(one for one in at.button if one.label == "Sluit de meting").click().run()
    backup.restore(backup.make().name)
    again = opened("metingen", team=team.id)
    assert "teruggezet" not in text(again), "a new tab has nothing to forget"
    next(one for one in at.button if one.label == "Ja, sluit de meting").click().run()
    assert not at.exception
    assert "Intussen is een reservekopie teruggezet" in text(at)
    assert measurements.get(measurement.id).state is State.OPEN


def test_a_button_in_it_is_refused_before_it_noticed(database: None) -> None:
    host = an_account("Erik", Grant(Role.HOST))
    sign_in(host)
    at = AppTest.from_function(a_button_in_a_fragment).run()
    backup.restore(backup.make().name)
    sign_in(host)
    at.button[0].click().run()
    assert [one.value for one in at.error] == [
        "Intussen is een reservekopie teruggezet. Laad de pagina opnieuw en kijk wat er nu staat. Er is niets veranderd."
    ]
    new = AppTest.from_function(a_button_in_a_fragment).run().button[0].click().run()
    assert not new.error
