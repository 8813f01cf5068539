"""Every error of the product, drawn as one tree; each carries the Dutch sentence a user may read.

LeidraadError
├── ContentError            a content file is wrong: names file and key
├── SettingsError           a setting is missing or impossible
├── StorageError            the database cannot be used
│   ├── NotADatabase
│   ├── DatabaseReadOnly
│   ├── DatabaseLocked
│   ├── Collided            two did at once what only one can do
│   ├── DatabaseNewer       made by a newer version of the program
│   ├── KeyMissing          a backup that another installation sealed
│   ├── DiskFault           the disk itself fails
│   ├── DatabaseRefuses     the server knows us not: password, name
│   ├── DatabaseAway        the server does not answer, or ended the connection
│   └── DiskFull
├── NotPrinted              a report or picture could not be made
├── NotFound                a team, measurement or code that does not exist
│   ├── UnknownCode
│   ├── UnknownPersonalCode  nothing is kept under this personal code (any more)
│   ├── DraftGone           the self-scan of this device was finished, started anew or is a day old
│   └── LinkGone            a one-time link that was used, replaced or expired
└── Refused                 the rules do not allow this now
    ├── MeasurementNotOpen
    ├── WrongState
    ├── InvalidAnswer       an item or value that this measurement does not have
    ├── Withdrawn           this device withdrew its answers
    ├── HandedOver          a next colleague has its turn on this device
    ├── RoundNotOpen        a private vote that has not begun or has ended
    ├── DidNotTakePart      a second vote by somebody without an answer to change
    ├── TooManyFocusPoints  a team works on at most three at a time
    ├── ChangedMeanwhile    somebody else changed it since it was shown
    ├── MistypedCode        a personal code with a typing error in it
    ├── NothingAnswered     a self-scan without a single answer cannot be kept
    ├── TeamTooSmall
    ├── WrongPassword       e-mail and password do not belong together, or the account was stopped
    ├── WeakPassword        too short, too long or too easy to guess
    ├── WrongPassphrase     it does not open this backup
    ├── TooOften            too many failed tries; the message says how long to wait
    ├── LastOne             nobody would be left who may do this
    ├── ExchangeRefused     an exchange file that is not ours, was changed, or does not fit here
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


class Collided(StorageError):
    """Somebody else, perhaps in another process, changed the same at the same moment; trying again helps."""


class DatabaseNewer(StorageError):
    """A newer version of this program made the database."""


class KeyMissing(StorageError):
    """A backup was sealed with a key that is not here."""


class DiskFault(StorageError):
    """The disk gives an error when it is read or written."""


class DatabaseRefuses(StorageError):
    """The database server does not let us in, or does not have what we name."""


class DatabaseAway(StorageError):
    """The database server does not answer, or ended the connection."""


class DiskFull(StorageError):
    """There is no room left to write."""


class NotPrinted(LeidraadError):
    """A report or a picture could not be made; nothing was changed."""


class NotFound(LeidraadError):
    """What was asked for does not exist."""


class UnknownCode(NotFound):
    """No open measurement has this join code."""


class UnknownPersonalCode(NotFound):
    """Nothing is kept under this personal code: another code, or everything was deleted."""


class DraftGone(NotFound):
    """The running self-scan of this device is no longer there; nothing was written."""


class LinkGone(NotFound):
    """This one-time link was used already, replaced by a newer one, or expired."""


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


class HandedOver(Refused):
    """What was answered on this device counts and is nobody's any more: a next colleague has its turn."""


class RoundNotOpen(Refused):
    """Votes are taken only while the round is open; what was stored before its end counts."""


class DidNotTakePart(Refused):
    """A second vote changes the answers of those who took part, each once, from the device that they used."""


class TooManyFocusPoints(Refused):
    """The team has as many open focus points as a team may have."""


class ChangedMeanwhile(Refused):
    """Somebody else changed this since it was shown: whoever asked now chooses which of the two stays."""


class TeamTooSmall(Refused):
    """Fewer people than the threshold: only scoring together is possible."""


class WrongPassword(Refused):
    """This e-mail and password do not belong together; never says which of the two is wrong."""


class WeakPassword(Refused):
    """The password is too short, too long or too easy to guess; nothing was stored."""


class WrongPassphrase(Refused):
    """What was typed does not open this backup."""


class TooOften(Refused):
    """Too many failed tries under one key; the message says how many seconds or minutes to wait."""


class LastOne(Refused):
    """Nobody would be left to do this; a right that somebody must have cannot be taken away."""


class ExchangeRefused(Refused):
    """An exchange file of another school cannot be used; the message says why."""


class Forbidden(Refused):
    """The rights table does not give this visitor this action in this place."""
