"""Whatever is sent to whichever address in whatever state: a sentence or the way on, nothing lost, and never an error."""

import asyncio
import html
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from contextlib import closing as closed
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from leidraad.access.cookies import DEVICE
from leidraad.content import library
from leidraad.domain.day import DayStep
from leidraad.storage import codes, retention
from leidraad.storage.database import clock, engine
from leidraad.storage.measurements import answers, closing, joining, measurements, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day, rounds
from leidraad.storage.study_day.rounds import RoundKind
from leidraad.web import forms, templating
from leidraad.web.phone import entering, following, waiting
from tests.cast import BOB
from tests.databases import postgres_or_skipped
from tests.storage import scene
from tests.ui.conftest import a_measurement
from tests.web.phone.conftest import Phone, go

CORE = [item.id for item in library.instrument("leidraad-vo", 1).items if item.core]
ONE, TWO = CORE[:2]
HARM = "**vet** <b>dik</b> {{ 7*7 }} &lt;i \"x\" 'y'"

# --- every address in every state ---


def _day(measurement: Measurement, *steps: DayStep) -> None:
    day.start(measurement.id, 45)
    if steps:
        go(measurement, DayStep.REVEAL)
        day.choose_statements(measurement.id, [ONE, TWO], within=DayStep.REVEAL)
        go(measurement, *steps)


def _closed(measurement: Measurement) -> None:
    closing.close(measurement.id)


def _shared(measurement: Measurement) -> None:
    _closed(measurement)
    reveal.share(measurement.id)


def _closed_on_a_day(measurement: Measurement) -> None:
    _day(measurement)
    _closed(measurement)


def _reopened(measurement: Measurement) -> None:
    _closed(measurement)
    closing.reopen(measurement.id)


def _thrown_away(measurement: Measurement) -> None:
    _closed(measurement)
    measurements.discard(measurement.id)


def _too_long_ago(measurement: Measurement) -> None:
    _closed(measurement)
    retention.purge_expired(at=clock.now() + closing.RECOGNISED + timedelta(minutes=1))


def _withdrawn(measurement: Measurement) -> None:
    answers.withdraw(measurement.id, BOB)


def _vote_closed(measurement: Measurement) -> None:
    _day(measurement, DayStep.TALK, DayStep.SECOND_VOTE)
    rounds.close(measurement.id, RoundKind.SECOND_VOTE)


def _choice_closed(measurement: Measurement) -> None:
    _day(measurement, DayStep.TALK, DayStep.CHOOSE)
    rounds.close(measurement.id, RoundKind.CHOOSING)


STATES: dict[str, Callable[[Measurement], None]] = {
    "open": lambda _: None,
    "ingetrokken": _withdrawn,
    "heropend": _reopened,
    "instappen": _day,
    "gesloten": _closed,
    "gesloten op een studiedag": _closed_on_a_day,
    "lang geleden gesloten": _too_long_ago,
    "weggegooid": _thrown_away,
    "gedeeld": _shared,
    "onthullen": lambda measurement: (_day(measurement), go(measurement, DayStep.REVEAL))[0],
    "gesprek": lambda measurement: _day(measurement, DayStep.TALK),
    "tweede stem": lambda measurement: _day(measurement, DayStep.TALK, DayStep.SECOND_VOTE),
    "tweede stem dicht": _vote_closed,
    "teamoordeel": lambda measurement: _day(measurement, DayStep.JUDGEMENT),
    "kiezen": lambda measurement: _day(measurement, DayStep.TALK, DayStep.CHOOSE),
    "kiezen dicht": _choice_closed,
    "klaar": lambda measurement: _day(measurement, DayStep.TALK, DayStep.CHOOSE, DayStep.DONE),
}
OPEN = ["open", "ingetrokken", "heropend", "instappen"]
POSTED = ["antwoord", "klaar", "intrekken", "opnieuw", "doorgeven", "stem", "keuze", "stem-doorgeven"]
SEEN = [
    "",
    "/1",
    "/5",
    "/11",
    "/0",
    "/12",
    "/-1",
    "/99999999999999999999",
    "/drie",
    "/1.5",
    "/%D9%A3",
    "/1/2",
    "/",
    "/dag",
    "/wacht",
]
SENT = ["/1", "/11", "/0", "/drie", "/99999999999999999999", *(f"/{one}" for one in POSTED)]
SENT += ["/stem?script", "/keuze?script", "/dag", "/wacht"]
FIELDS = {"stelling": TWO, "waarde": "2", "eerst": "3", TWO: "2", f"eerst-{TWO}": "3", "naar": "verder"}


@pytest.fixture
def measured() -> Measurement:
    """Bob and five others took part in a measurement of a team whose names mean harm."""
    found = a_measurement(schools.add_school_with_team(HARM, "vo", HARM), people=5, label=HARM)
    answers.save(found.id, BOB, dict.fromkeys(CORE[:9], 3))
    return found


@pytest.fixture
def bob(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> Phone:
    """Bob's phone; nobody waits long."""
    monkeypatch.setattr(entering, "HELD_SECONDS", 0)
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 0.01)
    phone.cookies.set(DEVICE, BOB)
    return phone


def require_words(answer: httpx.Response) -> None:
    """What somebody, or the script, can go on with: nothing of the inside, under our own policy, kept by nobody."""
    assert answer.status_code in (200, 303, 404, 405, 422, 429, 503), (answer.request.url, answer.text[:200])
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"] == templating.POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    kind = answer.headers.get("content-type", "")
    if answer.is_redirect:
        assert answer.headers["location"].startswith("/d/")
    elif kind.startswith("text/html"):
        assert len(re.findall(r"<h1 ", answer.text)) == 1
        assert "<b>dik" not in answer.text
        assert "49" not in re.findall(r"<h1[^>]*>(.*?)</h1>", answer.text)[0]
    elif kind.startswith("application/json"):
        said = answer.json()
        assert ("naar" in said) or ("stand" in said) or said["reden"].endswith((".", "?"))


def require_way_on(phone: Phone, answer: httpx.Response) -> None:
    """The same, and of where it leads."""
    require_words(answer)
    if "location" in answer.headers:
        require_words(phone.get(answer.headers["location"]))


def stored() -> list[object]:
    return sorted(scene.rows("SELECT item_id, value FROM answer"))


@pytest.mark.parametrize("state", STATES)
def test_every_address_has_a_screen_or_leads_on_in_every_state(
    bob: Phone, measured: Measurement, state: str
) -> None:
    STATES[state](measured)
    before = scene.everything()
    for address in (*SEEN, *(f"/{one}" for one in POSTED)):
        here = f"/d/{measured.join_code}{address}"
        require_words(bob._send("GET", here))
        if address != "/wacht":
            bob.get(here)
            require_words(bob.saw)
            assert bob.saw.status_code == (404 if state == "weggegooid" else 200) or bob.saw.status_code == 429
    looked = scene.everything()
    assert {**looked, "attempt": []} == {**before, "attempt": []}, "looking stores nothing"


@pytest.mark.parametrize("state", [state for state in STATES if state not in OPEN])
def test_whatever_is_sent_after_the_closing_gets_a_screen_or_leads_on_and_no_answer_is_touched(
    bob: Phone, measured: Measurement, state: str
) -> None:
    STATES[state](measured)
    before = stored()
    for address in SENT:
        require_way_on(bob, bob.post(f"/d/{measured.join_code}{address}", FIELDS))
    assert stored() == before


@pytest.mark.parametrize("state", OPEN)
@pytest.mark.parametrize("address", SENT)
def test_whatever_is_sent_while_it_is_open_gets_a_screen_or_leads_on_and_touches_bobs_answers_only(
    bob: Phone, measured: Measurement, state: str, address: str
) -> None:
    STATES[state](measured)
    require_way_on(bob, bob.post(f"/d/{measured.join_code}{address}", FIELDS))
    left = 0 if address == "/intrekken" or state == "ingetrokken" else 9
    assert len(stored()) == 5 * len(CORE) + left
    assert answers.people(measured.id).people == 5 + bool(left)


@pytest.mark.parametrize("state", STATES)
def test_a_phone_that_was_never_here_gets_a_screen_or_leads_on_in_every_state(
    measured: Measurement, app: Starlette, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    monkeypatch.setattr(entering, "HELD_SECONDS", 0)
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 0.01)
    STATES[state](measured)
    for address in ("", "/1", "/11", "/dag", "/wacht"):
        require_words(Phone(app)._send("GET", f"/d/{measured.join_code}{address}"))
    for address in SENT:
        require_words(Phone(app).post(f"/d/{measured.join_code}{address}", FIELDS))


def test_hostile_names_stay_letters_on_every_screen_that_has_them(bob: Phone, measured: Measurement) -> None:
    for address in ("", "/1", "/11"):
        bob.get(f"/d/{measured.join_code}{address}")
        assert HARM in bob.said
        assert html.escape(HARM, quote=False).split("&#")[0][:12] in bob.saw.text


def test_a_number_of_thousands_of_digits_is_the_end_or_the_welcome(bob: Phone, measured: Measurement) -> None:
    bob.get(f"/d/{measured.join_code}/{'9' * 6000}")
    assert bob.title == "Je bent bij het einde"
    bob.send(f"/d/{measured.join_code}/{'9' * 6000}", **FIELDS)
    assert bob.saw.status_code == 200


# --- the cookie ---


def test_the_cookie_of_one_measurement_knows_nothing_in_another(bob: Phone, measured: Measurement) -> None:
    other = a_measurement(schools.add_school_with_team("De Tuin", "vo", "Onderbouw"), people=5)
    bob.get(f"/d/{other.join_code}/1")
    assert bob.chosen == []
    bob.send(f"/d/{other.join_code}/intrekken")
    assert len(answers.mine(measured.id, BOB)) == 9
    _day(other, DayStep.TALK, DayStep.SECOND_VOTE)
    answer = bob.post(f"/d/{other.join_code}/stem?script", {"stelling": ONE, "waarde": "5", "eerst": "3"})
    assert (answer.status_code, "Je vulde niet mee in" in answer.json()["reden"]) == (422, True)
    assert rounds.people(other.id, RoundKind.SECOND_VOTE) == 0


# --- the body ---


def send_raw(app: Starlette, path: str, headers: dict[str, str], *body: bytes, hang_up: bool = False) -> int:
    """A post as its bytes; `hang_up` before the last of it came. Gives the status, or 0 without an answer."""
    messages: list[dict[str, object]] = [
        {"type": "http.request", "body": part, "more_body": hang_up or part is not body[-1]} for part in body
    ]
    statuses: list[int] = []

    async def receive() -> dict[str, object]:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(int(str(message["status"])))

    known = {"host": "testserver", "origin": "http://testserver", "cookie": f"{DEVICE}={BOB}", **headers}
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "query_string": b"",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in known.items()],
        "scheme": "http",
        "server": ("testserver", 80),
        "client": ("127.0.0.1", 5000),
    }
    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    return statuses[0] if statuses else 0


FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=grens"
ONE_PART = b'--grens\r\nContent-Disposition: form-data; name="stelling"\r\n\r\n' + ONE.encode() + b"\r\n"
BODIES = {
    "zonder lengte": ({"content-type": FORM}, b"stelling=x"),
    "lengte die geen getal is": ({"content-type": FORM, "content-length": "acht"}, b"stelling=x"),
    "lengte in kleine cijfers": ({"content-type": FORM, "content-length": "\xb2"}, b"stelling=x"),
    "lengte van duizenden cijfers": ({"content-type": FORM, "content-length": "9" * 5000}, b"stelling=x"),
    "negatieve lengte": ({"content-type": FORM, "content-length": "-5"}, b"stelling=x"),
    "kapotte codering": ({"content-type": FORM, "content-length": "30"}, b"%%%=%zz&stelling=%&waarde=%ff%"),
    "geen tekst": ({"content-type": FORM, "content-length": "4"}, b"\x00\xff\xfe="),
    "leeg": ({"content-type": FORM, "content-length": "0"}, b""),
    "json": ({"content-type": "application/json", "content-length": "12"}, b'{"waarde":3}'),
    "delen zonder grens": ({"content-type": "multipart/form-data", "content-length": "90"}, ONE_PART),
    "delen zonder einde": ({"content-type": PARTS, "content-length": "90"}, ONE_PART),
    "delen die geen delen zijn": ({"content-type": PARTS, "content-length": "90"}, b"wat dan ook"),
    "een bestand": (
        {"content-type": PARTS, "content-length": "300"},
        b'--grens\r\nContent-Disposition: form-data; name="waarde"; filename="x"\r\n\r\n3\r\n--grens--\r\n',
    ),
    "te veel velden": (
        {"content-type": PARTS, "content-length": "7000"},
        b"".join(b'--grens\r\nContent-Disposition: form-data; name="x"\r\n\r\n3\r\n' for _ in range(60))
        + b"--grens--\r\n",
    ),
}


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("end", ["antwoord", "1"])
def test_a_body_that_is_no_form_of_ours_is_refused_and_changes_nothing(
    app: Starlette, bob: Phone, measured: Measurement, body: str, end: str
) -> None:
    headers, sent = BODIES[body]
    before = stored()
    assert send_raw(app, f"/d/{measured.join_code}/{end}", headers, sent) in (303, 403, 422)
    assert stored() == before


@pytest.mark.parametrize("kind", [FORM, PARTS])
def test_a_body_cut_off_changes_nothing(app: Starlette, bob: Phone, measured: Measurement, kind: str) -> None:
    """The line broke: what came is less than was said, and nobody is there for an answer."""
    half = f"stelling={TWO}&waarde=2&{TWO}=2".encode() if kind == FORM else ONE_PART
    before = scene.everything()
    headers = {"content-type": kind, "content-length": "400"}
    for end in (*POSTED, "1"):
        assert send_raw(app, f"/d/{measured.join_code}/{end}", headers, half, hang_up=True) == 403
    assert scene.everything() == before


def test_a_body_that_never_comes_is_not_waited_for(
    app: Starlette, measured: Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "PATIENCE_SECONDS", 0.05)

    class Silent(Starlette):
        """A line on which nothing comes after the headers."""

        async def __call__(self, scope, receive, send):  # type: ignore[no-untyped-def]
            async def nothing():  # type: ignore[no-untyped-def]
                await asyncio.sleep(3600)

            await app(scope, nothing, send)

    headers = {"content-type": FORM, "content-length": "40"}
    assert send_raw(Silent(), f"/d/{measured.join_code}/antwoord", headers, b"") == 403


# --- what a stranger leaves in memory ---


def _kept_in_memory() -> list[int]:
    kept = (following._kept, following._drawing, waiting._watches, waiting._waiting, joining._known, day._codes)
    return [len(one) for one in kept]


def test_wrong_codes_leave_nothing_in_memory(bob: Phone, measured: Measurement) -> None:
    _day(measured, DayStep.TALK)
    bob.get(f"/d/{measured.join_code}/dag")
    before = _kept_in_memory()
    for _ in range(20):
        for address in ("", "/1", "/dag", "/wacht"):
            bob._send("GET", f"/d/{codes.new_code()}{address}")
        bob.post(f"/d/{codes.new_code()}/antwoord", FIELDS)
    assert _kept_in_memory() == before


def test_screens_that_are_kept_for_everybody_are_few_and_always_the_right_ones(
    bob: Phone, measured: Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_kept", {})
    monkeypatch.setattr(following, "_MOST_KEPT", 3)
    _day(measured)
    go(measured, DayStep.REVEAL)
    constructs = library.instrument("leidraad-vo", 1).constructs
    for screen, construct in [*enumerate(constructs, start=1), (1, constructs[0])]:
        day.show(measured.id, screen, within=DayStep.REVEAL)
        for _ in range(2):
            bob.get(f"/d/{measured.join_code}/dag")
            assert bob.title == construct.title
        assert len(following._kept) <= 3


# --- the database away ---


def test_with_sqlite_held_by_another_program_looking_goes_on_and_a_post_hears_to_come_again(
    bob: Phone, measured: Measurement, tmp_path: Path
) -> None:
    STATES["instappen"](measured)
    with closed(sqlite3.connect(tmp_path / "test.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for address in ("", "/1", "/11", "/dag"):
            assert bob.get(f"/d/{measured.join_code}{address}").status_code == 200
        for end in ("1", "klaar", "intrekken", "opnieuw", "doorgeven"):
            answer = bob.post(f"/d/{measured.join_code}/{end}", FIELDS)
            require_words(answer)
            require_kept(answer)
            require_way_on(bob, bob._send("GET", f"/d/{measured.join_code}/{end}"))  # who loads that page anew
        answer = bob.post(f"/d/{measured.join_code}/antwoord", FIELDS)
        assert (answer.status_code, bool(answer.json()["reden"])) == (503, True)
        other.execute("ROLLBACK")
    assert len(answers.mine(measured.id, BOB)) == 9
    assert bob.tap(measured, TWO, 5, was=3) == {"stand": 5, "aantal": 9}


@pytest.fixture
def postgres_that_stops() -> Iterator[ExitStack]:
    """This test's own PostgreSQL, open in this process; close the stack to stop it."""
    with ExitStack() as running:
        server = running.enter_context(postgres_or_skipped())
        engine.open_database(server.migrated())
        yield running


def test_with_the_database_away_every_screen_says_so_and_comes_back_by_itself(
    postgres_that_stops: ExitStack, bob: Phone, request: pytest.FixtureRequest
) -> None:
    measured = request.getfixturevalue("measured")
    STATES["kiezen"](measured)
    code = measured.join_code
    postgres_that_stops.close()
    for address in ("", "/1", "/11", "/dag"):
        require_away(bob._send("GET", f"/d/{code}{address}"))
    assert bob._send("GET", f"/d/{code}/wacht?stand=open").status_code == 503
    for address in SENT[:5] + [f"/{one}" for one in POSTED if one != "antwoord"]:
        require_kept(bob.post(f"/d/{code}{address}", FIELDS))
    for address in ("/antwoord", "/stem?script", "/keuze?script"):
        answer = bob.post(f"/d/{code}{address}", FIELDS)
        assert answer.status_code == 503
        assert "Wat al opgeslagen was, is er nog." in answer.json()["reden"]


def require_away(answer: httpx.Response) -> None:
    require_words(answer)
    assert answer.status_code == 503, answer.request.url
    assert '<meta http-equiv="refresh" content="6">' in answer.text
    assert "Wat al opgeslagen was, is er nog." in answer.text
    assert "server" not in answer.text, "that is for whoever can do something about it"


def require_kept(answer: httpx.Response) -> None:
    """What was sent stands in the page, which sends it again; nothing loads it away."""
    require_words(answer)
    assert answer.status_code == 503, answer.request.url
    assert "http-equiv" not in answer.text
    assert "Wat al opgeslagen was, is er nog." in answer.text
    assert f'<form method="post" action="{answer.request.url.path}"' in answer.text
    kept = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', answer.text)
    assert {(html.unescape(name), html.unescape(value)) for name, value in kept} == set(FIELDS.items())
