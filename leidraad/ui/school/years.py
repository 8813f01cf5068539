"""The parts of the page School: who measured when, the response, and where the teams stand per construct."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import streamlit as st

from leidraad.charts import marks, school_years, years_panels, years_rows
from leidraad.charts.desk import years_figure
from leidraad.content.models import Part
from leidraad.domain import school_view, selection
from leidraad.domain.cycle import CycleStep
from leidraad.domain.result import Mode
from leidraad.domain.school_view import Stand, Taken
from leidraad.notation import count, listed, short_month
from leidraad.storage.database import clock
from leidraad.storage.schools import school_results
from leidraad.storage.schools.schools import School
from leidraad.ui.school import data, filters
from leidraad.ui.school.data import Overview
from leidraad.ui.shell import pictures, ways
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal

#: School years beside each other in the pictures, and in the table of who measured when.
_PICTURED = 4
_LISTED = 6


@dataclass(frozen=True)
class SchoolStory:
    """What the page shows."""

    overview: Overview
    taken: list[Taken]
    stands: list[Stand]
    years: list[int]  # in the pictures, oldest first


def of_school(school: School) -> SchoolStory:
    """Everything that is shared of a school, and the Results of the last school years."""
    seen = data.overview(school, filters.family_in_address())
    years = sorted(seen.years[:_PICTURED])
    return SchoolStory(seen, _taken(seen), data.stands(seen, years), years)


def _taken(seen: Overview) -> list[Taken]:
    heads = school_results.heads(seen.school.id)
    return [
        Taken(
            entry.team_id,
            entry.listed.year,
            entry.listed.mode,
            heads[entry.listed.id].participants,
            heads[entry.listed.id].invited,
        )
        for entry in seen.all
        if entry.listed.id in heads
    ]


def heading(story: SchoolStory) -> None:
    """The school, and what this page is."""
    st.html('<div class="breed"></div>')
    st.title(f"{literal(story.overview.school.name)} door de jaren", anchor=False)
    st.page_link(
        page("vergelijken"),
        label="De teams naast elkaar",
        query_params={"school": str(story.overview.school.id)},
    )
    filters.ask_family(story.overview)


def nothing_to_show(story: SchoolStory) -> bool:
    """Say what to do next when nothing was measured; True when there is nothing else on the page."""
    if story.taken:
        return False
    st.markdown("Er is nog geen meting met een uitslag. Zodra een team zijn uitslag toont, staat het hier.")
    ways.to_measurements()
    return True


def who_measured(story: SchoolStory) -> None:
    """Per school year how many teams measured and how many people took part; and team by team."""
    st.header("Wie mat wanneer", anchor=False)
    st.html(school_years.years_table(school_view.years(story.taken), len(story.overview.teams)))
    st.caption("Een schooljaar loopt van augustus tot en met juli. Wie in twee metingen meedeed, telt twee keer.")
    years = story.overview.years[:_LISTED]
    with st.expander("Per team"):
        st.html(school_years.grid(_moments(story.overview), [team.name for team in story.overview.teams], years))


def _moments(seen: Overview) -> dict[tuple[str, int], str]:
    names = {team.id: team.name for team in seen.teams}
    found: dict[tuple[str, int], str] = {}
    for entry in seen.all:
        place = (names[entry.team_id], entry.listed.year)
        said = short_month(entry.at) + (" (samen)" if entry.listed.mode is Mode.JOINT else "")
        found[place] = f"{found[place]}, {said}" if place in found else said
    return found


def focus_points(story: SchoolStory) -> None:
    """What the teams work on now, per construct; nothing as long as no team chose anything."""
    names = {team.id: team.name for team in story.overview.teams}
    chosen = school_results.open_focus_points(story.overview.school.id)
    st.header("Waar de teams nu aan werken", anchor=False)
    lines = [
        f"- **{construct.name}**: {literal(', '.join(teams))}"
        for construct in story.overview.instrument.constructs
        if (teams := [names[team] for team, id, _ in chosen if id == construct.id and team in names])
    ]
    st.markdown(plans_in_words(story.overview.school.id))
    st.markdown("\n".join(lines))


def plans_in_words(school_id: int) -> str:
    """How many plans there are, in which step, and what was done with them this school year: counts over the school."""
    chosen, today = school_results.open_focus_points(school_id), clock.today()
    if chosen:
        steps = Counter(step for _, _, step in chosen)
        told = listed(
            [f"{steps[step]} bij stap {step.value} ({step.title.lower()})" for step in CycleStep if steps[step]]
        )
        running = f"{count(len(chosen), 'plan loopt', 'plannen lopen')}: {told}."
    else:
        running = "Nog geen team heeft een speerpunt gekozen. Dat kan op de studiedag."
    done = school_results.plan_tally(school_id, date(selection.school_year(today.year, today.month), 8, 1))
    parts = [
        (done.looked_back, f"{count(done.looked_back, 'keer', 'keer')} teruggekeken"),
        (done.secured, f"{count(done.secured, 'plan', 'plannen')} geborgd"),
        (done.stopped, f"{count(done.stopped, 'plan', 'plannen')} gestopt"),
    ]
    if not any(number for number, _ in parts):
        return running
    return f"{running} Dit schooljaar: {listed([said for number, said in parts if number])}."


def part(story: SchoolStory, shown: Part) -> None:
    """Per construct where the teams stand: a dot for each of them, never one score for the school."""
    st.header(shown.heading, anchor=False)
    ids = [construct.id for construct in shown.constructs]
    found = school_view.spreads(story.stands, ids, story.years)
    rows = years_rows.of(found, shown.constructs, story.years)
    pictures.show(
        years_panels.still(rows),
        lambda colours: years_figure.figure(rows, colours),
        " ".join(panel.said for panel in rows),
        f"jaren-{shown.id}",
        f"{shown.title}, door de jaren",
    )
    with st.expander("Als tabel"):
        st.html(school_years.spread_table(found, shown.constructs, story.years))


def reading_guide(story: SchoolStory) -> None:
    """How to read the dots."""
    st.header("Waar staan de teams?", anchor=False)
    labels = story.overview.instrument.scale.labels
    about = f"1 is {labels[0]}, 5 is {labels[-1]}"
    st.html(
        marks.legend(
            [(marks.Mark.SCORE, "de score van één team")],
            [about],
        )
    )
    st.html(
        '<p class="zacht bij-aanwijzen">Wijs een stip aan en je leest welk team het is.</p>'
        '<p class="zacht zonder-aanwijzen">Welk team een stip is, staat in de tabel onder het plaatje.</p>'
    )
    st.markdown(
        "Per schooljaar telt de laatste meting waarin ieder voor zich invulde. Er is geen gemiddelde van de school: teams "
        "verschillen in grootte en in wie meedeed, en niet elk team "
        "mat elk jaar. Dat de stippen verschuiven, kan dus ook komen doordat andere teams maten."
    )
