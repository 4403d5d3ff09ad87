"""When somebody who has not answered is asked once more."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduling.hours import WeeklyHours
from scheduling.working import working_spans

AFTER = timedelta(hours=2)
"""Nobody is nudged sooner after they were asked."""

LEFT = timedelta(hours=4)
"""Nor when less than this is left until the start."""

_HOUR = timedelta(hours=1)
_AROUND = timedelta(days=8)
"""How far from half-way a working time is looked for."""


def nudge_at(asked_at: datetime, starts_at: datetime, hours: WeeklyHours, zone: ZoneInfo) -> datetime | None:
    """The moment half-way from being asked to the start, inside the working hours of whoever is nudged.

    Where that is outside them, their next working time, or the last working hour before it when that would be too
    late. None where AFTER and LEFT leave no such moment.
    """
    earliest, latest = asked_at + AFTER, starts_at - LEFT
    if earliest > latest:
        return None
    half = max(asked_at + (starts_at - asked_at) / 2, earliest)
    day = half.astimezone(zone).date()
    spans = working_spans(hours, zone, first=day - _AROUND, last=day + _AROUND)
    for span in spans:
        at = max(span.starts_at, half)
        if at < span.ends_at:
            if at <= latest:
                return at
            break
    for span in reversed(spans):
        at = max(span.starts_at, min(span.ends_at - _HOUR, latest), earliest)
        if at < min(half, span.ends_at) and at <= latest:
            return at
    return None
