"""Sample people with sensible lives, moved in without the talk that tests of other things do not need."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db import invitees, people
from db.people import Account
from playground import sample
from program.roles import House
from scheduling.appointments import Appointment
from scheduling.drafts import Draft
from scheduling.hours import WeeklyHours
from scheduling.people import Audience, Person
from scheduling.places import fold, letters
from services import booking
from tests.chat import Chat, Phone

IDS = {person.key: person.id for person in sample.people()}
"""Telegram's ids of the sample people."""


# GeoNames id, name, region, country, zone, people, latitude, longitude.
PLACES = (
    (2867714, "München", None, "DE", "Europe/Berlin", 1_260_391, 48.14, 11.58),
    (2950159, "Berlin", None, "DE", "Europe/Berlin", 3_426_354, 52.52, 13.41),
    (2945024, "Brilon", None, "DE", "Europe/Berlin", 27_138, 51.40, 8.57),
    (5746545, "Portland", "Oregon", "US", "America/Los_Angeles", 632_309, 45.52, -122.68),
    (4975802, "Portland", "Maine", "US", "America/New_York", 66_881, 43.66, -70.26),
    (5368361, "লস অ্যাঞ্জেলেস", None, "US", "America/Los_Angeles", 3_820_914, 34.05, -118.24),
    (1850147, "Tokyo", None, "JP", "Asia/Tokyo", 9_733_276, 35.69, 139.69),
    (2267057, "Lisbon", None, "PT", "Europe/Lisbon", 517_802, 38.72, -9.13),
)


async def know_places(house: House) -> None:
    """Let the program know a few of the world's places."""
    async with house.engine.begin() as connection:
        for number, name, region, country, zone, people, latitude, longitude in PLACES:
            await connection.execute(
                text("INSERT INTO places VALUES (:id, :name, :region, NULL, :country, :zone, :people, :lat, :lon)"),
                {
                    "id": number,
                    "name": name,
                    "region": region,
                    "country": country,
                    "zone": zone,
                    "people": people,
                    "lat": latitude,
                    "lon": longitude,
                },
            )
            key = fold(name)
            await connection.execute(
                text("INSERT INTO place_names VALUES (:key, :id, :name, :size, :letters)"),
                {"key": key, "id": number, "name": name, "size": len(key), "letters": letters(key)},
            )


async def move_in(chat: Chat, house: House, key: str) -> Phone:
    """A sample person's phone, as if they had opened the bot and told their city before; works 08:00-17:00 Mon-Fri.

    They let everybody know when they are free; tests of strangers take that back.
    """
    phone = chat.phone(key)
    person = phone.person
    account = Account(
        telegram_id=person.id,
        first_name=person.first_name,
        last_name=person.last_name,
        username=person.username,
        language=person.language_code,
    )
    async with house.engine.begin() as connection:
        met = await people.meet(connection, account, now=house.clock(), reachable=True)
        await people.settle(connection, met.id, zone=ZoneInfo(person.zone), city=person.city)
        await show_time_to(connection, met.id, Audience.EVERYBODY)
    person.started = True
    return phone


async def show_time_to(connection: AsyncConnection, person_id: int, audience: Audience) -> None:
    """Who may see when a person is free, as they would choose it in /settings."""
    await connection.execute(
        text("UPDATE people SET prefs = prefs || jsonb_build_object('free_to', CAST(:to AS text)) WHERE id = :id"),
        {"to": audience.value, "id": person_id},
    )


async def shows_time_to(house: House, username: str, audience: Audience) -> None:
    """As `show_time_to`, by a sample @username."""
    person = await as_known(house, username)
    async with house.engine.begin() as connection:
        await show_time_to(connection, person.id, audience)


async def as_known(house: House, key: str) -> Person:
    """The person behind a sample @username, as the database has them now."""
    async with house.engine.begin() as connection:
        return (await invitees.by_usernames(connection, [key]))[key]


async def book(house: House, organizer: str, title: str, to: str, at: str, *, minutes: int = 30) -> Appointment:
    """Book without the talk; the invitations arrive. `to` are the others' keys; `at` is UTC, in November Lisbon's."""
    async with house.engine.begin() as connection:
        known = await people.by_telegram_ids(connection, [IDS[organizer], *(IDS[key] for key in to.split())])
        by = known[IDS[organizer]]
        draft = Draft(
            id=uuid4(),
            zone=by.zone or ZoneInfo("UTC"),
            expires_at=house.clock() + timedelta(days=7),
            duration=timedelta(minutes=minutes),
            title=title,
            people=tuple(known[IDS[key]].id for key in to.split()),
            starts_at=datetime.fromisoformat(f"{at}+00:00"),
        )
        made = await booking.book(connection, draft, by=by, now=house.clock(), anyway=True)
    await house.settled()
    return made


async def work(house: House, key: str, hours: dict[int, list[tuple[int, int]]]) -> None:
    """Give somebody other working hours: weekday (0 for Monday) -> minutes from and to."""
    async with house.engine.begin() as connection:
        known = await people.by_telegram_ids(connection, [IDS[key]])
        await people.set_hours(connection, known[IDS[key]].id, WeeklyHours.of(hours))
