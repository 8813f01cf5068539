"""Beheer, teams: the list in the school's own order, and one team: its name, archiving it, going on in another."""

from functools import partial
from html import escape

import streamlit as st

from leidraad.access.identity import Grant, Role
from leidraad.access.rights import Action
from leidraad.content.models import SECTORS
from leidraad.notation import count, day
from leidraad.storage.accounts import accounts
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools, teams
from leidraad.storage.schools.schools import School, Team
from leidraad.ui.admin import parts
from leidraad.ui.admin.parts import AdminPart, Where
from leidraad.ui.shell import actions, guards, ways
from leidraad.ui.shell.wording import literal


def show(place: Where) -> None:
    """One team when the address names one of this school, else the list."""
    if place.school is None:
        st.markdown("Er is nog geen school. Voeg de eerste toe; daarna maak je de teams.")
        _add_school()
        return
    known = [*schools.teams(place.school.id), *teams.archived(place.school.id)]
    team = next((one for one in known if one.id == place.team_id), None)
    if team is None:
        _list(place, place.school)
    else:
        _team(place, place.school, team)


# -- the list -------------------------------------------------------------------------------------------------


def _list(place: Where, school: School) -> None:
    parts.choose_school(place)
    active = schools.teams(school.id)
    st.header(f"Teams van {literal(school.name)}", anchor=False)
    if not active:
        st.markdown("Deze school heeft nog geen team. Voeg er hieronder een toe.")
    elif len(active) > 1:
        st.html('<p class="zacht">In deze volgorde staan de teams overal. Met de pijlen verander je die.</p>')
    with st.container(key="beheer-lijst", gap=None):
        for number, team in enumerate(active):
            _row(place, school, team, first=number == 0, last=number == len(active) - 1)
    _add_team(school)
    _archived(place, school)
    _rename_school(school)
    if place.whole:
        with st.expander("School toevoegen"):
            _add_school()


def _row(place: Where, school: School, team: Team, *, first: bool, last: bool) -> None:
    act = parts.in_school(school)
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, key=f"beheer-rij-{team.id}"):
        with st.container(gap=None):
            st.page_link(parts.PAGE, label=literal(team.name), query_params=place.link(team=team.id))
            st.html(f'<p class="zacht klein">{escape(_history(team))}</p>')
        for steps, word, icon, end in ((-1, "omhoog", "upward", first), (1, "omlaag", "downward", last)):
            if st.button(
                f"{literal(team.name)} {word}",
                icon=f":material/arrow_{icon}:",
                key=f"beheer-{word}-{team.id}",
                type="tertiary",
                disabled=end,
            ):
                act(partial(teams.move, team.id, steps), "De volgorde is veranderd.")


def _history(team: Team) -> str:
    taken = measurements.of_team(team.id)
    if not taken:
        return "nog geen meting"
    return f"{count(len(taken), 'meting', 'metingen')}, laatste: {taken[0].label}"


def _add_team(school: School) -> None:
    with st.expander("Team toevoegen"), st.form(f"team-erbij-{school.id}", border=False, clear_on_submit=True):
        name = st.text_input("Naam van het team", max_chars=60, placeholder="bijvoorbeeld bovenbouw havo")
        if st.form_submit_button("Team toevoegen"):
            parts.in_school(school)(lambda by: schools.add_team(school.id, name, by=by), "Het team is toegevoegd.")


def _archived(place: Where, school: School) -> None:
    gone = teams.archived(school.id)
    if not gone:
        return
    with st.expander(f"Gearchiveerd: {count(len(gone), 'team', 'teams')}"):
        for team in gone:
            st.page_link(parts.PAGE, label=literal(team.name), query_params=place.link(team=team.id))


def _rename_school(school: School) -> None:
    with st.expander("Naam van de school"), st.form(f"school-naam-{school.id}", border=False):
        name = st.text_input("Naam van de school", school.name, max_chars=60)
        if st.form_submit_button("Opslaan"):
            parts.in_school(school)(
                lambda by: schools.rename_school(school.id, name, by), "De naam van de school is veranderd."
            )


def _add_school() -> None:
    with st.form("school-erbij", border=False, clear_on_submit=True, enter_to_submit=False):
        name = st.text_input("Naam van de nieuwe school", max_chars=60)
        sector = st.radio("Sector", list(SECTORS), format_func=SECTORS.__getitem__)
        if st.form_submit_button("School toevoegen"):
            actions.do(
                lambda by: schools.add_school(name, sector, by),
                Action.MANAGE_ALL,
                done="De school is toegevoegd. Kies die hieronder om teams toe te voegen.",
            )


# -- one team -------------------------------------------------------------------------------------------------


def _team(place: Where, school: School, team: Team) -> None:
    parts.back(place, "Alle teams")
    st.header(literal(team.name), anchor=False)
    st.html(f'<p class="zacht">{escape(school.name)} · {escape(_history(team))}</p>')
    if team.archived_at is not None:
        _stopped(school, team)
        return
    _leaders(place, team)
    if earlier := teams.predecessors(team.id):
        names = ", ".join(literal(one.name) for one in earlier)
        st.markdown(f"In dit team {'ging' if len(earlier) == 1 else 'gingen'} verder: {names}.")
    _way_to_measurements(school, team)
    _rename(school, team)
    _merge(school, team)
    _archive(school, team)


def _leaders(place: Where, team: Team) -> None:
    grant = Grant(Role.LEAD, team_id=team.id)
    names = [literal(one.account.name) for one in accounts.members(team.school_id) if grant in one.grants]
    st.markdown(f"Kartrekkers: {', '.join(names)}." if names else "Dit team heeft nog geen kartrekker.")
    st.page_link(parts.PAGE, label="Naar de mensen", query_params=place.link(AdminPart.PEOPLE))


def _way_to_measurements(school: School, team: Team) -> None:
    if guards.may(Action.LEAD, guards.place_of(team.id)):
        ways.to_measurements(team.id)


def _rename(school: School, team: Team) -> None:
    with st.form(f"team-naam-{team.id}", border=False):
        name = st.text_input("Naam van het team", team.name, max_chars=60)
        if st.form_submit_button("Naam opslaan"):
            parts.in_school(school)(
                lambda by: teams.rename(team.id, name, by), "De naam van het team is veranderd."
            )


def _archive(school: School, team: Team) -> None:
    with st.expander("Team archiveren"):
        st.markdown(
            f"**{literal(team.name)}** wordt niet meer aangeboden voor nieuwe metingen. De metingen, uitslagen en plannen "
            "van nu blijven te lezen, ook voor de kartrekkers. Terughalen kan altijd."
        )
        if st.button("Ja, archiveer dit team", key=f"archiveren-{team.id}"):
            parts.in_school(school)(partial(teams.archive, team.id), "Het team is gearchiveerd.")


def _merge(school: School, team: Team) -> None:
    others = {one.id: one.name for one in schools.teams(school.id) if one.id != team.id}
    if not others:
        return
    with st.expander("Verder in een ander team"):
        st.markdown("Voor een team dat opgaat in een ander team van deze school.")
        into = st.selectbox(
            "Het team waarin jullie verdergaan",
            list(others),
            index=None,
            format_func=lambda id: others[id],
            placeholder="Kies een team",
        )
        if into is None:
            return
        st.markdown(_what_happens(team, others[into]))
        if st.button(
            f"Ja, {literal(team.name)} gaat verder in {literal(others[into])}", key=f"samen-{team.id}-{into}"
        ):
            parts.in_school(school)(
                partial(teams.merge, team.id, into),
                f"{literal(team.name)} is opgegaan in {literal(others[into])}.",
            )


def _what_happens(team: Team, other: str) -> str:
    gone, stays = literal(team.name), literal(other)
    return (
        f"- **{gone}** wordt gearchiveerd; nieuwe metingen zijn van **{stays}**.\n"
        f"- De metingen van beide teams blijven zoals ze zijn, elk onder de eigen naam. Er wordt niets samengevoegd of "
        f"gemiddeld. De ontwikkeling van {stays} loopt door met alleen de eigen metingen.\n"
        f"- Bij {stays} staat dat {gone} daarin verderging.\n"
        f"- Kartrekkers van {gone} worden niet vanzelf kartrekker van {stays}. Dat regel je bij Mensen.\n"
        "- Terughalen kan altijd. Dan staan beide teams weer naast elkaar."
    )


def _stopped(school: School, team: Team) -> None:
    assert team.archived_at is not None
    into = schools.team(team.merged_into).name if team.merged_into else ""
    went = f" en gaat verder in **{literal(into)}**" if into else ""
    st.markdown(
        f"Dit team is gearchiveerd op {day(team.archived_at)}{went}. De metingen blijven te lezen. "
        "Nieuwe metingen kan het niet beginnen."
    )
    _way_to_measurements(school, team)
    if st.button("Team terughalen", type="primary", key=f"terughalen-{team.id}"):
        parts.in_school(school)(
            partial(teams.bring_back, team.id), "Het team is terug en staat onderaan de lijst."
        )
