"""The standard deviation is there for the word about a change, and for nothing that anybody sees or takes along.

Four of eight people say 2 to everything and four say 3: the deviation is the root of 8 x 0.25 / 7, which the Result has
as 0.53. Half a year later they say 3 and 4. No score, share or count on these pages has two decimals like that.
"""

import re

from leidraad.content import library
from leidraad.domain import exchange
from leidraad.storage.measurements import results
from leidraad.storage.schools import consents, schools
from leidraad.storage.schools.consents import ConsentPurpose
from tests.ui import taking
from tests.ui.conftest import opened, text
from tests.ui.school.test_attack_school import measured

CORE = [item.id for item in library.instrument("leidraad-vo", 1).items if item.core]
DEVIATION = re.compile(r"(?<!\d)0[.,]53(?!\d)")


def half(low: int, high: int) -> list[dict[str, int]]:
    return [dict.fromkeys(CORE, low if person % 2 else high) for person in range(8)]


def a_school() -> list[int]:
    """Two teams that agreed to everything, the first with two measurements, with leaders beside them."""
    first = schools.add_school_with_team("De Brug", "vo", "Onderbouw")
    second = schools.add_team(first.school_id, "Bovenbouw")
    for team in (first, second):
        consents.set_for(team.id, list(ConsentPurpose))
    made = [(first, half(2, 3)), (first, half(3, 4)), (second, half(4, 5))]
    return [measured(team, given, given) for team, given in made]


def test_no_page_no_picture_and_no_file_holds_a_standard_deviation(database: None) -> None:
    made = a_school()
    assert {one.core.sd for id in made for one in results.shared(id).constructs if one.core} == {0.53}
    pages = [("vergelijken", {"school": 1}), ("school", {"school": 1}), ("ontwikkeling", {"team": 1})]
    pages += [("resultaat", {"meting": id}) for id in made] + [("presenteren", {"meting": made[1]})]
    seen = {str(page): opened(page[0], **page[1]) for page in pages}
    found = {
        name: text(at) + "".join(str(one.proto) for one in at.get("plotly_chart")) for name, at in seen.items()
    }
    for page in (pages[0], pages[2], pages[4]):
        found |= {f"{page} {name}": said for name, said in taking.contents(opened(page[0], **page[1])).items()}
    found["uitwisseling"] = str(exchange.sent(results.shared(made[0]), 2026))
    assert any("mogelijk hoger" in said for said in found.values())
    assert [name for name, said in found.items() if DEVIATION.search(said)] == []
