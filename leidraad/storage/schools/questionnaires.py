"""Questionnaires that schools wrote: add a version, offer it or not, remove what nothing uses; and words kept of ours.

A version is never changed: what a measurement asked stays what its Result is about.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from leidraad.content import library, own_questionnaires
from leidraad.content.models import Instrument
from leidraad.content.own_questionnaires import PREFIX, Checked
from leidraad.errors import NotFound, Refused
from leidraad.notation import count
from leidraad.storage import journal
from leidraad.storage.database import clock, memory
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.journal import What
from leidraad.storage.schools import colleagues, shelf
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.questionnaires import StoredQuestionnaire
from leidraad.storage.tables.schools import StoredSchool

MOST_PER_SCHOOL = 50


@dataclass(frozen=True)
class OwnQuestionnaire:
    """One version of a questionnaire of a school, as a list shows it; `instrument` is None when it cannot be read any more."""

    id: str
    version: int
    family: str
    body: str
    offered: bool
    made_at: datetime
    used: int  # measurements that asked it
    instrument: Instrument | None


def of_school(school_id: int) -> list[OwnQuestionnaire]:
    """All versions that a school has: by the title of the newest of each family, and that one first."""
    with reading() as session:
        rows = session.exec(_of(school_id).order_by(col(StoredQuestionnaire.version).desc())).all()
        found = [row.as_(OwnQuestionnaire, used=_used(session, row), instrument=shelf.read(row)) for row in rows]
    called: dict[str, tuple[str, str]] = {}
    for one in found:
        title = one.instrument.title if one.instrument else ""
        called.setdefault(one.family, (title.casefold(), one.family))
    return sorted(found, key=lambda one: called[one.family])


def offered_to(school_id: int) -> tuple[Instrument, ...]:
    """What a school may use for a new measurement of what it wrote: the newest offered version of each family."""
    newest: dict[str, Instrument] = {}
    for one in of_school(school_id):
        if one.offered and one.instrument is not None:
            newest.setdefault(one.family, one.instrument)
    return tuple(newest.values())


def still_asks(school_id: int, construct_id: str, item_id: str = "") -> bool:
    """Whether a new measurement of this school can ask this construct, or this statement of it."""
    if own_questionnaires.is_own(construct_id):
        offered = offered_to(school_id)
    else:
        with reading() as session:
            school = session.get(StoredSchool, school_id)
        offered = library.offered_in(school.sector) if school else ()
    named = (one for instrument in offered for one in instrument.constructs if one.id == construct_id)
    return any(not item_id or item_id in {item.id for item in one.items} for one in named)


def check(school_id: int, text: str) -> Checked:
    """What somebody pasted, looked at for this school. Raises NotFound."""
    with reading() as session:
        return _check(session, school_id, text)


def add(school_id: int, text: str, by: int | None, *, after: str | None = None) -> Instrument:
    """Offer this questionnaire to the teams of a school, as a next version of `after` (an id) or as a new one.

    Raises Refused with everything that makes it impossible, and NotFound.
    """
    with writing() as session:
        checked = _check(session, school_id, text)
        if checked.instrument is None:
            raise Refused(" ".join(checked.hard))
        if len(session.exec(_of(school_id)).all()) >= MOST_PER_SCHOOL:
            raise Refused(
                f"Een school heeft hoogstens {MOST_PER_SCHOOL} eigen vragenlijsten. Verwijder er eerst een."
            )
        id = PREFIX + secrets.token_hex(8)
        family, version = id, 1
        if after is not None:
            before = _own(session, school_id, after)
            family = before.family
            same = _of(school_id).where(StoredQuestionnaire.family == family)
            version = 1 + max(one.version for one in session.exec(same))
        row = StoredQuestionnaire(
            id=id, version=version, school_id=school_id, family=family, body=text, made_at=clock.now(), made_by=by
        )
        session.add(row)
        title = checked.instrument.title
        journal.note(
            session, What.QUESTIONNAIRE_ADDED, by, school_id=school_id, detail=f"{title}, versie {version}"
        )
    memory.is_old()
    found = shelf.read(row)
    assert found is not None
    return found


def offer(school_id: int, id: str, by: int | None, *, offered: bool) -> None:
    """Offer it for new measurements, or no more; measurements that asked it keep it. Raises NotFound."""
    with writing() as session:
        row = _own(session, school_id, id)
        row.offered = offered
        session.add(row)
        what = What.QUESTIONNAIRE_OFFERED if offered else What.QUESTIONNAIRE_WITHDRAWN
        journal.note(session, what, by, school_id=school_id, detail=_called(row))


def remove(school_id: int, id: str, by: int | None) -> None:
    """Delete a version that no measurement asked. Raises Refused and NotFound."""
    with writing() as session:
        row = _own(session, school_id, id)
        if used := _used(session, row):
            raise Refused(
                f"{count(used, 'meting gebruikt', 'metingen gebruiken')} deze vragenlijst. Ze blijft bewaard zolang die er zijn. "
                "Bied haar niet meer aan als je haar niet meer wilt kiezen. Er is niets veranderd."
            )
        journal.note(session, What.QUESTIONNAIRE_REMOVED, by, school_id=school_id, detail=_called(row))
        session.delete(row)
    memory.is_old()


def require_of(session: Session, school_id: int, instrument: Instrument) -> None:
    """One that a school wrote is for that school, as long as it offers it. Raises Refused. Of ours the words are kept."""
    if not own_questionnaires.is_own(instrument.id):
        keep(session, instrument)
        return
    row = session.get(StoredQuestionnaire, (instrument.id, instrument.version), with_for_update={"read": True})
    if row is None or row.school_id != school_id or not row.offered:
        raise Refused("Deze vragenlijst wordt jullie school niet (meer) aangeboden. Er is niets veranderd.")


def keep(session: Session, instrument: Instrument) -> None:
    """Keep the words of one of ours as long as there are measurements that asked it."""
    if session.get(StoredQuestionnaire, (instrument.id, instrument.version)) is not None:
        return
    if body := library.text(instrument.id, instrument.version):
        session.merge(
            StoredQuestionnaire(
                id=instrument.id,
                version=instrument.version,
                family=instrument.family,
                body=body,
                offered=False,
                made_at=clock.now(),
            )
        )


def keep_used() -> None:
    """The same of whatever measurements of before used, as far as the files are still there."""
    used = select(StoredMeasurement.instrument_id, StoredMeasurement.instrument_version).distinct()
    there = select(StoredQuestionnaire.id, StoredQuestionnaire.version)
    with reading() as session:
        missing = set(session.exec(used)) - set(session.exec(there))
    for key in missing & library.instruments().keys():
        with writing() as session:
            keep(session, library.instruments()[key])


# --- reading ---


def written_by(session: Session, school_id: int) -> list[Instrument]:
    """Every version that this school wrote and that can be read, inside a running transaction."""
    return [found for row in session.exec(_of(school_id)) if (found := shelf.read(row)) is not None]


def _of(school_id: int) -> SelectOfScalar[StoredQuestionnaire]:
    return select(StoredQuestionnaire).where(StoredQuestionnaire.school_id == school_id)


def _own(session: Session, school_id: int, id: str) -> StoredQuestionnaire:
    found = session.exec(_of(school_id).where(StoredQuestionnaire.id == id).with_for_update()).first()
    if found is None:
        raise NotFound("Deze vragenlijst is er niet (meer). Er is niets veranderd.")
    return found


def _used(session: Session, row: StoredQuestionnaire) -> int:
    asked = select(StoredMeasurement.id).where(
        StoredMeasurement.instrument_id == row.id, StoredMeasurement.instrument_version == row.version
    )
    return len(session.exec(asked).all())


def _called(row: StoredQuestionnaire) -> str:
    found = shelf.read(row)
    return f"{found.title if found else row.id}, versie {row.version}"


def _check(session: Session, school_id: int, text: str) -> Checked:
    school = session.get(StoredSchool, school_id)
    if school is None:
        raise NotFound("Deze school bestaat niet meer.")
    return own_questionnaires.check(text, sector=school.sector, names=colleagues.names(session, school_id))
