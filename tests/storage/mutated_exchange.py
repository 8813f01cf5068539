"""Exchange files with an accident or malice in them: `python -m tests.storage.mutated_exchange --times 10000`.

A third was changed under way, a third before it was signed, and a third was made to hurt: deep, enormous, double, no
number, half a letter. Each goes through the door that the page uses. What was changed under way is never let in as
something else and never called anything but damaged; of the others only what is a whole file. What is refused changes
nothing. Prints how often which was said and the longest that one took.
"""

import argparse
import json
import logging
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from leidraad.domain.exchange import LARGEST_FILE, ExchangeContent, Sent, Shown, decoded
from leidraad.errors import ExchangeRefused
from leidraad.storage.database import engine
from leidraad.storage.schools import exchange, schools
from tests.databases import migrated_file
from tests.storage.accidents import changed
from tests.storage.scene import everything

#: The beginnings of what may be said of a file that was changed under way.
DAMAGED = (
    "Dit is geen uitwisselbestand van de Teamscan, of het is beschadigd",
    "In dit bestand staat iets dat niet klopt",
    "Dit bestand is veranderd nadat de andere school het maakte",
)
NEWER, TOO_LARGE = "Dit bestand is gemaakt met een nieuwere versie", "Dit bestand is te groot"
#: What only the content itself can be about, once it is known to be the sender's.
OF_THE_CONTENT = ("Dit bestand is van een school in het", "In dit bestand staat een vragenlijst of versie")
THROUGH = "ingelezen"
LONGEST_SENTENCE = 400

KINDS = ("onderweg veranderd", "voor het ondertekenen veranderd", "kwaad gemaakt")
WICKED: tuple[Any, ...] = (
    float("nan"), float("inf"), -1, 10**400, 1e308, True, None, "", "9" * 5000, "\ud800", "٢٠٢٦-١١-٢٢", "2026-02-31", "0000-00-00",
    "x" * 200_000, "[a](http://voorbeeld.test)\n# kop", [], {}, [[]] * 1000, {"\ud800": 1}, {"k" * 100_000: 1},
)  # fmt: skip


def content() -> ExchangeContent:
    """Twelve teams of a school."""
    shown = {f"aanbeveling-{one}": Shown(n=8 + one, full=3.1, core=2.9) for one in range(1, 6)}
    teams = tuple(Sent(year=2025, instrument="leidraad-vo", version=1, constructs=shown) for _ in range(12))
    return ExchangeContent(sector="vo", made_on="2026-11-22", teams=teams)


def signed(raw: Any, key: Ed25519PrivateKey) -> str:
    """The file with this content, whatever it is, and a right signature where there can be one."""
    try:
        message = ExchangeContent.model_validate(raw).signed
    except ValueError:
        message = b""
    public = key.public_key().public_bytes_raw().hex()
    return json.dumps({"inhoud": raw, "sleutel": public, "handtekening": key.sign(message).hex()})


def places(raw: Any) -> list[tuple[Any, Any]]:
    """Every value in it: what it lies in, and under which name or number."""
    here: list[tuple[Any, Any]] = []
    for name in raw if isinstance(raw, dict) else range(len(raw)) if isinstance(raw, list) else ():
        here += [(raw, name), *places(raw[name])]
    return here


def rewritten(chance: random.Random, key: Ed25519PrivateKey) -> str:
    """One value taken out, replaced or added, and then signed."""
    raw = json.loads(content().model_dump_json(by_alias=True))
    deep = chance.random() < 0.5
    holder, name = chance.choice(places(raw) if deep else [(raw, name) for name in raw])
    value = chance.choice((*WICKED, "po", "leidraad-xx", 2, 8, 3.3))
    if chance.random() < 0.2:
        del holder[name]
    elif chance.random() < 0.3 and isinstance(holder, dict):
        holder[chance.choice(("extra", "\udfff", "sleutel", "k" * 50_000, "*[a](b)*"))] = value
    else:
        holder[name] = value
    return signed(raw, key)


def wicked(chance: random.Random, key: Ed25519PrivateKey) -> str:
    """A file made to hurt whoever reads it."""
    whole = signed(json.loads(content().model_dump_json(by_alias=True)), key)
    deep = chance.choice((50, 900, 5_000, 400_000))
    many = chance.choice((100, 10_000, 100_000))
    how: tuple[Callable[[], str], ...] = (
        lambda: "[" * deep + "]" * deep,
        lambda: whole.replace('"teams": [', '"teams": [' + "[" * deep + "]" * deep + ",", 1),
        lambda: '{"inhoud":' * deep + "1" + "}" * deep,
        lambda: whole.replace('"teams": [', '"teams": [' + "{}," * many, 1),
        lambda: whole.replace('"onderdelen": {', '"onderdelen": {' + "".join(f'"x{n}":1,' for n in range(many)), 1),
        lambda: whole.replace('"n": 9', f'"n": {"9" * many}', 1),
        lambda: whole.replace('"volledig": 3.1', f'"volledig": 3.{"1" * many}', 1),
        lambda: whole.replace('"volledig": 3.1', '"volledig": ' + chance.choice(("NaN", "Infinity", "1e999999999")), 1),
        lambda: whole.replace('"schema": 1', f'"schema": {chance.choice(("2", "1.5", "true", "9" * 4000, "[]"))}', 1),
        lambda: whole.replace('"sector": "vo"', '"sector": "po", "sector": "vo"', 1),
        lambda: whole.replace('"n": 9', '"n": 9, "n": 12', 1),
        lambda: whole + " " * chance.choice((10, LARGEST_FILE)),
        lambda: whole.replace('"vo"', r'"v\ud800"', 1),
        lambda: "\ufeff" + whole,
        lambda: whole[:50] + "\x00" * many + whole[50:],
        lambda: chance.choice(("", "null", "0", '"x"', "[]", "{}", '{"inhoud":[]}', '{"inhoud":{"soort":[]}}')),
    )  # fmt: skip
    return chance.choice(how)()


def outcome(school_id: int, data: bytes) -> str:
    """What whoever lets it in is told; anything but a refusal goes on."""
    try:
        text = decoded(data)
        exchange.check(school_id, text)
        exchange.let_in(school_id, text, "De Brug")
    except ExchangeRefused as refusal:
        return str(refusal)
    return THROUGH


def said_in_truth(kind: str, sentence: str, data: bytes, school_id: int) -> bool:
    """Whether this may be said of this file."""
    if sentence == THROUGH:
        [one] = exchange.imported(school_id)
        return kind != KINDS[0] or one.content == content()
    if sentence.startswith(NEWER):
        return "beschadigd" in sentence
    if sentence.startswith(TOO_LARGE):
        return len(data) > LARGEST_FILE
    return sentence.startswith(DAMAGED if kind != KINDS[1] else (*DAMAGED, *OF_THE_CONTENT))


def tried(times: int, seed: int) -> tuple[Counter[tuple[str, str]], float]:
    """So many files, each let in at a school of the open database; gives what was said of which kind, and the longest.

    Raises AssertionError with the number of the try when something happened that may not.
    """
    school_id = schools.add_school("De Linde", "vo").id
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    whole = signed(json.loads(content().model_dump_json(by_alias=True)), key).encode()
    said: Counter[tuple[str, str]] = Counter()
    longest = 0.0
    for number in range(times):
        chance, kind = random.Random(f"{seed}-{number}"), KINDS[number % 3]
        made = (changed, rewritten, wicked)[number % 3]
        data = made(whole, chance) if made is changed else made(chance, key).encode()  # type: ignore[operator]
        before = everything() if number % 25 == 0 else None
        began = time.monotonic()
        sentence = outcome(school_id, data)
        longest = max(longest, time.monotonic() - began)
        said[kind, sentence] += 1
        assert said_in_truth(kind, sentence, data, school_id), (number, kind, sentence[:500])
        assert sentence == THROUGH or sentence.endswith("Er is niets veranderd."), (number, sentence[:500])
        assert len(sentence) < LONGEST_SENTENCE, number
        assert sentence.isprintable(), number
        for one in exchange.imported(school_id) if sentence == THROUGH else ():
            exchange.remove(school_id, one.id)
        if before is not None and sentence != THROUGH:
            assert everything() == before, (number, "what was refused left something")
    return said, longest


def main() -> None:
    """Print what was said."""
    parser = argparse.ArgumentParser(prog="python -m tests.storage.mutated_exchange", description=__doc__)
    parser.add_argument("--times", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as temporary:
        engine.open_database(migrated_file(Path(temporary) / "leidraad.db"))
        found, longest = tried(chosen.times, chosen.seed)
        engine.close_database()
    for (of, words), often in sorted(found.items(), key=lambda one: (one[0][0], -one[1])):
        print(f"{often:6}  {of:32} {words[:100]}")
    print(f"{chosen.times} files, 0 tracebacks, 0 let in half, the longest took {longest:.2f} s")


if __name__ == "__main__":
    main()
