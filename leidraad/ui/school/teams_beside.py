"""The parts of the page Vergelijken: the teams of one school beside each other, in the school's own order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from leidraad.access.rights import Action, Place
from leidraad.charts import teams_table
from leidraad.content import library
from leidraad.content.models import Part
from leidraad.domain import tallies, visits
from leidraad.domain.selection import Selection
from leidraad.domain.tallies import Tally
from leidraad.domain.teams_beside import TeamColumn, TeamsTable
from leidraad.domain.visits import Visit
from leidraad.notation import count, listed
from leidraad.storage.schools import consents, schools
from leidraad.storage.schools.consents import ConsentPurpose
from leidraad.storage.schools.schools import School
from leidraad.ui.school import agreeing, data, exchange, filters
from leidraad.ui.school.data import Overview
from leidraad.ui.shell import address, guards, ways
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.visitor import who_am_i
from leidraad.ui.shell.wording import literal

#: Teams beside each other on one screen; a larger school turns pages, in its own order.
AT_ONCE = 40
_MOST_VISITS = 12
_SCHOOL = "school"  # in the address


@dataclass(frozen=True)
class _Words:
    """The sentence about what holds at most teams, for one construct and for more, and when it holds at none."""

    one: str
    more: str
    rest: str
    nowhere: str


_ATTENTION = _Words(
    "hoort",
    "horen",
    "bij de twee laagste scores van het team zelf",
    "De scores van elk team liggen zo dicht bij elkaar dat geen onderdeel eruit springt.",
)
_DIVIDED = _Words(
    "liggen de antwoorden op",
    "liggen de antwoorden op",
    "ver uit elkaar",
    "Bij geen enkel team liggen de antwoorden op een onderdeel ver uit elkaar.",
)


@dataclass(frozen=True)
class View:
    """What the page shows."""

    overview: Overview
    choice: Selection
    parts: tuple[Part, ...]
    table: TeamsTable

    @property
    def names(self) -> dict[str, str]:
        """ "Aanbeveling 1: Verbeterplan" by construct."""
        return {one.id: one.name for one in self.overview.instrument.constructs}

    @property
    def short(self) -> dict[str, str]:
        """ "Verbeterplan" by construct, for within a sentence."""
        return {one.id: one.short for one in self.overview.instrument.constructs}

    @property
    def without(self) -> list[str]:
        """The teams without a measurement that fits."""
        return [column.team.name for column in self.table.columns if not column.measured]


def choose_school() -> School | None:
    """The school of the address, or else the first that this visitor may compare; None after saying that there is none."""
    wanted = guards.school(Action.COMPARE).id if _SCHOOL in st.query_params else None
    st.html('<div class="breed"></div>')
    st.title("Teams naast elkaar", anchor=False)
    own = [one for one in schools.schools(who_am_i().schools) if guards.may(Action.COMPARE, Place(one.id))]
    if not own:
        st.markdown("Dit overzicht is voor schoolleiders. Je eigen team zie je bij Ontwikkeling.")
        ways.to_measurements()
        return None
    ids = [one.id for one in own]
    index = ids.index(wanted) if wanted in ids else 0
    if len(own) > 1:
        names = {one.id: one.name for one in own}
        chosen = st.selectbox(
            "School", ids, index=index, format_func=lambda id: names[id], placeholder="Kies een school"
        )
        index = ids.index(chosen)
    st.query_params[_SCHOOL] = str(ids[index])
    return own[index]


def view_of(school: School) -> View:
    """The choices of the address and the table that belongs to them."""
    seen = data.overview(school, filters.family_in_address())
    st.markdown(
        f"De teams van {literal(school.name)}. Elk team staat op zijn eigen plek, in de volgorde van de school. Er is geen rangorde en geen totaal: "
        "vergelijk een team vooral met zichzelf."
    )
    filters.ask_family(seen)
    choice, parts = filters.ask(seen)
    named = consents.given(school.id, ConsentPurpose.VISIT)
    return View(seen, choice, parts, data.table(seen, choice, named))


def nothing_to_show(view: View) -> bool:
    """Say what to do next where no team has a measurement that fits; True when there is nothing else on the page."""
    if view.table.measured:
        return False
    if not view.overview.teams:
        st.markdown("Deze school heeft nog geen teams.")
    elif not view.overview.all:
        st.markdown("Er is nog geen meting met een uitslag. Zodra een team zijn uitslag toont, staat het hier.")
    else:
        st.markdown(
            "Geen enkel team heeft een meting die bij deze keuze past. Kies hierboven een andere periode of manier."
        )
    ways.to_measurements()
    return True


def at_a_glance(view: View) -> None:
    """The three questions: where most teams ask for attention, where teams differ inside, who could visit whom."""
    if len(view.table.measured) < 2:
        st.info("Er is nu één team met een meting. Vanaf twee teams kun je ze naast elkaar leggen.")
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Waarvoor vragen teams aandacht?", anchor=False)
        _counted(view, tallies.lowest, _ATTENTION)
    with right:
        st.subheader("Waarover verschillen collega's binnen hun team het meest?", anchor=False)
        _counted(view, tallies.divided, _DIVIDED)
    _visits(view)


def _counted(view: View, count_teams: Callable[[TeamsTable, Sequence[str]], list[Tally]], words: _Words) -> None:
    for part in view.parts:
        counted = count_teams(view.table, [one.id for one in part.constructs])
        most = tallies.most(counted)
        named = f"**{literal(part.title)}.** " if len(view.parts) > 1 else ""
        st.markdown(f"{named}{literal(_said(most, view.short, words))}")
        if most:
            st.html(teams_table.tallies(counted, view.names, most))


def _said(most: Sequence[Tally], names: Mapping[str, str], words: _Words) -> str:
    if not most:
        return words.nowhere
    if len(most) > 3:
        return f"Dit is verdeeld: bij {len(most)} onderdelen geldt het voor evenveel teams."
    quoted = [f"‘{names[tally.construct]}’" for tally in most]
    teams = (
        f"{most[0].count} van de {most[0].of} teams" if len(most) == 1 else count(most[0].count, "team", "teams")
    )
    return f"Bij {teams} {words.one if len(most) == 1 else words.more} {listed(quoted)} {words.rest}."


def _visits(view: View) -> None:
    st.subheader("Wie zouden elkaar kunnen bezoeken?", anchor=False)
    named = frozenset(column.team.id for column in view.table.columns if column.team.named)
    shown = {construct.id for part in view.parts for construct in part.constructs}
    found = [one for one in visits.visits(view.table) if one.construct in shown]
    if len(named) < 2:
        st.markdown(
            "Hier staan teams die over een onderdeel bij elkaar te rade kunnen gaan, als ze daarbij genoemd willen worden. "
            f"Nu {'wil één team' if named else 'wil nog geen team'} dat."
        )
    elif not found:
        st.markdown(
            "De teams die genoemd willen worden, antwoordden op geen enkel onderdeel zo verschillend dat we het durven te zeggen."
        )
    else:
        _named_visits(view, found)
    agreeing.ask_for_visits(view.overview, named)


def _named_visits(view: View, found: list[Visit]) -> None:
    lines = "".join(
        f"<li><b>{escape(one.teams[0].name)}</b> en <b>{escape(one.teams[1].name)}</b> over "
        f"‘{escape(view.short[one.construct])}’</li>"
        for one in found[:_MOST_VISITS]
    )
    more = len(found) - _MOST_VISITS
    st.html(f'<ul class="bezoek">{lines}</ul>')
    st.caption(
        "Twee teams staan hier als ze over een onderdeel zo anders antwoordden dat kijken bij elkaar iets kan opleveren. "
        "Wie van wie leert, blijkt in het gesprek. Alleen teams die genoemd willen worden staan hier."
        + (f" Er zijn er nog {more}; kies één deel om meer te zien." if more > 0 else "")
    )


def tables(view: View) -> None:
    """Per part the table of the teams, at most forty beside each other."""
    columns = _page_of(list(view.table.measured))
    files = exchange.imported(view.overview.school)
    band_of = exchange.band_of(files)
    st.html(teams_table.key(columns, band_of))
    for part in view.parts:
        st.header(part.heading, anchor=False)
        drawn = teams_table.table(columns, part, view.overview.instrument.scale, band_of)
        st.html(drawn + teams_table.lists(columns, part, band_of))
    if view.without:
        st.markdown(f"Geen meting in deze keuze: {literal(', '.join(view.without))}.")
    if view.overview.elsewhere:
        st.caption(
            f"{count(view.overview.elsewhere, 'meting', 'metingen')} met de vragenlijst van een andere sector "
            "staan hier niet bij: po en vo leggen we niet naast elkaar."
        )


def other_schools(view: View) -> None:
    """Files of and for other schools; only of the Leidraad, which is the same everywhere."""
    if view.overview.family != library.FIRST:
        return
    exchange.offer(view.overview, exchange.imported(view.overview.school))


def _page_of(columns: list[TeamColumn]) -> list[TeamColumn]:
    if len(columns) <= AT_ONCE:
        return columns
    starts = list(range(0, len(columns), AT_ONCE))
    wanted = (address.number("vanaf") or 1) - 1
    start = st.selectbox(
        "Teams",
        starts,
        index=starts.index(wanted) if wanted in starts else 0,
        format_func=lambda start: (
            f"{start + 1} tot en met {min(start + AT_ONCE, len(columns))} van {len(columns)}"
        ),
        placeholder="Kies teams",
    )
    if start:
        st.query_params["vanaf"] = str(start + 1)
    elif "vanaf" in st.query_params:
        del st.query_params["vanaf"]
    return columns[start : start + AT_ONCE]


def limits(view: View) -> None:
    """What this does not say, and the ways on."""
    st.header("Wat dit niet zegt", anchor=False)
    st.markdown(
        "Een hogere score is geen beter team. Teams verschillen in wie er werkt, wat ze onder een stelling verstaan en hoe streng ze "
        "naar zichzelf kijken. Een team dat beter leert kijken, scoort soms lager. Gebruik dit om vragen te stellen, niet om te oordelen."
    )
    school = {"school": str(view.overview.school.id)}
    st.page_link(page("school"), label="De school door de jaren", query_params=school)
    st.page_link(page("uitleg"), label="Zo maken we de scores", query_params={"tekst": "scores"})
    with st.expander("Naar één team"):
        for column in view.table.measured:
            st.page_link(
                page("ontwikkeling"), label=literal(column.team.name), query_params={"team": str(column.team.id)}
            )
