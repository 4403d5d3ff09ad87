"""Answers to what somebody orders in one line: of which appointment, and whose it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.buttons import Button
from bot.views.booking_time import roomy
from bot.views.view import View, press
from scheduling.appointments import Appointment
from scheduling.people import Person
from texts import Markup, Words, dates
from texts.people import name


def which(
    found: Sequence[Appointment],
    leads: Callable[[Appointment], Button],
    viewer: Person,
    words: Words,
    now: datetime,
) -> View:
    """Several are called so: a tap says which is meant, and does what was asked of it."""
    rows = []
    for each in found:
        when = dates.moment(each.starts_at, viewer, now, city=False)
        rows.append((press(roomy(words.button("button-which", title=each.title, when=when), when), leads(each)),))
    return View(words.html("order-which"), tuple(rows))


def not_yours(appointment: Appointment, words: Words) -> Markup:
    """Whoever only takes part can ask, and not order."""
    return words.html("order-not-yours", name=name(appointment.organizer.person), title=appointment.title)
