"""Rules for times of day: "10:30", "half past nine", "um halb zehn", "a las 3 de la tarde", "jam 3 sore", ranges."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scheduling.phrases.atoms import Shape
from scheduling.phrases.line import Line
from scheduling.phrases.zones import Elsewhere, elsewhere, told

DAY = 1440
HALF = 720

# Words behind "after" and "before" that make a time of any number.
AT_HOURS = frozenset({"jam", "pukul", "las", "la"})

# The hours that a part of the day offers, and the first and last hour that "at 3" or "at 8" in it moves past noon.
PARTS: dict[str, tuple[tuple[int, int, int], int, int]] = {
    "morning": ((9, 10, 11), 0, -1),
    "midday": ((12, 13, 14), 1, 5),
    "afternoon": ((14, 15, 16), 1, 11),
    "late": ((15, 16, 17), 1, 11),
    "evening": ((18, 19, 20), 3, 11),
    "night": ((20, 21, 22), 5, 11),
    "siang": ((12, 13, 14), 1, 5),
    "sore": ((15, 16, 17), 1, 11),
    "malam": ((19, 20, 21), 5, 11),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """One time of day as it was said. `minute` counts from midnight and may be 1440 for 24:00.

    `fixed` says that the half of the day is sure, `half` that am or pm stands with it; `midnight` that which end of the
    day is meant is not; `exists` is false for 25:00. `firm` is a time whatever stands around it, and not a mere number.
    """

    minute: int
    fixed: bool = False
    half: bool = False
    firm: bool = True
    midnight: bool = False
    exists: bool = True
    part: str = ""
    zone: Elsewhere | None = None

    def options(self, part: str, meal: str, hour_cycle: int | None) -> tuple[int, ...]:
        """The minutes of the day it may mean, by the part of the day and the meal that were named elsewhere."""
        minute, part = self.minute, self.part or part
        hour = minute // 60
        if self.fixed or self.midnight or not self.exists:
            return (minute,)
        if part:
            _, first, last = PARTS[part]
            if part in ("morning", "night", "malam") and hour == 12:
                return (minute - HALF,)
            return (minute + HALF if first <= hour <= last else minute,)
        if (meal == "dinner" and 4 < hour < 12) or (meal == "lunch" and 1 <= hour <= 4):
            return (minute + HALF,)
        if meal == "breakfast" or not 1 <= hour <= 7 or hour_cycle == 24:
            return (minute,)
        return (minute, minute + HALF)


@dataclass(frozen=True, slots=True)
class Times:
    """A time, or two: a range, or the ends of a stretch in which it should be (`window`: between, after, before)."""

    start: Clock
    end: Clock | None = None
    window: str = ""

    @property
    def firm(self) -> bool:
        """Whether it is a time whatever stands around it."""
        return self.start.firm or (self.end is not None and self.end.firm)


def times(line: Line, at: int, *, after_day: bool) -> tuple[int, Times] | None:
    """A time or a range at `at`; a mere number is one only behind a day or a word such as "at"."""
    for category in ("between", "after", "before"):
        word = line.hit(at, category)
        if word and (found := _window(line, word[0], category)):
            return found
    opening = line.hit(at, "starting")
    if opening and (ranged := _range(line, opening[0], marked=True, opened=True, after_day=after_day)):
        return ranged
    return _range(line, at, marked=after_day)


def _window(line: Line, at: int, kind: str) -> tuple[int, Times] | None:
    first = (_between(line, at) if kind == "between" else None) or clock(line, at, marked=True)
    if first is None:
        return None
    if kind != "between":
        sure = first[1].firm or line.hit(at, "at") or line.line[at - 1].folded in AT_HOURS
        return (first[0], Times(first[1], window=kind)) if sure else None
    joined = line.skip(first[0], "and_", "until")
    second = clock(line, joined, marked=True) if joined > first[0] else None
    return (second[0], Times(first[1], second[1], window=kind)) if second else None


def at_hour(line: Line, at: int) -> bool:
    """Whether "a las" or "jam" stands there: what follows is an hour by itself, and ends no range."""
    word = line.hit(at, "at")
    return word is not None and line.line[word[0] - 1].folded in AT_HOURS


def _between(line: Line, at: int) -> tuple[int, Clock] | None:
    """The first of two mere hours: "entre 10 y 12" is not twelve past ten."""
    hour = _hour(line, at)
    joined = line.skip(hour[0], "and_") if hour else at
    other = _hour(line, joined) if hour and joined > hour[0] else None
    if hour is None or other is None or line.hit(other[0], "units"):
        return None
    return hour[0], _late(Clock(hour[1] * 60, firm=False))


def _range(
    line: Line, at: int, *, marked: bool, opened: bool = False, after_day: bool = False
) -> tuple[int, Times] | None:
    first = clock(line, at, marked=True)
    if first is None:
        return None
    sure = marked or line.hit(at, "at") is not None
    joined = first[0] + 1 if line.sign(first[0], "-") else line.skip(first[0], "until")
    second = clock(line, joined, marked=True, joined=True) if joined > first[0] else None
    if second and line.sign(second[0], "-") and line.glued(second[0]):
        return None
    if second and _a_length(line, first, joined, second):
        second = None
    # "sala 4 a las 10" is no range, "de 4 a las 10" is.
    joins = second is not None and second[1].firm and not at_hour(line, first[0])
    if second and (sure or first[1].firm or joins) and not (second[1].midnight and not first[1].firm):
        return second[0], _agreeing(first[1], second[1])
    # "Thu from 9" is a time, "from 9" may be an address.
    if opened and second is None and not first[1].firm and not (after_day and _alone(line, first[0])):
        return None
    if not sure and not first[1].firm:
        return None
    if not first[1].firm and _counted(line, first[0]):
        return None
    return first[0], Times(first[1])


def _a_length(line: Line, first: tuple[int, Clock], at: int, second: tuple[int, Clock]) -> bool:
    """Whether what seems to end a range is a length behind a dash: "10:00 - 15 min", "10:00 -2 h", not "10 - 12 h"."""
    unit = line.hit(at + 1, "units") if line.shape(at) is Shape.NUMBER and second[0] == at + 1 else None
    if not unit or not line.sign(first[0], "-") or line.glued(first[0]):
        return False
    return (unit[1] != "month" and float(unit[1]) == 1) or second[1].minute <= first[1].minute


def _agreeing(first: Clock, second: Clock) -> Times:
    """What one end says of the part of the day and the zone, it says of both."""
    if first.part and not second.part:
        second = replace(second, part=first.part) if not second.fixed and first.part == "morning" else second
    return Times(first if first.zone else replace(first, zone=second.zone), second)


def _counted(line: Line, at: int) -> bool:
    """Whether a mere number before `at` counts something: "5 people"."""
    return line.hit(at, "countable") is not None or line.hit(at, "units") is not None or line.sign(at, "%€$£#/")


def _counts(line: Line, at: int) -> bool:
    """The same behind "at": the units of "jam 10 hari Kamis", "jam 10 minggu depan" and "jam 10 Minggu" are days."""
    named = line.hit(line.skip(at, "on"), "weekday") or any(line.hit(at, each) for each in _UNITS_TOO)
    # "a las 10 día 5"
    numbered = line.skip(at, "the_day") > at and line.shape(line.skip(at, "the_day")) is Shape.NUMBER
    return _counted(line, at) and not ((named or numbered) and line.hit(at, "units"))


_UNITS_TOO = ("days", "next_week", "this_week", "next_month", "this_month")


def clock(line: Line, at: int, *, marked: bool, joined: bool = False, named: bool = False) -> tuple[int, Clock] | None:
    """One time at `at`, with all that belongs to it: "at", "o'clock", am or pm, part of the day, zone."""
    before = None if named else line.hit(at, "at")
    if before:
        found = clock(line, before[0], marked=True, named=True) or _no_hour(line, at, before[0])
        return (found[0], replace(found[1], firm=found[1].firm or not _counts(line, found[0]))) if found else None
    if at >= len(line.line) or not (joined or line.begins(at)):
        return None
    for category, minute in (("midnight", 0), ("noon", HALF)):
        word = line.hit(at, category)
        if word:
            said = Clock(minute, fixed=True, midnight=category == "midnight")
            return _placed(line, word[0], said, named=True)
    core = _shifted(line, at) or (_spaced(line, at) or _and_a_half(line, at) if named else None) or _plain(line, at)
    if core is None and not named:
        return _no_hour(line, at, at)
    if core is None or not (marked or core[1].firm or told(line, core[0])):
        return None
    return _placed(line, *_halved(line, *core), named=named or joined)


# The words of `at` behind which a number is an hour, whether or not a clock shows it; the last of "a las".
_HOUR_FOLLOWS = AT_HOURS - {"la"} | {"at", "um", "jm", "pkl"}
_OCLOCK = frozenset({"uhr", "o'clock", "oclock"})
_NO_HOUR = 25
_BEHIND_HOUR = frozenset({"days", "weekday", "part_days", "parts", "bare_parts", "next_week", "every"}) | {
    *("on", "with_", "and_", "or_", "until", "lasting", "in_place", "via", "zone", "city", "this", "next", "coming")
}


def _no_hour(line: Line, at: int, number: int) -> tuple[int, Clock] | None:
    """ "At 25", "25 Uhr": hours that no clock shows; not "look at 25 slides", and no address ("at 25 Park Ave")."""
    end = number + 1
    if line.shape(number) is not Shape.NUMBER or not _NO_HOUR <= int(line.line[number].text) <= 99:
        return None
    oclock = line.hit(end, "oclock")
    if oclock and line.line[end].folded in _OCLOCK and line.ends(oclock[0]):
        return oclock[0], Clock(0, exists=False)
    if number == at or line.line[number - 1].folded not in _HOUR_FOLLOWS:
        return None
    if at and line.line[at - 1].folded in ("look", "looking"):
        return None
    if not line.ends(end) or _counted(line, end):
        return None
    return (end, Clock(0, exists=False)) if _alone(line, end) else None


def _alone(line: Line, end: int) -> bool:
    """Whether nothing stands behind a number that it could count or number."""
    behind = line.comma(end)
    apart = line.shape(behind) in (None, Shape.PERSON, Shape.LINK, Shape.ISO, Shape.DOTTED, Shape.SLASHED)
    return apart or line.sign(behind, ";.!?)") or bool(line.meanings(behind).keys() & _BEHIND_HOUR)


def _placed(line: Line, end: int, said: Clock, *, named: bool) -> tuple[int, Clock] | None:
    # "14:00Z"
    universal = line.shape(end - 1) is Shape.COLON and line.hit(end, "zone") is not None
    if not line.ends(end) and not (universal and line.ends(end + 1)):
        return None
    # "10 EST" is a time, "10 west" is none.
    short = (line.hit(end, "zone") is not None and line.line[end].text.isupper()) or told(line, end)
    zone = elsewhere(line, end) if said.firm or named or short or line.pointed(end - 1) else None
    return (zone[0], replace(said, zone=zone[1], firm=said.firm or short)) if zone else (end, said)


def _spaced(line: Line, at: int) -> tuple[int, Clock] | None:
    """ "At 15 30", without a sign between the two."""
    written = line.shape(at) is Shape.NUMBER and line.shape(at + 1) is Shape.NUMBER and len(line.line[at + 1].text) == 2
    if not written or line.glued(at + 1) or int(line.line[at].text) > 23 or not line.ends(at + 2):
        return None
    minute = int(line.line[at + 1].text)
    if minute > 59 or minute % 5 or line.sign(at + 2, ":-") or _counted(line, at + 2) or line.hit(at + 2, "month"):
        return None
    return at + 2, _late(Clock(int(line.line[at].text) * 60 + minute))


def _hour(line: Line, at: int) -> tuple[int, int] | None:
    found = line.whole(at)
    return found if found and 0 <= found[1] <= 24 and found[0] <= at + 2 else None


def _shifted(line: Line, at: int) -> tuple[int, Clock] | None:
    """ "half past nine", "zehn nach neun", "fünf vor halb zehn"."""
    shift = line.hit(at, "hours_before")
    if shift and (hour := _hour(line, shift[0])) and hour[1] and not line.hit(hour[0], "units"):
        return hour[0], _of_the_clock(hour[1] * 60 + int(float(shift[1])))
    minutes = line.whole(at)
    if minutes is None or not 0 < minutes[1] < 60:
        return None
    for category, sign in (("past", 1), ("to", -1)):
        word = line.hit(minutes[0], category)
        if not word:
            continue
        half = line.hit(word[0], "hours_before")
        hour = _hour(line, half[0] if half else word[0])
        # "10 to 11" is a range; "ten to eleven" and "20 to 11" are minutes before.
        digits = line.shape(at) is Shape.NUMBER
        ranged = digits and line.hit(minutes[0], "until") is not None and (minutes[1] <= 12 or minutes[1] % 5 > 0)
        late = digits and hour is not None and hour[1] > 12
        if hour and hour[1] and not ranged and not late:
            return hour[0], _of_the_clock(hour[1] * 60 + sign * minutes[1] + int(float(half[1]) if half else 0))
    return None


def _of_the_clock(minute: int) -> Clock:
    """ "Halb eins" and "ten to one" are past noon, as 12:30 is, unless night is said with it."""
    return Clock(minute + HALF if minute < 60 else minute)


def _plain(line: Line, at: int) -> tuple[int, Clock] | None:
    """Digits or a number word, with the minutes that follow it."""
    shape, text = line.shape(at), line.line[at].text
    if shape in (Shape.COLON, Shape.HOURED, Shape.POINT, Shape.DOTTED):
        hour, minute = line.digits(at)[:2]
        if shape is Shape.POINT and text[-3] != ".":
            return None
        if shape is Shape.DOTTED and (len(line.digits(at)) > 2 or not 12 < minute < 60):
            return None
        said = Clock(hour * 60 + minute, fixed=text.startswith("0"), firm=shape in (Shape.COLON, Shape.HOURED))
        if minute > 59 or hour > 24 or said.minute > DAY:
            # "25.00" is a time that no clock shows, and "37.50" a price.
            meant = said.firm or (shape is Shape.POINT and hour < 30 and not minute % 15)
            return (at + 1, replace(said, exists=False)) if meant else None
        return at + 1, _late(said)
    if shape is Shape.NUMBER and len(text) >= 3:
        hour, minute = divmod(int(text), 100)
        if hour > 23 or minute > 59 or (minute % 5 and not _o_clock(line, at + 1)):
            return None
        return at + 1, _late(Clock(hour * 60 + minute, fixed=text.startswith("0"), firm=False))
    found = line.whole(at)
    if found is None or found[1] > 24 or (found[1] > 12 and not _an_hour(line, at, found[0])):
        return None
    end, hour = found
    said = Clock(hour * 60, fixed=shape is Shape.NUMBER and text.startswith("0"), firm=False)
    if shape is not Shape.NUMBER:
        # "nine thirty"
        more = line.whole(end)
        if more and line.shape(end) is not Shape.NUMBER and 10 <= more[1] < 60 and line.hit(more[0], "units") is None:
            return more[0], Clock(hour * 60 + more[1])
    return end, _late(said)


def _an_hour(line: Line, at: int, end: int) -> bool:
    """Whether a number from 13 on is one: digits, one word, or more behind "pukul"."""
    named = at > 0 and line.line[at - 1].folded in _HOUR_FOLLOWS
    return named or line.shape(at) is Shape.NUMBER or end == at + 1


def _and_a_half(line: Line, at: int) -> tuple[int, Clock] | None:
    """ "Jam satu setengah"."""
    half = line.number(at) if line.shape(at) is Shape.WORD else None
    return (half[0], Clock(round(half[1] * 60))) if half and half[1] % 1 == 0.5 and 1 < half[1] < 13 else None


def _late(said: Clock) -> Clock:
    """From 13:00 on the half of the day is sure; 24:00 and 0:00 are as exact."""
    return replace(said, fixed=said.fixed or said.minute >= HALF + 60 or said.minute < 60)


def _o_clock(line: Line, at: int) -> bool:
    return bool(line.hit(at, "oclock") or line.hit(at, "am") or line.hit(at, "pm"))


def _halved(line: Line, end: int, said: Clock) -> tuple[int, Clock]:
    """What follows the digits: minutes, "o'clock", am or pm, the part of the day."""
    end, said = _corrected(line, end, said)
    word = line.hit(end, "oclock")
    if word and line.ends(word[0]) and not (line.hit(end, "units") and line.glued(end) and said.minute < 360):
        end, said = word[0], replace(said, firm=True)
        minutes = line.whole(end)
        # "10 Uhr 30"
        written = line.shape(end) is not Shape.NUMBER or len(line.line[end].text) == 2
        if minutes and 10 <= minutes[1] < 60 and written:
            further = line.meanings(minutes[0])
            if not said.minute % 60 and not further.keys() & {"units", "countable", "month", "oclock"}:
                end, said = minutes[0], replace(said, minute=said.minute + minutes[1])
    for category, shift in (("am", 0), ("pm", HALF)):
        mark = line.hit(end, category)
        if mark and 60 <= said.minute < HALF + 60 and line.ends(mark[0]):
            minute = said.minute % HALF + shift
            # "12 am" is midnight, at which end of the day nobody says.
            return mark[0], replace(said, minute=minute, fixed=True, half=True, firm=True, midnight=minute == 0)
        if mark and line.glued(end) and line.ends(mark[0]):
            # "15pm" is three o'clock, "0:30am" as it stands, and "15am" no time.
            exists = said.exists and (said.minute < DAY and said.minute >= HALF + 60 if shift else said.minute < 60)
            return mark[0], replace(said, fixed=True, firm=True, exists=exists)
    # "um 10 morgen" and "a las 10 mañana" are tomorrow: in the morning is "morgens" there, and "de la mañana".
    part = line.hit(end, "parts") or (None if line.hit(end, "days") else line.hit(end, "bare_parts"))
    if part and (eve := line.hit(end, "eve")) and eve[0] == part[0] and line.weekday(eve[0]):
        # "jam 8 malam Minggu": which evening that is, is said of the day.
        part = None
    if part and not said.fixed:
        named = str(part[1])
        # The day begins within "jam 2 siang hari ini".
        day = line.hit(part[0] - 1, "days") if part[0] - 1 > end else None
        end = part[0] - 1 if day and day[0] > part[0] else part[0]
        said = replace(said, part=named, firm=True)
        if said.minute == HALF and named in ("night", "malam"):
            said = replace(said, minute=0, fixed=True, midnight=True)
    return end, said


def _corrected(line: Line, end: int, said: Clock) -> tuple[int, Clock]:
    """Minutes that are added or taken away behind the hour: "y media", "menos cuarto", "lewat 15"."""
    after = line.hit(end, "hours_after")
    if after and not line.hit(after[0], "units"):
        return after[0], replace(said, minute=said.minute + int(float(after[1])), firm=True)
    for category, sign in (("plus", 1), ("minus", -1)):
        word = line.hit(end, category)
        minutes = line.whole(word[0]) if word else None
        unit = line.hit(minutes[0], "units") if minutes else None
        if minutes and 0 < minutes[1] < 60 and not said.minute % 60 and (unit is None or unit[1] == 1):
            return (unit or minutes)[0], replace(said, minute=said.minute + sign * minutes[1], firm=True)
    return end, said
