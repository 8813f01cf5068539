"""What the processes of one installation tell each other: short notes that nobody keeps, and that something changed.

Each process remembers the notes of all, in its memory only; they go through the database server (NOTIFY), which keeps
none, and what a note says is sealed for whoever shares our folder of keys: no log of that server can hold it. Who starts,
or had lost the server, asks the others for theirs. A file has one process: it tells nobody, and the notes are its own.
Who hears nothing for a while is only later: the database stays what counts.
"""

import json
import logging
import os
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any, Literal

from sqlalchemy import func, select

from leidraad.errors import LeidraadError, StorageError
from leidraad.storage.database import engine, key_file

log = logging.getLogger("leidraad.opslag")

_LOADED = secrets.token_hex(4)
_CHANNEL = "teamscan"
_NONCE = 12  # bytes, random for every note
#: A line that went silent is noticed by a question; what ends is noticed at once.
_ASK_EVERY, _AGAIN_AFTER = 10.0, 1.0
_What = Literal["hallo", "noot", "veranderd"]

_notes: dict[str, tuple[float, Any]] = {}
_changing = threading.Lock()
_hears: list[Callable[[], object]] = []
_listener: "_Listener | None" = None


def me() -> str:
    """Which process this is: another one on every machine, also when both are forks of one that had loaded this."""
    return f"{_LOADED}-{os.getpid()}"


def note(name: str, value: Any) -> None:
    """Remember this under a name, here and in every other process; the last one counts."""
    with _changing:
        stamp = max(time.time(), _notes.get(name, (0.0, None))[0] + 1e-6)
        _notes[name] = (stamp, value)
    _tell_note(name, stamp, value)


def noted(name: str) -> Any:
    """What was noted last under this name, or None."""
    return _notes.get(name, (0.0, None))[1]


def all_noted(beginning: str) -> list[Any]:
    """What was noted under every name that begins so, such as one per process."""
    with _changing:
        return [value for name, (_, value) in _notes.items() if name.startswith(beginning)]


def changed() -> None:
    """Tell the others that something was committed of which they remember what it was."""
    _tell("veranderd")


def hear_of_changes(do: Callable[[], object]) -> None:
    """From now on this is done when another process says so."""
    _hears.append(do)


def listens() -> bool:
    """Whether others are heard at this moment."""
    return _listener is not None and _listener.hears.is_set()


def listen() -> None:
    """Begin to hear the other processes of the open database; harmless where there can be none."""
    global _listener
    hush()
    if engine.is_server():
        _listener = _Listener()
        _listener.start()


def hush() -> None:
    """The end of `listen`."""
    global _listener
    if _listener is not None:
        _listener.over.set()
        _listener.join()
        _listener = None


class _Listener(threading.Thread):
    """One connection that waits for what others say, and is made again when it ends."""

    def __init__(self) -> None:
        super().__init__(name="tussen-processen", daemon=True)
        self.over, self.hears = threading.Event(), threading.Event()

    def run(self) -> None:
        """Until `over`."""
        while not self.over.is_set():
            try:
                self._listen()
            except Exception as error:  # the others are asked again; meanwhile everybody looks for himself
                log.warning("Andere processen zijn even niet te horen: %s", " ".join(str(error).split()))
            self.hears.clear()
            self.over.wait(_AGAIN_AFTER)

    def _listen(self) -> None:
        with closing(engine.engine().raw_connection()) as borrowed:
            driver: Any = borrowed.driver_connection
            borrowed.detach()  # it is no longer one of those that are lent
            driver.autocommit = True
            driver.execute(f"LISTEN {_CHANNEL}")
            self.hears.set()
            _tell("hallo")
            _heard_of_change()  # whatever was said before is missed
            asked = time.monotonic()
            while not self.over.is_set():
                for said in driver.notifies(timeout=0.5, stop_after=1):
                    _hear(said.payload)
                if time.monotonic() - asked > _ASK_EVERY:
                    driver.execute("SELECT 1")
                    asked = time.monotonic()


def _tell(what: _What, **more: Any) -> None:
    if not engine.is_server():
        return
    try:
        with engine.looking() as connection:
            said = json.dumps({"van": me(), "wat": what, **more}, ensure_ascii=False)
            connection.execute(select(func.pg_notify(_CHANNEL, said)))
            connection.commit()
    except LeidraadError:
        return  # the log has it; they ask again when the server is back, and look for themselves meanwhile


def _hear(payload: str) -> None:
    said = json.loads(payload)
    if said["van"] == me():
        return
    if said["wat"] == "veranderd":
        _heard_of_change()
    elif said["wat"] == "hallo":
        for name, (stamp, value) in list(_notes.items()):
            _tell_note(name, stamp, value)
    else:
        _keep(*said["noot"])


def _tell_note(name: str, stamp: float, value: Any) -> None:
    if not engine.is_server():
        return
    try:
        sealed = _seal(name, json.dumps(value).encode())
    except StorageError as error:
        log.warning("Andere processen horen dit niet. %s", error)
        return
    _tell("noot", noot=[name, stamp, sealed.hex()])


def _keep(name: str, stamp: float, sealed: str) -> None:
    try:
        value = json.loads(_unseal(name, bytes.fromhex(sealed)))
    except (ValueError, StorageError):
        log.warning(
            "Wat een ander proces laat weten, is hier niet te lezen: de map sleutels is niet van alle processen samen."
        )
        return
    with _changing:
        if stamp > _notes.get(name, (0.0, None))[0]:
            _notes[name] = (stamp, value)


def _seal(name: str, plain: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_key()).encrypt(nonce, plain, name.encode())


def _unseal(name: str, sealed: bytes) -> bytes:
    """Raises ValueError when it was sealed with another key, or under another name."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_key()).decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
    except InvalidTag:
        raise ValueError("another key") from None


def _key() -> bytes:
    return key_file.own(
        "processen",
        lambda: secrets.token_bytes(key_file.LENGTH),
        "Er gaat dan niets verloren.",
    )


def _heard_of_change() -> None:
    for do in _hears:
        do()
