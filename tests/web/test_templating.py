"""What all our own pages share: one look, a policy without exceptions, and files whose names change with their contents."""

import re

import jinja2
import pytest
from starlette.applications import Starlette

from leidraad.web import templating
from leidraad.web.templating import POLICY, ROUTES, _asset
from tests.server.visits import Browser


def test_the_policy_names_nothing_but_this_server():
    parts = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert parts["default-src"] == "'none'"
    assert set(parts.values()) == {"'none'", "'self'"}


@pytest.mark.parametrize("name", ["web.css", "phone.js", "form.js", "mark.svg"])
def test_a_file_has_a_name_that_changes_with_its_contents_and_may_be_kept(name: str) -> None:
    path, body = _asset(name)
    assert re.fullmatch(rf"/stijl/{name.split('.')[0]}-[0-9a-f]{{12}}\.{name.split('.')[1]}", path)
    answer = Browser(Starlette(routes=ROUTES)).get(path)
    assert answer.content == body
    assert "immutable" in answer.headers["cache-control"]


def test_look_and_script_stand_in_files_and_no_letter_has_to_be_fetched():
    made = templating.refusal("Kop", "Tekst", 403).body.decode()
    assert "<style" not in made
    assert re.findall("<script[^>]*>(.*?)</script>", made) == [""]
    style = _asset("web.css")[1].decode()
    assert "@font-face" not in style
    assert "url(" not in style


def test_what_is_given_stays_letters():
    made = templating.refusal("Kop <b>", "Tekst <b>", 403).body.decode()
    assert "<title>Kop &lt;b&gt; · " in made
    assert "<h1>Kop &lt;b&gt;</h1>" in made
    assert "<p>Tekst &lt;b&gt;</p>" in made


def test_a_value_that_nobody_gives_is_an_error_and_not_a_hole():
    with pytest.raises(jinja2.UndefinedError):
        templating.page("refused.html", title="Kop")
