"""`python -m tests.bench.bytes`: what one phone fetches over the wire, the first time and the second time.

A real chromium opens the questionnaire with an empty cache; the bytes come from the browser itself (CDP).
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession

from tests.bench.invullen import open_measurement
from tests.bench.server import ROOT, running
from tests.browser.chromium import chromium

PHONE = {"width": 390, "height": 844}
READY = "html.met-script"
WIDGET = '[data-testid="stButtonGroup"]'
BAR_FIRST, BAR_SECOND = 40_000, 3_000


class Counter:
    """Adds up what the network of one page load brought."""

    def __init__(self, session: CDPSession) -> None:
        self.requests = 0
        self.received = 0
        self.websocket = 0
        self.biggest: dict[str, int] = {}
        self._urls: dict[str, str] = {}
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._loaded)
        session.on("Network.webSocketFrameReceived", self._frame)
        session.send("Network.enable")

    def _sent(self, event: dict[str, Any]) -> None:
        self._urls[event["requestId"]] = event["request"]["url"]

    def _loaded(self, event: dict[str, Any]) -> None:
        size = int(event["encodedDataLength"])
        self.requests += size > 0
        self.received += size
        self.biggest[self._urls.get(event["requestId"], "?").split("/")[-1].split("?")[0]] = size

    def _frame(self, event: dict[str, Any]) -> None:
        self.websocket += len(event["response"]["payloadData"]) * 3 // 4  # binary frames arrive as base64

    def figures(self) -> dict[str, Any]:
        most = sorted(self.biggest.items(), key=lambda pair: -pair[1])[:8]
        return {
            "bytes": self.received + self.websocket,
            "waarvan_websocket": self.websocket,
            "verzoeken": self.requests,
            "grootste": dict(most),
        }


@contextmanager
def phone_browser() -> Iterator[BrowserContext]:
    """A fresh browser with an empty cache and the size of a phone."""
    with chromium() as browser:
        yield browser.new_context(viewport=PHONE, locale="nl-NL", device_scale_factor=2)  # type: ignore[arg-type]


def view(context: BrowserContext, url: str, then: str | None = None, ready: str = READY) -> dict[str, Any]:
    """Open the address in a new tab, wait until it stands (and press one button), give the figures."""
    page = context.new_page()
    counter = Counter(context.new_cdp_session(page))
    page.goto(url)
    page.locator(ready).wait_for(timeout=30_000)
    if then:
        page.locator(then).first.click()
        page.wait_for_url("**/1")
    page.close()
    return counter.figures()


def weigh_widget_page(folder: Path) -> int:
    """The first view of the page with one widget, everything."""
    script = ROOT / "tests" / "bench" / "een_widget" / "app.py"
    settings = {"EEN_WIDGET_DATABASE": str(folder / "gewogen.db")}
    with running(script, settings, folder) as server, phone_browser() as context:
        return int(view(context, f"http://{server.address}/", ready=WIDGET)["bytes"])


def measure(folder: Path, instrument: str) -> dict[str, Any]:
    environment = {"DATABASE_URL": f"sqlite:///{folder / 'leidraad.db'}"}
    code = open_measurement(environment, instrument)
    with running(ROOT / "app.py", environment, folder) as server, phone_browser() as context:
        url = f"http://{server.address}/d/{code}"
        first = view(context, url, then="a.knop")
        second = view(context, url)
    return {
        "eerste_keer": first,
        "tweede_keer": second,
        "oordeel": first["bytes"] <= BAR_FIRST and second["bytes"] <= BAR_SECOND,
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bytes", description=__doc__)
    parser.add_argument("--instrument", default="leidraad-vo")
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder), parser.parse_args().instrument)
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0 if result["oordeel"] else 1


if __name__ == "__main__":
    sys.exit(main())
