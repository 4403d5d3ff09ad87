"""From what was found to one wish: which instants can be meant, and what must be asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduling.phrases.atoms import Shape
from scheduling.phrases.choices import choices_in
from scheduling.phrases.clocks import DAY, HALF, PARTS, Clock, Times
from scheduling.phrases.dates import Day
from scheduling.phrases.elsewhere import Guess, guessed_from
from scheduling.phrases.found import Found, Piece
from scheduling.phrases.line import Line
from scheduling.phrases.starts import Minutes, Zones, by_zone_of, skipped, starts_on, zone_open
from scheduling.phrases.wish import Ambiguity, Candidate, Question
from scheduling.times import OutOfRange

SHORTEST = timedelta(minutes=5)
LENGTHS = (timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=1))
MORNING = (540, 600, 660)
NIGHTS = frozenset({"night", "malam"})
_SMALL_HOURS = 360
_ANY_OF = (None, Ambiguity.WEEKDAY)


@dataclass
class Settled:
    """The fields about time."""

    starts_at: datetime | None = None
    day: date | None = None
    duration: timedelta | None = None
    questions: list[Question] = field(default_factory=list)
    unread: list[Piece] = field(default_factory=list)
    guessed: dict[Candidate, Guess] = field(default_factory=dict)
    """Which words each candidate of a guess came from."""


def settle(
    line: Line, found: Found, longest: timedelta, also_in: ZoneInfo | None, guesses: tuple[Guess, ...] = ()
) -> Settled:
    """Put day, time and length together. `also_in` is the zone of the place, whose time may be meant.

    `guesses` are what words in a language without a phrasebook may say; they are only asked about.
    """
    settled = Settled()
    if choices := choices_in(line, found):
        _either(line, choices, longest, settled)
        return settled
    said, about_day = _one_day(line, found, settled)
    if said.instant is not None and not found.times:
        settled.starts_at = said.instant.astimezone(UTC)
        settled.duration = _duration(line, found, None, longest, settled)
        return settled
    minutes, ranged = _one_time(line, found, said, settled)
    settled.duration = _duration(line, found, ranged, longest, settled)
    if not minutes.minutes:
        _day_alone(line, said, about_day, settled)
        _guess_alone(line, guesses, settled)
        return settled
    if not minutes.zones:
        here: Zones = ((None, None),)
        minutes.zones = (*here, (also_in, None)) if also_in else here
    try:
        if line.foreign and not found.days and minutes.kind in (None, Ambiguity.HALF):
            guessed = _guessed(line, guesses, minutes, settled)
            if guessed or (minutes.kind is None and _words_left(line, found) > 1):
                _some_day(line, minutes, guessed, settled)
                return settled
        _start(line, said, about_day, minutes, settled)
    except (OutOfRange, OverflowError):
        settled.starts_at = None
        settled.questions.append(Question(Ambiguity.NO_DATE, (), about_day))
    return settled


def _words_left(line: Line, found: Found) -> int:
    """How many words are the title so far; in another language one of them may well be the day."""
    return sum(field is None and line.shape(at) is Shape.WORD for at, field in enumerate(found.fields))


def _some_day(line: Line, minutes: Minutes, guessed: tuple[datetime, ...], settled: Settled) -> None:
    """A time whose day was said in words that nobody here knows: what they may mean, and the next days."""
    days = tuple(line.today + timedelta(days=each) for each in range(8))
    ahead = sorted({each for each in starts_on(line, days, minutes) if each > line.now})
    if not guessed:
        settled.questions.append(Question(Ambiguity.CHOICE, tuple(ahead[:6]), minutes.about))
        return
    others = [each for each in ahead if each not in guessed]
    about = guessed_from(line, settled.guessed.values()) + " / " + minutes.about
    settled.questions.append(Question(Ambiguity.GUESS, (*guessed, *others)[:6], about))


def _guessed(line: Line, guesses: tuple[Guess, ...], minutes: Minutes, settled: Settled) -> tuple[datetime, ...]:
    """The read time on the guessed days."""
    for guess in guesses:
        for start in starts_on(line, (guess.day,), minutes):
            if start > line.now:
                settled.guessed.setdefault(start, guess)
    return tuple(each for each in settled.guessed if isinstance(each, datetime))


def _guess_alone(line: Line, guesses: tuple[Guess, ...], settled: Settled) -> None:
    """No time was read: the guessed ones, or guessed days; where the day was read, guessed times of it."""
    for guess in () if settled.questions else guesses:
        day = settled.day or guess.day
        if guess.clock is None:
            if settled.day is None:
                settled.guessed.setdefault(day, guess)
            continue
        minute = guess.clock.hour * 60 + guess.clock.minute
        for start in starts_on(line, (day,), Minutes((minute,), None, ((None, None),))):
            if start > line.now:
                settled.guessed.setdefault(start, guess)
    if settled.guessed:
        settled.questions.append(
            Question(Ambiguity.GUESS, tuple(settled.guessed), guessed_from(line, settled.guessed.values()))
        )


def _either(line: Line, choices: list[Found], longest: timedelta, settled: Settled) -> None:
    """One of several days with their times; the length of a range is that of all, if they agree."""
    ahead: list[datetime] = []
    lengths: set[timedelta | None] = set()
    quotes = []
    for choice in choices:
        said, _ = _one_day(line, choice, settled)
        minutes, ranged = _one_time(line, choice, said, settled)
        minutes.zones = minutes.zones or ((None, None),)
        ahead += [each for each in starts_on(line, said.dates, minutes) if each > line.now]
        lengths.add(ranged)
        pieces = [*choice.days, *choice.times, *choice.parts]
        quotes.append(line.quote(min(each.start for each in pieces), max(each.end for each in pieces)))
    settled.questions.append(Question(Ambiguity.CHOICE, tuple(dict.fromkeys(ahead)), " / ".join(quotes)))
    ranged = lengths.pop() if len(lengths) == 1 else None
    settled.duration = _duration(line, choices[0], ranged, longest, settled)


def _one_day(line: Line, found: Found, settled: Settled) -> tuple[Day, str]:
    """The day, from all that were named."""
    if not found.days:
        return Day(), ""
    pieces = found.days
    said = pieces[0].said
    assert isinstance(said, Day)
    about = line.quote(pieces[0].start, pieces[0].end)
    for piece in pieces[1:]:
        other = piece.said
        assert isinstance(other, Day)
        part = said if said.part else other
        both = tuple(each for each in said.dates if each in other.dates)
        if said.instant or other.instant:
            settled.unread.append(piece)
        elif both:
            # "Thu ... 5 Nov" is one day said twice.
            kind = said.kind if len(both) > 1 or said.kind in (Ambiguity.PAST, Ambiguity.NO_DATE) else None
            series = said.series or other.series
            said = replace(said, dates=both, kind=Ambiguity.SERIES if series else kind, series=series)
        else:
            dates = tuple(sorted({*_ahead(said), *_ahead(other)}))
            kind = Ambiguity.SERIES if said.series else Ambiguity.CHOICE if len(dates) > 1 else Ambiguity.PAST
            said = Day(dates, kind, series=said.series, instead=dates)
            about += " / " + line.quote(piece.start, piece.end)
        said = replace(said, part=part.part, part_typed=part.part_typed)
    return said, about


def _ahead(said: Day) -> tuple[date, ...]:
    return said.instead if said.kind is Ambiguity.PAST else said.dates


def _part(found: Found, said: Day) -> str:
    return said.part or next((str(each.said) for each in found.parts), "")


def _one_time(line: Line, found: Found, said: Day, settled: Settled) -> tuple[Minutes, timedelta | None]:
    """The minutes of the day, and the length of a range."""
    part = _part(found, said)
    if not found.times:
        if not part:
            return Minutes(), None
        named = next((line.quote(each.start, each.end) for each in found.parts), part)
        about = said.part_typed or named
        return Minutes(tuple(hour * 60 for hour in PARTS[part][0]), Ambiguity.PART, about=about), None
    first, *others = found.times
    times = first.said
    assert isinstance(times, Times)
    about = line.quote(first.start, first.end)
    if times.end is None and found.until is not None and isinstance(found.until.said, Times):
        times = Times(times.start, found.until.said.start)
    read, ranged = _minutes(line, found, times, part)
    read.about = about if read.kind is not Ambiguity.NO_TIME else line.quote(line.skip(first.start, "at"), first.end)
    late = said.part in NIGHTS and said.dates and read.kind is None
    if late and all(each < _SMALL_HOURS for each in read.minutes):
        # "Friday night at 1" is on Saturday for most, and on Friday by the calendar.
        read.minutes = (*read.minutes, *(each + DAY for each in read.minutes))
        read.kind = Ambiguity.MIDNIGHT
    for piece in others:
        assert isinstance(piece.said, Times)
        more, _ = _minutes(line, found, piece.said, part)
        more.minutes = by_zone_of(line, said.dates, read, more)
        if set(more.minutes) & set(read.minutes):
            read.minutes = tuple(each for each in read.minutes if each in more.minutes)
            read.kind = None if len(read.minutes) == 1 else read.kind
        elif Ambiguity.NO_TIME not in (read.kind, more.kind):
            read.minutes = tuple(sorted({*read.minutes, *more.minutes}))
            read.kind = Ambiguity.CHOICE
            read.about += " / " + line.quote(piece.start, piece.end)
        else:
            settled.unread.append(piece)
    return read, ranged


def _minutes(line: Line, found: Found, times: Times, part: str) -> tuple[Minutes, timedelta | None]:
    start, end = times.start, times.end
    zones = start.zone.zones if start.zone else ()
    # A range may end at 24:00; nothing begins then.
    if not start.exists or (end and not end.exists) or (start.minute == DAY and not start.midnight):
        return Minutes(MORNING, Ambiguity.NO_TIME), None
    # Whoever says "1-2pm" counts twelve hours in it, however they write else.
    hour_cycle = None if end and end.half else line.hour_cycle
    options = start.options(part, found.meal, hour_cycle)
    if end and (end.half or end.part) and not (start.fixed or start.part) and 60 <= start.minute < HALF:
        # "8-9 pm" begins in the evening, "9-5 pm" in the morning: whatever is shorter.
        options = (start.minute, start.minute + HALF)
    if times.window:
        return Minutes(_window(times, options, part), Ambiguity.PART, zones), None
    if end is None:
        kind = Ambiguity.MIDNIGHT if start.midnight else Ambiguity.HALF if len(options) > 1 else None
        if start.midnight:
            options = (DAY,) if part else (0, DAY)
            kind = None if part else Ambiguity.MIDNIGHT
        return Minutes(options, kind, zones), None
    ends = _ends(end, part, found.meal, line.hour_cycle)
    pairs = [(each, (stop - each) % DAY or DAY) for each in options for stop in ends]
    shortest = min(length for _, length in pairs)
    starts = tuple(dict.fromkeys(each for each, length in pairs if length == shortest))
    kind = Ambiguity.HALF if len(starts) > 1 else None
    return Minutes(starts, kind, zones), timedelta(minutes=shortest)


def _ends(end: Clock, part: str, meal: str, hour_cycle: int | None) -> tuple[int, ...]:
    """An end may be in either half of the day also from eight o'clock on: "18 to 8" hardly is, but "9 to 9" can be."""
    if end.midnight:
        return (DAY,)
    return end.options(
        "" if end.part == part else part if end.part == "" and part != "morning" else "", meal, hour_cycle
    )


def _window(times: Times, options: tuple[int, ...], part: str) -> tuple[int, ...]:
    """Three times, an hour apart: from the one on, before the other, or between both."""
    first = options[-1] if len(options) > 1 else options[0]
    if times.window == "after":
        return tuple(each for each in range(first, first + 180, 60) if each < DAY)
    if times.window == "before":
        return tuple(each for each in range(first - 180, first, 60) if each >= 0)
    assert times.end is not None
    ends = times.end.options(part, "", None)
    pairs = [(start, stop) for start in options for stop in ends if stop > start] or [(first, first + 120)]
    start, stop = min(pairs, key=lambda pair: (pair[1] - pair[0], -pair[0]))
    return tuple(range(start, min(stop, start + 120) + 1, 60))


def _duration(
    line: Line, found: Found, ranged: timedelta | None, longest: timedelta, settled: Settled
) -> timedelta | None:
    said = [timedelta(minutes=round(each.said)) for each in found.lengths if isinstance(each.said, float | int)]
    about = line.quote(found.lengths[0].start, found.lengths[0].end) if found.lengths else ""
    if ranged is None and not said:
        return None
    duration = ranged if ranged is not None else said[0]
    spare = 0 if ranged is not None else 1
    settled.unread += [
        piece for piece, length in zip(found.lengths[spare:], said[spare:], strict=True) if length != duration
    ]
    if SHORTEST <= duration <= longest:
        return duration
    settled.questions.append(Question(Ambiguity.LENGTH, tuple(each for each in LENGTHS if each <= longest), about))
    return None


def _day_alone(line: Line, said: Day, about: str, settled: Settled) -> None:
    if not said.dates and said.kind is None:
        return
    dates = said.instead if said.kind is Ambiguity.PAST else said.dates
    if said.kind is None and len(dates) == 1:
        settled.day = dates[0]
    else:
        dates = tuple(each for each in dates if each >= line.today)[: 1 if said.kind is Ambiguity.SERIES else None]
        passed = next(iter(said.dates), None) if said.kind is Ambiguity.PAST else None
        settled.questions.append(Question(said.kind or Ambiguity.WEEKDAY, dates, about, passed))


def _start(line: Line, said: Day, about_day: str, minutes: Minutes, settled: Settled) -> None:
    """The start, or the questions about it."""
    if not said.dates:
        if said.kind is not None:
            settled.questions.append(Question(said.kind, (), about_day))
        else:
            _without_day(line, minutes, settled)
        return
    if said.kind is Ambiguity.PAST:
        starts = starts_on(line, said.instead, minutes)
        gone = next(iter(starts_on(line, said.dates, minutes)), None)
        settled.questions.append(Question(Ambiguity.PAST, tuple(sorted(starts)), about_day, gone))
        return
    if minutes.kind and len(said.dates) > 1 and said.kind is not Ambiguity.SERIES:
        ahead = tuple(
            each for each in said.dates if any(start > line.now for start in starts_on(line, (each,), minutes))
        )
        if len(ahead) > 1:
            # Both are open: one question each, the day first.
            settled.questions.append(Question(said.kind or Ambiguity.WEEKDAY, ahead, about_day))
            clocks = sorted(time(*divmod(each % DAY, 60)) for each in minutes.minutes)
            settled.questions.append(Question(minutes.kind, tuple(clocks), minutes.about))
            return
        said = Day(ahead or said.dates[:1])
    _on_days(line, said, about_day, minutes, settled)


def _on_days(line: Line, said: Day, about_day: str, minutes: Minutes, settled: Settled) -> None:
    starts = starts_on(line, said.dates, minutes)
    ahead_ = sorted({each for each in starts if each > line.now})
    about = about_day if said.kind else minutes.about
    kind = said.kind or minutes.kind or (Ambiguity.ZONE if zone_open(minutes) else None)
    if said.kind is Ambiguity.SERIES:
        # What is over today comes again in a week.
        again = tuple(each + timedelta(days=7) for each in said.dates)
        ahead_ = ahead_ or sorted(starts_on(line, again, minutes))
        settled.questions.append(Question(Ambiguity.SERIES, tuple(ahead_[:1]), about_day))
        if minutes.kind:
            clocks = sorted(time(*divmod(each % DAY, 60)) for each in minutes.minutes)
            settled.questions.append(Question(minutes.kind, tuple(clocks), minutes.about))
        return
    if not ahead_:
        _over(line, said.dates[0], minutes, settled)
    elif len(ahead_) > 1 or kind in (Ambiguity.NO_TIME, Ambiguity.NO_DATE, Ambiguity.CONTRADICTION, Ambiguity.PART):
        asked = kind or Ambiguity.CLOCKS
        settled.questions.append(Question(asked, tuple(ahead_), about))
        settled.day = said.dates[0] if len(said.dates) == 1 and asked is not Ambiguity.CLOCKS else None
        if settled.day and (said.kind or minutes.kind in (Ambiguity.MIDNIGHT, None) or len(minutes.zones) > 1):
            settled.day = None
    elif skipped(line, said.dates[0], minutes):
        settled.questions.append(Question(Ambiguity.CLOCKS, tuple(sorted(starts)), about))
    else:
        settled.starts_at = ahead_[0]


def _over(line: Line, day: date, minutes: Minutes, settled: Settled) -> None:
    """A time today that is over: tomorrow, or in a week."""
    days = (line.today + timedelta(days=1), day + timedelta(days=7))
    starts = sorted({each for each in starts_on(line, days, minutes) if each > line.now})
    gone = next(iter(starts_on(line, (day,), minutes)), None)
    settled.questions.append(Question(Ambiguity.PAST, tuple(starts), minutes.about, gone))


def _without_day(line: Line, minutes: Minutes, settled: Settled) -> None:
    """A time and no day: the next such time."""
    days = (line.today, line.today + timedelta(days=1))
    if minutes.kind is Ambiguity.NO_TIME:
        clocks = tuple(time(*divmod(each, 60)) for each in minutes.minutes)
        settled.questions.append(Question(Ambiguity.NO_TIME, clocks, minutes.about))
        return
    if minutes.kind is Ambiguity.MIDNIGHT:
        minutes = Minutes((DAY,), None, minutes.zones, minutes.about)
    found: set[datetime] = set()
    for minute in minutes.minutes:
        one = Minutes((minute,), None, minutes.zones, minutes.about)
        today, tomorrow = (starts_on(line, (each,), one) for each in days)
        ahead = [each for each in today if each > line.now]
        if not ahead and minutes.kind is None:
            _over(line, line.today, minutes, settled)
            return
        found |= {*(ahead or tomorrow)}
    starts = sorted(found)
    if len(starts) == 1 and minutes.kind is not Ambiguity.PART:
        settled.starts_at = starts[0]
        return
    kind = minutes.kind or (Ambiguity.ZONE if zone_open(minutes) else Ambiguity.CLOCKS)
    settled.questions.append(Question(kind, tuple(starts), minutes.about))
