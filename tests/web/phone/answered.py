"""What every answer to a phone has, whatever it sent."""

import re

import httpx

from leidraad.web import templating
from tests.storage import scene
from tests.web.phone.conftest import Phone


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
