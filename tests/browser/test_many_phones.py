"""More phones than Streamlit keeps sessions for (128) lose the server together and come back together."""

import asyncio
import random
from collections.abc import Callable, Coroutine
from typing import Any

from leidraad.storage.measurements.measurements import Measurement
from tests.bench.phone import Phone
from tests.browser.handset import LABELS
from tests.browser.site import Site

PHONES = 130
A, B, C = "vo-a1-01", "vo-a1-04", "vo-a1-07"


def test_a_whole_school_drops_out_and_goes_on_with_everybody_s_own_answers(
    site: Site, alone: Callable[[Coroutine[Any, Any, Any]], Any]
) -> None:
    measurement = site.open_measurement("Hele school", invited=PHONES)
    wanted = alone(_drop_and_come_back(site, measurement))
    found = {device: site.answers(measurement.id, device) for device in wanted}
    assert found == wanted
    assert site.rows("SELECT count(*) FROM answer") == [(3 * PHONES,)]


async def _drop_and_come_back(site: Site, measurement: Measurement) -> dict[str, dict[str, int]]:
    chosen = random.Random(7)
    wanted = {number: {item: chosen.randint(0, 5) for item in (A, B, C)} for number in range(PHONES)}
    phones = [Phone(site.address) for _ in range(PHONES)]
    await _together(_join(phone, measurement.join_code or "") for phone in phones)
    await _together(_answer(phone, wanted[number], (0, 1)) for number, phone in enumerate(phones))

    await _together(phone.close() for phone in phones)  # all lines drop at the same moment

    # No reload: the page is still there with its values, and sends them all on its new connection.
    await _together(_come_back(phone) for phone in phones)
    await _together(_answer(phone, wanted[number], (2,)) for number, phone in enumerate(phones))
    for phone in phones:
        assert "3 van 30 antwoorden opgeslagen" in phone.screen.text()
        assert not phone.exceptions
    await _together(phone.close() for phone in phones)
    return {_device(phone): wanted[number] for number, phone in enumerate(phones)}


async def _together(work: Any) -> None:
    await asyncio.gather(*work)


async def _join(phone: Phone, code: str) -> None:
    await phone.open(f"/d/{code}")
    await phone.push(next(button for button in phone.screen.buttons() if button.id.endswith("-verder")))


async def _answer(phone: Phone, answers: dict[str, int], places: tuple[int, ...]) -> None:
    values = list(answers.values())
    for place in places:
        await phone.choose(phone.screen.choices()[place], LABELS[values[place]])


async def _come_back(phone: Phone) -> None:
    await phone.connect()
    await phone.run()


def _device(phone: Phone) -> str:
    return dict(pair.split("=", 1) for pair in phone.cookie.split("; "))["leidraad_toestel"]
