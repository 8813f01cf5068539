"""What somebody's own account is: the name, what it is for, the password, and signing out everywhere."""

import streamlit as st

from leidraad.ui.account import own_account
from leidraad.ui.shell import guards

visitor = guards.signed_in()

st.title("Mijn account", anchor=False)
own_account.roles(visitor)
own_account.name(visitor)
own_account.password(visitor)
own_account.everywhere(visitor)
