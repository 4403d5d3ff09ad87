"""A draft: what somebody has said so far about an appointment that does not exist yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from scheduling.pools import Pool

LIFETIME = timedelta(days=7)
"""How long a draft lies before it is forgotten, in program time."""


@dataclass(frozen=True, slots=True)
class Draft:
    """`id` is the request key of the booking it becomes, so that a repeated confirm is one booking.

    `people` are ids of the others, in the order they were named, and `optional` those of them who are in nobody's way
    and need not come; of `some` only `need` are needed, whichever. `starts_at` is set when day and time are known.
    `zone` is the organizer's when it was begun. `remarks` are corrections worth showing ("tomorow" read as tomorrow).
    """

    id: UUID
    zone: ZoneInfo
    expires_at: datetime
    duration: timedelta
    title: str | None = None
    people: tuple[int, ...] = ()
    optional: tuple[int, ...] = ()
    some: tuple[int, ...] = ()
    need: int | None = None
    left_out: tuple[int, ...] = ()
    day: date | None = None
    starts_at: datetime | None = None
    place: str | None = None
    note: str | None = None
    remarks: tuple[str, ...] = field(default=())

    @property
    def needed(self) -> tuple[int, ...]:
        """Those of `people` whom the time must suit, if of some of them only as many as are needed."""
        return tuple(each for each in self.people if each not in self.optional)

    @property
    def pool(self) -> Pool | None:
        """Those of `some` that are still in it, and not optional."""
        return Pool.of([each for each in self.needed if each in self.some], self.need)

    @property
    def ends_at(self) -> datetime | None:
        return None if self.starts_at is None else self.starts_at + self.duration

    def to_json(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "zone": self.zone.key,
            "expires_at": self.expires_at.isoformat(),
            "duration": int(self.duration.total_seconds()),
            "title": self.title,
            "people": list(self.people),
            "optional": list(self.optional),
            "some": list(self.some),
            "need": self.need,
            "left_out": list(self.left_out),
            "day": self.day.isoformat() if self.day else None,
            "starts_at": self.starts_at.isoformat() if self.starts_at else None,
            "place": self.place,
            "note": self.note,
            "remarks": list(self.remarks),
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Draft:
        day, starts_at = stored["day"], stored["starts_at"]
        return cls(
            id=UUID(stored["id"]),
            zone=ZoneInfo(stored["zone"]),
            expires_at=datetime.fromisoformat(stored["expires_at"]),
            duration=timedelta(seconds=stored["duration"]),
            title=stored["title"],
            people=tuple(stored["people"]),
            # Drafts of before there were any lie for some days.
            optional=tuple(stored.get("optional", ())),
            some=tuple(stored.get("some", ())),
            need=stored.get("need"),
            left_out=tuple(stored["left_out"]),
            day=date.fromisoformat(day) if day else None,
            starts_at=datetime.fromisoformat(starts_at) if starts_at else None,
            place=stored["place"],
            note=stored["note"],
            remarks=tuple(stored["remarks"]),
        )
