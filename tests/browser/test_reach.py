"""The check with a phone: it opens a light page, and the laptop counts it by itself."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Contexts
from tests.browser.handset import PATIENCE, visit
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site

#: As if a proxy stood between: the phone of the test lives on the computer itself.
ELSEWHERE = {"x-forwarded-for": "192.168.1.77"}


def test_the_laptop_counts_every_phone_that_came_through_by_itself(site: Site, new_context: Contexts) -> None:
    measurement = site.open_measurement("Bereikbaar")
    page = as_school_leader(site, new_context()).new_page()
    visit(page, f"{site.url}/metingen?team={measurement.team_id}")
    page.get_by_text("Kunnen telefoons erbij?").click()
    expect(page.get_by_text("Nog geen telefoon gezien")).to_be_visible()

    phones = [new_context(viewport=PHONE, extra_http_headers=ELSEWHERE).new_page() for _ in range(2)]
    for number, phone in enumerate(phones, start=1):
        phone.goto(f"{site.url}/test")
        expect(phone.get_by_role("heading", name="Gelukt: deze telefoon kan de Teamscan bereiken")).to_be_visible()
        said = "1 telefoon kon ons bereiken" if number == 1 else "2 telefoons konden ons bereiken"
        expect(page.get_by_text(said)).to_be_visible(timeout=PATIENCE)
        phone.reload()  # the same phone is not another one
