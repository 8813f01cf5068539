"""The sentences around one Result: what to keep in mind before any number, what stands out, what it does not say."""

from leidraad.content import library, topics
from leidraad.content.models import Instrument
from leidraad.domain import closeness as closeness_rules
from leidraad.domain.result import Agreement, Mode, Result, Visibility
from leidraad.domain.thresholds import LOW_RESPONSE
from leidraad.notation import count, listed

_LIMITS = (
    "Deze scores zijn het begin van een gesprek, geen oordeel en geen cijfer voor het team. Er is geen norm en geen totaal. "
    "Kleine verschillen tussen onderdelen zeggen weinig. Vraag elkaar: waaraan zien we dit?"
)
_LIMITS_WITHOUT_SCORE = (
    "Dit beeld is het begin van een gesprek, geen oordeel over het team. Er is geen norm en er wordt niets bij elkaar opgeteld. "
    "Vraag elkaar: waaraan zien we dit?"
)
PROGRESS_LIMITS = (
    "Je ziet hoe het team antwoordde, niet waardoor dat veranderde. Een team dat beter leert kijken, scoort soms lager. "
    "Vraag elkaar: herkennen we dit, en waaraan zien we het?"
)


def limits(result: Result) -> str:
    """What a Result does not say."""
    return _LIMITS if result.scored else _LIMITS_WITHOUT_SCORE


def who(result: Result) -> str:
    """How many took part, or that the team scored together."""
    if result.mode is Mode.JOINT:
        return "Jullie scoorden samen: één score per onderdeel" if result.scored else "Jullie vulden samen in"
    filled_in = "vulde" if result.participants == 1 else "vulden"
    return f"{result.participants} van {result.invited} collega's {filled_in} in"


def length(result: Result) -> str:
    """ "korte scan" or "volledige scan"."""
    return "korte scan" if result.short else "volledige scan"


def cautions(result: Result) -> list[str]:
    """What to keep in mind before looking at any number."""
    if result.mode is Mode.JOINT:
        return [
            "Dit is wat jullie samen afspraken. Vergelijk het niet met een meting die ieder voor zich invulde."
        ]
    if result.participants < result.k:
        small = library.is_small(result.instrument)
        return [
            f"Er {'deed' if result.participants == 1 else 'deden'} {count(result.participants, 'collega', 'collega’s')} mee. Onder de {result.k} tonen we niets, "
            f"omdat dan te zien zou zijn wie wat antwoordde. {'Bespreek de stellingen samen.' if small else 'Samen invullen kan wel.'}"
        ]
    said = []
    if result.response < LOW_RESPONSE:
        said.append(
            "Minder dan zes op de tien collega's deden mee. Dit is het beeld van wie meedeed, "
            "en misschien niet van het hele team."
        )
    if result.rounded:
        said.append(
            f"Bij minder dan {result.k_distribution} mensen ronden we elke stelling af op een half punt en elk onderdeel op een tiende, en tonen we geen verdelingen. "
            "Zo blijft ieders antwoord van diegene zelf."
        )
    return said


def closeness(result: Result, instrument: Instrument) -> str:
    """One sentence on where the answers lie together and where apart; empty where nothing is known of that."""
    if result.mode is Mode.JOINT or len(instrument.constructs) == 1:
        return ""
    names = {one.id: f"‘{one.short}’" for one in instrument.constructs}
    shown = [one for one in result.constructs if one.visibility is Visibility.SHOWN and one.agreement]
    if not shown:
        return ""
    apart = [names[one.id] for one in shown if one.agreement in (Agreement.CLEAR, Agreement.DIFFERENT)]
    uneven = [names[one.id] for one in shown if names[one.id] not in apart and closeness_rules.exceptions(one)]
    close = sum(one.agreement is Agreement.CLOSE and names[one.id] not in uneven for one in shown)
    where = f"Bij {close} van de {len(shown)} onderdelen" if close else "Bij geen enkel onderdeel"
    first = f"{where} liggen de antwoorden dicht bij elkaar."
    said = [
        first,
        f"Bij {listed(uneven)} verschilt dat per {topics.called(instrument)[0]}." if uneven else "",
        f"Bij {listed(apart)} verschillen jullie: een goed begin van een gesprek." if apart else "",
    ]
    return " ".join(one for one in said if one)
