"""Doing something on a page: who may not, changes nothing; a refusal is a sentence; success is said once."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.errors import Refused
from tests.ui.conftest import an_account, sign_in

Step = Callable[[int | None], object]


def a_page(step: "Step") -> None:
    import streamlit as st  # AppTest takes the body of this function as a script

    from leidraad.access.rights import Action
    from leidraad.ui.shell import actions

    actions.say_done()
    actions.say_refused()
    st.markdown("Wat er staat")
    if st.button("Doen"):
        actions.do(step, Action.MANAGE_ALL, done="Het is gedaan.")
    if st.button("Doen op een pagina die verandert"):
        with actions.refusal_kept():
            step(None)
            actions.start_afresh("Het is gedaan.")


@pytest.fixture
def host(database: None) -> int:
    return an_account("Erik", Grant(Role.HOST))


def pressed(step: Step, button: int = 0) -> AppTest:
    return AppTest.from_function(a_page, args=(step,)).run().button[button].click().run()


def refuse(_by: int | None) -> None:
    raise Refused("Dit kan nu *niet*.")


def said(at: AppTest) -> tuple[list[str], list[str]]:
    return [one.value for one in at.success], [one.value for one in at.error]


def test_a_step_is_done_once_in_the_name_of_who_asks_and_said_once(host: int) -> None:
    sign_in(host)
    done: list[int | None] = []
    at = pressed(done.append)
    assert done == [host]
    assert said(at) == (["Het is gedaan."], [])
    assert said(at.run()) == ([], [])


def test_a_step_without_the_right_to_it_is_not_done(database: None) -> None:
    sign_in(an_account("Bob"))
    done: list[int | None] = []
    at = pressed(done.append)
    assert done == []
    assert said(at)[0] == []
    assert said(at)[1][0].startswith("Deze Teamscan beheren mag je niet.")


def test_a_refusal_is_said_where_the_step_was_asked_letter_for_letter(host: int) -> None:
    sign_in(host)
    at = pressed(refuse)
    assert said(at) == ([], [r"Dit kan nu \*niet\*."])
    assert [one.type for one in at.main.children.values()] == ["markdown", "button", "error", "button"]


def test_a_kept_refusal_is_said_in_a_fresh_run_and_once(host: int) -> None:
    at = pressed(refuse, button=1)
    assert said(at) == ([], [r"Dit kan nu \*niet\*."])
    assert at.main.children[0].type == "error"
    assert said(at.run()) == ([], [])


def test_a_step_between_kept_refusals_is_said_like_any_other(host: int) -> None:
    at = pressed(lambda _by: None, button=1)
    assert said(at) == (["Het is gedaan."], [])
