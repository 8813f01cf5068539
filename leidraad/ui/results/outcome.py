"""The parts of the page Resultaat. Every number comes out of the Result; this module only lays them out."""

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from leidraad.charts import butterfly, marks, overview, overview_picture, places, result_words
from leidraad.charts import statements as bars
from leidraad.charts.desk import overview_figure
from leidraad.charts.overview import OverviewRow
from leidraad.content import library, subject
from leidraad.content.models import Construct, Instrument, Part, QuestionKind, Scale
from leidraad.domain import closeness
from leidraad.domain.progress import Comparison
from leidraad.domain.result import Mode, Result
from leidraad.errors import LeidraadError, StorageError
from leidraad.notation import day, decimal, month
from leidraad.storage.measurements import results
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.ui.shell import pictures, ways
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal

_NOW = "nu"


def result_of(measurement: Measurement) -> Result | None:
    """The Result, or None after saying why it is not to be seen."""
    try:
        result = results.shared(measurement.id)
        instrument_of(result)
    except StorageError:
        raise
    except LeidraadError as error:
        st.title(literal(measurement.label), anchor=False)
        st.markdown(literal(str(error)))
        _ways_on(measurement.team_id)
        return None
    return result


def _ways_on(team_id: int) -> None:
    ways.to_measurements(team_id)
    st.page_link(
        page("ontwikkeling"),
        label="Ontwikkeling: alle metingen van dit team naast elkaar",
        query_params={"team": str(team_id)},
    )


def instrument_of(result: Result) -> Instrument:
    """The version of the instrument that the Result was made with."""
    return library.instrument(result.instrument, result.version)


def heading(measurement: Measurement, result: Result) -> None:
    """Team, moment, who took part."""
    st.html('<div class="breed"></div>')
    st.title(f"{literal(schools.team(measurement.team_id).name)}, {literal(measurement.label)}", anchor=False)
    closed = f" Gesloten op {day(measurement.closed_at)}." if measurement.closed_at else ""
    about = f"{literal(instrument_of(result).title)}, {result_words.length(result)}"
    st.markdown(f"{result_words.who(result)}. {about}.{closed}")


def picture_first(result: Result) -> DeltaGenerator:
    """What stands out in one sentence, and the place of the picture: what to keep in mind comes below it."""
    if said := result_words.closeness(result, instrument_of(result)):
        st.html(f'<p class="hoofdzin">{escape(said)}</p>')
    return st.container()


def profiles(place: DeltaGenerator, measurement: Measurement, result: Result, against: Comparison | None) -> None:
    """The pictures of all parts; none where too few took part to show anything."""
    if result.mode is Mode.INDIVIDUAL and result.participants < result.k:
        return
    when = month(measurement.closed_at) if measurement.closed_at else ""
    with place:
        for part in instrument_of(result).parts:
            profile(result, part, against, when)


def cautions(result: Result) -> None:
    """What to keep in mind with any of these numbers."""
    for said in result_words.cautions(result):
        st.info(said)


def profile(result: Result, part: Part, against: Comparison | None = None, when: str = "") -> None:
    """The overview of one part, with an earlier measurement if there is one: picture, what it says, table.

    `when` names the measurement.
    """
    st.header(part.heading, anchor=False)
    if part.stands_alone:
        _without_score(result, part, against)
        return
    rows = overview.rows(result, part, against, when)
    scale = instrument_of(result).scale
    if part.asks is QuestionKind.BALANCE:
        _balance(result, part, scale, against)
        if against is None:
            _as_table(rows, "")
            return
    earlier = against.before.name if against else ""
    if legend := marks.legend(overview.legend(rows, earlier)):
        st.html(legend)
    pictures.show(
        overview_picture.still(rows, scale),
        lambda colours: overview_figure.figure(tuple(rows), scale, colours),
        overview.description(rows, scale),
        f"overzicht-{part.id}",
        f"{part.title}, {when}",
    )
    _as_table(rows, earlier)


def _as_table(rows: list[OverviewRow], earlier: str) -> None:
    with st.expander("Als tabel"):
        st.html(overview_picture.table_html(rows, earlier))


def _balance(result: Result, part: Part, scale: Scale, against: Comparison | None) -> None:
    """The activities at both sides of one axis, and a sentence; of an earlier measurement the sentence too."""
    if said := butterfly.sentence(result, part):
        st.markdown(f"**{literal(said)}**")
    if against and (before := butterfly.sentence(against.before.result, part)):
        st.markdown(f"In {literal(against.before.name)}: {literal(before)}")
    st.html(butterfly.picture(result, part, scale))


def _without_score(result: Result, part: Part, against: Comparison | None) -> None:
    """A part in which nothing is added up: every place, or every statement, with an earlier measurement beside it."""
    position = part.asks is QuestionKind.POSITION
    if position:
        st.markdown(places.introduction(result))
    else:
        st.markdown("Elke stelling staat op zichzelf: er is geen gemiddelde over de stellingen samen.")
        if result.mode is Mode.INDIVIDUAL and not result.rounded:
            st.html(bars.key(instrument_of(result).scale))
    earlier = [(against.before.name, against.before.result)] if against else []
    for construct in part.constructs:
        shown = result.construct(construct.id)
        if len(part.constructs) > 1:
            st.subheader(literal(construct.name), anchor=False)
        if shown.agreement is not None:
            st.markdown(closeness.sentence(shown))
        if position:
            st.html(places.block(result, construct, earlier, _NOW) + places.table(construct, shown))
        else:
            st.html(bars.block(result, construct, shown, instrument_of(result).scale, earlier))
        _to_guide(construct, instrument_of(result))


def statements(result: Result) -> None:
    """Per construct with a score what the team answered, in words first."""
    if result.mode is Mode.JOINT or result.participants < result.k:
        return
    instrument = instrument_of(result)
    scored = [part for part in instrument.parts if not part.stands_alone]
    if not scored:
        return
    st.header("Stelling voor stelling", anchor=False)
    if result.rounded:
        st.markdown("Per stelling het gemiddelde, afgerond op een half punt.")
    else:
        st.markdown("Per stelling: hoeveel collega's kozen wat.")
        st.html(bars.key(instrument.scale))
    for part in scored:
        st.subheader(part.title, anchor=False)
        for construct in part.constructs:
            _construct(result, construct, instrument)


def _construct(result: Result, construct: Construct, instrument: Instrument) -> None:
    shown = result.construct(construct.id)
    label = construct.name
    if shown.published is not None:
        label += f": {decimal(shown.published)}"
    with st.expander(label):
        if shown.agreement is not None:
            st.markdown(f"**{closeness.sentence(shown)}**")
        st.html(bars.block(result, construct, shown, instrument.scale))
        _to_guide(construct, instrument)


def _to_guide(construct: Construct, instrument: Instrument) -> None:
    if (read := subject.read_under(construct)) is None:
        return
    st.page_link(
        page("leidraad"),
        label="Gespreksvragen en handvatten bij dit onderdeel",
        query_params={"onderdeel": read, "sector": instrument.sector},
    )


def limits(result: Result) -> None:
    """What the result does not say."""
    st.header("Wat dit niet zegt", anchor=False)
    st.markdown(result_words.limits(result))
    st.page_link(
        page("uitleg"),
        label="Zo maken we de scores" if result.scored else "Zo maken we de uitslag",
        query_params={"tekst": "scores"},
    )
    st.page_link(
        page("leidraad"), label="Van uitslag naar plan: werken in vijf stappen", query_params={"over": "cyclus"}
    )
