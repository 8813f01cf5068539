"""A browser that is signed in, without typing a password: the tests of signing in itself do that."""

import re

from playwright.sync_api import BrowserContext, Page

from leidraad.access.cookies import SESSION
from leidraad.access.identity import Grant, Role
from leidraad.storage.accounts import accounts, granting, sessions
from leidraad.storage.database import engine
from leidraad.storage.schools import schools
from tests.browser.handset import ready
from tests.browser.site import Site

PASSWORD = "vier paarden op een trap"


def as_school_leader(site: Site, context: BrowserContext) -> BrowserContext:
    """The same browser, signed in as Alice: schoolleider of every school there is now, and beheerder."""
    with site.storage():
        everywhere = [Grant(Role.SCHOOL_LEADER, school_id=school.id) for school in schools.schools()]
    return with_roles(site, context, "Alice", Grant(Role.HOST), *everywhere)


def with_roles(site: Site, context: BrowserContext, name: str, *grants: Grant) -> BrowserContext:
    """The same browser, signed in as somebody of this name with these roles."""
    with site.storage():
        email = f"{name.lower()}@school.nl"
        account = accounts.by_email(email) or accounts.invite(email, name, (), None)[0]
        for grant in grants:
            granting.give(account.id, grant, None)
        with engine.writing() as session:
            token = sessions.start(session, account.id)
    context.add_cookies([{"name": SESSION, "value": token, "url": site.url}])
    return context


def begin(page: Page, site: Site) -> None:
    """Take a fresh installation into use as Alice, schoolleider of De Brug with one team, the way a host does."""
    page.goto(f"{site.url}/begin#{begin_code(site)}")
    page.get_by_label("Naam van de school").fill("De Brug")
    page.get_by_label("voortgezet onderwijs (vo)").check()
    page.get_by_role("textbox", name="Teams Eén per regel").fill("Bovenbouw havo")
    page.get_by_label("Naam", exact=True).fill("Alice")
    page.get_by_label("E-mailadres").fill("alice@school.nl")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Beginnen").click()
    ready(page)


def begin_code(site: Site) -> str:
    """The code that stands on the console."""
    assert site.server is not None
    found = re.search(r"/begin#(\w{8})", site.server.log.read_text(encoding="utf-8"))
    assert found is not None
    return found.group(1)
