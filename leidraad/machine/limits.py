"""Room for enough connections: a phone keeps four file descriptors, a join storm of 200 peaks above 2.300."""

import sys

WANTED_DESCRIPTORS = 8192


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
