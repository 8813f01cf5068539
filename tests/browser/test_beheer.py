"""Beheer in a real browser: a backup is downloaded whole and put back, and whoever put it back is signed out."""

from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page, expect

from leidraad.access.cookies import SESSION
from leidraad.access.identity import Grant, Role
from leidraad.storage.accounts import accounts, sessions
from leidraad.storage.database import copies, engine, sealed
from leidraad.storage.schools import schools
from tests.browser.conftest import Contexts
from tests.browser.handset import unfold
from tests.browser.site import Site, until

PATIENCE = 30_000
PASSPHRASE = "vier losse woorden samen"


def alice_at(site: Site, contexts: Contexts, address: str) -> Page:
    """Alice, who hosts and leads De Brug, on this page."""
    with site.storage():
        school = schools.add_school_with_team("De Brug", "vo", "Onderbouw").school_id
        grants = [Grant(Role.HOST), Grant(Role.SCHOOL_LEADER, school_id=school)]
        account, _ = accounts.invite("alice@school.nl", "Alice", grants, None)
        with engine.writing() as session:
            token = sessions.start(session, account.id)
    context = contexts(accept_downloads=True)
    context.add_cookies([{"name": SESSION, "value": token, "url": site.url}])
    page = context.new_page()
    page.goto(f"{site.url}/{address}")
    return page


def open_the_backup(page: Page) -> None:
    unfold(page, page.locator("details", has_text="kB)").locator("summary").first)


def test_a_backup_is_downloaded_whole_and_put_back(fresh_site: Site, new_context: Contexts) -> None:
    page = alice_at(fresh_site, new_context, "beheer?deel=bewaren")
    page.get_by_role("button", name="Maak nu een reservekopie").click(timeout=PATIENCE)
    expect(page.get_by_text("De reservekopie is gemaakt en nagekeken.")).to_be_visible(timeout=PATIENCE)

    open_the_backup(page)
    page.get_by_role("button", name="Downloaden").click()
    for label in ("Wachtzin om het bestand te sluiten", "Nog een keer"):
        page.get_by_label(label, exact=True).fill(PASSPHRASE)
        page.get_by_label(label, exact=True).press("Enter")
    expect(page.get_by_role("button", name="Ik begrijp het, download")).to_be_enabled(timeout=PATIENCE)
    with page.expect_download(timeout=PATIENCE) as downloading:
        page.get_by_role("button", name="Ik begrijp het, download").click()
    taken = sealed.opened(Path(downloading.value.path()).read_bytes(), {}, PASSPHRASE)
    with closing(copies.loaded(taken)) as whole:
        assert whole.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert whole.execute("SELECT name FROM team").fetchall() == [("Onderbouw",)]
        assert whole.execute("SELECT * FROM account_session").fetchall() == []

    with fresh_site.storage():
        schools.add_school("Zonnehof", "po")
    page.get_by_role("button", name="Terugzetten").click()
    page.get_by_role("button", name="Ja, zet deze kopie terug").click()
    until(lambda: fresh_site.rows("SELECT name FROM school") == [("De Brug",)], 30)
    expect(page.get_by_text("Je bent afgemeld.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name="Maak nu een reservekopie")).to_have_count(0)
