"""Small messages leave at once."""

import socket

from streamlit.web.server.starlette import starlette_server

from leidraad.server.streamlit_inside.sockets import send_at_once


def connection_through(listener: socket.socket) -> socket.socket:
    send_at_once()
    caller = socket.create_connection(listener.getsockname())
    accepted, _ = listener.accept()
    caller.close()
    return accepted


def test_the_socket_that_streamlit_makes_needs_it_and_gets_it():
    with starlette_server._bind_socket("127.0.0.1", 0, 10) as listener:
        assert listener.proto != socket.IPPROTO_TCP, "asyncio now sends at once by itself: this can go"
        listener.setblocking(True)
        with connection_through(listener) as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_sockets_that_do_not_listen_are_left_alone():
    with socket.socket(family=socket.AF_INET) as idle:
        send_at_once()
        assert not idle.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_closed_socket_is_no_trouble():
    closed = socket.socket(family=socket.AF_INET)
    closed.close()
    send_at_once()
