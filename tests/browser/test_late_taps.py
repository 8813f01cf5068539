"""Taps that arrive late, because the server or the line was slow: spoken over a raw websocket, so that the order is exact."""

from collections.abc import Callable, Coroutine
from typing import Any

from leidraad.storage.measurements.measurements import Measurement
from tests.bench.phone import Phone, Pushable
from tests.browser.handset import LABELS
from tests.browser.site import Site

A, D = "vo-a1-01", "vo-a2-02"
Alone = Callable[[Coroutine[Any, Any, Any]], Any]


def _verder(phone: Phone) -> Pushable:
    return next(button for button in phone.screen.buttons() if button.id.endswith("-verder"))


def test_a_tap_on_the_screen_before_is_stored_though_the_next_screen_is_there_already(
    site: Site, alone: Alone
) -> None:
    measurement = site.open_measurement("Late tik")

    async def one_phone(measurement: Measurement) -> None:
        phone = Phone(site.address)
        await phone.open(f"/d/{measurement.join_code}")
        await phone.push(_verder(phone))
        tapped = next(choice for choice in phone.screen.choices() if A in choice.id)
        await phone.push(_verder(phone))  # the server has gone on …
        await phone.choose(tapped, LABELS[4])  # … and now the tap comes in
        await phone.close()

    alone(one_phone(measurement))
    assert site.rows("SELECT item_id, value FROM answer WHERE item_id = ?", A) == [(A, 4)]


def test_an_impatient_second_tap_on_verder_does_not_skip_a_screen(site: Site, alone: Alone) -> None:
    measurement = site.open_measurement("Ongeduld")

    async def one_phone(measurement: Measurement) -> list[str]:
        phone = Phone(site.address)
        await phone.open(f"/d/{measurement.join_code}")
        await phone.push(_verder(phone))
        button = _verder(phone)
        await phone.push(button)
        await phone.push(button)
        shown = [choice.id for choice in phone.screen.choices()]
        await phone.close()
        return shown

    shown = alone(one_phone(measurement))
    assert any(D in id for id in shown), shown
