"""Dutch notation: numbers, dates, counts and lists as a person writes them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
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
_DAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]


def rounded(value: float, step: str) -> float:
    """`value` to the nearest multiple of a decimal step ("0.5"), halves up, safe against binary fractions."""
    exact = Decimal(value).quantize(Decimal("1e-9"))
    size = Decimal(step)
    return float((exact / size).quantize(Decimal(1), ROUND_HALF_UP) * size)


def decimal(value: float) -> str:
    """One decimal with a comma, halves up: 3.25 is "3,3"."""
    return f"{rounded(value, '0.1'):.1f}".replace(".", ",")


def size(amount: int) -> str:
    """How large a file of so many bytes is: "48 kB" or "1,2 MB", never nothing."""
    kilobytes = max(1, round(amount / 1000))
    return f"{kilobytes} kB" if kilobytes < 1000 else f"{decimal(amount / 1e6)} MB"


def day(moment: date | datetime) -> str:
    """ "21 november 2026", in Dutch time."""
    moment = _in_amsterdam(moment)
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def clock(moment: datetime) -> str:
    """ "14.05", in Dutch time."""
    return f"{moment.astimezone(AMSTERDAM):%H.%M}"


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


def weekday(moment: date | datetime) -> str:
    """ "zaterdag 21 november", for a day that is near."""
    moment = _in_amsterdam(moment)
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]}"


def _in_amsterdam(moment: date | datetime) -> date:
    return moment.astimezone(AMSTERDAM) if isinstance(moment, datetime) else moment


def season(moment: date) -> str:
    """The usual name of a measurement at this time of year: "Najaar 2026"."""
    return f"{'Voorjaar' if moment.month < 8 else 'Najaar'} {moment.year}"


def count(amount: int, one: str, more: str) -> str:
    """ "1 collega", "3 collega's"."""
    return f"{amount} {one if amount == 1 else more}"


def listed(names: Sequence[str]) -> str:
    """ "a", "a en b", "a, b en c"; there must be one."""
    *before, last = names
    return f"{', '.join(before)} en {last}" if before else last


def told_apart(names: Iterable[str]) -> list[str]:
    """The same names, and from the second on which one it is: "najaar", "najaar (nummer 2)"."""
    times: Counter[str] = Counter()
    found = []
    for name in names:
        times[name] += 1
        found.append(f"{name} (nummer {times[name]})" if times[name] > 1 else name)
    return found


def is_day(written: str) -> bool:
    """Whether this is a day of the calendar, as 2026-11-22."""
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def day_number(written: str) -> int:
    """The day "2026-11-12" as spreadsheets count them: 46338 days after the last but one of 1899."""
    return (date.fromisoformat(written) - date(1899, 12, 30)).days
