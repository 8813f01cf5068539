"""What the links to a plan open: to read along, and for an agenda; and everything that they do not open."""

import asyncio
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from ical.calendar_stream import IcsCalendarStream
from sqlalchemy import event
from starlette.applications import Starlette

from leidraad.server.middleware.order import MIDDLEWARE
from leidraad.server.routes import ROUTES
from leidraad.storage.accounts import accounts, sessions
from leidraad.storage.database import clock, engine
from leidraad.storage.plans import actions, cycle_moves, focus_points, looking_back, notes, plan_links
from leidraad.storage.plans.focus_points import Agreed
from leidraad.storage.plans.plan_links import PlanLinkPurpose
from leidraad.storage.schools import schools, teams
from leidraad.web import strangers
from tests import hostile
from tests.cast import ALICE
from tests.plan import begin
from tests.server.visits import HERE, Browser
from tests.storage import people
from tests.web.test_desk_pages import Parsed

pytestmark = pytest.mark.usefixtures("database")

READ, AGENDA = PlanLinkPurpose
UNKNOWN = "AAAAAAAAAAAAAAAAAAAAAA"


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strangers, "HELD_SECONDS", 0)


@pytest.fixture
def app() -> Starlette:
    return Starlette(routes=ROUTES, middleware=MIDDLEWARE)


@pytest.fixture
def browser(app: Starlette) -> Browser:
    return Browser(app)


@pytest.fixture
def team() -> int:
    return schools.add_school_with_team("De Brug", "vo", "Onderbouw").id


def opened(browser: Browser, secret: str) -> httpx.Response:
    return browser.get(f"/lezen/{secret}")


def days(browser: Browser, secret: str) -> dict[str, str]:
    """By key the days, as an agenda reads them that knows nothing of our library."""
    said = browser.get(f"/agenda/{secret}.ics")
    assert said.headers["content-type"] == "text/calendar; charset=utf-8"
    return {one.uid: str(one.start) for one in IcsCalendarStream.calendar_from_ics(said.text).events}


def test_a_colleague_reads_what_the_team_agreed(browser: Browser, team: int) -> None:
    point = begin(team)
    page = opened(browser, plan_links.make(team, READ))
    assert page.status_code == 200
    for said in ("Plan van Onderbouw", "we een les voorbereiden", "Twee lessen samen voorbereiden", "kartrekker"):
        assert said in page.text
    assert 'aria-label="Stap 2 van 5: Verdiepen en analyseren"' in page.text
    looking_back.stop(team, point.id, "Geheime reden", seen=point.version)
    later = opened(browser, plan_links.make(team, READ)).text
    assert "Er is nu geen speerpunt" in later
    assert "gestopt op" in later
    assert "Geheime reden" not in later


def test_no_name_note_reason_or_looking_back_is_on_the_page(browser: Browser, team: int) -> None:
    point = begin(team, owner="Mila, mentor")
    actions.add(team, point.id, "Lessen bezoeken", "Bram", clock.today())
    notes.write(team, point.id, "a-1", "Geheime notitie", seen=0)
    notes.write(team, point.id, "doel", "Geheim doel", seen=0)
    agreed = Agreed("Geheim: we scoorden 2,3", point.cue, point.response, "Mila, mentor", point.look_back_on)
    focus_points.agree(team, point.id, agreed, seen=point.version)
    page = opened(browser, plan_links.make(team, READ)).text
    assert [word for word in ("Mila", "Bram", "Geheim", "2,3") if word in page] == []
    assert page.count("mentor") == 2  # of the agreement, and of its first step
    assert "iemand uit het team" in page


def test_a_name_that_the_plan_or_an_account_knows_is_nobodys_in_a_sentence(browser: Browser, team: int) -> None:
    accounts.invite("alice@school.nl", "Alice de Wit", [people.leads_school(schools.team(team))], None)
    point = begin(team, cue="Mila een les geeft", response="vraagt Bram door met Alice", owner="Mila, mentor")
    actions.add(team, point.id, "Bram maakt het rooster", "docenten", clock.today())
    done = begin(team, "dimensie-1", owner="Bram")
    looking_back.stop(team, done.id, "Klaar", seen=done.version)
    page = opened(browser, plan_links.make(team, READ)).text
    assert [word for word in ("Mila", "Bram", "Alice", "Wit") if word in page] == []
    assert "<b>Als</b> iemand uit het team een les geeft, <b>dan</b> vraagt iemand uit het team door" in page
    assert "Iemand uit het team maakt het rooster" in page


def test_whatever_a_team_typed_stays_letters(browser: Browser) -> None:
    team = schools.add_school_with_team("<i>De Brug</i>", "vo", hostile.HTML[:60]).id
    begin(team, cue=hostile.HTML, response=hostile.QUOTES, first_step=hostile.SCRIPT, owner=hostile.HTML[:40])
    page = opened(browser, plan_links.make(team, READ)).text
    assert hostile.foreign_markup(page) == []
    assert "<i>" not in page


def test_nothing_on_the_page_leads_anywhere_and_no_script_is_needed(browser: Browser, team: int) -> None:
    begin(team)
    page = Parsed(opened(browser, plan_links.make(team, READ)).text)
    assert {tag for tag, _ in page.elements} & {"a", "form", "script", "iframe", "button"} == set()
    assert all(address.startswith("/stijl/") for address in page.addresses())


@pytest.mark.parametrize("works", [True, False], ids=["werkt", "werkt niet"])
@pytest.mark.parametrize("purpose", PlanLinkPurpose)
def test_no_search_engine_no_other_site_and_no_copy_learns_the_address(
    browser: Browser, team: int, purpose: PlanLinkPurpose, works: bool
) -> None:
    secret = plan_links.make(team, purpose) if works else UNKNOWN
    answer = browser.get(f"/{purpose}/{secret}")
    assert answer.status_code == (200 if works else 404)
    assert answer.headers["x-robots-tag"] == "noindex, nofollow, noarchive"
    assert answer.headers.get_list("referrer-policy") == ["no-referrer"]
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    assert secret not in answer.text
    if works and purpose is READ:
        assert '<meta name="robots" content="noindex, nofollow, noarchive">' in answer.text
        assert '<meta name="referrer" content="no-referrer">' in answer.text


def test_other_pages_keep_their_own_rule_about_who_learns_the_address(browser: Browser) -> None:
    assert browser.get("/aanmelden").headers.get_list("referrer-policy") == ["same-origin"]


@pytest.mark.parametrize("purpose", PlanLinkPurpose)
def test_wrong_revoked_replaced_and_stopped_hear_the_same_after_the_same_reads(
    browser: Browser, team: int, purpose: PlanLinkPurpose
) -> None:
    into = schools.add_team(schools.team(team).school_id, "Bovenbouw").id
    archived, merged = (schools.add_team(schools.team(team).school_id, name).id for name in ("Een", "Twee"))
    replaced = plan_links.make(team, purpose)
    revoked = plan_links.make(team, purpose)
    plan_links.revoke(team, purpose)
    stopped, went_on = plan_links.make(archived, purpose), plan_links.make(merged, purpose)
    teams.archive(archived)
    teams.merge(merged, into)
    other = plan_links.make(into, AGENDA if purpose is READ else READ)
    heard, reads = set(), set()
    for secret in (UNKNOWN, "x", "", replaced, revoked, stopped, went_on, other, "%20", "x" * 5_000):
        asked: list[str] = []
        event.listen(engine.engine(), "before_cursor_execute", lambda *said, to=asked: to.append(said[2]))
        answer = browser.get(f"/{purpose}/{secret}")
        heard.add((answer.status_code, answer.text, str(sorted(answer.headers.items()))))
        reads.add(tuple(asked))
    assert len(heard) == 1
    assert len(reads) == 1
    assert heard.pop()[0] == 404


@pytest.mark.parametrize(
    "path",
    ["../plan?team=1", "{}/..", "{}/../../beheer", "{}%2f", "%2e%2e/{}", "{}%00", "{}.ics", " {}", "{}?team=2"],
)
def test_no_trick_with_the_path_opens_another_team_or_another_page(browser: Browser, team: int, path: str) -> None:
    other = schools.add_school_with_team("De Linde", "vo", "Groep acht").id
    begin(other, cue="dit van De Linde is")
    secret = plan_links.make(team, READ)
    answer = browser.get("/lezen/" + path.format(secret))
    assert "De Linde" not in answer.text
    assert answer.status_code in ({200} if path == "{}?team=2" else {307, 404})


def test_with_the_secret_nothing_else_of_the_installation_opens(browser: Browser, team: int) -> None:
    secret = plan_links.make(team, READ)
    assert browser.get(f"/d/{secret}").status_code == 404
    for path in ("/uitnodiging", "/wachtwoord"):
        assert browser.post(path, {"sleutel": secret, "wachtwoord": "vier paarden op een trap"}).status_code == 410
    visitor = sessions.visitor(secret)
    assert (visitor.signed_in, visitor.guest, *visitor.teams, *visitor.schools) == (False, False)


@pytest.mark.parametrize("purpose", PlanLinkPurpose)
def test_while_the_database_is_away_a_right_and_a_wrong_link_hear_the_same(
    browser: Browser, team: int, purpose: PlanLinkPurpose, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = plan_links.make(team, purpose)
    engine.close_database()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")  # a folder
    heard = [browser.get(f"/{purpose}/{one}") for one in (secret, UNKNOWN)]
    assert [one.status_code for one in heard] == [503, 503]
    assert heard[0].text == heard[1].text
    assert "over een paar minuten opnieuw" in heard[0].text


@pytest.mark.parametrize("path", ["/lezen/", "/lezen/x", "/agenda/x.ics"])
def test_under_a_sub_path_the_address_is_there_too(strict_http: httpx.Client, path: str) -> None:
    answer = strict_http.get(f"/teamscan{path}", headers={"host": "teamscan.school.nl"})
    assert answer.status_code in {404, 503}  # behind this server there may be no database
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in answer.headers


def test_a_link_is_for_looking_only(browser: Browser, team: int) -> None:
    secret = plan_links.make(team, READ)
    assert browser.post(f"/lezen/{secret}", {"als": "iets"}).status_code == 405
    assert browser.post(f"/agenda/{secret}.ics").status_code == 405


def test_who_guesses_waits_and_who_has_a_link_does_not_wait_for_them(
    app: Starlette, team: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers, "HELD_SECONDS", 3600)
    secret = plan_links.make(team, READ)

    async def scenario() -> tuple[int, int]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as colleague:
            guesses = [asyncio.create_task(colleague.get(f"/lezen/{one}")) for one in range(50)]
            right = await colleague.get(f"/lezen/{secret}")
            while strangers._held < len(guesses):
                await asyncio.sleep(0.01)
            held = strangers._held
            for one in guesses:
                one.cancel()
            await asyncio.gather(*guesses, return_exceptions=True)
            return right.status_code, held

    assert asyncio.run(asyncio.wait_for(scenario(), 30)) == (200, 50)


def test_however_many_read_at_once_the_plan_is_read_once_for_all(app: Starlette, team: int) -> None:
    begin(team)
    secret = plan_links.make(team, READ)
    asked: list[str] = []
    event.listen(engine.engine(), "before_cursor_execute", lambda *said: asked.append(said[2]))

    async def scenario() -> set[int]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as colleague:
            answers = await asyncio.gather(*(colleague.get(f"/lezen/{secret}") for _ in range(100)))
            return {one.status_code for one in answers}

    assert asyncio.run(scenario()) == {200}
    assert len([one for one in asked if "FROM focus_point" in one]) <= 2  # the first, and all that came meanwhile


def test_a_plan_about_the_leidraad_reads_no_questionnaire_of_any_school(browser: Browser, team: int) -> None:
    """Schools may have fifty each: whoever has a link could let all of them be read at every look."""
    begin(team)
    secret = plan_links.make(team, READ)
    asked: list[str] = []
    event.listen(engine.engine(), "before_cursor_execute", lambda *said: asked.append(said[2]))
    assert opened(browser, secret).status_code == 200
    assert [one for one in asked if "questionnaire" in one] == []


def test_an_agenda_gets_the_days_of_the_open_points_and_moves_them(browser: Browser, team: int) -> None:
    first, second = begin(team), begin(team, "dimensie-1", look_back_in=70)
    secret = plan_links.make(team, AGENDA)
    before = days(browser, secret)
    assert before == {f"{one.look_back_key}@leidraad-teamscan": str(one.look_back_on) for one in (first, second)}
    later = first.look_back_on + timedelta(days=14)
    agreed = Agreed("", first.cue, first.response, first.owner, later)
    focus_points.agree(team, first.id, agreed, seen=first.version)
    looking_back.stop(team, second.id, "Klaar", seen=second.version)
    assert days(browser, secret) == {f"{first.look_back_key}@leidraad-teamscan": str(later)}
    looking_back.stop(team, first.id, "Klaar", seen=first.version + 1)
    assert days(browser, secret) == {}


def test_an_agenda_hears_nothing_of_what_a_team_works_on(browser: Browser, team: int) -> None:
    begin(team)
    said = browser.get(f"/agenda/{plan_links.make(team, AGENDA)}.ics").text
    assert {line for line in said.splitlines() if line.startswith("SUMMARY")} == {
        "SUMMARY:Terugkijken op jullie plan"
    }
    assert [word for word in ("Brug", "Onderbouw", "les", "kartrekker", "aanbeveling") if word in said] == []


def test_a_move_in_the_cycle_changes_nothing_in_the_agenda(browser: Browser, team: int) -> None:
    point = begin(team)
    secret = plan_links.make(team, AGENDA)
    before = browser.get(f"/agenda/{secret}.ics").text
    cycle_moves.move(team, point.id, cycle_moves.CycleStep.DECIDE, leaving=cycle_moves.CycleStep.ANALYSE)
    assert browser.get(f"/agenda/{secret}.ics").text == before


def test_a_cookie_of_a_phone_is_left_as_it_is(browser: Browser, team: int) -> None:
    browser.cookies.set("toestel", ALICE)
    assert "set-cookie" not in opened(browser, plan_links.make(team, READ)).headers
