"""The one clock. Ask `clock.now()`, and never copy `now` by name: tests move this clock for everybody at once."""

from datetime import UTC, date, datetime

from leidraad.notation import AMSTERDAM


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in the Netherlands."""
    return now().astimezone(AMSTERDAM).date()
