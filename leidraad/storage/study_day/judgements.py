"""What the team agrees on after the talk (teamoordeel): per topic a score or place, one sentence of evidence, and how sure."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from leidraad.content import topics
from leidraad.domain import typed
from leidraad.domain.measurement import State
from leidraad.domain.scale import from_halves, in_halves, is_half_point
from leidraad.errors import InvalidAnswer, WrongState
from leidraad.storage.database.engine import reading
from leidraad.storage.database.upsert import insert_for
from leidraad.storage.study_day.day_rows import changed, changing
from leidraad.storage.study_day.rounds import instrument_of
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.study_day import TeamJudgement

LONGEST = 200  # characters of evidence
_judgements = TeamJudgement.__table__


@dataclass(frozen=True)
class Judgement:
    """One topic: the score or place that the team agreed on (1,0-5,0 in half points), why, and whether it is sure.

    `wish`: between two poles, the place where the team wants to be.
    """

    topic: str
    score: float
    evidence: str
    certain: bool
    wish: float | None = None


def save(measurement_id: int, judgement: Judgement) -> None:
    """Write the judgement of one topic, in place of an earlier one.

    Raises NotFound, WrongState before the reveal, or InvalidAnswer; then nothing was written.
    """
    evidence = typed.one_line(judgement.evidence, LONGEST)
    with changing(measurement_id) as (session, measurement, day):
        if measurement.state != State.SHARED:
            raise WrongState("Een oordeel geef je na de uitslag. Er is niets opgeslagen.")
        asked = {one.id: one for one in topics.to_agree(instrument_of(measurement), measurement.short)}
        if judgement.topic not in asked:
            raise InvalidAnswer("Dit onderdeel hoort niet bij deze meting. Er is niets veranderd.")
        if judgement.wish is not None and not (asked[judgement.topic].places and is_half_point(judgement.wish)):
            raise InvalidAnswer("Een wens is een plek tussen twee polen. Er is niets veranderd.")
        if not is_half_point(judgement.score):
            raise InvalidAnswer("Kies een heel of half punt van 1 tot en met 5. Er is niets veranderd.")
        if evidence is None:
            raise InvalidAnswer(
                f"Schrijf in één zin van hoogstens {LONGEST} tekens waaraan jullie dit zien. Er is niets opgeslagen."
            )
        statement = insert_for(session.connection().dialect.name, _judgements).values(
            measurement_id=measurement_id,
            construct_id=judgement.topic,
            half_points=in_halves(judgement.score),
            evidence=evidence,
            certain=judgement.certain,
            wish=None if judgement.wish is None else in_halves(judgement.wish),
        )
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["measurement_id", "construct_id"],
                set_={name: statement.excluded[name] for name in ("half_points", "evidence", "certain", "wish")},
            )
        )
        changed(session, day)


def of_measurement(measurement_id: int) -> dict[str, Judgement]:
    """The judgements so far by topic. Never part of a trend, never averaged with a score."""
    return of_measurements([measurement_id])[measurement_id]


def last_of_team(team_id: int, topic: str) -> Judgement | None:
    """What this team agreed on last about a topic."""
    query = (
        select(TeamJudgement)
        .join(StoredMeasurement, col(StoredMeasurement.id) == col(TeamJudgement.measurement_id))
        .where(StoredMeasurement.team_id == team_id, TeamJudgement.construct_id == topic)
        .order_by(col(StoredMeasurement.closed_at).desc(), col(StoredMeasurement.id).desc())
    )
    with reading() as session:
        row = session.exec(query).first()
    return None if row is None else _handed_out(row)


def of_measurements(ids: Sequence[int]) -> dict[int, dict[str, Judgement]]:
    """The same of several measurements, in one look; empty for one without any."""
    with reading() as session:
        rows = session.exec(select(TeamJudgement).where(col(TeamJudgement.measurement_id).in_(ids))).all()
    found: dict[int, dict[str, Judgement]] = {one: {} for one in ids}
    for row in rows:
        found[row.measurement_id][row.construct_id] = _handed_out(row)
    return found


def _handed_out(row: TeamJudgement) -> Judgement:
    wish = None if row.wish is None else from_halves(row.wish)
    return Judgement(row.construct_id, from_halves(row.half_points), row.evidence, row.certain, wish)
