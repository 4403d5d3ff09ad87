"""Which exceptions mean that PostgreSQL or Redis is away or asks to try again, rather than that we made a mistake."""

from __future__ import annotations

from psycopg import Error as PsycopgError
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# Connection exceptions (08), operator intervention (57P: restart, failover), serialization and deadlock (40), a lock
# or statement that took too long (55P03, 57014), no resources (53), read-only after a failover (25006).
_PASSING = ("08", "57P", "40001", "40P01", "55P03", "57014", "53", "25006")


def is_outage(error: BaseException) -> bool:
    """Whether the same turn may well succeed when it is tried again."""
    if isinstance(error, RedisConnectionError | RedisTimeoutError | PoolTimeout):
        return True
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return True
        error = error.orig if error.orig is not None else error
    if isinstance(error, PsycopgError):
        # Without a state the connection itself broke; there is no answer of the server to read one from.
        return error.sqlstate is None or error.sqlstate.startswith(_PASSING)
    return isinstance(error, ConnectionError)
