"""Updates by webhook: two web processes store them, two bot processes take them; each acts once and in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from typing import Any

import aiohttp
import orjson
import psycopg
import pytest

from program import roles
from program.roles import House, Places
from scheduling.clock import MovableClock
from tests.chat import Chat, open_chat
from web.application import LARGEST, WEBHOOK, secret_of

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Front:
    """Two of each role on one database, and a client that posts as Telegram does."""

    chat: Chat
    houses: list[House]
    database_url: str
    client: aiohttp.ClientSession

    async def posts(self, body: bytes, *, to: int = 0, secret: str | None = None) -> int:
        headers = {HEADER: secret_of(self.chat.token) if secret is None else secret}
        async with self.client.post(
            f"{self.houses[to].address}{WEBHOOK}", data=BytesIO(body), headers=headers
        ) as response:
            return response.status

    async def reads(self, path: str) -> tuple[int, str]:
        async with self.client.get(f"{self.houses[0].address}{path}") as response:
            return response.status, await response.text()

    async def asks(self, query: str) -> Any:
        async with await psycopg.AsyncConnection.connect(self.database_url) as connection:
            return await (await connection.execute(query.encode())).fetchall()

    async def settles(self) -> None:
        async with asyncio.timeout(15):
            while True:
                if not await self.asks("SELECT 1 FROM inbox WHERE done_at IS NULL"):
                    break
                await asyncio.sleep(0.02)
            for house in self.houses:
                assert house.bot is not None
                await house.bot.dispatcher.idle()

    def sent(self) -> list[str]:
        return [call.parameters["text"] for call in self.chat.telegram.calls if call.method == "sendMessage"]


@pytest.fixture
async def front(database_url: str, redis_url: str, clock: MovableClock) -> AsyncIterator[Front]:
    places = Places(database_url, database_url, redis_url)
    async with AsyncExitStack() as stack:
        chat = await stack.enter_async_context(open_chat(clock))
        client = await stack.enter_async_context(aiohttp.ClientSession())
        houses = [
            await stack.enter_async_context(
                roles.opened(
                    places,
                    api_url=chat.url,
                    token=chat.token,
                    clock=clock,
                    roles=("bot", "web"),
                    public_url="https://bot.example.org",
                    web=("127.0.0.1", 0),
                )
            )
            for _ in range(2)
        ]
        # Telegram would post there: the test does it instead, and to either process.
        await chat.telegram.events.until(lambda: bool(chat.telegram.updates.webhook_url), 10)
        chat.phone("ana").person.started = True
        yield Front(chat, houses, database_url, client)


def says(front: Front, number: int, text: str, key: str = "ana") -> bytes:
    who = front.chat.phone(key).person
    chat = {"id": who.id, "type": "private", "first_name": who.first_name}
    sender = {"id": who.id, "is_bot": False, "first_name": who.first_name, "language_code": "en"}
    message: dict[str, Any] = {"message_id": number, "date": 1_793_714_700, "chat": chat, "from": sender, "text": text}
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return orjson.dumps({"update_id": number, "message": message})


async def test_telegram_is_told_where_to_post_and_with_which_secret(front: Front) -> None:
    assert front.chat.telegram.updates.webhook_url == f"https://bot.example.org{WEBHOOK}"
    assert front.chat.telegram.webhook_secret == secret_of(front.chat.token)


async def test_an_update_repeated_five_times_to_both_acts_once(front: Front) -> None:
    body = says(front, 900, "/start")
    statuses = await asyncio.gather(*(front.posts(body, to=number % 2) for number in range(5)))
    await front.settles()
    assert statuses == [200] * 5
    assert await front.asks("SELECT update_id, error FROM inbox") == [(900, None)]
    assert len(front.sent()) == 1


async def test_one_persons_updates_stay_in_order_over_two_processes(front: Front) -> None:
    order: list[int] = []
    together = 0
    inside = 0
    for house in front.houses:
        assert house.bot is not None
        dispatcher = house.bot.dispatcher
        original = dispatcher._process

        async def watched(arrived: Any, original: Any = original) -> bool:
            nonlocal inside, together
            inside += 1
            together = max(together, inside)
            order.append(arrived.update_id)
            try:
                return bool(await original(arrived))
            finally:
                inside -= 1

        dispatcher._process = watched
    for number in range(30):
        assert await front.posts(says(front, 1000 - number, f"word {number}"), to=number % 2) == 200
    await front.settles()
    assert order == [1000 - number for number in range(30)]
    assert together == 1


async def test_people_are_served_beside_each_other_by_whoever_is_free(front: Front) -> None:
    keys = ("ana", "bo", "chen")
    for key in keys:
        front.chat.phone(key).person.started = True
    bodies = [says(front, 2000 + n, "/start", keys[n % 3]) for n in range(12)]
    assert await asyncio.gather(*(front.posts(body, to=n % 2) for n, body in enumerate(bodies))) == [200] * 12
    await front.settles()
    assert await front.asks("SELECT count(*) FROM inbox WHERE done_at IS NOT NULL AND error IS NULL") == [(12,)]


@pytest.mark.parametrize("wrong", ["", "x", "prefix", "longer", "ü" * 64])
async def test_without_the_secret_nothing_is_written_down(front: Front, wrong: str) -> None:
    right = secret_of(front.chat.token)
    secret = {"prefix": right[:-1], "longer": right + "0"}.get(wrong, wrong)
    assert await front.posts(says(front, 1, "/start"), secret=secret) == 403
    assert await front.asks("SELECT count(*) FROM inbox") == [(0,)]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"[]", 400), (b'{"message": {}}', 400), (b'{"update_id": "x"}', 400), (b" " * (LARGEST + 1), 413)],
)
async def test_what_is_no_update_is_refused(front: Front, body: bytes, status: int) -> None:
    assert await front.posts(body) == status
    assert await front.asks("SELECT count(*) FROM inbox") == [(0,)]


async def test_health_readiness_and_figures(front: Front) -> None:
    assert await front.reads("/healthz") == (200, "ok\n")
    status, text = await front.reads("/readyz")
    assert (status, orjson.loads(text)) == (
        200,
        {"database": True, "redis": True, "telegram": True, "delivery": True}
        | {"oldest_due_seconds": 0.0, "version": version("appointment-bot"), "tzdata": version("tzdata")},
    )
    await front.posts(says(front, 5, "/start"))
    await front.settles()
    status, text = await front.reads("/metrics")
    assert status == 200
    assert "appointment_bot_updates_open 0\n" in text
    assert "appointment_bot_database_up 1\n" in text
    assert "appointment_bot_notices_oldest_seconds 0\n" in text
    assert str(front.chat.token) not in text
