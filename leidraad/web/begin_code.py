"""The code on the console with which a fresh installation is taken into use: only who sees this machine has it."""

import secrets

from leidraad.errors import Refused, TooOften
from leidraad.storage import attempts
from leidraad.storage.codes import ALPHABET, normalise

LENGTH = 8  # log2(31^8) is 39 bits
LIMIT = attempts.Limit(free=10, first=5, longest=60)
_KEY = "beginnen"
_code = ""


def current() -> str:
    """The code of this run of the server; made when first asked, and gone when it stops."""
    global _code
    if not _code:
        _code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return _code


def shown() -> str:
    """The code in two groups, as it stands on the console: "K7M4 XR2T"."""
    code = current()
    return f"{code[:4]} {code[4:]}"


def require(typed: str) -> None:
    """Raise Refused for a wrong code, TooOften when wrong ones come too fast."""
    right = secrets.compare_digest(normalise(typed).encode(), current().encode())
    if right:
        return
    if seconds := attempts.wait(_KEY, LIMIT):
        raise TooOften(
            f"Er is te vaak een verkeerde code getypt. Wacht {seconds} seconden en probeer het opnieuw."
        )
    attempts.failed(_KEY)
    raise Refused(
        "De code klopt niet. Hij staat in het venster waarin de Teamscan gestart is, en verandert bij elke start."
    )
