"""The playground's first minute: people who have really pressed Start, and a week with something in it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import structlog

from db import people
from playground.people import Message
from playground.phones import Phone
from playground.telegram import Telegram
from program.roles import House
from scheduling.appointments import Partstat
from scheduling.drafts import LIFETIME, Draft
from scheduling.people import Person
from scheduling.refusals import Refusal
from scheduling.times import instants
from services import answers, booking

log = structlog.get_logger(__name__)

STARTED = ("ana", "bo", "chen", "eve")
"""Who has opened the bot; Dana never has."""

START_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class _Planned:
    """An appointment of the sample week: `weekday` 0 is the first working day from tomorrow on."""

    organizer: str
    title: str
    weekday: int
    at: time
    minutes: int
    others: tuple[str, ...] = ()


# Nothing on the first day, so that the next reminder is that of whatever one books there oneself.
_WEEK = (
    _Planned("ana", "Lunch with Marta", 1, time(12, 30), 45),
    _Planned("ana", "Dentist", 2, time(10, 0), 30),
    _Planned("bo", "Stand-up", 1, time(9, 30), 15),
    _Planned("bo", "Stand-up", 2, time(9, 30), 15),
    _Planned("bo", "Stand-up", 3, time(9, 30), 15),
    _Planned("chen", "Site visit", 2, time(9, 0), 180),
    _Planned("bo", "Plan the offsite", 3, time(10, 0), 45, ("ana",)),
)

_MET = _Planned("ana", "Kick-off", 0, time(8, 0), 30, ("bo", "chen"))
"""Of the week before: strangers would hear less of each other."""


async def begin(telegram: Telegram, house: House) -> None:
    """Let everybody but Dana open the bot and say where they are, as people do, and fill their week."""
    for key in STARTED:
        await start(telegram, house, key)
    async with house.engine.begin() as connection:
        known = await people.by_telegram_ids(connection, [telegram.person(key).id for key in STARTED])
    who = {key: known[telegram.person(key).id] for key in STARTED}
    now = house.clock()
    # Nobody hears of it: it is over when its invitations are due.
    await _book(house, who, _MET, now - timedelta(days=7))
    for planned in _WEEK:
        await _book(house, who, planned, now)
    await house.settled()


async def start(telegram: Telegram, house: House, key: str) -> None:
    """Press Start and answer the one question, by the offered place or by typing the city."""
    phone = Phone(telegram, key)
    phone.start()
    tapped = await _tap(telegram, phone, phone.person.city, or_else="Another city")
    if phone.person.city not in tapped:
        phone.send(phone.person.city)
        await _tap(telegram, phone, "Yes")
    async with asyncio.timeout(START_SECONDS):
        await telegram.until_settled()
        await house.settled()


async def _tap(telegram: Telegram, phone: Phone, wanted: str, *, or_else: str | None = None) -> str:
    """Wait for a button whose label holds `wanted` (or else for `or_else` beside it), tap it and return its label."""

    def found() -> tuple[Message, str, dict[str, object]] | None:
        for message in reversed(phone.chat.messages.values()):
            buttons = [button for row in message.inline_keyboard for button in row]
            for words in (wanted, or_else):
                for button in buttons:
                    if words is not None and words in button["text"]:
                        return message, button["text"], button
        return None

    shown = await telegram.events.until(found, START_SECONDS)
    if shown is None:
        raise TimeoutError(f"{phone.person.name} was not offered {wanted!r}")
    message, label, button = shown
    phone.tap(message.id, button)
    await telegram.until_settled()
    return label


async def _book(house: House, who: dict[str, Person], planned: _Planned, now: datetime) -> None:
    """Book one appointment for real and have everybody accept it; one that does not fit this week is left out."""
    organizer = who[planned.organizer]
    zone = organizer.zone or ZoneInfo("Etc/UTC")
    day = _working_days(now, zone)[planned.weekday]
    starts = instants(datetime.combine(day, planned.at), zone)
    draft = Draft(
        id=uuid4(),
        zone=zone,
        expires_at=now + LIFETIME,
        duration=timedelta(minutes=planned.minutes),
        title=planned.title,
        people=tuple(who[key].id for key in planned.others),
        day=day,
        starts_at=starts[0] if starts else None,
    )
    if not starts:
        return
    try:
        async with house.engine.begin() as connection:
            made = await booking.book(connection, draft, by=organizer, now=now)
        await house.settled()
        for key in planned.others:
            async with house.engine.begin() as connection:
                await answers.answer(connection, made.id, Partstat.ACCEPTED, by=who[key], sequence=0, now=now)
    except Refusal as refusal:
        log.warning("left out of the sample week", title=planned.title, refusal=type(refusal).__name__)


def _working_days(now: datetime, zone: ZoneInfo) -> list[date]:
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    days = [tomorrow + timedelta(days=n) for n in range(10)]
    return [day for day in days if day.weekday() < 5]
