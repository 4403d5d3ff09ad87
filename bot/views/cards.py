"""The card of an appointment, as its organizer and each attendee read it, and the questions asked on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.buttons.attendance import PickFor
from bot.buttons.cards import BookAgain, Cancel, ChangeAnswer, Edit, GetLink, Move, ToCalendar
from bot.buttons.history import History
from bot.buttons.proposals import SuggestTime
from bot.buttons.settings import Hours
from bot.views.booking import needed
from bot.views.card_lines import answers, details, hours_line, placed, reminders_line, when
from bot.views.invitations import Day, invitation, says
from bot.views.view import Key, Link, Rows, View, fit, press
from scheduling.appointments import Appointment, Participant, Partstat, Role
from scheduling.people import Person
from texts import Markup, Words, dates, lines
from texts.people import names

__all__ = ["Day", "Share", "answered_line", "card"]

Share = Callable[[Participant], str]
"""Makes the address that opens Telegram's list of chats with somebody's invitation link filled in."""


def card(
    appointment: Appointment,
    viewer: Person,
    words: Words,
    now: datetime,
    *,
    headline: Markup | None = None,
    day: Day | None = None,
    share: Share | None = None,
    introduced: bool = False,
) -> View:
    """The appointment as it is now, for somebody who takes part in it, with what they can do.

    Args:
        headline: what has just happened, in place of the first line; it names the appointment.
        day: says in an invitation what else the viewer has that day; None says nothing of it.
        share: without it [Send the link] is a press that draws the card again with it.
        introduced: an invitation whose sender was named in the message before.
    """
    viewer = placed(viewer, appointment)
    if not appointment.live:
        return _cancelled(appointment, viewer, words, now)
    part = appointment.part_of(viewer.id)
    if appointment.over(now):
        return _over(appointment, viewer, words, now)
    if part is None or part.role is Role.ORGANIZER:
        return _organizers(appointment, viewer, words, now, headline, share)
    if part.partstat is Partstat.NEEDS_ACTION:
        return invitation(appointment, viewer, words, now, headline, day, introduced)
    return _answered(appointment, part, viewer, words, now, headline)


# The cards


def _organizers(
    appointment: Appointment, viewer: Person, words: Words, now: datetime, headline: Markup | None, share: Share | None
) -> View:
    ids = appointment.id, appointment.sequence
    text = lines(
        headline or words.html("card-title", title=appointment.title),
        when(appointment, viewer, words, now),
        details(appointment, words),
        answers(appointment, viewer, words) if appointment.attendees else None,
        needed(words, [part.person for part in appointment.attendees], appointment.pool),
    )
    rows = (
        *_links(appointment, words, share),
        *fit(
            [
                press(words.button("button-move"), Move(*ids)),
                press(words.button("button-edit"), Edit(appointment.id)),
                press(words.button("button-cancel-it"), Cancel(*ids)),
            ]
        ),
        (_to_calendar(appointment, words), *_history(appointment, words)),
    )
    return _shown(appointment, text, rows)


_LINKS_AT_ONCE = 12
"""Each holds the invitation's text, and Telegram takes about ten kilobytes of keys; others follow as these open it."""
_APART = 4
"""So many have a row of their own."""


def _links(appointment: Appointment, words: Words, share: Share | None) -> Rows:
    """[Send the link] for each attendee whom we may not write to; one known by a @name only may be picked."""
    unreached = [part for part in appointment.unanswered() if not part.reached][:_LINKS_AT_ONCE]
    called = names(part.person for part in appointment.participants)
    keys: list[Key] = []
    for part in unreached:
        label = (
            words.button("button-send-link")
            if len(unreached) == 1
            else words.button("button-send-link-to", name=called[part.person.id])
        )
        keys.append(Link(label, share(part)) if share else press(label, GetLink(appointment.id)))
    if len(unreached) == 1 and unreached[0].person.telegram_id is None:
        pick = PickFor(appointment.id, unreached[0].person.id)
        keys.append(press(words.button("button-pick-contacts"), pick))
    return fit(keys) if len(keys) > _APART else tuple((key,) for key in keys)


def _answered(
    appointment: Appointment,
    part: Participant,
    viewer: Person,
    words: Words,
    now: datetime,
    headline: Markup | None,
) -> View:
    declined, accepted = part.partstat is Partstat.DECLINED, part.partstat is Partstat.ACCEPTED
    told = Markup("")
    if not declined:
        told = lines(
            reminders_line(appointment, viewer, words, now),
            hours_line(viewer, words) if accepted else None,
        )
    text = lines(
        headline or answered_line(appointment, part, words),
        when(appointment, viewer, words, now),
        details(appointment, words),
        answers(appointment, viewer, words),
        Markup("\n" + told) if told else None,
    )
    change: list[Key] = [
        press(words.button("button-change-answer"), ChangeAnswer(appointment.id, appointment.sequence))
    ]
    if part.partstat is Partstat.TENTATIVE:
        change = [*[says(each, appointment, words) for each in (Partstat.ACCEPTED, Partstat.DECLINED)], *change]
    if accepted and hours_line(viewer, words):
        change.insert(0, press(words.button("button-change-hours"), Hours(beside=True)))
    if accepted:
        change.insert(0, _to_calendar(appointment, words))
    change += _history(appointment, words)
    return _shown(appointment, text, fit(change))


def _to_calendar(appointment: Appointment, words: Words) -> Key:
    return press(words.button("button-to-calendar"), ToCalendar(appointment.id))


def _history(appointment: Appointment, words: Words) -> list[Key]:
    """[History], once there is any."""
    if not appointment.revision:
        return []
    return [press(words.button("button-history"), History(appointment.id))]


def answered_line(appointment: Appointment, part: Participant, words: Words) -> Markup:
    """ "You accepted Review"."""
    return words.html(f"card-{part.partstat.value}", title=appointment.title)


def _over(appointment: Appointment, viewer: Person, words: Words, now: datetime) -> View:
    text = lines(
        words.html("card-over", title=appointment.title),
        when(appointment, viewer, words, now),
        details(appointment, words),
        answers(_arrived(appointment), viewer, words) if len(appointment.participants) > 1 else None,
    )
    # An invitation that is over closes; whoever was to come may book the like again, with themselves as organizer.
    part = appointment.part_of(viewer.id)
    again: Rows = ()
    if part is not None and part.partstat in (Partstat.ACCEPTED, Partstat.TENTATIVE):
        own = part.role is Role.ORGANIZER
        button = BookAgain(appointment.id) if own else SuggestTime(appointment.id)
        again = ((press(words.button("button-book-again"), button),),)
    return _shown(appointment, text, again)


def _arrived(appointment: Appointment) -> Appointment:
    """Nobody is on the way any more."""
    return replace(appointment, participants=tuple(replace(part, late=None) for part in appointment.participants))


def _cancelled(appointment: Appointment, viewer: Person, words: Words, now: datetime) -> View:
    title, span = appointment.title, dates.span(appointment.slot, viewer, now)
    if appointment.organizer.person.id == viewer.id:
        text = words.html("card-cancelled-own", title=title, when=span)
        again: Rows = ((press(words.button("button-book-again"), BookAgain(appointment.id)),),)
        return _shown(appointment, text, again)
    name = names(part.person for part in appointment.participants)[appointment.organizer.person.id]
    if appointment.cancel_reason:
        text = words.html("card-cancelled-why", name=name, title=title, when=span, reason=appointment.cancel_reason)
    else:
        text = words.html("card-cancelled", name=name, title=title, when=span)
    suggest: Rows = ((press(words.button("button-suggest-time"), SuggestTime(appointment.id)),),)
    return _shown(appointment, text, suggest)


def _shown(appointment: Appointment, text: Markup, rows: Rows) -> View:
    return View(text, rows, appointment.id, appointment.sequence)
