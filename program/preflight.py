"""What is looked at before the program runs: given servers, the token, the port, the schema. One clear line each."""

import json
import socket
import sys
from urllib.parse import urlsplit

import aiohttp
import psycopg
import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from db.migrate import UnusableDatabaseError, upgrade

_PATIENCE = 5.0  # seconds for a given server to answer
_PORTS = 50


class CannotRunError(Exception):
    """The program cannot run as it was told to; the text is one line for whoever started it."""


async def migrate(direct_url: str) -> None:
    """Bring the database to this program's schema. Raises CannotRunError."""
    try:
        await upgrade(direct_url)
    except UnusableDatabaseError as error:
        raise CannotRunError(f"The database cannot be used: {error}.") from None


async def check_database(url: str, name: str) -> None:
    """Raises CannotRunError, which calls the setting by `name`, when nothing answers at `url`."""
    try:
        connection = await psycopg.AsyncConnection.connect(url, connect_timeout=int(_PATIENCE))
        await connection.close()
    except psycopg.Error as error:
        said = str(error).strip().splitlines() or [type(error).__name__]
        raise CannotRunError(f"{name}: {said[0].strip()}") from None


async def check_redis(url: str) -> None:
    """Raises CannotRunError when nothing answers at REDIS_URL."""
    once = Retry(NoBackoff(), 0)
    client = redis.asyncio.Redis.from_url(url, socket_connect_timeout=_PATIENCE, socket_timeout=_PATIENCE, retry=once)
    try:
        await client.ping()
    except (redis.RedisError, OSError, ValueError) as error:
        raise CannotRunError(f"REDIS_URL: connection failed: {str(error).rstrip('.')}") from None
    finally:
        await client.aclose()


async def who_answers(api_url: str, token: str) -> str | None:
    """The bot's @name by getMe, or None when Telegram cannot be reached now: that may pass.

    Raises CannotRunError when Telegram refuses the token (401, or 404 for one that it cannot even read).
    """
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_PATIENCE)) as session,
            session.get(f"{api_url}/bot{token}/getMe") as response,
        ):
            status, body = response.status, await response.read()
    except (aiohttp.ClientError, TimeoutError):
        return None
    if status in (401, 404):
        raise CannotRunError(
            f"{urlsplit(api_url).hostname} refuses TELEGRAM_BOT_TOKEN: ask @BotFather for the current one (/token)."
        )
    try:
        return str(json.loads(body)["result"]["username"])
    except (ValueError, KeyError, TypeError):
        return None


def free_port(host: str, wanted: int) -> int:
    """`wanted`, or the next port that nobody has. Raises CannotRunError when there is none near, or no such host."""
    for port in range(wanted, min(wanted + _PORTS, 65536)):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            if sys.platform != "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except PermissionError:
                continue
            except socket.gaierror:
                raise CannotRunError(f"{host} is not an address of this machine.") from None
            except OSError:
                continue
            return port
    raise CannotRunError(f"Ports {wanted} to {wanted + _PORTS - 1} of {host} are all taken or not allowed.")
