"""Sample people, the appointments they make, and what they are owed: for tests that need no chat."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db import people
from db.engine import create_engine
from db.people import Account
from scheduling.appointments import Appointment, Partstat
from scheduling.drafts import Draft
from scheduling.people import Audience, Person
from services import answers, booking
from tests.conftest import SAMPLE_NOW as NOW
from tests.world import show_time_to


@dataclass
class World:
    """Ana, Bo and Chen, who all have opened the bot, and what they are owed."""

    engine: AsyncEngine
    connection: AsyncConnection
    ana: Person
    bo: Person
    chen: Person

    async def booked(
        self,
        title: str = "Review",
        *,
        at: str = "2026-11-05T08:00",
        by: str = "ana",
        to: str = "bo chen",
        minutes: int = 45,
    ) -> Appointment:
        """An appointment at a time in Lisbon, which is UTC in November."""
        organizer: Person = getattr(self, by)
        draft = Draft(
            id=uuid4(),
            zone=organizer.zone or ZoneInfo("UTC"),
            expires_at=NOW + timedelta(days=7),
            duration=timedelta(minutes=minutes),
            title=title,
            people=tuple(getattr(self, name).id for name in to.split()),
            starts_at=datetime.fromisoformat(f"{at}+00:00"),
        )
        made = await booking.book(self.connection, draft, by=organizer, now=NOW)
        await self.connection.commit()
        return made

    async def delivered(self) -> None:
        """As if the deliverer had sent everything that is due."""
        await self.connection.execute(
            text("UPDATE notices SET state = 'sent' WHERE state = 'due' AND due_at <= :now"), {"now": NOW}
        )
        await self.connection.execute(text("UPDATE participants SET delivered_at = :now"), {"now": NOW})
        await self.connection.commit()

    async def answers(self, name: str, appointment: Appointment, partstat: Partstat, **more: Any) -> Appointment:
        answered = await answers.answer(
            self.connection,
            appointment.id,
            partstat,
            **{"by": getattr(self, name), "sequence": appointment.sequence, "now": NOW, **more},
        )
        await self.connection.commit()
        return answered.appointment

    async def owed(self, *kinds: str) -> list[str]:
        """What waits to be sent: "answer to ana about bo +0:30"."""
        who = {self.ana.id: "ana", self.bo.id: "bo", self.chen.id: "chen"}
        found = await self.connection.execute(
            text(
                "SELECT kind, recipient_id, chat_id, subject_id, due_at, sequence FROM notices"
                " WHERE state = 'due' ORDER BY id"
            )
        )
        told = []
        for kind, recipient, chat, subject, due_at, sequence in found:
            if kind in kinds:
                about = f" about {who[subject]}" if subject else ""
                later = f" in {int((due_at - NOW).total_seconds())} s" if due_at > NOW and kind != "reminder" else ""
                told.append(f"{kind} {sequence or 0} to {who.get(recipient, chat)}{about}{later}")
        return sorted(told)

    async def blocked(self) -> list[tuple[str, str]]:
        """Whose time is taken by what."""
        found = await self.connection.execute(
            text(
                "SELECT p.first_name, a.title FROM participants t JOIN people p ON p.id = t.person_id"
                " JOIN appointments a ON a.id = t.appointment_id WHERE t.blocks ORDER BY 1, 2"
            )
        )
        return [(name, title) for name, title in found]


@asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[World]:
    """The world in a fresh database, with one connection to act through; whoever races opens more on `engine`."""
    engine = create_engine(database_url, pool_size=12)
    async with engine.connect() as connection:
        met = [
            await _meet(connection, telegram_id, *who)
            for telegram_id, who in enumerate(
                [
                    ("Ana", "ana_lisbon", "Europe/Lisbon", "Lisbon"),
                    ("Bo", "bo_berlin", "Europe/Berlin", "Berlin"),
                    ("Chen", "chen_sg", "Asia/Singapore", "Singapore"),
                ],
                start=101,
            )
        ]
        await connection.commit()
        yield World(engine, connection, *met)
    await engine.dispose()


async def _meet(
    connection: AsyncConnection, telegram_id: int, name: str, username: str, zone: str, city: str
) -> Person:
    account = Account(telegram_id, name, None, username, "en")
    person = await people.meet(connection, account, now=NOW, reachable=True)
    await people.settle(connection, person.id, zone=ZoneInfo(zone), city=city)
    await show_time_to(connection, person.id, Audience.EVERYBODY)
    return (await people.by_ids(connection, [person.id]))[person.id]
