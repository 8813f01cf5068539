"""The code on the console with which a fresh installation is taken into use: only who sees this machine has it.

Of several processes each shows its own, and each knows those of the others.
"""

import secrets

from leidraad.errors import Refused, TooOften
from leidraad.storage import attempts
from leidraad.storage.codes import ALPHABET, normalise
from leidraad.storage.database import between

LENGTH = 8  # log2(31^8) is 39 bits
LIMIT = attempts.Limit(free=10, first=5, longest=60)
_KEY = "beginnen"
_NOTED = "begincode "


def current() -> str:
    """The code of this run of the server; made when first asked, and gone when it stops."""
    name = _NOTED + between.me()
    if not between.noted(name):
        between.note(name, "".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))
    return str(between.noted(name))


def shown() -> str:
    """The code in two groups, as it stands on the console: "K7M4 XR2T"."""
    code = current()
    return f"{code[:4]} {code[4:]}"


def require(typed: str) -> None:
    """Raise Refused for a wrong code, TooOften when wrong ones come too fast."""
    current()
    given = normalise(typed).encode()
    if any(secrets.compare_digest(given, code.encode()) for code in between.all_noted(_NOTED)):
        return
    if seconds := attempts.begin(_KEY, LIMIT):
        raise TooOften(
            f"Er is te vaak een verkeerde code getypt. Wacht {seconds} seconden en probeer het opnieuw."
        )
    raise Refused(
        "De code klopt niet. Hij staat in het venster waarin de Teamscan gestart is, en verandert bij elke start."
    )
