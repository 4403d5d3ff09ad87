"""Expected noes in words, where a conversation has no richer way on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.buttons import Button
from bot.buttons.attendance import TakePart
from bot.buttons.booking import New
from bot.buttons.cards import Answer as Says
from bot.buttons.cards import Open
from bot.turns import Answer, PopUp, Reply, Turn
from bot.views import cards
from bot.views.card_lines import old_and_new, placed
from bot.views.changing import back, named
from bot.views.invitations import another_time
from bot.views.proposals import taken
from bot.views.view import Key, View, fit, press
from scheduling import refusals
from scheduling.appointments import Appointment, Partstat, Role
from scheduling.refusals import Refusal
from services.appointments import to_be_told
from texts import Markup, dates, join
from texts.people import listing, names, stranger


def of(refusal: Refusal, turn: Turn) -> Answer:
    """What a person reads whose wish was refused. A tap is answered by a pop-up, and its message brought up to date."""
    return _WORDS[type(refusal)](refusal, turn)


def _cancelled(refusal: refusals.Cancelled, turn: Turn) -> Answer:
    appointment = refusal.appointment
    said = turn.words.popup("popup-cancelled", title=appointment.title, when=_start(appointment, turn))
    return _with_card(appointment, said, turn)


def _over(refusal: refusals.Over, turn: Turn) -> Answer:
    appointment = refusal.appointment
    said = turn.words.popup("popup-over", title=appointment.title, when=_start(appointment, turn))
    return _with_card(appointment, said, turn)


def _not_yours(_: Refusal, turn: Turn) -> Answer:
    said = turn.words.popup("popup-not-yours")
    return PopUp(said) if turn.pressed is not None else View(join("", said))


def _in_the_past(refusal: refusals.InThePast, turn: Turn) -> Answer:
    when = dates.moment(refusal.starts_at, turn.viewer, turn.now)
    return _with_way_back(turn.words.html("refusal-in-the-past", when=when), refusal.appointment, Open, turn)


def _too_many(refusal: refusals.TooManyPeople, turn: Turn) -> Answer:
    text = turn.words.html("refusal-too-many-people", limit=refusal.limit)
    return _with_way_back(text, refusal.appointment, TakePart, turn)


def _with_way_back(text: Markup, appointment: Appointment | None, to: Callable[[int], Button], turn: Turn) -> View:
    if appointment is None:
        return View(text)
    key = press(turn.words.button("button-back"), to(appointment.id))
    return View(text, ((key,),), appointment.id, appointment.sequence)


def _organizer_blocked(refusal: refusals.OrganizerBlocked, turn: Turn) -> Answer:
    return View(turn.words.html("privacy-link-blocked", who=stranger(refusal.organizer)))


def _plainly(key: str) -> Callable[[Any, Turn], Answer]:
    """A sentence of its own, with a new appointment as the way on."""

    def say(_: Refusal, turn: Turn) -> Answer:
        return View(turn.words.html(key), ((press(turn.words.button("button-new-appointment"), New()),),))

    return say


def _told_enough(refusal: refusals.ToldEnough, turn: Turn) -> View:
    appointment = refusal.appointment
    asked = {person.id for person in refusal.people}
    parts = [part for part in appointment.participants if part.person.id in asked]
    text = turn.words.html(
        "refusal-told-enough",
        names=named(appointment, parts, turn.words),
        count=len(parts),
        title=appointment.title,
        when=_start(appointment, turn),
    )
    return View(text, ((back(appointment, turn.words),),), appointment.id, appointment.sequence)


def _invited_enough(refusal: refusals.InvitedEnough, turn: Turn) -> View:
    words, left_out = turn.words, refusal.left_out
    called = names(left_out)
    text = words.html(
        "booking-invited-enough",
        count=len(left_out),
        names=listing([called[person.id] for person in left_out], words.language),
        when=dates.moment(refusal.again_at, turn.viewer, turn.now),
    )
    if refusal.appointment is None:
        return View(text, ((press(words.button("button-new-appointment"), New()),),))
    key = press(words.button("button-back"), TakePart(refusal.appointment.id))
    return View(text, ((key,),), refusal.appointment.id, refusal.appointment.sequence)


def _busy_then(refusal: refusals.BusyThen, turn: Turn) -> View:
    """What is in the way, by name since it is the viewer's own, and that the answer has not changed."""
    words, appointment, other = turn.words, refusal.appointment, refusal.other
    part = appointment.part_of(turn.viewer.id)
    partstat = part.partstat if part else Partstat.NEEDS_ACTION
    standing = words.html(f"refusal-still-{partstat.value}", title=appointment.title)
    ids = appointment.id, appointment.sequence
    keys: list[Key] = another_time(appointment, words, turn.now)
    if partstat is not Partstat.TENTATIVE:
        keys.append(press(words.button("button-maybe"), Says(*ids, Partstat.TENTATIVE)))
    if partstat is not Partstat.DECLINED:
        keys.append(press(words.button("button-decline"), Says(*ids, Partstat.DECLINED)))
    rows = fit(keys)
    if other is None:
        text = words.html("refusal-busy-then-unnamed", standing=standing)
    else:
        when = dates.span(other.slot, placed(turn.viewer, other), turn.now)
        text = words.html("refusal-busy-then", other=other.title, when=when, standing=standing)
        rows += ((press(words.button("button-open-title", title=other.title), Open(other.id)),),)
    return View(text, rows, *ids)


def _changed(refusal: refusals.Changed, turn: Turn) -> Answer:
    return _with_card(refusal.appointment, _not_counted(refusal, turn), turn)


def _not_counted(refusal: refusals.Changed, turn: Turn) -> str:
    """ "Not counted: that was for Thursday." The old time is known when it was the last one."""
    words, appointment = turn.words, refusal.appointment
    viewer, title, when = placed(turn.viewer, appointment), appointment.title, _start(appointment, turn)
    part = appointment.part_of(viewer.id)
    if part is None or part.role is Role.ORGANIZER:
        return words.popup("popup-changed-own", title=title, when=when)
    if part.partstat is not Partstat.NEEDS_ACTION:
        # Their yes came with their wish for this time, or they have tapped the newer card.
        asked = part.partstat is Partstat.ACCEPTED and taken(appointment, turn.viewer, words)
        key = "popup-moved-as-asked" if asked else "popup-not-counted-answered"
        return words.popup(key, title=title, when=when)
    if appointment.before is None or refusal.answered_for != appointment.sequence - 1:
        return words.popup("popup-not-counted-long-ago", title=title, when=when)
    old, _ = old_and_new(appointment.before.slot.starts_at, appointment.starts_at, viewer, words)
    return words.popup("popup-not-counted", old=old, title=title, when=when)


def _too_late(refusal: refusals.TooLateToUndo, turn: Turn) -> Answer:
    words, appointment = turn.words, refusal.appointment
    if refusal.told:
        called = names(part.person for part in appointment.participants)
        told = [called[part.person.id] for part in to_be_told(appointment)]
        said = words.popup(
            "popup-told-already", count=len(told), names=listing(told, words.language), title=appointment.title
        )
        return _with_card(appointment, said, turn)
    return _with_card(appointment, words.popup("popup-hour-taken", title=appointment.title), turn)


def _start(appointment: Appointment, turn: Turn) -> str:
    return dates.moment(appointment.starts_at, placed(turn.viewer, appointment), turn.now)


def _with_card(appointment: Appointment, said: str, turn: Turn) -> Answer:
    """A pop-up and the card as it is now in the tapped message; below something typed, both in one message."""
    card = cards.card(appointment, turn.viewer, turn.words, turn.now)
    if turn.pressed is None:
        return View(join("\n\n", said, card.text), card.rows, card.appointment_id, card.sequence)
    return Reply(view=card, popup=said)


_WORDS: dict[type[Refusal], Callable[[Any, Turn], Answer]] = {
    refusals.BadDuration: _plainly("refusal-bad-duration"),
    refusals.BusyThen: _busy_then,
    refusals.Cancelled: _cancelled,
    refusals.Changed: _changed,
    refusals.Gone: _not_yours,
    refusals.InThePast: _in_the_past,
    refusals.InvitedEnough: _invited_enough,
    refusals.NotYours: _not_yours,
    refusals.OrganizerBlocked: _organizer_blocked,
    refusals.Over: _over,
    refusals.ToldEnough: _told_enough,
    refusals.TooLateToUndo: _too_late,
    refusals.TooManyPeople: _too_many,
}
