"""Privacy in /settings, and blocking: who may see one's free time, and who may invite one."""

from __future__ import annotations

from collections.abc import Mapping

from bot.buttons import Button
from bot.buttons.privacy import Block, BlockOrganizer, BlockWhom, InvitedBy, Privacy, Unblock, UnblockToOpen
from bot.buttons.settings import FreeTo
from bot.conversations import start
from bot.turns import Answer, Handler, Reply, TapHandler, Turn
from bot.views import privacy as views
from services import blocks, invitations
from services import people as services
from texts import Markup


async def privacy(button: Privacy, turn: Turn) -> Answer:
    """[Privacy], and [More] of the blocked."""
    return await _page(turn, first=button.first)


async def _page(turn: Turn, *, first: int = 0, before: Markup | None = None) -> Answer:
    blocked = await blocks.blocked(turn.connection, turn.viewer)
    return Reply(views.privacy(turn.viewer, blocked, turn.words, first=first, before=before), working=True)


async def free_to(button: FreeTo, turn: Turn) -> Answer:
    """Who may see one's free time."""
    turn.viewer = await services.prefer(turn.connection, turn.viewer, free_to=button.audience)
    return await _page(turn)


async def invited_by(button: InvitedBy, turn: Turn) -> Answer:
    """Who may invite one."""
    turn.viewer = await services.prefer(turn.connection, turn.viewer, invited_by=button.audience)
    return await _page(turn)


async def block_whom(_: BlockWhom, turn: Turn) -> Answer:
    """[Block somebody]"""
    lately = await blocks.inviters(turn.connection, turn.viewer, now=turn.now, limit=views.OFFERED)
    return Reply(views.whom(lately, turn.words), working=True)


async def block(button: Block, turn: Turn) -> Answer:
    """[Block Ana], one of those who were offered: a press may be forged."""
    lately = await blocks.inviters(turn.connection, turn.viewer, now=turn.now, limit=views.OFFERED)
    other = next((each for each in lately if each.id == button.person), None)
    if other is None:
        return await _page(turn)
    await blocks.block(turn.connection, turn.viewer, other)
    return await _page(turn, before=views.now_blocked(other, turn.words))


async def block_organizer(button: BlockOrganizer, turn: Turn) -> Answer:
    """[Block Ana] on an appointment of hers."""
    organizer = await blocks.block_organizer(turn.connection, turn.viewer, button.appointment)
    return views.organizer_blocked(organizer, button.appointment, turn.words)


async def unblock(button: Unblock, turn: Turn) -> Answer:
    """[Unblock Ana]"""
    blocked = await blocks.blocked(turn.connection, turn.viewer)
    other = next((each for each in blocked if each.id == button.person), None)
    if other is None:
        return await _page(turn)
    await blocks.unblock(turn.connection, turn.viewer, other.id)
    return await _page(turn, before=views.unblocked(other, turn.words))


async def unblock_to_open(button: UnblockToOpen, turn: Turn) -> Answer:
    """[Unblock and open]"""
    organizer = await invitations.blocked_organizer(turn.connection, button.parameter, by=turn.viewer)
    if organizer is not None:
        await blocks.unblock(turn.connection, turn.viewer, organizer.id)
    return await start.by_link(turn, button.parameter)


TAPS: Mapping[type[Button], TapHandler] = {
    Privacy: privacy,
    FreeTo: free_to,
    InvitedBy: invited_by,
    BlockWhom: block_whom,
    Block: block,
    BlockOrganizer: block_organizer,
    Unblock: unblock,
    UnblockToOpen: unblock_to_open,
}
TYPED: Mapping[str, Handler] = {}
