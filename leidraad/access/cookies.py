"""The cookies of the Teamscan: what they are called. Each of ours holds a random number; none names a person."""

import re

_DEVICE = re.compile(r"[0-9a-f]{32}")
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
_AS_MAILED = re.compile(r"[^\w-]*([\w-]{43})[^\w-]*", re.ASCII)

#: A browser that is signed in, or that looks around in the example school.
SESSION = "leidraad_sessie"
#: A browser in which somebody came in before: there a stranger who tries the account makes nobody wait.
KNOWN = "leidraad_bekend"
#: For minutes: the one-time link with which somebody went to the school's own login.
TIE = "leidraad_koppelen"
#: Streamlit's own, of whoever came in through the school's login; a long one is cut, with a number behind the name.
SCHOOL = "_streamlit_user"
#: A phone that takes part: by it somebody finds the own answers back.
DEVICE = "leidraad_toestel"
#: A phone that opened the check page since the server started.
CHECK = "leidraad_test"


def token(cookie: str) -> str:
    """What a cookie with 256 random bits of ours holds, or nothing for anything else."""
    return cookie if _TOKEN.fullmatch(cookie) else ""


def of_link(typed: str) -> str:
    """The secret of a one-time link, without what a mail program puts around it: a full stop, a bracket, a line break."""
    found = _AS_MAILED.fullmatch("".join(typed.split()))
    return found.group(1) if found else typed


def device(cookie: str) -> str | None:
    """What a cookie of ours holds, or None for anything else."""
    return cookie if _DEVICE.fullmatch(cookie) else None
