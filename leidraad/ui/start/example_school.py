"""The example school on the screens: the offer to make it, the words that say it is one, and the way to remove it."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.example import build
from leidraad.notation import count
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools
from leidraad.ui.shell import actions, guards
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal

_BEING_MADE = "De voorbeeldschool wordt gemaakt. Dat duurt enkele seconden."


def offer() -> None:
    """For a host: make the example school. Leads to the start page, which says what there is to see."""
    if schools.examples() or not guards.may(Action.MANAGE_ALL):
        return
    asked = st.button("Voorbeeldschool maken")
    st.html(
        '<p class="zacht">Met verzonnen teams en antwoorden over drie jaar. Je verwijdert de voorbeeldschool in één stap.</p>'
    )
    if asked:
        _make(Action.MANAGE_ALL)


def make_now() -> None:
    """For whoever looks around first in an installation without any school."""
    _make(None)


def _make(right: Action | None) -> None:
    bar = st.progress(0.0, _BEING_MADE)
    with actions.refusal_said():
        if right is not None:
            guards.allow(right)
        build.make(progress=lambda share: bar.progress(share, _BEING_MADE))
        st.switch_page(page("start"))
    bar.empty()


def is_example(team: schools.Team) -> bool:
    """Whether this team belongs to an example school."""
    return schools.school(team.school_id).example


def notice(team_id: int | None) -> None:
    """Say that everything here is made up, when this team is an example."""
    if team_id is not None and is_example(schools.team(team_id)):
        banner()


def banner() -> None:
    """Say that everything of the example school is made up."""
    st.info(f"**Dit zijn voorbeeldgegevens.** Alles van {_names()} is verzonnen.")


def _names() -> str:
    return " en ".join(literal(one.name) for one in schools.examples())


def way_to_remove(team_id: int) -> None:
    """For a host: the way to where the example school is removed."""
    if not guards.may(Action.MANAGE_ALL):
        return
    st.page_link(page("metingen"), label="Voorbeeldschool verwijderen", query_params={"team": str(team_id)})


def removal(team: schools.Team) -> None:
    """At the end of the page of a team: the step itself, which asks once and says what goes."""
    if not is_example(team) or not guards.may(Action.MANAGE_ALL):
        return
    with st.expander("Voorbeeldschool verwijderen"):
        st.markdown(_what_goes())
        if st.button("Ja, verwijder de voorbeeldschool", key="voorbeeld-weg"):
            actions.do(
                lambda _by: _remove(),
                Action.MANAGE_ALL,
                done="De voorbeeldschool is verwijderd, met alles wat erin stond.",
            )


def _remove() -> None:
    schools.remove_examples()
    st.query_params.clear()  # they name a team that is gone


def _what_goes() -> str:
    examples = schools.examples()
    teams = [team for one in examples for team in schools.teams(one.id)]
    taken = sum(len(measurements.of_team(team.id)) for team in teams)
    return (
        f"Dit verwijdert {_names()}: {count(len(teams), 'team', 'teams')} en {count(taken, 'meting', 'metingen')}, "
        "met hun uitslagen en met wat je er zelf aan hebt toegevoegd. Dat is niet terug te draaien. "
        "Andere scholen veranderen niet. Een nieuwe voorbeeldschool maken kan altijd."
    )
