"""The playground on HTTP: the Bot API for bots, `/phones` for people, and the page.

`serve` runs it in the current event loop. The Bot API's part is bare ASGI, because it also carries the tests.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from uvicorn.protocols.http.h11_impl import H11Protocol

from playground.answers import Json, Refused
from playground.browsers import App, OnThisMachine, Receive, Scope, Send
from playground.calls import call
from playground.controls import Controls
from playground.faults import Fault
from playground.phone_routes import PhoneRoutes
from playground.telegram import Telegram
from playground.webhook import Webhook
from playground.wire import LARGEST, read_call

PAGE = Path(__file__).with_name("page")
_TOKEN = re.compile(r"[0-9]{3,}:[A-Za-z0-9_-]{20,}")
_JSON = [(b"content-type", b"application/json")]
_BAD_GATEWAY = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


class _Protocol(H11Protocol):
    """Remembers each connection by its peer, so that a fault can lose it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn says Transport
        super().connection_made(transport)
        if self.client:
            _CONNECTIONS[self.client] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self.client:
            _CONNECTIONS.pop(self.client, None)
        super().connection_lost(exc)


_CONNECTIONS: dict[tuple[str, int], asyncio.Transport] = {}


class _Server(uvicorn.Server):
    """uvicorn without signal handling and ticks of 100 ms: who started the playground stops it, at once."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.leave = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        await self.leave.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listening in sockets or []:
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if self.server_state.tasks:
            _, late = await asyncio.wait(self.server_state.tasks, timeout=1)
            for task in late:
                task.cancel()
        for connection in list(self.server_state.connections):
            connection.transport.abort()


@dataclass
class Running:
    """A playground that answers; `url` is what `TELEGRAM_API_URL` takes."""

    url: str
    telegram: Telegram
    _server: _Server
    _task: asyncio.Task[None]
    _webhook: Webhook

    async def stop(self) -> None:
        """Stop answering; waiting polls and event streams end at once."""
        self.telegram.updates.stop()
        self.telegram.events.close()
        await self._webhook.stop()
        self._server.leave.set()
        await self._task


async def serve(
    telegram: Telegram, host: str = "127.0.0.1", port: int = 0, controls: Controls | None = None
) -> Running:
    """Serve a Telegram; returns once it answers. Port 0 takes a free one; raises OSError when the port is taken."""
    # The protocol has to be named: asyncio sends small answers at once (TCP_NODELAY) only where it reads TCP.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    config = uvicorn.Config(
        application(telegram, controls),
        http=_Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        date_header=False,
        server_header=False,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        if task.done():
            task.result()
        await asyncio.sleep(0)
    address = f"[{host}]" if ":" in host else host
    webhook = Webhook(telegram)
    return Running(f"http://{address}:{listening.getsockname()[1]}", telegram, server, task, webhook)


def application(telegram: Telegram, controls: Controls | None = None) -> App:
    """Return the ASGI application: `/bot<token>/<method>`, `/file/bot<token>/<path>`, `/phones/...`, the page."""
    rest = OnThisMachine(
        Starlette(routes=[Mount("/phones", routes=PhoneRoutes(telegram, controls).routes()), *_page()])
    )
    bots = BotApi(telegram)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(("/bot", "/file/bot")):
            await bots(scope, receive, send)
        else:
            await rest(scope, receive, send)

    return app


def _page() -> list[Mount]:
    return [Mount("/", StaticFiles(directory=PAGE, html=True))] if PAGE.is_dir() else []


class BotApi:
    """The Bot API as an ASGI application."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        body = await _body(receive)
        if scope["path"].startswith("/file/bot"):
            await self._file(scope["path"], send)
            return
        try:
            status, answer = await self._carry_out(scope, body)
        except _ConnectionLostError:
            await _lose(scope)
        except _BadGatewayError:
            await _answer(send, 502, _BAD_GATEWAY, [(b"content-type", b"text/html")])
        else:
            await _answer(send, status, orjson.dumps(answer), _JSON)

    async def _carry_out(self, scope: Scope, body: bytes) -> tuple[int, Json]:
        """Do what a request asks, or suffer the fault that meets it; note it; return status and answer."""
        token, _, method = scope["path"][len("/bot") :].partition("/")
        begun = time.perf_counter()
        sent: Json = {}
        fault: Fault | None = None
        try:
            self._check_token(token)
            content_type = dict(scope["headers"]).get(b"content-type", b"").decode("latin-1")
            sent, files = read_call(scope["query_string"], content_type, body)
            fault = self.telegram.faults.take(method, _chat_id(sent))
            if fault is not None:
                await _suffer(fault)
                begun = time.perf_counter()
                if fault.answer is not None:
                    raise fault.answer
            status, answer = 200, {"ok": True, "result": await call(self.telegram, method, sent, files)}
            if method == "getUpdates" and self.telegram.faults.is_down:
                raise _ConnectionLostError  # the server went down while the poll waited
        except Refused as refused:
            status, answer = refused.status, refused.body()
        if not (method == "getUpdates" and answer.get("result") == []):
            milliseconds = (time.perf_counter() - begun) * 1000
            self.telegram.record(method, sent, status, answer.get("result", answer), milliseconds)
        if fault is not None and fault.drop:
            raise _ConnectionLostError
        return status, answer

    def _check_token(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise Refused(404, "Not Found")
        if token != self.telegram.token:
            raise Refused(401, "Unauthorized")

    async def _file(self, path: str, send: Send) -> None:
        token, _, wanted = path[len("/file/bot") :].partition("/")
        file = next((one for one in self.telegram.files.values() if one.path == wanted), None)
        try:
            self._check_token(token)
            if file is None:
                raise Refused(404, "Not Found")
        except Refused as refused:
            await _answer(send, refused.status, orjson.dumps(refused.body()), _JSON)
            return
        await _answer(send, 200, file.content, [(b"content-type", b"application/octet-stream")])


class _ConnectionLostError(Exception):
    """A fault takes this connection away."""


class _BadGatewayError(Exception):
    """A fault puts a proxy's page before Telegram."""


async def _suffer(fault: Fault) -> None:
    if fault.seconds:
        await asyncio.sleep(fault.seconds)
    if fault.refuse_connection:
        raise _ConnectionLostError
    if fault.html:
        raise _BadGatewayError


def _chat_id(sent: Json) -> int | None:
    given = sent.get("chat_id")
    try:
        return int(given) if given is not None else None
    except (TypeError, ValueError):
        return None


async def _body(receive: Receive) -> bytes:
    parts, size = [], 0
    while True:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size <= LARGEST + 1:
            parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


async def _answer(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})


async def _lose(scope: Scope) -> None:
    transport = _CONNECTIONS.get(tuple(scope["client"]))
    if transport is not None:
        transport.abort()
    await asyncio.sleep(0.001)  # let the loop notice, so that uvicorn does not answer for us
