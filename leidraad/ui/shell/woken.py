"""Pages that look again and again are woken when there is something to see: nobody waits for their next look.

Works on the inside of the pinned Streamlit, where only the browser can ask for a run: the wall would show a step half a second
later. Looking goes on, for what nobody tells and for when nobody is heard.
"""

from functools import partial

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState, get_script_run_ctx

from leidraad.storage.database import memory

#: While a run goes on only that run knows what its browser sent; who is woken meanwhile would go back to what was before.
_AGAIN_SECONDS = 0.02
#: By session: the fragment that looks, until it is woken; looking then puts it here again.
_looking: dict[str, str] = {}


def looks() -> None:
    """Call in a fragment that looks where a study day is: it also runs at once when that changed, in whatever process."""
    fragment, context = ThreadState.get().fragment_id, get_script_run_ctx()
    if fragment and context:
        _looking[context.session_id] = fragment


def _wake() -> None:
    if not Runtime.exists():
        return
    for id in list(_looking):
        fragment, session = _looking.pop(id, ""), Runtime.instance().get_app_session(id)
        if fragment and session:
            session._call_soon_on_event_loop(partial(_run, session, fragment))


def _run(session: AppSession, fragment: str) -> None:
    """As its browser does with its timer; nothing when that page is not there any more."""
    if session._state is AppSessionState.SHUTDOWN_REQUESTED:
        return
    if session._scriptrunner is not None:
        session._event_loop.call_later(_AGAIN_SECONDS, _run, session, fragment)
        return
    asked = ClientState()
    asked.CopyFrom(session._client_state)
    asked.fragment_id, asked.is_auto_rerun = fragment, True
    session.request_rerun(asked)


memory.when_old(_wake)
