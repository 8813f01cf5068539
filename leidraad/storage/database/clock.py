"""The one clock. Ask `clock.now()`, and never copy `now` by name: tests move this clock for everybody at once."""

from datetime import UTC, date, datetime, timedelta

from leidraad.notation import AMSTERDAM

#: A clock may be put back by so much; what began later than that from now on, began by a clock that was wrong.
PUT_RIGHT = timedelta(hours=1)


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in the Netherlands."""
    return now().astimezone(AMSTERDAM).date()
