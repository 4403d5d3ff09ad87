"""Sample people with sensible lives, moved in without the talk that tests of other things do not need."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from db import people
from db.people import Account
from program.roles import House
from scheduling.people import Person
from tests.chat import Chat, Phone


async def move_in(chat: Chat, house: House, key: str) -> Phone:
    """A sample person's phone, as if they had opened the bot and told their city before; works 08:00-17:00 Mon-Fri."""
    phone = chat.phone(key)
    person = phone.person
    account = Account(
        telegram_id=person.id,
        first_name=person.first_name,
        last_name=person.last_name,
        username=person.username,
        language="en",
    )
    async with house.engine.begin() as connection:
        met = await people.meet(connection, account, now=house.clock(), reachable=True)
        await people.settle(connection, met.id, zone=ZoneInfo(person.zone), city=person.city)
    person.started = True
    return phone


async def as_known(house: House, key: str) -> Person:
    """The person behind a sample @username, as the database has them now."""
    async with house.engine.begin() as connection:
        return (await people.by_usernames(connection, [key]))[key]
