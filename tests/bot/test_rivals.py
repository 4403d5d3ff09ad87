"""Journey 8: two organizers with cards that say that Bo is free, and both press [Book]."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from db import people
from program.roles import House
from scheduling.people import OutsideHours
from tests.bot.drafts import occupied
from tests.chat import Chat, Phone
from tests.world import as_known, book, move_in, work

ALL_DAY = {weekday: [(0, 1440)] for weekday in range(7)}
_WAITS = text(
    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"
)
TOLD = re.compile(r"(Booked|Bo has just been booked).*", re.DOTALL)
REFUSED = (
    "Bo has just been booked at that time. Review\n"
    "Both can at:\n"
    "Thu 5 Nov, 09:00 · Berlin 10:00\n"
    "Thu 5 Nov, 11:00 · Berlin 12:00\n"
    "Fri 6 Nov, 10:00 · Berlin 11:00"
)


@pytest.mark.usefixtures("bo")
async def test_one_wins_and_the_other_is_told(ana: Phone, chen: Phone, house: House) -> None:
    await work(house, "chen", ALL_DAY)
    for rival, at in ((ana, "10:00"), (chen, "18:00")):
        await rival.sends(f"Review with @bo_berlin Thu {at}")
        assert rival.last.text.endswith("Bo is free.")

    await asyncio.gather(ana.taps("Book", settle=False), chen.taps("Book", settle=False))
    async with asyncio.timeout(1):
        await asyncio.gather(ana.sees(TOLD), chen.sees(TOLD))

    won = [phone.last.text.partition(".")[0] for phone in (ana, chen)]
    assert sorted(won) == ["Bo has just been booked at that time", "Booked, and Bo is asked"]


async def test_who_is_told_may_ask_all_the_same(ana: Phone, bo: Phone, chen: Phone, house: House) -> None:
    await work(house, "chen", ALL_DAY)
    await ana.sends("Review with @bo_berlin Thu 10:00")
    await book(house, "chen", "Coffee", "bo", "2026-11-05T10:00")

    await ana.taps("Book")

    assert ana.last.text == REFUSED
    assert ana.last.rows == [
        ["Book Thu 5 Nov, 09:00"],
        ["Book Thu 5 Nov, 11:00"],
        ["Book Fri 6 Nov, 10:00"],
        ["Ask Bo anyway"],
        ["15 min", "• 30 min", "1 h"],
        ["Other times", "Edit", "Discard"],
    ]
    await ana.taps("Ask Bo anyway")
    assert ana.last.text.startswith("Booked, and Bo is asked. Review\nThu 5 Nov, 10:00–10:30 (Lisbon)")


async def test_who_has_read_of_the_other_invitation_just_books(
    ana: Phone, bo: Phone, chen: Phone, house: House
) -> None:
    await work(house, "chen", ALL_DAY)
    await book(house, "chen", "Coffee", "bo", "2026-11-05T10:00")
    await ana.sends("Review with @bo_berlin Thu 10:00")
    assert ana.last.text.endswith("Bo is free. Bo has not decided on another invitation for that time.")

    await ana.taps("Book")

    assert ana.last.text.startswith("Booked, and Bo is asked. Review")


async def test_nobody_is_asked_anyway_over_an_invitation_that_was_not_read_of(
    team: tuple[Phone, Phone, Phone], chat: Chat, house: House
) -> None:
    ana, _, _ = team
    await move_in(chat, house, "dana")
    bo, chen = await as_known(house, "bo_berlin"), await as_known(house, "chen_sg")
    async with house.engine.begin() as connection:
        await people.settle(connection, bo.id, zone=ZoneInfo("America/New_York"), city="New York")
        await people.change(connection, chen.id, outside_hours=OutsideHours.ASK.value)
    await ana.sends("Review with @bo_berlin and @chen_sg Thu 13:00 45 min")
    assert ana.last.text.endswith(": 4 h 45 min too late for Chen. I looked until Sat 2 Jan.")
    await occupied(house, "dana", datetime(2026, 11, 5, 13, 30, tzinfo=UTC), 30, "chen", title="Coffee")

    await ana.taps("Ask Chen anyway")

    assert ana.last.text.endswith(
        "too late for Chen. Chen has not decided on another invitation for that time. I looked until Sat 2 Jan."
    )
    await ana.taps("Ask Chen anyway")
    assert ana.last.text.startswith("Booked, and both are asked. Review\nThu 5 Nov, 13:00–13:45 (Lisbon)")


async def test_a_yes_that_something_overtakes_says_so_without_its_name(ana: Phone, bo: Phone, house: House) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00")
    known = await as_known(house, "bo_berlin")
    async with house.engine.connect() as rival:
        # Not committed while Bo's answer looks for clashes, and there when it is written.
        await rival.execute(
            text(
                "WITH a AS (INSERT INTO appointments (uid, organizer_id, title, during, wall, zone, utc_offset,"
                " tz_version, created_at) VALUES (gen_random_uuid(), :bo, 'Own', tstzrange(:at, :at + :long, '[)'),"
                " '2026-11-05 09:00', 'Europe/Berlin', '1 h', '2026a', :at) RETURNING id, during)"
                " INSERT INTO participants (appointment_id, during, person_id, role, partstat, blocks)"
                " SELECT id, during, :bo, 'organizer', 'accepted', true FROM a"
            ),
            {"bo": known.id, "at": datetime(2026, 11, 5, 8, tzinfo=UTC), "long": timedelta(minutes=30)},
        )
        await bo.taps("Accept", settle=False)
        async with asyncio.timeout(10), house.engine.connect() as watching:
            while not (await watching.execute(_WAITS)).scalar_one():  # noqa: ASYNC110 - PostgreSQL tells nobody
                await asyncio.sleep(0.01)
        await rival.commit()
    await bo.chat.settle()
    assert str(bo.last) == ("| You are busy then. Review is still unanswered.\n| [Another time] [Maybe] / [Decline]")
