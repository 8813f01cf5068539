"""What Streamlit does while it starts and this app has no use for: a quarter of a second before the first page.

Works on the inside of the pinned Streamlit; the tests say which parts must be there.
"""

from pathlib import Path

from streamlit import delta_generator
from streamlit.components.v2 import manifest_scanner
from streamlit.components.v2.manifest_scanner import ComponentManifest


def spare_the_start() -> None:
    """No search for components in every installed package, and in the first run none for somebody who types Python."""
    manifest_scanner.scan_component_manifests = _no_components
    delta_generator._use_warning_has_been_displayed = True


def _no_components(max_workers: int | None = None) -> list[tuple[ComponentManifest, Path]]:
    return []
