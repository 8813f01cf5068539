"""Coming in with a code: on a phone that was never here, typed in every way, wrong, or on a page of somebody else."""

import asyncio
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from starlette.applications import Starlette

from leidraad.access.cookies import DEVICE
from leidraad.notation import day
from leidraad.storage import attempts
from leidraad.storage.database.engine import writing
from leidraad.storage.measurements import answers, wrong_codes
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.web import strangers, templating
from tests.storage import scene
from tests.ui.conftest import a_measurement
from tests.web.phone.conftest import Phone

HARM = "**vet** <b>dik</b> {{ 7*7 }} &lt;i \"x\" 'y'"


def test_the_welcome_says_who_asks_and_what_happens_and_leads_to_the_first_statements(
    phone: Phone, opened: Measurement
) -> None:
    phone.join(opened)
    assert phone.title == "Bovenbouw havo"
    assert "najaar 2026 · 30 stellingen · ongeveer 6 minuten" in phone.said
    assert opened.closes_at is not None
    assert f"Tot het sluiten, uiterlijk {day(opened.closes_at)}, kun je veranderen of intrekken." in phone.said
    assert f'<a class="knop" href="/d/{opened.join_code}/1">Beginnen</a>' in phone.saw.text
    phone.get(f"/d/{opened.join_code}/1")
    assert "1 van 10" in phone.said
    assert "0 van 30 antwoorden opgeslagen" in phone.said


def test_the_team_of_the_example_school_is_named_as_an_example(phone: Phone) -> None:
    [example] = schools.add_examples({("Voorbeeldschool", "vo"): ["Onderbouw"]})
    phone.join(a_measurement(example))
    assert phone.title == "Onderbouw (voorbeeld)"


def test_looking_stores_nothing(phone: Phone, opened: Measurement) -> None:
    for screen in ("", "/1", "/11"):
        phone.get(f"/d/{opened.join_code}{screen}")
    assert not answers.standing(opened.id or 0, phone.device).present
    assert "0 van 30 antwoorden opgeslagen" in phone.said


@pytest.mark.parametrize(
    "typed",
    [
        "{code}",
        "{small}",
        " {small} ",
        "{two} {rest}",
        "{two}-{rest}",
        "https://teamscan.school.nl/x/d/{small}/3?a=1",
        # as a mail program makes it of a link or a code
        "<{code}>",
        "{two}\u00ad{rest}.",
        "<https://teamscan.school.nl/d/{code}>",
        "https://teamscan.school.nl/d/{code}.",
        "https://teamscan.school.nl/d/{two}\n{rest} of typ de code",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fteamscan.school.nl%2Fd%2F{code}&data=05%7C02%7Cbob%40brug.nl",
        "https%253A%252F%252Fteamscan.school.nl%252Fd%252F{code}",
    ],
)
def test_a_code_works_however_it_is_typed(phone: Phone, opened: Measurement, typed: str) -> None:
    code = opened.join_code or ""
    typed = typed.format(code=code, small=code.lower(), two=code[:2], rest=code[2:])
    answer = Phone(phone.app)._send("GET", "/d", params={"code": typed})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/d/{code}")


def test_without_a_code_it_is_asked(phone: Phone) -> None:
    phone.get("/d?code=++")
    assert phone.title == "Meedoen met een code"
    assert 'name="code"' in phone.saw.text


def test_a_kept_link_to_where_it_stood_before_leads_on(phone: Phone, opened: Measurement) -> None:
    phone.get(f"/invullen?code={opened.join_code}&deel=3")
    assert phone.title == "Bovenbouw havo"


def test_a_wrong_code_gets_a_sentence_and_the_field_again(phone: Phone, opened: Measurement) -> None:
    phone.get("/d/AAAAAA")
    assert phone.saw.status_code == 404
    assert phone.title == "Deze code werkt niet"
    assert "We kennen de code AAAAAA niet." in phone.said
    assert re.search(r'name="code"[^>]* value="AAAAAA"', phone.saw.text)  # what was typed is not lost


def test_many_wrong_codes_are_held_back_and_slow_nobody_who_has_the_right_one(
    app: Starlette, opened: Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers, "HELD_SECONDS", 3600)  # nobody who is held comes back during this test

    async def everybody() -> tuple[list[httpx.Response], int]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as guesser:
            while True:  # first the free ones
                try:
                    await asyncio.wait_for(guesser.get("/d/AAAAAA"), 1)
                except TimeoutError:
                    break
            held = [asyncio.create_task(guesser.get("/d/AAAAAA")) for _ in range(100)]
            async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as colleague:
                right = [await colleague.get(f"/d/{opened.join_code}{end}") for end in ("", "/1")]
            waiting = sum(not one.done() for one in held)
            for one in held:
                one.cancel()
            await asyncio.gather(*held, return_exceptions=True)
            return right, waiting

    right, waiting = asyncio.run(everybody())
    assert [one.status_code for one in right] == [200, 200]
    assert waiting == 100


def test_beyond_so_many_at_a_time_a_guesser_is_not_held(
    app: Starlette, opened: Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers, "HELD_SECONDS", 3600)
    monkeypatch.setattr(strangers, "MOST_HELD", 10)

    async def guessing() -> tuple[set[int], int]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as guesser:
            tries = [asyncio.create_task(guesser.get("/d/AAAAAA")) for _ in range(40)]
            while sum(one.done() for one in tries) < 30:
                await asyncio.sleep(0.01)
            said = {one.result().status_code for one in tries if one.done()}
            for one in tries:
                one.cancel()
            await asyncio.gather(*tries, return_exceptions=True)
            return said, strangers._held

    said, held = asyncio.run(asyncio.wait_for(guessing(), 30))
    assert said == {429}  # those of one moment are counted together, before any of them hears
    assert held == 0  # whoever hung up is not held any more


def test_while_strangers_guess_nothing_is_written_that_a_tap_would_wait_for(
    app: Starlette, phone: Phone, opened: Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers, "HELD_SECONDS", 0)
    monkeypatch.setattr(wrong_codes, "_CROWD_SECONDS", 3600)  # everything below happens within it
    for _ in range(wrong_codes.ALTOGETHER.free):
        attempts.failed(wrong_codes._EVERYBODY)

    async def guessing() -> set[int]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as guesser:
            await guesser.get("/d/AAAAAA")
            tries = [
                guesser.get("/d/AAAAAB", headers={"cookie": f"{DEVICE}={number:032x}"}) for number in range(100)
            ]
            return {one.status_code for one in await asyncio.gather(*tries)}

    assert asyncio.run(guessing()) == {429}
    assert scene.rows("SELECT max(failures) FROM attempt") == [
        (wrong_codes.ALTOGETHER.free + 1,)
    ]  # one was counted
    assert phone.join(opened).title == "Bovenbouw havo"
    assert phone.tap(opened, "vo-a1-01", 4) == {"stand": 4, "aantal": 1}


def test_while_wrong_codes_wait_to_be_counted_nobody_with_a_right_one_waits_for_them(
    app: Starlette, opened: Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers, "HELD_SECONDS", 0)
    busy, ready = threading.Event(), threading.Event()

    async def everybody() -> list[int]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as browser:
            guesser = {"cookie": f"{DEVICE}={'c' * 32}"}
            guesses = [
                asyncio.create_task(browser.get(f"/d/AAAAAA{end}", headers=guesser))
                for end in ("", "/1", "/dag", "/wacht") * 25
            ]
            right = [await browser.get(f"/d/{opened.join_code}{end}") for end in ("", "/1", "/dag")]
            assert not any(one.done() for one in guesses)
            ready.set()
            await asyncio.gather(*guesses)
            return [one.status_code for one in right]

    def somebody_is_saved_on_a_slow_disk() -> None:
        with writing():
            busy.set()
            ready.wait(20)

    with ThreadPoolExecutor(1) as other:
        other.submit(somebody_is_saved_on_a_slow_disk)
        busy.wait()
        try:
            assert asyncio.run(everybody()) == [200, 200, 303]
        finally:
            ready.set()


def test_whoever_guesses_hears_how_long_to_wait(
    phone: Phone, opened: Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers, "HELD_SECONDS", 0)
    phone.join(opened)
    for _ in range(wrong_codes.PER_DEVICE.free):
        phone.get("/d/AAAAAA")
    assert phone.saw.status_code == 429
    assert "Wacht 5 seconden" in phone.said
    phone.join(opened)
    assert phone.title == "Bovenbouw havo"


@pytest.mark.parametrize("end", ["", "/1", "/dag", "/wacht"])
def test_a_code_cannot_be_guessed_by_another_address_either(
    phone: Phone, opened: Measurement, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    monkeypatch.setattr(strangers, "HELD_SECONDS", 0)
    phone.join(opened)
    answers_to = [phone.get(f"/d/AAAAAA{end}").status_code for _ in range(wrong_codes.PER_DEVICE.free + 1)]
    assert answers_to == [404] * (wrong_codes.PER_DEVICE.free - 1) + [429] * 2


@pytest.mark.parametrize(
    "end", ["1", "antwoord", "klaar", "intrekken", "opnieuw", "doorgeven", "stem", "keuze", "stem-doorgeven"]
)
def test_a_code_cannot_be_guessed_by_a_post_either(
    phone: Phone, running: Measurement, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    monkeypatch.setattr(strangers, "HELD_SECONDS", 0)
    phone.join(running)
    fields = {"stelling": "vo-a1-01", "waarde": "3", "eerst": "3"}
    answers_to = [
        phone.post(f"/d/AAAAAA/{end}", fields).status_code for _ in range(wrong_codes.PER_DEVICE.free + 1)
    ]
    assert answers_to == [404] * (wrong_codes.PER_DEVICE.free - 1) + [429] * 2


def test_slips_of_the_fingers_are_no_guesses(
    phone: Phone, opened: Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers, "HELD_SECONDS", 0)
    phone.join(opened)
    for _ in range(wrong_codes.PER_DEVICE.free + 3):
        phone.get("/d/ABC")
    assert phone.saw.status_code == 404
    assert "We kennen de code ABC niet." in phone.said


def test_the_cookie_comes_with_the_welcome_and_a_phone_without_one_is_told_in_one_sentence(
    phone: Phone, opened: Measurement
) -> None:
    phone.get(f"/d/{opened.join_code}/1")
    assert phone.title == "Nog één stap"
    assert "houdt je browser cookies tegen" in phone.said
    assert f'href="/d/{opened.join_code}"' in phone.saw.text
    assert re.fullmatch(r"[0-9a-f]{32}", phone.device)
    phone.get(f"/d/{opened.join_code}/1")
    assert "1 van 10" in phone.said


@pytest.mark.parametrize("cookie", ["", "x" * 32, "A" * 32, "a" * 31, "../../etc"])
def test_a_forged_cookie_is_no_phone(phone: Phone, opened: Measurement, cookie: str) -> None:
    address = f"/d/{opened.join_code}/antwoord"
    headers = {"origin": "http://testserver", "cookie": f"leidraad_toestel={cookie}"}
    answer = phone.post(address, {"stelling": "vo-a1-01", "waarde": "4"}, headers)
    assert answer.json() == {"naar": f"/d/{opened.join_code}"}


def test_no_page_is_kept_framed_or_runs_anything_but_our_own_script(phone: Phone, opened: Measurement) -> None:
    for address in ("/d", f"/d/{opened.join_code}", f"/d/{opened.join_code}/1", "/d/AAAAAA"):
        headers = phone.get(address).headers
        assert headers["cache-control"] == "no-store"
        assert headers["content-security-policy"] == templating.POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
    assert "unsafe" not in templating.POLICY
    assert not re.search(r"<script(?! src=)|<style|\son\w+=| style=", phone.saw.text)


def test_script_style_and_picture_may_be_kept_for_ever_under_a_name_that_changes_with_them(phone: Phone) -> None:
    addresses = re.findall(r'(?:src|href)="(/stijl/[^"]+)"', phone.get("/d").text)
    assert {address.rsplit(".", 1)[1] for address in addresses} == {"css", "js", "svg"}
    for address in addresses:
        assert "immutable" in phone.get(address).headers["cache-control"]


def test_the_script_asks_for_nothing_newer_than_2017() -> None:
    script = "".join(templating._asset(name)[1].decode() for name in templating.SCRIPTS)
    newer = (
        r"\?\.",
        r"\?\?",
        r"\.\.\.\w",
        r"\bcatch\s*\{",
        r"\.finally\(",
        r"\.replaceAll\(",
        r"\.at\(",
        r"\bimport\b",
        r"\d_\d",
    )
    assert [one for one in newer if re.search(one, script)] == []


def test_hostile_names_stay_letters(phone: Phone, new_phone: Callable[[], Phone]) -> None:
    measurement = a_measurement(schools.add_school_with_team("De Brug", "vo", HARM), label=HARM)
    phone.join(measurement)
    assert phone.title == HARM
    assert phone.said.count(HARM) == 3  # in the title, the heading and beside the number of statements
    assert "<b>dik" not in phone.saw.text
    for screen in (1, 11):
        phone.get(f"/d/{measurement.join_code}/{screen}")
        assert HARM in phone.said  # in the title
        assert "<b>dik" not in phone.saw.text


@pytest.mark.parametrize("code", ["%3Cb%3E!", "%00", "a%2Fb", "..%2F..", "%F0%9F%8E%89", "9" * 500])
def test_what_is_no_code_at_all_gets_a_sentence(phone: Phone, opened: Measurement, code: str) -> None:
    phone.join(opened).get(f"/d/{code}")
    assert (phone.saw.status_code, phone.title) == (404, "Deze code werkt niet")
