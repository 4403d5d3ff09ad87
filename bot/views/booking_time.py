"""The month and the times of a day, as keyboards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.buttons.booking import Discard, Go, Legend, Length, Month, PickDay, PickTime, Step, Times
from bot.views import Key, View, fit, press
from bot.views.booking import Drafted, several
from bot.views.months import A_DAY, DOT, keyboard
from scheduling.times import instants
from texts import Markup, Words, dates
from texts.people import listing

PAGE = 9
"""So many times stand on one keyboard."""

LENGTHS = (timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=1))


def month(drafted: Drafted, first: date, live: Collection[date]) -> View:
    """Which day? `first` is the first day of the month, `live` its days on which everybody has a time."""
    words, draft = drafted.words, drafted.draft
    rows = keyboard(
        first,
        drafted.viewer,
        words,
        earliest=drafted.now.astimezone(drafted.zone).date(),
        legend=Legend(draft.id),
        month=lambda begins: Month(draft.id, begins),
        day=lambda each: press(str(each.day) if each in live else DOT, PickDay(draft.id, each)),
    )
    rows.append(drafted.foot(Step.PEOPLE))
    text = drafted.said(
        words.html("booking-day-asked", what=drafted.begun),
        words.html("booking-day-dots", count=drafted.counted),
    )
    return View(text, tuple(rows))


def times(drafted: Drafted, day: date, starts: Sequence[datetime], page: int) -> View:
    """How long, and when? `starts` are all of the day's that suit everybody."""
    words, draft = drafted.words, drafted.draft
    page = max(0, min(page, (len(starts) - 1) // PAGE))
    shown = starts[page * PAGE : (page + 1) * PAGE]
    rows: list[tuple[Key, ...]] = [*fit(lengths(drafted))]
    rows += fit(
        [
            press(
                _marked(drafted, told_apart(drafted.clock(at), at, drafted.zone, words), at == draft.starts_at),
                PickTime(draft.id, at),
            )
            for at in shown
        ]
    )
    pages: list[Key] = []
    if page:
        pages.append(press(words.button("button-earlier"), Times(draft.id, page - 1)))
    if len(starts) > (page + 1) * PAGE:
        pages.append(press(words.button("button-later"), Times(draft.id, page + 1)))
    if pages:
        rows.append(tuple(pages))
    rows.append(drafted.foot(Step.DAY))
    unknown = [
        person
        for person in drafted.people
        if person.id not in drafted.optional and (not person.settled or person.id in drafted.strangers)
    ]
    text = drafted.said(
        words.html(
            "booking-time-asked",
            what=drafted.begun,
            day=dates.day(day, drafted.zone, drafted.language, drafted.now),
            city=dates.place(drafted.there),
        ),
        Markup(
            " ".join(
                part
                for part in (
                    _free(drafted, starts),
                    words.html("booking-time-unknown", names=several(drafted, unknown)["names"]) if unknown else None,
                    words.html("booking-time-type"),
                )
                if part
            )
        ),
    )
    return View(text, tuple(rows))


def told_apart(shown: str, at: datetime, zone: ZoneInfo, words: Words) -> str:
    """The label of a time: one that the clock shows twice says which of the two it is."""
    local = at.astimezone(zone)
    if local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset():
        return shown
    both = instants(local.replace(tzinfo=None), zone)
    return words.button("button-first-of-two" if at == both[0] else "button-second-of-two", time=shown)


def roomy(label: str, when: str) -> str:
    """The label of a time in full; the time alone where the city of a journey leaves no room for the verb."""
    return label if when in label else when


def page_of(starts: Sequence[datetime], chosen: datetime | None) -> int:
    """The page on which the chosen time stands, else the first."""
    return starts.index(chosen) // PAGE if chosen in starts else 0


def lengths(drafted: Drafted) -> list[Key]:
    """Three lengths to choose from, the draft's marked. One's usual is among them, whichever is chosen."""
    own = drafted.draft.duration
    likely = dict.fromkeys((own, drafted.viewer.prefs.duration, *LENGTHS[1:], *LENGTHS))
    offered = sorted(list(likely)[: len(LENGTHS)])
    return [
        press(_marked(drafted, drafted.length(each), each == own), Length(drafted.draft.id, each)) for each in offered
    ]


def how_long(drafted: Drafted) -> View:
    """Asked again, because the length that was typed cannot be."""
    rows = (*fit(lengths(drafted)), drafted.foot(Step.DAY))
    return View(
        drafted.said(drafted.words.html("booking-length-asked", title=drafted.title, titled=drafted.titled)),
        rows,
    )


def choose_day(drafted: Drafted, days: Sequence[date]) -> View:
    """What was typed may mean several days."""
    keys = [
        press(dates.day(each, drafted.zone, drafted.language, drafted.now), PickDay(drafted.draft.id, each))
        for each in days
    ]
    return View(drafted.said(drafted.words.html("booking-day-which")), (*fit(keys), _back_to(drafted, Step.DAY)))


def choose_beside_gap(drafted: Drafted, typed: str, beside: Sequence[datetime], jump: tuple[int, int]) -> View:
    """The clock skips what was typed: it goes from one minute of the day to another, which `jump` says."""
    before, after = (dates.clock_of(minute, drafted.language, drafted.viewer.prefs.hour_cycle) for minute in jump)
    city = dates.place(drafted.there)
    text = drafted.words.html("booking-time-skipped", before=before, after=after, city=city, time=typed)
    keys = [press(drafted.clock(each), PickTime(drafted.draft.id, each)) for each in beside]
    return View(drafted.said(text), (*fit(keys), _back_to(drafted, Step.TIME)))


def choose_pass(drafted: Drafted, typed: str, first: datetime, second: datetime) -> View:
    """The clock shows what was typed twice."""
    words = drafted.words
    text = words.html("booking-time-twice", city=dates.place(drafted.there), time=typed)
    keys = [
        press(words.button("button-first-of-two", time=typed), PickTime(drafted.draft.id, first)),
        press(words.button("button-second-of-two", time=typed), PickTime(drafted.draft.id, second)),
    ]
    return View(drafted.said(text), (*fit(keys), _back_to(drafted, Step.TIME)))


def over(drafted: Drafted, wished: datetime, later: Sequence[datetime]) -> View:
    """What was typed is past: the same hour tomorrow, and a week on."""
    words = drafted.words
    when = dates.moment(wished, drafted.viewer, drafted.now)
    tomorrow = drafted.now.astimezone(drafted.zone).date() + A_DAY
    keys = [
        press(
            words.button("button-tomorrow-at", time=drafted.clock(each))
            if each.astimezone(drafted.zone).date() == tomorrow
            else dates.moment(each, drafted.viewer, drafted.now, city=False),
            PickTime(drafted.draft.id, each),
        )
        for each in later
    ]
    text = words.html("booking-asked-past", when=when, title=drafted.title, titled=drafted.titled)
    return View(drafted.said(text), (*fit(keys), _back_to(drafted, Step.DAY)))


def _back_to(drafted: Drafted, step: Step) -> tuple[Key, ...]:
    return (
        press(drafted.words.button("button-back"), Go(drafted.draft.id, step)),
        press(drafted.words.button("button-discard"), Discard(drafted.draft.id)),
    )


def _free(drafted: Drafted, starts: Sequence[datetime]) -> Markup:
    words, count = drafted.words, drafted.counted
    if not starts:
        return words.html("booking-time-none", count=count, length=drafted.length(drafted.draft.duration))
    clocks = _clocks(drafted, starts[0])
    if clocks:
        return words.html("booking-time-free-clocks", count=count, clocks=clocks)
    return words.html("booking-time-free", count=count)


def _clocks(drafted: Drafted, at: datetime) -> str:
    """How far ahead or behind each other place is on that day: "Berlin is 1 h ahead and Singapore is 8 h ahead"."""
    here = at.astimezone(drafted.zone).utcoffset() or timedelta(0)
    said: dict[str, None] = {}
    for person in drafted.shown:
        there = person.at(at)
        if there.zone is None:
            continue
        ahead = (at.astimezone(there.zone).utcoffset() or timedelta(0)) - here
        if ahead:
            key = "booking-clock-ahead" if ahead > timedelta(0) else "booking-clock-behind"
            said[drafted.words.plain(key, city=dates.place(there), length=drafted.length(abs(ahead)))] = None
    return listing(list(said), drafted.language)


def _marked(drafted: Drafted, label: str, marked: bool) -> str:
    return drafted.words.button("button-marked", label=label) if marked else label
