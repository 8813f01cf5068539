"""Who does something, told without a name: of "Mila, mentor van klas 2" others read "mentor van klas 2"."""

import re
from collections.abc import Iterable

#: What somebody is or does; or a group of a school.
_ROLES = frozenset(
    [
        "kartrekker",
        "kartrekkers",
        "trekker",
        "trekkers",
        "voorzitter",
        "leider",
        "leiders",
        "teamleider",
        "teamleiders",
        "afdelingsleider",
        "afdelingsleiders",
        "schoolleider",
        "schoolleiders",
        "schoolleiding",
        "directeur",
        "directie",
        "adjunct",
        "rector",
        "conrector",
        "bestuur",
        "bestuurder",
        "mt",
        "docent",
        "docenten",
        "vakdocent",
        "vakdocenten",
        "leraar",
        "leraren",
        "lerares",
        "leerkracht",
        "leerkrachten",
        "vakleerkracht",
        "vakleerkrachten",
        "expert",
        "experts",
        "specialist",
        "specialisten",
        "taalspecialist",
        "rekenspecialist",
        "leesspecialist",
        "gedragsspecialist",
        "mentor",
        "mentoren",
        "tutor",
        "tutoren",
        "coach",
        "coaches",
        "beeldcoach",
        "taalcoach",
        "rekencoach",
        "schoolopleider",
        "opleider",
        "starter",
        "starters",
        "coördinator",
        "coördinatoren",
        "coordinator",
        "coordinatoren",
        "taalcoördinator",
        "rekencoördinator",
        "leescoördinator",
        "bouwcoördinator",
        "onderbouwcoördinator",
        "bovenbouwcoördinator",
        "zorgcoördinator",
        "kwaliteitscoördinator",
        "cultuurcoördinator",
        "ict-coördinator",
        "begeleider",
        "begeleiders",
        "ib'er",
        "ib'ers",
        "ib’er",
        "ib’ers",
        "ib",
        "ondersteuner",
        "ondersteuners",
        "onderwijsassistent",
        "onderwijsassistenten",
        "decaan",
        "decanen",
        "onderzoeker",
        "onderzoekers",
        "stagiair",
        "stagiairs",
        "collega",
        "collega's",
        "collega’s",
        "team",
        "teams",
        "subteam",
        "subteams",
        "werkgroep",
        "werkgroepen",
        "plg",
        "plg's",
        "plg’s",
        "kenniskring",
        "sectie",
        "secties",
        "vaksectie",
        "vakgroep",
        "leerlingenraad",
        "mr",
        "medezeggenschapsraad",
        "ouderraad",
        "leerlingen",
        "ouders",
        "iedereen",
        "allen",
        "allemaal",
        "wij",
        "we",
        "ieder",
        "samen",
    ]
)
#: What may stand beside a role.
_BESIDE = frozenset(
    [
        "de",
        "het",
        "een",
        "onze",
        "ons",
        "van",
        "voor",
        "uit",
        "bij",
        "in",
        "en",
        "of",
        "met",
        "alle",
        "elke",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "groep",
        "groepen",
        "klas",
        "klassen",
        "leerjaar",
        "leerjaren",
        "jaarlaag",
        "bouw",
        "onderbouw",
        "middenbouw",
        "bovenbouw",
        "unit",
        "afdeling",
        "locatie",
        "kleuters",
        "vmbo",
        "mavo",
        "havo",
        "vwo",
        "gymnasium",
        "brugklas",
        "po",
        "vo",
        "bb",
        "kb",
        "gl",
        "tl",
        "taal",
        "rekenen",
        "lezen",
        "nederlands",
        "engels",
        "duits",
        "frans",
        "wiskunde",
        "geschiedenis",
        "aardrijkskunde",
        "biologie",
        "natuurkunde",
        "scheikunde",
        "economie",
        "kunst",
        "muziek",
        "gym",
        "lo",
        "techniek",
        "mens",
        "maatschappij",
        "exact",
        "talen",
        "kwaliteit",
        "zorg",
        "ict",
        "gedrag",
        "onderwijs",
    ]
)
_WORD = re.compile(r"[\w'’-]+|[^\w\s]")
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d{1,2}[a-z]?")
SOMEBODY = "iemand uit het team"


def role_only(owner: str) -> str:
    """The roles in what was typed as owner; `SOMEBODY` when there is none that we know."""
    runs: list[list[str]] = [[]]
    for word in _WORD.findall(owner):
        if _is_known(word):
            runs[-1].append(word)
        else:
            runs.append([])
    roles = [" ".join(_trimmed(run)) for run in runs if any(word.lower() in _ROLES for word in run)]
    return ", ".join(roles) or SOMEBODY


def names(owners: Iterable[str]) -> frozenset[str]:
    """What was typed as owner beside roles: each word with a capital, and all that was typed when it is one word."""
    found = set()
    for owner in owners:
        words = [word for word in _WORD.findall(owner) if _LETTERS.search(word)]
        unknown = [word for word in words if not _is_known(word)]
        for word in unknown:
            parts = [part for part in _LETTERS.findall(word) if len(part) > 1]
            found |= {part.casefold() for part in parts if len(words) == 1 or part[0].isupper()}
    return frozenset(found)


def without_names(text: str, names: frozenset[str]) -> str:
    """The same sentence with `SOMEBODY` in place of each of these names that is written with a capital."""

    def told(found: re.Match[str]) -> str:
        word = found[0].casefold()
        is_name = found[0][0].isupper() and not names.isdisjoint({word, word.removesuffix("s")})
        return SOMEBODY if is_name else found[0]

    return _LETTERS.sub(told, text)


def _is_known(word: str) -> bool:
    return word.lower() in _ROLES | _BESIDE or _NUMBER.fullmatch(word.lower()) is not None


_LOOSE = frozenset(["de", "het", "een", "onze", "ons", "van", "voor", "uit", "bij", "in", "en", "of", "met"])


def _trimmed(run: list[str]) -> list[str]:
    """Without words that lead to what is left out."""
    while run[0].lower() in _LOOSE - {"de", "het", "een", "onze", "ons"}:
        run = run[1:]
    while run[-1].lower() in _LOOSE:
        run = run[:-1]
    return run
