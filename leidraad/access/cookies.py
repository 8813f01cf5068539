"""The cookies of the Teamscan: what they are called. Each holds a random number; none names a person."""

import re

_DEVICE = re.compile(r"[0-9a-f]{32}")

#: A browser that is signed in, or that looks around in the example school.
SESSION = "leidraad_sessie"
#: A phone that takes part: by it somebody finds the own answers back.
DEVICE = "leidraad_toestel"
#: A phone that opened the check page since the server started.
CHECK = "leidraad_test"


def device(cookie: str) -> str | None:
    """What a cookie of ours holds, or None for anything else."""
    return cookie if _DEVICE.fullmatch(cookie) else None
