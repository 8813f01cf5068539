"""The phone of the benchmarks and of the kills is a guest as any other: it goes when it is sent away."""

import asyncio
import socket

from tests.bench.plain_phone import Line

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nja"
STEPS = 30  # of the loop; a whole exchange takes fewer


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while await reader.readline() not in (b"\r\n", b""):
        pass
    writer.write(ANSWER)
    await reader.read()
    writer.close()


async def _cancelled_after(steps: int, line: Line) -> bool:
    """Whether a request that is cancelled so many steps after its start ended by that, or had its answer before."""
    asking = asyncio.create_task(line.send("GET", "/", {}))
    for _ in range(steps):
        await asyncio.sleep(0)
    asked = asking.cancel()
    (said,) = await asyncio.gather(asking, return_exceptions=True)
    return isinstance(said, asyncio.CancelledError) if asked else True


def test_a_request_that_is_cancelled_ends_at_whatever_moment_also_in_the_step_of_its_answer() -> None:
    async def every_step() -> list[int]:
        server = await asyncio.start_server(_serve, "127.0.0.1", 0)
        line = Line(f"127.0.0.1:{server.sockets[0].getsockname()[1]}")
        went_on = [steps for steps in range(STEPS) if not await _cancelled_after(steps, line)]
        line.close()
        server.close()
        return went_on

    assert asyncio.run(every_step()) == []


def test_a_guest_who_goes_takes_along_what_was_not_sent_yet() -> None:
    async def go(port: int) -> bool:
        line = Line(f"127.0.0.1:{port}")
        asking = asyncio.create_task(line.send("PUT", "/", {}, bytes(50_000_000)))
        while line._streams is None:
            await asyncio.sleep(0)
        _, writer = line._streams
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        await asyncio.sleep(0)
        return bool(writer.transport.get_extra_info("socket").fileno() == -1)

    with socket.create_server(("127.0.0.1", 0)) as reads_nothing:
        assert asyncio.run(go(reads_nothing.getsockname()[1]))
