"""The card of somebody who has not answered: the question, what matters for the answer, and the buttons to give it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.buttons.cards import Answer
from bot.buttons.proposals import AnotherTime
from bot.views.card_lines import NAMED, clock, details, old_and_new, when
from bot.views.view import Key, View, fit, press
from scheduling.appointments import Appointment, Partstat, Role
from scheduling.fits import Reason, Timetable, outside
from scheduling.people import OutsideHours, Person
from scheduling.times import Slot
from texts import Markup, Words, dates, join, lines
from texts.people import listing, names

Day = Sequence[tuple[str, Slot]]
"""The viewer's other appointments on the day of this one, in order: title and time."""

_BUTTONS = {
    Partstat.ACCEPTED: "button-accept",
    Partstat.TENTATIVE: "button-maybe",
    Partstat.DECLINED: "button-decline",
}
_BEFORE = {
    Partstat.ACCEPTED: "card-your-yes",
    Partstat.TENTATIVE: "card-your-maybe",
    Partstat.DECLINED: "card-your-no",
}


def invitation(
    appointment: Appointment,
    viewer: Person,
    words: Words,
    now: datetime,
    headline: Markup | None,
    day: Day | None,
    introduced: bool,
) -> View:
    """The question to `viewer`, who has a zone; the arguments are those of `cards.card`."""
    called = names(each.person for each in appointment.participants)
    organizer = called[appointment.organizer.person.id]
    if headline is None:
        key = "card-title" if introduced else "card-asks-again" if appointment.before else "card-invites"
        title = appointment.title
        headline = words.html(key, title=title) if introduced else words.html(key, name=organizer, title=title)
    misfits = _outside(appointment, viewer)
    text = lines(
        headline,
        when(appointment, viewer, words, now),
        details(appointment, words),
        join(
            " ",
            _company(appointment, viewer, words, introduced=introduced),
            _that_day(appointment, viewer, words, day),
        ),
        words.html("card-you-optional") if viewer.id in appointment.optional else None,
        _one_of(appointment, viewer, words),
        _asked_again(appointment, viewer, words),
        _outside_line(appointment, viewer, words, misfits) if misfits else None,
    )
    other = another_time(appointment, words, now)
    if misfits and viewer.outside_hours is OutsideHours.REFUSE:
        rows = (
            *fit([*other, says(Partstat.DECLINED, appointment, words)]),
            *fit([says(Partstat.TENTATIVE, appointment, words)]),
            (
                press(
                    words.button("button-accept-anyway"),
                    Answer(appointment.id, appointment.sequence, Partstat.ACCEPTED, anyway=True),
                ),
            ),
        )
    else:
        rows = (*fit([says(each, appointment, words) for each in _BUTTONS]), *fit(other))
    return View(text, rows, appointment.id, appointment.sequence)


def _one_of(appointment: Appointment, viewer: Person, words: Words) -> Markup | None:
    """That of the viewer and some others not all are needed."""
    pool = appointment.pool
    if pool is None or viewer.id not in pool.people:
        return None
    return words.html("card-you-any", count=len(pool.people), need=pool.need)


def _company(appointment: Appointment, viewer: Person, words: Words, *, introduced: bool) -> Markup | None:
    """Who else is asked, with what they answered: "With Chen (accepted)."."""
    called = names(part.person for part in appointment.participants)
    said = [
        called[part.person.id]
        if part.partstat is Partstat.NEEDS_ACTION
        else words.plain(
            "card-answered",
            name=called[part.person.id],
            answer=words.plain(f"answer-{part.partstat.value}"),
        )
        for part in appointment.others(viewer.id)
        if part.role is not Role.ORGANIZER
    ]
    if appointment.before is not None and len(appointment.unanswered()) == len(appointment.attendees):
        # Who has been asked before knows with whom; until somebody answers there is nothing new in it.
        return None
    organizer = called[appointment.organizer.person.id]
    if len(said) > NAMED:
        said = said[:NAMED]
        said[-1] = words.plain("booking-others", count=len(appointment.attendees) - NAMED)
    if introduced:
        if not said:
            return words.html("card-invited", name=organizer)
        return words.html("card-invited-with", name=organizer, names=listing(said, words.language))
    return words.html("card-with", names=listing(said, words.language)) if said else None


def _that_day(appointment: Appointment, viewer: Person, words: Words, day: Day | None) -> Markup | None:
    if day is None or viewer.zone is None:
        return None
    for title, slot in day:
        if slot.overlaps(appointment.slot):
            return words.html("card-day-clash", title=title, clocks=dates.clocks(slot, viewer))
    before = next(((t, s) for t, s in reversed(day) if s.ends_at <= appointment.starts_at), None)
    after = next(((t, s) for t, s in day if s.starts_at >= appointment.ends_at), None)
    if before and after:
        return words.html(
            "card-day-both",
            title=before[0],
            end=clock(before[1].ends_at, viewer, words),
            start=clock(after[1].starts_at, viewer, words),
        )
    if before:
        return words.html("card-day-before", title=before[0], end=clock(before[1].ends_at, viewer, words))
    if after:
        return words.html("card-day-after", start=clock(after[1].starts_at, viewer, words), title=after[0])
    # Who is asked again hears of their day only what is in it.
    return words.html("card-day-free") if appointment.before is None else None


def _asked_again(appointment: Appointment, viewer: Person, words: Words) -> Markup | None:
    """ "Your yes was for Thursday. Can you come on Friday?", by clock where the day stayed."""
    before = appointment.before
    if before is None or viewer.zone is None:
        return None
    key = _BEFORE.get(before.answers.get(viewer.id, Partstat.NEEDS_ACTION))
    if key is None:
        return None
    old, new = old_and_new(before.slot.starts_at, appointment.starts_at, viewer, words)
    zone, was = viewer.zone_at(appointment.starts_at), viewer.zone_at(before.slot.starts_at)
    same_day = appointment.starts_at.astimezone(zone).date() == before.slot.starts_at.astimezone(was).date()
    return words.html(key, old=old, new=new, by="clock" if same_day else "day")


def _outside(appointment: Appointment, viewer: Person) -> list[tuple[Reason, timedelta]]:
    zone = viewer.zone_at(appointment.starts_at)
    return outside(appointment.slot, Timetable(viewer.id, zone, viewer.hours), zone) if zone else []


def _outside_line(
    appointment: Appointment, viewer: Person, words: Words, misfits: list[tuple[Reason, timedelta]]
) -> Markup:
    keys = {
        Reason.AFTER_HOURS: "card-outside-after",
        Reason.BEFORE_HOURS: "card-outside-before",
        Reason.BREAK: "card-outside-break",
    }
    reason, by = misfits[0]
    if len(misfits) == 1 and reason in keys and by < appointment.slot.duration + timedelta(hours=2):
        return words.html(keys[reason], length=dates.length(by, words.language))
    return words.html(
        "card-outside",
        time=clock(appointment.starts_at, viewer, words),
        city=dates.place(viewer.at(appointment.starts_at)),
    )


def another_time(appointment: Appointment, words: Words, now: datetime) -> list[Key]:
    """[Another time], until it begins."""
    if appointment.starts_at <= now:
        return []
    return [press(words.button("button-another-time"), AnotherTime(appointment.id, appointment.sequence))]


def says(partstat: Partstat, appointment: Appointment, words: Words) -> Key:
    """[Accept], [Maybe] or [Decline]."""
    return press(words.button(_BUTTONS[partstat]), Answer(appointment.id, appointment.sequence, partstat))
