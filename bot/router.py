"""The router: one update, one turn, one transaction.

It reads the session and the clock, opens the transaction (PTB's `process_update` swallows a handler's errors, so it
opens here), loads the viewer, lets a handler answer with a value, and commits. Only then Telegram hears of it: if
that fails, the truth is saved and the next press shows it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from telegram import Update
from telegram.error import Forbidden, TelegramError

from bot import keeping, measures
from bot.accounts import account_of, private
from bot.aside import Aside, numbered
from bot.buttons import BadButton, Button, unpack
from bot.conversations import agenda, anything, data, orders, start, travel
from bot.drafting import LEFT, draws, on_card
from bot.messenger import Messenger, shows
from bot.outages import is_outage
from bot.sessions import Sessions
from bot.turns import Answer, BotFacts, Handler, PopUp, Reply, TapHandler, Turn
from bot.views import View, refusals
from db import cards, people
from scheduling.clock import Clock
from scheduling.people import Person, Reach
from scheduling.refusals import Refusal
from services.people import came
from texts import words

log = structlog.get_logger(__name__)

GUARD_SECONDS = 3.0
"""How long a phone may spin before the tap is acknowledged without an answer."""

_BEFORE_START = {*start.TAPS, *data.TAPS}
"""Buttons that somebody without a zone may press."""

Act = Callable[[Turn], Awaitable[Answer | None]]


class Outage(Exception):
    """PostgreSQL or Redis is away: nothing was changed, the update is still open, and may be tried again."""


class Router:
    """Turns updates into turns. `taps` and `typed` are the routing tables of buttons and of open questions."""

    def __init__(
        self,
        *,
        engine: AsyncEngine,
        sessions: Sessions,
        messenger: Messenger,
        clock: Clock,
        bot: BotFacts,
        aside: Aside,
        taps: Mapping[type[Button], TapHandler],
        typed: Mapping[str, Handler],
    ) -> None:
        self._engine = engine
        self._sessions = sessions
        self._messenger = messenger
        self._clock = clock
        self._bot = bot
        self._aside = aside
        self._taps = taps
        self._typed = typed
        self.outages: dict[int, Outage] = {}
        """Updates whose turn met an outage, by update id; the dispatcher takes them from here and tries again."""
        self.repeated: set[int] = set()
        """Updates whose turn had been before, by update id, until somebody takes them from here."""

    # What PTB's handlers call: one method per way of speaking to the bot.

    def says(
        self, handler: Handler, *, before_start: bool = False
    ) -> Callable[[Update, Any], Coroutine[Any, Any, None]]:
        """A callback for a command or a kind of message. Who has no zone yet is asked for it, unless `before_start`."""

        name = f"{handler.__module__.rpartition('.')[2]}.{handler.__name__}"

        async def act(turn: Turn) -> Answer | None:
            if not before_start and not turn.viewer.settled:
                return await start.unsettled(turn)
            return await handler(turn)

        async def callback(update: Update, _context: Any) -> None:
            measures.handled_by(name)
            await self._run(update, act)

        return callback

    async def answers(self, update: Update, _context: Any) -> None:
        """Typed text, a contact or a location: the answer to the session's open question, or a new wish."""

        async def act(turn: Turn) -> Answer | None:
            handler = self._typed.get(turn.session.asks or "")
            if handler is not None and (turn.viewer.settled or start.asks(turn.session.asks)):
                measures.handled_by(f"typed {turn.session.asks}")
                return await orders.instead(turn) or await travel.beside(turn) or await handler(turn)
            if not turn.viewer.settled:
                return await start.unsettled(turn)
            measures.handled_by("typed")
            return await anything.said(turn)

        await self._run(update, act)

    async def taps(self, update: Update, _context: Any) -> None:
        """A press of an inline button."""
        query = update.callback_query
        assert query is not None

        async def act(turn: Turn) -> Answer | None:
            try:
                button = unpack(query.data or "")
            except BadButton:
                return await anything.unknown_button(turn)
            measures.handled_by(f"tap {type(button).__name__}")
            about = getattr(button, "appointment", None)
            if about is not None:
                structlog.contextvars.bind_contextvars(appointment=about)
            handler = self._taps[type(button)]
            if not turn.viewer.settled and type(button) not in _BEFORE_START:
                return await start.unsettled(turn)
            answer = await handler(button, turn)
            return answer if about is None else agenda.keep_way_back(answer, button, turn)

        guard = asyncio.get_running_loop().call_later(GUARD_SECONDS, self._acknowledge_late, query.id)
        try:
            await self._run(update, act)
        finally:
            guard.cancel()

    def _acknowledge_late(self, callback_id: str) -> None:
        task = asyncio.ensure_future(self._messenger.answer(callback_id))
        task.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def notes(self, update: Update, _context: Any) -> None:
        """Something that is written down and not answered: blocked and returned people, groups, edits."""

        async def act(turn: Turn) -> Answer | None:
            return await anything.noted(turn, update)

        await self._run(update, act)

    # One turn.

    async def _run(self, update: Update, act: Act) -> None:
        try:
            await self._turn(update, act)
        except Outage as outage:
            self.outages[update.update_id] = outage

    async def _turn(self, update: Update, act: Act) -> None:
        now = self._clock()
        try:
            done = await self._decide(update, act, now)
        except Exception as error:
            if is_outage(error):
                measures.ended_as("outage")
                log.warning("outage", error=type(error).__name__, update=update.update_id)
                raise Outage from error
            measures.ended_as("bug")
            incident = numbered()
            log.exception("turn failed", incident=incident, update=update.update_id)
            await self._aside.failed(update, incident)
            return
        if done is not None:
            await self._tell(update, *done)

    async def _decide(self, update: Update, act: Act, now: datetime) -> tuple[Turn, Reply] | None:
        """Everything before the commit; returns what to tell, or None when there is nothing to say."""
        account = account_of(update.effective_user)
        chat_id = update.effective_chat.id if update.effective_chat else 0
        owner = account.telegram_id if account else 0
        refused: Refusal | None = None
        while True:
            session, before = await self._sessions.read(chat_id, owner, turn=update.update_id)
            try:
                async with self._engine.begin() as connection:
                    begun = await people.begin_turn(
                        connection,
                        account,
                        bot_id=self._bot.id,
                        update_id=update.update_id,
                        now=now,
                        pressed=_pressed(update),
                        reachable=private(update),
                        # Who blocks the bot after they have left is nobody to write down again.
                        meets=update.my_chat_member is None,
                    )
                    if not begun.open:
                        self.repeated.add(update.update_id)
                        return None
                    viewer = (begun.viewer or _NOBODY).at(now)
                    structlog.contextvars.bind_contextvars(person=viewer.id)
                    turn = Turn(
                        connection=connection,
                        now=now,
                        viewer=viewer,
                        chat_id=chat_id,
                        session=session,
                        words=words(viewer.language),
                        bot=self._bot,
                        message=update.effective_message if update.callback_query is None else None,
                        pressed=(_pressed(update) or (0, None))[1],
                        shown=_shown(update),
                    )
                    old_card, old_helper, old_draft = session.card, session.helper, on_card(session)
                    left = session.memory.get(LEFT)
                    answer = await act(turn) if refused is None else await _in_words(refused, turn)
                    await came(connection, begun, now=now, pressed=_pressed(update))
                    if answer is None:
                        return None
                    reply = answer if isinstance(answer, Reply) else _reply(answer)
                    self._tidy(turn, reply, old_helper)
                    await self._keep_card(connection, turn, reply, on_card=begun.on_card)
                    await self._sessions.write(chat_id, owner, session, turn=update.update_id, before=before)
                turn.old_card, turn.old_helper, turn.old_draft, turn.left = old_card, old_helper, old_draft, left
                return turn, reply
            except Refusal as refusal:
                # What the handler wrote is rolled back, and the update marked done in a transaction of its own.
                if refused is not None:
                    raise
                refused = refusal

    @staticmethod
    def _tidy(turn: Turn, reply: Reply, old_helper: int | None) -> None:
        if reply.helper is None and turn.session.helper == old_helper:
            turn.session.helper = None
        if turn.pressed is None or reply.view is None or reply.fresh:
            return
        if reply.working:
            turn.session.card = turn.pressed
        elif turn.session.card == turn.pressed:
            # It is an appointment's own card again, which stays where it is.
            turn.session.card = None

    @staticmethod
    async def _keep_card(connection: AsyncConnection, turn: Turn, reply: Reply, *, on_card: bool) -> None:
        """Bring `cards` up to date with what the pressed message is about to show."""
        if turn.pressed is None or reply.view is None or reply.fresh:
            return
        if reply.view.appointment_id is not None:
            await cards.keep(
                connection,
                chat_id=turn.chat_id,
                message_id=turn.pressed,
                appointment_id=reply.view.appointment_id,
                viewer_id=turn.viewer.id,
                sequence=reply.view.sequence or 0,
            )
        elif on_card:
            await cards.drop(connection, chat_id=turn.chat_id, message_id=turn.pressed)

    # After the commit.

    async def _tell(self, update: Update, turn: Turn, reply: Reply) -> None:
        """Say it. A failure here costs an answer, never the truth."""
        try:
            same = reply.popup is None and _same(turn, reply)
            if update.callback_query is not None:
                said = turn.words.popup("popup-same") if same else reply.popup or ""
                await self._messenger.answer(update.callback_query.id, said, alert=not same)
            sent = None if same else await self._show(turn, reply)
            for view in reply.also:
                await self._send(turn, view)
            if reply.document is not None:
                await self._messenger.send_document(turn.chat_id, reply.document)
            for document in reply.files:
                await self._messenger.send_document(turn.chat_id, document)
            await self._remember(update, turn, reply, sent)
        except Forbidden:
            # Thrown out of a group: the person who spoke there can still be written to.
            if private(update):
                await self._unreachable(turn.viewer)
        except TelegramError as error:
            log.warning("answer not delivered", error=type(error).__name__, reason=str(error), update=update.update_id)

    async def _show(self, turn: Turn, reply: Reply) -> int | None:
        """Edit the tapped message or send below what was typed; returns the id of a new message."""
        if reply.view is None:
            return None
        edits = turn.pressed is not None and not reply.fresh
        if edits and turn.pressed and await self._messenger.edit(turn.chat_id, turn.pressed, reply.view):
            return None
        return await self._send(turn, reply.view)

    async def _send(self, turn: Turn, view: View) -> int:
        message_id = await self._messenger.send(turn.chat_id, view)
        told = {"chat_id": turn.chat_id, "message_id": message_id, "viewer_id": turn.viewer.id}
        await keeping.keep(self._engine, view, **told, clock=self._clock)
        return message_id

    async def _remember(self, update: Update, turn: Turn, reply: Reply, sent: int | None) -> None:
        """The card is always the last message: what stood above it goes, and the session knows the new one.

        A draft's card stays where it is below something else, as /agenda, and goes when it comes again.
        """
        session = turn.session
        same = session.draft is not None and session.draft.id == turn.old_draft
        drawn = draws(reply, session)
        stays, forgets = same and not drawn, False
        if turn.left is not None and (drawn or session.draft is None):
            forgets = session.memory.pop(LEFT, None) is not None
            if turn.left not in (turn.pressed, sent):
                await self._messenger.delete(turn.chat_id, turn.left)
        if turn.old_helper is not None and session.helper != turn.old_helper:
            await self._messenger.delete(turn.chat_id, turn.old_helper)
        moved = sent is not None and turn.old_card is not None and turn.old_card != sent and not stays
        if moved and (turn.pressed is None or turn.pressed != turn.old_card) and turn.old_card is not None:
            await self._messenger.delete(turn.chat_id, turn.old_card)
        helper = await self._messenger.ask(turn.chat_id, reply.helper) if reply.helper is not None else session.helper
        card = sent if sent is not None and reply.working else session.card
        if moved and card == turn.old_card:
            card = None
        if stays and card != turn.old_card:
            session.memory[LEFT] = turn.old_card
        if forgets or (card, helper) != (session.card, session.helper):
            session.card, session.helper = card, helper
            # Written apart from the turn: a crash before it only leaves an old card standing.
            owner = update.effective_user.id if update.effective_user else 0
            await self._sessions.amend(turn.chat_id, owner, session, turn=update.update_id)

    async def _unreachable(self, viewer: Person) -> None:
        async with self._engine.begin() as connection:
            await people.set_reach(connection, viewer.id, Reach.BLOCKED)


_NOBODY = Person(id=0, first_name="")


async def _in_words(refusal: Refusal, turn: Turn) -> Answer:
    return refusals.of(refusal, turn)


def _reply(answer: View | PopUp) -> Reply:
    return Reply(view=answer) if isinstance(answer, View) else Reply(popup=answer.text)


def _shown(update: Update) -> dict[str, Any] | None:
    message = update.callback_query.message if update.callback_query else None
    return message.api_kwargs.get("shown") if message else None


def _same(turn: Turn, reply: Reply) -> bool:
    """Whether nothing would be seen to happen: the tapped message shows already what it is to show."""
    if (
        reply.view is None
        or reply.fresh
        or reply.also
        or reply.helper
        or reply.document
        or reply.files
        or turn.shown is None
    ):
        return False
    return shows(turn.shown, reply.view)


def _pressed(update: Update) -> tuple[int, int] | None:
    """The tapped message as (chat, message); Telegram may keep it from us when it is old, but never its id."""
    query = update.callback_query
    if query is None or query.message is None:
        return None
    return (query.message.chat.id, query.message.message_id)
