"""What the parts of the page Beheer share: which part and school the address asks for, and doing something there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import streamlit as st

from leidraad.access.rights import Action, Place
from leidraad.storage.schools import schools
from leidraad.storage.schools.schools import School
from leidraad.ui.shell import actions, address, guards
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.visitor import who_am_i

PAGE = page("beheer")
LINK = "beheer-link"  # a one-time link, until whoever made it leaves the person it is for
_PART, _SCHOOL, _TEAM, _PERSON = "deel", "school", "team", "persoon"


class AdminPart(StrEnum):
    """The six screens of the page."""

    TEAMS = "teams"
    PEOPLE = "mensen"
    QUESTIONNAIRES = "vragenlijsten"
    JOURNAL = "logboek"
    KEEPING = "bewaren"
    CONDITION = "toestand"


TITLES = {
    AdminPart.TEAMS: "Teams",
    AdminPart.PEOPLE: "Mensen",
    AdminPart.QUESTIONNAIRES: "Vragenlijsten",
    AdminPart.JOURNAL: "Logboek",
    AdminPart.KEEPING: "Bewaren",
    AdminPart.CONDITION: "Toestand",
}
#: What is about the installation, and so for the beheerder alone.
OF_ALL = (AdminPart.KEEPING, AdminPart.CONDITION)
#: What is about one school at a time.
OF_A_SCHOOL = (AdminPart.TEAMS, AdminPart.QUESTIONNAIRES)


@dataclass(frozen=True)
class Where:
    """Where on the page somebody is. Without a school: all schools, for the beheerder only."""

    part: AdminPart
    school: School | None
    schools: tuple[School, ...]  # that this visitor manages
    whole: bool  # whether this visitor manages the installation
    team_id: int | None = None
    person_id: int | None = None
    page: int = 1

    def link(self, part: AdminPart | None = None, **more: int) -> dict[str, str]:
        """The address parameters of a part, by default this one, in the same school; `more` as "team" or "persoon"."""
        chosen: dict[str, str] = {_PART: str(part or self.part)}
        if self.school is not None:
            chosen["school"] = str(self.school.id)
        return chosen | {name: str(value) for name, value in more.items()}


def place_in_address() -> Where:
    """Where the visitor is; what the address does not say is the first there is, what it says wrongly is refused."""
    address.confirm()
    whole = guards.may(Action.MANAGE_ALL)
    own = schools.schools(None if whole else who_am_i().schools)
    mine = tuple(one for one in own if guards.may(Action.MANAGE_SCHOOL, Place(one.id)))
    part = _part_in_address()
    school = guards.school(Action.MANAGE_SCHOOL) if _SCHOOL in st.query_params else None
    team = guards.team(Action.MANAGE_SCHOOL) if part is AdminPart.TEAMS and _TEAM in st.query_params else None
    if team is not None and school is not None and team.school_id != school.id:
        guards.other_than_asked("Dit team vinden we niet", "Dit team hoort niet bij de school uit dit adres.")
    if school is None and mine and (part in OF_A_SCHOOL or not whole):
        school = mine[0] if team is None else schools.school(team.school_id)
    found = Where(part, school, mine, whole, page=max(1, address.number("blad") or 1))
    return replace(found, team_id=team.id if team else None, person_id=_person_in_address())


def _part_in_address() -> AdminPart:
    asked = st.query_params.get(_PART, AdminPart.TEAMS)
    if asked not in list(AdminPart):
        guards.other_than_asked("Dit onderdeel vinden we niet", "Beheer heeft geen onderdeel met deze naam.")
    if asked in OF_ALL:
        guards.hosts()
    return AdminPart(asked)


def _person_in_address() -> int | None:
    """The number of somebody, 0 for what is no number of anybody, or None without one."""
    return (address.number(_PERSON) or 0) if _PERSON in st.query_params else None


def heading(place: Where) -> None:
    """The title, the way to the other parts, and what was done last."""
    address.new_screen(f"{place.part}-{place.team_id or place.person_id or place.page}")
    if place.person_id is None:
        st.session_state.pop(LINK, None)
    st.title("Beheer", anchor=False)
    with st.container(key="beheer-delen", horizontal=True, vertical_alignment="bottom", gap="small"):
        for part in AdminPart:
            if part in OF_ALL and not place.whole:
                continue
            if part is place.part:
                st.html(f'<span class="hier" aria-current="page">{TITLES[part]}</span>', width="content")
            else:
                st.page_link(PAGE, label=TITLES[part], query_params=place.link(part), width="content")
    actions.say_done()


def choose_school(place: Where) -> None:
    """A choice when there are several; another choice is another address."""
    ids: list[int | None] = [one.id for one in place.schools]
    if place.whole and place.part not in OF_A_SCHOOL:
        ids.insert(0, None)
    if len(ids) < 2:
        return
    names = {one.id: one.name for one in place.schools}
    now = place.school.id if place.school else None
    chosen = st.selectbox(
        "School",
        ids,
        index=ids.index(now),
        format_func=lambda id: "Alle scholen" if id is None else names[id],
        placeholder="Kies een school",
    )
    if chosen != now:
        moved = replace(place, school=next((one for one in place.schools if one.id == chosen), None))
        st.query_params.from_dict(moved.link())
        st.rerun()


def back(place: Where, label: str) -> None:
    """The way back to the list of this part."""
    st.page_link(PAGE, label=label, icon=":material/arrow_back:", query_params=place.link())


def in_school(school: School) -> Callable[[Callable[[int | None], object], str], None]:
    """`actions.do` for what belongs to one school."""
    return lambda step, done: actions.do(step, Action.MANAGE_SCHOOL, Place(school.id), done)


def act_on_people(place: Where, step: Callable[[int | None], object], done: str) -> None:
    """`actions.do` for accounts: of the chosen school, or of the whole installation."""
    if place.school is None:
        actions.do(step, Action.MANAGE_ALL, done=done)
    else:
        in_school(place.school)(step, done)


def go_to_person(place: Where, id: int) -> None:
    """Show one person from now on, after something was done; the success is said there."""
    st.query_params.from_dict(dict(place.link(persoon=id)))
