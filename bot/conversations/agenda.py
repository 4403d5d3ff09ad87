"""/agenda: what lies ahead, what waits for an answer, what is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.buttons import Button
from bot.buttons.agenda import Agenda, OpenFromAgenda
from bot.conversations import changing, sharing
from bot.turns import Answer, Handler, Reply, TapHandler, Turn
from bot.views import View
from bot.views import agenda as views
from db import invitees
from services import agenda as services
from services import appointments
from services.agenda import Part


async def agenda(turn: Turn) -> Answer:
    """/agenda"""
    changing.close(turn)
    return await _page(turn, Part.NEXT, 0)


async def turn_to(button: Agenda, turn: Turn) -> Answer:
    """[Agenda] [Later] [To answer] [Past] [Back to agenda]"""
    changing.close(turn)
    return await _page(turn, button.part, button.first)


async def open_card(button: OpenFromAgenda, turn: Turn) -> Answer:
    """A number, or [Back] to its card: the card in the same message."""
    changing.close(turn)
    appointment = await appointments.load(turn.connection, button.appointment, viewer=turn.viewer)
    return views.with_back(await sharing.drawn(appointment, turn), button.part, button.first, turn.words)


def keep_way_back(answer: Answer | None, button: Button, turn: Turn) -> Answer | None:
    """The answer to a tap on a card that was opened from here: whatever is done to the card, a way back stays."""
    if turn.shown is None or isinstance(button, Agenda | OpenFromAgenda):
        return answer
    way = views.way_back(turn.shown.get("keyboard", ()))
    if way is None:
        return answer
    if isinstance(answer, View):
        return views.on_the_way(answer, way, turn.words)
    if isinstance(answer, Reply) and answer.view is not None and not answer.fresh:
        return replace(answer, view=views.on_the_way(answer.view, way, turn.words))
    return answer


async def _page(turn: Turn, part: Part, first: int) -> View:
    page = await services.page(turn.connection, turn.viewer, part, first=first, now=turn.now)
    if not page.appointments and first:
        # Everything on that page is over or gone by now.
        return await _page(turn, part, 0)
    knows: str | None = None
    if not page.appointments:
        met = await invitees.acquaintances(turn.connection, turn.viewer.id, limit=1)
        knows = met[0].username if met else None
    return views.agenda(page, part, first, turn.viewer, turn.words, turn.now, knows=knows)


TAPS: Mapping[type[Button], TapHandler] = {Agenda: turn_to, OpenFromAgenda: open_card}
TYPED: Mapping[str, Handler] = {}
COMMANDS: Mapping[str, Handler] = {"agenda": agenda}
