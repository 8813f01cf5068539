"""Small messages leave at once."""

import socket

from leidraad.server.streamlit_inside.sockets import send_at_once


def connection_through(listener: socket.socket) -> socket.socket:
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    send_at_once()
    caller = socket.create_connection(listener.getsockname())
    accepted, _ = listener.accept()
    caller.close()
    return accepted


def test_a_connection_through_a_socket_as_streamlit_makes_it_does_not_wait():
    with socket.socket(family=socket.AF_INET) as listener, connection_through(listener) as accepted:
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_sockets_that_do_not_listen_are_left_alone():
    with socket.socket(family=socket.AF_INET) as idle:
        send_at_once()
        assert not idle.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_closed_socket_is_no_trouble():
    closed = socket.socket(family=socket.AF_INET)
    closed.close()
    send_at_once()
