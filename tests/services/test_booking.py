"""Booking: what is checked, what is written, and that a refusal writes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db import appointments, invitees, people, timeoff
from db.engine import create_engine
from scheduling.appointments import MAX_PARTICIPANTS, Appointment, Partstat
from scheduling.availability import Misfit, Reason
from scheduling.drafts import LIFETIME, Draft
from scheduling.people import Audience, OutsideHours, Person, Reach
from scheduling.refusals import BadDuration, DoesNotSuit, InThePast, TooManyPeople
from scheduling.suggestions import Found
from scheduling.times import Days, Slot
from services import booking
from tests.world import show_time_to

LISBON = ZoneInfo("Europe/Lisbon")
NOW = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
THURSDAY_NINE = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)


@pytest_asyncio.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(database_url, pool_size=12)
    yield engine
    await engine.dispose()


@pytest_asyncio.fixture
async def connection(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    async with engine.begin() as connection:
        yield connection


async def settled(connection: AsyncConnection, number: int, name: str, zone: str, **values: Any) -> Person:
    """Somebody who has opened the bot and said where they are."""
    account = people.Account(number, name, None, f"{name.lower()}_sample", "en")
    person = await people.meet(connection, account, now=NOW)
    await people.change(connection, person.id, zone=zone, city=zone.rpartition("/")[2], reach="reachable", **values)
    await show_time_to(connection, person.id, Audience.EVERYBODY)
    return (await people.by_ids(connection, [person.id]))[person.id]


@pytest_asyncio.fixture
async def ana(connection: AsyncConnection) -> Person:
    return await settled(connection, 101, "Ana", "Europe/Lisbon")


@pytest_asyncio.fixture
async def bo(connection: AsyncConnection) -> Person:
    return await settled(connection, 102, "Bo", "Europe/Berlin")


@pytest_asyncio.fixture
async def chen(connection: AsyncConnection) -> Person:
    return await settled(connection, 103, "Chen", "Asia/Singapore")


def draft(*others: Person, starts_at: datetime = THURSDAY_NINE, minutes: int = 30, **values: Any) -> Draft:
    return Draft(
        id=uuid4(),
        zone=LISBON,
        expires_at=NOW + LIFETIME,
        duration=timedelta(minutes=minutes),
        title="Review",
        people=tuple(each.id for each in others),
        starts_at=starts_at,
        **values,
    )


async def rows(connection: AsyncConnection, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await connection.execute(text(query))]


async def written(connection: AsyncConnection) -> tuple[int, int, int]:
    """How many appointments, participants and notices there are."""
    return tuple(
        (
            await rows(
                connection,
                "SELECT (SELECT count(*) FROM appointments), (SELECT count(*) FROM participants),"
                " (SELECT count(*) FROM notices)",
            )
        )[0]
    )


async def test_a_booking_owes_invitations_and_reminders(
    connection: AsyncConnection, ana: Person, bo: Person, chen: Person
) -> None:
    made = await booking.book(connection, draft(bo, starts_at=THURSDAY_NINE), by=ana, now=NOW)

    assert made.slot == Slot(THURSDAY_NINE, THURSDAY_NINE + timedelta(minutes=30))
    assert made.wall == datetime(2026, 11, 5, 9, 0)
    assert [(part.person.id, part.partstat) for part in made.participants] == [
        (ana.id, Partstat.ACCEPTED),
        (bo.id, Partstat.NEEDS_ACTION),
    ]
    owed = await rows(connection, "SELECT kind, recipient_id, due_at FROM notices ORDER BY due_at, recipient_id")
    assert owed == [
        ("invitation", bo.id, NOW),
        ("reminder", ana.id, THURSDAY_NINE - timedelta(days=1)),
        ("reminder", bo.id, THURSDAY_NINE - timedelta(days=1)),
        ("nudge", bo.id, NOW + (THURSDAY_NINE - NOW) / 2),
        ("reminder", ana.id, THURSDAY_NINE - timedelta(minutes=15)),
        ("reminder", bo.id, THURSDAY_NINE - timedelta(minutes=15)),
    ]


async def test_a_repeated_confirm_is_one_booking(connection: AsyncConnection, ana: Person, bo: Person) -> None:
    wanted = draft(bo)
    first = await booking.book(connection, wanted, by=ana, now=NOW)
    before = await written(connection)

    again = await booking.book(connection, wanted, by=ana, now=NOW + timedelta(minutes=1))
    much_later = await booking.book(connection, wanted, by=ana, now=NOW + timedelta(days=3))

    assert (again.id, much_later.id) == (first.id, first.id)
    assert await written(connection) == before


async def test_outside_somebodys_hours_nobody_is_asked(
    connection: AsyncConnection, ana: Person, bo: Person, chen: Person
) -> None:
    at_ten = draft(bo, chen, starts_at=THURSDAY_NINE + timedelta(hours=1), minutes=45)

    with pytest.raises(DoesNotSuit) as refused:
        await booking.book(connection, at_ten, by=ana, now=NOW)

    assert refused.value.misfits == [Misfit(chen.id, Reason.AFTER_HOURS, timedelta(hours=1, minutes=45))]
    eight = datetime(2026, 11, 5, 8, 0, tzinfo=UTC)
    assert [each.starts_at for each in refused.value.suggestions] == [
        eight,
        eight + timedelta(days=1),
        eight + timedelta(days=4),
    ]
    assert await written(connection) == (0, 0, 0)


async def test_ask_me_anyway_is_for_those_who_allow_it(
    connection: AsyncConnection, ana: Person, bo: Person, chen: Person
) -> None:
    late = draft(chen, starts_at=THURSDAY_NINE + timedelta(hours=1))
    with pytest.raises(DoesNotSuit):
        await booking.book(connection, late, by=ana, now=NOW, anyway=True)

    await people.change(connection, chen.id, outside_hours=OutsideHours.ASK.value)
    with pytest.raises(DoesNotSuit):
        await booking.book(connection, late, by=ana, now=NOW)
    made = await booking.book(connection, late, by=ana, now=NOW, anyway=True)

    assert made.starts_at == late.starts_at


async def test_ones_own_hours_bind_until_one_means_it_and_those_of_others_all_the_same(
    connection: AsyncConnection, ana: Person, bo: Person
) -> None:
    evening = datetime(2026, 11, 5, 19, 0, tzinfo=UTC)
    with pytest.raises(DoesNotSuit) as refused:
        await booking.book(connection, draft(bo, starts_at=evening), by=ana, now=NOW, anyway=True)
    assert [misfit.person_id for misfit in refused.value.misfits] == [bo.id]
    with pytest.raises(DoesNotSuit) as refused:
        await booking.book(connection, draft(bo, starts_at=evening), by=ana, now=NOW)
    assert [misfit.person_id for misfit in refused.value.misfits] == [ana.id, bo.id]

    with pytest.raises(DoesNotSuit):
        await booking.book(connection, draft(starts_at=evening), by=ana, now=NOW)
    alone = await booking.book(connection, draft(starts_at=evening), by=ana, now=NOW, anyway=True)

    assert [part.person.id for part in alone.participants] == [ana.id]


async def test_busy_people_are_refused_and_unanswered_ones_are_not(
    connection: AsyncConnection, ana: Person, bo: Person, chen: Person
) -> None:
    await booking.book(connection, draft(starts_at=THURSDAY_NINE), by=bo, now=NOW)
    with pytest.raises(DoesNotSuit) as refused:
        await booking.book(connection, draft(bo), by=ana, now=NOW, anyway=True)
    assert refused.value.misfits == [Misfit(bo.id, Reason.BUSY)]

    an_hour_on = THURSDAY_NINE + timedelta(hours=1)
    await booking.book(connection, draft(bo, starts_at=an_hour_on), by=ana, now=NOW)
    slot = Slot.lasting(an_hour_on, timedelta(minutes=30))
    fits = await booking.check(connection, [bo.id, ana.id], slot, now=NOW)
    assert [[misfit.reason for misfit in fit.misfits] for fit in fits] == [[Reason.MAYBE_BUSY], [Reason.BUSY]]


async def test_who_need_not_come_is_in_nobodys_way_and_asked_all_the_same(
    connection: AsyncConnection, ana: Person, bo: Person, chen: Person
) -> None:
    await booking.book(connection, draft(chen, optional=(chen.id,)), by=bo, now=NOW)
    # Bo is busy, and for Chen it is after hours and another invitation waits.
    spared = draft(bo, chen, optional=(bo.id, chen.id))
    made = await booking.book(connection, spared, by=ana, now=NOW, soft=False)
    assert made.optional == {bo.id, chen.id}
    assert await rows(connection, "SELECT count(*) FROM notices WHERE kind = 'invitation'") == [(3,)]
    with pytest.raises(DoesNotSuit) as refused:
        await booking.book(connection, draft(bo, chen, optional=(bo.id,)), by=ana, now=NOW)
    assert {misfit.person_id for misfit in refused.value.misfits} == {ana.id, chen.id}


async def test_a_called_off_appointment_is_in_nobodys_way(connection: AsyncConnection, ana: Person, bo: Person) -> None:
    made = await booking.book(connection, draft(bo), by=ana, now=NOW)
    await appointments.cancel(connection, made.id, reason=None)

    fits = await booking.check(connection, [ana.id, bo.id], made.slot, now=NOW)

    assert [fit.misfits for fit in fits] == [(), ()]


async def test_an_appointment_is_never_in_its_own_way(connection: AsyncConnection, ana: Person, bo: Person) -> None:
    made = await booking.book(connection, draft(bo), by=ana, now=NOW)

    fits = await booking.check(connection, [ana.id, bo.id], made.slot, now=NOW, besides=made.id)

    assert [fit.misfits for fit in fits] == [(), ()]


async def test_who_never_opened_the_bot_is_pending_and_owed_nothing(connection: AsyncConnection, ana: Person) -> None:
    dana = await invitees.placeholder(connection, "dana_porto")

    made = await booking.book(connection, draft(dana), by=ana, now=NOW)

    assert made.attendees[0].person.reach is Reach.UNKNOWN
    assert await rows(connection, "SELECT DISTINCT recipient_id FROM notices") == [(ana.id,)]
    assert await rows(connection, "SELECT asked_by_name FROM participants ORDER BY id") == [(None,), ("dana_porto",)]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"starts_at": NOW - timedelta(minutes=1)}, InThePast),
        ({"starts_at": NOW}, InThePast),
        ({"minutes": 4}, BadDuration),
        ({"minutes": 24 * 60 + 1}, BadDuration),
    ],
)
async def test_what_cannot_be_booked(
    connection: AsyncConnection, ana: Person, change: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await booking.book(connection, draft(**change), by=ana, now=NOW, anyway=True)

    assert await written(connection) == (0, 0, 0)


async def test_too_many_people(connection: AsyncConnection, ana: Person) -> None:
    crowd = replace(draft(), people=tuple(range(1000, 1000 + MAX_PARTICIPANTS)))

    with pytest.raises(TooManyPeople):
        await booking.book(connection, crowd, by=ana, now=NOW)


async def test_time_off_and_journeys_count(connection: AsyncConnection, ana: Person, bo: Person) -> None:
    thursday = date(2026, 11, 5)
    await connection.execute(
        text("INSERT INTO time_off (person_id, first_day, last_day) VALUES (:id, :day, :day)"),
        {"id": bo.id, "day": thursday},
    )
    await connection.execute(
        text(
            """UPDATE people SET prefs = '{"spells": [["2026-11-05", "2026-11-05", "Asia/Tokyo", "Tokyo"]]}'"""
            " WHERE id = :id"
        ),
        {"id": ana.id},
    )
    slot = Slot.lasting(THURSDAY_NINE, timedelta(minutes=30))

    ana_fits, bo_fits = await booking.check(connection, [ana.id, bo.id], slot, now=NOW)

    assert ana_fits.starts == datetime(2026, 11, 5, 18, 0)
    assert [misfit.reason for misfit in bo_fits.misfits] == [Reason.TIME_OFF]


async def test_alternatives_far_ahead_lie_near_the_wish(connection: AsyncConnection, ana: Person, bo: Person) -> None:
    wish = datetime(2027, 2, 4, 9, 0, tzinfo=UTC)
    await booking.book(connection, draft(starts_at=wish), by=bo, now=NOW)

    found = await booking.suggest(
        connection, [ana.id, bo.id], wish=wish, duration=timedelta(minutes=30), zone=LISBON, now=NOW
    )

    assert [each.starts_at for each in found.suggestions] == [
        wish - timedelta(hours=1),
        wish + timedelta(hours=1),
        wish + timedelta(days=1),
    ]


async def test_where_two_weeks_have_no_time_sixty_days_are_looked_at(
    connection: AsyncConnection, ana: Person, bo: Person
) -> None:
    async def found(last: date) -> Found:
        await timeoff.add(connection, bo.id, Days(date(2026, 11, 1), last))
        return await booking.suggest(
            connection, [ana.id, bo.id], wish=THURSDAY_NINE, duration=timedelta(minutes=30), zone=LISBON, now=NOW
        )

    assert (await found(date(2026, 11, 12))).until is None
    later = await found(date(2026, 11, 25))
    nine = THURSDAY_NINE + timedelta(weeks=3)
    assert [each.starts_at for each in later.suggestions] == [nine, nine - timedelta(hours=1), nine + timedelta(days=1)]
    assert later.until == NOW + timedelta(days=60)
    never = await found(date(2027, 2, 1))
    assert (never.suggestions, bool(never.least_bad), never.until) == ((), True, NOW + timedelta(days=60))


async def test_two_organizers_and_one_person_at_the_same_second(
    engine: AsyncEngine, connection: AsyncConnection, bo: Person
) -> None:
    """Journey 8: whoever is second is refused, with other times, and nobody deadlocks."""
    rivals = [await settled(connection, 200 + number, f"Rival{number}", "Europe/Lisbon") for number in range(10)]
    await connection.commit()

    async def confirm(rival: Person) -> Appointment | DoesNotSuit:
        try:
            async with engine.begin() as own:
                await people.set_prefs(own, rival.id, rival.prefs)  # the turn's lock on the viewer's row
                made = await booking.book(own, draft(bo), by=rival, now=NOW)
                await appointments.set_answer(
                    own, made.attendees[0].id, Partstat.ACCEPTED, sequence=made.sequence, now=NOW
                )
                return made
        except DoesNotSuit as refusal:
            return refusal

    async with asyncio.timeout(5):
        outcomes = await asyncio.gather(*[confirm(rival) for rival in rivals])

    refused = [outcome for outcome in outcomes if isinstance(outcome, DoesNotSuit)]
    assert len(refused) == len(rivals) - 1
    assert {len(refusal.suggestions) for refusal in refused} == {3}
    assert {misfit.reason for refusal in refused for misfit in refusal.misfits} == {Reason.BUSY}
