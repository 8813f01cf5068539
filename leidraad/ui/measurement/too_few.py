"""What whoever leads reads when too few take part to show anything: why, and that the team can score together."""

from leidraad.notation import count

_TOGETHER = "Met zo weinig mensen kunnen jullie ook samen scoren, op één scherm: dan kiezen jullie per onderdeel één score."
_PREPARE = "Zet daarvoor bij Metingen een meting klaar en kies ‘Samen’."


def _why(people: int, k: int) -> str:
    took_part = count(people, "collega deed", "collega’s deden") if people else "Nog niemand deed"
    return f"{took_part} mee. Onder de {k} tonen we geen uitslag: dan zou te zien zijn wie wat antwoordde."


def before_closing(people: int, k: int) -> str:
    """When somebody is about to close."""
    return f"{_why(people, k)} Wacht liever tot er meer hebben ingevuld. {_TOGETHER}"


def closed(people: int, k: int, *, may_reopen: bool) -> str:
    """When it is closed and not revealed."""
    reopen = "Heropen de meting. " if may_reopen else ""
    return f"{_why(people, k)} {reopen}{_TOGETHER} Gooi daarvoor deze meting weg, zet een nieuwe klaar en kies ‘Samen’."


def revealed(people: int, k: int) -> str:
    """Afterwards, where the Result would stand."""
    return f"{_why(people, k)} {_TOGETHER} {_PREPARE}"


def on_the_wall(people: int, k: int, *, may_reopen: bool) -> str:
    """For the whole room."""
    return f"{_why(people, k)} We kunnen {'nog heropenen, of ' if may_reopen else ''}samen op dit scherm scoren."
