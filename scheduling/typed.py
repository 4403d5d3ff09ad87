"""Reading one typed answer: a day, a time, a length, people, reminders, or several of them ("14:15, 50 min").

Every reader takes what somebody typed, in any case, with any dashes and digits, and raises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum

from scheduling.days import read_day
from scheduling.lengths import COMMA, EARLIEST_REMINDER, LONGEST, SHORTEST, read_duration, read_reminders
from scheduling.names import PeopleReading, read_people, says_optional
from scheduling.readings import Fault, Reading
from scheduling.words import LONGEST_ANSWER, Correction, fold, spelled, table, tidy
from scheduling.words.tables import Words

__all__ = [
    "EARLIEST_REMINDER",
    "LONGEST",
    "SHORTEST",
    "Answer",
    "Asked",
    "Fault",
    "PeopleReading",
    "Reading",
    "read_answer",
    "read_day",
    "read_duration",
    "read_people",
    "read_reminders",
    "read_time",
]

_DAY = 1440
_HALF = 720


def read_time(text: str, *, spaced: bool = True, language: str = "en") -> Reading[time]:
    """The time of day that `text` means: "10", "10.30", "10h30", "1030", "3pm", "noon", "half past 10".

    1 to 7 o'clock without "am", "pm" or a leading zero is two candidates, the likelier half first. With `spaced`,
    "10 30" is a time too.
    """
    words = table(language)
    unknown: Reading[time] = Reading(rest=tidy(text), fault=Fault.NOT_UNDERSTOOD)
    if len(text) > LONGEST_ANSWER:
        return unknown
    folded, corrections = spelled(fold(text), words.clock)
    body, half = _half(folded, words)
    body = _without(body, words.fillers)
    if body in words.clock and half is None:
        return Reading((_time(words.clock[body]),), corrections)
    shifts = sorted(words.shifts, key=len, reverse=True)
    shift = next((phrase for phrase in shifts if body.startswith(phrase + " ")), "")
    body = body.removeprefix(shift).strip()
    if len(body) > 2 and 1 <= (hours := words.numbers.get(body, 0)) <= 12 and not hours % 1:
        body = str(int(hours))
    noon = next((minute for word, minute in words.clock.items() if body == f"12 {word}"), None)
    if noon is not None:
        return Reading((_time(noon),), corrections)
    match = re.fullmatch(r"(\d{1,2})(?:(?: ?[:.h] ?| (?=\d\d)| ?h ?)(\d{2})?)?", body) or re.fullmatch(
        r"(\d{1,2})(\d{2})", body
    )
    shifted = words.shifts.get(shift, 0)
    apart = not spaced and " " in body and not re.fullmatch(r"\d+ h( \d+)?", body)
    if match is None or apart or (shifted and match[2]) or body.endswith((":", ".")):
        return unknown
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59 or (half is not None and not 1 <= hour <= 12):
        return Reading(corrections=corrections, fault=Fault.NO_SUCH_TIME)
    start = hour * 60 + minute + shifted
    if half is not None:
        start = (hour % 12) * 60 + minute + shifted + half
        return Reading((_time(start),), corrections)
    if not 1 <= hour <= 7 or match[1].startswith("0"):
        return Reading((_time(start),), corrections)
    both = (_time(start), _time(start + _HALF))
    # Work begins at six or seven rather than ends then; before that the afternoon is likelier.
    return Reading(both if hour >= 6 else both[::-1], corrections)


class Asked(StrEnum):
    """What the view that is answered asks for: settles what a bare number means."""

    DAY = "day"
    TIME = "time"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Answer:
    """One typed answer that may carry several things; what was not named is None. `optional` are those of `people` who
    need not come; `rest` quotes the remainder.
    """

    day: Reading[date] | None = None
    time: Reading[time] | None = None
    duration: Reading[timedelta] | None = None
    people: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The slips that were forgiven, in the order day, time, length."""
        readings = (self.day, self.time, self.duration)
        return tuple(correction for reading in readings if reading for correction in reading.corrections)


def read_answer(
    text: str,
    *,
    today: date,
    asked: Asked = Asked.TIME,
    day_first: bool | None = None,
    shortest: timedelta = SHORTEST,
    longest: timedelta = LONGEST,
    language: str = "en",
) -> Answer:
    """Everything in one typed answer: "14:15, 50 min", "thu 10", "tomorrow 15:00 1h @bo", "10-11:30".

    The answer to what was `asked` is looked for in the whole text first; then day, time, length and usernames are
    picked from left to right, the longest piece that is one of them first. Each is taken once.
    """
    if asked is Asked.DAY:
        day = read_day(text, today, day_first=day_first, language=language)
        if day.understood and not (day.fault and read_time(text, language=language).candidates):
            return Answer(day=day)
    elif asked is Asked.DURATION:
        duration = read_duration(text, shortest=shortest, longest=longest, language=language)
        if duration.understood:
            return Answer(duration=duration)
    if len(text) > LONGEST_ANSWER:
        return Answer(rest=(tidy(text),))
    picker = _picked(text, _Picker(today, day_first, shortest, longest, language))
    if picker.short and len(picker.rest) >= _A_SENTENCE:
        # The "we" of a sentence is no Wednesday, and its "so" no Sunday.
        picker = _picked(text, _Picker(today, day_first, shortest, longest, language, shorts=False))
    answer = Answer(picker.day, picker.time, picker.duration, tuple(dict.fromkeys(picker.people)), tuple(picker.rest))
    return _with_optional(answer, text, language)


def _picked(text: str, picker: _Picker) -> _Picker:
    """`picker` with all that a text says."""
    for chunk in re.split(rf"{COMMA}|[;\n]", text):
        tokens = tidy(chunk).split()
        at = 0
        while at < len(tokens):
            # No day, time or length is longer than eight words, so a long text costs no more than its length.
            ends = range(min(len(tokens), at + _LONGEST_PIECE), at, -1)
            end = next((end for end in ends if picker.take(" ".join(tokens[at:end]))), 0)
            if not end and fold(tokens[at]) not in picker.words.joiners | picker.words.fillers:
                picker.rest.append(tokens[at])
            at = max(end, at + 1)
    return picker


def _with_optional(answer: Answer, text: str, language: str) -> Answer:
    """Who need not come, of the people in it."""
    if not (answer.people and any(says_optional(each) for each in answer.rest)):
        return answer
    spared = read_people(text, language=language).optional
    optional = tuple(each for each in answer.people if each in spared)
    rest = tuple(each for each in answer.rest if not (optional and says_optional(each)))
    return replace(answer, rest=rest, optional=optional)


_LONGEST_PIECE = 8
_A_SENTENCE = 2
"""So many words that are no answer make one."""


class _Picker:
    """Takes pieces of an answer, each kind once."""

    def __init__(
        self,
        today: date,
        day_first: bool | None,
        shortest: timedelta,
        longest: timedelta,
        language: str,
        *,
        shorts: bool = True,
    ) -> None:
        self.shorts = shorts
        self.today, self.day_first, self.language = today, day_first, language
        self.shortest, self.longest = shortest, longest
        self.words = table(language)
        self.day: Reading[date] | None = None
        self.named = ""
        self.time: Reading[time] | None = None
        self.duration: Reading[timedelta] | None = None
        self.people: list[str] = []
        self.rest: list[str] = []

    @property
    def short(self) -> bool:
        """Whether the day is named by two letters only."""
        return _is_short(self.named)

    def take(self, piece: str) -> bool:
        """Whether `piece` as a whole is something not yet named, which is then kept."""
        if fold(piece).split()[-1] in self.words.fillers - {"o'clock", "oclock"}:
            return False
        if "@" in piece:
            return self._takes_people(piece)
        return (
            self._takes_people(piece)
            or self._takes_range(piece)
            or self._takes_duration(piece)
            or self._takes_time(piece)
            or self._takes_day(piece)
            or self._takes_fault(piece)
        )

    def _takes_people(self, piece: str) -> bool:
        if " " in piece or not any(each in piece.casefold() for each in ("@", "_", ".me/", "domain=")):
            return False
        reading = read_people(piece, language=self.language)
        self.people += reading.usernames
        return bool(reading.usernames) and not reading.rest

    def _takes_range(self, piece: str) -> bool:
        until = "|".join(re.escape(word) for word in sorted(self.words.until))
        ends = re.split(rf"\s*-\s*|\s+(?:{until})\s+", piece, flags=re.IGNORECASE)
        if len(ends) != 2 or self.time or self.duration:
            return False
        starts, stops = (read_time(end, spaced=False, language=self.language) for end in ends)
        pairs = [(start, _between(start, stop)) for start in starts.candidates for stop in stops.candidates]
        if not pairs:
            return False
        # "10-2" ends at 14:00, and "3-4" is one hour in either half of the day.
        shortest = min(length for _, length in pairs)
        likely = tuple(dict.fromkeys(start for start, length in pairs if length == shortest))
        self.time = Reading(likely, starts.corrections + stops.corrections)
        minutes = str(int(shortest / timedelta(minutes=1))) + " min"
        self.duration = read_duration(minutes, shortest=self.shortest, longest=self.longest)
        return True

    def _takes_duration(self, piece: str) -> bool:
        folded = _without(fold(piece), self.words.fillers)
        clock = re.fullmatch(r"(?:\D+ )?(\d{1,2}) ?h ?(\d{2})?", folded)
        if self.duration or folded in self.words.units or (clock and 6 <= int(clock[1]) <= 24 and not self.time):
            return False
        # Without a unit it is a time if it can be one: "10 45" and "10:00 1:30" name a time first.
        bare = not re.search(r"[^\W\d_]", folded)
        if bare and self.time is None and not re.fullmatch(r"2[5-9]|[3-9]\d|[1-4]\d\d", folded):
            return False
        if bare and re.fullmatch(r"([5-9]|\d\d+)[:.]\d+", folded):
            return False
        reading = read_duration(piece, shortest=self.shortest, longest=self.longest, language=self.language)
        if reading.understood:
            self.duration = reading
        return reading.understood

    def _takes_time(self, piece: str) -> bool:
        reading = read_time(piece, spaced=False, language=self.language)
        if self.time or not reading.candidates:
            return False
        self.time = reading
        return True

    def _takes_day(self, piece: str) -> bool:
        # "Thu, 5 Nov" comes in two pieces that are one day.
        named = f"{self.named} {piece}".strip()
        reading = read_day(named, self.today, day_first=self.day_first, bare=False, language=self.language)
        if not reading.understood or (not self.shorts and _is_short(piece)):
            return False
        self.day, self.named = reading, named
        return True

    def _takes_fault(self, piece: str) -> bool:
        reading = read_time(piece, spaced=False, language=self.language)
        if self.time or not reading.understood:
            return False
        self.time = reading
        return True


def _is_short(day: str) -> bool:
    return len(day) == 2 and day.isalpha()


def _between(start: time, stop: time) -> timedelta:
    minutes = (stop.hour * 60 + stop.minute - start.hour * 60 - start.minute) % _DAY
    return timedelta(minutes=minutes or _DAY)


def _time(minute: int) -> time:
    hour, minute = divmod(minute % _DAY, 60)
    return time(hour, minute)


def _without(text: str, fillers: Iterable[str]) -> str:
    dropped = frozenset(fillers)
    return " ".join(word for word in text.split() if word not in dropped)


def _half(text: str, words: Words) -> tuple[str, int | None]:
    """`text` without its "am" or "pm", and the minutes that stands for; None if it has neither."""
    marks = [(mark, 0) for mark in words.morning] + [(mark, _HALF) for mark in words.afternoon]
    for mark, minutes in sorted(marks, key=lambda each: len(each[0]), reverse=True):
        if text.endswith(mark) and re.search(r"[\d ]$", text.removesuffix(mark)):
            return text.removesuffix(mark).strip(), minutes
    return text, None
