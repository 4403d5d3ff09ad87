"""Moving an appointment: other times that suit everybody, the month, the times of a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from bot.buttons.cards import Move, MoveDay, MoveTime, MoveTo
from bot.views.booking import further
from bot.views.booking_time import PAGE, roomy, told_apart
from bot.views.changing import back, counted, named, unchecked
from bot.views.months import DOT, keyboard
from bot.views.view import Key, Rows, View, fit, press
from scheduling.appointments import Appointment
from scheduling.availability import Band, Suggestion
from scheduling.people import Person
from scheduling.suggestions import Found
from texts import Markup, Words, dates, lines


def move_asked(appointment: Appointment, found: Found, viewer: Person, words: Words, now: datetime) -> View:
    """Other times that suit everybody."""
    note = further(found.until, len(found.suggestions), viewer, words, now)
    title, when = appointment.title, dates.moment(appointment.starts_at, viewer, now)
    if found.suggestions:
        asked = words.html("card-move-asked", title=title, when=when, count=counted(appointment))
        text = lines(note, unchecked(appointment, words, viewer), asked)
    else:
        text = lines(words.html("card-move-none", title=title, when=when, count=counted(appointment)), note)
    rows = _times(appointment, found.suggestions, viewer, words, now)
    return View(text, rows, appointment.id, appointment.sequence)


def move_unsuitable(
    appointment: Appointment,
    misfits: Sequence[int],
    found: Sequence[Suggestion],
    viewer: Person,
    words: Words,
    now: datetime,
) -> View:
    """The time that was tapped does not suit any more: it stays, and others are offered. `misfits` are person ids."""
    who = [part for part in appointment.participants if part.person.id in misfits]
    then = words.html("card-move-all-can", count=counted(appointment)) if found else Markup("")
    text = words.html(
        "card-move-unsuitable",
        title=appointment.title,
        when=dates.moment(appointment.starts_at, viewer, now),
        names=named(appointment, who, words, viewer),
        then=then,
    )
    if found:
        text = lines(unchecked(appointment, words, viewer), text)
    rows = _times(appointment, found, viewer, words, now)
    return View(Markup(text.strip()), rows, appointment.id, appointment.sequence)


def _times(appointment: Appointment, found: Sequence[Suggestion], viewer: Person, words: Words, now: datetime) -> Rows:
    keys = [
        press(
            _label(each.starts_at, viewer, words, now),
            MoveTo(appointment.id, appointment.sequence, each.starts_at),
        )
        for each in found
    ]
    at = found[0].starts_at if found else now
    first = at.astimezone(viewer.zone_at(at)).date().replace(day=1)
    pick = press(words.button("button-pick-day"), MoveDay(appointment.id, appointment.sequence, first))
    return (*((key,) for key in keys), (pick, back(appointment, words)))


def _label(at: datetime, viewer: Person, words: Words, now: datetime) -> str:
    zone = viewer.zone_at(at)
    assert zone is not None
    when = dates.moment(at, viewer, now, city=False)
    # Which of the two it is has room only without the rest.
    apart = told_apart(when, at, zone, words)
    return roomy(words.button("button-move-to", when=when), when) if apart == when else apart


def month(
    appointment: Appointment,
    first: date,
    live: Collection[date],
    count: int,
    viewer: Person,
    words: Words,
    now: datetime,
    *,
    note: Markup | None = None,
) -> View:
    """Which day? `first` is the month's first day, `live` its days on which the `count` that are known are free."""
    assert viewer.zone is not None
    ids = appointment.id, appointment.sequence
    rows = keyboard(
        first,
        viewer,
        words,
        earliest=now.astimezone(viewer.zone).date(),
        legend=MoveDay(*ids, first),
        month=lambda begins: MoveDay(*ids, begins),
        day=lambda each: press(str(each.day) if each in live else DOT, MoveTime(*ids, each)),
    )
    rows.append((press(words.button("button-back"), Move(*ids)),))
    text = lines(
        note,
        words.html("card-move-day", title=appointment.title, when=dates.moment(appointment.starts_at, viewer, now)),
        words.html("booking-day-dots", count=count),
    )
    return View(text, tuple(rows), *ids)


def times(
    appointment: Appointment,
    day: date,
    starts: Sequence[datetime],
    page: int,
    checked: Collection[int],
    viewer: Person,
    words: Words,
    now: datetime,
) -> View:
    """When on that day? `starts` are all that suit those of the people who are `checked`, by id."""
    viewer = viewer.on(day)
    assert viewer.zone is not None
    ids = appointment.id, appointment.sequence
    page = max(0, min(page, (len(starts) - 1) // PAGE))
    rows: list[tuple[Key, ...]] = list(
        fit(
            [
                press(
                    told_apart(
                        dates.clock(at, viewer.zone, words.language, viewer.prefs.hour_cycle), at, viewer.zone, words
                    ),
                    MoveTo(*ids, at),
                )
                for at in starts[page * PAGE : (page + 1) * PAGE]
            ]
        )
    )
    pages: list[Key] = []
    if page:
        pages.append(press(words.button("button-earlier"), MoveTime(*ids, day, page - 1)))
    if len(starts) > (page + 1) * PAGE:
        pages.append(press(words.button("button-later"), MoveTime(*ids, day, page + 1)))
    if pages:
        rows.append(tuple(pages))
    rows.append((press(words.button("button-back"), MoveDay(*ids, day.replace(day=1))),))
    text = words.html(
        "card-move-time",
        title=appointment.title,
        day=dates.day(day, viewer.zone, words.language, now),
        city=dates.place(viewer),
        count=0 if appointment.pool else len(checked),
    )
    unknown = [
        part
        for part in appointment.participants
        if part.person.id not in checked and part.person.id not in appointment.optional
    ]
    note = words.html("booking-time-unknown", names=named(appointment, unknown, words)) if unknown else None
    return View(lines(text, note), tuple(rows), *ids)


def wished(appointment: Appointment, starts: Sequence[datetime], viewer: Person, words: Words, now: datetime) -> View:
    """What was typed suits everybody who is known: one tap takes it."""
    unknown = unchecked(appointment, words, viewer)
    text = words.html(
        "card-move-asked" if unknown else "card-move-wished",
        title=appointment.title,
        when=dates.moment(appointment.starts_at, viewer, now),
        count=counted(appointment),
    )
    found = [Suggestion(at, Band.HALF_DAY) for at in starts]
    text = lines(unknown, text)
    return View(text, _times(appointment, found, viewer, words, now), appointment.id, appointment.sequence)
