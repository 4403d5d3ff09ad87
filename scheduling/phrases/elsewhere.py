"""Days and times in a language without a phrasebook, as `dateparser` finds them: to be asked about, never taken.

It is often wrong and never says so (docs/decisions/0006). It is imported with the first such line, since it costs 20 to
30 MB and 0.6 s. An ordinary line costs some 2 ms then, the first of a language 20; a hostile one up to 0.3 s, with two
searches of the first 200 letters, more of which it is not given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from scheduling.phrases.atoms import Shape
from scheduling.phrases.line import Line
from scheduling.phrases.wish import Field

LONGEST = 200
AHEAD = timedelta(days=366)
MOST = 3
# An unknown language; numbers that no date has (its issues 406, 1194); lone signs (328); very odd texts, which it
# splits by calling itself.
RAISED = (ValueError, OverflowError, IndexError, RecursionError)
_CALLED = {"no": "nb", "iw": "he", "in": "id"}
_HOUR_SHAPES = (Shape.NUMBER, Shape.HOURED)


@dataclass(frozen=True, slots=True)
class Guess:
    """What the atoms `start` to before `end` may say: a day, and a time of it where they say one."""

    start: int
    end: int
    day: date
    clock: time | None = None


def guesses(line: Line, fields: list[Field | None], language: str) -> tuple[Guess, ...]:
    """What may be said among the words that nothing was read of; up to three, the likeliest first. Raises nothing."""
    left = [at for at, field in enumerate(fields) if field is None]
    if not any(line.shape(at) is Shape.WORD for at in left):
        return ()
    whole = [*_search(line, left, language)]
    # Digits beside a weekday were taken for a date more than once; read as an hour they come first, and both are asked.
    found = [_with_unit(each, whole) for each in _before_hour(line, left, language)] + whole
    return tuple(dict.fromkeys(found))[:MOST]


def guessed_from(line: Line, found: Iterable[Guess]) -> str:
    """The words that these were guessed from, as they were typed."""
    spans = sorted({(each.start, each.end) for each in found})
    widest = [one for one in spans if not any(one != o and o[0] <= one[0] and one[1] <= o[1] for o in spans)]
    return " / ".join(line.quote(*each) for each in widest)


def _with_unit(guess: Guess, whole: list[Guess]) -> Guess:
    """ "overmorgen om 9 uur" up to its last word."""
    return replace(guess, end=max([guess.end, *(each.end for each in whole if each.start == guess.start)]))


def _before_hour(line: Line, left: list[int], language: str) -> Iterator[Guess]:
    """ "giovedì alle 10": the words before the last number, and the number as their hour."""
    hour = next((at for at in reversed(left) if line.shape(at) in _HOUR_SHAPES), None)
    if hour is None or hour == 0:
        return
    hours, minutes = (*line.digits(hour), 0)[:2]
    if hours > 23 or minutes > 59:
        return
    for guess in _search(line, [at for at in left if at < hour], language):
        if guess.clock is None and guess.end == hour:
            glued = line.glued(hour + 1) and line.shape(hour + 1) is Shape.WORD
            yield Guess(guess.start, hour + 1 + glued, guess.day, time(hours, minutes))


def _search(line: Line, left: list[int], language: str) -> Iterator[Guess]:
    text, spans = _text(line, left)
    now = line.now.astimezone(line.zone).replace(tzinfo=None, microsecond=0)
    behind = 0
    for quoted, found in _found(text, now, language, line.day_first):
        begin = text.find(quoted, behind)
        if begin < 0 or sum(letter.isalpha() for letter in quoted) < 2:
            continue
        behind = begin + len(quoted)
        moment = found.astimezone(line.zone).replace(tzinfo=None) if found.tzinfo else found
        # What says only a day comes back at midnight, or at the time of asking.
        clock = moment.time().replace(second=0, microsecond=0)
        said = None if clock in (time(), now.time().replace(second=0)) else clock
        ahead = moment > now if said else moment.date() >= now.date()
        taken = [at for at, (start, end) in spans.items() if start < behind and begin < end]
        if ahead and moment <= now + AHEAD and taken:
            yield Guess(taken[0], taken[-1] + 1, moment.date(), said)


def _text(line: Line, left: list[int]) -> tuple[str, dict[int, tuple[int, int]]]:
    """These atoms as they were typed, and where each begins and ends."""
    text = ""
    spans: dict[int, tuple[int, int]] = {}
    for at in left:
        gap = "" if not text or (at - 1 in spans and line.glued(at)) else " "
        if len(text) + len(gap) + len(line.line[at].text) > LONGEST:
            break
        text += gap + line.line[at].text
        spans[at] = (len(text) - len(line.line[at].text), len(text))
    return text, spans


def _found(text: str, now: datetime, language: str, day_first: bool | None) -> list[tuple[str, datetime]]:
    from dateparser.search import search_dates

    tag = language.replace("_", "-").lower().split("-")[0]
    settings: dict[str, Any] = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future"}
    if day_first is not None:
        settings["DATE_ORDER"] = "DMY" if day_first else "MDY"
    try:
        return search_dates(text, languages=[_CALLED.get(tag, tag)], settings=settings) or []
    except RAISED:
        return []
