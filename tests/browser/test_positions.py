"""Five places on the smallest phone: each can be hit with a thumb and read whole, also where no script runs."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from leidraad.content import library
from leidraad.domain.result import Mode
from leidraad.storage.measurements import measurements
from leidraad.storage.measurements.measurements import Measurement, Preparation
from leidraad.storage.schools import schools
from tests.browser.conftest import Contexts
from tests.browser.phone_page import recognised
from tests.browser.site import Site
from tests.content import examples
from tests.content.examples import example

SMALLEST = {"width": 320, "height": 568}


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Site]:
    """A server that offers one questionnaire of each kind."""
    usual, folder = library.DATA, tmp_path / "data"
    examples.write(folder)
    examples.use(folder)
    site = Site(tmp_path, before=partial(examples.use, folder))
    site.start()
    yield site
    site.stop()
    examples.use(usual)


def opened(places: Site) -> Measurement:
    with places.storage():
        team = schools.add_school_with_team("De Brug", "vo", "Netwerk")
        asked = Preparation(team.id, "nu", "voorbeeld-positie", 1, False, Mode.INDIVIDUAL, 9)
        made = measurements.open_(measurements.prepare(asked).id)
        return measurements.get(made.id)


@pytest.mark.parametrize("script", [True, False])
def test_every_place_is_large_enough_and_saved(places: Site, new_context: Contexts, script: bool) -> None:
    measurement = opened(places)
    context = recognised(new_context(viewport=SMALLEST, java_script_enabled=script), places.url)
    page = context.new_page()
    page.goto(f"{places.url}/d/{measurement.join_code}/1")
    choices = page.locator(".keuzes label")
    assert choices.count() == 6 * len(example("positie").items)
    boxes = [choices.nth(at).bounding_box() for at in range(choices.count())]
    assert all(box and box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= 320 for box in boxes)
    page.locator('[name="pi-51"][value="2"]').check(force=True)
    page.get_by_role("button", name="Naar het einde").last.click()
    page.wait_for_url("**/2")
    page.goto(f"{places.url}/d/{measurement.join_code}/1")
    assert page.locator('[name="pi-51"][value="2"]').is_checked()
