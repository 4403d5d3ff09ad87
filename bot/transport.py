"""Telegram over aiohttp, behind python-telegram-bot's `BaseRequest`.

PTB's own httpx transport costs about five times the CPU per message. Errors keep PTB's meanings: an HTTP answer is
mapped by `BaseRequest`; here only what happens without one is told apart. "Not sent" may always be repeated; with an
unknown outcome only calls that say the same when said twice are.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import orjson
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot import measures

CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
CONNECTIONS = 100
RETRIES = 2
"""Repeats of one call within itself; what lasts longer is the caller's to postpone."""

_HARMLESS_TWICE = ("get", "edit", "answer", "delete", "set")


class NotSent(NetworkError):
    """Telegram was not reached: the call certainly had no effect."""


class OutcomeUnknown(TimedOut):
    """The call was sent and no answer came: it may have had its effect."""


def pause_asked(error: RetryAfter) -> timedelta:
    """How long Telegram asks to wait: the library says it in seconds or as a timedelta, by a setting of its own."""
    asked = error.retry_after
    return asked if isinstance(asked, timedelta) else timedelta(seconds=asked)


File = tuple[str, bytes, str]
"""A file to send: its name, its content, its MIME type."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What `do_request` reads of PTB's RequestData (which is final), for parameters that are plain JSON values.

    PTB wraps and packs each parameter by itself; this is one dict, sent as one body.
    """

    parameters: dict[str, Any]
    files: dict[str, File] = field(default_factory=dict)

    @property
    def contains_files(self) -> bool:
        return bool(self.files)

    @property
    def json_parameters(self) -> dict[str, str]:
        """Every parameter as a form has it: text as it is, all else as JSON."""
        return {
            name: value if isinstance(value, str) else orjson.dumps(value).decode()
            for name, value in self.parameters.items()
        }

    @property
    def multipart_data(self) -> dict[str, File]:
        return self.files


class Transport(BaseRequest):
    """One connection pool to one Bot API server. `read_seconds` bounds the wait for an answer."""

    def __init__(self, *, read_seconds: float = READ_SECONDS, connections: int = CONNECTIONS) -> None:
        self._read_seconds = read_seconds
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None
        self._closed = False
        self._way: tuple[str | None] | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read_seconds

    async def initialize(self) -> None:
        """Open the pool; called again, it does nothing. Raises NotSent after `close`."""
        if self._closed:
            raise NotSent("the transport is closed")
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60),
                timeout=aiohttp.ClientTimeout(total=None, connect=CONNECT_SECONDS, sock_read=self._read_seconds),
                # Nobody here sets cookies, and the jar is asked at every request.
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def close(self) -> None:
        """Close the pool for good: a call that comes late would open it again."""
        self._closed = True
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def shutdown(self) -> None:
        """Nothing: PTB calls it when its bot stops, and deliverers may still be sending. `close` is the owner's."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As PTB's, by orjson. Raises TelegramError for what is not JSON, such as a proxy's error page."""
        try:
            found: dict[str, Any] = orjson.loads(payload)
        except orjson.JSONDecodeError as error:
            raise TelegramError("Invalid server response") from error
        return found

    async def call(self, url: str, parameters: dict[str, Any], *, read_seconds: float | None = None) -> Any:
        """POST a Bot API method with JSON parameters; returns `result`. Raises PTB's errors."""
        answer = await self.raw(url, parameters, read_seconds=read_seconds or self._read_seconds)
        return self.parse_json_payload(answer)["result"]

    async def upload(self, url: str, parameters: dict[str, Any], files: dict[str, File]) -> Any:
        """POST a Bot API method as multipart/form-data, with files by parameter; returns `result`."""
        payload = cast("RequestData", Payload(parameters, files))
        with measures.telegram(url.rsplit("/", 1)[-1]):
            answer = await self._request_wrapper(url, "POST", payload, read_timeout=self._read_seconds)
        return self.parse_json_payload(answer)["result"]

    async def raw(self, url: str, parameters: dict[str, Any], *, read_seconds: float) -> bytes:
        """As `call`, with the answer's bytes unread: the intake must not stop at an update nobody can parse."""
        payload = cast("RequestData", Payload(parameters))
        with measures.telegram(url.rsplit("/", 1)[-1]):
            return await self._request_wrapper(url, "POST", payload, read_timeout=read_seconds)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One HTTP request, repeated where a repeat is harmless."""
        name = url.rsplit("/", 1)[-1]
        tries = 0
        while True:
            try:
                return await self._once(url, method, request_data, read_timeout)
            except (NotSent, OutcomeUnknown) as error:
                tries += 1
                harmless = isinstance(error, NotSent) or name.startswith(_HARMLESS_TWICE)
                if tries > RETRIES or not harmless or name == "getUpdates":
                    raise
                await asyncio.sleep(0.2 * tries)

    async def _once(
        self, url: str, method: str, request_data: RequestData | None, read_timeout: Any
    ) -> tuple[int, bytes]:
        if self._session is None:
            await self.initialize()
        assert self._session is not None
        if self._way is None:
            self._way = (environment_proxy(url),)
        wait: dict[str, Any] = {}
        if isinstance(read_timeout, int | float) and read_timeout != self._read_seconds:
            wait["timeout"] = aiohttp.ClientTimeout(total=None, connect=CONNECT_SECONDS, sock_read=read_timeout)
        # The exceptions below are rebuilt without their cause: its text may hold the address, and so the token.
        try:
            async with self._session.request(
                method, url, proxy=self._way[0], **_body(request_data), **wait
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
            raise NotSent(f"Telegram was not reached: {type(error).__name__}") from None
        except (aiohttp.SocketTimeoutError, aiohttp.ClientConnectionError, aiohttp.ClientPayloadError) as error:
            raise OutcomeUnknown(f"no answer from Telegram: {type(error).__name__}") from None


def environment_proxy(url: str) -> str | None:
    """The proxy that the environment (HTTP_PROXY, HTTPS_PROXY, NO_PROXY) wants for an address.

    Asked once: aiohttp's `trust_env` asks anew for every request, in two hops to a thread that cost 160 us of its 220.
    """
    parts = urlsplit(url)
    if parts.hostname is None or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(parts.scheme)


def _body(request_data: RequestData | None) -> dict[str, Any]:
    if request_data is None:
        return {}
    if not request_data.contains_files:
        return {"data": orjson.dumps(request_data.parameters), "headers": {"Content-Type": "application/json"}}
    # Telegram keeps file names as they come: quoted, accents and spaces would reach people as %C3%BC.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return {"data": form}
