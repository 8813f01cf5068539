"""Exchange files: made and signed with this school's own key, and files of other schools that were let in.

The key is made on first use and lies beside the database, never in it. A sender is known by its public key: the
first time somebody says that it is right, afterwards a changed sender is another sender.
"""

import hashlib
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlmodel import Session, col, select

from leidraad import settings
from leidraad.content import library
from leidraad.domain import exchange, typed
from leidraad.domain.exchange import ExchangeContent, ExchangeFile, Sent
from leidraad.domain.thresholds import LEAST_PEOPLE
from leidraad.errors import ExchangeRefused, NotFound, StorageError
from leidraad.storage import journal
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.journal import What
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


def _folder() -> Path:
    return settings.DEFAULT_DATABASE.parent / "sleutels"


def _own_key(school_id: int) -> Ed25519PrivateKey:
    """The key of this school, made on first use. Raises StorageError when the folder cannot be written."""
    file = _folder() / f"school-{school_id}.sleutel"
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(file.read_text(encoding="ascii").strip()))
    except FileNotFoundError:
        return _new_key(file)
    except (OSError, ValueError) as error:
        raise StorageError(
            f"De sleutel van de school ({file.name}) kan niet gelezen worden. Er is niets veranderd. Zet hem terug uit een reservekopie, "
            "of haal het bestand weg: dan maakt de Teamscan een nieuwe, die andere scholen opnieuw moeten vertrouwen."
        ) from error


def _new_key(file: Path) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
            opened.write(key.private_bytes_raw().hex())
    except FileExistsError:  # somebody else was just before us
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(file.read_text(encoding="ascii").strip()))
    except OSError as error:
        raise StorageError(
            f"De sleutel van de school kan niet bewaard worden in {file.parent.name}. Er is niets veranderd. Maak de map schrijfbaar."
        ) from error
    return key


def own_key(school_id: int) -> str:
    """The public key of this school in hexadecimal; its secret half is made on first use."""
    return _own_key(school_id).public_key().public_bytes_raw().hex()


def fingerprint(key: str) -> str:
    """What two people read to each other over the phone to know that a key is the right one."""
    digest = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:24]
    return " ".join(digest[start : start + 4] for start in range(0, 24, 4))


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
    shuffled = list(teams)
    _random.shuffle(shuffled)
    content = ExchangeContent.model_validate(
        {"sector": school.sector, "made_on": clock.now().date().isoformat(), "teams": tuple(shuffled)}
    )
    key = _own_key(school_id)
    with writing() as session:
        journal.note(session, What.EXCHANGE_MADE, by, school_id=school_id, detail=f"teams: {len(shuffled)}")
    public = key.public_key().public_bytes_raw().hex()
    return ExchangeFile(content=content, key=public, signature=key.sign(content.signed).hex()).text


def check(school_id: int, text: str) -> ExchangeFile:
    """The file in this text, when it may be let in at this school. Raises ExchangeRefused with the reason, NotFound."""
    file = exchange.read(text)
    _require_signature(file)
    with reading() as session:
        _require_fits(session, school_id, file)
    return file


def _require_signature(file: ExchangeFile) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(file.key)).verify(
            bytes.fromhex(file.signature), file.content.signed
        )
    except (InvalidSignature, ValueError):
        raise ExchangeRefused(
            "Dit bestand is veranderd nadat de andere school het maakte: de handtekening klopt niet meer. "
            "Vraag om een nieuw bestand. Er is niets veranderd."
        ) from None


def _require_fits(session: Session, school_id: int, file: ExchangeFile) -> None:
    school = session.get(StoredSchool, school_id)
    if school is None:
        raise NotFound("Deze school bestaat niet meer.")
    if file.content.sector != school.sector:
        raise ExchangeRefused(
            f"Dit bestand is van een school in het {file.content.sector}, en jullie zijn een school in het {school.sector}. "
            "Die leggen we niet naast elkaar. Er is niets veranderd."
        )
    known = {key for key, one in library.instruments().items() if one.sector == school.sector}
    if not {(one.instrument, one.version) for one in file.content.teams} <= known:
        raise ExchangeRefused(
            "In dit bestand staat een vragenlijst of versie die deze installatie niet kent. Werk de Teamscan eerst bij. "
            "Er is niets veranderd."
        )
    if file.key == own_key(school_id):
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
    _require_signature(file)
    with writing() as session:
        session.exec(select(StoredSchool).where(StoredSchool.id == school_id).with_for_update()).first()
        _require_fits(session, school_id, file)
        row = _of_sender(session, school_id, file.key) or ExchangeImport(
            school_id=school_id,
            key=file.key,
            name="",
            sector="",
            made_on=clock.now().date(),
            imported_on=clock.now().date(),
            body="",
        )
        row.name, row.sector, row.body = called, file.content.sector, file.content.model_dump_json(by_alias=True)
        row.made_on, row.imported_on = date.fromisoformat(file.content.made_on), clock.now().date()
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
