"""Reading one typed answer: a day, a time, a length, people, reminders, or several of them ("14:15, 50 min").

Every reader takes what somebody typed, in any case, with any dashes and digits, and raises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum

from scheduling.days import read_day
from scheduling.names import PeopleReading, read_people, says_optional
from scheduling.readings import Fault, Reading
from scheduling.words import LONGEST_ANSWER, Correction, closest, fold, table, tidy
from scheduling.words.tables import Words

__all__ = [
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

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(hours=24)
EARLIEST_REMINDER = timedelta(days=30)
MOST_REMINDERS = 5

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
    folded, corrections = _spelled(fold(text), words.clock)
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
    if match is None or (not spaced and " " in body) or (shifted and match[2]) or body.endswith((":", ".")):
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


def read_duration(
    text: str, *, shortest: timedelta = SHORTEST, longest: timedelta = LONGEST, language: str = "en"
) -> Reading[timedelta]:
    """The length that `text` means: "45", "1h30", "1.5 h", "1:30", "50 min", "an hour and a half".

    A number alone is minutes, up to 4 hours, as is one with a decimal point. A length outside `shortest` to `longest`
    is refused by its fault.
    """
    words = table(language)
    for sign, value in (("½", ".5"), ("¼", ".25"), ("¾", ".75")):
        text = text.replace(sign, value)
    minutes, corrections = _minutes(fold(text), words) if len(text) <= LONGEST_ANSWER else (None, ())
    if minutes is None:
        return Reading(rest=tidy(text), fault=Fault.NOT_UNDERSTOOD)
    if minutes < shortest / timedelta(minutes=1):
        return Reading(corrections=corrections, fault=Fault.TOO_SHORT)
    if minutes > longest / timedelta(minutes=1):
        return Reading(corrections=corrections, fault=Fault.TOO_LONG)
    return Reading((timedelta(minutes=round(minutes)),), corrections)


def read_reminders(text: str, *, language: str = "en") -> Reading[tuple[timedelta, ...]]:
    """How long before a start somebody wants to be reminded, longest first: "2 h, 10 min"; none for "off".

    From 1 minute to 30 days each, five at most.
    """
    words = table(language)
    if fold(text) in words.off:
        return Reading(((),))
    joined = "|".join(re.escape(word) for word in sorted(words.joiners))
    parts = [part.strip() for part in re.split(rf"{_COMMA}|[;&+\n]|\b(?:{joined})\b", text, flags=re.IGNORECASE)]
    leads: set[timedelta] = set()
    corrections: list[Correction] = []
    for part in filter(None, parts):
        reading = read_duration(part, shortest=timedelta(minutes=1), longest=EARLIEST_REMINDER, language=language)
        corrections += reading.corrections
        if reading.value is None:
            return Reading(corrections=tuple(corrections), rest=tidy(part), fault=reading.fault)
        leads.add(reading.value)
    if not leads:
        return Reading(rest=tidy(text), fault=Fault.NOT_UNDERSTOOD)
    if len(leads) > MOST_REMINDERS:
        return Reading(corrections=tuple(corrections), fault=Fault.TOO_MANY)
    return Reading((tuple(sorted(leads, reverse=True)),), tuple(corrections))


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
    picker = _Picker(today, day_first, shortest, longest, language)
    for chunk in re.split(rf"{_COMMA}|[;\n]", text):
        tokens = tidy(chunk).split()
        at = 0
        while at < len(tokens):
            # No day, time or length is longer than eight words, so a long text costs no more than its length.
            ends = range(min(len(tokens), at + _LONGEST_PIECE), at, -1)
            end = next((end for end in ends if picker.take(" ".join(tokens[at:end]))), 0)
            if not end and fold(tokens[at]) not in picker.words.joiners | picker.words.fillers:
                picker.rest.append(tokens[at])
            at = max(end, at + 1)
    answer = Answer(picker.day, picker.time, picker.duration, tuple(dict.fromkeys(picker.people)), tuple(picker.rest))
    return _with_optional(answer, text, language)


def _with_optional(answer: Answer, text: str, language: str) -> Answer:
    """Who need not come, of the people in it."""
    if not (answer.people and any(says_optional(each) for each in answer.rest)):
        return answer
    spared = read_people(text, language=language).optional
    optional = tuple(each for each in answer.people if each in spared)
    rest = tuple(each for each in answer.rest if not (optional and says_optional(each)))
    return replace(answer, rest=rest, optional=optional)


_LONGEST_PIECE = 8
# A comma ends a piece, but not the one of "1,5 h".
_COMMA = r"(?:(?<!\d),|,(?!\d)|(?<=\d\d),)"


class _Picker:
    """Takes pieces of an answer, each kind once."""

    def __init__(
        self, today: date, day_first: bool | None, shortest: timedelta, longest: timedelta, language: str
    ) -> None:
        self.today, self.day_first, self.language = today, day_first, language
        self.shortest, self.longest = shortest, longest
        self.words = table(language)
        self.day: Reading[date] | None = None
        self.named = ""
        self.time: Reading[time] | None = None
        self.duration: Reading[timedelta] | None = None
        self.people: list[str] = []
        self.rest: list[str] = []

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
        if self.duration or (clock and int(clock[1]) >= 6 and not self.time):
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
        if not reading.understood:
            return False
        self.day, self.named = reading, named
        return True

    def _takes_fault(self, piece: str) -> bool:
        reading = read_time(piece, spaced=False, language=self.language)
        if self.time or not reading.understood:
            return False
        self.time = reading
        return True


def _between(start: time, stop: time) -> timedelta:
    minutes = (stop.hour * 60 + stop.minute - start.hour * 60 - start.minute) % _DAY
    return timedelta(minutes=minutes or _DAY)


def _time(minute: int) -> time:
    hour, minute = divmod(minute % _DAY, 60)
    return time(hour, minute)


def _without(text: str, fillers: Iterable[str]) -> str:
    dropped = frozenset(fillers)
    return " ".join(word for word in text.split() if word not in dropped)


def _spelled(text: str, names: Mapping[str, object]) -> tuple[str, tuple[Correction, ...]]:
    """`text` with slips of `names` forgiven."""
    corrections, spelled = [], []
    for word in text.split():
        meant = None if word in names else closest(word, names)
        if meant:
            corrections.append(Correction(word, meant))
        spelled.append(meant or word)
    return " ".join(spelled), tuple(corrections)


def _half(text: str, words: Words) -> tuple[str, int | None]:
    """`text` without its "am" or "pm", and the minutes that stands for; None if it has neither."""
    marks = [(mark, 0) for mark in words.morning] + [(mark, _HALF) for mark in words.afternoon]
    for mark, minutes in sorted(marks, key=lambda each: len(each[0]), reverse=True):
        if text.endswith(mark) and re.search(r"[\d ]$", text.removesuffix(mark)):
            return text.removesuffix(mark).strip(), minutes
    return text, None


def _minutes(text: str, words: Words) -> tuple[float | None, tuple[Correction, ...]]:
    """The minutes that a length stands for, None if it is none."""
    tokens = text.split()
    while tokens and tokens[0] in words.fillers:
        tokens.pop(0)
    while tokens and tokens[-1] in words.fillers:
        tokens.pop()
    body, corrections = _spelled(" ".join(tokens), words.units)
    if negative := re.match(r"-\s?(?=\d)", body):
        minutes, _ = _minutes(body[negative.end() :], words)
        return (None if minutes is None else -1), corrections
    if match := re.fullmatch(r"(\d+):([0-5]\d)", body):
        return int(match[1]) * 60 + int(match[2]), corrections
    if re.fullmatch(r"\d+", body):
        return int(body) * (60 if 1 <= int(body) <= 4 else 1), corrections
    if re.fullmatch(r"\d*[.,]\d+", body):
        return float(body.replace(",", ".")) * 60, corrections
    hours = "|".join(sorted((unit for unit, minutes in words.units.items() if minutes == 60), key=len, reverse=True))
    if match := re.fullmatch(rf"(\d+) ?(?:{hours}) ?([0-5]?\d)", body):
        return int(match[1]) * 60 + int(match[2]), corrections
    pieces = re.findall(r"\d*[.,]\d+|\d+|[^\W\d_](?:[^\W\d_]|['-])*|\S", body)
    return _sum([piece for piece in pieces if piece != ","], words), corrections


def _sum(pieces: list[str], words: Words) -> float | None:
    """Numbers and units one after another: "1 h 15 min", "an hour and a half", "one and a half hours"."""
    total, at = 0.0, 0
    while at < len(pieces):
        if at and pieces[at] in words.joiners:
            at += 1
        number, at = _number(pieces, at, words)
        if at < len(pieces) - 1 and pieces[at] in words.joiners:
            fraction, behind = _number(pieces, at + 1, words)
            if number is not None and fraction is not None and 0 < fraction < 1:
                number, at = number + fraction, behind
        if at >= len(pieces) or pieces[at] not in words.units or (number is None and total):
            return None
        unit = words.units[pieces[at]]
        total += (1 if number is None else number) * unit
        at += 1
        if at < len(pieces) - 1 and pieces[at] in words.joiners:
            fraction, behind = _number(pieces, at + 1, words)
            if fraction is not None and behind == len(pieces) and 0 < fraction < 1:
                return total + fraction * unit
    return total if pieces else None


def _number(pieces: list[str], at: int, words: Words) -> tuple[float | None, int]:
    """The number that stands at `at`, in digits or words, and where it ends."""
    if at < len(pieces) and re.fullmatch(r"\d*[.,]?\d+", pieces[at]):
        return float(pieces[at].replace(",", ".")), at + 1
    for end in range(min(len(pieces), at + 4), at, -1):
        value = words.numbers.get(" ".join(pieces[at:end]))
        if value is not None:
            return value, end
    return None, at
