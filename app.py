"""The server of the Leidraad Teamscan: `streamlit run app.py`.
The screens are in pages/, led by leidraad/ui/router.py; the parts of the server in leidraad/server/."""

# ruff: noqa: E402

import gc
import logging
from pathlib import Path

gc.disable()  # it would look through everything that is imported here, again and again; until lifespan.settle

import streamlit as st

from leidraad.server.lifespan import lifespan
from leidraad.server.middleware.order import MIDDLEWARE
from leidraad.server.routes import placed
from leidraad.server.streamlit_inside.spared import spare_the_start

# The console shows our own Dutch block; uvicorn only speaks when something is wrong.
logging.getLogger("uvicorn.error").setLevel(logging.WARNING)

spare_the_start()

ROUTER = Path(__file__).resolve().parent / "leidraad" / "ui" / "router.py"

app = st.App(ROUTER, routes=placed(), middleware=MIDDLEWARE, lifespan=lifespan)
