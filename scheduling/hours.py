"""Working hours as a weekly value, and the reading of them as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Any

from scheduling.times import ImpossibleTime
from scheduling.words import Correction, closest, fold, table, tidy
from scheduling.words.tables import Words

DAY = 1440
WEEK = 7 * DAY

Range = tuple[int, int]
"""Start and end in minutes from the midnight that begins the day; an end past 1440 lies on the next day."""


class HoursFault(StrEnum):
    """Why hours cannot be kept."""

    NO_SUCH_TIME = "no-such-time"
    """A minute outside the day, such as 25:00, or a start at 24:00."""
    EMPTY = "empty"
    """A range that ends when or before it starts."""
    TOO_LONG = "too-long"
    """A range of more than 24 hours."""
    OVERLAP = "overlap"
    """Two ranges share time, on one day or across midnight."""
    NO_SUCH_DAY = "no-such-day"
    """A weekday outside 0 (Monday) to 6 (Sunday)."""


class BadHours(ImpossibleTime):
    """Hours that contradict themselves. `weekday` is 0 for Monday; `span` is the range at fault, if there is one."""

    def __init__(self, fault: HoursFault, weekday: int, span: Range | None = None) -> None:
        super().__init__(f"{fault}: weekday {weekday}, {span}")
        self.fault = fault
        self.weekday = weekday
        self.span = span


@dataclass(frozen=True)
class WeeklyHours:
    """Working hours of a week by a clock on the wall: for each weekday, Monday first, its ranges in order.

    Raises:
        BadHours: a range is empty, too long, beyond the day, or shares time with another.
    """

    days: tuple[tuple[Range, ...], ...]

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise BadHours(HoursFault.NO_SUCH_DAY, len(self.days))
        object.__setattr__(self, "days", tuple(tuple(sorted((a, b) for a, b in ranges)) for ranges in self.days))
        taken: list[tuple[int, int, int, Range]] = []
        for weekday, ranges in enumerate(self.days):
            for start, end in ranges:
                if not 0 <= start < DAY or not 0 <= end <= 2 * DAY:
                    raise BadHours(HoursFault.NO_SUCH_TIME, weekday, (start, end))
                if end <= start:
                    raise BadHours(HoursFault.EMPTY, weekday, (start, end))
                if end - start > DAY:
                    raise BadHours(HoursFault.TOO_LONG, weekday, (start, end))
                taken.append((weekday * DAY + start, weekday * DAY + end, weekday, (start, end)))
        # Sunday's range past midnight runs into the Monday that begins the same week again.
        for (_, end, _, _), (start, _, weekday, span) in pairwise(taken):
            if start < end:
                raise BadHours(HoursFault.OVERLAP, weekday, span)
        if len(taken) > 1 and taken[-1][1] - WEEK > taken[0][0]:
            raise BadHours(HoursFault.OVERLAP, taken[0][2], taken[0][3])

    @classmethod
    def of(cls, days: Mapping[int, Iterable[Range]]) -> WeeklyHours:
        """From weekday (0 for Monday) -> ranges; the days not named are off."""
        for weekday in days:
            if weekday not in range(7):
                raise BadHours(HoursFault.NO_SUCH_DAY, weekday)
        return cls(tuple(tuple(days.get(weekday, ())) for weekday in range(7)))

    @classmethod
    def from_json(cls, stored: Mapping[str, Sequence[Sequence[int]]]) -> WeeklyHours:
        """From the document that `to_json` made; checked once and remembered, since every turn reads somebody's."""
        return _read(tuple([(day, tuple([(start, end) for start, end in spans])) for day, spans in stored.items()]))

    def to_json(self) -> dict[str, Any]:
        """For a jsonb column: weekday "0" (Monday) to "6" -> list of [start, end]; days off are left out."""
        return {str(weekday): [list(span) for span in ranges] for weekday, ranges in enumerate(self.days) if ranges}

    def __getitem__(self, weekday: int) -> tuple[Range, ...]:
        """The ranges that begin on a weekday (0 for Monday), empty on a day off."""
        return self.days[weekday]

    def replaced(self, weekday: int, ranges: Iterable[Range]) -> WeeklyHours:
        """The same week with other ranges on one day."""
        return WeeklyHours.of({**dict(enumerate(self.days)), weekday: tuple(ranges)})

    @property
    def longest(self) -> int:
        """Minutes from the first start to the last end of the longest day, 0 if every day is off."""
        return max((ranges[-1][1] - ranges[0][0] for ranges in self.days if ranges), default=0)

    @property
    def empty(self) -> bool:
        """Whether every day is off."""
        return not any(self.days)


@lru_cache(maxsize=4096)
def _read(days: tuple[tuple[str, tuple[Range, ...]], ...]) -> WeeklyHours:
    return WeeklyHours.of({int(weekday): spans for weekday, spans in days})


DEFAULT_HOURS = WeeklyHours.of(dict.fromkeys(range(5), ((8 * 60, 17 * 60),)))
"""Monday to Friday, 08:00 to 17:00, until a person says otherwise."""


@dataclass(frozen=True, slots=True)
class HoursReading:
    """What was read of typed hours, to be shown as seven lines before it is saved.

    `hours` is None when nothing could be read or `fault` says why it cannot be. `mentioned` are the weekdays that
    were named; the others stay as they were. `not_understood` quotes the rest.
    """

    hours: WeeklyHours | None
    mentioned: frozenset[int] = frozenset()
    not_understood: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    fault: BadHours | None = None


_TOKEN = re.compile(
    r"(?P<time>\d{4}|\d{1,2}(?:\s?[:.h]\s?\d{2}(?!\d))?h?(?:\s?[ap]\.?m\b\.?)?)(?![\w])|(?P<dash>-)|(?P<sep>[,;&+/|:])"
    r"|(?P<word>[^\W\d_][\w'.]*)|(?P<other>\S+?(?=[\s,;-]|$))",
    re.IGNORECASE,
)


def read_hours(text: str, *, base: WeeklyHours = DEFAULT_HOURS, language: str = "en") -> HoursReading:
    """Read hours as people type them: "Mon-Thu 9-12, 13-18; Fri off", "every day 8:30-17, lunch 12-13", "Fri 22-6".

    Ranges without a day are for the working days of `base`; days not named stay as in `base`. Never raises.
    """
    return _HoursReader(table(language)).read(text, base)


@dataclass(frozen=True, slots=True)
class _Clock:
    """A typed time in a range: the minute of the day, and whether "am", "pm" or a leading zero settles its half."""

    minute: int
    sure: bool


class _HoursReader:
    """Reads left to right: days, then their ranges, until other days come."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.days: dict[int, list[Range]] = {}
        self.tails: dict[int, list[Range]] = {}
        """What of a night with a break begins behind midnight, by the day on which it does."""
        self.group: list[int] = []
        self.filled = False
        self.closing = False
        self.named: list[str] = []
        self.rest: list[str] = []
        self.corrections: list[Correction] = []
        self.fault: BadHours | None = None
        self.base = DEFAULT_HOURS

    def read(self, text: str, base: WeeklyHours) -> HoursReading:
        self.base = base
        # A line is a clause, so that a list typed below each other reads like one with semicolons.
        tokens = self._tokens(tidy(text.replace("\r", "\n").replace("\n", ";")))
        working = [weekday for weekday in range(7) if base[weekday]] or list(range(5))
        at = 0
        while at < len(tokens):
            at = self._step(tokens, at, working)
        if self.group and not self.filled:
            self.rest.append(" ".join(self.named))
        if not self.days or self.fault:
            return self._reading(None)
        for weekday, ranges in self.tails.items():
            self.days[weekday] = [*self.days.get(weekday, base[weekday]), *ranges]
        try:
            return self._reading(WeeklyHours.of({**dict(enumerate(base.days)), **self.days}))
        except BadHours as fault:
            self.fault = fault
            return self._reading(None)

    def _reading(self, hours: WeeklyHours | None) -> HoursReading:
        rest = tuple(self.rest)
        return HoursReading(hours, frozenset(self.days), rest, tuple(self.corrections), self.fault)

    def _tokens(self, text: str) -> list[tuple[str, str]]:
        for phrase in [phrase for phrase in self.words.groups if " " in phrase]:
            text = re.sub(re.escape(phrase), phrase.replace(" ", "_"), text, flags=re.IGNORECASE)
        found = [(match.lastgroup or "other", match[0]) for match in _TOKEN.finditer(text)]
        return [(kind, value.replace("_", " ")) for kind, value in found]

    def _step(self, tokens: list[tuple[str, str]], at: int, working: list[int]) -> int:
        kind, value = tokens[at]
        if kind == "sep" or fold(value) in self.words.joiners or fold(value) in self.words.fillers:
            return at + 1
        if kind == "word":
            return self._word(tokens, at, working)
        if kind == "time":
            return self._range(tokens, at, working)
        if value != "-":
            self.rest.append(value)
        elif self.group and not self.filled and (at + 1 == len(tokens) or tokens[at + 1][0] == "sep"):
            # "Fri -" is how a day off looks in a list.
            self._off()
        return at + 1

    def _word(self, tokens: list[tuple[str, str]], at: int, working: list[int]) -> int:
        value = tokens[at][1].rstrip(".")
        following = self._behind(tokens, at)
        if fold(value) in self.words.breaks and following < len(tokens) and tokens[following][0] == "time":
            return self._break(tokens, following, working)
        if fold(value) in self.words.off:
            if self.group and not self.filled:
                self._off()
            elif following < len(tokens) and self._weekdays(tokens[following][1].rstrip(".")) is not None:
                # "9-17, no Fridays": it speaks of the days behind it.
                self.closing = True
            else:
                self.rest.append(value)
            return at + 1
        first = self._weekdays(value)
        if first is None:
            self.rest.append(tokens[at][1])
            return at + 1
        if self.filled or not self.group:
            self.group, self.filled, self.named = [], False, []
        self.named.append(value)
        if len(first) == 1 and at + 2 < len(tokens) and self._joins(tokens[at + 1]) and tokens[at + 2][0] == "word":
            last = self._weekdays(tokens[at + 2][1].rstrip("."))
            if last is not None and len(last) == 1:
                count = (last[0] - first[0]) % 7 + 1
                self.group += [(first[0] + step) % 7 for step in range(count)]
                self.named.append(f"- {tokens[at + 2][1]}")
                at, first = at + 2, []
        self.group += first
        if self.closing:
            self._off()
        return at + 1

    def _behind(self, tokens: list[tuple[str, str]], at: int) -> int:
        """Where what is said behind a word begins, past small words and marks."""
        at += 1
        small = self.words.fillers | self.words.breaks
        while at < len(tokens) and (tokens[at][0] == "sep" or fold(tokens[at][1]) in small):
            at += 1
        return at

    def _joins(self, token: tuple[str, str]) -> bool:
        return token[0] == "dash" or fold(token[1]) in self.words.until

    def _weekdays(self, value: str) -> list[int] | None:
        known: dict[str, tuple[int, ...]] = {word: (day,) for word, day in self.words.weekdays.items()}
        known |= self.words.groups
        named = fold(value)
        if named not in known:
            meant = closest(named, known)
            if meant is None:
                return None
            self.corrections.append(Correction(value, meant))
            named = meant
        return list(known[named])

    def _off(self) -> None:
        for weekday in self.group:
            self.days[weekday] = []
        self.filled = True

    def _break(self, tokens: list[tuple[str, str]], at: int, working: list[int]) -> int:
        """ "lunch 12-13": taken out of the hours of the days that were named last."""
        days, filled = self.days, self.filled
        self.days, self.filled = {}, False
        behind = self._range(tokens, at, working)
        cuts, self.days, self.filled, cut = self.days, days, filled or self.filled, False
        for weekday, taken in cuts.items():
            hours = list(days[weekday] if filled and weekday in days else self.base[weekday])
            start, end = taken[0]
            left = [each for span in hours for each in _without(span, start, end)]
            if left == hours:
                left = [each for span in hours for each in _without(span, start + DAY, end + DAY)]
            days[weekday] = [span for span in left if span[0] < DAY]
            for span in left:
                if span[0] >= DAY:
                    self._next_day(weekday, span)
            cut = cut or left != hours
        if cuts and not cut:
            self.rest.append("".join(value for _, value in tokens[at:behind]))
        return behind

    def _range(self, tokens: list[tuple[str, str]], at: int, working: list[int]) -> int:
        self.closing = False
        following = tokens[at + 1 : at + 3]
        if len(following) < 2 or not self._joins(following[0]) or following[1][0] != "time":
            self.rest.append(tokens[at][1])
            return at + 1
        start, end = _clock(tokens[at][1]), _clock(following[1][1])
        if not self.group:
            self.group = list(working)
        quote = f"{tokens[at][1]}-{following[1][1]}"
        if start is None or end is None or start.minute == DAY:
            self.rest.append(quote)
            span = (start.minute if start else DAY, end.minute if end else DAY)
            self.fault = self.fault or BadHours(HoursFault.NO_SUCH_TIME, self.group[0], span)
            self.filled = True
            return at + 3
        if not self.filled:
            for weekday in self.group:
                self.days[weekday] = []
        for weekday in self.group:
            # Behind a range that cannot be, the days have none yet.
            ranges = self.days.setdefault(weekday, [])
            if ranges and ranges[-1][1] > DAY and 0 <= start.minute + DAY - ranges[-1][1] <= _LONGEST_BREAK:
                self._next_day(weekday, _shifted(_span(start, end, after=[])))
            else:
                ranges.append(_span(start, end, after=ranges))
        self.filled = True
        return at + 3

    def _next_day(self, weekday: int, span: Range) -> None:
        """Keep a range that begins behind the midnight that ends `weekday`."""
        self.tails.setdefault((weekday + 1) % 7, []).append((span[0] - DAY, span[1] - DAY))


_LONGEST_BREAK = 120
"""Minutes between the parts of one night; later, "Mon 22-2, 9-12" is the Monday morning."""


def _shifted(span: Range) -> Range:
    """The same on the day after."""
    return span[0] + DAY, span[1] + DAY


def _without(span: Range, start: int, end: int) -> list[Range]:
    """What is left of a range."""
    return [piece for piece in ((span[0], min(span[1], start)), (max(span[0], end), span[1])) if piece[0] < piece[1]]


def _span(start: _Clock, end: _Clock, *, after: list[Range]) -> Range:
    """The range meant: "9-5" and "12-5" end at 17:00, "1-5" behind "9-12" is the afternoon, "22-6" passes midnight."""
    a, b = start.minute, end.minute
    half = DAY // 2
    if after and a < after[-1][1] <= half and a < half and not start.sure and not end.sure and b <= half:
        a, b = a + half, b + half
    elif b <= a <= half and b < half and not end.sure:
        b += half
    if b <= a:
        b += DAY
    return a, b


def _clock(text: str) -> _Clock | None:
    """The minute that "9", "9:30", "9.30", "9h30", "0930" or "9pm" stands for; None if there is no such time."""
    match = re.fullmatch(r"(\d{1,2}?)(?:(?:\s?[:.h]\s?)?(\d{2}))?h?\s?(?:([ap])\.?m\.?)?", text.lower())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    return _Clock(hour * 60 + minute, bool(match[3]) or match[1].startswith("0") or hour > 12)
