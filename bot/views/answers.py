"""What an attendee is asked and told while answering."""

from __future__ import annotations

from datetime import datetime

from bot.buttons.cards import AddReason, ChangeAnswer, Open, ReasonOfDecline, UndoDecline
from bot.buttons.cards import Answer as Says
from bot.buttons.reminders import OwnReminders
from bot.views.card_lines import placed, when
from bot.views.cards import answered_line
from bot.views.invitations import another_time, says
from bot.views.privacy import block_organizer
from bot.views.view import Press, View, fit, press
from scheduling.appointments import MAX_NOTE, Appointment, Partstat
from scheduling.notices import UNDO
from scheduling.people import Person
from texts import Markup, Text, Words, dates, lines, units
from texts.people import names


def declined(appointment: Appointment, words: Words, *, before: Partstat) -> View:
    """Right after [Decline], while nobody has heard of it."""
    ids = appointment.id, appointment.sequence
    text = words.html(
        "card-declines", title=appointment.title, name=organizer(appointment), seconds=int(UNDO.total_seconds())
    )
    keys = [
        *_undo(appointment, before, words),
        press(words.button("button-add-reason"), ReasonOfDecline(*ids, before)),
    ]
    return View(text, fit(keys), *ids)


def change_asked(appointment: Appointment, viewer: Person, words: Words, now: datetime) -> View:
    """The other answers."""
    viewer = placed(viewer, appointment)
    part = appointment.part_of(viewer.id)
    assert part is not None
    others = [each for each in (Partstat.ACCEPTED, Partstat.TENTATIVE, Partstat.DECLINED) if each is not part.partstat]
    text = lines(
        words.html("card-change-asked", headline=answered_line(appointment, part, words)),
        when(appointment, viewer, words, now),
    )
    comment = press(words.button("button-add-comment"), AddReason(appointment.id, appointment.sequence))
    own = [comment]
    if part.partstat is not Partstat.DECLINED:
        own.append(press(words.button("button-own-reminders"), OwnReminders(appointment.id)))
    rows = (
        *fit([says(each, appointment, words) for each in others]),
        *fit(another_time(appointment, words, now)),
        *fit([*own, _back(appointment, words), *block_organizer(appointment, viewer, words)]),
    )
    return View(text, rows, appointment.id, appointment.sequence)


def cannot_come(appointment: Appointment, words: Words, now: datetime) -> View:
    """ "Decline, or ask for another time?" """
    other = another_time(appointment, words, now)
    text = words.html("card-cannot-come" if other else "card-cannot-come-only", title=appointment.title)
    decline = press(words.button("button-decline"), Says(appointment.id, appointment.sequence, Partstat.DECLINED))
    return View(text, (*fit([decline, *other]), (_back(appointment, words),)), appointment.id, appointment.sequence)


def reason_asked(
    appointment: Appointment, viewer: Person, words: Words, *, typed: str | None = None, before: Partstat | None = None
) -> View:
    """Why not? Or what else? `typed` is what was sent and cannot be kept: too long, or no text.

    `before` is the answer that [Undo] gives back, right after a decline.
    """
    part = appointment.part_of(viewer.id)
    if part is not None and part.partstat is Partstat.DECLINED:
        text = words.html("card-reason-asked", title=appointment.title, name=organizer(appointment))
    else:
        text = words.html("card-comment-asked", title=appointment.title)
    keys = [*_undo(appointment, before, words), _back(appointment, words)]
    return View(lines(unfit(typed, MAX_NOTE, words), text), fit(keys))


def reason_kept(
    appointment: Appointment, viewer: Person, words: Words, now: datetime, *, reason: str, before: Partstat | None
) -> View:
    """The reason goes with the answer."""
    text = words.html("card-reason-kept", title=appointment.title, name=organizer(appointment), reason=reason)
    key = press(words.button("button-change-answer"), ChangeAnswer(appointment.id, appointment.sequence))
    own = dates.span(appointment.slot, placed(viewer, appointment), now)
    return View(lines(text, own), fit([*_undo(appointment, before, words), key]), appointment.id, appointment.sequence)


def _undo(appointment: Appointment, before: Partstat | None, words: Words) -> list[Press]:
    if before is None:
        return []
    return [press(words.button("button-undo"), UndoDecline(appointment.id, appointment.sequence, before))]


def commented(appointment: Appointment, viewer: Person, words: Words) -> Markup:
    """ "You accepted Review: "I bring the slides"." """
    part = appointment.part_of(viewer.id)
    assert part is not None
    headline = answered_line(appointment, part, words)
    return words.html("card-comment-kept", headline=headline, comment=part.comment or "")


def unfit(typed: str | None, limit: int, words: Words) -> str | None:
    """Why what was typed cannot be kept; None before anything was."""
    if typed is None:
        return None
    if not typed:
        return words.html("card-edit-unread")
    return words.html("card-edit-long", count=units(typed), limit=limit)


def organizer(appointment: Appointment) -> Text:
    """What the organizer is called among the participants."""
    return names(part.person for part in appointment.participants)[appointment.organizer.person.id]


def _back(appointment: Appointment, words: Words) -> Press:
    return press(words.button("button-back"), Open(appointment.id))
