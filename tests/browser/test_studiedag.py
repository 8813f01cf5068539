"""A whole study day in the browser: twelve phones, a console in the hand, the screen on the wall, bad luck included.

Two of the twelve are real browsers and the others ask the server the same; with `--lang` all twelve are. The server is killed
while the team votes again, with `--lang` also while it fills in: test_never_lost.py and test_many_phones.py do that to phones.
"""

import logging
import re
import time

import pytest
from playwright.sync_api import expect
from sqlmodel import func, select

from leidraad.domain.day import DayStep
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import day
from leidraad.storage.tables.measurements import Answer, Participation
from leidraad.storage.tables.study_day import Vote
from tests.browser.colleague import Colleague
from tests.browser.conftest import Colleagues, Contexts, Phones
from tests.browser.handset import PATIENCE, Handset, ready
from tests.browser.leader import INSTRUMENT, PEOPLE, Leader
from tests.browser.site import Site
from tests.cast import phones as phones_of

log = logging.getLogger(__name__)
FIRST = INSTRUMENT.constructs[0]
# One row per phone: answers to the three short statements of the first construct; the second divides the team.
ANSWERS = ["412", "413", "412", "423", "412", "413", "452", "453", "452", "443", "452", "453"]
# By hand: 48/12 = 4, 36/12 = 3 and 30/12 = 2,5; their mean 9,5/3 = 3,17.
COUNTS = (
    "12 grotendeels",
    "5 nog niet, 1 een beetje, 1 grotendeels, 5 helemaal",
    "6 een beetje, 6 deels",
)
BROWSERS = (3, 11)  # the last one comes late


def test_a_team_lives_a_whole_study_day(
    fresh_site: Site,
    new_context: Contexts,
    new_phone: Phones,
    new_colleague: Colleagues,
    pytestconfig: pytest.Config,
) -> None:
    site = fresh_site
    measurement = site.open_measurement("Bovenbouw havo", invited=PEOPLE)
    leader = Leader(site, measurement, new_context)
    leader.open()
    leader.shows("Straks beginnen we")
    leader.push("Begin de dag")
    leader.sees("Instappen")
    code = measurement.join_code or ""
    leader.shows(f"{code[:3]} {code[3:]}")

    whole = pytestconfig.getoption("lang")
    real = range(PEOPLE) if whole else BROWSERS
    everybody = [new_phone(site.url) if one in real else new_colleague(site.url) for one in range(PEOPLE)]
    phones = [one for one in everybody if isinstance(one, Handset)]
    colleagues = [one for one in everybody if isinstance(one, Colleague)]
    _join_and_fill_in(leader, code, everybody)
    if whole:
        _back_where_it_was(leader, everybody[3])
    _reveal(leader)
    phones[0].says("Kijk op het scherm")
    _talk_and_vote_again(leader, phones, colleagues)
    _judge(leader)
    _choose(leader, phones, colleagues)
    leader.push("Rond de dag af")
    leader.sees("Afronden")
    leader.shows("Dank jullie wel")
    phones[-1].says("Dank je wel")


def _join_and_fill_in(leader: Leader, code: str, phones: list[Handset | Colleague]) -> None:
    for phone in phones[:11]:
        phone.join(code)
    leader.push("We gaan invullen")
    leader.sees("Invullen")
    phones[11].join(code)  # somebody comes late
    for phone, row in zip(phones, ANSWERS, strict=True):
        phone.fill_in({item.id: int(value) for item, value in zip(FIRST.asked(short=True), row, strict=True)})
    leader.shows("0 klaar, 12 nog bezig, van 12")
    assert not re.search(r"\d,\d", leader.screen.locator(".wand").inner_text())


def _back_where_it_was(leader: Leader, reloads: Handset | Colleague) -> None:
    """After a kill in the middle of filling in."""
    _killed_and_restarted(leader, "invullen")
    leader.shows("0 klaar, 12 nog bezig, van 12")
    assert isinstance(reloads, Handset)
    reloads.page.reload()
    reloads.at(1)
    for item, value in zip(FIRST.asked(short=True), ANSWERS[3], strict=True):
        reloads.shows(item.id, int(value))
    leader.console.reload()
    leader.sees("Invullen")


def _reveal(leader: Leader) -> None:
    leader.push("Sluit de meting")
    leader.asks("0 klaar, 12 nog bezig, van 12.")
    leader.push("Ja, sluit de meting")
    leader.asks("De meting is gesloten.")
    leader.shows("De meting is gesloten")
    assert not re.search(r"\d,\d", leader.screen.locator(".wand").inner_text())
    leader.push("Toon de uitslag")
    leader.sees("De uitslag bekijken")
    leader.shows("Zo zien wij ons team")
    leader.shows("3,2")  # 9,5 / 3
    leader.push(f"Toon aanbeveling 1: {FIRST.short}")
    leader.shows("onderdeel 1 van 10")
    bars = leader.screen.locator(".wand-balk")
    assert [bar.get_attribute("aria-label") for bar in bars.all()] == list(COUNTS)


def _talk_and_vote_again(leader: Leader, phones: list[Handset], colleagues: list[Colleague]) -> None:
    leader.push("Begin het gesprek")
    leader.sees("Gesprek")
    leader.shows("Hierover praten we")
    leader.push("Toon stelling 1")
    leader.shows(FIRST.asked(short=True)[1].text)
    leader.shows("Onze meningen gaan twee kanten op.")
    leader.push("Stem opnieuw over wat besproken is")
    leader.sees("Opnieuw stemmen")
    for phone in phones:
        _vote(phone)
    for colleague in colleagues:
        colleague.vote(4)
    leader.shows("12 van 12 gestemd")

    _killed_and_restarted(leader, "opnieuw stemmen")
    leader.shows("12 van 12 gestemd")
    phones[-1].page.reload()
    expect(phones[-1].page.get_by_role("radio", name="grotendeels", checked=True)).to_have_count(
        _asked(leader), timeout=PATIENCE
    )
    leader.console.reload()
    leader.sees("Opnieuw stemmen")
    leader.push("Sluit de stemming")
    leader.shows("Voor en na het gesprek")
    leader.shows("Onze meningen gaan twee kanten op.")
    leader.shows("12 grotendeels")
    leader.shows("We geven bijna hetzelfde antwoord.")


def _killed_and_restarted(leader: Leader, step: str) -> None:
    """Kill -9 and a new start; what was stored is what is stored. To read along: --log-cli-level=INFO."""
    before = _stored(leader)
    began = time.perf_counter()
    leader.site.restart()
    log.info(
        "%s: kill -9 en weer gestart in %.1f s; in de database: %s", step, time.perf_counter() - began, before
    )
    assert _stored(leader) == before


def _stored(leader: Leader) -> dict[str, int]:
    """How many answers, people and votes the database holds."""
    id = leader.measurement.id
    with leader.site.storage():
        tables = {"antwoorden": Answer, "deelnames": Participation, "stemmen": Vote}
        with engine.reading() as session:
            found = {
                name: session.exec(select(func.count()).select_from(table)).one() for name, table in tables.items()
            }
        return found | {"stap": list(DayStep).index(day.standing(id).step)}


def _asked(leader: Leader) -> int:
    with leader.site.storage():
        return len(day.standing(leader.measurement.id).talk)


def _vote(phone: Handset) -> None:
    phone.says("Hoe zie je het nu?")
    ready(phone.page)
    questions = phone.page.locator("fieldset[data-stelling]")
    for place in range(questions.count()):
        questions.nth(place).get_by_role("radio", name="grotendeels", exact=True).click()
    phone.says("Dank je wel. Kijk op het scherm.")


def _judge(leader: Leader) -> None:
    leader.push("Naar ons oordeel")
    leader.sees("Ons oordeel")
    leader.shows("ieder voor zich")
    form = leader.console.locator('[data-testid="stExpander"]:has([role="radio"]:visible)').first
    form.get_by_role("radio", name="3,5").click()
    form.get_by_role("textbox").fill("Elk speerpunt heeft een groepje met een plan.")
    form.get_by_role("radio", name="onzeker").click()
    form.get_by_role("button", name="Opslaan en op het scherm zetten").click()
    leader.shows("Elk speerpunt heeft een groepje met een plan.")
    leader.shows("3,5onzeker")  # one under the other


def _choose(leader: Leader, phones: list[Handset], colleagues: list[Colleague]) -> None:
    leader.push("Kies waar we aan gaan werken")
    leader.sees("Kiezen")
    for phone in phones:
        phone.says("Waar wil jij aan werken?")
        ready(phone.page)
        phone.page.get_by_role("checkbox", name=FIRST.short).click()
        phone.says("1 van 2 keuzes opgeslagen")
    for colleague in colleagues:
        colleague.choose(FIRST.id)
    leader.shows("12 van 12 gekozen")
    leader.push("Sluit en toon de keuze")
    leader.shows("ten minste 10")
    which = leader.console.get_by_label("Waar gaan we aan werken?")
    which.scroll_into_view_if_needed()
    drawn_twice = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    which.evaluate(drawn_twice)  # a list that opens while the page still scrolls closes again
    which.click()
    leader.console.get_by_role("option").first.click()
    leader.console.get_by_label("Het hele onderdeel, of één stelling eruit?").wait_for()
    leader.console.get_by_label("Als …", exact=True).fill("we iets nieuws beginnen")
    leader.console.get_by_label("dan … (wie doet wat)").fill("ronden we eerst iets af")
    leader.console.get_by_label("De eerste stap").fill("Een lijst van wat loopt")
    leader.console.get_by_label("Wie? Een rol of voornaam").fill("Noor")
    leader.console.get_by_role("button", name="Opslaan en op het scherm zetten").click()
    leader.shows("Als we iets nieuws beginnen, dan ronden we eerst iets af")
    leader.shows("Een lijst van wat loopt, voor ")


def test_a_phone_with_answers_follows_every_step_and_says_what_it_answered(site: Site, new_phone: Phones) -> None:
    measurement = site.open_measurement("Alle stappen")
    asked = FIRST.asked(short=True)
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    phone.tap(asked[0].id, 4)
    phone.says_saved(1, 30)
    with site.storage():
        for other in phones_of(11):
            answers.save(measurement.id, other, {item.id: 2 for item in asked})
        day.start(measurement.id, 90)
    _goes_to(site, measurement, DayStep.REVEAL, leaving=DayStep.JOIN)
    phone.says("Kijk op het scherm")
    with site.storage():
        day.choose_statements(measurement.id, [asked[0].id, asked[1].id], within=DayStep.REVEAL)
    _goes_to(site, measurement, DayStep.TALK, leaving=DayStep.REVEAL)
    phone.says("Jij antwoordde: grotendeels")
    phone.says("Jij antwoordde: overgeslagen")
    _goes_to(site, measurement, DayStep.SECOND_VOTE, leaving=DayStep.TALK)
    phone.says("Hoe zie je het nu?")
    _goes_to(site, measurement, DayStep.JUDGEMENT, leaving=DayStep.SECOND_VOTE)
    phone.says("Ons oordeel")
    _goes_to(site, measurement, DayStep.CHOOSE, leaving=DayStep.JUDGEMENT)
    phone.says("Waar wil jij aan werken?")
    _goes_to(site, measurement, DayStep.DONE, leaving=DayStep.CHOOSE)
    phone.says("Dank je wel")


def _goes_to(site: Site, measurement: Measurement, step: DayStep, *, leaving: DayStep) -> None:
    with site.storage():
        day.go_to(measurement.id, step, leaving=leaving)
