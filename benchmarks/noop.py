"""A Bot API server that only says yes, in a process of its own: what is measured is the bot, not its Telegram.

`uv run python -m benchmarks.noop PORT` serves until it is ended.
"""

from __future__ import annotations

import asyncio
import itertools
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import orjson

ME = {"id": 4242, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
TOKEN = "4242:" + "b" * 35
_DATE = 1_793_714_700
_ids = itertools.count(1000)
_MENU: dict[bytes, object] = {
    b"getMyCommands": [],
    b"getMyDescription": {"description": ""},
    b"getMyShortDescription": {"short_description": ""},
}


class Server(asyncio.Protocol):
    """Just enough HTTP/1.1 for clients that keep their connection and send a length."""

    def __init__(self, answer: Callable[[bytes, bytes], object] | None = None) -> None:
        """`answer` makes a call's result of its path and body; without it, `result_of` does."""
        self._answer = answer or result_of
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while True:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self._buffer[:end]
            length = 0
            for line in head.split(b"\r\n")[1:]:
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if len(self._buffer) < end + 4 + length:
                return
            body, self._buffer = self._buffer[end + 4 : end + 4 + length], self._buffer[end + 4 + length :]
            answer = orjson.dumps({"ok": True, "result": self._answer(head.split(b" ", 2)[1], body)})
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(answer)
                + answer
            )


def result_of(path: bytes, body: bytes) -> object:
    """A yes to any method; to what sends or edits, the message that it made."""
    method = path.rsplit(b"/", 1)[-1]
    if method == b"getMe":
        return ME
    if method in _MENU:
        return _MENU[method]
    if method in (b"sendMessage", b"editMessageText"):
        sent = parameters_of(body)
        message = {
            "message_id": int(sent.get("message_id") or next(_ids)),
            "date": _DATE,
            "chat": {"id": int(sent.get("chat_id") or 0), "type": "private", "first_name": "A"},
            "from": ME,
            "text": sent.get("text", ""),
        }
        # Telegram sends the keyboard back, and who parses answers pays for it.
        if "reply_markup" in sent:
            markup = sent["reply_markup"]
            message["reply_markup"] = orjson.loads(markup) if isinstance(markup, str) else markup
        return message
    return True


def parameters_of(body: bytes) -> dict[str, Any]:
    """What a call was given, from JSON or from a form."""
    try:
        found: dict[str, Any] = orjson.loads(body)
    except orjson.JSONDecodeError:
        # aiogram and PTB as shipped send forms; one text field is all that their echo needs back.
        from urllib.parse import parse_qsl

        found = dict(parse_qsl(body.decode("utf-8", "replace")))
    return found


@asynccontextmanager
async def serving() -> AsyncIterator[str]:
    """The server in a child process, up to the end of the block; yields its address."""
    words = [sys.executable, "-m", "benchmarks.noop", "0"]
    process = await asyncio.create_subprocess_exec(*words, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        url = f"http://127.0.0.1:{int(await process.stdout.readline())}"
        async with aiohttp.ClientSession() as session, session.get(f"{url}/bot{TOKEN}/getMe") as response:
            response.raise_for_status()
        yield url
    finally:
        process.terminate()
        await process.wait()


async def _main(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", port)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(_main(int(sys.argv[1])))
