"""The private scan: choose, one construct per screen, your own profile; kept only when you ask for it."""

import streamlit as st

from leidraad.errors import LeidraadError, StorageError
from leidraad.ui.self_scan import desk as desks
from leidraad.ui.self_scan import home, profile
from leidraad.ui.shell import visitor
from leidraad.ui.shell.wording import literal

device = visitor.device()
if device is None:
    home.no_cookie()
    st.stop()
try:
    desk = desks.take(device)
except StorageError:
    raise
except LeidraadError as error:
    st.error(literal(str(error)))
    st.stop()

where = desks.where(desk)
with st.container(key="zelfscan"):
    if profile.show_new_code(desk) or (where == 0 and profile.show_kept(desk)):
        st.stop()
    if desk.sheet is None or where == 0:
        home.show(desk)
    elif where <= len(desk.sheet.constructs):
        desks.fill_in(desk)
    else:
        profile.show(desk)
