"""What an organizer is asked and told while moving, editing or calling off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.buttons.attendance import TakePart
from bot.buttons.cards import (
    BookAgain,
    CancelNow,
    CancelWithReason,
    EditField,
    Field,
    Open,
    RemoveField,
    UndoCancel,
)
from bot.buttons.cards import Cancel as AskCancel
from bot.buttons.reminders import OwnReminders
from bot.views.answers import unfit
from bot.views.view import Key, Press, View, fit, press
from scheduling.appointments import MAX_NOTE, Appointment, Participant
from scheduling.notices import UNDO
from scheduling.people import Person
from services.appointments import LIMITS, to_be_told
from texts import Markup, Text, Words, dates, lines
from texts.people import listing, names

# Calling off


def cancel_asked(appointment: Appointment, viewer: Person, words: Words, now: datetime) -> View:
    """Cancel it? Who will be told."""
    told = to_be_told(appointment)
    title, when = appointment.title, dates.moment(appointment.starts_at, viewer, now)
    if told:
        text = words.html("card-cancel-asked-told", title=title, when=when, names=named(appointment, told, words))
    else:
        text = words.html("card-cancel-asked", title=title, when=when)
    ids = appointment.id, appointment.sequence
    keys: list[Key] = [press(words.button("button-cancel-it"), CancelNow(*ids))]
    if told:
        keys.append(press(words.button("button-with-reason"), CancelWithReason(*ids)))
    keep = press(words.button("button-keep-it"), Open(appointment.id))
    return View(text, (*fit(keys), (keep,)), *ids)


def cancel_reason_asked(appointment: Appointment, words: Words, *, typed: str | None = None) -> View:
    """Why? `typed` is what was sent and cannot be kept."""
    told = to_be_told(appointment)
    text = words.html(
        "card-cancel-reason-asked",
        title=appointment.title,
        count=len(told),
        names=named(appointment, told, words),
    )
    back = press(words.button("button-back"), AskCancel(appointment.id, appointment.sequence))
    return View(lines(unfit(typed, MAX_NOTE, words), text), ((back,),))


def cancelled(appointment: Appointment, words: Words) -> View:
    """Right after [Cancel it], while nobody has heard of it."""
    told = to_be_told(appointment)
    seconds, reason = int(UNDO.total_seconds()), appointment.cancel_reason
    text = words.html("card-cancels-alone")
    if told and reason:
        text = words.html("card-cancels-why", names=named(appointment, told, words), seconds=seconds, reason=reason)
    elif told:
        text = words.html("card-cancels", names=named(appointment, told, words), seconds=seconds)
    ids = appointment.id, appointment.sequence
    keys = [
        press(words.button("button-undo"), UndoCancel(*ids)),
        press(words.button("button-book-again"), BookAgain(appointment.id)),
    ]
    return View(text, fit(keys), *ids)


# Editing


def edit_asked(appointment: Appointment, words: Words) -> View:
    """What changes?"""
    keys = [
        press(words.button("button-title"), EditField(appointment.id, Field.TITLE)),
        press(words.button("button-place"), EditField(appointment.id, Field.PLACE)),
        press(words.button("button-notes"), EditField(appointment.id, Field.NOTE)),
        press(words.button("button-people"), TakePart(appointment.id)),
        press(words.button("button-own-reminders"), OwnReminders(appointment.id)),
    ]
    text = words.html("card-edit-asked", title=appointment.title)
    return View(text, (*fit(keys), (back(appointment, words),)), appointment.id, appointment.sequence)


def field_asked(appointment: Appointment, field: Field, words: Words, *, typed: str | None = None) -> View:
    """The new one? `typed` is what was sent and cannot be kept."""
    now = {Field.PLACE: appointment.place, Field.NOTE: appointment.note}.get(field) or ""
    text = words.html(f"card-edit-{field.value}", title=appointment.title, known="yes" if now else "no", now=now)
    keys: list[Key] = []
    if field is Field.PLACE and appointment.place:
        keys.append(press(words.button("button-no-place"), RemoveField(appointment.id, field)))
    if field is Field.NOTE and appointment.note:
        keys.append(press(words.button("button-no-notes"), RemoveField(appointment.id, field)))
    return View(lines(unfit(typed, LIMITS[field.value], words), text), fit([*keys, back(appointment, words)]))


def named(appointment: Appointment, parts: Sequence[Participant], words: Words, viewer: Person | None = None) -> Text:
    """ "Bo and Chen", with "you" for the viewer, who comes first."""
    called = names(part.person for part in appointment.participants)
    you = [words.plain("you")] if viewer and any(part.person.id == viewer.id for part in parts) else []
    others = [called[part.person.id] for part in parts if not viewer or part.person.id != viewer.id]
    return listing([*you, *others], words.language)


def counted(appointment: Appointment) -> int:
    """How many people a time is known to suit, as the texts ask: 0 where of some of them not all are needed."""
    return 0 if appointment.pool else sum(part.person.settled for part in appointment.participants)


def unchecked(appointment: Appointment, words: Words, viewer: Person) -> Markup | None:
    """ "I cannot check for Dana.", of whoever has not said what time it is for them; None where everybody has."""
    left = [part for part in appointment.participants if not part.person.settled]
    return words.html("booking-time-unknown", names=named(appointment, left, words, viewer)) if left else None


def back(appointment: Appointment, words: Words) -> Press:
    """[Back] to the card."""
    return press(words.button("button-back"), Open(appointment.id))
