"""What whoever leads a measurement reads about time: when it closes by itself, is forgotten, and ends without a Result."""

from leidraad.notation import count, day
from leidraad.storage.database import clock
from leidraad.storage.measurements import measurements
from leidraad.storage.measurements.measurements import Measurement


def closes(measurement: Measurement) -> str:
    """When an open one closes by itself; nothing for one that does not."""
    if measurement.closes_at is None:
        return ""
    said = f"Deze meting sluit vanzelf op {day(measurement.closes_at)}, als jij dat niet eerder doet."
    if measurement.closes_at - clock.now() > measurements.WARNED_BEFORE:
        return said
    days = count(max(measurement.retention_days, 1), "dag", "dagen")
    return (
        f"{said} Daarna kun je hem nog een dag heropenen. Er komt niet vanzelf een uitslag: die toon jij, binnen {days} na "
        "het sluiten. Daarna gaan de antwoorden weg."
    )


def forgets(measurement: Measurement) -> str:
    """Until when a closed one can be opened again, and what is over when that is past."""
    if measurement.tie_cut:
        return (
            "De meting is langer dan een dag gesloten. De toestellen zijn vergeten, dus heropenen en een tweede stem na het "
            "gesprek kunnen niet meer. De antwoorden tellen mee in de uitslag."
        )
    return (
        "Heropenen kan tot een dag na het sluiten: iedereen gaat verder waar hij was, en niemand telt twee keer. Toon je "
        "de uitslag later dan dat, dan kan er na het gesprek geen tweede stem zijn."
    )


def ends(measurement: Measurement) -> str:
    """Before which day a closed one must be revealed; nothing when there are no answers of people."""
    if measurement.reveal_before is None:
        return ""
    if measurement.reveal_before <= clock.now():
        return "De termijn van de antwoorden is voorbij. Toon de uitslag nu: binnen een dag gaan ze weg en komt er geen uitslag meer."
    return f"Toon de uitslag vóór {day(measurement.reveal_before)}, anders gaan de antwoorden weg en komt er geen uitslag meer."


def ends_soon(measurement: Measurement) -> bool:
    """Whether that is so near that it is a warning."""
    until = measurement.reveal_before
    return until is not None and until - clock.now() <= measurements.WARNED_BEFORE


def ended(measurement: Measurement) -> str:
    """Of one that has ended: why there is no Result."""
    until = measurement.reveal_before
    late = until is not None and until <= clock.now()
    why = "De uitslag is niet op tijd getoond: de antwoorden zijn weg" if late else "Er zijn geen antwoorden meer"
    return f"{why}. Er komt geen uitslag meer."
