"""A participant without a browser: asks of the server what the script of a phone asks, where the screen is not what is tested."""

from collections.abc import Mapping
from typing import Self

import httpx


class Colleague:
    """One more phone in the hall, that costs next to nothing. Use as a context manager."""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, headers={"origin": url}, timeout=60, verify=False)
        self.code = ""
        self.answers: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def reads(self, address: str) -> str:
        """What the server sends for this address."""
        return self.client.get(address).raise_for_status().text

    def join(self, code: str) -> None:
        """Scan the code and open the first statements."""
        self.code = code
        for address in (f"/d/{code}", f"/d/{code}/1"):
            self.client.get(address).raise_for_status()

    def fill_in(self, values: Mapping[str, int]) -> None:
        """Tap one answer after the other; each is stored."""
        for item, value in values.items():
            assert self._post("antwoord", {"stelling": item, "waarde": value})["stand"] == value
        self.answers |= values

    def vote(self, value: int) -> None:
        """Change every answer that is asked again into this one."""
        for item in self._asked_again():
            said = self._post("stem?script", {"stelling": item, "waarde": value, "eerst": self.answers[item]})
            assert said["stand"] == value

    def choose(self, construct: str) -> None:
        """What to work on."""
        assert self._post("keuze?script", {"onderdeel": construct})["stand"] == [construct]

    def _asked_again(self) -> list[str]:
        page = self.client.get(f"/d/{self.code}/dag").raise_for_status().text
        return [part.split('"')[0] for part in page.split('data-stem="')[1:]]

    def _post(self, what: str, fields: Mapping[str, object]) -> dict[str, object]:
        data = {name: str(value) for name, value in fields.items()}
        found: dict[str, object] = self.client.post(f"/d/{self.code}/{what}", data=data).raise_for_status().json()
        return found
