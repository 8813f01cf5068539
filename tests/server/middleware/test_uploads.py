"""A file is only taken from somebody whose page asks for one."""

import asyncio
from dataclasses import dataclass

import httpx
import pytest

from leidraad.server.middleware import uploads
from tests.bench.phone import Phone
from tests.server.conftest import Program


@dataclass
class Sent:
    """What came of a file."""

    status: int
    said: str


async def send(
    program: Program, page: str, *, page_of: str, sent_by: str, size: int = 100, times: int = 1, ends: bool = False
) -> Sent:
    phone = Phone(program.server.address)
    phone.cookie = page_of
    await phone.open(page)
    if ends:
        httpx.post(
            f"http://{program.server.address}/afmelden",
            headers={"Cookie": page_of, "Origin": f"http://{program.server.address}"},
        )
    async with httpx.AsyncClient(base_url=f"http://{program.server.address}") as http:
        token = (await http.get("/_stcore/health")).cookies["_streamlit_xsrf"]
        headers = {"Cookie": f"{sent_by}; _streamlit_xsrf={token}", "X-Xsrftoken": token}
        http.cookies.clear()
        for number in range(times):
            answer = await http.put(
                f"/_stcore/upload_file/{phone.session}/{number}",
                files={"bestand": ("a.json", b"x" * size)},
                headers=headers,
            )
    await phone.close()
    return Sent(answer.status_code, answer.text)


PAGE = "/vergelijken"


def test_a_page_that_asks_for_a_file_gets_it(program: Program):
    sent = asyncio.run(send(program, PAGE, page_of=program.leader, sent_by=program.leader))
    assert sent.status == 204, sent


def test_a_stranger_cannot_leave_a_file_on_the_server(program: Program):
    sent = asyncio.run(send(program, "/", page_of="", sent_by=""))
    assert (sent.status, sent.said) == (403, uploads.REFUSED)


def test_nor_can_a_page_that_asks_for_none(program: Program):
    sent = asyncio.run(send(program, "/uitleg", page_of=program.leader, sent_by=program.leader))
    assert (sent.status, sent.said) == (403, uploads.REFUSED)


def test_nor_somebody_else_than_who_has_the_page_open(program: Program):
    sent = asyncio.run(send(program, PAGE, page_of=program.leader, sent_by=program.other))
    assert (sent.status, sent.said) == (403, uploads.REFUSED)


def test_nor_a_page_that_stands_open_after_signing_out(program: Program):
    async def visit() -> Sent:
        sent = await send(program, PAGE, page_of=program.other, sent_by=program.other)
        assert sent.status == 204
        return await send(program, PAGE, page_of=program.other, sent_by=program.other, ends=True)

    sent = asyncio.run(visit())
    assert (sent.status, sent.said) == (403, uploads.REFUSED)


def test_no_session_that_does_not_exist_takes_a_file(program: Program):
    address = f"http://{program.server.address}/_stcore/upload_file/bestaat-niet/1"
    for method in ("PUT", "DELETE"):
        answer = httpx.request(method, address, headers={"Cookie": program.leader})
        assert (answer.status_code, answer.text) == (403, uploads.REFUSED)


def test_files_of_everybody_together_have_a_bound(program: Program):
    large = asyncio.run(
        send(program, PAGE, page_of=program.leader, sent_by=program.leader, size=3_000_000, times=2)
    )
    assert (large.status, large.said) == (413, uploads.FULL)


@pytest.mark.parametrize("length", ["", "veel", "-1", "9" * 12])
def test_a_file_of_which_the_size_is_not_said_is_not_taken(length: str):
    assert not uploads._LENGTH.fullmatch(length)
