"""A small inquiry on the wall: the way in, how many take part, and what the team expected beside what came out."""

from html import escape

from leidraad.charts import inquiry, result_words, turnout
from leidraad.domain.measurement import State
from leidraad.storage.measurements import answers
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.plans import inquiries
from leidraad.ui.plan import inquired
from leidraad.ui.study_day import slides


def of(measurement: Measurement, state: State, name: str, way_in: str) -> str:
    """The slide of this moment."""
    if state is State.OPEN:
        taking = answers.people(measurement.id)
        counted = turnout.said(taking.done, taking.busy, measurement.invited)
        return slides.join(name, way_in, counted=counted)
    if state is State.CLOSED:
        people, told = answers.people(measurement.id).people, turnout.hand_overs(measurement.handed_over)
        return slides.closed(
            name, people, measurement.invited, told, k=measurement.k, may_reopen=not measurement.tie_cut
        )
    return _outcome(measurement, name)


def _outcome(measurement: Measurement, name: str) -> str:
    one = inquiries.of_measurement(measurement.id)
    result, asked = inquired.outcome_of(measurement.id)
    few = "".join(f'<p class="wand-vraag">{escape(said)}</p>' for said in result_words.cautions(result))
    body = (
        f'<p class="wand-vraag"><b>Wij verwachtten:</b> {escape(one.expected)}</p>{few}'
        f"{inquiry.on_the_wall(result, asked, inquired.before(one))}"
    )
    return slides.slide("Wat zien we nu?", body, below=name, right=result_words.who(result))
