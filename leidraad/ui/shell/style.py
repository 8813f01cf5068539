"""All CSS of the screens, as little as possible: what all share stands here, what is one page's stands with that page.

The browser gets it as one file (leidraad/server/stylesheet.py).
"""

from pathlib import Path

from leidraad.charts import own

UI = Path(__file__).parents[1]
SHEETS = (
    "shell/style.css",
    "shell/pictures.css",
    "start/start.css",
    "measurement/measurement.css",
    "results/results.css",
    "school/school.css",
    "study_day/study_day.css",
    "admin/admin.css",
)

#: Last, since it changes what the others draw.
FORCED = (UI / "shell" / "forced.css").read_text(encoding="utf-8")

CSS = "".join((UI / one).read_text(encoding="utf-8") for one in SHEETS) + own.CSS + FORCED
