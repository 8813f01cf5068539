"""A body that is no form of ours, comes half or never: refused, and nothing changes."""

import asyncio

import pytest
from starlette.applications import Starlette

from leidraad.access.cookies import DEVICE
from leidraad.storage.measurements.measurements import Measurement
from leidraad.web import forms
from tests.cast import BOB
from tests.storage import scene
from tests.web.phone.answered import stored
from tests.web.phone.conftest import Phone
from tests.web.phone.states import ONE, POSTED, TWO


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
