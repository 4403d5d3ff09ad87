"""One question is one statement, however many people and appointments it is about."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db import appointments, people
from db.appointments import NewParticipant
from db.engine import create_engine
from scheduling.times import Slot
from services import agenda, booking
from services.appointments import load
from tests.conftest import SAMPLE_NOW as NOW
from tests.counting import counted_statements

MONDAY_NINE = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
LISBON = ZoneInfo("Europe/Lisbon")


@pytest_asyncio.fixture
async def connection(database_url: str) -> AsyncIterator[AsyncConnection]:
    """50 people, who all meet once on each of ten days; person 1 organizes."""
    engine = create_engine(database_url, pool_size=1)
    async with engine.connect() as connection:
        await connection.execute(
            text("""
            INSERT INTO people (id, telegram_id, first_name, zone, city, reach) OVERRIDING SYSTEM VALUE
            SELECT n, n, 'Person ' || n, 'Europe/Lisbon', 'Lisbon', 'reachable' FROM generate_series(1, 50) n
            """)
        )
        for day in range(10):
            await appointments.add(
                connection,
                request_key=uuid4(),
                organizer_id=1,
                title="Review",
                slot=Slot.lasting(MONDAY_NINE + timedelta(days=day), timedelta(minutes=30)),
                zone=LISBON,
                people=[NewParticipant(number) for number in range(2, 51)],
                place=None,
                note=None,
                now=NOW,
            )
        yield connection
    await engine.dispose()


async def an_agenda_page(connection: AsyncConnection, size: int) -> int:
    viewer = (await people.by_ids(connection, [size]))[size]
    with counted_statements() as sent:
        page = await agenda.page(connection, viewer, agenda.Part.NEXT, first=0, now=NOW)
    assert len(page.appointments) == agenda.PAGE
    assert len(page.appointments[0].participants) == 50
    assert page.waiting == (10 if size > 1 else 0)
    return len(sent)


async def a_card(connection: AsyncConnection, size: int) -> int:
    viewer = (await people.by_ids(connection, [size]))[size]
    found = (await connection.execute(text("SELECT min(id) FROM appointments"))).scalar_one()
    with counted_statements() as sent:
        appointment = await load(connection, found, viewer=viewer)
    assert len(appointment.participants) == 50
    return len(sent)


async def alternatives(connection: AsyncConnection, size: int) -> int:
    with counted_statements() as sent:
        found = await booking.suggest(
            connection, range(1, size + 1), wish=MONDAY_NINE, duration=timedelta(hours=1), zone=LISBON, now=NOW
        )
    assert found.suggestions[0].starts_at == MONDAY_NINE - timedelta(hours=1)
    assert len(found.suggestions) == 3
    return len(sent)


async def a_check(connection: AsyncConnection, size: int) -> int:
    with counted_statements() as sent:
        fits = await booking.check(
            connection, range(1, size + 1), Slot.lasting(MONDAY_NINE, timedelta(hours=1)), now=NOW
        )
    assert len(fits) == size
    return len(sent)


@pytest.mark.parametrize("size", [1, 50])
@pytest.mark.parametrize("question", [an_agenda_page, a_card, alternatives, a_check], ids=lambda each: each.__name__)
async def test_a_question_is_one_statement(
    connection: AsyncConnection, question: Callable[[AsyncConnection, int], Awaitable[int]], size: int
) -> None:
    assert await question(connection, size) == 1
