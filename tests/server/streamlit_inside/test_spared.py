"""What Streamlit need not do at the start: the parts are where we think, and nothing is lost with them."""

from streamlit import delta_generator
from streamlit.components.v2 import manifest_scanner

from tests.server.fresh import said_by


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
    assert said_by(asked).split() == ["[]", "True"]
