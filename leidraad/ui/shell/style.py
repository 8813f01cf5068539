"""All CSS of the app, in one place and as little as possible: touch size, reading width, and our own few parts.

The browser gets it as a file (leidraad/server/stylesheet.py).
"""

from pathlib import Path

from leidraad.charts import own, own_beside_team

CSS = Path(__file__).with_suffix(".css").read_text(encoding="utf-8") + own.CSS + own_beside_team.CSS
