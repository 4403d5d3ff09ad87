"""What a notice reads like at the moment it is sent, or None when it is no longer true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.buttons.attendance import SetPart, Stands
from bot.buttons.cards import Cancel, GetLink, Move, Open
from bot.buttons.proposals import SuggestTime
from bot.views import cards, handover, lateness, nudges, proposals, reminders, rules, start
from bot.views.card_lines import placed
from bot.views.view import Rows, View, fit, press
from scheduling.appointments import Appointment, Participant, Partstat, Role
from scheduling.fits import Misfit
from scheduling.notices import Kind, Notice
from scheduling.people import Person, Reach
from texts import Markup, Words, dates, join, lines, people, words

CARDS = {
    Kind.INVITATION: "card",
    Kind.MOVE: "card",
    Kind.NUDGE: "card",
    Kind.REMINDER: "reminder",
    Kind.PROPOSAL: "request",
}
"""Kinds whose message shows the appointment itself, and is redrawn when it changes; the value is the card's kind."""


def view(
    notice: Notice,
    appointment: Appointment,
    recipient: Person,
    *,
    subject: Person | None,
    now: datetime,
    day: cards.Day | None = None,
    misfits: Sequence[Misfit] = (),
) -> View | None:
    """The message for this recipient, made from the newest state; None when there is nothing to say any more.

    `day` is what else the recipient has that day, for an invitation; `misfits` what of theirs speaks against the time
    to which new rules have moved it.
    """
    say, recipient = words(recipient.language), recipient.at(now)
    part = appointment.part_of(recipient.id)
    if part is None:
        return _outsider(notice, appointment, recipient, say, now)
    current = appointment.live and notice.sequence == appointment.sequence and not appointment.over(now)
    if notice.by_rules and notice.lead is not None:
        return rules.moved(appointment, recipient, notice.lead, say, now, misfits) if current else None
    match notice.kind:
        case Kind.INVITATION | Kind.MOVE:
            return _asked(appointment, recipient, part, say, now, day) if current else None
        case Kind.REMINDER:
            return reminders.reminder(appointment, recipient, say, now) if current else None
        case Kind.CANCELLATION:
            return None if appointment.live else _cancelled(appointment, recipient, say, now)
        case Kind.ANSWER:
            return _answered(appointment, recipient, subject, say, now) if current else None
        case Kind.ANSWERS:
            return _answers(appointment, recipient, say, now) if current else None
        case Kind.OPENED:
            return start.opened(appointment, recipient, subject, say) if appointment.live else None
        case Kind.UNREACHABLE:
            return _unreachable(appointment, recipient, subject, say, now) if appointment.live else None
    return _of_others(notice, appointment, recipient, subject, say, now)


def _outsider(notice: Notice, appointment: Appointment, viewer: Person, say: Words, now: datetime) -> View | None:
    """For somebody who takes no part: nothing of what the appointment has become since."""
    if notice.kind is Kind.REFUSED:
        text = say.html("start-refused", organizer=people.name(appointment.organizer.person))
        return View(text, start.ways_on(say) if viewer.settled else ())
    if notice.kind is Kind.REMOVED and not appointment.over(now):
        facts = {"organizer": people.name(appointment.organizer.person), "title": appointment.title}
        if notice.sequence != appointment.sequence:
            return View(say.html("notice-removed-plain", **facts))
        when = dates.span(appointment.slot, placed(viewer, appointment), now)
        return View(say.html("notice-removed", when=when, **facts))
    return None


def _asked(
    appointment: Appointment, viewer: Person, part: Participant, say: Words, now: datetime, day: cards.Day | None
) -> View | None:
    """The card, for whoever has not answered; who has, on another card, knows of it."""
    if part.partstat is Partstat.NEEDS_ACTION:
        return cards.card(appointment, viewer, say, now, day=day)
    head = proposals.taken(appointment, viewer, say)
    return cards.card(appointment, viewer, say, now, headline=head) if head else None


def _of_others(
    notice: Notice, appointment: Appointment, viewer: Person, subject: Person | None, say: Words, now: datetime
) -> View | None:
    """What somebody wishes, what became of one's own wish, who arranges it, and who comes late."""
    current = appointment.live and notice.sequence == appointment.sequence and not appointment.over(now)
    if notice.kind in (Kind.NUDGE, Kind.UNOPENED):
        return nudges.view(notice.kind, appointment, viewer, subject, say, now) if current else None
    if notice.kind is Kind.WISHED:
        return proposals.wished(appointment, viewer, say, now) if current else None
    if notice.kind is Kind.PROPOSED:
        return proposals.outcome(appointment, viewer, say, now)
    if notice.kind is Kind.PROPOSAL and current:
        return proposals.request(appointment, viewer, say, now, checked=True)
    if notice.kind is Kind.HANDOVER:
        return handover.request(appointment, viewer, say, now)
    if notice.kind is Kind.HANDED:
        return handover.news(appointment, viewer, subject, say, now)
    if notice.kind is Kind.LATE and current and subject is not None and notice.lead is not None:
        minutes = int(notice.lead.total_seconds()) // 60
        return lateness.news(appointment, viewer, subject, minutes, say, now)
    return None


def redrawn(
    kind: str,
    drawn_for: int,
    appointment: Appointment,
    viewer: Person,
    *,
    now: datetime,
    away: bool = False,
    day: cards.Day | None = None,
    share: cards.Share | None = None,
) -> View | None:
    """An old copy of a card as it should look now; None leaves it alone. `away` adds what a stop may have cost.

    `day` and `share` are as in `cards.card`.
    """
    say, viewer = words(viewer.language), viewer.at(now)
    part = appointment.part_of(viewer.id)
    if part is None:
        return View(say.html("notice-removed-below"))
    organizes = part.role is Role.ORGANIZER
    if kind == "request" and organizes and (request := proposals.request(appointment, viewer, say, now)):
        return request
    if kind == "reminder" and appointment.live and drawn_for == appointment.sequence:
        return None
    asked_again = not organizes and part.partstat is Partstat.NEEDS_ACTION
    if appointment.live and asked_again and drawn_for < appointment.sequence:
        return View(say.html("notice-moved-below", title=appointment.title))
    card = cards.card(appointment, viewer, say, now, day=day, share=share)
    return replace(card, text=lines(card.text, "", say.html("notice-away"))) if away else card


def _cancelled(appointment: Appointment, viewer: Person, say: Words, now: datetime) -> View:
    facts = {
        "organizer": _organizer(appointment),
        "title": appointment.title,
        "when": dates.span(appointment.slot, viewer, now),
    }
    rows = ((press(say.button("button-suggest-time"), SuggestTime(appointment.id)),),)
    if appointment.cancel_reason:
        return View(say.html("notice-cancelled-because", reason=appointment.cancel_reason, **facts), rows)
    return View(say.html("notice-cancelled", **facts), rows)


def _answered(
    appointment: Appointment, viewer: Person, subject: Person | None, say: Words, now: datetime
) -> View | None:
    """A decline, or the last answer: who answered stands first, then who has not."""
    part = appointment.part_of(subject.id) if subject else None
    if part is None or part.partstat is Partstat.NEEDS_ACTION:
        return None
    facts = {
        "people": people.names([each.person for each in appointment.participants])[part.person.id],
        "title": appointment.title,
        "when": dates.moment(appointment.starts_at, viewer, now),
    }
    if part.partstat is Partstat.DECLINED and part.comment:
        head = say.html("notice-declined-because", reason=part.comment, **facts)
    else:
        head = say.html(f"notice-{part.partstat.value}", **facts)
    lacks = part.role is Role.ANY and part.partstat is Partstat.DECLINED and appointment.lacking
    too_few = say.html("notice-too-few") if lacks else None
    return View(join(" ", head, too_few, _waiting(appointment, say)), _after(appointment, part, say))


def _after(appointment: Appointment, part: Participant, say: Words) -> Rows:
    """[Open]; where somebody who is needed declines, or all have, also what one may want to do about it."""
    if part.partstat is not Partstat.DECLINED:
        return _open(appointment, say)
    enough = part.role is Role.ANY and appointment.pool is not None and not appointment.lacking
    spared = part.role is Role.OPTIONAL or enough
    if spared and any(each.partstat is not Partstat.DECLINED for each in appointment.attendees):
        return _open(appointment, say)
    ids = appointment.id, appointment.sequence
    return fit(
        [
            press(say.button("button-find-time"), Move(*ids)),
            press(say.button("button-cancel-it"), Cancel(*ids)),
            *_open(appointment, say)[0],
        ]
    )


def _answers(appointment: Appointment, viewer: Person, say: Words, now: datetime) -> View | None:
    """The one running message: who has answered what so far, and who has not."""
    names = people.names([each.person for each in appointment.participants])
    sentences: list[Markup] = []
    for key, parts in (
        *[
            (partstat.value, [each for each in appointment.attendees if each.partstat is partstat])
            for partstat in (Partstat.ACCEPTED, Partstat.TENTATIVE, Partstat.DECLINED)
        ],
        ("opened", [each for each in appointment.unanswered() if each.opened]),
    ):
        if not parts:
            continue
        listed = people.listing([names[each.person.id] for each in parts], say.language)
        if sentences:
            sentences.append(say.html(f"notice-also-{key}", people=listed))
        else:
            when = dates.moment(appointment.starts_at, viewer, now)
            sentences.append(say.html(f"notice-{key}", people=listed, title=appointment.title, when=when))
    if not sentences:
        return None
    sentences += [
        say.html("notice-comment", person=names[each.person.id], comment=each.comment)
        for each in appointment.attendees
        if each.comment
    ]
    return View(join(" ", *sentences, _waiting(appointment, say)), _open(appointment, say))


def _waiting(appointment: Appointment, say: Words) -> str:
    names = people.names([each.person for each in appointment.participants])
    who = [names[each.person.id] for each in appointment.unanswered()]
    if not who:
        return say.html("notice-all-answered")
    return say.html("notice-waiting", n=len(who), people=people.listing(who, say.language))


def _unreachable(
    appointment: Appointment, viewer: Person, subject: Person | None, say: Words, now: datetime
) -> View | None:
    part = appointment.part_of(subject.id) if subject else None
    if part is None or appointment.over(now):
        return None
    key = _UNREACHABLE[part.person.reach]
    when = dates.moment(appointment.starts_at, viewer, now)
    who = people.names([each.person for each in appointment.participants])[part.person.id]
    text = say.html(key, person=who, title=appointment.title, when=when)
    return View(text, _ways_on(appointment, part, viewer, say))


def _ways_on(appointment: Appointment, part: Participant, viewer: Person, say: Words) -> Rows:
    """[Send the link] to whom it can bring back, and [Remove], which still asks to be saved."""
    keys = [press(say.button("button-open"), Open(appointment.id))]
    if appointment.organizer.person.id == viewer.id:
        remove = SetPart(appointment.id, part.person.id, Stands.OUT)
        keys.insert(0, press(say.button("button-remove"), remove))
        sendable = part in appointment.unanswered() and not part.reached and part.person.reach is not Reach.GONE
        if sendable:
            keys.insert(0, press(say.button("button-send-link"), GetLink(appointment.id)))
    return fit(keys)


_UNREACHABLE = {
    Reach.BLOCKED: "notice-blocked",
    Reach.GONE: "notice-gone",
    Reach.UNKNOWN: "notice-unknown",
    # They can be written to; it was one message that Telegram did not take, or not for an hour.
    Reach.REACHABLE: "notice-undelivered",
}


def _organizer(appointment: Appointment) -> str:
    return people.names([each.person for each in appointment.participants])[appointment.organizer.person.id]


def _open(appointment: Appointment, say: Words) -> Rows:
    return ((press(say.button("button-open"), Open(appointment.id)),),)
