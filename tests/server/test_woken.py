"""A step of a study day is on the wall and on another console at once, whoever took it and however seldom they look."""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSessionState

from leidraad.ui.shell import woken
from tests.bench.studiedag import PATIENCE_SECONDS, Follower
from tests.server.conftest import Program


class NeverLooks(Follower):
    """A page of which the timers do nothing."""

    def _set_timer(self, fragment: str, interval: float) -> None:
        pass


async def a_day(program: Program) -> list[str]:
    console, *others = Follower(program.server.address), *(NeverLooks(program.server.address) for _ in range(2))
    for page, path in zip((console, *others), ("studiedag", "presenteren", "studiedag"), strict=True):
        page.cookie = program.leader
        await page.open(f"/{path}?meting={program.measurement}")
        if page is console:
            await console.press("dag-beginnen")
    before = time.perf_counter()
    await console.press("naar-invullen-uit-instappen")
    async with asyncio.timeout(PATIENCE_SECONDS):
        while any(one.drawn_at < before for one in others):
            await asyncio.sleep(0.02)
    for page in (console, *others):
        await page.close()
    return [error for page in (console, *others) for error in page.exceptions]


def test_a_wall_and_a_console_that_never_look_show_the_next_step_all_the_same(program: Program):
    assert asyncio.run(a_day(program)) == []


def woken_while_it_runs(state: AppSessionState, knows: str) -> list[ClientState]:
    """A session of Streamlit that is woken in the middle of a run, after which it knows where its browser is."""
    asked: list[ClientState] = []
    later: list[Callable[[], object]] = []
    session: Any = SimpleNamespace(
        _state=AppSessionState.APP_IS_RUNNING,
        _scriptrunner=object(),
        _event_loop=SimpleNamespace(call_later=lambda _seconds, do, *given: later.append(partial(do, *given))),
        _client_state=ClientState(),
        request_rerun=asked.append,
    )
    woken._run(session, "volgen")
    assert asked == []
    session._scriptrunner, session._client_state, session._state = None, ClientState(query_string=knows), state
    later.pop()()
    assert later == []
    return asked


def test_who_is_woken_in_the_middle_of_a_run_goes_on_from_where_that_run_ended():
    [asked] = woken_while_it_runs(AppSessionState.APP_NOT_RUNNING, "meting=7")
    assert (asked.fragment_id, asked.query_string, asked.is_auto_rerun) == ("volgen", "meting=7", True)


def test_a_page_that_was_closed_meanwhile_is_asked_nothing():
    assert woken_while_it_runs(AppSessionState.SHUTDOWN_REQUESTED, "") == []
