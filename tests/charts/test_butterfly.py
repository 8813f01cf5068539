"""Four activities at both sides of one axis: bars of one length per point, and words that say the same."""

import re

from leidraad.charts import butterfly, shared_screen
from leidraad.charts.paper import drawn_butterfly
from leidraad.domain import gate
from leidraad.domain.result import Result
from tests.charts.seen import words
from tests.content.examples import example

ACTIVITIES = example("balans")
[PART] = ACTIVITIES.parts


def team(*levels: int, people: int = 10) -> Result:
    """A team of which everybody says this level of each activity, but every second person one more."""
    everybody = [
        {
            item.id: level + person % 2
            for construct, level in zip(ACTIVITIES.constructs, levels, strict=True)
            for item in construct.items
        }
        for person in range(people)
    ]
    return gate.publish(ACTIVITIES, False, everybody, invited=12)


def test_each_side_has_its_pair_and_each_bar_its_length() -> None:
    drawn = butterfly.picture(team(4, 3, 2, 1), PART, ACTIVITIES.scale)
    assert words(drawn).startswith(
        "resultaat betekenis Vooruitkijken 4,5 Doorpraten 2,5 Regelen 3,5 Stilstaan 1,5"
    )
    assert re.findall(r"width:([\d.]+)%", drawn) == ["87.5", "37.5", "62.5", "12.5"]
    assert "Van 1 (nog niet) tot 5 (helemaal) · 10 van 12 collega" in drawn


def test_the_sentence_stands_with_it_on_the_wall_and_nothing_says_which_side_is_good() -> None:
    wall = shared_screen.profile(team(4, 3, 3, 2), ACTIVITIES)
    assert "Jullie zien duidelijk meer ‘Vooruitkijken’ dan ‘Stilstaan’." in words(wall)
    assert not re.search(r"\b(goed|beter|te weinig|te veel)\b", words(wall))


def test_below_the_threshold_there_is_no_bar_and_no_sentence() -> None:
    few = team(4, 3, 2, 1, people=4)
    assert butterfly.sentence(few, PART) == ""
    drawn = butterfly.picture(few, PART, ACTIVITIES.scale)
    assert "width:" not in drawn
    assert "onder de drempel van 5 antwoorden" in drawn


def test_paper_draws_the_same() -> None:
    drawn = drawn_butterfly.picture(team(4, 3, 2, 1), PART, ACTIVITIES.scale)
    assert "Vooruitkijken 4,5, Regelen 3,5" in drawn.description
    lengths = [float(one) for one in re.findall(r'<rect [^>]*width="([\d.]+)"', drawn.body)]
    assert [round(one / lengths[0], 2) for one in lengths] == [1.0, 0.43, 0.71, 0.14]
