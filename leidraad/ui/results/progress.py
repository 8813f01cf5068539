"""The parts of the page Ontwikkeling: one team's measurements beside each other. Every number comes out of a Result."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from leidraad.charts import change_words, progress_panels, progress_rows, result_words
from leidraad.charts import progress as panels
from leidraad.charts.desk import progress_figure
from leidraad.content import library
from leidraad.content.models import Instrument, Part
from leidraad.domain import progress as rules
from leidraad.domain.progress import Comparison, Moment, Progress
from leidraad.domain.result import Mode
from leidraad.notation import count, day, month, short_month
from leidraad.storage.measurements import results
from leidraad.storage.measurements.results import Shared
from leidraad.storage.schools import schools
from leidraad.storage.schools.schools import Team
from leidraad.ui.results import agreed, remarks, without_scores
from leidraad.ui.shell import pictures, ways
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal

_FAMILY = "vragenlijst"  # in the address


@dataclass(frozen=True)
class ProgressStory:
    """What the page shows: the shared measurements of a team with one family of questionnaires, and one version for the names.

    `families` are all that the team used; measurements of two of them never stand in one row.
    """

    team: Team
    shared: list[Shared]
    progress: Progress
    instrument: Instrument
    family: str = library.FIRST
    families: tuple[str, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """The short name of every construct."""
        return {construct.id: construct.short for construct in self.instrument.constructs}


def of_team(team: Team, wanted: str | None = None) -> ProgressStory:
    """Everything that is shared of a team with this family of questionnaires; without one with the Leidraad, or the latest."""
    everything = results.of_team(team.id)
    families = results.families(everything)
    family = wanted if wanted in families else next(iter(families), library.FIRST)
    shared = of_family(everything, family)
    return ProgressStory(
        team, shared, rules.of(moments(shared)), _instrument(team, shared, family), family, tuple(families)
    )


def of_family(shared: Sequence[Shared], family: str) -> list[Shared]:
    """Those that may stand in one row: made with questionnaires of this family."""
    return [one for one in shared if library.family(one.result.instrument) == family]


def wanted_family() -> str | None:
    """The family of questionnaires that the address asks for."""
    return st.query_params.get(_FAMILY)


def choose_family(story: ProgressStory) -> None:
    """Let the visitor choose where a team used more than one questionnaire."""
    if len(story.families) < 2:
        return
    sector = schools.school(story.team.school_id).sector
    st.selectbox(
        "Vragenlijst",
        story.families,
        index=story.families.index(story.family),
        format_func=lambda family: library.family_title(family, sector),
        placeholder="Kies een vragenlijst",
        key="ontwikkeling-vragenlijst",
        on_change=_ask_family,
    )
    st.caption("Metingen met een andere vragenlijst staan hier niet tussen: die vroegen iets anders.")


def _ask_family() -> None:
    st.query_params[_FAMILY] = st.session_state["ontwikkeling-vragenlijst"]


def moments(shared: Sequence[Shared]) -> list[Moment]:
    """The measurements with their month as name, or their day where two of a kind fall in one month."""
    closed = [one.measurement.closed_at or one.measurement.created_at for one in shared]
    months = Counter((one.result.mode, month(at)) for one, at in zip(shared, closed, strict=True))
    days: Counter[str] = Counter()
    found = []
    for one, at in zip(shared, closed, strict=True):
        name = month(at)
        if months[one.result.mode, name] > 1:
            name = f"de meting van {day(at)}"
            days[name] += 1
            name += f" (nummer {days[name]})" if days[name] > 1 else ""
        found.append(Moment(name, short_month(at), (at, one.measurement.id), one.result))
    return found


def _instrument(team: Team, shared: Sequence[Shared], family: str) -> Instrument:
    for one in reversed(shared):
        if found := _known(one):
            return found
    return library.named_by(family, schools.school(team.school_id).sector)


def _known(one: Shared) -> Instrument | None:
    return library.known(one.result.instrument, one.result.version)


def heading(story: ProgressStory) -> None:
    """The team, and which measurements are seen here."""
    st.html('<div class="breed"></div>')
    st.title(f"Ontwikkeling van {literal(story.team.name)}", anchor=False)
    choose_family(story)
    seen = story.progress.moments
    if len(seen) > 1:
        kinds = Counter(moment.result.mode for moment in seen)
        together = f", waarvan {kinds[Mode.JOINT]} samen" if len(kinds) > 1 else ""
        st.markdown(f"{len(seen)} metingen{together}: van {seen[0].name} tot en met {seen[-1].name}.")


def nothing_to_show(story: ProgressStory) -> bool:
    """Say what to do next where no score can be drawn; True when there is nothing else on the page."""
    if story.shared and library.family(story.instrument.id) != story.family:
        st.markdown(
            f"De vragenlijst {literal(story.family)} staat niet meer in de Teamscan, dus de woorden bij deze uitslagen "
            "ontbreken. De uitslagen zelf zijn bewaard: zet het bestand van de vragenlijst terug om ze te zien."
        )
        return True
    if story.progress.shows_anything or _without_scores(story):
        return False
    if not story.shared:
        st.markdown(
            "Er is nog geen meting met een uitslag. Zet een meting klaar, laat je collega's invullen en toon de uitslag. "
            "Dan staat hij hier. Vanaf de tweede meting zie je wat er verandert."
        )
    else:
        k = max(one.result.k for one in story.shared)
        st.markdown(
            f"Bij geen enkele meting waren er genoeg antwoorden om iets te tonen: dat zijn er minstens {k}. "
            "Zo blijft ieders antwoord van diegene zelf. Nodig bij een volgende meting meer collega's uit, of vul samen in."
        )
    ways.to_measurements(story.team.id)
    return True


def _without_scores(story: ProgressStory) -> bool:
    return without_scores.all_of_it(story.instrument, [one.result for one in story.shared])


def summary(story: ProgressStory) -> None:
    """Three sentences above the pictures, or what comes next."""
    latest = story.progress.latest
    if _without_scores(story):
        st.markdown(
            "Per onderwerp staan de metingen onder elkaar, de nieuwste boven. Wij zeggen niets over het verschil: praat over wat "
            "jullie zien."
        )
    elif latest is None:
        st.markdown(_not_yet(story))
    else:
        st.markdown(literal(" ".join(change_words.summary(latest, story.names))))


def bear_in_mind(story: ProgressStory) -> None:
    """After the pictures: what to keep in mind with them, and what chance can do."""
    if story.progress.latest and not _without_scores(story):
        _cautions(story.progress.latest, story.names)
    for said in remarks.of(story.progress, [_known(one) for one in story.shared], scored=story.instrument.scored):
        st.info(literal(said))


def in_words(found: Comparison, names: Mapping[str, str], *more: str) -> None:
    """A comparison in words: the three sentences, what to keep in mind, softly what chance can do."""
    st.markdown(literal(" ".join(change_words.summary(found, names))))
    _cautions(found, names, *more)


def _cautions(found: Comparison, names: Mapping[str, str], *more: str) -> None:
    for said in change_words.cautions(found):
        st.info(literal(said))
    if hints := [*change_words.hints(found, names), *more]:
        st.html(f'<p class="zacht smal">{escape(" ".join(hints))}</p>')


def _not_yet(story: ProgressStory) -> str:
    if any(one.result.mode is Mode.INDIVIDUAL for one in story.shared):
        return (
            "Er is één meting waarin ieder voor zich invulde en die genoeg antwoorden had. Vanaf de tweede zie je hier wat er "
            "verandert. Plan die over ongeveer een half jaar, niet eerder dan na vier maanden."
        )
    return (
        "Jullie scoorden tot nu toe samen. Een vierkant is wat jullie op dat moment afspraken. We trekken er geen lijn door en "
        "zeggen niets over verschil. Wil je dat wel zien, laat dan ieder voor zich invullen. Dat kan vanaf vijf collega's."
    )


def only_one(story: ProgressStory) -> bool:
    """Whether there is no more than one moment: nothing that can have changed."""
    return len(story.progress.moments) == 1


def what_a_second_shows(story: ProgressStory) -> None:
    """With one measurement: where its result is, and what a second one adds; ten pictures with one dot say nothing."""
    with st.container(key="hoofdstap"):
        asked = {"meting": str(story.shared[0].measurement.id)}
        st.page_link(page("resultaat"), label="Bekijk de uitslag van deze meting", query_params=asked)
    st.header("Wat een tweede meting laat zien", anchor=False)
    if _without_scores(story):
        st.markdown("Per onderwerp beide keren onder elkaar, zonder lijn en zonder woord over het verschil.")
        return
    st.markdown(
        "- Per onderdeel beide scores naast elkaar, met een lijn ertussen als ze over dezelfde stellingen gaan.\n"
        "- Een woord erbij: *duidelijk hoger*, *mogelijk hoger*, *geen duidelijk verschil*, of hetzelfde met *lager*.\n"
        "- Vanaf welk verschil jullie team iets kan zien. In een klein team is dat al gauw een half punt."
    )


def parts(story: ProgressStory) -> None:
    """The panels of all parts, with what the marks mean above them."""
    if not _without_scores(story):
        legend(story)
    for shown in story.instrument.parts:
        part(story, shown)


def legend(story: ProgressStory) -> None:
    """What the marks mean."""
    st.html(panels.key(story.progress, story.instrument.scale))


def part(story: ProgressStory, shown: Part) -> None:
    """The panels of one part, and the same as a table."""
    st.header(shown.heading, anchor=False)
    if shown.stands_alone:
        without_scores.under_each_other(story.progress, story.instrument, shown)
        return
    rows = progress_rows.of(story.progress, shown.constructs, story.instrument.scale)
    pictures.show(
        progress_panels.still(rows),
        lambda colours: progress_figure.figure(rows, colours),
        " ".join(panel.said for panel in rows),
        f"verloop-{shown.id}",
        f"{shown.title}, ontwikkeling",
    )
    with st.expander("Als tabel"):
        st.html(panels.table_html(story.progress, shown.constructs))


def agreed_on(story: ProgressStory) -> None:
    """What the team agreed on at each of these moments, and what it works on now."""
    known = {one.measurement.id: found for one in story.shared if (found := _known(one))}
    agreed.of_team(story.team.id, story.shared, known)


def limits(story: ProgressStory) -> None:
    """What these pictures do not say, and the way to every result."""
    st.header("Wat dit niet zegt", anchor=False)
    st.markdown(
        result_words.limits(story.shared[-1].result) if _without_scores(story) else result_words.PROGRESS_LIMITS
    )
    st.page_link(page("uitleg"), label="Zo vergelijken we metingen", query_params={"tekst": "scores"})
    with st.expander(f"Naar de uitslag van {count(len(story.shared), 'meting', 'metingen')}"):
        for one in reversed(story.shared):
            ways.to_result(one.measurement)
