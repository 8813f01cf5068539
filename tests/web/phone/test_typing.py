"""What somebody who takes part can type: a code. Everything else is a choice, so that no words tell who somebody is."""

import re

from leidraad.settings import ROOT

TEMPLATES = sorted((ROOT / "leidraad" / "web" / "templates" / "phone").rglob("*.html"))


def test_whoever_takes_part_types_a_code_and_nothing_else() -> None:
    assert TEMPLATES
    typed = {}
    for file in TEMPLATES:
        said = file.read_text(encoding="utf-8")
        kinds = set(re.findall(r'<input[^>]*\btype="(\w+)"', said)) | set(
            re.findall(r"<(textarea|select)\b", said)
        )
        assert "contenteditable" not in said
        assert len(re.findall(r"<input\b", said)) == len(re.findall(r'<input[^>]*\btype="', said))
        if other := kinds - {"radio", "checkbox", "hidden"}:
            typed[file.name] = other
    assert typed == {"code_form.html": {"text"}}
