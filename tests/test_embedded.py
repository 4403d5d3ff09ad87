"""The servers that the program brings along: kept data, takeover, stop, and one clear line when they cannot run."""

import psycopg
import redis

from scheduling.clock import MovableClock
from tests.conftest import SAMPLE_NOW


async def test_a_test_gets_a_fresh_database_and_an_empty_redis(
    database_url: str, redis_url: str, clock: MovableClock
) -> None:
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        found = await (await connection.execute("SELECT current_setting('TimeZone')")).fetchone()
    assert found == ("UTC",)
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
    assert clock() == SAMPLE_NOW
