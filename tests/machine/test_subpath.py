"""The whole server under a sub-path: our routes, the Dutch page and the compressed scripts."""

import re

import pytest

HOST = {"host": "teamscan.school.nl"}


@pytest.mark.parametrize(
    ("path", "status"), [("/teamscan/gezond", 200), ("/gezond", 404), ("/teamscan/test", 200)]
)
def test_our_routes_stand_under_the_sub_path(strict_http, path, status):
    assert strict_http.get(path, headers=HOST).status_code == status


def test_a_typed_code_leads_to_the_questionnaire_under_the_sub_path(strict_http):
    answer = strict_http.get("/teamscan/d?code=abc+123", headers=HOST, follow_redirects=False)
    assert answer.headers["location"] == "/teamscan/d/ABC123"


def test_the_pages_of_a_phone_name_nothing_beside_the_sub_path(strict_http):
    page = strict_http.get("/teamscan/d", headers=HOST).text
    addresses = re.findall(r'(?:src|href|action)="([^"]+)"', page)
    assert [address for address in addresses if not address.startswith("/teamscan/")] == []
    for address in addresses:
        assert strict_http.get(address, headers=HOST).status_code == 200


def test_the_page_is_dutch_under_the_sub_path(strict_http):
    for path in ("/teamscan/", "/teamscan/d", "/teamscan/zelfscan"):
        assert '<html lang="nl">' in strict_http.get(path, headers=HOST).text


def test_scripts_are_compressed_under_the_sub_path(strict_http):
    name = strict_http.get("/teamscan/", headers=HOST).text.split('crossorigin src=".')[1].split('"')[0]
    answer = strict_http.get(f"/teamscan{name}", headers={**HOST, "accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]


def test_the_server_tells_nothing_about_itself_under_the_sub_path(strict_http):
    assert strict_http.get("/teamscan/_stcore/metrics", headers=HOST).status_code == 404
