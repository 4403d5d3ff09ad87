"""Notices: what is owed to whom because something happened or because time passes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

UNDO = timedelta(seconds=30)
"""How long a cancel or a decline can be taken back before anybody hears of it."""


class Kind(StrEnum):
    """What a notice tells. `RINGS` says which make a phone ring."""

    INVITATION = "invitation"
    """Asks an attendee to answer; also sent again, as a move, when the time changed."""
    MOVE = "move"
    """Tells an attendee old -> new and asks again."""
    CANCELLATION = "cancellation"
    """Tells an attendee that it was called off."""
    REMINDER = "reminder"
    """So long before the start (`lead`)."""
    ANSWER = "answer"
    """Tells the organizer of a decline or of the last answer; rings."""
    ANSWERS = "answers"
    """The organizer's one running quiet message of all other answers to one appointment."""
    REFRESH = "refresh"
    """Redraws one card (`chat_id`, `message_id`) from the newest state, without a sound."""
    UNREACHABLE = "unreachable"
    """Tells the organizer, once, that a participant blocked the bot or is gone."""
    OPENED = "opened"
    """Tells the organizer that somebody claims an invitation meant for a @username they do not bear."""
    AWAY = "away"
    """Redraws one open invitation after a stop in which Telegram may have dropped its reader's press."""
    PROPOSAL = "proposal"
    """Asks the organizer for the time that an attendee (`subject`) wishes instead; rings."""
    WISHED = "wished"
    """Asks the other attendees whether a wished time suits them too, because the organizer wants to know; rings."""
    PROPOSED = "proposed"
    """Tells who asked for another time that it is not taken, or has lapsed."""
    NUDGE = "nudge"
    """Asks somebody who has not answered once more, without a sound; `subject` where the organizer wants it."""
    UNOPENED = "unopened"
    """Tells the organizer, half-way to the start, that a link was never opened; rings."""
    REMOVED = "removed"
    """Tells somebody that they are no longer needed; rings, as a cancel does."""
    REFUSED = "refused"
    """Tells somebody who claimed an invitation that the organizer meant somebody else."""
    MORNING = "morning"
    """What lies ahead of somebody today, or this week, at the time of day that they chose."""
    LATE = "late"
    """Tells the others that somebody (`subject`) comes late, or on time after all."""
    HANDOVER = "handover"
    """Asks somebody to take an appointment over from its organizer (`subject`); rings."""
    HANDED = "handed"
    """Tells who asked that somebody (`subject`) has taken it over, or does not."""
    RULES = "rules"
    """Tells somebody in one message of all that new rules of zones have moved at `due_at`, where it is more than one;
    of one alone a MOVE with a `lead` tells. Rings."""
    BROADCAST = "broadcast"
    """What operators tell everybody, without a sound; `sequence` is its number."""
    PROGRESS = "progress"
    """Redraws, for the operator, how far the broadcast with this number is."""


RINGS = frozenset(
    {Kind.INVITATION, Kind.MOVE, Kind.CANCELLATION, Kind.REMINDER, Kind.ANSWER, Kind.UNREACHABLE, Kind.OPENED}
    | {Kind.PROPOSAL, Kind.LATE, Kind.REMOVED, Kind.UNOPENED, Kind.WISHED, Kind.HANDOVER, Kind.RULES}
)
"""The kinds that make a phone ring; all else is an edit or comes without a sound."""


class State(StrEnum):
    """Where a notice stands."""

    DUE = "due"
    """Waits for `next_at`."""
    CLAIMED = "claimed"
    """A deliverer has it until `lease_until`; after that another may take it."""
    SENT = "sent"
    """Telegram returned a message id (or the edit was made)."""
    DROPPED = "dropped"
    """No longer true when its time came: moved, cancelled, answered, over."""
    FAILED = "failed"
    """Telegram refused for good; the organizer knows."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as the deliverer takes it. `lead` is set on reminders, `subject_id` on news about another person."""

    id: int
    kind: Kind
    recipient_id: int | None
    chat_id: int | None
    appointment_id: int | None
    sequence: int | None
    lead: timedelta | None
    subject_id: int | None
    message_id: int | None
    due_at: datetime
    attempts: int

    @property
    def by_rules(self) -> bool:
        """Whether nobody moved it but the rules of a zone; `lead` is then by how much."""
        return self.kind is Kind.MOVE and self.lead is not None


def reminder_times(
    starts_at: datetime, leads: Iterable[timedelta], *, now: datetime
) -> list[tuple[timedelta, datetime]]:
    """The reminders that still lie ahead, as (lead, due) from first to last; a lead that is already past is skipped."""
    due = {lead: starts_at - lead for lead in leads}
    return sorted(((lead, at) for lead, at in due.items() if at > now), key=lambda pair: pair[1])
