"""Finding everything in a line that says when, how long, who and where, and what is left for the title."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scheduling.phrases.atoms import Shape
from scheduling.phrases.beforehand import before_day
from scheduling.phrases.clocks import PARTS, Clock, Times, times
from scheduling.phrases.dates import Day
from scheduling.phrases.days import day
from scheduling.phrases.either import either_day, either_time
from scheduling.phrases.found import Found, Piece
from scheduling.phrases.habits import again
from scheduling.phrases.lengths import MINUTES_OF_DAY, MONTH, length, whole_days
from scheduling.phrases.lexicon import MEALS
from scheduling.phrases.line import Line
from scheduling.phrases.people import bare, optional, possessed, username
from scheduling.phrases.spots import numbered, place
from scheduling.phrases.wish import Field
from scheduling.phrases.zones import apart

_WORKING_HOURS = 360
_LATE = 780
"""Nobody meets for thirteen hours, and from one o'clock on a number of hours needs no half of the day."""


def find(line: Line) -> Found:
    """Read the line from left to right, each atom once."""
    bare(line)
    found = Found([None] * len(line.line))
    found.either = any(line.hit(at, "or_") for at in range(len(line.line)))
    at, day_ended = 0, -1
    while at < len(line.line):
        end = _take(line, at, found, after_day=at == day_ended)
        if end is None:
            at += 1
            continue
        if found.days and found.days[-1].end == end:
            day_ended = line.comma(end)
        at = end
    _drop_mere_numbers(line, found)
    _drop_portions(line, found)
    found.lengths += [Piece(*each) for each in whole_days(line, found.fields)]
    found.optional = optional(line, found.fields)
    _zone(line, found)
    _weekly(line, found)
    _vague(line, found)
    _place(line, found)
    _absorb(line, found)
    _ask(line, found)
    found.meal = _meal(line, found)
    return found


def _take(line: Line, at: int, found: Found, *, after_day: bool) -> int | None:
    """Behind what begins at `at` and is now kept, None if nothing does."""
    shape = line.shape(at)
    if (reminder := _reminder(line, at)) is not None:
        return _mark(found, at, reminder, Field.UNREAD)
    if shape is Shape.PERSON:
        name = username(line, at)
        if name not in found.usernames:
            found.usernames.append(name)
        return _mark(found, at, possessed(line, at + 1), Field.WHO)
    greeting = line.hit(at, "wishes") if at == 0 else None
    if greeting and greeting[0] > 1:
        # "Guten Morgen, Treffen am Do" is not tomorrow.
        return _mark(found, at, greeting[0], Field.ASKING)
    if shape is Shape.LINK and found.link is None:
        found.link = at
        return _mark(found, at, at + 1, Field.PLACE)
    if shape in (Shape.LINK, Shape.BLOCKED):
        return at + 1
    if shape is Shape.SIGN and line.line[at].text != "@":
        return None
    if numbered(line, at) or (shape is Shape.WORD and not line.meanings(at)) or _ends_meal(line, at):
        return None
    return _day(line, at, found) or _length_or_times(line, at, found, after_day=after_day) or _part(line, at, found)


def _reminder(line: Line, at: int) -> int | None:
    """Behind "remind me 2 hours before", whose length is not the appointment's."""
    word = line.hit(at, "remind")
    long = length(line, word[0]) if word else None
    return line.skip(long[0], "beforehand") if long else None


def _ends_meal(line: Line, at: int) -> bool:
    """ "Malam" of "makan malam", dinner, is no part of the day."""
    return any((meal := line.hit(at - 1, each)) is not None and meal[0] == at + 1 for each in MEALS)


def _mark(found: Found, start: int, end: int, field_: Field) -> int:
    found.fields[start:end] = [field_] * (end - start)
    return end


def _day(line: Line, at: int, found: Found) -> int | None:
    several = either_day(line, at) if found.either else []
    for start, end, said in several:
        found.days.append(Piece(start, end, said))
        _mark(found, start, end, Field.WHEN)
    if several:
        return several[-1][1]
    read = day(line, at)
    if read is None:
        return None
    end, said = read
    if line.sign(end, "-") and line.glued(end) and line.glued(end + 1) and line.shape(end + 1) is Shape.WORD:
        return None
    found.days.append(Piece(at, end, said))
    return _mark(found, at, end, Field.WHEN)


def _length_or_times(line: Line, at: int, found: Found, *, after_day: bool) -> int | None:
    several = either_time(line, at, after_day=after_day) if found.either and not _until(line, at, found) else []
    for start, end, said in several:
        found.times.append(Piece(start, end, said))
        _mark(found, start, end, Field.WHEN)
    if several:
        return several[-1][1]
    lasting = line.hit(at, "lasting")
    start = lasting[0] if lasting else at
    long = length(line, start)
    when = times(line, at, after_day=after_day) or before_day(line, at)
    if long and not lasting and when and when[0] >= long[0] and _an_hour(line, at, found, when[1], after_day):
        long = None
    hours = line.whole(at)
    if long and not lasting and after_day and hours and hours[1] < 24 and _LATE <= long[1] < MINUTES_OF_DAY:
        # "jueves 16 hs"
        when = when or (long[0], Times(Clock(int(long[1]), fixed=True)))
        long = None
    if long and not lasting and line.foreign and long[1] >= _WORKING_HOURS:
        long = None  # "jeudi 10h"
    if (
        long
        and (lasting or long[2] not in (MONTH, MINUTES_OF_DAY, MINUTES_OF_DAY * 7))
        and not (when and when[0] > long[0])
    ):
        found.lengths.append(Piece(at, long[0], long[1] if long[2] != MONTH else long[1] * 30 * MINUTES_OF_DAY))
        return _mark(found, at, long[0], Field.LENGTH)
    if when is None:
        return None
    end, said = when
    piece = Piece(at, end, said)
    if found.times and not found.until and not said.window and _until(line, at, found) and said.end is None:
        found.until = piece
    else:
        found.times.append(piece)
    return _mark(found, at, end, Field.WHEN)


def _until(line: Line, at: int, found: Found) -> bool:
    """Whether the word before `at` says that a time there is an end."""
    return any(
        (word := line.hit(start, "until")) is not None and word[0] == at and found.fields[start] is None
        for start in range(max(0, at - 2), at)
    )


def _an_hour(line: Line, at: int, found: Found, said: Times, after_day: bool) -> bool:
    """Whether "10h" or "10h30" is a time and not a length: behind "at" or a day, from six o'clock on."""
    marked = line.hit(at, "at") is not None or said.end is not None
    return (
        marked
        or (after_day and said.start.minute >= 360 and line.glued(at + 1))
        or (
            said.start.minute >= _LATE
            and not found.times
            and not said.start.minute % 5
            and line.shape(at) is Shape.HOURED
        )
    )


def _part(line: Line, at: int, found: Found) -> int | None:
    part = line.hit(at, "parts")
    if part is None:
        # "morgens um 8"
        bare = line.hit(at, "bare_parts")
        if bare is None or not (times(line, bare[0], after_day=False) or _read(found, at - 1)):
            return None
        part = bare
    assert str(part[1]) in PARTS
    found.parts.append(Piece(at, part[0], str(part[1])))
    return _mark(found, at, part[0], Field.WHEN)


def _read(found: Found, at: int) -> bool:
    return at >= 0 and found.fields[at] is Field.WHEN


def _drop_mere_numbers(line: Line, found: Found) -> None:
    """Beside a real time, "at 12 Main Street" is no time; nor is a second mere number, but for "Thu 10 or Fri 2pm"."""
    own = {line.comma(day_.end) for day_ in found.days} if found.either and len(found.days) > 1 else ()
    loose = [
        each for each in found.times if isinstance(each.said, Times) and not each.said.firm and each.start not in own
    ]
    if len(loose) == len(found.times):
        return
    for piece in loose:
        found.fields[piece.start : piece.end] = [None] * (piece.end - piece.start)
    starts = {each.start for each in loose}
    found.times = [each for each in found.times if each.start not in starts]


def _drop_portions(line: Line, found: Found) -> None:
    """Beside a day of its own, the "end of month" of "end of month report Thu 10" is no day, and no feast is one."""
    loose = [each for each in found.days if line.hit(each.start, "portions") or _feast(each)]
    named = {day_ for each in found.days if each not in loose for day_ in _dates(each)}
    for piece in loose if named else []:
        if _feast(piece) or not named.intersection(_dates(piece)):
            found.days.remove(piece)
            found.fields[piece.start : piece.end] = [None] * (piece.end - piece.start)


def _feast(piece: Piece) -> bool:
    return isinstance(piece.said, Day) and piece.said.feast


def _weekly(line: Line, found: Found) -> None:
    """ "Tue 8:00 weekly": said behind the time, of the weekday before it."""
    said = found.days[0].said if len(found.days) == 1 else None
    if not isinstance(said, Day) or len({each.weekday() for each in said.dates}) != 1 or said.series:
        return
    for at in range(1, len(line.line)):
        word = line.hit(at, "weekly")
        if word and found.fields[at] is None and found.fields[at - 1] is Field.WHEN:
            _mark(found, at, word[0], Field.WHEN)
            piece = found.days[0]
            found.days[0] = replace(piece, said=again(line, said.dates[0].weekday()))
            return


def _dates(piece: Piece) -> tuple[date, ...]:
    return piece.said.dates if isinstance(piece.said, Day) else ()


def _zone(line: Line, found: Found) -> None:
    """A zone that stands apart is that of every time which has none."""
    said = apart(line, found.fields) if found.times else None
    if said is None:
        return
    start, end, zone = said
    for at, piece in enumerate(found.times):
        if isinstance(piece.said, Times) and piece.said.start.zone is None:
            moved = replace(piece.said, start=replace(piece.said.start, zone=zone))
            found.times[at] = replace(piece, said=moved)
    _mark(found, start, end, Field.WHEN)


def _vague(line: Line, found: Found) -> None:
    for at in range(len(line.line)):
        word = line.hit(at, "vague")
        if word and all(each is None for each in found.fields[at : word[0]]):
            _mark(found, at, word[0], Field.UNREAD)
        # A month without a day: "end of November", "im März"
        month = line.hit(at, "month")
        if month is None or found.fields[at] is not None:
            continue
        for start in range(max(0, at - 3), at):
            loose = line.hit(start, "portions") or line.hit(start, "in_place")
            if loose and loose[0] == at and found.fields[start] is None:
                _mark(found, start, month[0], Field.UNREAD)
                break


def _place(line: Line, found: Found) -> None:
    read = place(line, found.fields) if found.link is None else None
    if read is not None:
        at, found.place = read
        _mark(found, at, found.place[1], Field.PLACE)


_LINKS = {
    Field.WHEN: ("on", "at", "starting", "until", "and_", "or_", "every", "nearly"),
    Field.LENGTH: ("lasting", "and_", "at", "nearly"),
    Field.WHO: ("with_", "and_", "in_place"),
    Field.PLACE: ("in_place", "via", "articles", "of"),
}


def _absorb(line: Line, found: Found) -> None:
    """Small words and signs before a piece belong to it: "with", "on", "and", a comma or a dash."""
    fields = found.fields
    for at in range(len(line.line)):
        field_ = fields[at]
        if field_ not in _LINKS or (at and fields[at - 1] is field_ and line.shape(at) is not Shape.PERSON):
            continue
        end = at
        while end > 0:
            start = _link_before(line, end, found, field_)
            if start is None:
                break
            _mark(found, start, end, field_)
            end = start
    for at, field_ in enumerate(fields):
        nearly = line.hit(at, "nearly") if at and fields[at - 1] in (Field.WHEN, Field.LENGTH) else None
        if nearly and all(each is None for each in fields[at : nearly[0]]) and not _counts(line, nearly[0]):
            field_ = fields[at - 1] or Field.WHEN
            _mark(found, at, nearly[0], field_)
        # Signs that touch what was read: "tomorrow, 10:00", "(Fri)", "at 11?"
        if field_ is None and line.shape(at) is Shape.SIGN:
            before = fields[at - 1] if at else None
            after = fields[at + 1] if at + 1 < len(fields) else None
            if before not in (None, Field.UNREAD) and line.line[at].text[0] in ",;:.!?-)/":
                fields[at] = before
            elif after not in (None, Field.UNREAD) and line.line[at].text[0] in "(-,;:@/~":
                fields[at] = after


def _counts(line: Line, at: int) -> bool:
    """Whether a word of the title or a number stands there: "10:00 sharp turns", "10 Uhr Punkt 3"."""
    return line.titled(at) or line.shape(at) is Shape.NUMBER


def _link_before(line: Line, end: int, found: Found, field_: Field) -> int | None:
    """Where the small word that ends before `end` begins."""
    for start in range(max(0, end - 3), end):
        if any(each is not None for each in found.fields[start:end]) or not line.begins(start):
            continue
        for category in _LINKS[field_]:
            word = line.hit(start, category)
            if word and word[0] == end:
                return start
    if line.sign(end - 1, ",") and found.fields[end - 1] is None:
        return end - 1
    return None


def _ask(line: Line, found: Found) -> None:
    """How the wish was put, at its beginning: "please book a"."""
    at = next((at for at in range(len(line.line)) if line.shape(at) is not Shape.SIGN), len(line.line))
    polite = False
    while at < len(line.line):
        word = line.hit(at, "wishes")
        if word is None or any(each not in (None, Field.ASKING) for each in found.fields[at : word[0]]):
            break
        end = word[0] + line.sign(word[0], ",!.")
        single = line.line[at].folded in _ALSO_TITLES and word[0] == at + 1
        article = line.skip(end, "articles")
        # "Book club" and "Plan B" are titles; "book a call" and "please book" are not.
        called = line.line[at].folded in _GREETINGS and found.fields[end : end + 1] == [Field.WHO]
        greeted = end > word[0] or called
        if single and not polite and article == end and not greeted and not line.hit(end, "wishes"):
            break
        _mark(found, at, end, Field.ASKING)
        polite = True
        at = end
    _thank(line, found)
    article = line.skip(at, "articles")
    if at and article > at and all(each is None for each in found.fields[at:article]):
        _mark(found, at, article, Field.ASKING)


_GREETINGS = frozenset(("hi", "hello", "hey", "hallo", "hola", "halo", "hai"))


def _thank(line: Line, found: Found) -> None:
    """Words of courtesy at the end: ", please!", "... thanks"."""
    end = len(line.line)
    while end > 0:
        if line.sign(end - 1, ",.!?") and found.fields[end - 1] is None:
            end -= 1
            continue
        starts = (at for at in range(max(0, end - 3), end) if (said := line.hit(at, "thanks")) and said[0] == end)
        start = next((at for at in starts if all(each is None for each in found.fields[at:end])), None)
        if start is None:
            return
        end_ = end + line.sign(end, ",.!?")
        end = _mark(found, start, end_, Field.ASKING) and start


_SINGLE = (
    "book schedule plan create make add put reserve plane planen buche buchen mach mache trage reserva"
    " reservar agenda programa organiza pon crea atur buat bikin hi hello hey hallo hola halo hai bisa"
    " arrange organize organise programar agendar crear organizar vereinbare buenas moin"
)
_ALSO_TITLES = frozenset(_SINGLE.split())


def _meal(line: Line, found: Found) -> str:
    for at in range(len(line.line)):
        if found.fields[at] is None:
            for meal in MEALS:
                if line.hit(at, meal):
                    return meal
    return ""
