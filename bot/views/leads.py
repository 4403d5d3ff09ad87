"""When somebody is reminded of one appointment, whatever they chose for all."""

from __future__ import annotations

from datetime import datetime

from bot.buttons.cards import Open
from bot.buttons.reminders import OwnLead, UsualReminders
from bot.views.card_lines import placed, reminders_line
from bot.views.settings import LEADS
from bot.views.view import Key, View, fit, press
from scheduling.appointments import Appointment
from scheduling.people import Person
from texts import Markup, Words, dates, lines


def own(appointment: Appointment, viewer: Person, words: Words, now: datetime, *, before: Markup | None = None) -> View:
    """What lies ahead, and a button for each length that takes it or leaves it."""
    viewer = placed(viewer, appointment)
    leads = appointment.leads_of(viewer)
    keys: list[Key] = []
    for each in sorted({*LEADS, *leads}, reverse=True):
        label = dates.length(each, words.language)
        if each in leads:
            label = words.button("button-day-on", day=label)
        keys.append(press(label, OwnLead(appointment.id, each, wanted=each not in leads)))
    text = lines(
        before,
        words.html("card-reminders", title=appointment.title),
        reminders_line(appointment, viewer, words, now) or words.html("card-reminders-none"),
        words.html("settings-reminders-how"),
    )
    part = appointment.part_of(viewer.id)
    ends: list[Key] = [press(words.button("button-back"), Open(appointment.id))]
    if part is not None and part.reminders is not None:
        ends.insert(0, press(words.button("button-as-usual"), UsualReminders(appointment.id)))
    return View(text, (*fit(keys), *fit(ends)), appointment.id, appointment.sequence)
