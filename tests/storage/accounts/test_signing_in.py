"""Signing in with a password, sessions that end, and one-time links. The database holds no secret."""

from datetime import timedelta

import pytest

from leidraad.access import passwords
from leidraad.access.identity import NOBODY
from leidraad.errors import LinkGone, Refused, TooOften, WeakPassword, WrongPassword
from leidraad.storage import retention
from leidraad.storage.accounts import accounts, known_devices, links, sessions, signing_in
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.schools import schools
from tests.storage.people import ANOTHER, HOST, PASSWORD, invited, leads, person, school
from tests.storage.scene import on_disk, rows

pytestmark = pytest.mark.usefixtures("database")
BOB = "bob@school.nl"
HOME, STRANGE = "h" * 43, "s" * 43


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


def test_whatever_strangers_try_the_owner_comes_in_where_the_owner_came_in_before(later):
    person("Bob")
    known_devices.remember(signing_in.sign_in(BOB, PASSWORD), HOME)
    passed = 0
    for _ in range(40):  # for hours, as often as the waiting lets them
        with pytest.raises((WrongPassword, TooOften)):
            signing_in.sign_in(BOB, ANOTHER, STRANGE)
        passed += 301
        later(timedelta(seconds=passed))
        with pytest.raises((WrongPassword, TooOften)):
            signing_in.sign_in(BOB, ANOTHER)
    with pytest.raises(TooOften, match="een browser waarin je je het afgelopen jaar aanmeldde"):
        signing_in.sign_in(BOB, PASSWORD, STRANGE)
    assert signing_in.sign_in(BOB, PASSWORD, HOME)
    with pytest.raises(TooOften):  # which gives the strangers no new tries
        signing_in.sign_in(BOB, ANOTHER, STRANGE)


def test_on_a_known_device_one_waits_for_the_own_mistakes_and_nobody_elses():
    person("Bob")
    known_devices.remember(signing_in.sign_in(BOB, PASSWORD), HOME)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            signing_in.sign_in(BOB, ANOTHER, HOME)
    with pytest.raises(TooOften) as refused:
        signing_in.sign_in(BOB, PASSWORD, HOME)
    assert "het afgelopen jaar" not in str(refused.value), "here that is no way in"
    assert signing_in.sign_in(BOB, PASSWORD, STRANGE)


def test_a_device_is_known_for_one_account_and_for_a_year(later):
    bob, alice = person("Bob"), person("Alice")
    known_devices.remember(signing_in.sign_in(BOB, PASSWORD), HOME)
    known_devices.remember(sessions.start_looking_around(), STRANGE)
    assert rows("SELECT account_id FROM known_device") == [(bob,)]
    with reading() as session:
        assert known_devices.is_known(session, bob, HOME)
        assert not known_devices.is_known(session, alice, HOME)
        assert not known_devices.is_known(session, bob, "")
    assert HOME not in str(rows("SELECT * FROM known_device"))
    retention.purge_expired(at=clock.now() + timedelta(days=365))
    assert len(rows("SELECT * FROM known_device")) == 1
    retention.purge_expired(at=clock.now() + timedelta(days=367))
    assert rows("SELECT * FROM known_device") == []


def test_changing_a_password_is_counted_apart_from_what_strangers_try():
    id = person("Bob")
    for _ in range(6):
        with pytest.raises((WrongPassword, TooOften)):
            signing_in.sign_in(BOB, ANOTHER)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            signing_in.change_password(id, ANOTHER, "negen wolken boven zee", keep="")
    with pytest.raises(TooOften):
        signing_in.change_password(id, PASSWORD, "negen wolken boven zee", keep="")


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
