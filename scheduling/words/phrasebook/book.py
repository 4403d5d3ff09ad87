"""The shape of a phrasebook: what one language says around days, times, lengths, people and places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Sayings = Mapping[str, str]
"""A value -> the sayings for it, separated by "|". Accents and capitals count for nothing when they are compared."""


@dataclass(frozen=True)
class Phrasebook:
    """One language's sayings, by what the grammar does with them. Texts are sayings separated by "|".

    Days: `weekdays` and `months` in order, each name before its short forms; `short_weekdays` are read only before a
    number. `days` is days from today; `part_days` is "days part" for "tonight"; `mondays` are weekdays as a habit.
    Parts of a day are "morning", "midday", "afternoon", "late", "evening" or "night": `parts` are read anywhere,
    `bare_parts` only behind a day or a time.

    Times: `hours_before` are minutes added to the hour that follows ("half past"), `hours_after` to the one before
    ("y media"); `past` and `to` stand between minutes and hour, `plus` and `minus` between hour and minutes.

    Lengths: `lengths` are whole sayings in minutes, `units` in minutes ("month" apart), `numbers` values of words.
    """

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    days: Sayings
    parts: Sayings
    bare_parts: Sayings
    numbers: Sayings
    lengths: Sayings
    units: Sayings
    glued_parts: Sayings = field(default_factory=dict)
    """Parts of a day that are written in one word with the weekday."""
    part_days: Sayings = field(default_factory=dict)
    short_weekdays: tuple[str, ...] = ()
    mondays: tuple[str, ...] = ()
    hours_before: Sayings = field(default_factory=dict)
    hours_after: Sayings = field(default_factory=dict)
    past: str = ""
    to: str = ""
    plus: str = ""
    minus: str = ""
    noon: str = ""
    midnight: str = ""
    am: str = ""
    pm: str = ""
    oclock: str = ""
    at: str = ""
    after: str = ""
    before: str = ""
    between: str = ""
    starting: str = ""
    until: str = ""
    ahead: str = ""
    """Before a length, it is counted from now ("in 2 hours")."""
    from_now: str = ""
    """The same behind it."""
    week_from: str = ""
    """A week after the day that follows."""
    lasting: str = ""
    every: str = ""
    daily: str = ""
    weekly: str = ""
    """Beside a weekday, it comes again; else it may belong to the title."""
    remind: str = ""
    """Before a length, it is that of a reminder."""
    beforehand: str = ""
    workdays: str = ""
    eve: str = ""
    """Before a weekday, the evening before it ("malam Minggu" is Saturday night)."""
    next: str = ""
    coming: str = ""
    after_next: str = ""
    """Before or behind a weekday, a week after the coming one."""
    ordinals: Sayings = field(default_factory=dict)
    """Numbers of days as words ("first")."""
    feasts: Sayings = field(default_factory=dict)
    """Days by their names: "12-24", "easter-2", "11-4th-3" for a fourth Thursday; with "?" a season's name too."""
    nth: Sayings = field(default_factory=dict)
    """Beside a weekday and a month, which of them it is; -1 is the last."""
    next_month: str = ""
    this_month: str = ""
    week_of: str = ""
    """Before a date, the week that it is in."""
    portions: Sayings = field(default_factory=dict)
    """Before a week or a month, which days of it: "start", "middle" or "end" ("end of November")."""
    the_week: str = ""
    the_month: str = ""
    """Behind a portion, the present one ("end of the month")."""
    this: str = ""
    next_behind: str = ""
    this_behind: str = ""
    next_week: str = ""
    week_after_next: str = ""
    calendar_week: str = ""
    """Before a number, a week of the year."""
    weeks_number: str = ""
    """The same beside a weekday; else it may count anything ("week 3 planning")."""
    this_week: str = ""
    weekend: str = ""
    next_weekend: str = ""
    lone_weekend: str = ""
    """Asked about alone; in a line it may belong to the title."""
    week_later: str = ""
    """Behind a weekday, a week after the coming one."""
    of: str = ""
    """Between the parts of a date."""
    the_day: str = ""
    """Before a day of the month that has no month."""
    ordinal: str = ""
    on: str = ""
    """Before a day; belongs to it."""
    with_: str = ""
    """Before a person; belongs to them."""
    optional: str = ""
    """Behind a person, or before one, they need not come."""
    and_: str = ""
    or_: str = ""
    articles: str = ""
    in_place: str = ""
    via: str = ""
    rooms: str = ""
    no_place: str = ""
    """What is no place although a word of `in_place` stands before it, or makes that word part of a verb."""
    place_ends: str = ""
    time_of: str = ""
    """Between a time and the city whose time it is."""
    time_behind: str = ""
    """Behind the city whose time it is."""
    wishes: str = ""
    """How a wish begins: says nothing about what is wished."""
    thanks: str = ""
    """How one ends."""
    nearly: str = ""
    """Beside a time or a length, how exact it is: "sharp", "or so"."""
    countable: str = ""
    """Behind a number, it is a count and no hour."""
    numbered: str = ""
    """Before a number, it names one of several things and no hour."""
    breakfast: str = ""
    lunch: str = ""
    dinner: str = ""
    vague: str = ""
    """Says when without saying it: quoted, since nothing can be made of it."""
    not_slips: str = ""
    """Ordinary words that look like slips of days and months."""
