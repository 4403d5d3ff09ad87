"""Psycopg's connection with the waiting and the sending that a turn can afford.

Psycopg registers the socket with the event loop anew for every wait, sends BEGIN by itself and waits for it, and makes
a cursor, a transformer and a converted query of every statement. Here the socket stays registered, BEGIN travels with
the first statement in one pipeline, and a statement is what `db.statements` has prepared of it: a transaction with one
statement costs a third, and each further one half (measured in microseconds of CPU: see `db.engine`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import psycopg
from psycopg import errors
from psycopg._preparing import Prepare
from psycopg.abc import PQGen
from psycopg.abc import Transformer as AnyTransformer
from psycopg.adapt import PyFormat, Transformer
from psycopg.generators import execute, fetch, send
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult
from psycopg.waiting import Ready, Wait

_READ = int(Wait.R)
_FINE = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
_INTERRUPTED = (asyncio.CancelledError, KeyboardInterrupt)


class Query:
    """SQL with `$1` parameters, and the names of its result's columns once it has run. All connections share it."""

    __slots__ = ("columns", "query")

    def __init__(self, query: bytes) -> None:
        self.query = query
        self.columns: list[str] = []


class _Kind(NamedTuple):
    """What a connection knows a prepared statement by: a small number travels as another type than a large one."""

    query: bytes
    types: tuple[int, ...]


class Connection(psycopg.AsyncConnection[Any]):
    """A connection that one task at a time uses. All of psycopg's own works on it as well."""

    _watched: tuple[asyncio.AbstractEventLoop, int] | None = None
    _waiting: tuple[PQGen[Any], asyncio.Future[Any]] | None = None

    @cached_property
    def _transformer(self) -> AnyTransformer:
        # At the first use: psycopg gives a connection its adapters after it was made.
        return Transformer(self)

    # Waiting

    async def wait(self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None) -> Any:  # noqa: ASYNC109 - as psycopg has it
        """As psycopg's, without a registration and a timer for each wait.

        Who is cancelled while a statement runs loses the connection: the server rolls back.
        """
        if timeout is not None:
            self._unwatch()
            return await super().wait(gen, interval, timeout)
        try:
            state = next(gen)
        except StopIteration as done:
            return done.value
        if state == _READ:
            loop = asyncio.get_running_loop()
            if self._watched is None or self._watched[0] is not loop:
                self._unwatch()
                self._watched = (loop, self.pgconn.socket)
                loop.add_reader(self.pgconn.socket, self._readable)
            answered = loop.create_future()
            self._waiting = (gen, answered)
            try:
                finished, value = await answered
            except _INTERRUPTED:
                self._waiting = None
                self._unwatch()
                self.pgconn.finish()
                raise
            if finished:
                return value
            state = value
        # There is more to send than the socket takes at once.
        self._unwatch()
        return await super().wait(_resumed(gen, state), interval)

    def _readable(self) -> None:
        """Let the generator that waits read on. Data that nobody waits for is the server's goodbye: see `alive`."""
        if self._waiting is None:
            self._unwatch()
            return
        gen, answered = self._waiting
        try:
            state = gen.send(Ready.R)
        except StopIteration as done:
            self._waiting = None
            if not answered.done():
                answered.set_result((True, done.value))
        except Exception as error:
            self._waiting = None
            if self.pgconn.status != ConnStatus.OK:
                self._unwatch()
            if not answered.done():
                answered.set_exception(error)
        else:
            if state != _READ:
                self._waiting = None
                if not answered.done():
                    answered.set_result((False, state))

    def _unwatch(self) -> None:
        if self._watched is not None:
            loop, socket = self._watched
            self._watched = None
            if not loop.is_closed():
                loop.remove_reader(socket)

    async def close(self) -> None:
        self._unwatch()
        if self._waiting is not None:
            _, answered = self._waiting
            self._waiting = None
            if not answered.done():
                answered.set_exception(errors.OperationalError("the connection was closed"))
        await super().close()

    # Sending

    async def rows(self, query: Query, values: Sequence[Any], *, savepoint: bool = False) -> list[dict[str, Any]]:
        """Run a query with its values in the transaction, which it opens; returns every row.

        With `savepoint` an error leaves the transaction as it was before. Raises psycopg's errors.
        """
        async with self.lock:
            result = await self.wait(self._run(query, values, savepoint=savepoint))
        if not result.ntuples:
            return []
        if len(query.columns) != result.nfields:
            query.columns = [(result.fname(at) or b"").decode() for at in range(result.nfields)]
        columns = query.columns
        transformer = self._transformer
        assert transformer is not None
        transformer.set_pgresult(result)
        return transformer.load_rows(0, result.ntuples, lambda row: dict(zip(columns, row, strict=True)))

    def _run(self, query: Query, values: Sequence[Any], *, savepoint: bool) -> PQGen[PGresult]:
        self._check_connection_ok()
        pgconn, known = self.pgconn, self._prepared
        transformer = self._transformer
        parameters = transformer.dump_sequence(values, [PyFormat.AUTO] * len(values))
        types = transformer.types or ()
        kind = _Kind(query.query, types)
        # Psycopg's own memory of what is prepared: it is cleared when the schema changes.
        prepare, name = known.get(kind)  # type: ignore[arg-type] # it reads two attributes, which ours has as well

        def queue() -> None:
            if prepare is Prepare.SHOULD:
                pgconn.send_prepare(name, query.query, param_types=types)
            if prepare is Prepare.NO:
                pgconn.send_query_params(query.query, parameters, types, transformer.formats)
            else:
                pgconn.send_query_prepared(name, parameters, transformer.formats)

        before = [b"BEGIN"] if pgconn.transaction_status == TransactionStatus.IDLE and not self.autocommit else []
        if savepoint:
            before.append(b"SAVEPOINT here")
        if before or prepare is Prepare.SHOULD:
            results = yield from _together(pgconn, before, queue)
        else:
            queue()
            results = yield from execute(pgconn)
        for result in results:
            if result.status not in _FINE:
                if savepoint and pgconn.transaction_status == TransactionStatus.INERROR:
                    yield from self._exec_command(b"ROLLBACK TO SAVEPOINT here")
                raise errors.error_from_result(result, encoding=self.info.encoding)
        key = known.maybe_add_to_cache(kind, prepare, name)  # type: ignore[arg-type] # as above
        if key is not None:
            known.validate(key, prepare, name, results[-1:])
        yield from known.maintain_gen(self)
        return results[-1]


def _resumed(gen: PQGen[Any], state: Wait) -> PQGen[Any]:
    """The rest of a generator that waits for `state`."""
    try:
        while True:
            state = gen.send((yield state))
    except StopIteration as done:
        return done.value


def _together(pgconn: PGconn, before: Sequence[bytes], queue: Callable[[], None]) -> PQGen[list[PGresult]]:
    """Send these commands and what `queue` queues in one pipeline; returns the result of each."""
    pgconn.enter_pipeline_mode()
    results: list[PGresult] = []
    try:
        for command in before:
            pgconn.send_query_params(command, None)
        queue()
        pgconn.pipeline_sync()
        yield from send(pgconn)
        while True:
            result = yield from fetch(pgconn)
            # After each command's result there is a None.
            if result is None:
                continue
            if result.status == ExecStatus.PIPELINE_SYNC:
                return results
            results.append(result)
    finally:
        if pgconn.status == ConnStatus.OK:
            pgconn.exit_pipeline_mode()
