"""What a line over an open draft was meant for: the taps that answer it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.buttons import Button
from bot.buttons.booking import Meant, Step
from bot.conversations import booking_typed, booking_who
from bot.conversations.booking_company import wished
from bot.conversations.booking_draft import MEANT, next_step, with_draft
from bot.conversations.booking_either import bare, replaced, retype
from bot.conversations.booking_steps import show
from bot.turns import Answer, Handler, TapHandler, Turn
from scheduling.drafts import Draft

_READERS: Mapping[Step, Handler] = {
    Step.PEOPLE: booking_who.who,
    Step.DAY: booking_typed.day,
    Step.TIME: booking_typed.when,
    Step.CARD: booking_typed.card,
}


@with_draft
async def meant(button: Meant, turn: Turn, draft: Draft) -> Answer:
    """[Change Dinner], with what the line says beside its title, and [New: Birthday of grandma]."""
    typed, step = turn.session.memory.pop(MEANT, None), next_step(turn)
    if typed is None:
        return await show(turn, step)
    retype(turn, typed)
    wish = await wished(turn, typed)
    if button.new:
        return await replaced(turn, draft, wish)
    retype(turn, bare(wish))
    return await _READERS[step](turn)


TAPS: Mapping[type[Button], TapHandler] = {Meant: meant}
