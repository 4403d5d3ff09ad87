"""A Telegram on a free port, and a bot that is nothing but its HTTP calls."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from scheduling.clock import MovableClock
from tests.chat import Chat, open_chat


class Bot:
    """Calls the Bot API as a library would, and shows what came back."""

    def __init__(self, chat: Chat, session: aiohttp.ClientSession) -> None:
        self.chat = chat
        self.session = session

    def address(self, method: str) -> str:
        return f"{self.chat.url}/bot{self.chat.token}/{method}"

    async def asks(self, method: str, /, **sent: Any) -> tuple[int, Any]:
        """Return the status and the body of the answer."""
        async with self.session.post(self.address(method), json=sent) as response:
            return response.status, await response.json(content_type=None)

    async def __call__(self, method: str, /, **sent: Any) -> Any:
        """Return the result; fails on a refusal."""
        status, body = await self.asks(method, **sent)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def refused(self, method: str, /, **sent: Any) -> str:
        """Return `<status> <description>` of a refusal."""
        status, body = await self.asks(method, **sent)
        assert (body["ok"], body["error_code"]) == (False, status)
        return f"{status} {body['description']}"

    async def updates(self, **sent: Any) -> list[Any]:
        """Fetch and confirm."""
        found: list[Any] = await self("getUpdates", **sent)
        if found:
            await self("getUpdates", offset=found[-1]["update_id"] + 1)
        return found


@pytest.fixture
async def chat(clock: MovableClock) -> AsyncIterator[Chat]:
    async with open_chat(clock) as chat:
        yield chat


@pytest.fixture
async def bot(chat: Chat) -> AsyncIterator[Bot]:
    async with aiohttp.ClientSession() as session:
        yield Bot(chat, session)
