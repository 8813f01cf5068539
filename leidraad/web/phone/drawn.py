"""How the screens of the questionnaire look; what is the same for everybody who has nothing stored is drawn once."""

import re
from collections.abc import Mapping
from functools import lru_cache

from starlette.responses import HTMLResponse

from leidraad.charts import turnout
from leidraad.content import library
from leidraad.content.models import Instrument, Item
from leidraad.domain.scale import CANNOT_JUDGE, SCALE
from leidraad.notation import day
from leidraad.storage.measurements.answers import ParticipationStatus
from leidraad.web import templating
from leidraad.web.phone import waiting
from leidraad.web.phone.place import PhonePlace
from leidraad.web.templating import KeptPage

#: Pages of some ten kilobytes each.
_MOST_KEPT = 100


@lru_cache(maxsize=_MOST_KEPT)
def first_welcome(place: PhonePlace, shared: bool) -> KeptPage:
    """The same for everybody who has nothing stored: drawn once for all who come in together."""
    return KeptPage(welcome(place, place.address(1), {}, shared=shared))


def welcome(place: PhonePlace, onward: str, mine: Mapping[str, int], *, shared: bool = False) -> HTMLResponse:
    """Who asks, what happens with the answers, and one button, with how many are stored (`mine`)."""
    return templating.page(
        "phone/welcome.html",
        place=place,
        saved=len(mine),
        mine=mine,
        onward=onward,
        minutes=place.minutes,
        handed_over=turnout.hand_overs(place.measurement.handed_over),
        shared=shared,
        closes=place.measurement.closes_at and day(place.measurement.closes_at),
        mark=waiting.OPEN,
    )


@lru_cache(maxsize=_MOST_KEPT)
def unanswered(place: PhonePlace, number: int) -> KeptPage:
    """The same for everybody who did not take part yet: drawn once."""
    return KeptPage(statements(place, number, {}))


def statements(
    place: PhonePlace,
    number: int,
    mine: Mapping[str, int],
    standing: ParticipationStatus | None = None,
    conflict: bool = False,
) -> HTMLResponse:
    """One construct with what is stored (`mine`), for somebody who takes part already (`standing`) or not."""
    construct = place.constructs[number - 1]
    return templating.page(
        "phone/statements.html",
        place=place,
        number=number,
        construct=construct,
        question=place.instrument.question_of(construct),
        items=place.items(number),
        mine=mine,
        labels={item.id: _labels(place.instrument, item) for item in place.items(number)},
        terms=_terms(place.measurement.instrument_id, place.measurement.instrument_version),
        saved=standing.saved if standing else 0,
        present=standing is not None,
        conflict=conflict,
        mark=waiting.OPEN,
    )


def _labels(instrument: Instrument, item: Item) -> dict[int, str]:
    """The words for each choice, in the order in which they stand."""
    return {**dict(zip(SCALE, instrument.labels(item), strict=True)), CANNOT_JUDGE: instrument.scale.cannot_judge}


@lru_cache(maxsize=_MOST_KEPT)
def _terms(instrument_id: str, version: int) -> dict[str, list[tuple[str, str]]]:
    """By item id: the terms that stand in a statement, as they stand there, with what they mean."""
    instrument = library.instrument(instrument_id, version)
    return {item.id: _terms_in(item.text, instrument.terms) for item in instrument.items}


def _terms_in(text: str, terms: Mapping[str, str]) -> list[tuple[str, str]]:
    found = (
        (re.search(rf"\b{re.escape(term)}\b", text, re.IGNORECASE), meaning) for term, meaning in terms.items()
    )
    return [(match.group(), meaning) for match, meaning in found if match]
