"""Dutch notation, and the one function that makes a user's text harmless in Markdown."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_WORD_JOINER = "\u2060"
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$&])")
_LIST_START = re.compile(r"^(\s*(?:\d+)?)([-+.)])")
_LINKS = re.compile(r"(?i)(:|@|www)")


def literal(text: str) -> str:
    """`text` for a Markdown label, shown letter for letter: no links, images, emphasis, emoji or formulas."""
    unlinked = _LINKS.sub(rf"\1{_WORD_JOINER}", text)
    return _LIST_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", unlinked))


def number(value: float) -> str:
    """One decimal with a comma: 3.14 is "3,1"."""
    return f"{value:.1f}".replace(".", ",")


def day(moment: date | datetime) -> str:
    """ "21 november 2026", in Dutch time."""
    moment = _in_amsterdam(moment)
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def clock(moment: datetime) -> str:
    """ "14.05", in Dutch time."""
    return f"{(moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo('UTC'))).astimezone(AMSTERDAM):%H.%M}"


def month(moment: date | datetime) -> str:
    """ "november 2026", in Dutch time."""
    moment = _in_amsterdam(moment)
    return f"{_MONTHS[moment.month - 1]} {moment.year}"


def short_month(moment: date | datetime) -> str:
    """ "nov '26", for the foot of a picture."""
    moment = _in_amsterdam(moment)
    return f"{'mrt' if moment.month == 3 else _MONTHS[moment.month - 1][:3]} '{moment.year % 100:02}"


def short_day(moment: date | datetime) -> str:
    """ "21 nov 2026", beside a picture."""
    moment = _in_amsterdam(moment)
    return f"{moment.day} {'mrt' if moment.month == 3 else _MONTHS[moment.month - 1][:3]} {moment.year}"


def _in_amsterdam(moment: date | datetime) -> date:
    if not isinstance(moment, datetime):
        return moment
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("UTC"))).astimezone(AMSTERDAM)


def season(moment: date) -> str:
    """The usual name of a measurement at this time of year: "najaar 2026"."""
    return f"{'voorjaar' if moment.month < 8 else 'najaar'} {moment.year}"


def count(amount: int, one: str, more: str) -> str:
    """ "1 collega", "3 collega's"."""
    return f"{amount} {one if amount == 1 else more}"
