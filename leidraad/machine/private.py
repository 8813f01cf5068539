"""What an installation keeps on this computer is for its own user alone, and written whole or not at all.

A file is written beside its place and renamed: whoever pulls the plug finds the old one or the new one, never half.
"""

import contextlib
import errno
import logging
import os
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

_log = logging.getLogger("leidraad.opslag")

_OTHERS = 0o077
#: How a system says that there is no room: on the disk, for this user, in one file.
FULL = frozenset((errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG))
#: How an unfinished file begins: one that a killed program left can be thrown away.
UNFINISHED = "bezig-"


@contextmanager
def only_for_us() -> Iterator[None]:
    """Whatever this process makes until the block ends is for its own user alone."""
    before = os.umask(_OTHERS)
    try:
        yield
    finally:
        os.umask(before)


def make_folder(folder: Path) -> None:
    """Make a folder for its own user alone, where it is not there yet. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def write(file: Path, content: bytes) -> None:
    """Put this in the place of what was there. Raises OSError; then what was there still is."""
    with writing(file, content):
        pass


@contextmanager
def writing(file: Path, content: bytes) -> Iterator[None]:
    """The same, with what must happen just before it takes the place of what was there. Raises OSError."""
    with _written_beside(file, content) as fresh:
        yield
        fresh.replace(file)
    _remember_names(file.parent)


def write_new(file: Path, content: bytes) -> None:
    """The same where nothing was. Raises FileExistsError when somebody was just before us, and OSError."""
    with _written_beside(file, content) as fresh:
        _take_free_name(fresh, file)
    _remember_names(file.parent)


def _take_free_name(fresh: Path, file: Path) -> None:
    """Unlike a rename, a second name replaces nothing; a disk that knows no second names has to trust a look."""
    try:
        os.link(fresh, file)
    except FileExistsError:
        raise
    except OSError:
        if file.exists():
            raise FileExistsError(file) from None
        fresh.replace(file)


@contextmanager
def _written_beside(file: Path, content: bytes) -> Iterator[Path]:
    make_folder(file.parent)
    fresh = file.parent / f"{UNFINISHED}{secrets.token_hex(8)}"
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


def _remember_names(folder: Path) -> None:
    """A rename is on the disk only when its folder is; Windows has no such thing."""
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def remove_left_folders(folder: Path) -> None:
    """Throw away copies that a program made to look at, and was killed before it could: nobody else does so now."""
    for left in folder.glob(f"{UNFINISHED}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def shut(folder: Path, ours: Collection[str], *, whole: bool) -> None:
    """Take the rights of others away from our files and folders in here, and from the folder when it is all ours.

    `whole`: it is ours whatever lies in it. What cannot be shut is named in the log and stops nothing.
    """
    try:
        there = sorted(folder.iterdir())
    except OSError as error:
        _log.warning("De rechten van %s kunnen niet bekeken worden: %s", folder, error.strerror)
        return
    own = [one for one in there if one.name in ours or one.name.startswith(UNFINISHED)]
    if whole or len(own) == len(there):
        _shut_one(folder, 0o700)
    for one in own:
        _shut_one(one, 0o700 if one.is_dir() else 0o600)
        if one.is_dir():
            with contextlib.suppress(OSError):
                for file in one.iterdir():
                    _shut_one(file, 0o700 if file.is_dir() else 0o600)


def _shut_one(one: Path, rights: int) -> None:
    try:
        if not one.is_symlink() and one.stat().st_mode & _OTHERS:
            one.chmod(rights)
    except FileNotFoundError:
        return  # gone meanwhile, as the log of a database that closes
    except OSError as error:
        _log.warning("%s is ook voor anderen te lezen, en dat is niet te veranderen: %s", one, error.strerror)
