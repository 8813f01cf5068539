"""Exchange files: made for other schools, and files of other schools that were let in.

A sender is known by its public key: the first time somebody says that it is right, afterwards a changed sender is
another sender.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from leidraad.content import library
from leidraad.domain import exchange, typed
from leidraad.domain.exchange import ExchangeContent, ExchangeFile, Sent
from leidraad.domain.thresholds import LEAST_PEOPLE
from leidraad.errors import ExchangeRefused, NotFound
from leidraad.storage import journal
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.journal import What
from leidraad.storage.schools import signing
from leidraad.storage.tables.schools import ExchangeImport, StoredSchool

_random = random.SystemRandom()


@dataclass(frozen=True)
class Imported:
    """A file of another school as it stands here."""

    id: int
    name: str
    key: str
    made_on: date
    imported_on: date
    content: ExchangeContent


def make(school_id: int, teams: Sequence[Sent], *, by: int | None = None) -> str:
    """The signed file with these teams, in random order; `by` is the account, for the journal. Raises NotFound, or ExchangeRefused without any team."""
    with reading() as session:
        school = session.get(StoredSchool, school_id)
    if school is None:
        raise NotFound("Deze school bestaat niet meer.")
    if not teams:
        raise ExchangeRefused(
            "Er is geen team dat meewil en waarvan minstens "
            f"{LEAST_PEOPLE} mensen antwoordden. Er is geen bestand gemaakt."
        )
    if any(library.family(one.instrument) != library.FIRST for one in teams):
        raise ExchangeRefused(
            "Alleen metingen met de Leidraad gaan naar andere scholen. Er is geen bestand gemaakt."
        )
    shuffled = list(teams)
    _random.shuffle(shuffled)
    content = ExchangeContent.model_validate(
        {"sector": school.sector, "made_on": clock.today().isoformat(), "teams": tuple(shuffled)}
    )
    signed = signing.signed(school_id, content)
    with writing() as session:
        journal.note(session, What.EXCHANGE_MADE, by, school_id=school_id, detail=f"teams: {len(shuffled)}")
    return signed.text


def check(school_id: int, text: str) -> ExchangeFile:
    """The file in this text, when it may be let in at this school. Raises ExchangeRefused with the reason, NotFound."""
    file = exchange.read(text)
    signing.require_signature(file)
    with reading() as session:
        _require_fits(session, school_id, file)
    return file


def _require_fits(session: Session, school_id: int, file: ExchangeFile) -> None:
    school = session.get(StoredSchool, school_id)
    if school is None:
        raise NotFound("Deze school bestaat niet meer.")
    if file.content.sector != school.sector:
        raise ExchangeRefused(
            f"Dit bestand is van een school in het {file.content.sector}, en jullie zijn een school in het {school.sector}. "
            "Die leggen we niet naast elkaar. Er is niets veranderd."
        )
    known = {
        key
        for key, one in library.instruments().items()
        if one.sector == school.sector and one.family == library.FIRST
    }
    if not {(one.instrument, one.version) for one in file.content.teams} <= known:
        raise ExchangeRefused(
            "In dit bestand staat een vragenlijst of versie die deze Teamscan niet kent. Werk hem eerst bij. "
            "Er is niets veranderd."
        )
    if file.key == signing.own_key(school_id):
        raise ExchangeRefused("Dit is het bestand van je eigen school. Er is niets veranderd.")
    before = _of_sender(session, school_id, file.key)
    if before is None:
        return
    if ExchangeContent.model_validate_json(before.body) == file.content:
        raise ExchangeRefused("Dit bestand is al ingelezen. Er is niets veranderd.")
    if date.fromisoformat(file.content.made_on) < before.made_on:
        raise ExchangeRefused("Van deze school is al een nieuwer bestand ingelezen. Er is niets veranderd.")


def _of_sender(session: Session, school_id: int, key: str) -> ExchangeImport | None:
    return session.exec(
        select(ExchangeImport).where(ExchangeImport.school_id == school_id, ExchangeImport.key == key)
    ).first()


def is_known(school_id: int, key: str) -> str | None:
    """What this school called the sender with this key, or None when it is new here."""
    with reading() as session:
        found = _of_sender(session, school_id, key)
    return found.name if found else None


def let_in(school_id: int, text: str, name: str, *, by: int | None = None) -> None:
    """Store a file; a newer one of the same sender takes the place of the older. `by` as in `make`. Raises ExchangeRefused, NotFound."""
    called = typed.one_line(name, 60)
    if called is None:
        raise ExchangeRefused("Geef de andere school een naam van hoogstens 60 tekens. Er is niets veranderd.")
    file = exchange.read(text)
    signing.require_signature(file)
    with writing() as session:
        session.exec(select(StoredSchool).where(StoredSchool.id == school_id).with_for_update()).first()
        _require_fits(session, school_id, file)
        row = _of_sender(session, school_id, file.key) or ExchangeImport(
            school_id=school_id,
            key=file.key,
            name="",
            sector="",
            made_on=clock.today(),
            imported_on=clock.today(),
            body="",
        )
        row.name, row.sector, row.body = called, file.content.sector, file.content.model_dump_json(by_alias=True)
        row.made_on, row.imported_on = date.fromisoformat(file.content.made_on), clock.today()
        session.add(row)
        journal.note(session, What.EXCHANGE_READ, by, school_id=school_id, detail=called)


def remove(school_id: int, id: int, *, by: int | None = None) -> None:
    """Remove a file of another school; gone already is fine."""
    with writing() as session:
        found = session.get(ExchangeImport, id)
        if found is not None and found.school_id == school_id:
            session.delete(found)
            journal.note(session, What.EXCHANGE_REMOVED, by, school_id=school_id, detail=found.name)


def imported(school_id: int) -> list[Imported]:
    """The files of other schools at this school, by the name they were given."""
    query = select(ExchangeImport).where(ExchangeImport.school_id == school_id).order_by(col(ExchangeImport.name))
    with reading() as session:
        rows = session.exec(query).all()
    return [
        Imported(
            one.id,
            one.name,
            one.key,
            one.made_on,
            one.imported_on,
            ExchangeContent.model_validate_json(one.body),
        )
        for one in rows
    ]
