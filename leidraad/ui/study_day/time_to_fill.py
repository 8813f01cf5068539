"""Whether the time for filling in fits the length of the day, and what to do where it does not."""

import streamlit as st

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.content.study_day import day_guide
from leidraad.domain import day
from leidraad.domain.measurement import State
from leidraad.storage.measurements.measurements import Measurement


def advise(measurement: Measurement, length: int) -> None:
    """Before the closing: say it when this questionnaire takes longer than a day of this length leaves for it."""
    known = library.known(measurement.instrument_id, measurement.instrument_version)
    before = measurement.state in (State.CONCEPT, State.OPEN)
    if known and before and (said := advice(known, length, short=measurement.short)):
        st.info(said)


def advice(instrument: Instrument, length: int, *, short: bool) -> str | None:
    """The sentence, with minutes from counted words; None where it fits."""
    room, needed = day.time_to_fill(day_guide(), length), instrument.minutes(short)
    if needed <= room:
        return None
    said = f"Invullen kost ongeveer {needed} minuten. In {length} minuten is daar {room} minuten voor."
    quicker = instrument.minutes(True)
    if not short and instrument.has_short and quicker <= room:
        return f"{said} Kies de korte scan: ongeveer {quicker} minuten. Of laat iedereen van tevoren invullen."
    return f"{said} Laat iedereen van tevoren invullen, of kies een langere dag."
