"""Many who want the same at once, from a process of its own.

    python -m tests.services.rivals DATABASE_URL

Reads one Job a line up to an empty line, prints "ready", and starts when another line comes. Prints an Outcome for each
job, in their order.
"""

from __future__ import annotations

import asyncio
import sys
import time
import zoneinfo
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import uuid4

if __name__ == "__main__":
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()

import orjson
from sqlalchemy.ext.asyncio import AsyncEngine

from db import people
from db.engine import create_engine
from scheduling.appointments import Partstat
from scheduling.drafts import LIFETIME, Draft
from scheduling.refusals import BusyThen, DoesNotSuit
from services import answers, booking

CONNECTIONS = 4
"""Far fewer than rivals, as in a process of the program."""


@dataclass(frozen=True, slots=True)
class Job:
    """`person` books with `other` at `starts_at`, or accepts `appointment` as it was first sent out."""

    person: int
    now: str
    other: int = 0
    starts_at: str = ""
    appointment: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """`made`: booked or accepted; else what was in the way and how many other times were offered. `seconds` are from
    the press to the end of the turn, with the wait for a connection.
    """

    made: bool
    seconds: float
    reasons: tuple[str, ...] = ()
    offered: int = 0


async def attempt(engine: AsyncEngine, job: Job) -> Outcome:
    """One turn: the viewer's row first, then the booking locks, and a commit."""
    began = time.perf_counter()
    now = datetime.fromisoformat(job.now)
    try:
        async with engine.begin() as connection:
            by = (await people.by_ids(connection, [job.person]))[job.person]
            await people.set_drafting(connection, by.id, now)
            if job.appointment:
                await answers.answer(connection, job.appointment, Partstat.ACCEPTED, by=by, sequence=0, now=now)
            else:
                assert by.zone
                draft = Draft(
                    id=uuid4(),
                    zone=by.zone,
                    expires_at=now + LIFETIME,
                    duration=timedelta(minutes=30),
                    title="Review",
                    people=(job.other,),
                    starts_at=datetime.fromisoformat(job.starts_at),
                )
                await booking.book(connection, draft, by=by, now=now, soft=False)
    except DoesNotSuit as refusal:
        reasons = tuple(misfit.reason.value for misfit in refusal.misfits)
        return Outcome(False, time.perf_counter() - began, reasons, len(refusal.suggestions))
    except BusyThen:
        return Outcome(False, time.perf_counter() - began, ("busy-then",))
    return Outcome(True, time.perf_counter() - began)


async def race(url: str, jobs: list[Job]) -> list[Outcome]:
    """All at once, as far as the connections go."""
    engine = create_engine(url, pool_size=CONNECTIONS)
    try:
        return list(await asyncio.gather(*[attempt(engine, job) for job in jobs]))
    finally:
        await engine.dispose()


def main() -> None:
    """One of the processes of a race."""
    jobs = [Job(**orjson.loads(line)) for line in iter(sys.stdin.readline, "\n")]
    print("ready", flush=True)
    sys.stdin.readline()
    for outcome in asyncio.run(race(sys.argv[1], jobs)):
        print(orjson.dumps(asdict(outcome)).decode())


if __name__ == "__main__":
    main()
