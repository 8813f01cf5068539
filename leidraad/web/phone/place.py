"""Who asks, and about which measurement: the code in the address and the number in the cookie of the phone."""

from dataclasses import dataclass, replace

from starlette.requests import Request

from leidraad.access import cookies
from leidraad.content import library, own_statements, topics
from leidraad.content.models import Construct, Instrument, Item
from leidraad.machine.subpath import base
from leidraad.storage.measurements import joining
from leidraad.storage.measurements.joining import Door

#: Somebody who leads the team may also belong to it, on the same phone: the two are kept apart.
_AS_LEADER = ":leiding"


@dataclass(frozen=True)
class PhonePlace:
    """One phone's place in an open measurement."""

    code: str
    device: str
    measurement: Door

    @property
    def id(self) -> int:
        """The measurement."""
        return self.measurement.id

    @property
    def instrument(self) -> Instrument:
        """The questionnaire."""
        return library.instrument(self.measurement.instrument_id, self.measurement.instrument_version)

    @property
    def team(self) -> str:
        """What the team is called."""
        return f"{self.measurement.team} (voorbeeld)" if self.measurement.example else self.measurement.team

    @property
    def about(self) -> str:
        """Whom the statements are about: "team", "school" or "netwerk"."""
        return self.instrument.unit

    @property
    def school_leader(self) -> str:
        """Who beside the team sees the result: of a network across schools that is the school that hosts it."""
        return f"de schoolleider van {self.measurement.school}" if self.about == "netwerk" else "de schoolleider"

    @property
    def leader(self) -> bool:
        """Whether somebody came in with the code for those who lead the team."""
        return self.measurement.leaders

    @property
    def small(self) -> bool:
        """Whether it is a small inquiry: a few statements once more, for a team that looks back."""
        return library.is_small(self.measurement.instrument_id)

    @property
    def identity(self) -> str:
        """Who this is in the measurement."""
        return f"{self.device}{_AS_LEADER}" if self.leader else self.device

    @property
    def of_anybody(self) -> "PhonePlace":
        """The same place without the phone, for what everybody sees alike."""
        return replace(self, device="")

    @property
    def own(self) -> tuple[Item, ...]:
        """What the team asks itself."""
        own = own_statements.construct(self.measurement.own)
        return own.items if own else ()

    @property
    def constructs(self) -> tuple[Construct, ...]:
        """The constructs, one per screen; the first is screen 1, the last what the team asks itself."""
        own = own_statements.construct(self.measurement.own)
        return (*self.instrument.constructs, own) if own else self.instrument.constructs

    @property
    def last(self) -> int:
        """The number of the screen after the last construct."""
        return len(self.constructs) + 1

    @property
    def total(self) -> int:
        """How many statements this measurement asks."""
        return len(self.instrument.asked(self.measurement.short)) + len(self.own)

    def counted(self, number: int) -> str:
        """So many of them in words: a place between two poles is no statement."""
        return topics.counted(self.instrument, number)

    @property
    def minutes(self) -> int:
        """About how long filling in takes."""
        return self.instrument.minutes(self.measurement.short, self.own)

    def items(self, screen: int) -> tuple[Item, ...]:
        """The statements of one screen."""
        construct = self.constructs[screen - 1]
        return construct.asked(self.measurement.short and construct.id != own_statements.CONSTRUCT)

    def address(self, rest: str | int = "") -> str:
        """Where a screen of this measurement is."""
        return address(self.code, rest)


def address(code: str, rest: str | int = "") -> str:
    """Where a screen of the measurement with this code is; nothing after the code is the welcome."""
    return f"{base()}/d/{code}/{rest}" if rest != "" else f"{base()}/d/{code}"


def device(request: Request) -> str | None:
    """The random number that our cookie gave this browser, or None when there is none of ours."""
    return cookies.device(request.cookies.get(cookies.DEVICE, ""))


def find(code: str, device: str) -> PhonePlace:
    """The place of this phone. Raises UnknownCode, TooOften or MeasurementNotOpen."""
    return PhonePlace(code, device, joining.measurement(code, device))


def remembered(code: str, device: str) -> PhonePlace:
    """The same for a tap: what is written looks for itself whether the measurement is still open."""
    return PhonePlace(code, device, joining.remembered(code, device))
