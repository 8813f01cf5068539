"""`python -m tests.domain.balance_simulated --teams 4000`: how often a balanced team is told that it is not, and a lag is seen."""

import argparse
from collections.abc import Iterator

import numpy as np

from leidraad.domain import balance
from leidraad.domain.result import ConstructResult, Mode, Result, Score, Visibility

_ACTIVITIES = ("ruimte-1", "ruimte-2", "ruimte-3", "ruimte-4")
_PERSON, _OWN, _ITEM = (
    0.55,
    0.35,
    0.75,
)  # standard deviations: of a person, of a person on one activity, of one answer


def told(n: int, teams: int, chance: np.random.Generator, *, alike: bool, lag: float = 0.0) -> float:
    """The share of teams of this size that hears of a clear difference; the last activity lags so much behind.

    `alike`: whoever sees much of one activity sees much of the others; otherwise the four do not go together.
    """
    heard = sum(
        balance.of(one, _ACTIVITIES) != balance.Balance() for one in _results(n, teams, chance, alike, lag)
    )
    return heard / teams


def _results(n: int, teams: int, chance: np.random.Generator, alike: bool, lag: float) -> Iterator[Result]:
    for _ in range(teams):
        person = chance.normal(0, _PERSON, (n, 1)) if alike else np.zeros((n, 1))
        spread = _OWN if alike else (_PERSON**2 + _OWN**2) ** 0.5
        level = 3.2 + person + chance.normal(0, spread, (n, 4)) - np.array([0, 0, 0, lag])
        answers = np.clip(np.rint(level[:, :, None] + chance.normal(0, _ITEM, (n, 4, 4))), 1, 5)
        scores = answers.mean(axis=2)
        yield Result(
            mode=Mode.INDIVIDUAL, instrument="ruimte", version=1, short=False, k=5, k_distribution=8,
            participants=n, invited=n, newcomers=None,
            constructs=tuple(
                ConstructResult(
                    id=id, visibility=Visibility.SHOWN,
                    full=Score(n=n, mean=float(scores[:, at].mean()), sd=float(scores[:, at].std(ddof=1)), items=(id,)),
                )
                for at, id in enumerate(_ACTIVITIES)
            ),
        )  # fmt: skip


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--teams", type=int, default=4000)
    teams = asked.parse_args().teams
    chance = np.random.default_rng(1)
    for n in (5, 8, 12, 20, 30):
        apart, together = (told(n, teams, chance, alike=alike) for alike in (False, True))
        seen = told(n, teams, chance, alike=False, lag=0.8)
        print(
            f"n {n:2}: balanced told otherwise {apart:6.1%} (apart) {together:6.1%} (together); a lag of 0.8 seen {seen:6.1%}"
        )
