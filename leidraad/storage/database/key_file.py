"""A secret key of this installation: a file with hexadecimal characters, in the folder of keys beside the database."""

from collections.abc import Callable
from pathlib import Path

from leidraad.errors import DiskFull, StorageError
from leidraad.machine import private
from leidraad.storage.database import engine

LENGTH = 32
NAME = "sleutels"


def folder() -> Path:
    """Where all keys of this installation lie."""
    return engine.folder() / NAME


def own(name: str, new: Callable[[], bytes], lost: str) -> bytes:
    """The key in the file NAME.sleutel, made on first use; `lost` says what it means when nobody has it any more.

    Raises StorageError when it cannot be read or kept; one that is broken is never replaced in silence.
    """
    file = folder() / f"{name}.sleutel"
    try:
        return read(file) or _made(file, new())
    except FileNotFoundError:
        return _made(file, new())
    except (OSError, ValueError) as error:
        raise StorageError(
            f"De sleutel in {file.name} kan niet gelezen worden. Er is niets veranderd. Zet hem terug uit een kopie van de map sleutels. "
            f"Of haal het bestand weg: dan maakt de Teamscan een nieuwe. {lost} Kies dat alleen als de oude echt weg is."
        ) from error


def read(file: Path) -> bytes:
    """The key in this file. Raises OSError or ValueError; nothing when an older version was killed while it wrote."""
    key = bytes.fromhex(file.read_text(encoding="ascii").strip())
    if len(key) not in (0, LENGTH):
        raise ValueError
    return key


def _made(file: Path, key: bytes) -> bytes:
    try:
        if file.is_file():
            file.unlink()  # it is empty: nobody has seen a key
        private.write_new(file, key.hex().encode())
    except FileExistsError:  # somebody else was just before us
        return read(file)
    except OSError as error:
        if error.errno in private.FULL:
            raise DiskFull(
                f"De schijf is vol. De sleutel {file.name} kan niet bewaard worden. Er is niets veranderd. Maak ruimte en probeer het opnieuw."
            ) from error
        raise StorageError(
            f"De sleutel {file.name} kan niet bewaard worden in {file.parent.name}. Er is niets veranderd. Maak de map schrijfbaar."
        ) from error
    return key
