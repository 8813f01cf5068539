"""Writing in a plan: with the right to it, and when somebody else wrote meanwhile, both texts and a choice.

A form remembers which version it showed first (`seen`); what is typed stays until it is saved or given up.
"""

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from leidraad.access.rights import Action, Place
from leidraad.domain.cycle import CycleStep
from leidraad.errors import ChangedMeanwhile
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.schools.schools import Team
from leidraad.ui.shell import actions

_SEEN, _MET, _ASKED, _AT = "plan-gezien-", "plan-botsing-", "plan-zeker-", "plan-nu-"
Write = Callable[[int, int | None], object]  # the version that was seen, and the account that asks


def do(team: Team, step: Callable[[int | None], object], done: str = "", *, right: Action = Action.PLAN) -> None:
    """`actions.do` for what is written in the plan of this team, or elsewhere with another right."""

    def once(by: int | None) -> None:
        step(by)
        at_rest(team)

    actions.do(once, right, Place(team.school_id, team.id), done)


def at_work(team: Team) -> int | None:
    """The focus point that this tab showed last, until it wrote something itself."""
    known = st.session_state.get(_AT + str(team.id))
    return known[0] if known else None


def began_at(team: Team, point: FocusPoint) -> int:
    """The version of this point at which this tab began to work on it: what others change meanwhile changes nothing here."""
    return _began(team, point)[1]


def began_in(team: Team, point: FocusPoint) -> CycleStep:
    """The step in which it stood then."""
    return CycleStep(_began(team, point)[2])


def _began(team: Team, point: FocusPoint) -> tuple[int, int, int]:
    if at_work(team) != point.id:
        st.session_state[_AT + str(team.id)] = (point.id, point.version, point.step)
    found: tuple[int, int, int] = st.session_state[_AT + str(team.id)]
    return found


def at_rest(team: Team) -> None:
    """This tab wrote something, or heard that its point is gone."""
    st.session_state.pop(_AT + str(team.id), None)


def sure(key: str, ask: str, tell: Callable[[], object], yes: str) -> bool:
    """A step that cannot be undone, asked once more after `tell` said what it does. Whether somebody said yes just now."""
    asked = _ASKED + key
    if not st.session_state.get(asked):
        if st.button(ask, key=key):
            st.session_state[asked] = True
            st.rerun()
        return False
    tell()
    said_yes = st.button(yes, key=f"{key}-ja")
    said_no = st.button("Nee, laat het staan", key=f"{key}-nee")
    if said_yes or said_no:
        st.session_state.pop(asked, None)
    if said_no:
        st.rerun()
    return said_yes


def seen(key: str, present: int) -> int:
    """The version that the form with this key shows: the one of when it was first drawn in this tab."""
    return int(st.session_state.setdefault(_SEEN + key, present))


def show_anew(key: str) -> None:
    """From now on the form shows what is stored."""
    st.session_state.pop(_SEEN + key, None)
    st.session_state.pop(_MET + key, None)


def save(team: Team, key: str, present: int, write: Write, done: str, *, right: Action = Action.PLAN) -> None:
    """Write what the form holds in place of what it showed; what somebody else wrote meanwhile is for `choose`."""

    def once(by: int | None) -> None:
        try:
            write(seen(key, present), by)
        except ChangedMeanwhile:
            st.session_state[_MET + key] = True
            raise
        show_anew(key)

    do(team, once, done, right=right)


def choose(
    team: Team,
    key: str,
    present: int,
    stands: Mapping[str, str],
    write: Write,
    done: str,
    *,
    right: Action = Action.PLAN,
) -> None:
    """Where two people changed the same: what stands there now, and which of the two stays."""
    if not st.session_state.get(_MET + key):
        return
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(said) or '(leeg)'}</dd>" for name, said in stands.items())
    st.html(
        f'<section class="gesprek op"><h3>Dit staat er nu, van iemand anders</h3><dl class="feiten">{rows}</dl></section>'
    )
    if st.button("Bewaar wat ik typte", type="primary", key=f"mijn-{key}"):

        def over(by: int | None) -> None:
            write(present, by)
            show_anew(key)

        do(team, over, done, right=right)
    if st.button("Houd wat er nu staat", key=f"hun-{key}"):
        show_anew(key)
        st.rerun()
