"""Which browsers are a phone's: those get the still picture alone."""

import pytest

from leidraad.ui.shell import pictures


@pytest.mark.parametrize(
    ("browser", "phone"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148",
            True,
        ),
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", True),
        (
            "Mozilla/5.0 (Linux; Android 15; SM-X710) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36",
            False,
        ),  # a tablet
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", False),
        ("", False),
    ],
)
def test_a_browser_says_whether_it_is_that_of_a_phone(browser: str, phone: bool) -> None:
    assert pictures.is_phone(browser) is phone
