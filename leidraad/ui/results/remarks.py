"""On Ontwikkeling: what is particular about these measurements, said calmly; of what has no score no score is named."""

from collections.abc import Iterable, Sequence

from leidraad.content.models import Instrument
from leidraad.domain.progress import Moment, Progress
from leidraad.domain.result import Mode


def of(progress: Progress, instruments: Sequence[Instrument | None], *, scored: bool) -> list[str]:
    """The remarks; `instruments` are the questionnaires of the moments, None where its words are gone."""
    both = list(zip(progress.moments, instruments, strict=True))
    individual = [moment for moment in progress.moments if moment.result.mode is Mode.INDIVIDUAL]
    said = []
    if progress.latest and individual[-1] != progress.latest.after:
        said.append(
            f"In {individual[-1].name} waren er te weinig antwoorden om iets te tonen. "
            "De woorden gaan over de twee metingen daarvoor."
        )
    if gone := [moment for moment, known in both if known is None]:
        stays = (
            "De scores komen uit de bewaarde uitslag en veranderen niet."
            if scored
            else "Wat je ziet komt uit de bewaarde uitslag en verandert niet."
        )
        said.append(f"De vragenlijst van {_names(gone)} staat niet meer in de Teamscan. {stays}")
    if withdrawn := [moment for moment, known in both if known and known.status == "ingetrokken"]:
        stays = "De scores van toen blijven staan." if scored else "Wat jullie toen antwoordden, blijft staan."
        said.append(
            f"De vragenlijst van {_names(withdrawn)} is ingetrokken: nieuwe metingen gebruiken hem niet meer. {stays}"
        )
    if len({(moment.result.instrument, moment.result.version) for moment in individual}) > 1:
        said.append(_TWO_VERSIONS + (_TWO_SCORES if scored else " Er werd niet precies hetzelfde gevraagd."))
    return said


_TWO_VERSIONS = "Niet elke meting gebruikte dezelfde versie van de vragenlijst."
_TWO_SCORES = (
    " Tussen twee versies staan losse stippen, zonder lijn en "
    "zonder woord: er werd niet precies hetzelfde gevraagd. Een streepje is de score op de stellingen die in beide staan, "
    "als het er minstens drie zijn."
)


def _names(moments: Iterable[Moment]) -> str:
    return " en ".join(moment.name for moment in moments)
