"""The deliverer: claim what is due, look again whether it is true, render, send, mark. Each notice alone.

At least once: what was claimed by a process that died becomes due again when its lease ends. A second copy is possible
only where a crash fell between Telegram's answer and the mark.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from datetime import datetime, timedelta
from typing import Any

import psycopg
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram.error import ChatMigrated, TelegramError

from bot import measures
from bot.limiter import Crowded
from bot.messenger import Messenger
from bot.outages import is_outage
from bot.turns import BotFacts
from db import chats, delivery, people
from db import notices as owed
from db.delivery import Outcome
from db.settings import link_secret
from jobs import drawing
from jobs.crew import in_parts
from jobs.drawing import Facts, Ready
from jobs.treatment import Do, treat
from scheduling.clock import Clock
from scheduling.notices import Kind, Notice, State

log = structlog.get_logger(__name__)

BATCH = 200
BATCHES = 3
"""Batches in hand beside each other: while one is read and another marked, the third is sent."""
AT_ONCE = 30
"""Messages under way beside each other, each to another person."""

MARK_AFTER = 50
MARK_SECONDS = 0.1
MARK_AGAIN_SECONDS = 0.2
"""Marks are written for 50 sent messages or after 100 ms: what a crash may send twice."""

RETRY_SECONDS = 5.0
"""How soon the database is asked again after it failed, and how often it is asked when nobody wakes us."""

PAUSE_SECONDS = 1.0
"""How long nothing is looked for after a round has failed."""

LATE = timedelta(minutes=2)
"""What waits longer than this has met an outage."""

CATCH_UP = timedelta(seconds=10)
"""How often late reminders are looked through while there are any."""


class Deliverer:
    """Delivers notices through one bot until told to stop; any number may run, in any number of processes."""

    def __init__(self, *, engine: AsyncEngine, direct_url: str, messenger: Messenger, clock: Clock) -> None:
        self._engine = engine
        self._direct_url = direct_url
        self._messenger = messenger
        self._clock = clock
        self._bot: BotFacts | None = None
        self._woken = asyncio.Event()
        self._stopping = False
        self._worked = asyncio.Event()
        self._caught_up: datetime | None = None
        self._catching_up = asyncio.Lock()
        self.late_dropped = 0
        """Reminders that an outage made pointless, since the start."""

    def wake(self) -> None:
        """There may be something due: look now."""
        self._woken.set()

    def stop(self) -> None:
        """End after the batch in hand."""
        self._stopping = True
        self._woken.set()

    async def worked(self) -> None:
        """Wait until a batch that begins from now on has been looked for and delivered."""
        self._worked.clear()
        self.wake()
        await self._worked.wait()

    async def run(self) -> None:
        """Deliver until `stop`; a database that is away is waited for."""
        listening = asyncio.create_task(self._listen(), name="listening")
        try:
            while not self._stopping:
                self._woken.clear()
                try:
                    await self.drain()
                    self._worked.set()
                except* (SQLAlchemyError, psycopg.Error, OSError) as errors:
                    log.warning("delivery paused", error=type(errors.exceptions[0]).__name__)
                    await asyncio.sleep(PAUSE_SECONDS)
                    self._woken.set()
                except* Exception:
                    # A mistake of ours: silence would be the worst of it.
                    log.exception("delivery failed")
                    await asyncio.sleep(PAUSE_SECONDS)
                await self._wait()
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(RETRY_SECONDS):
                await self._woken.wait()
        except TimeoutError:
            pass

    async def _listen(self) -> None:
        """LISTEN on a connection of its own, so that an invitation is on its way when its booking commits."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._direct_url, autocommit=True) as connection:
                    await connection.execute(f"LISTEN {owed.CHANNEL}")
                    # What was committed while nobody listened.
                    self.wake()
                    async for _ in connection.notifies():
                        self.wake()
            except (psycopg.Error, OSError) as error:
                log.warning("not listening", error=type(error).__name__)
                await asyncio.sleep(1.0)

    async def drain(self) -> None:
        """Deliver until nothing is due or `stop`, some batches beside each other: while one reads, another sends."""

        async def until_empty() -> None:
            while not self._stopping and await self.batch():
                pass

        async with asyncio.TaskGroup() as group:
            for _ in range(BATCHES):
                group.create_task(until_empty())

    async def batch(self) -> int:
        """Deliver one batch; returns how many notices were claimed."""
        now = self._clock()
        async with self._engine.begin() as connection:
            await delivery.release_expired(connection)
            await self._catch_up(connection, now)
            claimed = await delivery.claim(connection, now=now, limit=BATCH)
        if claimed:
            await self._deliver_all(claimed, now)
        return len(claimed)

    async def _deliver_all(self, claimed: Sequence[Notice], now: datetime) -> None:
        """Each by itself where something about one of them cannot be read, which is tried again later."""
        try:
            async with self._engine.begin() as connection:
                facts = await self._facts(connection, claimed, now)
        except Exception as error:
            if is_outage(error):
                raise
            if len(claimed) > 1:
                for each in claimed:
                    await self._deliver_all([each], now)
                return
            log.exception("notice not read", notice=claimed[0].id, kind=claimed[0].kind.value)
            outcome = await self._refused(claimed[0], TelegramError(f"bug: {type(error).__name__}"))
            await self._surely_mark([(claimed[0], outcome)], drawing.NOTHING, now)
            return
        drawn = await drawing.drawn(claimed, facts, now=now)
        parts = in_parts(drawn, self._deliver, at_once=AT_ONCE, part=MARK_AFTER, seconds=MARK_SECONDS)
        async with aclosing(parts):
            async for finished in parts:
                await self._surely_mark(finished, facts, now)

    async def _catch_up(self, connection: Any, now: datetime) -> None:
        """After an outage: one late reminder a person, and none of what is over."""
        oldest = await delivery.next_at(connection)
        if oldest is None or now - oldest < LATE:
            return
        # The batches beside this one claim nothing before it is done: what they held could not be dropped any more.
        async with self._catching_up:
            if self._caught_up and now - self._caught_up < CATCH_UP:
                return
            dropped = await delivery.drop_late_reminders(connection, now=now)
            self._caught_up = now
        if dropped:
            self.late_dropped += dropped
            log.info("late reminders dropped", count=dropped, behind=int((now - oldest).total_seconds()))

    async def _facts(self, connection: Any, claimed: Sequence[Notice], now: datetime) -> Facts:
        return await drawing.read(connection, claimed, self._bot_facts, now=now)

    async def _bot_facts(self, connection: Any) -> BotFacts | None:
        """What links are made with, asked for once, when the first card needs it; None while Telegram does not say."""
        if self._bot is None:
            try:
                me = await self._messenger.call("getMe", {})
            except TelegramError as error:
                # The card is drawn without addresses: its [Send the link] then asks for them.
                log.warning("no links on cards", error=type(error).__name__)
                return None
            self._bot = BotFacts(me["id"], me["username"], await link_secret(connection))
        return self._bot

    async def _deliver(self, drawn: tuple[Notice, Ready | Outcome]) -> tuple[Notice, Outcome]:
        """Send what is to be sent. Never raises for what Telegram says."""
        notice, what = drawn
        if isinstance(what, Outcome):
            return drawn[0], what
        try:
            return notice, await self._send(what)
        except Crowded as crowded:
            after = timedelta(seconds=crowded.seconds)
            return notice, Outcome(notice.id, State.CLAIMED, postponed=after, tried=False)
        except TelegramError as error:
            return notice, await self._refused(notice, error)
        except Exception as error:
            # One message that cannot be sent must not hold up the others; its notice is kept, with the reason.
            log.exception("notice not sent", notice=notice.id, kind=notice.kind.value)
            return notice, Outcome(notice.id, State.FAILED, error=f"bug: {type(error).__name__}")

    async def _send(self, message: Ready) -> Outcome:
        to, view, old = message.chat_id, message.view, message.message_id
        if old is not None and await self._messenger.edit(to, old, view):
            return Outcome(message.notice.id, State.SENT, old)
        if not message.anew:
            return Outcome(message.notice.id, State.DROPPED, old)
        return Outcome(message.notice.id, State.SENT, await self._messenger.send(to, view, silent=message.silent))

    async def _refused(self, notice: Notice, error: TelegramError) -> Outcome:
        treatment = treat(error, attempts=notice.attempts)
        reason = f"{type(error).__name__}: {error.message}"
        log.warning("notice not sent", notice=notice.id, kind=notice.kind.value, reason=reason, do=treatment.do.value)
        match treatment.do:
            case Do.AGAIN | Do.WAIT:
                tried = treatment.do is Do.AGAIN
                return Outcome(notice.id, State.CLAIMED, error=reason, postponed=treatment.after, tried=tried)
            case Do.FOLLOW:
                if isinstance(error, ChatMigrated) and notice.chat_id is not None:
                    async with self._engine.begin() as connection:
                        await chats.migrate(connection, notice.chat_id, error.new_chat_id)
                # The old messages stay behind, out of reach; there is nothing left to redraw.
                return Outcome(notice.id, State.DROPPED, error=reason)
            case Do.DROP:
                return Outcome(notice.id, State.DROPPED, error=reason)
        return Outcome(notice.id, State.FAILED, error=reason, reach=treatment.reach)

    async def _surely_mark(self, finished: Sequence[tuple[Notice, Outcome]], facts: Facts, now: datetime) -> None:
        """Mark, also across a restart of PostgreSQL while the lease lasts: what is not marked is sent again."""
        until = asyncio.get_running_loop().time() + delivery.LEASE.total_seconds() / 2
        while True:
            try:
                await self._mark(finished, facts, now)
                measures.delivered(((notice, outcome.state) for notice, outcome in finished), self._clock())
            except (SQLAlchemyError, psycopg.Error, OSError) as error:
                if not is_outage(error) or asyncio.get_running_loop().time() > until:
                    raise
                log.warning("marking is tried again", error=type(error).__name__)
                await asyncio.sleep(MARK_AGAIN_SECONDS)
            else:
                return

    async def _mark(self, finished: Sequence[tuple[Notice, Outcome]], facts: Facts, now: datetime) -> None:
        """Mark a part of the batch, remember its cards, and tell organizers whom we cannot reach."""
        cards = [card for notice, outcome in finished if (card := drawing.card_of(notice, outcome, facts))]
        async with self._engine.begin() as connection:
            await delivery.mark(connection, [outcome for _, outcome in finished], cards, now=now)
            await self._tell_of_unreachable(connection, finished, facts, now)

    async def _tell_of_unreachable(
        self, connection: Any, finished: Sequence[tuple[Notice, Outcome]], facts: Facts, now: datetime
    ) -> None:
        """Mark people whom Telegram will not let us write to; each organizer hears of it once."""
        for notice, outcome in finished:
            if outcome.state is not State.FAILED or notice.recipient_id is None:
                continue
            recipient = facts.people.get(notice.recipient_id)
            if recipient is None:
                continue
            if outcome.reach is not None and recipient.reach is not outcome.reach:
                await people.set_reach(connection, recipient.id, outcome.reach)
            appointment = facts.appointments.get(notice.appointment_id or 0)
            if appointment is None or not appointment.live or appointment.organizer.person.id == recipient.id:
                continue
            await owed.owe(
                connection,
                [
                    owed.Owed(
                        Kind.UNREACHABLE,
                        now,
                        recipient_id=appointment.organizer.person.id,
                        appointment_id=appointment.id,
                        subject_id=recipient.id,
                    )
                ],
                now=now,
            )
            await owed.refresh_cards(connection, appointment.id, now=now)
