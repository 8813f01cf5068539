"""Every error of the product, drawn as one tree; each carries the Dutch sentence a user may read.

LeidraadError
├── ContentError            a content file is wrong: names file and key
├── SettingsError           a setting is missing or impossible
├── StorageError            the database cannot be used
│   ├── NotADatabase
│   ├── DatabaseReadOnly
│   ├── DatabaseLocked
│   ├── DatabaseNewer       made by a newer version of the program
│   └── DiskFull
├── NotFound                a team, measurement or code that does not exist
│   ├── UnknownCode
│   ├── UnknownPersonalCode  nothing is kept under this personal code (any more)
│   └── DraftGone           the self-scan of this device was finished, started anew or is a day old
└── Refused                 the rules do not allow this now
    ├── MeasurementNotOpen
    ├── WrongState
    ├── InvalidAnswer       an item or value that this measurement does not have
    ├── Withdrawn           this device withdrew its answers
    ├── AlreadyCounted      its answers went into a Result while it was away
    ├── MistypedCode        a personal code with a typing error in it
    ├── NothingAnswered     a self-scan without a single answer cannot be kept
    ├── TeamTooSmall
    └── Forbidden           this visitor has no right to do this here
"""


class LeidraadError(Exception):
    """Base of the tree. `str(error)` is a Dutch sentence: what happened, what is kept, what to do."""


class ContentError(LeidraadError):
    """A content file breaks a rule; the message names the file and the key."""


class SettingsError(LeidraadError):
    """A setting is missing or impossible; the program does not start."""


class StorageError(LeidraadError):
    """The database cannot be used; nothing was written."""


class NotADatabase(StorageError):
    """The file exists and is something else."""


class DatabaseReadOnly(StorageError):
    """The file or its folder cannot be written."""


class DatabaseLocked(StorageError):
    """Another program holds the database longer than we wait."""


class DatabaseNewer(StorageError):
    """A newer version of this program made the database."""


class DiskFull(StorageError):
    """There is no room left to write."""


class NotFound(LeidraadError):
    """What was asked for does not exist."""


class UnknownCode(NotFound):
    """No open measurement has this join code."""


class UnknownPersonalCode(NotFound):
    """Nothing is kept under this personal code: another code, or everything was deleted."""


class DraftGone(NotFound):
    """The running self-scan of this device is no longer there; nothing was written."""


class Refused(LeidraadError):
    """The rules do not allow this now; nothing was changed."""


class MeasurementNotOpen(Refused):
    """Answers can only be given, changed or withdrawn while the measurement is open."""


class WrongState(Refused):
    """The measurement is not in the state that this step needs."""


class InvalidAnswer(Refused):
    """The item or value does not belong to this measurement."""


class Withdrawn(Refused):
    """This device withdrew its answers and has not started again."""


class MistypedCode(Refused):
    """What was typed cannot be a personal code: a wrong character, length or check character."""


class NothingAnswered(Refused):
    """A self-scan in which nothing was answered on the scale has nothing to show or keep."""


class AlreadyCounted(Refused):
    """The measurement closed and was reopened: what this device answered before counts and is nobody's any more."""


class TeamTooSmall(Refused):
    """Fewer people than the threshold: only scoring together is possible."""


class Forbidden(Refused):
    """The rights table does not give this visitor this action in this place."""
