"""From which site a request comes, as the browser says it."""

import re

_ORIGIN = re.compile(r"https?://(.+)", re.IGNORECASE)


def is_ours(origin: str, host: str) -> bool:
    """Whether an Origin header names this host; whatever else stands there does not."""
    found = _ORIGIN.fullmatch(origin)
    return found is not None and found[1].lower() == host.lower()
