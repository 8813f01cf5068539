"""The whole server under a sub-path: our routes, the Dutch page and the compressed scripts."""

import pytest

HOST = {"host": "teamscan.school.nl"}


@pytest.mark.parametrize(
    ("path", "status"), [("/teamscan/gezond", 200), ("/gezond", 404), ("/teamscan/test", 200)]
)
def test_our_routes_stand_under_the_sub_path(strict_http, path, status):
    assert strict_http.get(path, headers=HOST).status_code == status


def test_a_join_link_leads_to_the_questionnaire_under_the_sub_path(strict_http):
    answer = strict_http.get("/teamscan/d/abc123", headers=HOST, follow_redirects=False)
    assert answer.headers["location"] == "/teamscan/invullen?code=ABC123"
    wrong = strict_http.get("/teamscan/d/AB-12", headers=HOST, follow_redirects=False)
    assert wrong.headers["location"] == "/teamscan/?code=onbekend"


def test_the_page_is_dutch_under_the_sub_path(strict_http):
    for path in ("/teamscan/", "/teamscan/invullen"):
        assert '<html lang="nl">' in strict_http.get(path, headers=HOST).text


def test_scripts_are_compressed_under_the_sub_path(strict_http):
    name = strict_http.get("/teamscan/", headers=HOST).text.split('crossorigin src=".')[1].split('"')[0]
    answer = strict_http.get(f"/teamscan{name}", headers={**HOST, "accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]


def test_the_server_tells_nothing_about_itself_under_the_sub_path(strict_http):
    assert strict_http.get("/teamscan/_stcore/metrics", headers=HOST).status_code == 404
