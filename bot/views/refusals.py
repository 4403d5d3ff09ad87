"""Expected noes in words, where a conversation has no richer way on."""

from __future__ import annotations

from bot.buttons.booking import New
from bot.buttons.cards import Answer as Says
from bot.buttons.cards import Open
from bot.turns import Answer, PopUp, Reply, Turn
from bot.views import cards
from bot.views.card_lines import old_and_new, placed
from bot.views.view import Key, View, fit, press
from scheduling import refusals
from scheduling.appointments import Appointment, Partstat, Role
from scheduling.refusals import Refusal
from services.appointments import to_be_told
from texts import Words, dates, join
from texts.people import listing, names


def of(refusal: Refusal, turn: Turn) -> Answer:
    """What a person reads whose wish was refused. A tap is answered by a pop-up, and its message brought up to date."""
    match refusal:
        case refusals.BusyThen():
            return _busy_then(refusal, turn)
        case refusals.Changed():
            return _with_card(refusal.appointment, _changed(refusal, turn), turn)
        case refusals.Cancelled(appointment):
            said = turn.words.popup("popup-cancelled", title=appointment.title, when=_start(appointment, turn))
            return _with_card(appointment, said, turn)
        case refusals.Over(appointment):
            said = turn.words.popup("popup-over", title=appointment.title, when=_start(appointment, turn))
            return _with_card(appointment, said, turn)
        case refusals.TooLateToUndo(appointment, told):
            return _with_card(appointment, _too_late(appointment, turn.words, told=told), turn)
        case refusals.NotYours() | refusals.Gone():
            return _said(turn.words.popup("popup-not-yours"), turn)
        case refusals.DoesNotSuit():
            return _view(turn, "refusal-does-not-suit")
        case refusals.InThePast(starts_at):
            return View(turn.words.html("refusal-in-the-past", when=dates.moment(starts_at, turn.viewer, turn.now)))
        case refusals.TooManyPeople(limit):
            return View(turn.words.html("refusal-too-many-people", limit=limit))
        case refusals.BadDuration():
            return _view(turn, "refusal-bad-duration")
        case refusals.LinkUsed():
            return _view(turn, "refusal-link-used")
        case refusals.LinkExpired():
            return _view(turn, "refusal-link-expired")
        case refusals.LinkUnknown():
            return _view(turn, "refusal-link-unknown")
    raise AssertionError(f"no words for {type(refusal).__name__}")


def _busy_then(refusal: refusals.BusyThen, turn: Turn) -> View:
    """What is in the way, by name since it is the viewer's own, and that the answer has not changed."""
    words, appointment, other = turn.words, refusal.appointment, refusal.other
    part = appointment.part_of(turn.viewer.id)
    partstat = part.partstat if part else Partstat.NEEDS_ACTION
    standing = words.html(f"refusal-still-{partstat.value}", title=appointment.title)
    ids = appointment.id, appointment.sequence
    keys: list[Key] = []
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


def _changed(refusal: refusals.Changed, turn: Turn) -> str:
    """ "Not counted: that was for Thursday." The old time is known when it was the last one."""
    words, appointment = turn.words, refusal.appointment
    viewer, title, when = placed(turn.viewer, appointment), appointment.title, _start(appointment, turn)
    part = appointment.part_of(viewer.id)
    if part is None or part.role is Role.ORGANIZER:
        return words.popup("popup-changed-own", title=title, when=when)
    if appointment.before is None or refusal.answered_for != appointment.sequence - 1:
        return words.popup("popup-not-counted-long-ago", title=title, when=when)
    old, _ = old_and_new(appointment.before.slot.starts_at, appointment.starts_at, viewer, words)
    return words.popup("popup-not-counted", old=old, title=title, when=when)


def _too_late(appointment: Appointment, words: Words, *, told: bool) -> str:
    if not told:
        return words.popup("popup-hour-taken", title=appointment.title)
    called = names(part.person for part in appointment.participants)
    told_to = listing([called[part.person.id] for part in to_be_told(appointment)], words.language)
    return words.popup("popup-told-already", names=told_to, title=appointment.title)


def _start(appointment: Appointment, turn: Turn) -> str:
    return dates.moment(appointment.starts_at, placed(turn.viewer, appointment), turn.now)


def _with_card(appointment: Appointment, said: str, turn: Turn) -> Answer:
    """A pop-up and the card as it is now in the tapped message; below something typed, both in one message."""
    card = cards.card(appointment, turn.viewer, turn.words, turn.now)
    if turn.pressed is None:
        return View(join("\n\n", said, card.text), card.rows, card.appointment_id, card.sequence)
    return Reply(view=card, popup=said)


def _said(said: str, turn: Turn) -> Answer:
    return PopUp(said) if turn.pressed is not None else View(join("", said))


def _view(turn: Turn, key: str) -> View:
    """A new message with a way on."""
    return View(turn.words.html(key), ((press(turn.words.button("button-new-appointment"), New()),),))
