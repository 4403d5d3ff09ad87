"""People in and out of the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import RowMapping, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.links import OF_NAME
from db.locks import lock_name
from db.statements import Row, Statement
from db.tables import people
from scheduling.fits import Limits
from scheduling.hours import DEFAULT_HOURS, WeeklyHours
from scheduling.people import Audience, OutsideHours, Person, Preferences, Reach
from scheduling.times import Days, ZoneSpell

COLUMNS = (
    "id",
    "telegram_id",
    "username",
    "first_name",
    "last_name",
    "language",
    "zone",
    "city",
    "hours",
    "outside_hours",
    "prefs",
    "reach",
)


def as_json(alias: str) -> str:
    """SQL that makes one jsonb object of a person, for reads that gather many."""
    pairs = ", ".join(f"'{name}', {alias}.{name}" for name in COLUMNS)
    return f"jsonb_build_object({pairs})"


def from_row(row: RowMapping | Row | Mapping[str, Any]) -> Person:
    """A Person from a row or from the object that `as_json` made."""
    prefs = _preferences(row["prefs"])
    return Person(
        id=row["id"],
        telegram_id=row["telegram_id"],
        username=row["username"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        language=prefs.language or row["language"],
        zone=ZoneInfo(row["zone"]) if row["zone"] else None,
        city=row["city"],
        hours=WeeklyHours.from_json(row["hours"]) if row["hours"] is not None else DEFAULT_HOURS,
        outside_hours=_OUTSIDE[row["outside_hours"]],
        reach=_REACH[row["reach"]],
        prefs=prefs,
    )


_NO_PREFERENCES = Preferences()
# Calling an enumeration costs five times a look into a dict, and people are read by the hundred.
_OUTSIDE = {each.value: each for each in OutsideHours}
_REACH = {each.value: each for each in Reach}


def _preferences(stored: Mapping[str, Any]) -> Preferences:
    return _decoded(orjson.dumps(stored)) if stored else _NO_PREFERENCES


# The same few people are read at every turn of a talk, and what they prefer seldom changes.
@lru_cache(maxsize=1024)
def _decoded(stored: bytes) -> Preferences:
    chosen = orjson.loads(stored)
    if "reminders" in chosen:
        chosen["reminders"] = tuple(timedelta(minutes=minutes) for minutes in chosen["reminders"])
    if "duration" in chosen:
        chosen["duration"] = timedelta(minutes=chosen["duration"])
    for audience in ("free_to", "invited_by"):
        if audience in chosen:
            chosen[audience] = Audience(chosen[audience])
    if chosen.get("quiet"):
        begin, end = chosen["quiet"]
        chosen["quiet"] = (begin, end)
    if "spells" in chosen:
        chosen["spells"] = spells_of(chosen["spells"])
    if "limits" in chosen:
        per_day = chosen["limits"].pop("per_day", None)
        lengths = {name: timedelta(minutes=minutes) for name, minutes in chosen["limits"].items()}
        chosen["limits"] = Limits(**lengths, per_day=per_day)
    return Preferences(**chosen)


def spells_of(stored: Iterable[tuple[str, str, str, str | None]]) -> tuple[ZoneSpell, ...]:
    """Journeys as `as_stored` has written them."""
    return tuple(
        ZoneSpell(Days(date.fromisoformat(first), date.fromisoformat(last)), ZoneInfo(zone), city)
        for first, last, zone, city in stored
    )


def as_stored(spells: Iterable[ZoneSpell]) -> list[tuple[str, str, str, str | None]]:
    """First and last date, zone and city of each, as JSON has them."""
    return [(each.days.first.isoformat(), each.days.last.isoformat(), each.zone.key, each.city) for each in spells]


def _stored(prefs: Preferences) -> dict[str, Any]:
    stored = {
        "reminders": [int(lead.total_seconds()) // 60 for lead in prefs.reminders],
        "duration": int(prefs.duration.total_seconds()) // 60,
        "hour_cycle": prefs.hour_cycle,
        "first_weekday": prefs.first_weekday,
        "day_first": prefs.day_first,
        "free_to": prefs.free_to.value,
        "holidays": prefs.holidays,
        "language": prefs.language,
        "quiet": prefs.quiet,
        "morning": prefs.morning,
        "weekly": prefs.weekly,
    }
    if prefs.invited_by is not Audience.EVERYBODY:
        stored["invited_by"] = prefs.invited_by.value
    if prefs.spells:
        # Few travel, and everybody's preferences are read with every card.
        stored["spells"] = as_stored(prefs.spells)
    if (limits := prefs.limits) != Limits():
        lengths = {"notice": limits.notice, "before": limits.before, "after": limits.after}
        minutes = {name: int(each.total_seconds()) // 60 for name, each in lengths.items() if each}
        stored["limits"] = {**minutes, "per_day": limits.per_day} if limits.per_day else minutes
    return stored


@dataclass(frozen=True, slots=True)
class Account:
    """What Telegram says about the sender of an update. `language` is that of their app, None when it was not said."""

    telegram_id: int
    first_name: str
    last_name: str | None
    username: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Begun:
    """What the turn's first statement found.

    `open` is False for an update that has had its effect before: do nothing. `viewer` is None only when the update
    names no person. `on_card` says that the pressed message shows an appointment, and for which sequence it was drawn.
    `renamed` says that they are called otherwise from now on, and `awaited` that somebody has invited their @username.
    """

    open: bool
    viewer: Person | None = None
    on_card: bool = False
    renamed: bool = False
    awaited: bool = False


_BEGIN_TURN = Statement(
    f"""
    WITH mark AS (
        UPDATE inbox SET done_at = :now, body = NULL
        WHERE bot_id = :bot_id AND update_id = :update_id AND done_at IS NULL
        RETURNING 1
    ), viewer AS (
        SELECT {", ".join(COLUMNS)} FROM people WHERE telegram_id = :telegram_id FOR NO KEY UPDATE
    )
    SELECT EXISTS (SELECT FROM mark) AS marked,
           EXISTS (SELECT FROM cards WHERE chat_id = :chat_id AND message_id = :message_id) AS on_card,
           EXISTS (SELECT {OF_NAME}) AS awaited, p.*
    FROM (VALUES (1)) AS one LEFT JOIN viewer p ON true
    """  # noqa: S608 - column names from a constant
)


async def begin_turn(
    connection: AsyncConnection,
    account: Account | None,
    *,
    bot_id: int,
    update_id: int,
    now: datetime,
    pressed: tuple[int, int] | None = None,
    reachable: bool = False,
    meets: bool = True,
) -> Begun:
    """Mark the update done and load its sender, locked: the turn's first statement.

    The person is made on their first update, renamed when Telegram says so, and `reachable` when the update shows
    that we may write to them; without `meets` only who is known is somebody. `pressed` is the tapped message as
    (chat, message).
    """
    chat_id, message_id = pressed or (0, 0)
    row = await _BEGIN_TURN.first(
        connection,
        bot_id=bot_id,
        update_id=update_id,
        telegram_id=account.telegram_id if account else 0,
        username=account.username if account else None,
        now=now,
        chat_id=chat_id,
        message_id=message_id,
    )
    if row is None or not row["marked"]:
        return Begun(open=False)
    if account is None:
        return Begun(open=True)
    person = from_row(row) if row["id"] is not None else None
    if person is None and not meets:
        return Begun(open=True)
    renamed = person is not None and not _called(row, account)
    # By the row: a person bears the language that they chose, whatever their app speaks.
    spoken = account.language in (row["language"], None)
    if person is None or renamed or not spoken or (reachable and person.reach is not Reach.REACHABLE):
        person = await meet(connection, account, now=now, reachable=reachable)
    return Begun(True, person, row["on_card"], renamed, row["awaited"])


def _called(row: Row, account: Account) -> bool:
    known = row["first_name"], row["last_name"], row["username"]
    return known == (account.first_name, account.last_name, account.username)


# Who bears it, unless they claim it at this moment themselves, or did so later than now.
_YIELD = Statement(
    """
    WITH bearer AS (
        SELECT id FROM people WHERE username = :username AND telegram_id IS DISTINCT FROM :telegram_id
        FOR UPDATE SKIP LOCKED
    )
    UPDATE people p SET username = NULL FROM bearer
    WHERE p.id = bearer.id AND (p.username_seen_at IS NULL OR p.username_seen_at <= :now)
    """
)
_BORNE = Statement("SELECT FROM people WHERE username = :username AND telegram_id IS DISTINCT FROM :telegram_id")


async def _claim(connection: AsyncConnection, account: Account, now: datetime) -> str | None:
    """The account's @username, taken from whoever bore it until now; None while a newer claim stands against it."""
    if account.username is None:
        return None
    await lock_name(connection, account.username)
    who = {"username": account.username, "telegram_id": account.telegram_id}
    await _YIELD.run(connection, **who, now=now)
    return account.username if await _BORNE.first(connection, **who) is None else None


async def meet(connection: AsyncConnection, account: Account, *, now: datetime, reachable: bool = False) -> Person:
    """Write down what Telegram says of an account. Of two claims to a @username the newest one wins."""
    username = await _claim(connection, account, now)
    said = {"first_name": account.first_name, "last_name": account.last_name, "username": username}
    if account.language is not None:
        said["language"] = account.language
    if reachable:
        said["reach"] = Reach.REACHABLE.value
    statement = (
        insert(people)
        .values(
            telegram_id=account.telegram_id,
            username_seen_at=now if username else None,
            **said,
        )
        .on_conflict_do_update(index_elements=["telegram_id"], set_={**said, "username_seen_at": now})
        .returning(*[people.c[name] for name in COLUMNS])
    )
    return from_row((await connection.execute(statement)).mappings().one())


_OF_P = ", ".join(f"p.{name}" for name in COLUMNS)
_BY_IDS = Statement(f"SELECT {_OF_P} FROM people p WHERE p.id = ANY(:ids)")  # noqa: S608 - column names from a constant


async def by_ids(connection: AsyncConnection, ids: Collection[int]) -> dict[int, Person]:
    """The people with these ids, each once; unknown ids are left out."""
    return {row["id"]: from_row(row) for row in await _BY_IDS.all(connection, ids=list(ids))}


async def language_of(connection: AsyncConnection, telegram_id: int) -> str | None:
    """The language in which to write to somebody, None for whom nobody knows."""
    found = await by_telegram_ids(connection, [telegram_id])
    return found[telegram_id].language if found else None


async def by_telegram_ids(connection: AsyncConnection, telegram_ids: Collection[int]) -> dict[int, Person]:
    """Those of them who are known, by Telegram id."""
    rows = await connection.execute(
        select(*[people.c[n] for n in COLUMNS]).where(people.c.telegram_id == func.any(list(telegram_ids)))
    )
    return {row["telegram_id"]: from_row(row) for row in rows.mappings()}


async def settle(connection: AsyncConnection, person_id: int, *, zone: ZoneInfo, city: str) -> None:
    """Keep where a person is, and the name that they used for it."""
    await change(connection, person_id, zone=zone.key, city=city)


async def set_hours(connection: AsyncConnection, person_id: int, hours: WeeklyHours) -> None:
    """Keep when a person works."""
    await change(connection, person_id, hours=hours.to_json())


async def set_prefs(connection: AsyncConnection, person_id: int, prefs: Preferences) -> None:
    """Keep what a person prefers."""
    await change(connection, person_id, prefs=_stored(prefs))


async def set_reach(connection: AsyncConnection, person_id: int, reach: Reach) -> None:
    """Keep whether Telegram takes messages to this person."""
    await change(connection, person_id, reach=reach.value)


_SET_DRAFTING = Statement(
    "UPDATE people SET drafting_since = :since, prefs = prefs || :chosen WHERE id = :person_id", json=("chosen",)
)


async def set_drafting(
    connection: AsyncConnection, person_id: int, since: datetime | None, *, duration: timedelta | None = None
) -> None:
    """Note that a person is booking since then, or no longer; with `duration`, that this is now their usual length."""
    chosen = {} if duration is None else {"duration": int(duration.total_seconds()) // 60}
    _SET_DRAFTING.later(connection, person_id=person_id, since=since, chosen=chosen)


async def drafting_since(connection: AsyncConnection, person_id: int) -> datetime | None:
    """Since when a person has been booking something that was neither booked nor discarded."""
    rows = await connection.execute(select(people.c.drafting_since).where(people.c.id == person_id))
    since: datetime | None = rows.scalar_one()
    return since


async def change(connection: AsyncConnection, person_id: int, **values: Any) -> None:
    """Set columns of one person."""
    await connection.execute(update(people).where(people.c.id == person_id).values(**values))


def json_parameter(name: str) -> Any:
    """A bind parameter that is sent as jsonb."""
    return bindparam(name, type_=JSONB)
