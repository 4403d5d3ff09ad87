"""A reminder: who, when, where, and what one may want to say now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from bot.buttons.cards import Answer, CannotCome, Open
from bot.buttons.proposals import AnotherTime
from bot.buttons.reminders import Snooze
from bot.views import lateness
from bot.views.view import Key, Link, Rows, View, fit, press
from scheduling.appointments import Appointment, Participant, Partstat, Role
from scheduling.people import Person
from services.reminders import SNOOZE
from texts import Markup, Text, Words, dates, join, lines, people, words

SOON = timedelta(hours=2)
"""Nearer than this, a reminder counts the time left and stands on lines of its own."""


def reminder(appointment: Appointment, viewer: Person, words: Words, now: datetime) -> View | None:
    """What the viewer reads at this moment; None when there is nothing to remind of any more."""
    part = appointment.part_of(viewer.id)
    if part is None or part.partstat is Partstat.DECLINED or not appointment.live or appointment.over(now):
        return None
    left = appointment.starts_at - now
    when = dates.span(appointment.slot, viewer, now)
    around = _around(appointment, part, words)
    if left < timedelta(0):
        head = words.html(
            "reminder-late",
            title=appointment.title,
            ago=dates.ago(appointment.starts_at, now, words.language),
            when=dates.moment(appointment.starts_at, viewer, now),
        )
        text = lines(head, around)
    elif left <= SOON:
        minutes = timedelta(minutes=round(left.total_seconds() / 60))
        time = dates.length_in_words(minutes, words.language)
        head = (
            words.html("reminder-soon", time=time, title=appointment.title)
            if minutes
            else words.html("reminder-now", title=appointment.title)
        )
        text = lines(head, when, around)
    else:
        text = join(" ", _ahead(appointment, viewer, words, now), _sentence(around, words))
    if part.role is not Role.ORGANIZER and part.partstat is Partstat.NEEDS_ACTION:
        text = lines(text, words.html("reminder-unanswered"))
    return View(text, _keys(appointment, part, words, left), appointment.id, appointment.sequence)


def _ahead(appointment: Appointment, viewer: Person, words: Words, now: datetime) -> Markup:
    """The one-line head of a reminder that comes hours or days before."""
    when = dates.span(appointment.slot, viewer, now)
    zone = viewer.zone_at(appointment.starts_at) or appointment.zone
    days = (appointment.starts_at.astimezone(zone).date() - now.astimezone(zone).date()).days
    if days == 0:
        return words.html("reminder-today", title=appointment.title, when=when)
    if days == 1:
        return words.html("reminder-tomorrow", title=appointment.title, when=when)
    time = dates.length_in_words(timedelta(days=days), words.language)
    return words.html("reminder-ahead", time=time, title=appointment.title, when=when)


@dataclass(slots=True)
class _Called:
    """What people are called in the appointment that was drawn last: its reminders are drawn one after another."""

    last: Appointment | None = None
    names: Mapping[int, Text] = field(default_factory=dict)

    def of(self, appointment: Appointment) -> Mapping[int, Text]:
        # The very same one: what it says never changes, and another reading of it is another.
        if appointment is not self.last:
            self.names = people.names([each.person for each in appointment.participants])
            self.last = appointment
        return self.names


_called = _Called()


def _around(appointment: Appointment, part: Participant, words: Words) -> Markup | None:
    """With whom, and where."""
    others = [each.person for each in appointment.others(part.person.id) if each.partstat is not Partstat.DECLINED]
    names = _called.of(appointment)
    who = people.listing([names[each.id] for each in others], words.language) if others else None
    place = appointment.place
    if who is None:
        return words.html("reminder-at", place=place) if place else None
    if place:
        return words.html("reminder-with-at", people=who, place=place)
    return words.html("reminder-with", people=who)


def _sentence(around: Markup | None, words: Words) -> Markup | None:
    return words.html("reminder-around", around=around) if around else None


def _keys(appointment: Appointment, part: Participant, words: Words, left: timedelta) -> Rows:
    place = appointment.place
    soon = left <= SOON
    return _rows(
        appointment.id,
        appointment.sequence,
        part.role is Role.ORGANIZER,
        part.partstat is Partstat.NEEDS_ACTION,
        soon,
        soon and left > SNOOZE,
        soon and lateness.expected(appointment, part.person),
        place if place and place.startswith(("https://", "http://")) else None,
        words.language,
    )


@lru_cache(maxsize=64)
def _ways(appointment_id: int, sequence: int, language: str) -> Rows:
    return fit(lateness.ways(appointment_id, sequence, words(language)))


# Most readers of one appointment get the same keys, at the same moment.
@lru_cache(maxsize=1024)
def _rows(
    appointment_id: int,
    sequence: int,
    organizes: bool,
    asked: bool,
    soon: bool,
    snoozes: bool,
    expected: bool,
    call: str | None,
    language: str,
) -> Rows:
    """The keys for one kind of reader; `call` is the address of a video call."""
    say = words(language)
    rows: Rows = ((Link(say.button("button-join"), call),),) if call else ()
    if expected:
        rows += _ways(appointment_id, sequence, language)
    keys: list[Key] = []
    if organizes:
        keys.append(press(say.button("button-open"), Open(appointment_id)))
    elif asked:
        answers = (
            ("button-accept", Partstat.ACCEPTED),
            ("button-maybe", Partstat.TENTATIVE),
            ("button-decline", Partstat.DECLINED),
        )
        rows += (tuple(press(say.button(key), Answer(appointment_id, sequence, answer)) for key, answer in answers),)
    else:
        keys.append(press(say.button("button-cannot-come"), CannotCome(appointment_id, sequence)))
        if not soon:
            keys.append(press(say.button("button-another-time"), AnotherTime(appointment_id, sequence)))
    if snoozes:
        keys.append(press(say.button("button-snooze"), Snooze(appointment_id, sequence)))
    return rows + fit(keys)
