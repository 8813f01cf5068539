"""Makes the example school through the same doors as a real one: prepare, open, answer, close, share."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from leidraad.domain.result import Mode
from leidraad.example import asked, others, plans, stories
from leidraad.example.stories import SEED, Told
from leidraad.notation import AMSTERDAM
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, closing, joint, measurements, reveal
from leidraad.storage.schools import schools

Progress = Callable[[float], object]

_PREPARED_BEFORE = timedelta(days=7)
_CLOSED_AFTER = timedelta(minutes=40)
_SHARED_AFTER = timedelta(minutes=45)


def make(
    today: datetime | None = None, seed: int = SEED, progress: Progress = lambda share: None
) -> list[schools.Team]:
    """Make the example schools with everything in them; gives their teams. `progress` hears the share done (0-1).

    Raises Refused when there is an example already. When it stops halfway, nothing of it stays; when the program is
    killed, nothing does after its next start.
    """
    told = stories.tell(today or clock.now(), seed)
    wanted: dict[tuple[str, str], list[str]] = {}
    for story in told:
        wanted.setdefault((stories.SCHOOLS[story.sector], story.sector), []).append(story.team)
    teams = schools.add_examples(wanted)
    named = {team.name: team for team in teams}
    work = [
        (team, measurement) for team, story in zip(teams, told, strict=True) for measurement in story.measurements
    ]
    work += [(named[team], measurement) for team, measurement in others.tell(today or clock.now(), seed)]
    try:
        for done, (team, measurement) in enumerate(work):
            progress(done / len(work))
            _measure(team, measurement)
        day = (today or clock.now()).astimezone(AMSTERDAM).date()
        plans.make(teams, day)
        asked.make(teams, day)
        schools.all_is_made()
        progress(1.0)
    except BaseException:  # also when whoever asked for it walks away
        schools.remove_examples()
        raise
    return teams


def _measure(team: schools.Team, told: Told) -> None:
    chosen = measurements.Preparation(
        team_id=team.id,
        label=told.label,
        instrument_id=told.instrument.id,
        instrument_version=told.instrument.version,
        short=told.short,
        mode=told.mode,
        invited=told.invited,
        newcomers=told.newcomers,
        retention_days=0,
    )
    id = measurements.prepare(chosen, at=told.at - _PREPARED_BEFORE).id
    measurements.open_(id, at=told.at)
    _fill_in(id, told)
    if not told.still_open:
        closing.close(id, at=told.at + _CLOSED_AFTER)
        reveal.share(id, at=told.at + _SHARED_AFTER)


def _fill_in(id: int, told: Told) -> None:
    if told.mode is Mode.JOINT:
        for construct, score in told.agreed.items():
            joint.save(id, construct, score)
    for number, given in enumerate(told.people):
        device = secrets.token_hex(16)
        answers.save(id, device, given)
        if told.still_open and number:  # the first one still has to say so
            answers.finish(id, device)
