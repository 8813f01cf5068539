"""A school writes eight own statements, is helped by the lint, asks them on a phone, and sees them apart."""

import re

from playwright.sync_api import Page, expect

from leidraad.access.identity import Grant, Role
from leidraad.domain.result import Mode
from leidraad.storage.measurements import answers, asked_too, closing, measurements, reveal
from leidraad.storage.schools import schools
from tests.browser.conftest import PHONE, Contexts
from tests.browser.handset import seen, still
from tests.browser.phone_page import recognised
from tests.browser.signed_in import with_roles
from tests.browser.site import Site, until
from tests.browser.test_figures import PHONE_BROWSER as WITHOUT_FIGURES

PATIENCE = 30_000
EIGHT = [
    f"In ons team praten we over {subject}."
    for subject in ("lezen", "rekenen", "toetsen", "ouders", "roosters", "pauzes", "uitjes", "gedrag")
]
CLUMSY = "Praten we over gedrag?"
EXPLAINED = "Op de agenda staat een boek dat we met leerlingen lezen."


def tick_in_forced_colours(page: Page) -> bool:
    """Whether the tick of the one box that is ticked stands out where readers have colours of their own."""
    tick = page.locator('[data-testid="stCheckbox"] svg[viewBox="0 0 10 8"]')
    expect(tick).to_be_attached()
    page.emulate_media(forced_colors="active")
    still(page)  # a box that is being ticked has a colour on the way to its own
    drawn = tick.evaluate(
        "one => getComputedStyle(one).stroke !== getComputedStyle(one.parentElement).backgroundColor"
    )
    page.emulate_media(forced_colors="none")
    return bool(drawn)


def test_eight_own_statements_from_the_leader_to_the_phone_and_back(site: Site, new_context: Contexts) -> None:
    with site.storage():
        team = schools.add_school_with_team("De Brug", "vo", "Bovenbouw havo")
        wanted = measurements.Preparation(team.id, "najaar", "leidraad-vo", 1, True, Mode.INDIVIDUAL, 8)
        id = measurements.prepare(wanted).id
    bob = with_roles(site, new_context(user_agent=WITHOUT_FIGURES), "Bob", Grant(Role.LEAD, team_id=team.id))
    page = bob.new_page()
    page.goto(f"{site.url}/metingen?team={team.id}")
    page.get_by_text("Eigen stellingen: 0 van 8").click(timeout=PATIENCE)
    field = page.get_by_label("Nieuwe stellingen, één per regel")
    field.fill("\n".join([*EIGHT[:7], CLUMSY]))
    page.get_by_text("Geen van deze stellingen gaat over één herkenbare persoon").click()
    assert tick_in_forced_colours(page), "one sees that it is ticked"
    page.get_by_role("button", name="Kijk na en voeg toe").click()
    expect(page.get_by_text("Stelling 8 is een vraag.")).to_be_visible(timeout=PATIENCE)
    seen(page, "hulp")
    field.fill("\n".join([EIGHT[0], f"Zo herken je dit: {EXPLAINED}", *EIGHT[1:]]))
    page.get_by_role("button", name="Kijk na en voeg toe").click()
    expect(page.get_by_text("8 stellingen zijn toegevoegd.")).to_be_visible(timeout=PATIENCE)
    seen(page, "toegevoegd")
    page.get_by_role("button", name="Nu openen").click()
    until(lambda: site.rows("SELECT state FROM measurement") == [("open",)], 30)

    with site.storage():
        code = measurements.get(id).join_code
        own = [one.id for one in asked_too.of(id)]
    phone = recognised(new_context(viewport=PHONE), site.url).new_page()
    phone.goto(f"{site.url}/d/{code}/11")
    expect(phone.get_by_text("Van jullie team · 11 van 11")).to_be_visible()
    phone.get_by_text("Zo herken je dit").first.click()
    expect(phone.get_by_text(EXPLAINED)).to_be_visible()
    for item in own:
        phone.locator(f'input[type=radio][name="{item}"][value="4"]').click()
    expect(phone.get_by_text(re.compile("^8 van 38 antwoorden opgeslagen"))).to_be_visible()
    seen(phone, "telefoon")

    with site.storage():
        for other in range(7):
            answers.save(id, f"{other:032x}", dict.fromkeys(own, 2) | {"vo-a1-01": 3})
        closing.close(id)
        reveal.share(id)
    page.goto(f"{site.url}/resultaat?meting={id}")
    apart = page.locator(".stellingen", has_text=EIGHT[0])
    expect(apart.get_by_label("7 een beetje, 1 grotendeels").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Eigen stellingen")).to_be_visible()
    assert [one for one in EIGHT if apart.get_by_text(one).count() != 1] == []
    seen(page, "resultaat")
