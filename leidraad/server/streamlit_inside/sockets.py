"""Send small messages at once. Streamlit makes its listening socket itself, and asyncio then leaves Nagle's
algorithm on: the end of an answer waits for the phone's delayed acknowledgement, 40 ms or more a click."""

import gc
import socket

INTERNET = {socket.AF_INET, socket.AF_INET6}


def send_at_once() -> int:
    """Set TCP_NODELAY on every listening socket of this process; connections inherit it. Gives their number.

    The server hands its socket to nobody, so they are looked up among what refers to their class. By `type`, not
    `isinstance`: that would ask a weak proxy for the class of an object that is gone."""
    living = (thing for thing in gc.get_referrers(socket.socket) if type(thing) is socket.socket)
    listening = [thing for thing in living if _listens(thing)]
    for found in listening:
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return len(listening)


def _listens(candidate: socket.socket) -> bool:
    try:
        return candidate.family in INTERNET and bool(candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    except OSError:  # closed, or a kind of socket that does not know the question
        return False
