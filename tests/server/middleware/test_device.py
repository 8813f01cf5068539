"""The device cookie, from the first answer to the first run of the script."""

import asyncio
import re

import pytest
from starlette.responses import HTMLResponse, JSONResponse

from leidraad.access.cookies import DEVICE
from leidraad.server.middleware.device import DeviceCookie
from tests.bench.phone import Phone
from tests.conftest import ask

GOOD = "0123456789abcdef" * 2


def set_cookie(http, path: str, cookie: str = "") -> str:
    http.cookies.clear()
    headers = {"cookie": cookie} if cookie else {}
    return http.get(path, headers=headers, follow_redirects=False).headers.get("set-cookie", "")


def test_a_new_device_gets_a_random_cookie_that_scripts_cannot_read(http):
    first, second = set_cookie(http, "/"), set_cookie(http, "/")
    assert re.match(rf"{DEVICE}=[0-9a-f]{{32}}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax$", first)
    assert first != second


def test_a_known_device_keeps_its_cookie(http):
    assert set_cookie(http, "/", f"{DEVICE}={GOOD}") == ""


@pytest.mark.parametrize("value", ["", "kort", GOOD.upper(), GOOD + "0", "x" * 32])
def test_a_damaged_cookie_is_replaced(http, value):
    assert set_cookie(http, "/", f"{DEVICE}={value}").startswith(f"{DEVICE}=")


@pytest.mark.parametrize("path", ["/gezond", "/_stcore/host-config", "/favicon.png"])
def test_only_pages_set_the_cookie(http, path):
    assert DEVICE not in set_cookie(http, path)


def test_under_https_the_cookie_is_secure():
    app = DeviceCookie(HTMLResponse("hallo"))
    assert ask(app, "https://school.nl").headers["set-cookie"].endswith("; Secure")
    assert "Secure" not in ask(app, "http://school.nl").headers["set-cookie"]


def test_data_for_programs_sets_no_cookie():
    assert "set-cookie" not in ask(DeviceCookie(JSONResponse({})), "http://school.nl").headers


def test_a_phone_has_its_cookie_in_the_first_run_of_the_script(server):
    async def scenario() -> tuple[str, str]:
        phone = Phone(server.address)
        await phone.open("/zelfscan?deel=3")
        await phone.close()
        return phone.screen.text(), phone.cookie

    text, cookie = asyncio.run(scenario())
    device = re.search(rf"{DEVICE}=([0-9a-f]{{32}})", cookie)[1]
    assert f"toestel: {device}" in text
    assert "deel: 3" in text
