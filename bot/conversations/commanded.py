"""Plain words that do what a command does: "help", "agenda", "abbrechen"; also while something is being booked."""

from __future__ import annotations

from dataclasses import replace

from bot.buttons.booking import Discard, Step
from bot.conversations import agenda, booking, changing, data, places, settings, sharing, start
from bot.conversations.booking_beside import asked_again
from bot.conversations.booking_draft import begin
from bot.conversations.booking_steps import show
from bot.sessions import expired
from bot.turns import Answer, Handler, PopUp, Reply, Turn
from bot.views import View
from bot.views import anything as views
from bot.views.start import ways_on
from scheduling.words.commands import Command, read_command
from services import appointments
from texts import Markup, lines


async def _new(turn: Turn) -> Answer:
    """As /new without a line behind it."""
    draft = turn.session.draft
    if draft is not None and draft.title and not expired(draft, turn.now):
        return await booking.new(turn)
    await begin(turn)
    return await show(turn, Step.TITLE)


_DOES: dict[Command, Handler] = {
    Command.HELP: settings.help,
    Command.SETTINGS: settings.settings,
    Command.AGENDA: agenda.agenda,
    Command.NEW: _new,
    Command.EXPORT: data.export,
    Command.DELETE: data.delete,
}
_ANY_WORDS = {
    changing.REASON,
    changing.FIELD,
    changing.WHY_NOT,
    *(f"booking.{each.value}" for each in (Step.PLACE, Step.NOTES)),
}
"""The open questions that any words may answer, these too."""
_TITLE = f"booking.{Step.TITLE.value}"
_NO_TITLES = {Command.HELP, Command.STOP, Command.DELETE, Command.EXPORT}
_UNSETTLED = {Command.HELP, Command.EXPORT, Command.DELETE}
"""What makes sense to somebody without a zone."""


async def asked_for(turn: Turn) -> Answer | None:
    """What the words ask for; None for any others, and for those that answer the open question."""
    command = read_command(turn.typed)
    asks = turn.session.asks
    if command is None or asks in _ANY_WORDS or (asks == _TITLE and command not in _NO_TITLES):
        return None
    if not turn.viewer.settled and command not in _UNSETTLED:
        return None
    return await done(command, turn)


async def done(command: Command, turn: Turn) -> Answer | None:
    """What a command does; None for pleasantries where they are an answer to a question for a place."""
    if command in (Command.HELLO, Command.THANKS):
        return await _polite(command, turn)
    if command is Command.STOP:
        return await _stopped(turn)
    booked = turn.session.card if _alive(turn) else None
    answer = await _DOES[command](turn)
    if booked is None or command is Command.NEW or isinstance(answer, PopUp):
        return answer
    # Below what is being booked, which stays.
    reply = answer if isinstance(answer, Reply) else Reply(view=answer)
    if reply.view is None:
        return reply
    return replace(reply, view=None, working=False, also=(reply.view, *reply.also))


def _alive(turn: Turn) -> bool:
    draft = turn.session.draft
    return draft is not None and not expired(draft, turn.now) and (turn.session.asks or "").startswith("booking.")


async def _polite(command: Command, turn: Turn) -> Answer | None:
    if turn.session.asks in (places.PLACE, *settings.TYPED):
        return None
    again = await asked_again(turn, views.polite(command, turn.viewer, turn.words))
    if again is not None:
        return again
    if command is Command.THANKS:
        return View(views.polite(command, turn.viewer, turn.words), ways_on(turn.words))
    return await start.welcome(turn)


async def _stopped(turn: Turn) -> Answer:
    """What is being booked is thrown away, a question is left, and where nothing is open that is said."""
    session = turn.session
    asks, asked = session.asks or "", session.memory.get("appointment")
    if asks in changing.QUESTIONS and asked is not None:
        changing.close(turn)
        return await sharing.drawn(await appointments.load(turn.connection, asked, viewer=turn.viewer), turn)
    if asks.startswith("settings.") or asks == places.PLACE:
        session.asks = None
        return await settings.settings(turn)
    if session.draft is not None and _alive(turn):
        return await booking.discard(Discard(session.draft.id), turn)
    page = await agenda.agenda(turn)
    assert isinstance(page, View)
    return replace(page, text=lines(turn.words.html("anything-nothing-open"), Markup(page.text)))
