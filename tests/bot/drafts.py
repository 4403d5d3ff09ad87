"""What tests of booking share: people who are taken, what is written, and the way to the keyboard of times."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import text

from db import appointments
from db.appointments import NewParticipant
from program.roles import House
from scheduling.times import Slot
from tests.chat import Phone
from tests.world import as_known

USERNAMES = {"ana": "ana_lisbon", "bo": "bo_berlin", "chen": "chen_sg", "dana": "dana_porto"}


async def occupied(
    house: House, key: str, starts_at: datetime, minutes: int = 30, *others: str, title: str = "Stand-up"
) -> None:
    """Somebody organizes something then; written as it stands in the database, so that nobody hears of it."""
    organizer = await as_known(house, USERNAMES[key])
    invited = [await as_known(house, USERNAMES[other]) for other in others]
    async with house.engine.begin() as connection:
        await appointments.add(
            connection,
            request_key=uuid4(),
            organizer_id=organizer.id,
            title=title,
            slot=Slot.lasting(starts_at, timedelta(minutes=minutes)),
            zone=ZoneInfo("Europe/Lisbon"),
            people=[NewParticipant(each.id) for each in invited],
            place=None,
            note=None,
            now=house.clock(),
        )


async def counts(house: House) -> tuple[int, int]:
    """How many appointments there are, and how many notices but those that redraw cards."""
    async with house.engine.begin() as connection:
        row = (
            await connection.execute(
                text(
                    "SELECT (SELECT count(*) FROM appointments),"
                    " (SELECT count(*) FROM notices WHERE kind NOT IN ('refresh'))"
                )
            )
        ).one()
    return int(row[0]), int(row[1])


async def to_the_times(ana: Phone, *, who: str = "Bo", day: str = "5") -> None:
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.taps(who)
    await ana.taps("Next")
    await ana.taps(day)
