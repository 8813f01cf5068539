"""How colleagues are invited: the text, and what goes below it once there is a code."""

from collections.abc import Sequence

from leidraad.content import library, topics
from leidraad.content.models import Instrument, Item
from leidraad.storage.measurements.measurements import OPEN_FOR, Measurement
from leidraad.ui.shell import phone_address


def way_in(code: str) -> str:
    """What goes below the text of the invitation once there is a code."""
    return f"Meedoen: {phone_address.joining(code)}\nOf open de startpagina en typ de code {phone_address.spelled(code)}."


def text(
    measurement: Measurement,
    team: str,
    instrument: Instrument,
    own: tuple[Item, ...] = (),
    told: Sequence[str] = (),
) -> str:
    """The invitation to send to colleagues: goal, who sees what, thresholds, retention, voluntary."""
    count = len(instrument.asked(measurement.short)) + len(own)
    mine = f", waarvan {len(own)} van onszelf," if own else ""
    us = topics.us(instrument)
    kept = (
        "worden verwijderd zodra de uitslag er is, hooguit een dag na het sluiten"
        if measurement.retention_days == 0
        else f"worden {measurement.retention_days} dagen na het sluiten verwijderd"
    )
    return f"""Beste collega's,

We willen samen zien {_aim(instrument)}, om daarna te kiezen waar we mee verder gaan. Daarom vraag ik jullie om {topics.counted(instrument, count)} over {us} ({team}){mine} in te vullen. Dat kost ongeveer {instrument.minutes(measurement.short, own)} minuten.

{_told(told)}Goed om te weten:
- Meedoen is vrijwillig en overslaan mag. Tot het sluiten kun je antwoorden veranderen of intrekken.
- De meting sluit uiterlijk {OPEN_FOR.days // 7} weken na het openen vanzelf.
- Je hebt geen account nodig. Er wordt geen naam, tijdstip of adres bij je antwoorden bewaard.
- Niemand krijgt jouw antwoorden in de Teamscan te zien. Tot de uitslag getoond wordt ziet iedereen alleen hoeveel collega's bezig en klaar zijn, ook ik.
- Daarna komt er één anonieme uitslag, voor {us} en de schoolleider. {_shown(instrument)} zie je alleen over minstens {measurement.k} antwoorden, een verdeling vanaf {measurement.k_distribution}.
- Kiest iedereen hetzelfde antwoord, dan is dat te zien. Dat is niet te verbergen.
- De losse antwoorden {kept}. De uitslag blijft 5 jaar bewaard.
- De uitslag is een begin van een gesprek. Het is geen oordeel over {us} of over een persoon.

Vragen? Stel ze gerust aan mij.
"""


def _shown(instrument: Instrument) -> str:
    """What is told of few people: of places no mean."""
    return (
        "Een gemiddelde" if instrument.scored or not topics.asks_places(instrument) else "Ongeveer waar we staan"
    )


def _told(told: Sequence[str]) -> str:
    """What the team wrote down beforehand, a line each."""
    return "".join(f"{line}\n" for line in told) + ("\n" if told else "")


def _aim(instrument: Instrument) -> str:
    if instrument.family == library.FIRST:
        return "hoe ver we zijn met werken aan onderwijsverbetering"
    return f"waar we nu staan ({instrument.title})"
