"""Room for enough connections, and how many that are: each is an open file, and a full program opens no database."""

import sys

WANTED_DESCRIPTORS = 8192
#: For the program itself: its database, files that are read and made, its own threads.
_OWN = 256
#: So many that knock at once are let in before the first of them is counted.
_MOST_AT_ONCE = 2048


def raise_descriptor_limit(wanted: int = WANTED_DESCRIPTORS) -> int | None:
    """Raise the soft limit on open files as far as allowed; return the limit, or None where there is none."""
    if sys.platform == "win32":
        return None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    target = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    if soft == resource.RLIM_INFINITY or soft >= target:
        return int(soft) if soft != resource.RLIM_INFINITY else wanted
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (target, hard))
    except (OSError, ValueError):
        return int(soft)
    return int(target)


def connections(descriptors: int | None) -> tuple[int, int]:
    """How many connections may be open with this many files, and how many of them may knock at once."""
    left = max((descriptors or WANTED_DESCRIPTORS) - _OWN, 64)
    at_once = min(_MOST_AT_ONCE, left // 4)
    return left - at_once, at_once
