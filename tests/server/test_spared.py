"""What Streamlit need not do at the start: the parts are where we think, and nothing is lost with them."""

import subprocess
import sys

from streamlit import delta_generator
from streamlit.components.v2 import manifest_scanner

from tests.bench.server import ROOT


def test_the_parts_of_streamlit_that_are_spared_exist_and_find_nothing_here():
    assert manifest_scanner.scan_component_manifests() == [], (
        "an installed package has components: use them or spare them"
    )
    assert isinstance(delta_generator._use_warning_has_been_displayed, bool)


def test_the_app_spares_both():
    asked = (
        "import app; from streamlit import delta_generator as d; from streamlit.components.v2 import manifest_scanner as m;"
        "m.importlib.metadata.distributions = None;"  # looking for packages would fail
        "print(m.scan_component_manifests(), d._use_warning_has_been_displayed)"
    )
    ended = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["[]", "True"]
