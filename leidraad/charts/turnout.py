"""Who takes part, in the words of every screen: how many are done or busy, and how often a device was handed over."""

from leidraad.notation import count


def said(done: int, busy: int, invited: int) -> str:
    """How many are done and how many still fill in, never who."""
    return f"{done} klaar, {busy} nog bezig, van {invited}"


def hand_overs(times: int) -> str:
    """What everybody who takes part reads, since one device can be several people; empty when nobody did."""
    if not times:
        return ""
    return f"{count(times, 'keer', 'keer')} gaf iemand het toestel door aan een volgende collega."
