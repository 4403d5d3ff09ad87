"""A location or a contact that no open question takes: said beside the question, which stays open."""

from __future__ import annotations

from bot.conversations import changing, places, travel
from bot.turns import Answer, Reply, Turn
from bot.views import View
from bot.views import anything as views

_TAKES_PLACES = {places.PLACE, travel.ZONE, travel.WHERE}
_SAY_SO = {changing.REASON, changing.FIELD, changing.WHY_NOT}
"""The questions for words, which say themselves that they take nothing else."""
_TAKES_PEOPLE = {changing.PEOPLE, changing.PICK}


async def beside(turn: Turn) -> Answer | None:
    """The answer to what is no text while an appointment or the settings ask something; None for what they take."""
    message, asks = turn.message, turn.session.asks or ""
    asked = asks in changing.QUESTIONS - _SAY_SO or asks.startswith("settings.")
    if message is None or turn.typed or not asked:
        return None
    view: View | None = None
    if message.location is not None and message.venue is None and asks not in _TAKES_PLACES:
        view = await located(turn)
    elif (message.contact or message.users_shared) and asks not in _TAKES_PEOPLE:
        view = views.contact(turn.words)
    if view is None:
        return None
    return Reply(also=(view,)) if turn.session.card is not None else Reply(view=view)


async def located(turn: Turn) -> View:
    """Whether they have moved to where they are, or are only there for some days."""
    assert turn.message is not None
    assert turn.message.location is not None
    place = await places.at(turn, turn.message.location)
    if place is None or place.zone == turn.viewer.zone:
        return views.location(turn.words)
    return views.elsewhere(place, turn.viewer, turn.words, turn.now)
