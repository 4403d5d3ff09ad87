"""What people want kept when others book them: notice, time around appointments, so many a day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncConnection

from db import people
from db.engine import create_engine
from scheduling.appointments import Partstat
from scheduling.availability import Misfit, Reason
from scheduling.fits import Limits
from scheduling.people import Person
from scheduling.refusals import DoesNotSuit
from services import answers, appointments, booking, free, moving, proposals
from services.people import prefer
from tests.services.test_booking import NOW, draft, settled

HOUR = timedelta(hours=1)
THURSDAY_TEN = datetime(2026, 11, 5, 10, tzinfo=UTC)


@pytest_asyncio.fixture
async def connection(database_url: str) -> AsyncIterator[AsyncConnection]:
    engine = create_engine(database_url, pool_size=1)
    async with engine.begin() as connection:
        yield connection
    await engine.dispose()


@pytest_asyncio.fixture
async def ana(connection: AsyncConnection) -> Person:
    return await settled(connection, 101, "Ana", "Europe/Lisbon")


async def bo_with(connection: AsyncConnection, **limits: Any) -> Person:
    """Bo in Berlin, who wants this kept; as the database has him."""
    bo = await prefer(connection, await settled(connection, 102, "Bo", "Europe/Berlin"), limits=Limits(**limits))
    assert (await people.by_ids(connection, [bo.id]))[bo.id] == bo
    return bo


async def refused(connection: AsyncConnection, ana: Person, bo: Person, at: datetime) -> tuple[list[Misfit], datetime]:
    with pytest.raises(DoesNotSuit) as refusal:
        await booking.book(connection, draft(bo, starts_at=at), by=ana, now=NOW)
    return list(refusal.value.misfits), min(each.starts_at for each in refusal.value.suggestions)


async def test_others_ask_in_time_and_one_s_own_may_be_soon(connection: AsyncConnection, ana: Person) -> None:
    bo = await bo_with(connection, notice=24 * HOUR)
    soon = NOW.replace(hour=9, minute=0) + timedelta(days=1)
    misfits, first = await refused(connection, ana, bo, soon)
    assert misfits == [Misfit(bo.id, Reason.UNSUITED)]
    assert first >= NOW + 24 * HOUR
    found = await free.together(connection, ana, [bo.id], duration=HOUR / 2, now=NOW)
    assert found.spans[0].starts_at == NOW + 24 * HOUR + timedelta(minutes=10)  # on the quarter
    own = await free.together(connection, bo, [ana.id], duration=HOUR / 2, now=NOW)
    assert (own.seen, own.spans[0].starts_at) == ((ana,), NOW + timedelta(minutes=10))
    made = await booking.book(connection, draft(bo, starts_at=THURSDAY_TEN + 24 * HOUR), by=ana, now=NOW)
    with pytest.raises(DoesNotSuit):
        await moving.move(connection, made.id, soon, by=ana, sequence=0, now=NOW)
    # What Bo wishes for himself is not held against him when it is taken.
    await proposals.propose(connection, made.id, soon, by=bo, sequence=0, now=NOW)
    shown = await appointments.load(connection, made.id, viewer=ana)
    taken = await proposals.take(connection, made.id, shown.wishes()[0].id, by=ana, sequence=0, now=NOW)
    assert taken
    assert taken.starts_at == soon
    later = soon + HOUR
    assert (await booking.book(connection, draft(ana, starts_at=later), by=bo, now=NOW)).starts_at == later
    with pytest.raises(DoesNotSuit) as refusal:
        await booking.book(connection, draft(ana, starts_at=later), by=bo, now=NOW)
    assert refusal.value.suggestions[0].starts_at == later + HOUR


async def test_time_around_appointments_stays_free_and_reads_as_busy(connection: AsyncConnection, ana: Person) -> None:
    bo = await bo_with(connection, before=HOUR / 2, after=HOUR / 2)
    await booking.book(connection, draft(starts_at=THURSDAY_TEN), by=bo, now=NOW)
    for at in (THURSDAY_TEN - HOUR * 3 / 4, THURSDAY_TEN + HOUR * 3 / 4):
        assert (await refused(connection, ana, bo, at))[0] == [Misfit(bo.id, Reason.BUSY)]
    found = await free.together(connection, ana, [bo.id], duration=HOUR / 2, now=NOW, day=THURSDAY_TEN.date())
    assert found.spans[0].ends_at == THURSDAY_TEN - HOUR / 2
    # Alone one may do as one likes, and an appointment is never too close to itself.
    await booking.book(connection, draft(starts_at=THURSDAY_TEN + HOUR / 2), by=bo, now=NOW)
    made = await booking.book(connection, draft(bo, starts_at=THURSDAY_TEN + 2 * HOUR), by=ana, now=NOW)
    later = THURSDAY_TEN + 2.5 * HOUR
    assert (await moving.move(connection, made.id, later, by=ana, sequence=0, now=NOW)).starts_at == later


async def test_so_many_a_day_and_no_more(connection: AsyncConnection, ana: Person) -> None:
    """The day is one of Berlin's, whatever lies on it at another hour."""
    bo = await bo_with(connection, per_day=1)
    past_midnight = datetime(2026, 11, 4, 23, 30, tzinfo=UTC)
    await booking.book(connection, draft(starts_at=past_midnight), by=bo, now=NOW, anyway=True)
    misfits, _ = await refused(connection, ana, bo, THURSDAY_TEN)
    assert misfits == [Misfit(bo.id, Reason.UNSUITED)]
    found = await free.together(connection, ana, [bo.id], duration=HOUR / 2, now=NOW)
    assert THURSDAY_TEN.date() not in {span.starts_at.date() for span in found.spans}
    day_before = THURSDAY_TEN - timedelta(days=1)
    first, second = [
        await booking.book(connection, draft(bo, starts_at=day_before + at * HOUR), by=ana, now=NOW) for at in (0, 1)
    ]
    # What Bo accepts is his affair, and no appointment counts against itself.
    for each in (first, second):
        await answers.answer(connection, each.id, Partstat.ACCEPTED, by=bo, sequence=0, now=NOW)
    assert (await refused(connection, ana, bo, day_before + 3 * HOUR))[0] == [Misfit(bo.id, Reason.UNSUITED)]
    await appointments.cancel(connection, first.id, by=ana, sequence=0, now=NOW)
    later = day_before + 3 * HOUR
    assert (await moving.move(connection, second.id, later, by=ana, sequence=0, now=NOW)).starts_at == later
