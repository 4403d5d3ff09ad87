"""Asking once more: an invitation that was not answered, and a link that nobody opened."""

from __future__ import annotations

from datetime import datetime

from bot.buttons.cards import Cancel, GetLink
from bot.views import cards
from bot.views.view import View, fit, press
from scheduling.appointments import Appointment, Partstat
from scheduling.notices import Kind
from scheduling.nudges import LEFT
from scheduling.people import Person
from services import nudges
from texts import Words, dates
from texts.people import listing, names


def view(
    kind: Kind, appointment: Appointment, viewer: Person, subject: Person | None, words: Words, now: datetime
) -> View | None:
    """A notice of one of the two kinds; None when there is nothing to ask any more."""
    if kind is Kind.NUDGE:
        return nudge(appointment, viewer, subject, words, now)
    return unopened(appointment, viewer, words, now)


def nudge(appointment: Appointment, viewer: Person, subject: Person | None, words: Words, now: datetime) -> View | None:
    """The card once more; `subject` is the organizer who wants an answer. None for whoever has answered."""
    part = appointment.part_of(viewer.id)
    if part is None or part.partstat is not Partstat.NEEDS_ACTION or appointment.starts_at <= now:
        return None
    if subject is None and appointment.starts_at - now < LEFT:
        # It comes late, after a stop: the reminder will do.
        return None
    if subject is None:
        head = words.html("nudge-unanswered", title=appointment.title)
    else:
        name = names(each.person for each in appointment.participants)[appointment.organizer.person.id]
        head = words.html("nudge-asked", name=name, title=appointment.title)
    return cards.card(appointment, viewer, words, now, headline=head)


def unopened(appointment: Appointment, viewer: Person, words: Words, now: datetime) -> View | None:
    """ "Dana has not opened the link. Coffee, Wed 4 Nov, 09:30 (Lisbon)." None once everybody has."""
    left = nudges.unopened(appointment)
    if not left or appointment.organizer.person.id != viewer.id or appointment.starts_at <= now:
        return None
    called = names(each.person for each in appointment.participants)
    text = words.html(
        "nudge-unopened",
        count=len(left),
        names=listing([called[each.person.id] for each in left], words.language),
        title=appointment.title,
        when=dates.moment(appointment.starts_at, viewer, now),
    )
    keys = [
        press(words.button("button-send-again"), GetLink(appointment.id)),
        press(words.button("button-cancel-it"), Cancel(appointment.id, appointment.sequence)),
    ]
    return View(text, fit(keys))
