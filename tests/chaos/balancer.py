"""A load balancer before the web processes: each connection goes to the next of them, or to one that answers."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import socket
from collections.abc import Sequence

CONNECT_SECONDS = 1.0


class Balancer:
    """Passes on bytes. The web processes, by name, have ports that were free when it was made."""

    def __init__(self, names: Sequence[str]) -> None:
        self._ports = dict(zip(names, _free_ports(len(names)), strict=True))
        self._turns = itertools.cycle(range(len(names)))
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)

    def stop(self) -> None:
        """Take no more connections."""
        if self._server is not None:
            self._server.close()

    @property
    def address(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def port_of(self, name: str) -> int:
        return self._ports[name]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = next(self._turns)
        ports = list(self._ports.values())
        with contextlib.closing(writer):
            for port in ports[first:] + ports[:first]:
                try:
                    async with asyncio.timeout(CONNECT_SECONDS):
                        back, forth = await asyncio.open_connection("127.0.0.1", port)
                except OSError:
                    continue
                with contextlib.closing(forth):
                    # Whichever side ends first ends the other: a process that was killed answers nothing more.
                    ways = [asyncio.ensure_future(_pass(reader, forth)), asyncio.ensure_future(_pass(back, writer))]
                    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
                    for way in ways:
                        way.cancel()
                return


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        bound = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [each.getsockname()[1] for each in bound]
