"""A measurement's life: its states, the steps between them, and how large a team must be."""

from enum import StrEnum

from leidraad.domain.result import Mode
from leidraad.domain.thresholds import K_DISTRIBUTION, K
from leidraad.errors import TeamTooSmall, WrongState


class State(StrEnum):
    """Where a measurement is: concept → open → gesloten → gedeeld; back to open only before it is shared."""

    CONCEPT = "concept"
    OPEN = "open"
    CLOSED = "gesloten"
    SHARED = "gedeeld"


_IS_NOW = {
    State.CONCEPT: "Deze meting is nog niet open.",
    State.OPEN: "Deze meting is al open.",
    State.CLOSED: "Deze meting is gesloten.",
    State.SHARED: "De uitslag van deze meting is al getoond.",
}


def opened(state: State) -> State:
    """The state after opening a prepared measurement. Raises WrongState."""
    return _step(state, State.CONCEPT, State.OPEN, "Alleen een meting in voorbereiding kan open.")


def closed(state: State) -> State:
    """The state after closing an open measurement. Raises WrongState."""
    return _step(state, State.OPEN, State.CLOSED, "Alleen een open meting kan dicht.")


def shared(state: State) -> State:
    """The state after revealing the Result of a closed measurement to the team. Raises WrongState."""
    return _step(state, State.CLOSED, State.SHARED, "De uitslag tonen kan als de meting gesloten is.")


def reopened(state: State) -> State:
    """The state after undoing the closing; only before the reveal. Raises WrongState."""
    return _step(
        state, State.CLOSED, State.OPEN, "Heropenen kan alleen tussen het sluiten en het tonen van de uitslag."
    )


def require_discardable(state: State) -> None:
    """Only what nobody was shown and nobody is filling in can be thrown away. Raises WrongState."""
    if state not in (State.CONCEPT, State.CLOSED):
        raise WrongState(
            f"{_IS_NOW[state]} Weggooien kan alleen voor het openen, of tussen het sluiten en het tonen van de uitslag. Er is niets veranderd."
        )


def _step(state: State, start: State, end: State, rule: str) -> State:
    if state != start:
        raise WrongState(f"{_IS_NOW[state]} {rule} Er is niets veranderd.")
    return end


def require_team_size(mode: Mode, invited: int, k: int = K) -> None:
    """Fewer than k people only score together. Raises TeamTooSmall."""
    if mode == Mode.INDIVIDUAL and invited < k:
        raise TeamTooSmall(
            f"Met minder dan {k} collega's zou te zien zijn wie wat antwoordde. "
            "Scoor daarom samen: jullie kiezen per onderdeel één score. Er is niets veranderd."
        )


def size_warning(mode: Mode, invited: int, k: int = K, k_distribution: int = K_DISTRIBUTION) -> str | None:
    """What whoever opens a measurement for a small team (5-7) reads first; None for other teams."""
    if mode == Mode.JOINT or not k <= invited < k_distribution:
        return None
    return (
        f"Jullie zijn met minder dan {k_distribution} collega's. We tonen dan alleen afgeronde gemiddelden, "
        f"en alleen als ten minste {k} collega's antwoorden. Als jullie het erg eens zijn, is te raden wat "
        "iemand antwoordde. Samen scoren kan ook."
    )
