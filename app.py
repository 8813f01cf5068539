"""The server of the Leidraad Teamscan: `streamlit run app.py`.
The screens are in pages/, led by leidraad/ui/router.py; the parts of the server in leidraad/server/."""

# ruff: noqa: E402

import gc
import logging
from pathlib import Path

gc.disable()  # it would look through everything that is imported here, again and again; until lifespan.settle

import streamlit as st
from starlette.middleware import Middleware

from leidraad.server.beginning import OpensOnBegin
from leidraad.server.lifespan import lifespan
from leidraad.server.routes import ROUTES
from leidraad.server.spared import spare_the_start
from leidraad.server.stack import MIDDLEWARE
from leidraad.server.subpath import placed

# The console shows our own Dutch block; uvicorn only speaks when something is wrong.
logging.getLogger("uvicorn.error").setLevel(logging.WARNING)

spare_the_start()

ROUTER = Path(__file__).resolve().parent / "leidraad" / "ui" / "router.py"

app = st.App(ROUTER, routes=placed(ROUTES), middleware=[*MIDDLEWARE, Middleware(OpensOnBegin)], lifespan=lifespan)
