"""The entry script: knows the visitor, names the pages and runs the one that was asked for.

It must not lie beside pages/: Streamlit would then run those files without passing here.
"""

from leidraad.ui.shell import navigation

navigation.run()
