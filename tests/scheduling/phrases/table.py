"""The table of ordinary expressions: what people type to book, and every field that must come of it.

One expression a line, `typed => expected`. It is Tue 3 Nov 2026, 14:05 in Lisbon. What is expected stands in any order:

- `11-04` or `2027-03-05`: the day; with `12:30`, a Lisbon wall time, the start. A day alone is the day alone.
- `45m`: the length; the end follows from it.
- `@bo_berlin`, `"Title"`, `[place]`, `!unread`, `~written>read as`: one for each.
- `?kind:candidate/candidate`: a question. A candidate is a day, `11-04@7,19:30` the times 07:00 and 19:30 of that day,
  `11-09..11-13` each day of these, `15m` a length; `1:30b` is the second 01:30 of a night that has two.

What is not named must not be read. Files named `untuned_*` were written apart, and the grammar is never tuned on them.
What was found to be read wrong afterwards stands in `mended_*` and counts for neither share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduling.phrases import Wish

LISBON = ZoneInfo("Europe/Lisbon")
NOW = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
LANGUAGES = ("en", "de", "es", "id")

_FOLDER = Path(__file__).parent / "expressions"
_PIECE = re.compile(r'"[^"]*"|\[[^\]]*\]|!"[^"]*"|\S+')

Candidate = datetime | date | timedelta


@dataclass(frozen=True)
class Expected:
    """Every field of a wish, instants in UTC."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    day: date | None = None
    duration: timedelta | None = None
    usernames: tuple[str, ...] = ()
    title: str = ""
    place: str = ""
    questions: tuple[tuple[str, tuple[Candidate, ...]], ...] = ()
    unread: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Row:
    """One expression."""

    language: str
    text: str
    expected: Expected


@cache
def tuned() -> tuple[Row, ...]:
    """The two thirds that the grammar was written against."""
    return tuple(row for language in LANGUAGES for row in _rows(language, f"{language}.txt"))


@cache
def untuned() -> tuple[Row, ...]:
    """The third that was written apart."""
    return tuple(row for language in LANGUAGES for row in _rows(language, f"untuned_{language}.txt"))


@cache
def mended() -> tuple[Row, ...]:
    """What was once read wrong."""
    return tuple(row for language in LANGUAGES for row in _rows(language, f"mended_{language}.txt"))


def _rows(language: str, name: str) -> Iterator[Row]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, expected = line.partition(" => ")
            yield Row(language, text, _expected(expected))


def _expected(line: str) -> Expected:
    day: date | None = None
    clock: time | None = None
    duration: timedelta | None = None
    title = place = ""
    usernames, questions, unread, corrections = [], [], [], []
    for piece in _PIECE.findall(line):
        match piece[0]:
            case "@":
                usernames.append(piece[1:])
            case '"':
                title = piece.strip('"')
            case "[":
                place = piece.strip("[]")
            case "!":
                unread.append(piece[1:].strip('"'))
            case "~":
                written, _, read_as = piece[1:].partition(">")
                corrections.append((written, read_as))
            case "?":
                kind, _, candidates = piece[1:].partition(":")
                questions.append((kind, tuple(each for part in candidates.split("/") for each in _candidates(part))))
            case _ if piece.endswith("m"):
                duration = timedelta(minutes=int(piece[:-1]))
            case _ if ":" in piece:
                clock = time.fromisoformat(piece)
            case _:
                day = _day(piece)
    start = _instant(day, clock) if day and clock else None
    return Expected(
        starts_at=start,
        ends_at=start + duration if start and duration else None,
        day=None if start else day,
        duration=duration,
        usernames=tuple(usernames),
        title=title,
        place=place,
        questions=tuple(questions),
        unread=tuple(unread),
        corrections=tuple(corrections),
    )


def _candidates(part: str) -> Iterator[Candidate]:
    if part.endswith("m"):
        yield timedelta(minutes=int(part[:-1]))
        return
    days, _, clocks = part.partition("@")
    first, _, last = days.partition("..")
    day = _day(first)
    while day <= _day(last or first):
        if not clocks:
            yield day
        for clock in clocks.split(",") if clocks else ():
            hour, _, minute = clock.rstrip("b").partition(":")
            yield _instant(day, time(int(hour), int(minute or 0), fold=int(clock.endswith("b"))))
        day += timedelta(days=1)


def _day(text: str) -> date:
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def _instant(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, LISBON).astimezone(UTC)


def shown(wish: Wish) -> Expected:
    """A wish as the table writes it."""
    return Expected(
        wish.starts_at,
        wish.ends_at,
        wish.day,
        wish.duration,
        wish.usernames,
        wish.title,
        wish.place,
        tuple((each.kind.value, tuple(_dated(each.candidates))) for each in wish.questions),
        wish.unread,
        tuple((each.written, each.read_as) for each in wish.corrections),
    )


def _dated(candidates: tuple[object, ...]) -> Iterator[Candidate]:
    for each in candidates:
        assert isinstance(each, date | timedelta), each
        yield each


def silently_wrong(row: Row, wish: Wish) -> bool:
    """Whether a wish would book another time, length or people than was meant, and asks and quotes nothing."""
    if wish.questions or wish.unread or wish.corrections:
        return False
    expected = row.expected
    read_as = (wish.starts_at, wish.day, wish.duration, wish.usernames)
    return read_as != (expected.starts_at, expected.day, expected.duration, expected.usernames)
