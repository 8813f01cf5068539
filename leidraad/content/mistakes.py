"""What is wrong in a file that an author wrote, in Dutch: which line, which key, and how it is written instead."""

import re
from collections.abc import Iterable, Mapping, Sequence
from tomllib import TOMLDecodeError
from typing import Any

from pydantic import ValidationError

_SHOWN = 40  # characters of what stands there
_MOST = 10  # mistakes told at once

#: How a key is written. A key that is not here is told without an example.
_EXAMPLES = {
    "id": 'id = "mijn-vragenlijst"',
    "versie": "versie = 1",
    "revisie": "revisie = 0",
    "titel": 'titel = "Naam zoals teams hem zien"',
    "sector": 'sector = "vo"',
    "familie": 'familie = "mijn-vragenlijst"',
    "eenheid": 'eenheid = "team"',
    "status": 'status = "concept"',
    "verantwoording": 'verantwoording = "Waarop de vragenlijst steunt."',
    "naam": 'naam = "Naam van het model"',
    "auteurs": 'auteurs = "A. Auteur"',
    "jaar": "jaar = 2024",
    "vraag": 'vraag = "Wat doen we?"',
    "labels": 'labels = ["nog niet", "een beetje", "deels", "grotendeels", "helemaal"]',
    "niet_te_beoordelen": 'niet_te_beoordelen = "kan ik niet beoordelen"',
    "soort": 'soort = "mate"',
    "soortnaam": 'soortnaam = "Onderdeel"',
    "zonder_score": "zonder_score = true",
    "paren": 'paren = [["ruimte-1", "ruimte-2"], ["ruimte-3", "ruimte-4"]]',
    "zijden": 'zijden = ["resultaat", "betekenis"]',
    "kort": 'kort = "Korte naam"',
    "nummer": "nummer = 1",
    "punten": "punten = 2",
    "plaatsen": 'plaatsen = ["eigen-1"]',
    "hoort_bij": 'hoort_bij = ["aanbeveling-4"]',
    "handvatten": 'handvatten = "aanbeveling-4"',
    "over_leiding": "over_leiding = true",
    "tekst": 'tekst = "In ons team vertel je wat je leert."',
    "herken": 'herken = "Zo herken je dit, in één regel."',
    "bron": 'bron = ["eigen-1"]',
    "kern": "kern = true",
    "dekt": 'dekt = "deel"',
    "uitzondering": 'uitzondering = "Waarom de regel hier niet geldt."',
    "links": 'links = "Wat we maken, blijft"',
    "rechts": 'rechts = "Wat we maken, is voor even"',
    "links_kort": 'links_kort = "blijvend"',
    "rechts_kort": 'rechts_kort = "tijdelijk"',
    "midden": 'midden = "ertussenin"',
    "gespiegeld": "gespiegeld = true",
    "deel": '[[deel]] met daaronder id = "…"',
    "onderdeel": '[[deel.onderdeel]] met daaronder id = "…"',
    "stelling": '[[deel.onderdeel.stelling]] met daaronder id = "ei-01"',
    "schaal": '[schaal] met daaronder vraag = "…"',
}
#: The ids of what stands deeper have shapes of their own.
_IDS = {"deel": 'id = "samen-leren"', "onderdeel": 'id = "samen-leren-1"', "stelling": 'id = "ei-01"'}

_SAID = {
    "missing": "ontbreekt",
    "extra_forbidden": "kennen we niet. Is het een tikfout? Laat de regel anders weg",
    "string_type": "is tekst tussen aanhalingstekens",
    "string_too_short": "is leeg of te kort",
    "string_too_long": "is langer dan {max_length} tekens",
    "string_pattern_mismatch": "heeft een andere vorm",
    "int_type": "is een heel getal, zonder aanhalingstekens",
    "int_parsing": "is een heel getal",
    "int_from_float": "is een heel getal",
    "greater_than_equal": "is minstens {ge}",
    "less_than_equal": "is hoogstens {le}",
    "bool_type": "is true of false",
    "bool_parsing": "is true of false",
    "literal_error": "is een van: {choices}",
    "enum": "is een van: {choices}",
    "too_short": "heeft minstens {min_length} van deze: {actual_length} is te weinig",
    "too_long": "heeft er hoogstens {max_length}: {actual_length} is te veel",
    "tuple_type": "is een rijtje tussen vierkante haken",
    "list_type": "is een rijtje tussen vierkante haken",
    "dict_type": "is een blok met een kop tussen vierkante haken",
    "model_type": "is een blok met een kop tussen vierkante haken",
    "model_attributes_type": "is een blok met een kop tussen vierkante haken",
}


def in_toml(error: Exception, text: str) -> str:
    """A sentence about text that is no TOML: the line, what stands there, and how it is written."""
    lines = text.splitlines()
    at = re.search(r"at line (\d+)", str(error)) if isinstance(error, TOMLDecodeError) else None
    number = int(at[1]) if at else len(lines)
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    key = re.match(r"[a-z_]+", line)
    if key and key[0] in _EXAMPLES:
        return (
            f"Regel {number}: na '{key[0]}' hoort een = en dan wat het is, tekst tussen aanhalingstekens. "
            f"Bijvoorbeeld: {_EXAMPLES[key[0]]}"
        )
    there = f"hier staat {_quoted(line)}, en dat" if line else "dit"
    return (
        f"Regel {max(number, 1)}: {there} is geen TOML. Elke regel is een kop zoals [[deel]], of een sleutel met een waarde. "
        f"Bijvoorbeeld: {_EXAMPLES['titel']}"
    )


def in_content(error: ValidationError, text: str) -> list[str]:
    """A sentence per mistake in what the file holds, in the order of the file; at most ten, then how many more."""
    problems = _own(error.errors(include_url=False))
    # No more than are told: of ten thousand, finding each its line would take minutes.
    found = list(dict.fromkeys(said for one in problems[:_MOST] for said in _told(one, text)))
    more = max(0, len(found) - _MOST) + max(0, len(problems) - _MOST)
    return [*found[:_MOST], f"En nog {more}. Verbeter eerst deze."] if more else found


def _own(problems: Sequence[Any]) -> list[Any]:
    """Without those that follow from another: what has a mistake inside is not counted, and then there are too few of it."""
    inside = {one["loc"][:depth] for one in problems for depth in range(len(one["loc"]))}
    return [one for one in problems if one["type"] != "too_short" or one["loc"] not in inside]


def _told(problem: Mapping[str, Any], text: str) -> Iterable[str]:
    steps = tuple(step for step in problem["loc"] if not (isinstance(step, str) and "[" in step))
    if problem["type"] == "value_error":
        return str(problem["ctx"]["error"]).split("\n")
    names = [step for step in steps if isinstance(step, str)]
    key = names[-1] if names else "bestand"
    inside = names[-2] if len(names) > 1 else ""
    context = dict(problem.get("ctx") or {})
    if "expected" in context:
        context["choices"] = str(context["expected"]).replace(" or ", " of ")
    said = _SAID.get(problem["type"], "klopt niet").format_map(_Numbers(context))
    line = _line(steps, text)
    where = f"Regel {line}: " if line else ""
    example = _IDS.get(inside, _EXAMPLES["id"]) if key == "id" else _EXAMPLES.get(key)
    there = _there(problem)
    return [
        f"{where}{_place(steps[:-1])}'{in_short(key)}' {said}{there}."
        + (f" Bijvoorbeeld: {example}" if example and problem["type"] != "extra_forbidden" else "")
    ]


class _Numbers(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def _there(problem: Mapping[str, Any]) -> str:
    given = problem.get("input")
    if problem["type"] in ("missing", "extra_forbidden") or not isinstance(given, str | int | float | bool):
        return ""
    return f", en hier staat {_quoted(given)}"


def _quoted(given: object) -> str:
    return f"'{in_short(str(given))}'"


def in_short(text: str) -> str:
    """One line of somebody else's text, printable and not too long."""
    plain = "".join(letter if letter.isprintable() else "…" for letter in text)
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def _place(steps: tuple[int | str, ...]) -> str:
    """ "deel 1, onderdeel 2, stelling 3: ", counted from one."""
    said: list[str] = []
    for step in steps:
        if isinstance(step, int) and said:
            said[-1] += f" {step + 1}"
        else:
            said.append(in_short(str(step)))
    return f"{', '.join(said)}: " if said else ""


def _line(steps: tuple[int | str, ...], text: str) -> int | None:
    """The line of the key, or of the heading under which it is missing; None where the file is laid out otherwise."""
    lines = text.splitlines()
    at, path, found = 0, "", None
    for step, after in zip(steps, (*steps[1:], None), strict=True):
        if isinstance(step, int):
            continue
        path = f"{path}.{step}" if path else step
        if isinstance(after, int):
            heads = [number for number in range(at, len(lines)) if lines[number].strip().startswith(f"[[{path}]]")]
        else:
            heads = [number for number in range(at, len(lines)) if lines[number].strip().startswith(f"[{path}]")]
        place = after if isinstance(after, int) else 0
        if place < len(heads):
            at = heads[place] + 1
            found = at
            continue
        key = re.compile(rf"\s*{re.escape(step)}\s*=")
        for number in range(at, len(lines)):
            if number > at and lines[number].lstrip().startswith("["):
                break
            if key.match(lines[number]):
                return number + 1
        break
    return found
