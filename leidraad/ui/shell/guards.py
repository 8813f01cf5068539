"""The first line of every page that is not for everybody: what does the address point at, and may this visitor be here?

Buttons run later than the first line, in fragments without it: every action that writes asks `allow` once more.
"""

from collections.abc import Callable
from typing import NoReturn, TypeVar

import streamlit as st

from leidraad.access import rights
from leidraad.access.identity import Visitor
from leidraad.access.rights import EVERYWHERE, Action, Place
from leidraad.content import library
from leidraad.errors import Forbidden, LeidraadError, NotFound, StorageError
from leidraad.storage.measurements import measurements
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.storage.schools.schools import School, Team
from leidraad.ui.shell import address, sign_in_links, ways
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.visitor import require_same_database, who_am_i
from leidraad.ui.shell.wording import literal

Found = TypeVar("Found")


def signed_in() -> Visitor:
    """For whoever has an account."""
    visitor = who_am_i()
    if not visitor.signed_in:
        _not_for_you()
    return visitor


def somebody() -> Visitor:
    """For whoever has an account or looks around in the example school."""
    visitor = who_am_i()
    if not (visitor.signed_in or visitor.guest):
        _not_for_you()
    return visitor


def leaders() -> None:
    """For whoever leads a team or a school."""
    visitor = who_am_i()
    if not (visitor.teams or visitor.schools):
        _not_for_you()


def school_leaders() -> None:
    """For whoever leads a school."""
    if not who_am_i().schools:
        _not_for_you()


def managers() -> None:
    """For whoever manages a school or the installation."""
    visitor = who_am_i()
    if visitor.guest or not (visitor.schools or visitor.host):
        _not_for_you()


def hosts() -> None:
    """For whoever manages the installation."""
    if not may(Action.MANAGE_ALL):
        _not_for_you()


def measurement(action: Action, *, small: bool = False) -> Measurement:
    """The measurement that the address names, when this visitor may do `action` with its team; else stop.

    One of a small inquiry belongs to the plan, except where `small` says that it is shown here too.
    """
    found = _named(
        "meting", measurements.get, "Deze meting vinden we niet", "In dit adres staat geen meting die we kennen."
    )
    _stop_unless(action, place_of(found.team_id))
    if library.is_small(found.instrument_id) and not small:
        st.title("Dit is een klein onderzoek", anchor=False)
        st.markdown(
            "Het hoort bij het plan van het team. Daar staat wat jullie verwachtten, en na het tonen ook wat eruit kwam."
        )
        ways.to_small_inquiry(found)
        st.stop()
    return found


def team(action: Action) -> Team:
    """The team that the address names, when this visitor may do `action` with it; else stop."""
    missing = "In dit adres staat geen team dat we kennen. Kies je team bij de metingen."
    found = _named("team", schools.team, "Dit team vinden we niet", missing)
    _stop_unless(action, Place(found.school_id, found.id))
    return found


def school(action: Action) -> School:
    """The school that the address names, when this visitor may do `action` with it; else stop."""
    found = _named(
        "school", schools.school, "Deze school vinden we niet", "In dit adres staat geen school die we kennen."
    )
    _stop_unless(action, Place(found.id))
    return found


def other_than_asked(title: str, why: str) -> NoReturn:
    """What the address names is not here: say so and stop, rather than show something else in its place."""
    st.title(title, anchor=False)
    st.markdown(why)
    st.page_link(page("start"), label="Naar de startpagina")
    st.stop()


def allow(action: Action, place: Place = EVERYWHERE) -> Visitor:
    """At the write: who does it; raises Forbidden unless this visitor may do this here, now.

    Raises Refused in a tab of before a backup was put back.
    """
    require_same_database()
    visitor = who_am_i()
    rights.require(visitor, action, place)
    return visitor


def may(action: Action, place: Place = EVERYWHERE) -> bool:
    """Whether to offer this at all."""
    return rights.may(who_am_i(), action, place)


def place_of(team_id: int) -> Place:
    """A team with its school. Raises NotFound."""
    return Place(schools.team(team_id).school_id, team_id)


def _named(name: str, find: Callable[[int], Found], title: str, missing: str) -> Found:
    id = address.number(name)
    try:
        if id is None:
            raise NotFound(missing)
        return find(id)
    except StorageError:
        raise
    except LeidraadError as error:
        st.title(title, anchor=False)
        st.markdown(literal(str(error)))
        visitor = who_am_i()
        if visitor.teams or visitor.schools:
            ways.to_measurements()
        else:
            st.page_link(page("start"), label="Naar de startpagina")
        st.stop()


def _stop_unless(action: Action, place: Place) -> None:
    try:
        rights.require(who_am_i(), action, place)
    except Forbidden:
        _not_for_you()


def _not_for_you() -> NoReturn:
    visitor = who_am_i()
    if not (visitor.signed_in or visitor.guest):
        st.title("Meld je eerst aan", anchor=False)
        st.markdown("Deze pagina is voor wie metingen leidt of de Teamscan beheert. Er is niets veranderd.")
        sign_in_links.way_in()
        st.stop()
    st.title("Deze pagina is niet voor jou", anchor=False)
    st.markdown("Vraag je kartrekker of schoolleider om toegang. Er is niets veranderd.")
    st.page_link(page("start"), label="Naar de startpagina")
    st.stop()
