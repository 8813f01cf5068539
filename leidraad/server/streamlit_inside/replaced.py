"""The list of everything that replaces, or leans on, the inside of Streamlit: before an upgrade, read this.

Each entry says what it gains, and names the test that fails when Streamlit no longer is what it leans on. Tests walk the
list, and refuse a module that reaches inside and is not on it. What Streamlit documents (its options, `st.App`, the classes
`st-key-…`) is not here, nor is Python's collector (`lifespan`).
"""

from dataclasses import dataclass

#: The version of Streamlit for which this list was made.
STREAMLIT = "1.67.0"
_TESTS = "tests/server/"


@dataclass(frozen=True)
class Replaced:
    """One place: our module, why it is there, the figure that justifies it, what it leans on, and its test.

    `calls` are names inside Streamlit with their signature, `texts` what must stand in a file of its package.
    """

    module: str
    why: str
    figure: str
    test: str
    calls: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


REPLACED = (
    Replaced(
        "leidraad/server/streamlit_inside/spared.py",
        "The start searches every installed package for components, and the first run looks whether somebody types Python.",
        "0,25 to 0,3 s of a start of 2,5 s (decision 0009; tests.bench.binnenkant)",
        f"{_TESTS}streamlit_inside/test_spared.py::test_the_app_spares_both",
        calls=(
            "streamlit.components.v2.manifest_scanner:scan_component_manifests"
            "(max_workers: 'int | None' = None) -> 'list[tuple[ComponentManifest, Path]]'",
        ),
        texts=(("delta_generator.py", "if not _use_warning_has_been_displayed:"),),
    ),
    Replaced(
        "leidraad/server/streamlit_inside/sockets.py",
        "Streamlit makes its listening socket without naming TCP, for which asyncio then leaves Nagle's algorithm on.",
        "45 ms of every answer in two parts, so of every tap on a participant's page (decision 0007; tests.bench.binnenkant)",
        f"{_TESTS}streamlit_inside/test_sockets.py::test_the_socket_that_streamlit_makes_needs_it_and_gets_it",
        calls=(
            "streamlit.web.server.starlette.starlette_server:_bind_socket"
            "(address: 'str', port: 'int', backlog: 'int') -> 'socket.socket'",
        ),
    ),
    Replaced(
        "leidraad/server/streamlit_inside/html.py",
        "The page is English, its keys r and c cannot be switched off (WCAG 2.1.4), it has no place for scripts of ours, and "
        "asks for the scripts of what stands on a first screen when that is to be drawn.",
        "0,4 to 0,5 s of the first page for the scripts that it names ahead (decision 0009), for 3,6 kB in all",
        f"{_TESTS}streamlit_inside/test_html.py::test_the_installed_page_is_the_one_that_the_rewriting_knows",
        texts=tuple(
            ("static/index.html", text) for text in ('<html lang="en">', "<title>Streamlit</title>", "<noscript>")
        ),
    ),
    Replaced(
        "leidraad/machine/streamlit_files.py",
        "Streamlit's folder of files: for its page, which is made ours, and its scripts, which are sent zipped once.",
        "no second copy of either: 23 MB of scripts",
        f"{_TESTS}streamlit_inside/test_html.py::test_the_installed_page_is_the_one_that_the_rewriting_knows",
        calls=("streamlit.file_util:get_static_dir() -> 'str'",),
    ),
    Replaced(
        "leidraad/server/middleware/static_files.py",
        "Streamlit sends its scripts and styles as they are, and reads them from the disk each time.",
        "0,5 MB instead of 2,1 MB for the first screen of whoever leads or scans (tests.bench.binnenkant)",
        f"{_TESTS}middleware/test_static_files.py::test_a_script_comes_compressed_with_a_header_to_keep_it",
        texts=(("static/index.html", 'src="./static/js/index'),),
    ),
    Replaced(
        "leidraad/server/middleware/callers.py",
        "For a page of another site Streamlit asks the internet for its own address, and holds up everybody meanwhile.",
        "none: a question of safety (decision 0011)",
        f"{_TESTS}middleware/test_callers.py::test_a_page_of_another_site_may_not_and_nobody_has_to_wait_for_the_answer",
        calls=(
            "streamlit.web.server.starlette.starlette_websocket:is_host_allowed(host: 'str | None') -> 'bool'",
        ),
    ),
    Replaced(
        "leidraad/server/middleware/headers.py",
        "Streamlit sends no rules for the browser, and answers to everybody about the server itself.",
        "none: a question of safety",
        f"{_TESTS}middleware/test_headers.py::test_the_server_tells_nothing_about_itself",
        texts=(("web/server/starlette/starlette_agent_routes.py", '"_stcore/agent/'),),
    ),
    Replaced(
        "leidraad/server/middleware/media.py",
        "Streamlit sends what a page offers to save to whoever knows its address, also after signing out and closing the page.",
        "none: a question of safety",
        "tests/browser/test_media.py::test_a_file_is_for_the_browser_that_made_it_as_long_as_its_page_is_open",
        texts=(
            ("runtime/media_file_manager.py", "self._files_by_session_and_coord: dict[str, dict[str, str]] = ("),
            ("runtime/media_file_manager.py", "def execute_deferred(self, file_id: str) -> str:"),
            ("runtime/websocket_session_manager.py", "def list_active_sessions(self) -> list[ActiveSessionInfo]:"),
            ("runtime/app_session.py", "self._user_info = user_info"),
            ("runtime/runtime.py", "self._session_mgr = "),
        ),
    ),
    Replaced(
        "leidraad/ui/shell/woken.py",
        "Only a browser can ask for a run: what another leader or process did is seen at the next look.",
        "0,5 s of following a step, on the wall and a second console (tests.bench.processen)",
        f"{_TESTS}test_woken.py::test_a_wall_and_a_console_that_never_look_show_the_next_step_all_the_same",
        calls=(
            "streamlit.runtime.app_session:AppSession(script_data: 'ScriptData', uploaded_file_manager: 'UploadedFileManager', "
            "script_cache: 'ScriptCache', message_enqueued_callback: 'Callable[[], None] | None', "
            "user_info: 'UserInfoType', session_id_override: 'str | None' = None, "
            "on_script_error: 'OnScriptErrorHandler | None' = None) -> 'None'",
        ),
        texts=(
            ("runtime/app_session.py", "def request_rerun(self, client_state: ClientState | None) -> None:"),
            ("runtime/app_session.py", "def _call_soon_on_event_loop("),
            ("runtime/app_session.py", "self._event_loop = asyncio.get_running_loop()"),
            ("runtime/app_session.py", "self._client_state = client_state"),
            ("runtime/app_session.py", "self._scriptrunner = None"),
            ("runtime/app_session.py", "if self._state == AppSessionState.SHUTDOWN_REQUESTED:"),
        ),
    ),
    Replaced(
        "leidraad/server/middleware/school_return.py",
        "A login at the school that does not end well is answered in English, or with the start page and no word.",
        "none: a question of words",
        "tests/server/middleware/test_school_return.py::test_streamlit_has_these_two_addresses_and_this_cookie",
        texts=(
            ("web/server/starlette/starlette_auth_routes.py", '_ROUTE_OAUTH_CALLBACK: Final = "oauth2callback"'),
            ("web/server/starlette/starlette_server_config.py", 'USER_COOKIE_NAME: Final = "_streamlit_user"'),
        ),
    ),
    Replaced(
        "leidraad/server/event_log.py",
        "Each logger of Streamlit writes for itself, in several lines, with whatever an error says: names and answers too.",
        "none: a question of privacy",
        f"{_TESTS}test_event_log.py::test_what_streamlit_and_uvicorn_say_of_an_error_is_one_line_without_its_words",
        calls=("streamlit.logger:setup_formatter(logger: 'logging.Logger') -> 'None'",),
    ),
    Replaced(
        "leidraad/server/streamlit_inside/connections.py",
        "uvicorn, which Streamlit runs, waits for ever for a request and for who reads, and counts no connections.",
        "none: a question of safety (decision 0032; tests.bench.aanval)",
        f"{_TESTS}streamlit_inside/test_connections.py::test_more_connections_than_there_is_room_for_keep_nobody_out",
        calls=(
            "uvicorn.protocols.http.h11_impl:H11Protocol(config: 'Config', server_state: 'ServerState', "
            "app_state: 'dict[str, Any]', _loop: 'asyncio.AbstractEventLoop | None' = None) -> 'None'",
            "uvicorn.protocols.websockets.websockets_sansio_impl:WebSocketsSansIOProtocol(config: 'Config', "
            "server_state: 'ServerState', app_state: 'dict[str, Any]', "
            "_loop: 'asyncio.AbstractEventLoop | None' = None) -> 'None'",
        ),
    ),
    Replaced(
        "leidraad/server/middleware/socket_bounds.py",
        "Streamlit takes any message of anybody, as many as come, and some of them change things for everybody.",
        "none: a question of safety (decision 0032; tests.bench.aanval)",
        f"{_TESTS}middleware/test_socket_bounds.py::test_of_a_stranger_only_what_a_page_sends_is_passed_on",
        texts=(("runtime/app_session.py", 'msg_type == "rerun_script"'),),
    ),
    Replaced(
        "leidraad/server/middleware/known.py",
        "Who came in through the school's login is known by a cookie that Streamlit signs.",
        "none: a question of safety (decision 0032)",
        f"{_TESTS}middleware/test_known.py::test_a_cookie_of_the_school_login_counts_when_streamlit_signed_it",
        calls=(
            "streamlit.web.server.starlette.starlette_websocket:_get_signed_cookie_with_chunks"
            "(cookies: 'dict[str, str]', cookie_name: 'str') -> 'bytes | None'",
        ),
    ),
    Replaced(
        "leidraad/server/middleware/uploads.py",
        "Streamlit takes files of everybody who has any page open, whether or not it asks for one.",
        "none: a question of safety (decision 0032)",
        f"{_TESTS}middleware/test_uploads.py::test_a_page_that_asks_for_a_file_gets_it",
        texts=(("runtime/memory_uploaded_file_manager.py", "self._total_bytes = 0"),),
    ),
    Replaced(
        "leidraad/server/stylesheet.py",
        "Our rules name parts of Streamlit's screens by `data-testid` and by class; so do two of the scripts in its page.",
        "none: what cannot be said with its theme",
        f"{_TESTS}test_stylesheet.py::test_every_part_of_a_screen_that_we_name_exists_in_streamlit",
    ),
)
