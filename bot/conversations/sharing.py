"""Invitation links for the cards that offer to send them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.turns import BotFacts, Turn
from bot.views import View, cards
from bot.views.cards import Share
from bot.views.sharing import invitation_text, share_url
from scheduling.appointments import Appointment, Partstat
from scheduling.notices import UNDO
from scheduling.people import Person
from services import invitations
from services.agenda import day_of
from texts import Markup, words


async def drawn(appointment: Appointment, turn: Turn, *, headline: Markup | None = None) -> View:
    """The card for the viewer, with links to send where it is the organizer's."""
    links, part = await share(appointment, turn), appointment.part_of(turn.viewer.id)
    asked = part is not None and part.partstat is Partstat.NEEDS_ACTION and appointment.live
    # What else somebody has that day helps with an answer that is still to be given.
    day = await day_of(turn.connection, appointment, turn.viewer) if asked else None
    appointment = appointment.as_told(turn.viewer.id, turn.now - UNDO)
    return cards.card(appointment, turn.viewer, turn.words, turn.now, headline=headline, day=day, share=links)


async def share(appointment: Appointment, turn: Turn) -> Share | None:
    """What `cards.card` takes as `share`: the address behind [Send the link] of everybody whom we may not write to.

    None where there is nobody to send a link to, or it is not the viewer's to send.
    """
    return await share_for(turn.connection, appointment, turn.viewer, turn.bot, now=turn.now)


async def share_for(
    connection: AsyncConnection, appointment: Appointment, viewer: Person, bot: BotFacts, *, now: datetime
) -> Share | None:
    """As `share`, for a card that is drawn outside a turn."""
    if not to_send(appointment, viewer):
        return None
    unreached = [part.id for part in appointment.unanswered() if not part.reached]
    parameters = await invitations.link(connection, unreached, secret=bot.link_secret, expires_at=appointment.ends_at)
    text = invitation_text(appointment, viewer, words(viewer.language), now)
    urls = {each: share_url(bot.start_link(parameter), text) for each, parameter in parameters.items()}
    return lambda part: urls[part.id]


def to_send(appointment: Appointment, viewer: Person) -> bool:
    """Whether there is anybody whom the viewer, who organizes it, has to send a link."""
    organizes = appointment.organizer.person.id == viewer.id and viewer.settled
    return organizes and appointment.live and any(not part.reached for part in appointment.unanswered())
