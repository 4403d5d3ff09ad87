"""The whole program on the playground's Telegram: phones on one side, real PostgreSQL and Valkey on the other."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from program import roles
from program.roles import House, Places
from scheduling.clock import MovableClock
from tests.bot.drafts import occupied
from tests.chat import Chat, Phone, open_chat
from tests.world import move_in


@pytest.fixture
async def chat(clock: MovableClock) -> AsyncIterator[Chat]:
    """Telegram with the sample people; nobody has opened the bot yet."""
    async with open_chat(clock) as chat:
        yield chat


@pytest.fixture
async def house(chat: Chat, database_url: str, redis_url: str, clock: MovableClock) -> AsyncIterator[House]:
    """The program, running on that Telegram; every action on a phone waits until it has nothing left to do."""
    places = Places(database_url, database_url, redis_url)
    async with roles.opened(places, api_url=chat.url, token=chat.token, clock=clock, roles=("bot", "jobs")) as house:
        chat.settled = house.settled
        yield house
        chat.settled = None


@pytest.fixture
async def ana(chat: Chat, house: House) -> Phone:
    """Ana's phone in Lisbon; she has told the bot where she is."""
    return await move_in(chat, house, "ana")


@pytest.fixture
async def bo(chat: Chat, house: House) -> Phone:
    """Bo's phone in Berlin."""
    return await move_in(chat, house, "bo")


@pytest.fixture
async def chen(chat: Chat, house: House) -> Phone:
    """Chen's phone in Singapore."""
    return await move_in(chat, house, "chen")


@pytest.fixture
async def dana(chat: Chat, house: House) -> Phone:
    """Dana's phone in Porto; she has never opened the bot."""
    return chat.phone("dana")


@pytest.fixture
async def team(ana: Phone, bo: Phone, chen: Phone) -> tuple[Phone, Phone, Phone]:
    """Ana, Bo and Chen, who have all told the bot where they are."""
    return ana, bo, chen


@pytest.fixture
async def acquainted(house: House, team: tuple[Phone, Phone, Phone]) -> tuple[Phone, Phone, Phone]:
    """Ana has met Bo twice and Chen once, so that she is offered them in this order."""
    await occupied(house, "ana", datetime(2026, 10, 5, 9, 0, tzinfo=UTC), 30, "bo", "chen")
    await occupied(house, "ana", datetime(2026, 10, 6, 9, 0, tzinfo=UTC), 30, "bo")
    return team
