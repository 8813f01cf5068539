"""Who may call: pages of our own, under a name that is ours; over HTTP and over the websocket."""

import asyncio
import time

import pytest
from starlette.datastructures import Headers
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from leidraad.server.middleware.callers import comes_from_another_site

FOREIGN = ["http://kwaad.nl", "https://kwaad.nl:8501", "http://localhost:3000", "null", "kwaad", "http://[", ""]


async def _handshake(address: str, path: str, headers: dict[str, str]) -> int:
    """The status of opening a websocket: 101 when it opened. `websockets` lets us set Host by connecting elsewhere."""
    host, port = address.split(":")
    name = headers.pop("Host", address)
    try:
        async with connect(
            f"ws://{name}{path}",
            host=host,
            port=int(port),
            additional_headers=headers,
            subprotocols=["streamlit"],  # type: ignore[list-item]
        ):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


def websocket(address: str, path: str = "/_stcore/stream", **headers: str) -> int:
    return asyncio.run(_handshake(address, path, headers))


def test_our_own_page_may_open_the_websocket(server):
    assert websocket(server.address, Origin=f"http://{server.address}") == 101


def test_a_program_without_an_origin_may_too(server):
    assert websocket(server.address) == 101


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_another_site_may_not_and_nobody_has_to_wait_for_the_answer(server, origin):
    began = time.monotonic()
    assert websocket(server.address, Origin=origin) == 403
    assert time.monotonic() - began < 0.9  # one look-up of our own address takes a second where it fails


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_another_site_may_not_send_anything(http, method, origin):
    answer = http.request(method, "/gezond", headers={"origin": origin})
    assert answer.status_code == 403
    assert "andere site" in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_our_own_page_may_send(http, server):
    answer = http.post("/gezond", headers={"origin": f"http://{server.address}"})
    assert answer.status_code == 405  # the address takes no POST, but the caller was fine


def test_anybody_may_follow_a_link_to_us(http):
    assert (
        http.get("/gezond", headers={"origin": "http://kwaad.nl", "sec-fetch-site": "cross-site"}).status_code
        == 200
    )


@pytest.mark.parametrize(
    ("sent", "foreign"),
    [
        ({}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "same-origin"}, False),
        ({"sec-fetch-site": "same-site"}, True),
        ({"sec-fetch-site": "cross-site"}, True),
        ({"origin": "http://School.nl:8501", "host": "school.nl:8501"}, False),
        ({"origin": "http://school.nl", "host": "school.nl:8501"}, True),
        ({"origin": "http://school.nl.kwaad.nl", "host": "school.nl"}, True),
        ({"origin": "http://kwaad.nl@school.nl", "host": "school.nl"}, True),
        ({"origin": "http://[", "host": "school.nl"}, True),
        ({"origin": "null"}, True),
        ({"origin": "http://"}, True),
        ({"origin": ""}, True),
    ],
)
def test_what_counts_as_another_site(sent, foreign):
    assert comes_from_another_site(Headers(sent)) is foreign


@pytest.mark.parametrize(
    "host", ["10.0.0.7:8501", "192.168.1.20", "laptop.local:8501", "[fe80::1]:8501", "localhost"]
)
def test_without_a_list_every_address_of_the_network_works(http, server, host):
    assert http.get("/gezond", headers={"host": host}).status_code == 200
    assert websocket(server.address, Host=host) == 101


@pytest.mark.parametrize("host", ["teamscan.school.nl", "TEAMSCAN.school.nl:8501", "laptop.lan"])
def test_with_a_list_its_names_work_over_http_and_websocket(strict_server, strict_http, host):
    assert strict_http.get("/teamscan/gezond", headers={"host": host}).status_code == 200
    assert websocket(strict_server.address, "/teamscan/_stcore/stream", Host=host) == 101


@pytest.mark.parametrize(
    "host", ["kwaad.nl", "10.0.0.7:8501", "xteamscan.school.nl", "teamscan.school.nl.kwaad.nl"]
)
def test_with_a_list_no_other_name_works(strict_server, strict_http, host):
    answer = strict_http.get("/teamscan/gezond", headers={"host": host})
    assert answer.status_code == 421
    assert "STREAMLIT_SERVER_ALLOWED_HOSTS" in answer.text
    assert websocket(strict_server.address, "/teamscan/_stcore/stream", Host=host) == 403
