"""Every word about two measurements of one team: of one construct, and gathered over all of them.

What may be said is leidraad.domain.change's to decide. `names` gives the short name of every construct by id.
"""

from collections.abc import Mapping, Sequence

from leidraad.domain.change import Change, Verdict
from leidraad.domain.progress import Comparison, TrendStep
from leidraad.notation import decimal, listed

_WORDS = ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"]
_MOST_NAMED = 4
_SAID = (
    (Verdict.CLEARLY_HIGHER, ""),
    (Verdict.CLEARLY_LOWER, ""),
    (Verdict.POSSIBLY_HIGHER, ", en dat kan ook toeval zijn"),
    (Verdict.POSSIBLY_LOWER, ", en dat kan ook toeval zijn"),
)
CONFIRMED = "Bevestigd: het ging twee metingen achter elkaar dezelfde kant op."
NOT_COMPARABLE = (
    "Deze twee metingen zijn niet te vergelijken.",
    "Er waren te weinig antwoorden, of het waren niet dezelfde stellingen.",
    "De scores zelf kun je wel bekijken.",
)


def word(step: TrendStep) -> str:
    """The word for the change of one construct: "duidelijk hoger, bevestigd"."""
    if step.verdict is None:
        return "niet te vergelijken"
    return f"{step.verdict.value}{', bevestigd' if step.confirmed else ''}"


def compared(step: TrendStep) -> str:
    """A step in a table: its word with the two scores that were compared."""
    if step.change is None:
        return f"{word(step)}.{shared(step)}" if step.shared else word(step)
    if not step.compared or step.change.before is None or step.change.after is None:
        return step.change.verdict.value
    scores = f"{decimal(step.change.before.mean)} → {decimal(step.change.after.mean)}"
    part = ", op dezelfde stellingen" if step.in_part else ""
    return f"{word(step)} ({scores}{part})"


def shared(step: TrendStep) -> str:
    """Between two versions: both scores on what they both ask, after a space; empty where there are none."""
    if not step.shared:
        return ""
    before, after = (decimal(mean) for mean in step.shared)
    return f" Op de stellingen uit beide versies: {before} en {after}."


def sentence(change: Change, earlier: str) -> str:
    """What a team reads, in Dutch; `earlier` names the measurement before, as in "november"."""
    if change.before is None or change.after is None or change.verdict is Verdict.TOO_FEW:
        return "Te weinig antwoorden om te vergelijken."
    scores = f"({decimal(change.before.mean)} → {decimal(change.after.mean)})"
    word = change.verdict.capitalize()
    if change.verdict is Verdict.NO_CLEAR_DIFFERENCE:
        return f"{word} met {earlier} {scores}. Dit betekent niet dat er niets is veranderd."
    if change.verdict in (Verdict.CLEARLY_HIGHER, Verdict.CLEARLY_LOWER):
        return f"{word} dan in {earlier} {scores}. Zo'n verschil komt zelden door toeval alleen."
    return f"{word} dan in {earlier} {scores}. Dit kan ook toeval zijn."


def summary(found: Comparison, names: Mapping[str, str]) -> tuple[str, str, str]:
    """Three sentences: what differs, what is to be said of the rest, and from what size on a difference is clear."""
    if not found.compared:
        return NOT_COMPARABLE
    return _differences(found, names), _rest(found), _size(found)


def _size(found: Comparison) -> str:
    assert found.smallest is not None
    least, most = (decimal(size) for size in found.smallest)
    size = f"{least} punt" if least == most else f"{least} tot {most} punt, dat verschilt per onderdeel"
    people = f"{found.before.result.participants} en {found.after.result.participants} mensen"
    return f"Met {people} noemen we een verschil pas duidelijk vanaf ongeveer {size}."


def _differences(found: Comparison, names: Mapping[str, str]) -> str:
    groups = [(verdict, found.said(verdict), doubt) for verdict, doubt in _SAID]
    parts = [
        f"{_who(names, ids)} {'is' if len(ids) == 1 else 'zijn'} {verdict.value}{{}}{doubt}"
        for verdict, ids, doubt in groups
        if ids
    ]
    if not parts:
        return f"Bij geen enkel onderdeel zien we een duidelijk verschil met {found.before.name}."
    return _sentence("; ".join(parts).replace("{}", f" dan in {found.before.name}", 1).replace("{}", ""))


def _rest(found: Comparison) -> str:
    same = len(found.said(Verdict.NO_CLEAR_DIFFERENCE))
    without = len(found.steps) - len(found.compared)
    parts = []
    if same == len(found.compared):
        parts.append("dat betekent niet dat er niets is veranderd")
    elif same:
        parts.append(
            f"bij {_amount(same, 'ander onderdeel', 'andere onderdelen')} zien we geen duidelijk verschil, "
            "en dat betekent niet dat er niets is veranderd"
        )
    if without:
        verb = "is" if without == 1 else "zijn"
        parts.append(f"{_amount(without, 'onderdeel', 'onderdelen')} {verb} niet te vergelijken")
    return _sentence("; ".join(parts) or "bespreek samen waaraan jullie dit merken")


def cautions(found: Comparison) -> list[str]:
    """What to know before the words: another team, or a low response. Empty when there is neither."""
    said = []
    if found.team_changed:
        said.append(
            f"Meer dan een kwart van de collega's is nieuw sinds {found.before.name}. Het team zelf is dus veranderd. "
            "Een verschil kan ook daardoor komen."
        )
    if found.low_response:
        said.append(
            f"In {listed([moment.name for moment in found.low_response])} deed minder dan 60 % mee. "
            "Je ziet het beeld van wie meedeed. Daarom zeggen we over een verschil hoogstens 'mogelijk'."
        )
    return said


def hints(found: Comparison, names: Mapping[str, str]) -> list[str]:
    """How chance can play a part: one among many, and the lowest that rises by itself."""
    said = []
    if len(found.compared) > 1 and any(step.verdict and step.verdict.side for step in found.steps.values()):
        amount = _amount(len(found.compared), "onderdeel", "onderdelen")
        said.append(f"Bij {amount} kan één verschil ook toeval zijn.")
    if any(step.confirmed for step in found.steps.values()):
        said.append(CONFIRMED)
    if found.lowest in found.compared:
        said.append(
            f"{_quoted(names, found.lowest or '')} was in {found.before.name} het laagst. Wat het laagst is, komt de keer daarna vaak "
            "vanzelf iets hoger uit, ook als er niets verandert: een deel van die lage score was toeval."
        )
    return said


def _who(names: Mapping[str, str], constructs: Sequence[str]) -> str:
    """The constructs by name, or how many there are when that would be a long list; the panels name them all."""
    if len(constructs) > _MOST_NAMED:
        return _amount(len(constructs), "onderdeel", "onderdelen")
    return listed([_quoted(names, id) for id in constructs])


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}.".replace("Één", "Eén")


def _quoted(names: Mapping[str, str], id: str) -> str:
    return f"‘{names.get(id, id)}’"


def _amount(number: int, one: str, more: str) -> str:
    return f"{_WORDS[number] if number < len(_WORDS) else number} {one if number == 1 else more}"
