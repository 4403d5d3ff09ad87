"""What the transport promises beyond PTB's: the environment's proxies, asked once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.transport import Transport

TELEGRAM = "http://telegram.invalid/bot1:a"


@asynccontextmanager
async def answering(result: bytes) -> AsyncIterator[tuple[str, list[str]]]:
    """A server that answers every POST with this result; yields its address and the request lines it gets."""
    asked: list[str] = []
    body = b'{"ok": true, "result": %s}' % result

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                asked.append(head.split(b"\r\n")[0].decode())
                await reader.readexactly(int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]))
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        except asyncio.IncompleteReadError:
            gone.set()
        finally:
            writer.close()

    gone = asyncio.Event()
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked
    finally:
        server.close()
        if asked:
            await gone.wait()


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing of proxies yet."""
    for name in ("http_proxy", "https_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


async def test_the_proxy_of_the_environment_is_used(environment: pytest.MonkeyPatch) -> None:
    async with answering(b"42") as (address, asked):
        environment.setenv("HTTP_PROXY", address)
        transport = Transport()
        await transport.initialize()
        assert await transport.call(f"{TELEGRAM}/getMe", {}) == 42
        assert await transport.call(f"{TELEGRAM}/getChat", {"chat_id": 1}) == 42
        await transport.close()
    assert asked == [f"POST {TELEGRAM}/getMe HTTP/1.1", f"POST {TELEGRAM}/getChat HTTP/1.1"]


async def test_a_host_that_wants_no_proxy_is_asked_itself(environment: pytest.MonkeyPatch) -> None:
    async with answering(b"1") as (proxy, avoided), answering(b"2") as (address, asked):
        environment.setenv("HTTP_PROXY", proxy)
        environment.setenv("NO_PROXY", "127.0.0.1")
        transport = Transport()
        assert await transport.call(f"{address}/bot1:a/getMe", {}) == 2
        await transport.close()
    assert (avoided, asked) == ([], ["POST /bot1:a/getMe HTTP/1.1"])
