"""Compares what every phone shows in the end with what the database says."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from psycopg.rows import dict_row

from playground import events
from playground.phones import CannotDo
from tests.chaos.world import LEAVES, PEOPLE, World
from tests.chat import Phone, Shown

_OPEN = """
    SELECT (SELECT count(*) FROM inbox WHERE done_at IS NULL)
         + (SELECT count(*) FROM notices WHERE state = 'claimed' OR state = 'due' AND next_at <= clock_timestamp()
                                                                    + interval '1 minute') AS open
"""

_TALKS = """
    SELECT a.id, a.title, a.status, a.wall, a.zone, a.utc_offset, lower(a.during) AS starts, p.telegram_id,
           t.role, t.partstat
    FROM appointments a JOIN participants t ON t.appointment_id = a.id JOIN people p ON p.id = t.person_id
    ORDER BY a.id, t.id
"""

_OVERLAPS = """
    SELECT count(*) FROM participants t JOIN participants o
      ON o.person_id = t.person_id AND o.id > t.id AND o.during && t.during
    JOIN appointments a ON a.id = t.appointment_id JOIN appointments b ON b.id = o.appointment_id
    WHERE a.status = 'confirmed' AND b.status = 'confirmed'
      AND (t.role = 'organizer' OR t.partstat = 'accepted') AND (o.role = 'organizer' OR o.partstat = 'accepted')
"""

HEADLINES = {
    "accepted": "You accepted",
    "tentative": "You said maybe to",
    "declined": "You declined",
}

KNOWN_AFTER = timedelta(seconds=2)
"""A message may be under way while its reader blocks the bot."""


@dataclass(slots=True)
class Findings:
    """What is wrong, a line each, and what is only counted."""

    wrong: list[str] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)


async def settle(world: World, seconds: float) -> bool:
    """Wait until no update is open and no notice is due within a minute; whether that came about."""
    try:
        async with asyncio.timeout(seconds):
            open_ = True
            while open_:
                await asyncio.sleep(0.2)
                open_ = bool(world.chat.telegram.updates.waiting()) or (await _ask(world, _OPEN))[0]["open"] > 0
    except TimeoutError:
        return False
    return True


async def known_as_blocked(world: World) -> datetime:
    """Wait until the database knows who left; the time from which nothing may be sent there."""
    left = world.chat.telegram.person(LEAVES).id
    while True:
        try:
            if await _ask(world, f"SELECT 1 FROM people WHERE telegram_id = {left} AND reach = 'blocked'"):
                return world.house.clock()
        except psycopg.Error:
            await asyncio.sleep(0.1)
        await asyncio.sleep(0.1)


async def check(world: World, known: datetime | None) -> Findings:
    """Look at everything once the world has settled; a phone that missed the answer to its own tap taps again."""
    found = Findings()
    await _servers(world, found)
    stale = [(phone, message) for phone, message, _ in await _differing(world)]
    for phone, message in stale:
        # The answer to one's own press is given at most once: the next press shows the truth.
        found.counted["answers shown by the next press"] += 1
        _press_again(phone, message)
    if stale:
        await settle(world, 20)
    found.wrong += [f"{phone.person.key}: {why}\n{message}" for phone, message, why in await _differing(world)]
    _copies(world, found)
    if known is not None:
        _to_who_left(world, known, found)
    for name in world.processes:
        for line in world.log(name).read_text(encoding="utf-8", errors="replace").splitlines():
            for fault in ("turn failed", "update set aside", "not rendered", "update not processed", "Traceback"):
                if fault in line:
                    found.wrong.append(f"{name} says: {line[:2000]}")
    return found


async def _servers(world: World, found: Findings) -> None:
    """What the database says for itself."""
    if await _ask(world, _OVERLAPS) != [{"count": 0}]:
        found.wrong.append("somebody is in two places at once")
    for row in await _ask(world, "SELECT title FROM appointments GROUP BY title HAVING count(*) > 1"):
        found.wrong.append(f"{row['title']} was booked twice")
    for row in await _ask(
        world,
        "SELECT n.id, n.kind, n.last_error FROM notices n LEFT JOIN people p ON p.id = n.recipient_id"
        " WHERE n.state = 'failed' AND p.reach IS DISTINCT FROM 'blocked'",
    ):
        found.wrong.append(f"notice {row['id']} ({row['kind']}) failed: {row['last_error']}")
    for row in await _ask(world, _TALKS):
        if row["starts"] != (row["wall"] - row["utc_offset"]).replace(tzinfo=row["starts"].tzinfo):
            found.wrong.append(f"{row['title']}: {row['starts']} is not {row['wall']} {row['utc_offset']}")
    found.counted["appointments"] = (await _ask(world, "SELECT count(*) FROM appointments"))[0]["count"]


async def _differing(world: World) -> list[tuple[Phone, Shown | None, str]]:
    """For each person and appointment the last message, where it does not say what the database says."""
    phones = {world.chat.phone(key).person.id: world.chat.phone(key) for key in PEOPLE if key != LEAVES}
    differing: list[tuple[Phone, Shown | None, str]] = []
    for row in await _ask(world, _TALKS):
        phone = phones.get(row["telegram_id"])
        if phone is None:
            continue
        told = _last_about(phone, row["title"])
        local = row["starts"].astimezone(ZoneInfo(phone.person.zone))
        if told is None:
            # Who is called off before the news went out hears nothing.
            if row["status"] == "confirmed":
                differing.append((phone, None, f"{row['title']} was never heard of"))
        elif row["status"] == "cancelled":
            if "ancelled" not in told.text:
                differing.append((phone, told, f"{row['title']} is cancelled"))
        elif f"{local.day} {local:%b}, {local:%H:%M}" not in told.text and row["partstat"] != "declined":
            differing.append((phone, told, f"{row['title']} is at {local:%a %d %b %H:%M}"))
        else:
            for partstat, headline in HEADLINES.items():
                if told.text.startswith(f"{headline} {row['title']}") and partstat != row["partstat"]:
                    differing.append((phone, told, f"the answer to {row['title']} is {row['partstat']}"))
    return differing


def _last_about(phone: Phone, title: str) -> Shown | None:
    """The message about an appointment that came or changed last; others may name it as what else there is that day."""
    showing = {message.id: message for message in phone.messages if title in message.text.partition("\n")[0]}
    own = {message.id for message in phone.messages if message.body["from"]["id"] == phone.person.id}
    for event in reversed(phone._events()):
        if event.kind in (events.NEW, events.QUIET, events.EDIT) and event.message_id in showing.keys() - own:
            message = showing[event.message_id]
            if not message.text.endswith("see below."):
                return message
    return None


def _press_again(phone: Phone, message: Shown | None) -> None:
    if message is None or not message.labels:
        return
    try:
        phone.handset.tap(message.id, message.buttons[0][0])
    except CannotDo:
        return


def _copies(world: World, found: Findings) -> None:
    """Every notice is one new message, whatever its kind; further ones are counted by kind."""
    told = Counter(
        call.parameters["message_effect_id"]
        for call in world.chat.telegram.calls
        if call.status == 200 and call.method == "sendMessage" and "message_effect_id" in call.parameters
    )
    for signed, count in told.items():
        kind = signed.split()[0]
        found.counted[f"told by {kind}"] += 1
        found.counted[f"second copies of {kind}"] += count - 1
    found.counted["second copies"] = sum(told.values()) - len(told)


def _to_who_left(world: World, known: datetime, found: Findings) -> None:
    left = world.chat.telegram.person(LEAVES).id
    for call in world.chat.telegram.calls:
        if call.parameters.get("chat_id") == left and call.at > known + KNOWN_AFTER and call.status == 403:
            found.wrong.append(
                f"{call.method} to somebody who had blocked the bot, {call.at - known} after it was known"
            )


async def _ask(world: World, query: str) -> list[dict[str, Any]]:
    async with await psycopg.AsyncConnection.connect(
        world.where.database_url, autocommit=True, row_factory=dict_row
    ) as connection:
        cursor = await connection.execute(query)
        return [dict(row) for row in await cursor.fetchall()]
