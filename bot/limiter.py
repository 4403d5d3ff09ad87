"""Telegram's limits, kept by all processes together: one small script in Redis, on Redis' own clock.

Messages are spaced evenly, since a burst within the second is refused as well; 2 % are left unused, because a grant
and its message do not travel equally fast. What was sent by itself (reminders, invitations) takes places only just
ahead of now, and leaves some a second to answers, which may queue further: somebody who types never waits behind a
flood of reminders. A process that cannot reach Redis keeps to its share of the overall rate by itself.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

SPARE = 5.0
"""Messages a second that bulk leaves to answers."""

FREE = 30.0
"""Messages a second that cost nothing; for more Telegram wants `allow_paid_broadcast`, and Stars (sendMessage)."""

USED = 0.98
"""The part of the rate that is granted."""

BULK_AHEAD = 100_000
ANSWERS_AHEAD = 1_000_000
"""How many microseconds ahead of now a place may be reserved; later ones are asked for again."""

BULK_BURST = 5
"""Bulk messages that may catch up, at the overall pace, what answers had taken from them."""

PRIVATE = (1_000_000, 10)
"""Microseconds between messages to one person, and how many may come at once before that counts."""
GROUP = (5_000_000, 8)
"""The same for a group: in no minute more than 8 + 60 / 5 = 20."""

COUNTED_FOR = 30.0
"""Seconds without a sign after which a process is no longer counted for the shares."""

REDIS_SECONDS = 0.5
"""How long Redis may take for an answer before this process goes on alone."""

WITHOUT_REDIS = 2.0
"""Seconds until Redis is asked again after it failed."""

SHARE_UNKNOWN = 4
"""How many processes are assumed to be there when Redis was never reached."""

_MOST = 100

# KEYS: overall line, bulk line, processes, then each request's chat. A line holds when its next place is free, in
# microseconds; a chat's line runs behind by its burst. Answers >= 0: go in so many microseconds; < 0: ask again then.
_SCRIPT = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local step, bulk_step, bulk_burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local line = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0))
local bulk_line = tonumber(redis.call('GET', KEYS[2]) or 0)
local answers = {0}
if ARGV[4] ~= '' then
    redis.call('ZADD', KEYS[3], now, ARGV[4])
    redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - tonumber(ARGV[5]))
    redis.call('PEXPIRE', KEYS[3], 60000)
    answers[1] = redis.call('ZCARD', KEYS[3])
end
for i = 4, #KEYS do
    local a = 6 + (i - 4) * 5
    local bulk, ahead = ARGV[a] == '1', tonumber(ARGV[a + 1])
    local chat_step, chat_burst, counted = tonumber(ARGV[a + 2]), tonumber(ARGV[a + 3]), ARGV[a + 4] == '1'
    local at = line
    if bulk then at = math.max(at, bulk_line - bulk_burst * bulk_step) end
    local chat = tonumber(redis.call('GET', KEYS[i]) or 0)
    local free = chat - (chat_burst - 1) * chat_step
    if free > now then
        answers[#answers + 1] = now - free
    elseif at - now > ahead then
        answers[#answers + 1] = now + ahead / 2 - at
    else
        answers[#answers + 1] = at - now
        line = at + step
        if bulk then bulk_line = math.max(bulk_line, at) + bulk_step end
        if counted then
            local next = math.max(chat, now) + chat_step
            redis.call('SET', KEYS[i], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000) + 1)
        end
    end
end
redis.call('SET', KEYS[1], string.format('%.0f', line), 'PX', math.ceil((line - now) / 1000) + 1000)
redis.call('SET', KEYS[2], string.format('%.0f', bulk_line),
    'PX', math.ceil(math.max(0, bulk_line - now) / 1000) + 1000)
return answers
"""

# Telegram does not say whether a refusal is for this chat or for all: a second one for another chat says it.
# KEYS: overall line, who was refused last, the chat's line. ARGV: microseconds, chat, the chat's step, its burst.
_PAUSE = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local wait = tonumber(ARGV[1])
local before = redis.call('GET', KEYS[2])
redis.call('SET', KEYS[2], ARGV[2], 'PX', 5000)
local chat = now + wait + (math.max(1, tonumber(ARGV[4])) - 1) * tonumber(ARGV[3])
redis.call('SET', KEYS[3], string.format('%.0f', chat), 'PX', math.ceil((chat - now) / 1000) + 1)
if before and before ~= ARGV[2] then
    redis.call('SET', KEYS[1], string.format('%.0f', now + wait), 'PX', math.ceil(wait / 1000) + 1000)
end
"""


class Crowded(Exception):
    """There is no room for a bulk message now; `seconds` is when to ask again."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no room for {seconds:.1f} s")
        self.seconds = seconds


@dataclass(slots=True)
class _Request:
    chat_id: int
    bulk: bool
    counted: bool
    """Whether it counts against the chat's own limit: an edit waits for its turn, but uses up none."""
    answer: asyncio.Future[float] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    @property
    def ahead(self) -> int:
        return BULK_AHEAD if self.bulk else ANSWERS_AHEAD

    @property
    def limit(self) -> tuple[int, int]:
        return GROUP if self.chat_id < 0 else PRIVATE


class Limiter:
    """Grants one bot's messages their moments. `rate` is Telegram's limit a second over all chats."""

    def __init__(self, redis_url: str, *, bot: str, rate: float) -> None:
        """`bot` names whose limit it is (its id): processes with the same name and Redis share it."""
        # A client of its own: an answer that waits for its place must not stand before a turn, and a Redis that does
        # not answer is left at once.
        self._redis = Redis.from_url(
            redis_url,
            socket_timeout=REDIS_SECONDS,
            socket_connect_timeout=REDIS_SECONDS,
            retry=Retry(NoBackoff(), 1),
        )
        self._script = self._redis.register_script(_SCRIPT)
        self._pausing = self._redis.register_script(_PAUSE)
        self._prefix = f"limits:{{{bot}}}"
        self._rate = rate
        self._name = uuid4().hex
        self._processes = 0
        self._counted_at = float("-inf")
        self._asked: list[_Request] = []
        self._asking: asyncio.Task[None] | None = None
        self._next = 0.0
        """The earliest moment of this process's next message."""
        self._alone = _Alone()
        self._alone_until = float("-inf")

    @property
    def paid(self) -> bool:
        """Whether messages have to say that those beyond the free ones are paid for."""
        return self._rate > FREE

    async def wait(
        self, chat_id: int, *, bulk: bool = False, counted: bool = True, patience: float = float("inf")
    ) -> None:
        """Return when a message to this chat may go. Raises Crowded when that takes longer than `patience` seconds."""
        deadline = time.monotonic() + patience
        while True:
            request = _Request(chat_id, bulk, counted)
            self._asked.append(request)
            if self._asking is None or self._asking.done():
                self._asking = asyncio.create_task(self._ask(), name="limiter")
            seconds = await request.answer
            if seconds >= 0:
                await asyncio.sleep(seconds)
                await self._one_by_one()
                return
            if time.monotonic() - seconds > deadline:
                raise Crowded(-seconds)
            # Not all at the same moment: whoever happens to be first would be first each time.
            await asyncio.sleep(-seconds * random.uniform(0.5, 1.0))  # noqa: S311 - jitter

    async def _one_by_one(self) -> None:
        """Who wakes after the process stood still wakes beside others whose moment has passed: they go in turn.

        In step with the full rate, so that what was lost is caught up slowly.
        """
        now = time.monotonic()
        at = max(now, self._next)
        self._next = at + 1.0 / self._rate
        if at > now:
            await asyncio.sleep(at - now)

    async def refused(self, chat_id: int, seconds: float) -> None:
        """Telegram asked to wait: no process writes to this chat before; nor to any, when others were refused too."""
        step, burst = _Request(chat_id, False, True).limit
        self._alone.pause(time.monotonic() * 1e6, chat_id, seconds * 1e6, step, burst)
        keys = [f"{self._prefix}:line", f"{self._prefix}:refused", f"{self._prefix}:{chat_id}"]
        try:
            await self._pausing(keys=keys, args=[int(seconds * 1e6), chat_id, step, burst])
        except (RedisError, OSError) as error:
            self._lost(error)

    async def stop(self) -> None:
        """Leave the count of processes and close the connection."""
        if self._asking is not None:
            await asyncio.gather(self._asking, return_exceptions=True)
        try:
            await self._redis.zrem(f"{self._prefix}:processes", self._name)
        except (RedisError, OSError) as error:
            log.info("left without a word", error=type(error).__name__)
        await self._redis.aclose()

    async def _ask(self) -> None:
        """Ask for everybody who waits in one go; whoever comes meanwhile is in the next one."""
        while self._asked:
            requests, self._asked = self._asked[:_MOST], self._asked[_MOST:]
            try:
                answers = await self._answers(requests)
            except BaseException as error:
                for request in requests:
                    if not request.answer.done():
                        request.answer.set_exception(error)
                raise
            for request, microseconds in zip(requests, answers, strict=True):
                if not request.answer.done():
                    request.answer.set_result(microseconds / 1e6)

    async def _answers(self, requests: Sequence[_Request]) -> Sequence[float]:
        now = time.monotonic()
        if now >= self._alone_until:
            try:
                return await self._shared(requests, now)
            except (RedisError, OSError) as error:
                self._lost(error)
        share = self._rate / (self._processes or SHARE_UNKNOWN)
        return [self._alone.ask(time.monotonic() * 1e6, request, share) for request in requests]

    async def _shared(self, requests: Sequence[_Request], now: float) -> Sequence[float]:
        counting = now - self._counted_at > COUNTED_FOR / 3
        keys = [f"{self._prefix}:line", f"{self._prefix}:bulk", f"{self._prefix}:processes"]
        args: list[str | int | float] = [
            int(1e6 / (self._rate * USED)),
            int(1e6 / (_bulk(self._rate) * USED)),
            BULK_BURST,
            self._name if counting else "",
            COUNTED_FOR * 1e6,
        ]
        for request in requests:
            keys.append(f"{self._prefix}:{request.chat_id}")
            args += [int(request.bulk), request.ahead, *request.limit, int(request.counted)]
        processes, *answers = await self._script(keys=keys, args=args)
        if counting:
            self._counted_at, self._processes = now, processes
        return [float(answer) for answer in answers]

    def _lost(self, error: Exception) -> None:
        if time.monotonic() >= self._alone_until:
            log.warning("limits kept alone", error=type(error).__name__)
        self._alone_until = time.monotonic() + WITHOUT_REDIS


class _Alone:
    """The same rules within one process, at its share of the rate, for as long as Redis is away."""

    def __init__(self) -> None:
        self._line = 0.0
        self._bulk_line = 0.0
        self._chats: dict[int, float] = {}
        self._refused: tuple[int, float] | None = None

    def ask(self, now: float, request: _Request, rate: float) -> float:
        if len(self._chats) > 10_000:
            self._chats = {chat: line for chat, line in self._chats.items() if line > now}
        bulk_step = 1e6 / (_bulk(rate) * USED)
        at = max(now, self._line)
        if request.bulk:
            at = max(at, self._bulk_line - BULK_BURST * bulk_step)
        step, burst = request.limit
        chat = self._chats.get(request.chat_id, 0.0)
        free = chat - (burst - 1) * step
        if free > now:
            return now - free
        if at - now > request.ahead:
            return now + request.ahead / 2 - at
        self._line = at + 1e6 / (rate * USED)
        if request.bulk:
            self._bulk_line = max(self._bulk_line, at) + bulk_step
        if request.counted:
            self._chats[request.chat_id] = max(chat, now) + step
        return at - now

    def pause(self, now: float, chat_id: int, wait: float, step: int, burst: int) -> None:
        self._chats[chat_id] = now + wait + (burst - 1) * step
        if self._refused is not None and self._refused[0] != chat_id and now - self._refused[1] < 5e6:
            self._line = max(self._line, now + wait)
        self._refused = (chat_id, now)


def _bulk(rate: float) -> float:
    """What is left to bulk: all but SPARE, and half where that would leave it too little."""
    return max(rate - SPARE, rate / 2)
