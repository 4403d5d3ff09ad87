"""What a batch of notices is drawn from, read once, and the message that each of them becomes, or why none."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversations import sharing
from bot.turns import BotFacts
from bot.views import View, notices, operator
from bot.views import morning as morning_views
from bot.views import rules as rules_views
from bot.views.cards import Share
from db import appointments, delivery, people
from db.broadcasts import Broadcast
from db.delivery import Outcome, SentCard
from scheduling.appointments import Appointment
from scheduling.fits import Misfit
from scheduling.notices import RINGS, UNDO, Kind, Notice, State
from scheduling.people import Person, Reach
from scheduling.quiet import Manner, manner_for
from services import broadcast, morning, rules
from services.agenda import Days, days_of
from texts import words

log = structlog.get_logger(__name__)

REDRAWS = (Kind.REFRESH, Kind.AWAY)
"""Kinds that are addressed to a message, not to a person."""

DRAWN_AT_ONCE = 50
"""How many are drawn in one go, before whatever else the process has to do."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a batch is drawn from, read once, after it was claimed."""

    appointments: dict[int, Appointment]
    people: dict[int, Person]
    cards: dict[tuple[int, int], SentCard]
    days: Days
    shares: dict[tuple[int, int], Share]
    """How to send links, by organizer's id and appointment's id."""
    mornings: dict[int, morning.Morning]
    """What lies ahead, by the notice that tells it."""
    broadcasts: dict[int, Broadcast]
    rules: dict[int, rules.Moves]
    """What new rules of zones have moved, by the notice that tells it."""
    misfits: dict[tuple[int, int], tuple[Misfit, ...]]
    """What speaks against its new time, by (recipient's id, appointment's id)."""


NOTHING = Facts({}, {}, {}, {}, {}, {}, {}, {}, {})
"""What is known of a notice that could not be read."""


class Ready(NamedTuple):
    """A message as it is to be: sent, or put in the place of the message `message_id`."""

    notice: Notice
    chat_id: int
    view: View
    message_id: int | None = None
    silent: bool = False
    anew: bool = True
    """Whether it is sent anew when that message can no longer be edited."""


async def read(
    connection: AsyncConnection,
    claimed: Sequence[Notice],
    bot_facts: Callable[[AsyncConnection], Awaitable[BotFacts | None]],
    *,
    now: datetime,
) -> Facts:
    """What these notices are about. `bot_facts` is asked for what links are made with, when a card needs it."""
    cards = [(n.chat_id, n.message_id) for n in claimed if n.kind in REDRAWS and n.chat_id and n.message_id]
    found = await delivery.cards_of(connection, cards) if cards else {}
    about = {notice.appointment_id for notice in claimed if notice.appointment_id is not None}
    who = {n.recipient_id for n in claimed} | {n.subject_id for n in claimed}
    who |= {card.viewer_id for card in found.values()}
    known = await appointments.by_ids(connection, about) if about else {}
    # Who takes part was read with the appointment.
    met = {part.person.id: part.person for each in known.values() for part in each.participants}
    if rest := [each for each in who if each is not None and each not in met]:
        met |= await people.by_ids(connection, rest)
    # What else somebody has that day is read for those whose answer it helps.
    asked = [(n.appointment_id, n.recipient_id) for n in claimed if n.kind is Kind.INVITATION]
    asked += [(card.appointment_id, card.viewer_id) for card in found.values() if card.kind == "card"]
    days = await days_of(
        connection,
        [
            (known[which], met[whom])
            for which, whom in asked
            if which in known and whom in met and any(p.person.id == whom for p in known[which].unanswered())
        ],
    )
    shares = {}
    for card in found.values():
        which, viewer = known.get(card.appointment_id), met.get(card.viewer_id)
        if which and viewer and sharing.to_send(which, viewer) and (bot := await bot_facts(connection)):
            share = await sharing.share_for(connection, which, viewer, bot, now=now)
            if share is not None:
                shares[viewer.id, which.id] = share
    mornings = await morning.read_all(
        connection,
        [(n.id, met.get(n.recipient_id or 0), n.due_at) for n in claimed if n.kind is Kind.MORNING],
        now=now,
    )
    told = await broadcast.of_notices(connection, claimed)
    moved = await rules.of_notices(connection, claimed)
    shifted = [(n.recipient_id, known.get(n.appointment_id or 0)) for n in claimed if n.by_rules]
    shifted += [(n.recipient_id, each) for n in claimed for each, _ in moved.get(n.id, ())]
    against = await rules.misfits(connection, [(p, each) for p, each in shifted if p and each], now=now)
    return Facts(known, met, found, days, shares, mornings, told, moved, against)


async def drawn(claimed: Sequence[Notice], facts: Facts, *, now: datetime) -> list[tuple[Notice, Ready | Outcome]]:
    """Each notice with the message that it is now, or with what becomes of it where nothing is to be sent.

    All of a batch before the first is sent: what belongs together is drawn in one go, which costs half as much.
    """
    made = []
    for at, notice in enumerate(claimed):
        if at % DRAWN_AT_ONCE == 0:
            await asyncio.sleep(0)
        made.append((notice, _drawn(notice, facts, now)))
    return made


def _drawn(notice: Notice, facts: Facts, now: datetime) -> Ready | Outcome:
    try:
        return _redrawn(notice, facts, now) if notice.kind in REDRAWS else _told(notice, facts, now)
    except Exception as error:
        # One notice that cannot be rendered must not hold up the others; it is kept, with its reason.
        log.exception("notice not rendered", notice=notice.id, kind=notice.kind.value)
        return Outcome(notice.id, State.FAILED, error=f"bug: {type(error).__name__}")


def _told(notice: Notice, facts: Facts, now: datetime) -> Ready | Outcome:
    recipient = facts.people.get(notice.recipient_id or 0)
    if recipient is None or recipient.telegram_id is None:
        return Outcome(notice.id, State.DROPPED, error="nobody to write to")
    if recipient.reach in (Reach.BLOCKED, Reach.GONE):
        return Outcome(notice.id, State.FAILED, error=f"person {recipient.reach.value}")
    about = facts.appointments.get(notice.appointment_id or 0)
    manner, until = manner_for(recipient, notice.kind, about.starts_at if about else None, now)
    if manner is Manner.LATER:
        return Outcome(notice.id, State.DUE, later=until, tried=False)
    view = _view(notice, recipient, about, facts, now)
    if view is None:
        return Outcome(notice.id, State.DROPPED)
    silent = manner is Manner.SILENT or notice.kind not in RINGS
    return Ready(notice, recipient.telegram_id, view, notice.message_id, silent)


def _view(notice: Notice, recipient: Person, about: Appointment | None, facts: Facts, now: datetime) -> View | None:
    recipient = recipient.at(now)
    if found := facts.mornings.get(notice.id):
        return morning_views.told(found, recipient, words(recipient.language), now)
    if moved := facts.rules.get(notice.id):
        return rules_views.several(moved, recipient, words(recipient.language), now, facts.misfits)
    if notice.kind in broadcast.KINDS:
        return operator.shown(notice, facts.broadcasts.get(notice.sequence or 0), words(recipient.language))
    if about is None:
        return None
    subject = facts.people.get(notice.subject_id or 0)
    # Of two declines, the news of the first does not know the second.
    about = about.as_told(recipient.id, (notice.due_at if notice.kind is Kind.ANSWER else now) - UNDO)
    day = facts.days.get((recipient.id, about.id))
    against = facts.misfits.get((recipient.id, about.id), ())
    return notices.view(notice, about, recipient, subject=subject, now=now, day=day, misfits=against)


def _redrawn(notice: Notice, facts: Facts, now: datetime) -> Ready | Outcome:
    card = facts.cards.get((notice.chat_id or 0, notice.message_id or 0))
    viewer = facts.people.get(card.viewer_id) if card else None
    if card is None or viewer is None or viewer.reach in (Reach.BLOCKED, Reach.GONE):
        return Outcome(notice.id, State.DROPPED)
    appointment = facts.appointments.get(card.appointment_id)
    if appointment is None:
        return Outcome(notice.id, State.DROPPED)
    appointment = appointment.as_told(viewer.id, now - UNDO)
    view = notices.redrawn(
        card.kind,
        card.sequence,
        appointment,
        viewer,
        now=now,
        away=notice.kind is Kind.AWAY,
        day=facts.days.get((viewer.id, appointment.id)),
        share=facts.shares.get((viewer.id, appointment.id)),
    )
    if view is None:
        return Outcome(notice.id, State.DROPPED, card.message_id)
    return Ready(notice, card.chat_id, view, card.message_id, anew=False)


def card_of(notice: Notice, outcome: Outcome, facts: Facts) -> SentCard | None:
    """The message as a card, if Telegram took it and it shows an appointment."""
    kind = notices.CARDS.get(notice.kind)
    if kind is None or outcome.state is not State.SENT or outcome.message_id is None:
        return None
    about = facts.appointments.get(notice.appointment_id or 0)
    recipient = facts.people.get(notice.recipient_id or 0)
    if about is None or recipient is None or recipient.telegram_id is None:
        return None
    return SentCard(recipient.telegram_id, outcome.message_id, kind, about.id, recipient.id, about.sequence)
