"""Signing in with a password, sessions that end, one-time links, and the school's login. The database holds no secret."""

from datetime import timedelta

import pytest

from leidraad.access import passwords
from leidraad.access.identity import NOBODY
from leidraad.errors import LinkGone, Refused, TooOften, WeakPassword, WrongPassword
from leidraad.storage.accounts import accounts, links, sessions, signing_in
from leidraad.storage.accounts.signing_in import SchoolLogin
from leidraad.storage.database import clock
from leidraad.storage.database.engine import writing
from leidraad.storage.schools import schools
from tests.storage.people import ANOTHER, HOST, PASSWORD, invited, leads, person, school
from tests.storage.scene import on_disk, rows

pytestmark = pytest.mark.usefixtures("database")
BOB = "bob@school.nl"
SCHOOL = SchoolLogin("https://login.school.nl", "0001", BOB, email_verified=True)


def test_the_right_password_starts_a_session_of_twelve_hours(later):
    id = person("Bob")
    token = signing_in.sign_in(BOB, PASSWORD)
    assert sessions.visitor(token).account_id == id
    later(timedelta(hours=11, minutes=59))
    assert sessions.visitor(token).account_id == id
    later(timedelta(hours=12, seconds=1))
    assert sessions.visitor(token) == NOBODY


def test_signing_out_ends_this_session_and_no_other():
    person("Bob")
    here, there = (signing_in.sign_in(BOB, PASSWORD) for _ in range(2))
    sessions.end(here)
    assert sessions.visitor(here) == NOBODY
    assert sessions.visitor(there).signed_in
    sessions.sign_out_everywhere(sessions.visitor(there).account_id)
    assert sessions.visitor(there) == NOBODY


def test_another_password_ends_the_other_sessions_and_the_old_password():
    id = person("Bob")
    here, there = (signing_in.sign_in(BOB, PASSWORD) for _ in range(2))
    signing_in.change_password(id, PASSWORD, ANOTHER, keep=here)
    assert sessions.visitor(here).signed_in
    assert sessions.visitor(there) == NOBODY
    with pytest.raises(WrongPassword):
        signing_in.sign_in(BOB, PASSWORD)
    assert signing_in.sign_in(BOB, ANOTHER)


def test_a_link_for_a_new_password_ends_all_sessions_and_opens_once():
    id = person("Bob")
    session = signing_in.sign_in(BOB, PASSWORD)
    token = accounts.new_link(id, None)
    assert links.opened(token).purpose is links.LinkPurpose.PASSWORD
    signing_in.come_in(token, ANOTHER)
    assert sessions.visitor(session) == NOBODY
    assert signing_in.sign_in(BOB, ANOTHER)
    with pytest.raises(LinkGone):
        signing_in.come_in(token, PASSWORD)
    assert signing_in.sign_in(BOB, ANOTHER)


def test_a_newer_link_replaces_the_older_and_a_stopped_account_has_none():
    id, first = invited("Bob")
    second = accounts.new_link(id, None)
    with pytest.raises(LinkGone):
        links.opened(first)
    assert links.opened(second).account_id == id
    accounts.stop(id, None)
    with pytest.raises(LinkGone):
        links.opened(second)
    with pytest.raises(Refused, match="gestopt"):
        accounts.new_link(id, None)


def test_an_invitation_lasts_a_fortnight_and_a_new_password_a_day(later):
    _, invitation = invited("Bob")
    reset = accounts.new_link(person("Alice"), None)
    later(timedelta(hours=25))
    with pytest.raises(LinkGone):
        links.opened(reset)
    assert links.opened(invitation).name == "Bob"
    later(timedelta(days=15))
    with pytest.raises(LinkGone):
        links.opened(invitation)


def test_what_was_given_before_the_clock_was_put_back_gives_no_right_until_it_is_right_again(later):
    id = person("Bob")
    _, invitation = invited("Alice")
    token, reset = signing_in.sign_in(BOB, PASSWORD), accounts.new_link(id, None)
    for back in (timedelta(hours=2), timedelta(days=6 * 365)):
        later(-back)
        assert sessions.visitor(token) == NOBODY
        for link in (invitation, reset):
            with pytest.raises(LinkGone):
                links.opened(link)
    for back in (timedelta(minutes=59), timedelta(0)):  # a clock that is put right by a little signs nobody out
        later(-back)
        assert sessions.visitor(token).account_id == id
        assert links.opened(invitation).name == "Alice"


def test_what_expired_is_deleted(later):
    person("Bob")
    invited("Alice")
    later(timedelta(days=15))
    with writing() as session:
        sessions.purge(session)
        links.purge(session)
    assert rows("SELECT * FROM account_session") == rows("SELECT * FROM one_time_link") == []


def test_the_host_of_the_machine_can_set_a_password_and_so_come_in_again():
    id = person("Alice", HOST)
    person("Bob", HOST)
    session = signing_in.sign_in("alice@school.nl", PASSWORD)
    accounts.stop(id, None)
    signing_in.set_password("Alice@school.nl", ANOTHER)
    assert sessions.visitor(session) == NOBODY
    assert sessions.visitor(signing_in.sign_in("alice@school.nl", ANOTHER)).host


def test_no_password_or_token_is_in_the_database(file):
    id, link = invited("Bob")
    session = signing_in.come_in(link, PASSWORD)
    another = accounts.new_link(id, None)
    content = on_disk(file)
    for secret in (PASSWORD, link, session, another):
        assert secret.encode() not in content
    assert BOB.encode() in content


# -- refusals -------------------------------------------------------------------------------------------------


def test_five_wrong_passwords_make_everybody_wait_and_then_the_right_one_works(later):
    person("Bob")
    for _ in range(5):
        with pytest.raises(WrongPassword):
            signing_in.sign_in(BOB, ANOTHER)
    with pytest.raises(TooOften, match=r"Wacht 1[45] seconden"):
        signing_in.sign_in(BOB, PASSWORD)
    later(timedelta(seconds=16))
    assert signing_in.sign_in(BOB, PASSWORD)
    for _ in range(5):  # counted anew
        with pytest.raises(WrongPassword):
            signing_in.sign_in(BOB, ANOTHER)


def test_the_wait_doubles_to_five_minutes_and_asking_during_it_does_not_lengthen_it(later):
    person("Bob")
    for _ in range(5):
        with pytest.raises(WrongPassword):
            signing_in.sign_in(BOB, ANOTHER)
    passed = 0
    for wait in (15, 30, 60, 120, 240, 300, 300):
        for _ in range(3):
            with pytest.raises(TooOften):
                signing_in.sign_in(BOB, PASSWORD)
        passed += wait + 1
        later(timedelta(seconds=passed))
        with pytest.raises(WrongPassword):
            signing_in.sign_in(BOB, ANOTHER)
    later(timedelta(seconds=passed + 301))
    assert signing_in.sign_in(BOB, PASSWORD)


def test_one_account_under_attack_does_not_stop_another():
    person("Bob")
    person("Alice")
    for _ in range(6):
        with pytest.raises((WrongPassword, TooOften)):
            signing_in.sign_in(BOB, ANOTHER)
    assert signing_in.sign_in("alice@school.nl", PASSWORD)


def test_an_unknown_address_is_refused_slowed_and_calculated_like_a_known_one(monkeypatch):
    person("Bob")
    calculated = []
    real = passwords.matches

    def counting(stored, password):
        calculated.append(stored)
        return real(stored, password)

    monkeypatch.setattr(passwords, "matches", counting)
    said = {}
    for address in (BOB, "charlie@school.nl"):
        said[address] = []
        for _ in range(6):
            with pytest.raises((WrongPassword, TooOften)) as refused:
                signing_in.sign_in(address, ANOTHER)
            said[address].append(type(refused.value))
    assert said[BOB] == said["charlie@school.nl"] == [WrongPassword] * 5 + [TooOften]
    assert len(calculated) == 10
    assert calculated.count(None) == 5


def test_a_weak_password_does_not_use_the_link_up():
    _, token = invited("Bob", leads(school()))
    for weak in ("kort", "welkom123456", "bovenbouwhavo1", "bob@school.nl1"):
        with pytest.raises(WeakPassword):
            signing_in.come_in(token, weak)
    assert sessions.visitor(signing_in.come_in(token, PASSWORD)).signed_in


def test_changing_needs_the_present_password():
    id = person("Bob")
    with pytest.raises(WrongPassword, match="Er is niets veranderd"):
        signing_in.change_password(id, ANOTHER, "negen wolken boven zee", keep="")
    with pytest.raises(WeakPassword):
        signing_in.change_password(id, PASSWORD, "welkom123456", keep="")
    assert signing_in.sign_in(BOB, PASSWORD)


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "' OR 1=1 --", "\0"])
def test_a_made_up_token_is_nobody_and_opens_nothing(token):
    person("Bob")
    assert sessions.visitor(token) == NOBODY
    with pytest.raises(LinkGone):
        links.opened(token)


def test_a_stored_hash_is_no_token():
    person("Bob")
    signing_in.sign_in(BOB, PASSWORD)
    [(stored,)] = rows("SELECT token_hash FROM account_session")
    for guess in (bytes(stored).hex(), bytes(stored).decode("latin-1")):
        assert sessions.visitor(guess) == NOBODY


# -- looking around ---------------------------------------------------------------------------------------------


def test_whoever_looks_around_leads_the_example_school_and_no_other():
    real = school()
    [example] = schools.add_examples({("Voorbeeldschool", "vo"): ["Onderbouw"]})
    visitor = sessions.visitor(sessions.start_looking_around())
    assert visitor.guest
    assert not visitor.signed_in
    assert visitor.schools == {example.school_id}
    assert not visitor.teams
    assert real.school_id not in visitor.schools


def test_a_host_leads_the_example_school_too_since_nothing_in_it_is_true():
    real = school()
    [example] = schools.add_examples({("Voorbeeldschool", "vo"): ["Onderbouw"]})
    person("Alice", HOST)
    person("Bob", leads(real))
    assert sessions.visitor(signing_in.sign_in("alice@school.nl", PASSWORD)).schools == {example.school_id}
    assert sessions.visitor(signing_in.sign_in(BOB, PASSWORD)).schools == frozenset()


# -- the school's login -----------------------------------------------------------------------------------------


def test_a_verified_address_is_matched_once_and_then_the_pair_of_issuer_and_subject():
    id, link = invited("Bob")
    assert signing_in.match(SCHOOL) == id
    with pytest.raises(LinkGone):
        links.opened(link)
    elsewhere = SchoolLogin(SCHOOL.issuer, SCHOOL.subject, "nieuw.adres@school.nl", email_verified=False)
    assert signing_in.match(elsewhere) == id


@pytest.mark.parametrize(
    "said",
    [
        SchoolLogin(SCHOOL.issuer, "0002", BOB, email_verified=False),
        SchoolLogin(SCHOOL.issuer, "0002", "charlie@school.nl", email_verified=True),
    ],
    ids=["niet bevestigd adres", "onbekend adres"],
)
def test_an_account_is_never_made_by_the_school_login(said):
    person("Bob")
    with pytest.raises(Refused, match="geen account"):
        signing_in.match(said)
    assert len(accounts.members()) == 1


def test_another_person_of_the_school_with_the_same_address_does_not_take_the_account_over():
    person("Bob")
    signing_in.match(SCHOOL)
    for other in (
        SchoolLogin(SCHOOL.issuer, "0002", BOB, email_verified=True),
        SchoolLogin("https://elders.nl", SCHOOL.subject, BOB, email_verified=True),
    ):
        with pytest.raises(Refused):
            signing_in.match(other)


def test_a_stopped_account_does_not_come_in_by_the_school_login():
    id = person("Bob")
    signing_in.match(SCHOOL)
    accounts.stop(id, None)
    with pytest.raises(Refused):
        signing_in.match(SCHOOL)


def test_a_school_login_lasts_our_twelve_hours_from_the_moment_the_school_said_it(later):
    id, _ = invited("Bob")
    issued = clock.now() - timedelta(hours=11)
    signing_in.come_in_through_school(SCHOOL, "\0login", issued)
    assert sessions.visitor("\0login").account_id == id
    later(timedelta(hours=1, seconds=1))
    assert sessions.visitor("\0login") == NOBODY
    signing_in.come_in_through_school(SCHOOL, "\0login", issued)  # the same cookie, still good for weeks
    signing_in.come_in_through_school(SCHOOL, "\0another", issued)
    assert sessions.visitor("\0login") == sessions.visitor("\0another") == NOBODY


def test_a_school_login_that_was_signed_out_or_stopped_does_not_begin_again(later):
    id, _ = invited("Bob")
    issued = clock.now()
    signing_in.come_in_through_school(SCHOOL, "\0login", issued)
    sessions.end("\0login")
    with writing() as session:
        sessions.purge(session)
    signing_in.come_in_through_school(SCHOOL, "\0login", issued)
    assert sessions.visitor("\0login") == NOBODY

    signing_in.come_in_through_school(SCHOOL, "\0again", issued)
    accounts.stop(id, None)
    assert sessions.visitor("\0again") == NOBODY
    accounts.resume(id, None)
    assert sessions.visitor("\0again") == NOBODY


def test_a_clock_of_the_school_that_runs_ahead_gives_no_more_than_twelve_hours(later):
    invited("Bob")
    signing_in.come_in_through_school(SCHOOL, "\0login", clock.now() + timedelta(days=3))
    assert sessions.visitor("\0login").signed_in
    later(timedelta(hours=12, seconds=1))
    assert sessions.visitor("\0login") == NOBODY
