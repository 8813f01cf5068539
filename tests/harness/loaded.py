"""The whole program, loaded and settled: a server that is forked from here need not do so again, as another did it before.

Nothing of it is about a database. A server that is started by its command does the same by itself.
"""

import pkgutil
from importlib import import_module

import leidraad.ui
from leidraad.server import lifespan

#: What the program loads when the first who needs it comes, and what the harness does in it.
LATER = (
    "anyio._backends._asyncio",
    "psycopg",
    "streamlit.emojis",
    "streamlit.web.cli",
    "streamlit.web.server.starlette.starlette_agent_routes",
    "uvicorn.lifespan.on",
    "leidraad.__main__",
    "leidraad.server.middleware.order",
    "leidraad.server.routes",
    "leidraad.storage.database.migrate",
    "tests.harness.acts",
    "tests.harness.commands",
    "tests.harness.served",
)
SCREENS = (one.name for one in pkgutil.walk_packages(leidraad.ui.__path__, "leidraad.ui."))

for name in (*LATER, *SCREENS):
    if name != "leidraad.ui.router":  # that runs with each visit
        import_module(name)
lifespan.settle()
