"""On Ontwikkeling: a questionnaire in which nothing is added up. Its measurements stand under each other, without a word."""

from collections.abc import Sequence

import streamlit as st

from leidraad.charts import places
from leidraad.charts import statements as bars
from leidraad.content.models import Instrument, Part, QuestionKind
from leidraad.domain.progress import Progress
from leidraad.domain.result import Result, Visibility
from leidraad.ui.shell.wording import literal


def all_of_it(instrument: Instrument, results: Sequence[Result]) -> bool:
    """Whether nothing of the questionnaire is added up, and something of it was told."""
    told = {one.visibility for result in results for one in result.constructs}
    return all(part.stands_alone for part in instrument.parts) and Visibility.SHOWN in told


def under_each_other(progress: Progress, instrument: Instrument, part: Part) -> None:
    """Every place or statement with all measurements, the newest first."""
    newest, *earlier = [(moment.name, moment.result) for moment in reversed(progress.moments)]
    for construct in part.constructs:
        shown = newest[1].construct(construct.id)
        if len(part.constructs) > 1:
            st.subheader(literal(construct.name), anchor=False)
        if part.asks is QuestionKind.POSITION:
            st.html(places.block(newest[1], construct, earlier, newest[0]) + places.table(construct, shown))
        else:
            st.html(bars.block(newest[1], construct, shown, instrument.scale, earlier))
