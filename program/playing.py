"""The playground with the program on it: sample people, a sample week, and a clock that one moves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from db import delivery
from playground.sample import sample_telegram
from playground.server import serve
from playground.telegram import Telegram
from program import roles
from program.roles import House, Places
from program.sampleweek import begin
from scheduling.clock import MovableClock

WAKE_SECONDS = 20.0
"""How long a move of the clock waits for what became due to be delivered."""


class Control:
    """What the page may ask of the program: `playground.controls.Controls`."""

    def __init__(self, clock: MovableClock, telegram: Telegram) -> None:
        self._clock = clock
        self._telegram = telegram
        self.house: House | None = None

    def now(self) -> datetime:
        return self._clock()

    async def advance(self, delta: timedelta) -> None:
        """Move the clock, then wait until what became due has been delivered; not while Telegram is down or slow."""
        self._clock.advance(delta)
        if self.house is not None and self.house.deliverer is not None:
            self.house.deliverer.wake()
            if not self._telegram.faults.is_down:
                with suppress(TimeoutError):
                    async with asyncio.timeout(WAKE_SECONDS):
                        await self.house.settled()

    async def next_reminder(self) -> datetime | None:
        if self.house is None:
            return None
        async with self.house.engine.begin() as connection:
            return await delivery.next_at(connection, reminders_only=True)

    async def start_over(self) -> None:
        """Forget all people and appointments, on phones and in the database, and begin with the sample week."""
        if self.house is None or self.house.bot is None:
            return
        await self.house.settled()
        await forget(self.house)
        self._telegram.start_over()
        await begin(self._telegram, self.house)


async def forget(house: House) -> None:
    """Empty the playground's database, but for the places and what the program knows of itself, and its Redis."""
    async with house.engine.begin() as connection:
        tables = await connection.execute(
            text(
                "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE schemaname = current_schema() "
                "AND tablename NOT IN ('places', 'place_names', 'countries', 'settings', 'alembic_version')"
            )
        )
        await connection.execute(text(f"TRUNCATE {tables.scalar_one()} RESTART IDENTITY CASCADE"))
    await house.redis.flushdb()


@dataclass(frozen=True, slots=True)
class Playground:
    """A playground that runs, with the program on it."""

    address: str
    telegram: Telegram
    house: House
    control: Control


@asynccontextmanager
async def opened(where: Places, clock: MovableClock, *, port: int = 0) -> AsyncIterator[Playground]:
    """Run the playground's Telegram and the program on it, everything forgotten that was there before.

    Yields once the bot answers. Raises OSError when the port is taken.
    """
    telegram = sample_telegram(clock)
    control = Control(clock, telegram)
    running = await serve(telegram, "127.0.0.1", port, control)
    try:
        async with roles.opened(
            where, api_url=running.url, token=telegram.token, clock=clock, roles=("bot", "jobs")
        ) as house:
            await forget(house)
            control.house = house
            yield Playground(running.url, telegram, house, control)
    finally:
        await running.stop()
