"""Where `library` looks for whatever is no file: what schools wrote, and of ours what was kept.

A phone asks for its questionnaire again and again, and what a version says never changes. So what was read is remembered
for a while, by what it was asked for, and forgotten as soon as somebody tells that something changed, in whatever process.
"""

import time
from collections.abc import Callable, Hashable
from functools import partial
from typing import TypeVar

from sqlalchemy import ColumnElement, Engine, and_, true
from sqlmodel import Session, col, select

from leidraad.content import library, own_questionnaires
from leidraad.content.models import Instrument
from leidraad.errors import ContentError
from leidraad.storage.database import engine, memory
from leidraad.storage.database.engine import reading
from leidraad.storage.tables.questionnaires import StoredQuestionnaire

#: Who hears nothing of a change sees it after so many seconds.
_LASTS = 30.0
#: Questionnaires that are remembered at a time.
_MOST = 100
_Found = TypeVar("_Found")
_Key = tuple[Engine, Hashable]
_remembered: dict[_Key, tuple[float, object]] = {}
#: The ids of the constructs of each version that a school wrote: no words, and true as long as it is there.
_constructs: dict[tuple[Engine, str, int], tuple[str, ...]] = {}
_forgotten = 0


def forget() -> None:
    """Look in the database again the next time."""
    global _forgotten
    _forgotten += 1
    _remembered.clear()


memory.when_old(forget)


def read(row: StoredQuestionnaire) -> Instrument | None:
    """What a row of the database says; None when it cannot be read any more."""
    return _once((row.id, row.version), partial(_read, row))


def _read(row: StoredQuestionnaire) -> Instrument | None:
    try:
        found = library.parsed(row.body, Instrument, row.id)
        if row.school_id is None:
            return found
        return own_questionnaires.named(found, row.id, row.family, row.version)
    except ContentError:
        return None


def _once(asked: Hashable, look: Callable[[], _Found | None]) -> _Found | None:
    """What was found when this was asked last, or is found now."""
    if engine._opened is None:  # nobody opened a database: there is nothing to look on
        return None
    key, before = (engine.engine(), asked), _forgotten
    at, known = _remembered.get(key, (0.0, None))
    if known is not None and time.monotonic() - at < _LASTS:
        return known  # type: ignore[return-value]
    found = look()
    if found is not None and before == _forgotten:
        if len(_remembered) >= _MOST:
            _remembered.clear()
        _remembered[key] = (time.monotonic(), found)
    return found


def _newest(which: ColumnElement[bool]) -> Instrument | None:
    query = select(StoredQuestionnaire).where(which).order_by(col(StoredQuestionnaire.version).desc()).limit(1)
    with reading() as session:
        row = session.exec(query).first()
    return _read(row) if row else None


def _with_id(id: str, version: int | None) -> Instrument | None:
    of_version = true() if version is None else col(StoredQuestionnaire.version) == version
    return _newest(and_(col(StoredQuestionnaire.id) == id, of_version))


def _of_family(family: str) -> Instrument | None:
    return _newest(col(StoredQuestionnaire.family) == family)


def _holders() -> dict[str, list[tuple[str, int]]]:
    with reading() as session:
        return _holders_in(session)


def _holders_in(session: Session) -> dict[str, list[tuple[str, int]]]:
    """By construct the versions that have it, the oldest first; what was not there before is read, and nothing twice."""
    opened = engine.engine()
    rows = select(StoredQuestionnaire.id, StoredQuestionnaire.version)
    rows = rows.where(col(StoredQuestionnaire.school_id).is_not(None)).order_by(col(StoredQuestionnaire.made_at))
    found: dict[str, list[tuple[str, int]]] = {}
    there = {(opened, *key): _constructs.get((opened, *key)) for key in session.exec(rows)}
    for key in _constructs.keys() - there.keys():
        _constructs.pop(key, None)
    for (_, id, version), ids in there.items():
        if ids is None:
            row = session.get(StoredQuestionnaire, (id, version))
            instrument = _read(row) if row else None
            ids = tuple(one.id for one in instrument.constructs) if instrument else ()
            _constructs[opened, id, version] = ids
        for construct in ids:
            found.setdefault(construct, []).append((id, version))
    return found


class _Stored:
    """What `library` looks on for whatever is no file."""

    def find(self, id: str, version: int | None = None) -> Instrument | None:
        """The questionnaire with this id, in this version or the newest."""
        return _once((id, version), partial(_with_id, id, version))

    def of_family(self, family: str) -> Instrument | None:
        """The newest of this family."""
        return _once(("family", family), partial(_of_family, family))

    def holding(self, construct: str) -> tuple[Instrument, ...]:
        """What schools wrote that has this construct, the oldest first."""
        holders = _once("holders", _holders) or {}
        found = (self.find(*key) for key in holders.get(construct, ()))
        return tuple(one for one in found if one is not None)


library.look_also_on(_Stored())
