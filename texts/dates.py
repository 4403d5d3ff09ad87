"""Days, times and lengths as people read them: CLDR's names (Babel), in the order that our texts have agreed on.

Zones come in as `ZoneInfo` and are shown as the city that a person named: CLDR's zone names are never used, since it
calls a permanent -7 "Pacific Standard Time". An instant is an aware datetime.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from babel.dates import format_timedelta
from babel.units import format_unit

from scheduling.hours import WeeklyHours
from scheduling.people import Person
from scheduling.times import Slot
from texts.catalogue import spoken, words
from texts.locales import british, locale_of
from texts.markup import Markup, Text, escape, isolate
from texts.people import listing

JUST_OVER = timedelta(days=30)
"""So long a past date goes without its year; after that the coming one of that name is what people would think of."""

FURTHEST_ENTITY = timedelta(days=1098)
"""How far ahead a `date_time` entity may lie (core.telegram.org/constructor/messageEntityFormattedDate)."""

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Names:
    """What CLDR calls the parts of a date in one language; weekdays begin with Monday."""

    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    weekday_heads: tuple[str, ...]
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    clock_mark: str
    before_noon: str
    after_noon: str


@cache
def _names(language: str) -> _Names:
    # British English for "am" and "pm"; American for "Sep", where the British short month has four letters.
    locale, times = locale_of(language), british(language)
    days, months = locale.days["format"], locale.months["format"]
    periods = times.day_periods["format"]["abbreviated"]
    return _Names(
        weekdays=tuple(days["wide"][at] for at in range(7)),
        weekdays_short=tuple(days["abbreviated"][at] for at in range(7)),
        weekday_heads=tuple(days["short"][at] for at in range(7)),
        months=tuple(months["wide"][at] for at in range(1, 13)),
        months_short=tuple(months["abbreviated"][at] for at in range(1, 13)),
        clock_mark=":" if ":" in times.time_formats["short"].pattern else ".",
        before_noon=periods["am"],
        after_noon=periods["pm"],
    )


# Names of days and months


def weekday(when: datetime | date, zone: ZoneInfo, language: str, *, short: bool = False) -> str:
    """ "Thursday", or "Thu"."""
    names = _names(language)
    return (names.weekdays_short if short else names.weekdays)[_date(when, zone).weekday()]


def weekdays(language: str, *, short: bool = False) -> tuple[str, ...]:
    """The seven, Monday first: "Monday" or "Mon"."""
    names = _names(language)
    return names.weekdays_short if short else names.weekdays


def weekday_heads(language: str, first: int = 0) -> tuple[str, ...]:
    """The heads of a month's columns, "Mo" to "Su". `first` is the weekday that begins the week, 0 for Monday."""
    heads = _names(language).weekday_heads
    return heads[first:] + heads[:first]


def month_name(month: int, language: str, *, short: bool = False) -> str:
    """ "November" or "Nov"; months count from 1."""
    names = _names(language)
    return (names.months_short if short else names.months)[month - 1]


def month_title(year: int, month: int, language: str) -> str:
    """ "November 2026"."""
    return f"{month_name(month, language)} {year}"


# Days


def day(when: datetime | date, zone: ZoneInfo, language: str, now: datetime) -> str:
    """ "Thu 5 Nov", with the year only if it is neither the coming date of that name nor one just over."""
    local = _date(when, zone)
    return _day(local, _today(now, zone), _names(language))


def heading(instant: datetime, viewer: Person, now: datetime) -> Text:
    """The viewer's date at an instant, "Thu 5 Nov"; where they will be elsewhere by then, "Thu 5 Nov (Tokyo)"."""
    there = viewer.at(instant)
    shown = day(instant, _zone(there), spoken(viewer.language), now)
    return Text(shown if there.zone == viewer.zone else f"{shown} ({place(there)})")


def days(dates: Sequence[date], zone: ZoneInfo, language: str, now: datetime) -> Text:
    """Several days, the month once: "Fri 6 and Mon 9 Nov"."""
    today, names = _today(now, zone), _names(language)
    shown = [_day(each, today, names) for each in dates]
    for at, (each, following) in enumerate(pairwise(dates)):
        if (each.year, each.month) == (following.year, following.month):
            shown[at] = f"{names.weekdays_short[each.weekday()]} {each.day}"
    return listing([Text(each) for each in shown], language)


# Times


def clock(instant: datetime, zone: ZoneInfo, language: str, hour_cycle: int | None = None) -> str:
    """ "09:00", or "9:00 am" with an hour cycle of 12; None shows 24 hours."""
    local = _local(instant, zone)
    return _clock(local.hour, local.minute, hour_cycle, _names(language))


def clock_of(minute: int, language: str, hour_cycle: int | None = None) -> str:
    """A minute of the day (0 to 1440, where 1440 is "24:00") as a clock shows it."""
    if minute == 24 * 60 and hour_cycle != 12:
        return f"24{_names(language).clock_mark}00"
    return _clock(minute // 60 % 24, minute % 60, hour_cycle, _names(language))


def clocks(slot: Slot, viewer: Person) -> str:
    """ "09:00–09:45": from when to when on the viewer's clock."""
    zone = _zone(viewer.at(slot.starts_at))
    begin, end = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
    return _clocks(begin, end, viewer.prefs.hour_cycle, _names(spoken(viewer.language)))


def moment(instant: datetime, viewer: Person, now: datetime, *, city: bool = True) -> Text:
    """ "Thu 5 Nov, 09:00 (Berlin)" for the viewer. `city=False` leaves the brackets out, for buttons and "was ...",
    but not where the viewer will be elsewhere by then.
    """
    there = viewer.at(instant)
    zone, names = _zone(there), _names(spoken(viewer.language))
    local = _local(instant, zone)
    shown = f"{_day(local.date(), _today(now, zone), names)}, " + _clock(
        local.hour, local.minute, viewer.prefs.hour_cycle, names
    )
    return Text(f"{shown} ({place(there)})" if city or there.zone != viewer.zone else shown)


def span(slot: Slot, viewer: Person, now: datetime, *, city: bool = True) -> Text:
    """ "Thu 5 Nov, 09:00–09:45 (Berlin)"; over midnight "Thu 5 Nov, 23:30 – Fri 6 Nov, 00:15 (Berlin)".

    Raises ValueError for a viewer without a zone: show them the organizer's time.
    """
    there = viewer.at(slot.starts_at)
    zone = _zone(there)
    cycle, language = viewer.prefs.hour_cycle, spoken(viewer.language)
    shown = _span(slot.starts_at, slot.ends_at, zone, cycle, language, _today(now, zone))
    return Text(f"{shown} ({place(there)})" if city or there.zone != viewer.zone else shown)


# One appointment is told to several people in the same minute, most of them on the same clock.
@lru_cache(maxsize=1024)
def _span(starts_at: datetime, ends_at: datetime, zone: ZoneInfo, cycle: int | None, language: str, today: date) -> str:
    names = _names(language)
    begin, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    first, last = begin.date(), end.date()
    # An hour that ends at midnight belongs to the day it fills.
    if first == last or (last - first == _DAY and not end.hour and not end.minute):
        return f"{_day(first, today, names)}, {_clocks(begin, end, cycle, names)}"
    return (
        f"{_day(first, today, names)}, {_clock(begin.hour, begin.minute, cycle, names)} – "
        f"{_day(last, today, names)}, {_clock(end.hour, end.minute, cycle, names)}"
    )


def elsewhere(slot: Slot, viewer: Person, others: Iterable[Person]) -> Text:
    """The start where the others are: "Lisbon 08:00 · Singapore Fri 00:30", the weekday where the date is another.

    One entry for each clock among them, in their order, with every city that people named for it ("Berlin, Oslo
    09:00"); nothing for those whose clock is the viewer's, or not known. Empty when all is said by the viewer's time.
    Each is where they will be by then, and the clock that the viewer lives by now stands first if that is another.
    """
    viewed, names, cycle = viewer.at(slot.starts_at), _names(spoken(viewer.language)), viewer.prefs.hour_cycle
    here = slot.starts_at.astimezone(_zone(viewed)).replace(tzinfo=None)
    cities: dict[datetime, dict[str, None]] = {}
    by_then = [other.at(slot.starts_at) for other in others]
    for other in by_then if viewed.zone == viewer.zone else (viewer, *by_then):
        if other.zone is None:
            continue
        there = slot.starts_at.astimezone(other.zone).replace(tzinfo=None)
        if there != here:
            cities.setdefault(there, {})[place(other)] = None
    entries = []
    for there, named in cities.items():
        weekday_there = "" if there.date() == here.date() else f"{names.weekdays_short[there.weekday()]} "
        entries.append(f"{', '.join(named)} {weekday_there}{_clock(there.hour, there.minute, cycle, names)}")
    return Text(" · ".join(entries))


def place(person: Person) -> Text:
    """The city that the person named; the one in the zone's key (IANA) if they named none. ValueError without both."""
    return isolate(person.city) if person.city else Text(_zone(person).key.rpartition("/")[2].replace("_", " "))


def week(hours: WeeklyHours, language: str, hour_cycle: int | None = None) -> Text:
    """Working hours: "Mon–Fri, 08:00–17:00", "Mon–Wed, 09:00–12:00, 13:00–18:00; Thu, 09:00–12:00"; empty if none."""
    names = _names(language)
    runs: list[tuple[int, int]] = []
    for at, ranges in enumerate(hours.days):
        if ranges and runs and runs[-1][1] == at - 1 and hours.days[runs[-1][0]] == ranges:
            runs[-1] = (runs[-1][0], at)
        elif ranges:
            runs.append((at, at))
    shown = []
    for first, last in runs:
        head = names.weekdays_short[first] + (f"–{names.weekdays_short[last]}" if last > first else "")
        ends = [end if end <= 24 * 60 else end - 24 * 60 for _, end in hours.days[first]]
        spans = [
            f"{clock_of(start, language, hour_cycle)}–{clock_of(end, language, hour_cycle)}"
            for (start, _), end in zip(hours.days[first], ends, strict=True)
        ]
        shown.append(f"{head}, {', '.join(spans)}")
    return Text("; ".join(shown))


# Lengths


def length(duration: timedelta, language: str) -> str:
    """ "45 min", "1 h 30 min", "1 day 2 h": to the minute, a begun one counted. Raises ValueError when negative."""
    if duration < timedelta(0):
        raise ValueError("a length is not negative")
    return _length(-(-duration // _MINUTE), language)


@lru_cache(maxsize=4096)
def _length(minutes: int, language: str) -> str:
    said = words(language)
    rest, parts = minutes, []
    if rest >= 24 * 60:
        parts.append(said.plain("length-days", days=rest // (24 * 60)))
        rest %= 24 * 60
    if rest >= 60:
        parts.append(said.plain("length-hours", hours=rest // 60))
        rest %= 60
    if rest or not parts:
        parts.append(said.plain("length-minutes", minutes=rest))
    return " ".join(parts)


@lru_cache(maxsize=4096)
def length_in_words(duration: timedelta, language: str) -> str:
    """In the largest unit that fits exactly: "15 minutes", "2 hours", "90 minutes", "1 day". Whole minutes only."""
    minutes = duration // _MINUTE
    unit, count = next(
        (unit, minutes // size)
        for unit, size in (("day", 24 * 60), ("hour", 60), ("minute", 1))
        if (minutes % size == 0 and minutes >= size) or size == 1
    )
    return format_unit(count, f"duration-{unit}", "long", locale=locale_of(language))


def ago(instant: datetime, now: datetime, language: str) -> str:
    """ "4 minutes ago", "2 hours ago"; "just now" within a minute. ValueError for an instant still to come."""
    passed = now - instant
    if passed < timedelta(0):
        raise ValueError("that instant is still to come")
    return _ago(passed // _MINUTE, language)


@lru_cache(maxsize=4096)
def _ago(minutes: int, language: str) -> str:
    if minutes == 0:
        return words(language).plain("just-now")
    # Babel rounds to the nearest; what has begun to pass has not passed, so whole units are handed over.
    whole = next(size for size in (24 * 60, 60, 1) if minutes >= size)
    passed = timedelta(minutes=minutes - minutes % whole)
    return format_timedelta(-passed, granularity="minute", threshold=1, add_direction=True, locale=locale_of(language))


def tappable(slot: Slot, viewer: Person, now: datetime) -> Markup:
    """`span` as a `date_time` entity (`<tg-time>`, Bot API 9.5), which the reader's app lets them tap.

    Its format stays empty, so that the text stays: "(Berlin)" beside a time that is redrawn in the phone's own zone
    would be untrue.
    """
    text = escape(span(slot, viewer, now))
    if slot.starts_at - now > FURTHEST_ENTITY:
        return text
    return Markup(f'<tg-time unix="{int(slot.starts_at.timestamp())}">{text}</tg-time>')


# One value


def _day(local: date, today: date, names: _Names) -> str:
    shown = f"{names.weekdays_short[local.weekday()]} {local.day} {names.months_short[local.month - 1]}"
    return shown if _clear_without_year(local, today) else f"{shown} {local.year}"


def _clear_without_year(local: date, today: date) -> bool:
    if local < today:
        return today - local <= JUST_OVER
    ahead = local.year - today.year
    return ahead == 0 or (ahead == 1 and (local.month, local.day) < (today.month, today.day))


def _clock(hour: int, minute: int, hour_cycle: int | None, names: _Names) -> str:
    if hour_cycle != 12:
        return f"{hour:02}{names.clock_mark}{minute:02}"
    half = names.before_noon if hour < 12 else names.after_noon
    return f"{(hour - 1) % 12 + 1}{names.clock_mark}{minute:02} {half}"


def _clocks(begin: datetime, end: datetime, hour_cycle: int | None, names: _Names) -> str:
    first, last = _clock(begin.hour, begin.minute, hour_cycle, names), _clock(end.hour, end.minute, hour_cycle, names)
    if hour_cycle == 12 and (begin.hour < 12) == (end.hour < 12):
        first = first.rpartition(" ")[0]
    return f"{first}–{last}"


def _date(when: datetime | date, zone: ZoneInfo) -> date:
    return _local(when, zone).date() if isinstance(when, datetime) else when


def _local(instant: datetime, zone: ZoneInfo) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant is aware")
    return instant.astimezone(zone)


def _today(now: datetime, zone: ZoneInfo) -> date:
    return _local(now, zone).date()


def _zone(person: Person) -> ZoneInfo:
    if person.zone is None:
        raise ValueError(f"person {person.id} has not said what time it is for them")
    return person.zone
