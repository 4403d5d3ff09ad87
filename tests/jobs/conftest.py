"""People with phones, and one deliverer that runs when it is told to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messenger import Messenger
from bot.transport import Transport
from db import people
from db.engine import create_engine
from db.people import Account
from jobs.deliver import Deliverer
from scheduling.appointments import Appointment, Partstat
from scheduling.clock import MovableClock
from scheduling.drafts import LIFETIME, Draft
from scheduling.people import Person
from services import answers, booking
from tests.chat import Chat, Phone, open_chat

LISBON = ZoneInfo("Europe/Lisbon")
THURSDAY_NINE = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)


@dataclass
class World:
    """Ana, Bo and Chen in the database and with phones, and one deliverer that runs when it is told to."""

    chat: Chat
    engine: AsyncEngine
    clock: MovableClock
    deliverer: Deliverer
    ana: Person
    bo: Person
    chen: Person
    accepted = Partstat.ACCEPTED
    tentative = Partstat.TENTATIVE

    def phone(self, key: str) -> Phone:
        return self.chat.phone(key)

    async def books(self, *others: Person, at: datetime = THURSDAY_NINE, title: str = "Review") -> Appointment:
        draft = Draft(
            id=uuid4(),
            zone=LISBON,
            expires_at=self.clock() + LIFETIME,
            duration=timedelta(minutes=30),
            title=title,
            people=tuple(each.id for each in others),
            starts_at=at,
        )
        async with self.engine.begin() as connection:
            return await booking.book(connection, draft, by=self.ana, now=self.clock())

    async def answers(self, appointment: Appointment, by: Person, partstat: Partstat) -> None:
        async with self.engine.begin() as connection:
            await answers.answer(
                connection, appointment.id, partstat, by=by, sequence=appointment.sequence, now=self.clock()
            )

    async def delivers(self) -> None:
        """Everything that is due now and not postponed."""
        while await self.deliverer.batch():
            pass

    async def pauses_end(self) -> None:
        """Pauses are machine time; they are made over instead of being waited for."""
        async with self.engine.begin() as connection:
            await connection.execute(text("UPDATE notices SET lease_until = 'epoch' WHERE state = 'claimed'"))

    async def person(self, key: str) -> Person:
        who: Person = getattr(self, key)
        async with self.engine.begin() as connection:
            return (await people.by_ids(connection, [who.id]))[who.id]

    async def states(self, kind: str) -> list[str]:
        async with self.engine.begin() as connection:
            rows = await connection.execute(text("SELECT state FROM notices WHERE kind = :k ORDER BY id"), {"k": kind})
            return list(rows.scalars())


@pytest_asyncio.fixture
async def world(database_url: str, clock: MovableClock) -> AsyncIterator[World]:
    engine = create_engine(database_url, pool_size=5)
    transport = Transport(read_seconds=1.0)
    async with open_chat(clock) as chat:
        known: dict[str, Person] = {}
        async with engine.begin() as connection:
            for key in ("ana", "bo", "chen"):
                who = chat.phone(key).person
                account = Account(who.id, who.first_name, who.last_name, who.username, "en")
                met = await people.meet(connection, account, now=clock(), reachable=True)
                await people.settle(connection, met.id, zone=ZoneInfo(who.zone), city=who.city)
                known[key] = (await people.by_ids(connection, [met.id]))[met.id]
                who.started = True
        messenger = Messenger(transport, f"{chat.url}/bot{chat.token}", bulk=True)
        deliverer = Deliverer(engine=engine, direct_url=database_url, messenger=messenger, clock=clock)
        yield World(chat, engine, clock, deliverer, **known)
        await transport.close()
        await engine.dispose()


def heard(phone: Phone) -> list[str]:
    """How each message came, and its first line."""
    return [line.splitlines()[0] for line in phone.transcript]
