"""Papers to print from the page Metingen: the empty questionnaire, and cards with the code once it is there."""

from leidraad.access.rights import Action, Place
from leidraad.content import library, own_statements
from leidraad.reports import handouts
from leidraad.reports.handouts import CARDS, Joining
from leidraad.storage.measurements import asked_too
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools.schools import Team
from leidraad.ui.downloads import offering
from leidraad.ui.downloads.offering import DownloadFile, DownloadKind
from leidraad.ui.shell import phone_address


def offer(team: Team, measurement: Measurement) -> None:
    """What belongs to this measurement; cards only while it is open."""
    kinds = [_questionnaire(measurement)]
    if measurement.join_code and measurement.opened_at:
        kinds.insert(0, _cards(team, measurement, measurement.join_code))
    title = "Printen: codekaarten en vragenlijst" if len(kinds) > 1 else "Printen: de vragenlijst"
    offering.offer(
        f"papier-{measurement.id}",
        kinds,
        Action.LEAD,
        Place(team.school_id, team.id),
        title,
        "Wat wil je printen?",
    )


def _cards(team: Team, measurement: Measurement, code: str) -> DownloadKind:
    joining = Joining(
        name=f"{team.name}, {measurement.label}",
        address=phone_address.joining(code),
        code=phone_address.spelled(code),
        people=measurement.invited,
    )
    name = offering.file_name("codekaarten", team.name, measurement.label, ending="pdf")
    date = offering.today()
    file = DownloadFile(name, offering.PDF, lambda _: handouts.code_cards(joining, date))
    about = f"{CARDS} kaarten op een A4, genoeg voor iedereen die is uitgenodigd. Op elke kaart staan de QR-code, het adres en de code."
    return DownloadKind("Codekaarten (PDF)", about, lambda which, form: file)


def _questionnaire(measurement: Measurement) -> DownloadKind:
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    length = "kort" if measurement.short else "volledig"
    name = offering.file_name("vragenlijst", instrument.sector, length, ending="pdf")
    date = offering.today()
    own = own_statements.construct(asked_too.of(measurement.id))
    file = DownloadFile(
        name, offering.PDF, lambda _: handouts.questionnaire(instrument, date, short=measurement.short, own=own)
    )
    about = "Om vooraf te lezen of samen te bespreken. Invullen gaat op een telefoon of laptop."
    return DownloadKind("Vragenlijst (PDF)", about, lambda which, form: file)
