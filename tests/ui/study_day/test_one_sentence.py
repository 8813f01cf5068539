"""How close the answers lie reads the same everywhere: on the wall, on the page Resultaat, on a phone and in the report."""

from html import unescape

from starlette.applications import Starlette

from leidraad.content import library
from leidraad.domain import closeness
from leidraad.domain.day import DayStep
from leidraad.domain.result import Agreement
from leidraad.reports import team_report
from leidraad.server.middleware.order import MIDDLEWARE
from leidraad.server.routes import ROUTES
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day
from leidraad.ui.study_day import slides
from tests.reports.papers import team_report as a_report
from tests.ui.conftest import opened, text
from tests.ui.day import DIVIDED, a_day, at_step
from tests.web.phone.conftest import Phone

VO = library.instrument("leidraad-vo", 1)


def test_the_four_places_say_the_same_sentence_about_the_same_result(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.REVEAL)
    day.show(measurement.id, 1, within=DayStep.REVEAL)
    result = day.result(measurement.id)
    cell = result.construct("aanbeveling-1")
    said = closeness.sentence(cell)
    assert said == (
        "Bij één van de drie stellingen gaan onze meningen twee kanten op, "
        "bij twee geven we bijna hetzelfde antwoord. Goed om te bespreken."
    )
    assert [(one.id, one.agreement) for one in closeness.exceptions(cell)] == [(DIVIDED, Agreement.TWO_GROUPS)]

    wall = unescape(slides.reveal(result, VO, 1))
    assert said in wall
    assert wall.count('class="wand-stelling anders"') == 1
    page = unescape(text(opened("resultaat", meting=measurement.id)))
    assert f"**{said}**" in page
    assert page.count('class="stelling anders"') == 1
    phone = Phone(Starlette(routes=ROUTES, middleware=MIDDLEWARE))
    phone.join(measurement).get(f"/d/{measurement.join_code}/dag")
    assert said in phone.said
    assert phone.saw.text.count('<p class="anders">Onze meningen gaan twee kanten op.</p>') == 1
    paper = team_report.data(a_report(result, instrument=VO))
    assert said in paper["parts"][0]["constructs"][0]["said"]
