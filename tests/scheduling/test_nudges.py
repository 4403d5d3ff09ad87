"""When somebody is asked once more: half-way, inside working hours, never in a hurry."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from scheduling.hours import DEFAULT_HOURS
from scheduling.nudges import nudge_at
from scheduling.times import wall

LISBON = ZoneInfo("Europe/Lisbon")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LISBON)


@pytest.mark.parametrize(
    ("asked", "starts", "nudged"),
    [
        # Half-way, a working moment.
        ("2026-11-03T14:00", "2026-11-05T10:00", "2026-11-04T12:00"),
        # At least two hours after the invitation.
        ("2026-11-03T08:00", "2026-11-03T14:00", "2026-11-03T10:00"),
        # Half-way is at night: the next working morning.
        ("2026-11-03T14:00", "2026-11-05T08:00", "2026-11-04T11:00"),
        ("2026-11-03T16:00", "2026-11-04T15:00", "2026-11-04T08:00"),
        # Half-way is on a Sunday: Monday, when enough is left of it.
        ("2026-11-06T10:00", "2026-11-09T16:00", "2026-11-09T08:00"),
        # Too late the next morning: in the last working hour before, and no sooner than two hours after.
        ("2026-11-03T10:00", "2026-11-04T09:30", "2026-11-03T16:00"),
        ("2026-11-03T14:05", "2026-11-04T09:30", "2026-11-03T16:05"),
        # No moment with two hours before and four behind it, or none that is worked.
        ("2026-11-03T08:00", "2026-11-03T13:30", None),
        ("2026-11-03T16:30", "2026-11-04T09:00", None),
    ],
)
def test_the_moment(asked: str, starts: str, nudged: str | None) -> None:
    found = nudge_at(at(asked), at(starts), DEFAULT_HOURS, LISBON)
    assert (found and wall(found, LISBON).isoformat(timespec="minutes")) == nudged
