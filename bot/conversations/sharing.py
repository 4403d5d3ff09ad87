"""Invitation links for the cards that offer to send them."""

from __future__ import annotations

from collections.abc import Callable

from bot.turns import Turn
from bot.views.sharing import invitation_text, share_url
from scheduling.appointments import Appointment, Participant
from services import invitations


async def share(appointment: Appointment, turn: Turn) -> Callable[[Participant], str] | None:
    """What `cards.card` takes as `share`: the address behind [Send the link] of everybody whom we may not write to.

    None where there is nobody to send a link to, or it is not the viewer's to send.
    """
    viewer = turn.viewer
    unreached = [part.id for part in appointment.unanswered() if not part.reached]
    if not unreached or not appointment.live or appointment.organizer.person.id != viewer.id or not viewer.settled:
        return None
    parameters = await invitations.link_all(
        turn.connection, unreached, secret=turn.bot.link_secret, now=turn.now, expires_at=appointment.ends_at
    )
    text = invitation_text(appointment, viewer, turn.words, turn.now)
    urls = {each: share_url(turn.bot.start_link(parameter), text) for each, parameter in parameters.items()}
    return lambda part: urls[part.id]
