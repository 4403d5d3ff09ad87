"""Rules for days: "Thu", "next Friday", "übermorgen", "Kamis minggu depan", "in 3 days", "every Monday"."""

from __future__ import annotations

import calendar as calendars
from dataclasses import replace
from datetime import date, timedelta

from scheduling.phrases.atoms import Shape
from scheduling.phrases.dates import FARTHEST_YEARS, Day, after, calendar, feast, line_end, of_month, week_of
from scheduling.phrases.habits import again, coming, habit
from scheduling.phrases.lengths import MINUTES_OF_DAY, MONTH, length
from scheduling.phrases.line import Line
from scheduling.phrases.months import of_named_month
from scheduling.phrases.nth import nth
from scheduling.phrases.portions import portion
from scheduling.phrases.weeks import numbered_week
from scheduling.phrases.wish import Ambiguity


def day(line: Line, at: int) -> tuple[int, Day] | None:
    """The longest day at `at`."""
    if not line.begins(at):
        return None
    for rule in (
        feast,
        week_of,
        nth,
        of_named_month,
        habit,
        _relative,
        _weeks,
        portion,
        _named_day,
        _weekday,
        calendar,
    ):
        found = rule(line, at)
        if found and line.ends(found[0]) and not _storey(line, found[0]):
            return _with_part(line, *found)
    return None


def _storey(line: Line, end: int) -> bool:
    """Whether the number that ends there counts rooms: "the 12th floor", but "the 12th, room 4"."""
    room = line.hit(end, "rooms")
    numbered = line.shape(end - 1) is Shape.NUMBER or line.sign(end - 1, ".") or line.hit(end - 1, "ordinal")
    return room is not None and bool(numbered) and line.shape(room[0]) is not Shape.NUMBER


def _with_part(line: Line, end: int, said: Day) -> tuple[int, Day]:
    part = line.hit(end, "parts") or line.hit(end, "bare_parts")
    if said.part or said.instant or part is None or not line.ends(part[0]):
        return end, said
    return part[0], replace(said, part=str(part[1]), part_typed=line.quote(end, part[0]))


def _on(line: Line, days: int, kind: Ambiguity | None = None) -> Day | None:
    found = after(line, days)
    return Day((found,), kind) if found else None


def _relative(line: Line, at: int) -> tuple[int, Day] | None:
    ahead = line.hit(at, "ahead")
    if ahead and (far := length(line, ahead[0])):
        weekday = line.weekday(line.skip(far[0], "on")) if far[2] == MINUTES_OF_DAY * 7 else None
        if weekday:
            # "in two weeks on Wednesday" is in that week.
            monday = int(far[1]) // MINUTES_OF_DAY - line.today.weekday()
            then = _on(line, monday + weekday[1])
            return (weekday[0], then) if then else None
        return _far(line, *far, line.skip(far[0], "from_now"))
    far = length(line, at)
    if far:
        after_ = line.hit(far[0], "from_now")
        if after_:
            return _far(line, *far, after_[0])
        if far[1] >= MINUTES_OF_DAY * 7 and not far[1] % (MINUTES_OF_DAY * 7):
            # "two weeks from Friday"
            later = line.hit(far[0], "starting")
            if later is None and line.hit(at, "lengths") and not line.hit(at - 1, "lasting"):
                # "a week tomorrow", "a fortnight on Monday"
                later = line.skip(far[0], "on"), ""
            from_ = later and (_named_day(line, later[0]) or _weekday(line, later[0]))
            if from_:
                return from_[0], _later(from_[1], int(far[1]) // MINUTES_OF_DAY)
    week = line.hit(at, "week_from")
    from_ = week and (_named_day(line, week[0]) or _weekday(line, week[0]))
    return (from_[0], _later(from_[1], 7)) if from_ else None


def _far(line: Line, _: int, amount: float, unit: float, end: int) -> tuple[int, Day] | None:
    if unit == MONTH:
        months = line.month + int(amount)
        year, month = divmod(months, 12)
        if amount != int(amount) or year > line.today.year + FARTHEST_YEARS:
            return None
        last = calendars.monthrange(year, month + 1)[1]
        return end, Day((date(year, month + 1, min(line.today.day, last)),))
    if unit >= MINUTES_OF_DAY and not amount % MINUTES_OF_DAY:
        days = int(amount) // MINUTES_OF_DAY
        found = _on(line, days) if days <= FARTHEST_YEARS * 366 else None
        return (end, found) if found else None
    if amount > FARTHEST_YEARS * 366 * MINUTES_OF_DAY:
        return None
    return end, Day(instant=line.now.replace(second=0, microsecond=0) + timedelta(minutes=round(amount)))


def _later(said: Day, days: int) -> Day:
    """So many days after what was said; the nearest of it, since the distance leaves no doubt."""
    return Day((said.dates[0] + timedelta(days=days),))


def _in_weeks(line: Line, at: int) -> tuple[int, int] | None:
    """ "in two weeks", "a week later" behind a day: where it ends, and the number of days."""
    ahead = line.hit(at, "ahead")
    far = length(line, ahead[0]) if ahead else None
    if far and far[1] > 0 and far[2] >= MINUTES_OF_DAY and not far[1] % (MINUTES_OF_DAY * 7):
        return far[0], int(far[1]) // MINUTES_OF_DAY
    return None


def _weeks(line: Line, at: int) -> tuple[int, Day] | None:
    monday = -line.today.weekday()
    for category, first in (("week_after_next", monday + 14), ("next_week", monday + 7)):
        if week := line.hit(at, category):
            start = line.skip(line.comma(week[0]), "on")
            weekday = line.weekday(start) or line.weekday(week[0])
            if weekday and (found := _on(line, first + weekday[1])):
                return weekday[0], found
            return week[0], _days(line, range(first, first + 5))
    numbered = numbered_week(line, at)
    if numbered:
        end, first_day, sure = numbered
        weekday = line.weekday(line.skip(line.comma(end), "on")) or line.weekday(end)
        if weekday:
            return weekday[0], Day((first_day + timedelta(days=weekday[1]),))
        return (
            (end, _days(line, range((first_day - line.today).days, (first_day - line.today).days + 5)))
            if sure
            else None
        )
    this = line.hit(at, "this_week")
    if this:
        weekday = line.weekday(line.skip(this[0], "on"))
        if weekday and (found := _on(line, monday + weekday[1])):
            return weekday[0], found
        return this[0], _days(line, range(max(1, monday + 5)))
    later = line.hit(at, "next_weekend")
    if later:
        return later[0], _days(line, (monday + 5, monday + 6, monday + 12, monday + 13))
    weekend = line.hit(at, "weekend")
    if weekend:
        return weekend[0], _days(line, (monday + 5, monday + 6))
    return None


def _days(line: Line, away: range | tuple[int, ...]) -> Day:
    found = (after(line, each) for each in away if each >= 0)
    return Day(tuple(each for each in found if each), Ambiguity.WEEK)


def _named_day(line: Line, at: int) -> tuple[int, Day] | None:
    parted = line.hit(at, "part_days")
    if parted:
        days, _, part = str(parted[1]).partition(" ")
        found = _on(line, int(days))
        return (parted[0], replace(found, part=part, part_typed=line.quote(at, parted[0]))) if found else None
    named = line.hit(at, "days")
    if named is None:
        return None
    # "am Morgen" and "por la mañana" are parts of a day; "Montag Morgen" never gets here.
    away = int(float(named[1]))
    weeks = _in_weeks(line, named[0])
    if weeks:
        found = _on(line, away + weeks[1])
        return (weeks[0], found) if found else None
    found = _on(line, away)
    if found and away < 0:
        found = _over(line, found.dates[0], 1, away + 7)
    return (named[0], found) if found else None


def _over(line: Line, gone: date, *away: int) -> Day:
    instead = tuple(each for days in away if (each := after(line, days)) and each >= line.today)
    return Day((gone,), Ambiguity.PAST, instead=instead)


def _weekday(line: Line, at: int) -> tuple[int, Day] | None:
    for category in ("coming", "next", "this"):
        word = line.hit(at, category)
        weekday = line.weekday(word[0]) if word else None
        if weekday and not (category == "next" and line.hit(weekday[0], "next_week")):
            following = category == "next"
            return _dated(line, *weekday, _which(line, weekday[1], following=following, sure=not following))
    beyond = line.hit(at, "after_next")
    weekday = line.weekday(beyond[0]) if beyond else None
    if weekday:
        return weekday[0], Day((coming(line, weekday[1]) + timedelta(days=7),))
    either = line.hit(at, "either_weekday")
    if either:
        dates = sorted(day_ for each in str(either[1]).split() for day_ in _which(line, int(each)).dates)
        return either[0], Day(tuple(dates), Ambiguity.WEEKDAY)
    if evening := _eve(line, at):
        return evening
    together = line.hit(at, "weekday_part")
    if together:
        number, _, part = str(together[1]).partition(" ")
        typed = line.quote(at, together[0])
        return together[0], replace(_which(line, int(number)), part=part, part_typed=typed)
    weekday = line.weekday(at)
    if weekday is None:
        # "so", "do" and "we" are words too.
        weekday = line.weekday(at, "short")
        if weekday is None or not (_short(line, at, weekday[0]) or _span(line, *weekday)):
            return None
    end, which = weekday
    if line.sign(end, ".") and line.glued(end):
        end += 1
    return _span(line, end, which) or _which_week(line, end, which) or _dated(line, end, which, _which(line, which))


def _span(line: Line, end: int, first: int) -> tuple[int, Day] | None:
    """ "Mon-Wed", "Montag bis Mittwoch": each of these days, and none of them."""
    start = end + 1 if line.sign(end, "-") else line.skip(end, "until")
    last = line.weekday(start) or line.weekday(start, "short") if start > end else None
    if last is None:
        return None
    day_ = coming(line, first)
    return last[0], Day(tuple(day_ + timedelta(days=each) for each in range((last[1] - first) % 7 + 1)), Ambiguity.WEEK)


def _which_week(line: Line, end: int, which: int) -> tuple[int, Day] | None:
    """A weekday whose week is said behind it: "next week", "in two weeks", "depan", "que viene"."""
    if weekly := line.hit(line.comma(end), "weekly"):
        return weekly[0], again(line, which)
    monday = -line.today.weekday()
    behind = line.skip(end, "of", "articles")
    for category, days in (("week_after_next", 14), ("next_week", 7), ("this_week", 0)):
        week = line.hit(behind, category) or line.hit(end, category)
        if week and (found := _on(line, monday + days + which)):
            return week[0], found
    numbered = numbered_week(line, behind) or numbered_week(line, line.skip(end, "in_place"))
    if numbered:
        return numbered[0], Day((numbered[1] + timedelta(days=which),))
    weeks = _in_weeks(line, end)
    if weeks:
        return weeks[0], Day((coming(line, which) + timedelta(days=weeks[1]),))
    later = line.hit(end, "week_later") or line.hit(end, "after_next")
    if later:
        return later[0], Day((coming(line, which) + timedelta(days=7),))
    for category in ("next_behind", "this_behind"):
        word = line.hit(end, category)
        if word:
            following = category == "next_behind"
            return _dated(line, word[0], which, _which(line, which, following=following, sure=not following))
    return None


def _eve(line: Line, at: int) -> tuple[int, Day] | None:
    """The evening before a weekday; behind a time it may be that of the weekday itself: "jam 8 malam Minggu"."""
    eve = line.hit(at, "eve")
    weekday = line.weekday(eve[0]) if eve else None
    if eve is None or weekday is None:
        return None
    typed = line.quote(at, eve[0])
    before = _which(line, (weekday[1] - 1) % 7)
    if line.shape(at - 1) in _NUMERIC or line.hit(at - 1, "numbers"):
        both = sorted({*before.dates, *_which(line, weekday[1]).dates})
        return weekday[0], Day(tuple(both), Ambiguity.WEEKDAY, part="malam", part_typed=typed)
    return weekday[0], replace(before, part="malam", part_typed=typed)


_BEHIND_SHORT = {"at", "hours_before", "or_", "starting", "between", "after", "before", "until"} | {
    *("parts", "bare_parts", "next_week", "calendar_week", "noon", "midnight")
}


def _short(line: Line, at: int, end: int) -> bool:
    """Whether "so", "do" or "we" is a day: beside what belongs to one, since it is a word too."""
    stop = line_end(line, end)
    # "so um 10" is about ten.
    if not line.line[at].text.istitle() and (stop > end or line.hit(at, "at")):
        return False
    behind = line.comma(stop)
    further = line.meanings(behind)
    if line.shape(behind) in _NUMERIC or further.keys() & _BEHIND_SHORT or line.hit(at - 1, "or_"):
        return True
    if _in_weeks(line, end):
        return True
    alone = behind == len(line.line) or line.shape(behind) is Shape.PERSON
    return line.line[at].text.istitle() and (alone or line.hit(at - 1, "on") is not None)


_NUMERIC = (Shape.NUMBER, Shape.COLON, Shape.DOTTED, Shape.POINT, Shape.HOURED)


def _which(line: Line, weekday: int, *, following: bool = False, sure: bool = False) -> Day:
    """The dates that a weekday's name may mean, the nearer first."""
    away = (weekday - line.today.weekday()) % 7
    near, far = after(line, away), after(line, away + 7)
    if near is None or far is None:
        return Day()
    if following and not away:
        return Day((far,))
    if (following and weekday > line.today.weekday()) or (not away and not sure and not following):
        return Day((near, far), Ambiguity.WEEKDAY)
    return Day((near,))


def _dated(line: Line, end: int, weekday: int, alone: Day) -> tuple[int, Day]:
    """A weekday with the date behind it: "Thu 5 Nov", "Thu the 12th", "jueves 12"."""
    found = None
    at = line.comma(end)
    while found is None and (found := calendar(line, at)) is None and (further := line.skip(at, "of")) > at:
        at = further
    if found is None or _storey(line, found[0]):
        return _numbered(line, end, weekday, alone)
    return found[0], _agreeing(line, found[1], weekday)


def _agreeing(line: Line, said: Day, weekday: int) -> Day:
    """A date that was said with its weekday."""
    matching = tuple(each for each in said.dates if each.weekday() == weekday)
    if matching:
        # The weekday chooses between 5 June and 6 May.
        kind = said.kind if said.kind in (Ambiguity.PAST, Ambiguity.NO_DATE) else None
        return Day(matching[:1], kind, instead=said.instead)
    if not said.dates or said.kind in (Ambiguity.NO_DATE, Ambiguity.PAST, Ambiguity.WEEK):
        return said
    near = sorted(
        (said.dates[0] + timedelta(days=away) for away in range(-3, 4)), key=lambda each: abs(each - said.dates[0])
    )
    such = next(each for each in near if each.weekday() == weekday)
    ahead = sorted(each for each in (said.dates[0], such) if each >= line.today)
    return Day(tuple(ahead), Ambiguity.CONTRADICTION)


def _numbered(line: Line, end: int, weekday: int, alone: Day) -> tuple[int, Day]:
    """ "jueves 12 a las 10" is the twelfth if that is a Thursday; "Thu 10" is ten o'clock."""
    if line.shape(end) is not Shape.NUMBER:
        return end, alone
    suffix = line.hit(end + 1, "ordinal")
    if suffix and line.glued(end + 1) and line.ends(suffix[0]):
        # "Thursday 5th"
        said = of_month(line, int(line.line[end].text))
        return (suffix[0], _agreeing(line, said, weekday)) if said else (end, alone)
    if not line.ends(end + 1) or line.sign(end + 1, "-"):
        return end, alone
    number = int(line.line[end].text)
    further = line.meanings(end + 1)
    if further.keys() & {"am", "pm", "oclock", "countable", "parts"} or not 1 <= number <= 31:
        return end, alone
    if "until" in further and "at" not in further:
        return end, alone
    if "units" in further and not line.whole(end + 2):
        return end, alone
    said = of_month(line, number)
    if said is None or said.dates[0].weekday() != weekday:
        return end, alone
    return end + 1, said
