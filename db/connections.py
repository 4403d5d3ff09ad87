"""Psycopg's connection with the waiting and the sending that a turn can afford.

Psycopg registers the socket with the event loop anew for every wait, sends BEGIN by itself and waits for it, and makes
a cursor, a transformer and a converted query of every statement. Here the socket stays registered, BEGIN travels with
the first statement in one pipeline, and a statement is what `db.statements` has prepared of it: a transaction with one
statement costs a third, and each further one half (measured in microseconds of CPU: see `db.engine`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
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

    @cached_property
    def later(self) -> list[tuple[Query, Sequence[Any]]]:
        """Queries with their values that nobody waits for: they travel with the next one, or with the commit."""
        return []

    async def rows(self, query: Query, values: Sequence[Any], *, savepoint: bool = False) -> list[dict[str, Any]]:
        """Run a query with its values in the transaction, which it opens; returns every row.

        With `savepoint` an error leaves the transaction as it was before. Raises psycopg's errors, also those of
        queries that waited in `later`.
        """
        if savepoint:
            await self.flush()
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

    async def flush(self, *more: bytes) -> None:
        """Run what waits in `later`, and `more` commands without values behind it."""
        if self.later:
            async with self.lock:
                await self.wait(self._run_waiting(more))

    async def commit(self) -> None:
        if self.later:
            await self.flush(b"COMMIT")
        else:
            await super().commit()

    async def rollback(self) -> None:
        self.later.clear()
        await super().rollback()

    def _run(self, query: Query, values: Sequence[Any], *, savepoint: bool) -> PQGen[PGresult]:
        self._check_connection_ok()
        before = self._begun()
        if savepoint:
            before.append(b"SAVEPOINT here")
        asked = [_Asked(self, *each) for each in (*self.later, (query, values))]
        self.later.clear()
        if before or len(asked) > 1 or asked[0].prepare is Prepare.SHOULD:
            results = yield from _together(self.pgconn, before, asked)
        else:
            asked[0].send()
            results = yield from execute(self.pgconn)
        yield from self._checked(results, savepoint=savepoint)
        yield from self._remembered(asked, results)
        return results[-1]

    def _run_waiting(self, more: Sequence[bytes]) -> PQGen[None]:
        self._check_connection_ok()
        asked = [_Asked(self, *each) for each in self.later]
        self.later.clear()
        results = yield from _together(self.pgconn, self._begun(), asked, more)
        yield from self._checked(results)
        yield from self._remembered(asked, results[: len(results) - len(more)])

    def _begun(self) -> list[bytes]:
        idle = self.pgconn.transaction_status == TransactionStatus.IDLE and not self.autocommit
        return [b"BEGIN"] if idle else []

    def _checked(self, results: Sequence[PGresult], *, savepoint: bool = False) -> PQGen[None]:
        for result in results:
            if result.status not in _FINE:
                if savepoint and self.pgconn.transaction_status == TransactionStatus.INERROR:
                    yield from self._exec_command(b"ROLLBACK TO SAVEPOINT here")
                raise errors.error_from_result(result, encoding=self.info.encoding)

    def _remembered(self, asked: Sequence[_Asked], results: Sequence[PGresult]) -> PQGen[None]:
        """Let psycopg's own memory know what is prepared now; it is cleared when the schema changes."""
        known, at = self._prepared, len(results)
        for each in reversed(asked):
            at -= 1
            key = known.maybe_add_to_cache(each.kind, each.prepare, each.name)  # type: ignore[arg-type] # see _Kind
            if key is not None:
                known.validate(key, each.prepare, each.name, results[at : at + 1])
            at -= each.prepare is Prepare.SHOULD
        yield from known.maintain_gen(self)


class _Asked:
    """A query with its values, ready to be sent over a connection."""

    __slots__ = ("_formats", "_parameters", "_pgconn", "_query", "kind", "name", "prepare")

    def __init__(self, connection: Connection, query: Query, values: Sequence[Any]) -> None:
        transformer = connection._transformer
        self._pgconn, self._query = connection.pgconn, query.query
        self._parameters = transformer.dump_sequence(values, [PyFormat.AUTO] * len(values))
        self._formats = transformer.formats
        self.kind = _Kind(query.query, transformer.types or ())
        self.prepare, self.name = connection._prepared.get(self.kind)  # type: ignore[arg-type]  # see _Kind

    def send(self) -> None:
        if self.prepare is Prepare.SHOULD:
            self._pgconn.send_prepare(self.name, self._query, param_types=self.kind.types)
        if self.prepare is Prepare.NO:
            self._pgconn.send_query_params(self._query, self._parameters, self.kind.types, self._formats)
        else:
            self._pgconn.send_query_prepared(self.name, self._parameters, self._formats)


def _resumed(gen: PQGen[Any], state: Wait) -> PQGen[Any]:
    """The rest of a generator that waits for `state`."""
    try:
        while True:
            state = gen.send((yield state))
    except StopIteration as done:
        return done.value


def _together(
    pgconn: PGconn, before: Sequence[bytes], asked: Sequence[_Asked], after: Sequence[bytes] = ()
) -> PQGen[list[PGresult]]:
    """Send commands, queries and commands in one pipeline; returns the result of each."""
    pgconn.enter_pipeline_mode()
    results: list[PGresult] = []
    try:
        for command in before:
            pgconn.send_query_params(command, None)
        for each in asked:
            each.send()
        for command in after:
            pgconn.send_query_params(command, None)
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
