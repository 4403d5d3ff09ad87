"""Where the card of an open draft stands while something else is shown below it."""

from __future__ import annotations

from uuid import UUID

from bot.buttons import BadButton, unpack
from bot.sessions import Session
from bot.turns import Reply
from bot.views import Press

LEFT = "left"
"""In the session's memory: the message with the draft's card, where another one is worked on since."""


def on_card(session: Session) -> UUID | None:
    """The draft whose card the session's card is."""
    draft, asks = session.draft, session.asks or ""
    if draft is None or session.card is None or LEFT in session.memory:
        return None
    return draft.id if asks.startswith("booking.") else None


def draws(reply: Reply, session: Session) -> bool:
    """Whether the answer is the card of the session's draft: one of its buttons is a button of that draft."""
    if session.draft is None or not reply.working or reply.view is None:
        return False
    return any(_of(key.data, session.draft.id) for row in reply.view.rows for key in row if isinstance(key, Press))


def _of(data: str, draft: UUID) -> bool:
    try:
        return getattr(unpack(data), "draft", None) == draft
    except BadButton:
        return False
