"""What somebody gets who asks for their data: everything, as JSON, and their appointments as a calendar."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from db import appointments, data
from scheduling import ics
from scheduling.people import Person


@dataclass(frozen=True, slots=True)
class Export:
    """Two files: UTF-8 JSON, and iCalendar (RFC 5545) for whoever has appointments."""

    json: bytes
    calendar: bytes | None


async def everything(
    connection: AsyncConnection, person: Person, *, now: datetime, unfinished: Mapping[str, Any] | None = None
) -> Export:
    """All that is held of a person; `unfinished` is what they are halfway through, as JSON values.

    An instant is written as ISO 8601 with its offset, beside the wall time and the zone of the person (UTC while that
    is unknown). Of others there are first names and answers.
    """
    zone = person.zone or ZoneInfo("UTC")
    held = await data.held(connection, person.id, telegram_id=person.telegram_id, username=person.username)
    said = {table: [_row(row, zone) for row in rows] for table, rows in held.items()}
    written = {"exported_at": _value(now, zone), **said, "unfinished": unfinished}
    found = await appointments.by_ids(connection, [row["id"] for row in held["appointments"]])
    ordered = sorted(found.values(), key=lambda each: (each.starts_at, each.id))
    return Export(
        json.dumps(written, ensure_ascii=False, indent=2).encode("utf-8", "replace"),
        ics.calendar(*ordered, now=now) if ordered else None,
    )


def _row(row: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    return {name: _value(value, zone) for name, value in row.items()}


def _value(value: Any, zone: ZoneInfo) -> Any:
    match value:
        case datetime() if value.tzinfo is not None:
            local = value.astimezone(zone)
            return {"at": local.isoformat(), "wall": local.replace(tzinfo=None).isoformat(), "zone": zone.key}
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case timedelta():
            # ISO 8601, as RFC 5545 has it (section 3.3.6).
            seconds = int(value.total_seconds())
            return f"{'-' if seconds < 0 else ''}PT{abs(seconds)}S"
        case bytes() | memoryview():
            return _update(bytes(value))
        case None | bool() | int() | float() | str() | list() | dict():
            return value
    return {"from": _value(value.lower, zone), "until": _value(value.upper, zone)}


def _update(body: bytes) -> Any:
    """An update as Telegram sent it; one that is no JSON as text."""
    try:
        return json.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace")
