"""Which version this is: read from the changelog, said everywhere, and never a reason to stop."""

import pytest

from leidraad import product
from leidraad.errors import SettingsError

CHANGELOG = product.CHANGELOG.read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _asked_anew():
    product.version.cache_clear()
    yield
    product.version.cache_clear()


def test_the_changelog_of_this_program_says_its_version():
    assert product.version() == product.newest(CHANGELOG)
    assert product.signature() == f"Leidraad Teamscan, versie {product.version()}"


@pytest.mark.parametrize(
    ("changelog", "version"),
    [
        ("# Wat er veranderde\n\n## 1.0 (2026-11-26)\n\n- Iets.\n", "1.0"),
        ("# Wat er veranderde\n\n## 2.11.3 (2027-01-02)\n\n## 2.11 (2026-12-01)\n", "2.11.3"),
    ],
)
def test_the_first_heading_is_the_version(changelog, version):
    assert product.newest(changelog) == version


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "## 1.0",
        "## 1 (2026-11-26)",
        "## v1.0 (2026-11-26)",
        "## Nog niet uitgebracht",
        "## 1.0.0 (2026-11-26)",
    ],
)
def test_a_changelog_that_says_no_version_first_is_wrong(heading):
    with pytest.raises(SettingsError, match=r"1\.0 \(2026-11-26\)"):
        product.newest(f"# Wat er veranderde\n\n{heading}\n\n## 0.9 (2026-01-01)\n" if heading else "# Leeg\n")


@pytest.mark.parametrize("written", [None, b"# Wat er veranderde\n", b"\xff\xfe"])
def test_without_it_the_program_works_on_and_says_that_it_does_not_know(tmp_path, monkeypatch, written):
    file = tmp_path / "CHANGELOG.md"
    if written is not None:
        file.write_bytes(written)
    monkeypatch.setattr(product, "CHANGELOG", file)
    assert product.version() == product.UNKNOWN
    assert product.signature() == "Leidraad Teamscan, versie onbekend"


def test_the_versions_go_down_and_so_do_their_days():
    headings = [line.removeprefix("## ") for line in CHANGELOG.splitlines() if line.startswith("## ")]
    versions = [tuple(map(int, product.newest(f"## {one}").split("."))) for one in headings]
    days = [one.split("(")[1] for one in headings]
    assert versions == sorted(set(versions), reverse=True)
    assert days == sorted(days, reverse=True)
