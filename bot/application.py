"""PTB's Application with our routing table, and the bot role: everything that talks to people.

The tables say who handles what: commands here, buttons and open questions in the conversation that owns them.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram import Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ExtBot,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot import menu
from bot.aside import Aside
from bot.buttons import Button
from bot.conversations import (
    agenda,
    answers,
    anything,
    booking,
    data,
    formats,
    free,
    holidays,
    languages,
    limits,
    morning,
    operator,
    privacy,
    proposals,
    reminders,
    settings,
    start,
    travel,
    why,
)
from bot.dispatcher import TURNS_AT_ONCE, Dispatcher
from bot.floods import Floods, Flow
from bot.intake import Intake
from bot.limiter import Limiter
from bot.messenger import Messenger
from bot.outages import is_outage
from bot.ratelimits import RateLimits
from bot.router import Router
from bot.sessions import Sessions
from bot.transport import Transport
from bot.turns import BotFacts, Handler, TapHandler
from bot.updates import parse, understood
from bot.waiting import Waiting
from db.inbox import Arrived
from scheduling.clock import Clock

log = structlog.get_logger(__name__)

STOP_SECONDS = 8.0
"""How long running turns may take to finish when the program stops."""

_CONVERSATIONS = (
    start,
    booking,
    answers,
    agenda,
    free,
    why,
    proposals,
    reminders,
    settings,
    privacy,
    formats,
    holidays,
    travel,
    languages,
    limits,
    morning,
    data,
    operator,
    anything,
)

TAPS: Mapping[type[Button], TapHandler] = {
    button: handler for each in _CONVERSATIONS for button, handler in each.TAPS.items()
}
TYPED: Mapping[str, Handler] = {
    question: handler for each in _CONVERSATIONS for question, handler in each.TYPED.items()
}


def routes(router: Router) -> list[BaseHandler[Any, Any, Any]]:
    """Every way to speak to the bot, in the order in which PTB asks; the first that fits takes the update."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    return [
        CallbackQueryHandler(router.taps),
        # Before all other commands: it is the only one that makes sense to somebody without a zone.
        CommandHandler("start", router.says(start.start, before_start=True), private),
        CommandHandler("new", router.says(booking.new), private),
        CommandHandler("agenda", router.says(agenda.agenda), private),
        CommandHandler("free", router.says(free.free), private),
        CommandHandler("why", router.says(why.why), private),
        CommandHandler("settings", router.says(settings.settings), private),
        # Also for somebody who has told nothing yet.
        CommandHandler("export", router.says(data.export, before_start=True), private),
        CommandHandler("delete", router.says(data.delete, before_start=True), private),
        CommandHandler("help", router.says(settings.help, before_start=True), private),
        CommandHandler("status", router.says(operator.status), private),
        CommandHandler("broadcast", router.says(operator.broadcast), private),
        # After the known ones: a slip like /agneda is offered what it resembles.
        MessageHandler(private & filters.COMMAND, router.says(anything.command)),
        # Text, and what reply keyboards send, answer the open question.
        MessageHandler(
            private & (filters.TEXT | filters.LOCATION | filters.CONTACT | filters.StatusUpdate.USERS_SHARED),
            router.answers,
        ),
        MessageHandler(private & ~filters.StatusUpdate.ALL, router.says(anything.other)),
        MessageHandler(filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE, router.says(anything.edited)),
        ChatMemberHandler(router.notes, ChatMemberHandler.MY_CHAT_MEMBER),
        # Last: every update must find a turn, or its inbox row would stay open.
        TypeHandler(Update, router.notes),
    ]


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that is set up: what is needed to feed it updates and to wait for it."""

    application: Application[Any, Any, Any, Any, Any, Any]
    router: Router
    dispatcher: Dispatcher
    messenger: Messenger
    intake: Intake
    facts: BotFacts


async def _after_the_commit(_update: object, context: Any) -> None:
    """What was decided stands, and was told or not: an outage then costs only knowing which message shows it."""
    if is_outage(context.error):
        log.warning("told, and not remembered", error=type(context.error).__name__)
    else:
        log.error("turn failed after its commit", exc_info=context.error)


@asynccontextmanager
async def opened(
    *,
    engine: AsyncEngine,
    direct_url: str,
    redis: Redis,
    clock: Clock,
    api_url: str,
    token: str,
    link_secret: bytes,
    transport: Transport,
    limiter: Limiter | None = None,
    floods: Floods | None = None,
    operators: frozenset[int] = frozenset(),
) -> AsyncIterator[Bot]:
    """The bot, set up and torn down; the transport is its owner's to close. Without `floods` nobody is slowed down.

    Raises InvalidToken when Telegram refuses the token.
    """
    base_url = f"{api_url}/bot{token}"
    messenger = Messenger(transport, base_url, limiter=limiter)
    me = await messenger.call("getMe", {})
    await menu.publish(messenger)
    facts = BotFacts(id=me["id"], username=me["username"], link_secret=link_secret, operators=operators)
    aside = Aside(engine=engine, messenger=messenger, bot_id=facts.id, clock=clock)
    router = Router(
        engine=engine,
        sessions=Sessions(redis),
        messenger=messenger,
        clock=clock,
        bot=facts,
        aside=aside,
        taps=TAPS,
        typed=TYPED,
    )
    application = (
        Application.builder()
        .bot(
            ExtBot(
                token,
                base_url=f"{api_url}/bot",
                request=transport,
                get_updates_request=transport,
                rate_limiter=RateLimits(limiter),
            )
        )
        .updater(None)
        .job_queue(None)
        .build()
    )
    application.add_handlers(routes(router))
    application.add_error_handler(_after_the_commit)
    await application.initialize()

    async def process(arrived: Arrived) -> bool:
        flow = Flow.FINE if floods is None else floods.flow(arrived.person_key)
        if flow is Flow.SKIPPED:
            await aside.flooded(arrived.update_id)
            return True
        body = parse(arrived.body)
        try:
            update = understood(body, application.bot)
        except Exception as error:  # whatever PTB stumbles over, it will again
            await aside.unreadable(body, error)
            return True
        if flow is Flow.TOLD:
            await aside.flooded(arrived.update_id, tell=update)
            return True
        begun = time.monotonic()
        await application.process_update(update)
        outage = router.outages.pop(arrived.update_id, None)
        if outage is not None:
            await waiting.met(arrived, parse(arrived.body), outage.__cause__, begun=begun)
            return False
        repeated = arrived.update_id in router.repeated
        router.repeated.discard(arrived.update_id)
        if waiting.over(arrived) and repeated:
            await waiting.answer_lost(arrived, parse(arrived.body))
        return True

    def count(arrived: Arrived) -> None:
        if floods is not None and arrived.person_key:
            floods.count(arrived.person_key, arrived.update_id, time.monotonic())

    waiting = Waiting(engine=engine, messenger=messenger, bot_id=facts.id)
    dispatcher = Dispatcher(process, at_once=TURNS_AT_ONCE, count=count, left=waiting.left)
    intake = Intake(
        engine=engine,
        direct_url=direct_url,
        transport=transport,
        base_url=base_url,
        bot_id=facts.id,
        dispatcher=dispatcher,
        clock=clock,
    )
    try:
        yield Bot(application, router, dispatcher, messenger, intake, facts)
    finally:
        await dispatcher.stop(STOP_SECONDS)
        await application.shutdown()
