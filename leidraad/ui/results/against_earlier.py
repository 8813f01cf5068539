"""On the page Resultaat: against which earlier measurement, and what may be said about the difference."""

import streamlit as st

from leidraad.content import library
from leidraad.domain import progress as rules
from leidraad.domain.progress import Comparison, Moment
from leidraad.domain.result import Mode, Result
from leidraad.storage.measurements import results
from leidraad.storage.measurements.measurements import Measurement
from leidraad.ui.results.outcome import instrument_of
from leidraad.ui.results.progress import in_words, moments
from leidraad.ui.shell import address
from leidraad.ui.shell.page_files import page

_EARLIER = "eerder"
_NONE = "geen"  # eerder=geen: not compared on purpose


def against(measurement: Measurement, result: Result) -> Comparison | None:
    """Let the visitor choose an earlier measurement of the same kind, and say in words what differs."""
    shared = results.of_team(measurement.team_id, library.family(result.instrument))
    by_id = {one.measurement.id: moment for one, moment in zip(shared, moments(shared), strict=True)}
    labels = {one.measurement.id: one.measurement.label for one in shared}
    after = by_id[measurement.id]
    earlier = {
        id: moment
        for id, moment in reversed(by_id.items())
        if moment.order < after.order and moment.result.mode is result.mode
    }
    if not earlier:
        return None
    usual = rules.previous(list(by_id.values()), after) if result.scored else next(iter(earlier.values()))
    chosen = _choose(earlier, labels, usual)
    found = rules.compare(list(by_id.values()), earlier[chosen], after) if chosen else None
    if found:
        _say(found, {construct.id: construct.short for construct in instrument_of(result).constructs})
    st.page_link(
        page("ontwikkeling"),
        label="Ontwikkeling: alle metingen van dit team naast elkaar",
        query_params={"team": str(measurement.team_id)},
    )
    return found


def _choose(earlier: dict[int, Moment], labels: dict[int, str], usual: Moment | None) -> int:
    """The id of the measurement to compare with, 0 for none; the address keeps a choice that is not the usual one."""
    offered = [*earlier, 0]
    default = next((id for id, moment in earlier.items() if moment is usual), 0)
    wanted = _wanted(earlier, default)
    chosen = st.selectbox(
        "Vergelijk met",
        offered,
        index=offered.index(wanted),
        format_func=lambda id: f"{labels[id]} ({earlier[id].name})" if id else "niet vergelijken",
        placeholder="Kies een meting",
    )
    if chosen != default:
        st.query_params[_EARLIER] = str(chosen or _NONE)
    elif _EARLIER in st.query_params:
        del st.query_params[_EARLIER]
    return chosen


def _wanted(earlier: dict[int, Moment], default: int) -> int:
    """What the address asks for, if it is an earlier shared measurement of this team; otherwise the usual one."""
    typed = st.query_params.get(_EARLIER)
    if typed is None:
        return default
    if typed == _NONE:
        return 0
    id = address.number(_EARLIER)
    if id in earlier:
        return id
    st.info(
        "De meting uit dit adres kan hier niet naast staan. Dat kan alleen met een eerdere meting van dit team waarvan de uitslag is getoond, "
        "op dezelfde manier gescoord. Kies hieronder een andere."
    )
    return default


def _say(found: Comparison, names: dict[str, str]) -> None:
    if not found.after.result.scored:
        st.markdown(
            f"Eronder staat steeds hoe het in {found.before.name} was. Wat er veranderde, zeggen jullie zelf: wij hangen er "
            "geen woord aan."
        )
        return
    if found.after.result.mode is Mode.JOINT:
        st.markdown(
            f"Een open vierkant is wat jullie in {found.before.name} samen afspraken. "
            "Over het verschil tussen twee afspraken zeggen we niets."
        )
        return
    in_part = any(step.in_part for step in found.steps.values())
    in_words(
        found, names, *(["De woorden over verschil gaan over de stellingen die beide keren meetelden."] * in_part)
    )
