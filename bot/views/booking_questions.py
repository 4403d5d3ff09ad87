"""What one line leaves open, asked one thing at a time: what was typed, and each reading of it as a button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.buttons.booking import Discard, Go, OtherTimes, PickDay, PickTime, Step
from bot.views import Key, View, fit, press
from bot.views.booking import Drafted
from bot.views.booking_time import told_apart
from bot.views.months import A_DAY
from scheduling.phrases import Ambiguity, Question
from texts import Markup, dates

_LONGEST = 60
"""More of what was typed is not quoted."""


def question(drafted: Drafted, asked: Question) -> View:
    """One question whose candidates are instants or days; `drafted.draft` holds the rest of the line."""
    starts = [each for each in asked.candidates if isinstance(each, datetime)]
    days = [each for each in asked.candidates if isinstance(each, date) and not isinstance(each, datetime)]
    keys: list[Key] = [press(_label(drafted, each, starts, asked), PickTime(drafted.draft.id, each)) for each in starts]
    keys += [press(drafted_day(drafted, each), PickDay(drafted.draft.id, each)) for each in days]
    rows = [*fit(keys)]
    words, draft = drafted.words, drafted.draft
    if asked.kind in (Ambiguity.NO_TIME, Ambiguity.PART, Ambiguity.GUESS) and draft.day is not None:
        rows.append((press(words.button("button-other-times"), OtherTimes(draft.id)),))
    back = Step.TITLE if draft.title is None else Step.DAY if draft.day is None else Step.TIME
    rows.append(
        (
            press(words.button("button-back"), Go(draft.id, back)),
            press(words.button("button-discard"), Discard(draft.id)),
        )
    )
    return View(drafted.said(_asked(drafted, asked, starts)), tuple(rows))


def _asked(drafted: Drafted, asked: Question, starts: Sequence[datetime]) -> Markup:
    words = drafted.words
    city = dates.place(drafted.viewer.at(starts[0]) if starts else drafted.there)
    about = no_such(asked, words.language) if asked.kind is Ambiguity.NO_TIME else asked.about
    about = about if len(about) <= _LONGEST else about[:_LONGEST] + "…"
    one_day = _one_day(drafted, starts)
    match asked.kind:
        case Ambiguity.PAST if asked.passed is not None:
            when = (
                dates.moment(asked.passed, drafted.viewer, drafted.now)
                if isinstance(asked.passed, datetime)
                else drafted_day(drafted, asked.passed)
            )
            return words.html("booking-asked-past", when=when, title=drafted.title, titled=drafted.titled)
        case Ambiguity.HALF if one_day is not None and len(starts) == 2:
            first, second = (drafted.clock(each) for each in starts)
            return words.html("booking-time-half", day=one_day, first=first, second=second)
        case Ambiguity.NO_TIME:
            if one_day is None:
                return words.html("booking-time-no-such", time=about)
            return words.html("booking-asked-no-time", time=about, day=one_day, city=city)
        case Ambiguity.PART if one_day is not None and not about:
            return words.html("booking-asked-hour", day=one_day, city=city)
        case Ambiguity.PART if one_day is not None:
            return words.html("booking-asked-part-day", text=about, day=one_day, city=city)
        case Ambiguity.ZONE | Ambiguity.CLOCKS:
            return words.html(f"booking-asked-{asked.kind.value}", text=about, city=city)
    return words.html(f"booking-asked-{asked.kind.value}", text=about)


def no_such(asked: Question, language: str) -> str:
    """The time that no clock shows, as clocks write it: "25:00" for a mere 25."""
    return dates.clock_of(0, language).replace("00", asked.about, 1) if asked.about.isdigit() else asked.about


def _one_day(drafted: Drafted, starts: Sequence[datetime]) -> str | None:
    """The day of all these starts, None if they are on several, or there are none."""
    found = {each.astimezone(drafted.zone_at(each)).date() for each in starts}
    return drafted_day(drafted, found.pop()) if len(found) == 1 else None


def drafted_day(drafted: Drafted, day: date) -> str:
    """ "Thu 5 Nov" for the reader."""
    return dates.day(day, drafted.zone, drafted.language, drafted.now)


def _label(drafted: Drafted, at: datetime, starts: Sequence[datetime], asked: Question) -> str:
    words, zone = drafted.words, drafted.zone_at(at)
    clock = told_apart(drafted.clock(at), at, zone, words)
    day = at.astimezone(zone).date()
    if asked.kind is Ambiguity.PAST and day == drafted.now.astimezone(zone).date() + A_DAY:
        return words.button("button-tomorrow-at", time=clock)
    if _one_day(drafted, starts) is not None and asked.kind not in (Ambiguity.PAST, Ambiguity.GUESS):
        return clock
    return words.button("button-day-at", day=drafted_day(drafted, day), time=clock)
