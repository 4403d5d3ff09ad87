"""/export and /delete: a person's data, given to them or removed. Also for somebody who has told nothing yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.buttons import Button
from bot.buttons.data import DeleteData, DeleteForGood, KeepData
from bot.turns import Answer, Handler, Reply, TapHandler, Turn
from bot.views import Document
from bot.views import data as views
from services import export as exports
from services import leaving
from texts import Markup

STALE = timedelta(minutes=10)
"""A question older than this is asked anew: much may have come since."""


async def export(turn: Turn) -> Answer:
    """/export: everything as JSON, and the appointments for a calendar where there are any."""
    unfinished = None if turn.session.empty else turn.session.to_json()
    made = await exports.everything(turn.connection, turn.viewer, now=turn.now, unfinished=unfinished)
    files = [Document(f"{turn.words.plain('data-file')}.json", made.json, "application/json")]
    if made.calendar is not None:
        files.append(Document(f"{turn.words.plain('data-calendar-file')}.ics", made.calendar, "text/calendar"))
    return Reply(view=views.exported(turn.words), files=tuple(files))


async def delete(turn: Turn) -> Answer:
    """/delete: says what it does, and asks."""
    return await _asked(turn)


async def _asked(turn: Turn, before: Markup | None = None) -> Answer:
    found = await leaving.look(turn.connection, turn.viewer, now=turn.now)
    return views.asked(found, turn.viewer, turn.words, turn.now, before=before)


async def sure(button: DeleteData, turn: Turn) -> Answer:
    """[Delete my data]: asks once more."""
    if not await _stands(button, turn):
        return await _asked(turn, turn.words.html("data-delete-changed"))
    return views.sure(button, turn.words)


async def for_good(button: DeleteForGood, turn: Turn) -> Answer:
    """[Delete for good]"""
    if not await _stands(button, turn):
        return await _asked(turn, turn.words.html("data-delete-changed"))
    await leaving.leave(turn.connection, turn.viewer, called=turn.words.plain("data-left"), now=turn.now)
    turn.session.forget()
    return views.deleted(turn.words)


async def _stands(button: DeleteData | DeleteForGood, turn: Turn) -> bool:
    """Whether it is still what was asked."""
    found = await leaving.look(turn.connection, turn.viewer, now=turn.now)
    return found.counts == (button.cancels, button.declines) and turn.now - button.asked_at < STALE


async def keep(_: KeepData, turn: Turn) -> Answer:
    """[Keep everything]"""
    return views.kept(turn.words)


TAPS: Mapping[type[Button], TapHandler] = {DeleteData: sure, DeleteForGood: for_good, KeepData: keep}
TYPED: Mapping[str, Handler] = {}
COMMANDS: Mapping[str, Handler] = {"export": export, "delete": delete}
