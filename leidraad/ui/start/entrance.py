"""The parts of the start page: typing a join code, and what is open now for whoever leads."""

import streamlit as st

from leidraad.domain.measurement import State
from leidraad.machine.subpath import base
from leidraad.storage.accounts import accounts
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools
from leidraad.ui.measurement import teams
from leidraad.ui.shell import school_account, sign_in_links, ways
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.visitor import who_am_i
from leidraad.ui.shell.wording import literal
from leidraad.ui.start import example_school


def ask_code() -> None:
    """A field for the code, as a form of plain HTML: it leads to the pages of a participant, which are no screens."""
    st.html(
        f'<form class="code-invoer" action="{base()}/d" method="get"><label for="code">Code van zes tekens</label>'
        '<input id="code" name="code" type="text" maxlength="200" placeholder="bijvoorbeeld K7M 4XR" autocomplete="off" '
        'autocapitalize="characters" spellcheck="false" required><button type="submit">Meedoen</button></form>'
    )


def to_self_scan() -> None:
    """The way to the private scan."""
    st.markdown(
        "Kijk in je eentje hoe jij jullie team ziet. Je krijgt meteen je eigen profiel. Niemand anders ziet het."
    )
    st.page_link(page("zelfscan"), label="Naar de zelfscan")


def own_teams() -> None:
    """For whoever leads: what is open now in their own teams, and the way to all of it."""
    visitor = who_am_i()
    if visitor.guest and not schools.schools():
        example_school.make_now()
    mine = teams.own_teams(visitor)
    example_school.notice_of_any(mine)
    st.subheader("Je teams" if visitor.signed_in else "De voorbeeldschool", anchor=False)
    running = [
        (team, measurement)
        for team in mine
        for measurement in measurements.of_team(team.id)
        if measurement.state == State.OPEN
    ]
    for team, measurement in running:
        st.page_link(
            page("metingen"),
            label=f"{literal(team.name)}: {literal(measurement.label)} is nu open{_mark(team)}",
            query_params={"team": str(team.id)},
        )
    if not running:
        st.markdown("Er is nu geen meting open.")
    ways.to_measurements()


def leads() -> bool:
    """Whether this visitor has teams to lead, or may look around as if."""
    visitor = who_am_i()
    return bool(visitor.teams or visitor.schools or visitor.guest)


def to_sign_in() -> None:
    """For whoever is not signed in: the way in, or how a fresh installation begins."""
    visitor = who_am_i()
    if visitor.signed_in:
        return
    st.subheader("Een meting leiden", anchor=False)
    if accounts.is_claimed():
        st.markdown("Leid je metingen van een team, of leid je een school? Meld je dan aan.")
        sign_in_links.way_in()
        school_account.say()
    else:
        st.markdown(
            "Deze Teamscan is nog niet in gebruik genomen. Begin met je school, je teams en je eigen account. "
            "Je hebt de code nodig uit het venster waarin de Teamscan gestart is."
        )
        sign_in_links.way_to_begin()


def _mark(team: schools.Team) -> str:
    return " (voorbeeld)" if example_school.is_example(team) else ""
