"""Coming in through the school's login: by issuer and subject, the first time by an address that counts or a one-time link."""

from datetime import timedelta

import pytest

from leidraad.access.identity import NOBODY
from leidraad.access.school_claims import SchoolLogin
from leidraad.errors import LinkGone, Refused
from leidraad.storage import journal
from leidraad.storage.accounts import accounts, links, school_sign_in, sessions, signing_in
from leidraad.storage.database import clock
from leidraad.storage.database.engine import writing
from tests.storage.people import HOST, PASSWORD, invited, person
from tests.storage.scene import rows

pytestmark = pytest.mark.usefixtures("database")
BOB = "bob@school.nl"
ISSUER = "https://login.school.nl"


def says(subject: str = "0001", email: str = BOB, *, counts: bool = True, issuer: str = ISSUER) -> SchoolLogin:
    return SchoolLogin(issuer, subject, email, counts)


def test_an_address_that_counts_is_matched_once_and_then_the_pair_of_issuer_and_subject():
    id, link = invited("Bob")
    assert school_sign_in.match(says()) == id
    with pytest.raises(LinkGone):
        links.opened(link)
    assert school_sign_in.match(says(email="nieuw.adres@school.nl", counts=False)) == id
    assert school_sign_in.match(says(email="")) == id


def test_a_one_time_link_ties_a_school_account_that_says_no_address_at_all():
    id, link = invited("Bob")
    said = says(email="", counts=False)
    assert school_sign_in.offered(link).email == BOB
    assert not school_sign_in.is_tied(said)
    school_sign_in.tie(said, link, "\0login", clock.now())
    assert sessions.visitor("\0login").account_id == id
    assert school_sign_in.is_tied(said)
    assert school_sign_in.match(said) == id
    assert [line.what for line in journal.lines()][:2] == ["aangemeld", "schoolaccount gekoppeld"]


def test_a_link_is_used_once_and_gives_the_account_to_the_last_who_was_given_one():
    id, link = invited("Bob")
    school_sign_in.tie(says(), link, "\0first", clock.now())
    with pytest.raises(LinkGone):
        school_sign_in.tie(says("0002"), link, "\0second", clock.now())
    assert school_sign_in.offered(link) is None
    again = accounts.new_link(id, None)
    school_sign_in.tie(says("0002", issuer="https://nieuw.school.nl"), again, "\0third", clock.now())
    assert sessions.visitor("\0first") == NOBODY, "as with a new password: every other device is signed out"
    assert sessions.visitor("\0third").account_id == id
    with pytest.raises(Refused, match="hoort hier al bij een ander schoolaccount"):
        school_sign_in.match(says())


# -- refusals -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (says("0002", "", counts=False), r"geen e-mailadres door.*nieuwe link.*Verder met je schoolaccount"),
        (
            says("0002", counts=False),
            r"niet bij dat bob@school\.nl echt jouw adres is.*nieuwe link.*docs/hosting\.md",
        ),
        (says("0002", "charlie@school.nl", counts=False), r"niet bij dat charlie@school\.nl echt jouw adres is"),
        (
            says("0002", "charlie@school.nl"),
            r"geen account met e-mailadres charlie@school\.nl.*om een uitnodiging",
        ),
        (says("", "", counts=False, issuer=""), r"zegt niet wie je bent.*instelling"),
    ],
    ids=["geen adres", "niet bevestigd", "niet bevestigd en onbekend", "onbekend", "niemand"],
)
def test_every_refusal_says_why_and_what_to_do_and_makes_no_account(said, reason):
    person("Bob")
    with pytest.raises(Refused, match=reason):
        school_sign_in.match(said)
    assert rows("SELECT count(*), count(oidc_subject) FROM account") == [(1, 0)]


def test_another_tenant_that_writes_somebodys_address_gets_nothing_and_learns_nothing():
    """The attack on programs that go by the address: whoever manages a tenant of their own writes there what they like."""
    person("Bob", HOST)
    refused = []
    for address in (BOB, "wie.er.niet.is@school.nl"):
        with pytest.raises(Refused) as said:
            school_sign_in.match(says("kwaad", address, counts=False, issuer="https://login.kwaad.test"))
        refused.append(str(said.value).replace(address, "…"))
    assert refused[0] == refused[1]


@pytest.mark.parametrize(
    "other", [says("0002"), says(issuer="https://elders.nl")], ids=["ander mens", "andere school"]
)
def test_another_person_with_the_same_address_does_not_take_the_account_over(other):
    person("Bob")
    school_sign_in.match(says())
    with pytest.raises(Refused, match="hoort hier al bij een ander schoolaccount"):
        school_sign_in.match(other)


def test_a_stopped_account_does_not_come_in_and_reads_that_it_was_stopped():
    id = person("Bob")
    accounts.stop(id, None)
    for _ in ("by the address", "by the pair"):
        with pytest.raises(Refused, match="Je account op deze Teamscan is gestopt"):
            school_sign_in.match(says())
        accounts.resume(id, None)
        school_sign_in.match(says())
        accounts.stop(id, None)


def test_a_school_account_of_somebody_else_is_not_tied_a_second_time():
    alice = person("Alice")
    school_sign_in.match(says("0009", "alice@school.nl"))
    _, link = invited("Bob")
    with pytest.raises(Refused, match="hoort al bij een ander account op deze Teamscan"):
        school_sign_in.tie(says("0009", "alice@school.nl"), link, "\0login", clock.now())
    assert school_sign_in.match(says("0009")) == alice
    assert links.opened(link).email == BOB, "the link still works"
    with pytest.raises(Refused, match="zegt niet wie je bent"):
        school_sign_in.tie(says("", issuer=""), link, "\0login", clock.now())
    assert signing_in.come_in(link, PASSWORD)


def test_a_link_that_expired_ties_nothing(later):
    _, link = invited("Bob")
    later(timedelta(days=15))
    assert school_sign_in.offered(link) is None
    assert school_sign_in.offered("") is None
    with pytest.raises(LinkGone):
        school_sign_in.tie(says(), link, "\0login", clock.now())


def test_a_school_login_lasts_our_twelve_hours_from_the_moment_the_school_said_it(later):
    id, _ = invited("Bob")
    issued = clock.now() - timedelta(hours=11)
    school_sign_in.come_in(says(), "\0login", issued)
    assert sessions.visitor("\0login").account_id == id
    later(timedelta(hours=1, seconds=1))
    assert sessions.visitor("\0login") == NOBODY
    school_sign_in.come_in(says(), "\0login", issued)  # the same cookie, still good for weeks
    school_sign_in.come_in(says(), "\0another", issued)
    assert sessions.visitor("\0login") == sessions.visitor("\0another") == NOBODY


def test_a_school_login_that_was_signed_out_or_stopped_does_not_begin_again(later):
    id, _ = invited("Bob")
    issued = clock.now()
    school_sign_in.come_in(says(), "\0login", issued)
    sessions.end("\0login")
    with writing() as session:
        sessions.purge(session)
    school_sign_in.come_in(says(), "\0login", issued)
    assert sessions.visitor("\0login") == NOBODY

    school_sign_in.come_in(says(), "\0again", issued)
    accounts.stop(id, None)
    assert sessions.visitor("\0again") == NOBODY
    accounts.resume(id, None)
    assert sessions.visitor("\0again") == NOBODY


def test_a_clock_of_the_school_that_runs_ahead_gives_no_more_than_twelve_hours(later):
    _, link = invited("Bob")
    school_sign_in.tie(says(), link, "\0login", clock.now() + timedelta(days=3))
    assert sessions.visitor("\0login").signed_in
    later(timedelta(hours=12, seconds=1))
    assert sessions.visitor("\0login") == NOBODY
