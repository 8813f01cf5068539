"""What is stored about people is named: column by column in the register, and in what participants and leaders read."""

import re

import pytest
from sqlmodel import SQLModel

from leidraad.content import explanation
from leidraad.storage import tables  # noqa: F401  they are what SQLModel knows of

#: What a column holds when it is nothing about anybody.
KEY = "a random or counted key"
SETTING = "a choice from fixed words, or a setting"
COPY = "made again from what another column holds"

#: By table, and in it by column: the words by which the register names it. Keys to other tables need none.
REGISTERED = {
    "account": {
        "name": "Naam, e-mailadres",
        "email": "e-mailadres",
        "password_hash": "versleutelde afdruk van het wachtwoord",
        "active created_at stopped_at erased_at": "wanneer het account werd gemaakt, gestopt of verwijderd",
        "oidc_issuer oidc_subject": "kenmerk van het schoolaccount",
    },
    "account_grant": {"role": "rollen"},
    "account_session": {"token_hash created_at expires_at": "aanmeldingen .* met begin en einde, tot ze verlopen"},
    "answer": {"item_id value": "Antwoorden op stellingen over het team"},
    "attempt": {"key_hash failures since last": "Aantal en moment per versleutelde afdruk, hooguit twee uur"},
    "ballot": {
        "key": KEY,
        "kind": "een tweede stem na het gesprek, en kiezen waar het team aan werkt",
        "token_hash": "stemmen per toestel .* onder een eigen versleutelde afdruk",
    },
    "clock_watch": {
        "only": KEY,
        "believed_at doubted_since doubted_at announced_at": "laatste moment waarop de Teamscan draaide",
    },
    "exchange_import": {
        "key": "sleutel van de afzender",
        "name": "onder de naam die jullie de afzender geven",
        "sector": SETTING,
        "made_on imported_on": "scores per team zonder namen, de dag",
        "body": "ingelezen bestanden met scores per team zonder namen",
    },
    "cycle_move": {"step moved_on": "wanneer het in welke stap kwam"},
    "fair_start": {
        "aim scope people way": "wat de leiding vooraf opschrijft: waarom, wat, wie, hoe",
        "ours": "en wat van het team zelf is",
        "version": SETTING,
    },
    "focus_point": {
        "construct_id item_id why cue response": "Speerpunten met een reden, de afspraak",
        "owner": "wie die trekt",
        "decided_on closed_on look_back_on look_back_set_at": "wie die trekt en de dagen daarvan",
        "step": "wanneer het in welke stap kwam",
        "ending version": SETTING,
    },
    "joint_score": {"construct_id half_points": "wat het team samen afspreekt"},
    "journal": {
        "at what": "in het logboek wie wanneer wat leidde of beheerde",
        "detail": "met namen van teams, metingen en bestanden",
    },
    "known_device": {
        "device_hash": "per browser waarin iemand zich aanmeldde",
        "last_at": "waarin iemand zich aanmeldde, met de laatste keer",
    },
    "leader_link": {"code": "een eigen code"},
    "leader_result": {"body": "apart van die van het team"},
    "look_back": {
        "held_on how_far helped held_up sequel reason monitored": "wat het team bij het terugkijken opschreef",
    },
    "measurement": {
        "label": "naam, instellingen en code van de meting",
        "instrument_id instrument_version short mode k k_distribution retention_days": "instellingen",
        "join_code": "code van de meting",
        "state created_at opened_at closes_at closed_at shared_at": "werd gemaakt, geopend, gesloten en getoond",
        "invited newcomers": "aantal uitgenodigde en nieuwe collega's",
        "handed_over": "hoe vaak een toestel is doorgegeven",
        "tie_cut over_since": COPY,
    },
    "one_time_link": {
        "token_hash": "links die één keer werken, als versleutelde afdruk",
        "purpose": SETTING,
        "created_at expires_at": "met begin en einde, tot ze verlopen",
    },
    "participation": {
        "key": KEY,
        "token_hash": "versleutelde afdruk van een willekeurig cookienummer",
        "done withdrawn": "of een toestel klaar is of zijn antwoorden heeft ingetrokken",
        "leader": "of het de code voor de leiding gebruikte",
    },
    "own_statement": {
        "item_id place": KEY,
        "text": "stellingen die een team er zelf bij zet",
        "recognise": "met hoe je ze herkent",
        "exception": "waarom de woorden zo mogen blijven",
    },
    "plan_action": {
        "what owner due_on": "acties met een rol of voornaam en een dag",
        "state version": SETTING,
    },
    "plan_link": {
        "secret_hash": "van een leeslink of agenda-abonnement een versleutelde afdruk",
        "purpose": "waarvoor die is",
        "made_on": "de dag waarop die is gemaakt",
    },
    "plan_note": {"question text": "notities bij vragen", "version": SETTING},
    "prediction": {"construct_id half_points": "wat iemand verwacht"},
    "prediction_shown": {},
    "questionnaire": {
        "version offered": SETTING,
        "family": KEY,
        "body": "vragenlijsten die een school zelf schreef",
        "made_at": "vragenlijsten die een school zelf schreef, en wanneer",
    },
    "result": {"body": "de uitslag per team"},
    "round": {
        "kind": "een tweede stem na het gesprek, en kiezen",
        "is_open asked": SETTING,
        "body": "de uitkomst van een stemming",
    },
    "school": {"name": "Naam van school en team", "sector example half_made": SETTING},
    "self_scan": {
        "number": KEY,
        "sealed": SETTING,
        "day": "met de dag en de gekozen rol",
        "body": "op verzoek .* met de dag en de gekozen rol",
    },
    "self_scan_draft": {
        "key": KEY,
        "token_hash": "Antwoorden voor één toestel",
        "instrument_id instrument_version short": SETTING,
        "perspective": "de gekozen rol",
        "expires_hour": "hooguit een dag",
    },
    "self_scan_draft_answer": {"item_id value": "Antwoorden voor één toestel"},
    "self_scan_owner": {"code_hash": "versleutelde afdruk van een persoonlijke code", "salt": KEY},
    "small_inquiry": {
        "items expected look_back_on": "bij een klein onderzoek de stellingen, de dag en wat het team verwacht",
        "version": SETTING,
    },
    "study_day": {
        "step screen talk version": "Bij welke stap de dag is",
        "minutes": SETTING,
        "started_at": "Bij welke stap de dag is en sinds wanneer",
    },
    "team": {"name": "Naam van school en team", "position": SETTING, "archived_at": SETTING},
    "team_consent": {"purpose": "Waar een team mee instemt", "given_on": "mee instemt, en sinds welke dag"},
    "team_judgement": {"construct_id half_points certain evidence": "een score met één zin", "wish": "heen wil"},
    "vote": {"subject value before": "stemmen per toestel"},
    "vote_right": {"token_hash": "welke afdrukken nog eens mogen stemmen"},
}

#: By what is stored of people: the words of the privacy notice.
NOTICED = {
    "answer.value": "Je antwoorden op stellingen over het team",
    "participation.token_hash": "per meting alleen een versleutelde afdruk",
    "participation.done": "of je klaar bent",
    "participation.withdrawn": "of je je antwoorden introk",
    "participation.leader": "als je leidinggevende bent",
    "leader_link.code": "een eigen code",
    "leader_result.body": "apart van die van het team",
    "ballot.token_hash": "elk met een eigen afdruk, los van je antwoorden",
    "vote.value": "Je stem na het gesprek en je keuze",
    "vote_right.token_hash": "Dat je toestel nog eens mag stemmen",
    "measurement.handed_over": "hoe vaak een toestel is doorgegeven",
    "result.body": "één uitslag per team",
    "team_judgement.evidence": "een score met één zin",
    "focus_point.why": "een speerpunt met een reden",
    "plan_action.owner": "wie wat wanneer doet (met een rol of voornaam)",
    "plan_note.text": "notities bij vragen",
    "look_back.reason": "hoe het ging",
    "small_inquiry.expected": "wat het team verwachtte",
    "team_consent.purpose": "als het team daarmee instemt",
    "self_scan_draft.token_hash": "binnen een dag weg",
    "self_scan.body": "versleuteld met een persoonlijke code",
    "account.name": "naam, e-mailadres",
    "account.email": "naam, e-mailadres",
    "account_grant.role": "rollen",
    "account.password_hash": "versleutelde afdruk van je wachtwoord",
    "account.oidc_subject": "kenmerk van je schoolaccount",
    "account_session.created_at": "wanneer je je aanmeldde",
    "known_device.device_hash": "een jaar lang een afdruk van de browser",
    "journal.what": "in het logboek wat je leidde of beheerde",
    "prediction.half_points": "Wat je verwacht dat het team antwoordt",
    "prediction_shown.account_id": "tenzij je het op het scherm laat zetten",
}


def plain(id: str) -> str:
    return " ".join(explanation.explanation(id).body.replace("**", "").split())


def stored() -> set[str]:
    """Every column that is not merely a key."""
    return {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if not column.foreign_keys and column.name != "id"
    }


def registered() -> dict[str, str]:
    return {
        f"{table}.{column}": words
        for table, columns in REGISTERED.items()
        for names, words in columns.items()
        for column in names.split()
    }


def test_every_table_and_every_column_is_named_in_the_register_or_said_to_be_nothing_about_anybody() -> None:
    new = stored() - set(registered())
    assert not new, (
        f"Nieuw in de database: {', '.join(sorted(new))}. Zeg in data/uitleg/verwerkingsregister.md wat daar staat "
        "(gaat het over mensen, dan ook in privacyverklaring.md, dpia.md en medezeggenschap.md), en zet hier in "
        "REGISTERED met welke woorden het register het noemt."
    )
    gone = set(registered()) - stored()
    assert not gone, f"Bestaan niet meer, haal ze hier en uit het register weg: {', '.join(sorted(gone))}."
    assert set(REGISTERED) == set(SQLModel.metadata.tables)


def test_the_register_says_so_in_those_words() -> None:
    register = plain("verwerkingsregister")
    said = {words for columns in REGISTERED.values() for words in columns.values()} - {KEY, SETTING, COPY}
    assert [words for words in sorted(said) if not re.search(words, register)] == []


def test_what_is_nothing_about_anybody_is_no_name_no_text_and_no_print_of_a_device() -> None:
    telling = re.compile(r"(name|email|hash|why|evidence|detail|body|label|password)")
    quiet = {column for column, words in registered().items() if words in (KEY, SETTING, COPY)}
    assert [column for column in sorted(quiet) if telling.search(column.split(".")[1])] == []


def test_the_privacy_notice_names_what_is_kept_of_people() -> None:
    notice = plain("privacyverklaring")
    assert [words for words in NOTICED.values() if words not in notice] == []


def test_every_print_of_a_device_and_every_text_about_people_is_on_the_list_of_the_notice() -> None:
    """What only the computer, another school or an attempt is about is in the register alone."""
    others = {
        "attempt",
        "exchange_import",
        "one_time_link",
        "clock_watch",
        "school",
        "team",
        "round",
        "measurement",
        "questionnaire",
    }
    telling = re.compile(r"^(name|email|token_hash|device_hash|password_hash|why|evidence|body|value)$")
    tables_of_people = {column.split(".")[0] for column in NOTICED}
    people = {column for column in stored() if telling.match(column.split(".")[1])}
    missing = {column for column in people if column.split(".")[0] not in tables_of_people | others}
    assert missing == {"self_scan_draft_answer.value"}  # with its draft


@pytest.mark.parametrize("id", ["privacyverklaring", "dpia", "medezeggenschap"])
@pytest.mark.parametrize(
    "what",
    [
        "een tweede stem|stem na het gesprek|na het gesprek opnieuw stemmen",
        "keuze|kiezen",
        "met een eigen code|een eigen code",
        "verwacht",
        "andere school",
        "één zin",
        "een reden",
    ],
)
def test_the_texts_for_the_school_are_complete(id: str, what: str) -> None:
    assert re.search(what, plain(id), re.IGNORECASE)
