"""When people can: the starts that are free, and the order in which they are offered.

The rules behind it stand in `scheduling.working` (hours as instants) and `scheduling.fits` (how a slot suits each
person), and may be imported from here; searching for a time is in `scheduling.suggestions`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import IntEnum
from operator import itemgetter
from zoneinfo import ZoneInfo

from scheduling.fits import Fit, Limits, Misfit, Part, Reason, Timetable, check
from scheduling.times import BadSearch, Slot, Span, as_spans, merge_spans, subtract_spans, utc
from scheduling.working import working_spans

__all__ = [
    "BadSearch",
    "Band",
    "Fit",
    "Limits",
    "Misfit",
    "Part",
    "Reason",
    "Suggestion",
    "Timetable",
    "check",
    "open_slots",
    "open_starts",
    "rank",
    "working_spans",
]

_NOTHING = timedelta(0)


def open_slots(
    free: Sequence[Slot],
    busy: Sequence[Slot],
    *,
    duration: timedelta,
    step: timedelta,
    earliest: datetime,
    latest: datetime,
) -> list[datetime]:
    """The starts from `earliest` to `latest`, both included, at which the whole `duration` is free and not busy.

    Starts lie on a grid of `step` counted from the start of each free span (inside it); the time after the start may
    run on into another free span that touches it. Linear in spans plus results.

    Raises:
        BadSearch: `duration` or `step` is not positive, or `latest` comes before `earliest`.
    """
    return open_starts(as_spans(free), merge_spans(as_spans(busy)), duration, step, utc(earliest), utc(latest))


def open_starts(
    free: Sequence[Span],
    busy: Sequence[Span],
    duration: timedelta,
    step: timedelta,
    earliest: datetime,
    latest: datetime,
) -> list[datetime]:
    """`open_slots` for pairs; `busy` is merged and in order."""
    if duration <= _NOTHING or step <= _NOTHING:
        raise BadSearch(f"a search needs a length and a step, not {duration} and {step}")
    if latest < earliest:
        raise BadSearch(f"the search would end at {latest}, before it begins at {earliest}")
    origins = sorted(free)
    blocks = merge_spans(origins)
    gaps = [(a, b) for a, b in subtract_spans(blocks, busy) if b - a >= duration]
    ends = [b for _, b in gaps]
    starts: list[datetime] = []
    for origin, end in origins:
        # By place: a slice would copy what is left of them for every free span.
        for place in range(bisect_right(ends, origin), len(gaps)):
            a, b = gaps[place]
            if a >= end:
                break
            at = max(a, origin, earliest)
            at += -(at - origin) % step
            last = min(b - duration, latest)
            while at <= last and at < end:
                starts.append(at)
                at += step
    # Free spans that overlap have a grid each, and may name a start twice.
    return starts if len(blocks) == len(origins) else sorted(set(starts))


class Band(IntEnum):
    """How close a start is to the wish, closest first."""

    HALF_DAY = 0
    """The same half of the same day."""
    DAY = 1
    """The same day."""
    LATER = 2
    """A day after it."""
    EARLIER = 3
    """A day before it: what was put on a day is rather put off than brought forward."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A start that is offered. `soft` and `missing` are person ids: unanswered invitations then, and who would not be
    there. `misfits` is empty unless no time suits everybody: then it says who pays how much.
    """

    starts_at: datetime
    band: Band
    soft: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    misfits: tuple[Misfit, ...] = ()


# What a start is sorted by (band, roundness, missing, soft, days away, minutes off, start), its day, and who clashes.
_Key = tuple[Band, int, int, int, int, int, datetime]
_Entry = tuple[_Key, int, tuple[int, ...], tuple[int, ...]]


def rank(
    starts: Iterable[datetime],
    *,
    wish: datetime,
    zone: ZoneInfo | None = None,
    duration: timedelta = timedelta(minutes=30),
    soft: Mapping[int, Sequence[Slot]] | None = None,
    missing: Mapping[datetime, tuple[int, ...]] | None = None,
    limit: int = 3,
    per_day: int = 2,
) -> list[Suggestion]:
    """The best `limit` of `starts` for somebody in `zone` (None: UTC) who wished for `wish`, best first.

    By bands of closeness; inside a band round times first, then the fewest missing, then the fewest soft conflicts,
    then the nearest (fewest days away, then closest in the day, then the earlier). At most `per_day` a local day, and
    more only where there would be fewer than `limit` otherwise. `soft` maps person ids to their unanswered slots.
    """
    clock: tzinfo = zone or UTC
    wished = utc(wish).astimezone(clock)
    wished_day, wished_half, wished_minute = wished.toordinal(), wished.hour < 12, wished.hour * 60 + wished.minute
    waiting = [(person, as_spans(slots)) for person, slots in (soft or {}).items() if slots]
    absent = missing or {}
    keyed: list[_Entry] = []
    for start in starts:
        shown = start.astimezone(clock)
        away, minute = shown.toordinal() - wished_day, shown.minute
        if away:
            band = Band.LATER if away > 0 else Band.EARLIER
        else:
            band = Band.HALF_DAY if (shown.hour < 12) == wished_half else Band.DAY
        end = start + duration
        clashes = tuple(person for person, spans in waiting if any(a < end and start < b for a, b in spans))
        gone = absent.get(start, ())
        unround = 0 if minute == 0 else 1 if minute == 30 else 2 if minute % 15 == 0 else 3 if minute % 5 == 0 else 4
        off = abs(shown.hour * 60 + minute - wished_minute)
        keyed.append(((band, unround, len(gone), len(clashes), abs(away), off, start), away, clashes, gone))
    keyed.sort(key=itemgetter(0))
    chosen: list[_Entry] = []
    spare: list[_Entry] = []
    days: dict[int, int] = {}
    for entry in keyed:
        if len(chosen) == limit:
            break
        if days.get(entry[1], 0) < per_day:
            days[entry[1]] = days.get(entry[1], 0) + 1
            chosen.append(entry)
        else:
            spare.append(entry)
    chosen += spare[: max(0, limit - len(chosen))]
    return [Suggestion(key[-1], key[0], clashes, gone) for key, _, clashes, gone in sorted(chosen, key=itemgetter(0))]
