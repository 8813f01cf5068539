"""Security headers."""

import pytest

from leidraad.server.middleware.headers import content_security_policy, script_hashes

PATHS = [
    "/",
    "/zelfscan",
    "/gezond",
    "/test",
    "/d",
    "/d/ABC",
    "/_stcore/health",
    "/_stcore/metrics",
    "/favicon.png",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(http, path):
    headers = http.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    policy = headers["content-security-policy"].split("; ")
    for nothing in ("frame-ancestors 'none'", "base-uri 'none'"):
        assert nothing in policy
    for nothing in ("object-src 'none'", "frame-src 'none'"):  # unless nothing at all is allowed that is not named
        assert nothing in policy or "default-src 'none'" in policy


def test_also_a_compressed_script_carries_the_headers(http):
    path = http.get("/").text.split('crossorigin src=".')[1].split('"')[0]
    answer = http.get(path, headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_inline_script_of_the_page_as_sent_is_allowed_by_its_hash(http):
    answer = http.get("/")
    hashes = script_hashes(answer.content)
    assert len(hashes) == 2
    for value in hashes:
        assert f"'{value}'" in answer.headers["content-security-policy"]


def test_scripts_from_elsewhere_and_eval_are_not_allowed(http):
    policy = http.get("/").headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    assert "http" not in policy
    assert "*" not in policy


def test_only_the_websocket_of_this_host_is_allowed():
    policy = content_security_policy((), "school.nl:8501")
    assert "connect-src 'self' ws://school.nl:8501 wss://school.nl:8501 data: blob:" in policy


@pytest.mark.parametrize("host", ["x; script-src *", "a b", "", "evil.nl/pad", "a,b", "*"])
def test_a_strange_host_header_does_not_reach_the_policy(host):
    assert "connect-src 'self' data: blob:;" in content_security_policy((), host)


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/pad/_stcore/metrics"]
)
def test_the_server_tells_nothing_about_itself(http, path):
    assert http.get(path).status_code == 404
