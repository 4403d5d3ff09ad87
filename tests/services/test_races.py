"""Races: on two processes and many connections, everybody's time stays single, and everybody is told in seconds."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import orjson
import psycopg
from sqlalchemy.ext.asyncio import AsyncEngine

from db import people
from db.engine import create_engine
from scheduling.appointments import Appointment, Partstat
from scheduling.drafts import LIFETIME, Draft
from scheduling.people import Person
from scheduling.refusals import Refusal
from services import answers, appointments, booking, moving
from tests.conftest import SAMPLE_NOW as NOW
from tests.services.rivals import Job, Outcome, race

THURSDAY_NINE = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
BO = 1
MANY = 200
CONNECTIONS = 12
ANSWERS = (Partstat.ACCEPTED, Partstat.ACCEPTED, Partstat.TENTATIVE, Partstat.DECLINED)

_PEOPLE = """
    INSERT INTO people (id, telegram_id, first_name, zone, city, reach, prefs) OVERRIDING SYSTEM VALUE
    SELECT n, n, CASE n WHEN 1 THEN 'Bo' ELSE 'Rival ' || n END, 'Europe/Lisbon', 'Lisbon', 'reachable',
           '{"free_to": "everybody"}'
    FROM generate_series(1, %s) n
"""
# Bo is asked for a half hour by each of the others, at one of six starts that all overlap.
_INVITATIONS = """
    WITH made AS (
        INSERT INTO appointments (uid, organizer_id, title, during, wall, zone, utc_offset, tz_version, created_at)
        SELECT gen_random_uuid(), n, 'Review', tstzrange(at, at + interval '30 minutes'), at AT TIME ZONE 'UTC',
               'Europe/Lisbon', interval '0', '2026a', %(now)s
        FROM generate_series(2, %(last)s) n, LATERAL (SELECT %(nine)s + n %% 6 * interval '5 minutes' AS at) AS a
        RETURNING *
    )
    INSERT INTO participants (appointment_id, during, person_id, role, partstat, blocks)
    SELECT made.id, during, person_id, role, partstat, role = 'organizer' FROM made, LATERAL (VALUES
        (organizer_id, 'organizer', 'accepted'), (1, 'required', 'needs-action')) AS who (person_id, role, partstat)
    RETURNING appointment_id
"""


def started(url: str, jobs: list[Job]) -> subprocess.Popen[bytes]:
    """A process that has these jobs and waits for the start."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.services.rivals", url], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin
    process.stdin.write(b"".join(orjson.dumps(asdict(job)) + b"\n" for job in jobs) + b"\n")
    process.stdin.flush()
    return process


def raced_on_two_processes(url: str, jobs: list[Job]) -> list[Outcome]:
    processes = [started(url, jobs[half::2]) for half in (0, 1)]
    try:
        for process in processes:
            assert process.stdout
            assert process.stdout.readline() == b"ready\n"
        for process in processes:
            assert process.stdin
            process.stdin.write(b"go\n")
            process.stdin.flush()
        lines = [line for process in processes for line in process.communicate(timeout=60)[0].splitlines()]
    finally:
        for process in processes:
            process.kill()
            process.wait()
    found = [Outcome(**orjson.loads(line)) for line in lines]
    return [replace(each, reasons=tuple(each.reasons)) for each in found]


def test_of_two_hundred_organizers_one_books(database_url: str) -> None:
    """All have read that Bo is free, and nobody's time overlaps but Bo's."""
    jobs = [
        Job(
            person, NOW.isoformat(), other=BO, starts_at=(THURSDAY_NINE + timedelta(minutes=person % 6 * 5)).isoformat()
        )
        for person in range(2, MANY + 2)
    ]
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(_PEOPLE, (MANY + 1,))

        outcomes = raced_on_two_processes(database_url, jobs)

        assert Counter((each.made, each.reasons, each.offered) for each in outcomes) == {
            (True, (), 0): 1,
            (False, ("maybe-busy",), 3): MANY - 1,
        }
        assert max(each.seconds for each in outcomes) < 5
        written = connection.execute(
            "SELECT (SELECT count(*) FROM appointments), (SELECT count(*) FROM participants),"
            " (SELECT count(*) FROM notices), (SELECT count(DISTINCT appointment_id) FROM notices)"
        ).fetchone()
        assert written == (1, 2, 6, 1)


def test_of_two_hundred_acceptances_by_one_person_one_counts(database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(_PEOPLE, (MANY + 1,))
        values = {"now": NOW, "nine": THURSDAY_NINE, "last": MANY + 1}
        asked = {row[0] for row in connection.execute(_INVITATIONS, values)}
        jobs = [Job(BO, NOW.isoformat(), appointment=each) for each in asked]

        outcomes = raced_on_two_processes(database_url, jobs)

        assert Counter((each.made, each.reasons) for each in outcomes) == {
            (True, ()): 1,
            (False, ("busy-then",)): MANY - 1,
        }
        assert max(each.seconds for each in outcomes) < 5
        bos = connection.execute(
            "SELECT partstat, blocks, count(*) FROM participants WHERE person_id = 1 GROUP BY 1, 2"
        )
        assert sorted(bos) == [("accepted", True, 1), ("needs-action", False, MANY - 1)]


async def test_of_two_rivals_the_other_is_told_within_a_second(database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(_PEOPLE, (3,))

    outcomes = await race(
        database_url, [Job(person, NOW.isoformat(), other=BO, starts_at=THURSDAY_NINE.isoformat()) for person in (2, 3)]
    )

    assert sorted(each.offered for each in outcomes) == [0, 3]
    assert max(each.seconds for each in outcomes) < 1


@dataclass
class Crowd:
    """A few people with much to do on two days, who press the buttons of new and of old cards."""

    engine: AsyncEngine
    people: list[Person]
    dice: random.Random
    cards: list[Appointment] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)

    async def act(self) -> None:
        """One turn of somebody: what they are refused has changed nothing, and all else has been done."""
        does = self.dice.choices(["book", "answer", "move", "cancel", "restore"], [6, 10, 3, 1, 1])[0]
        shown = self.dice.choice(self.cards[-200:]) if self.cards else None
        if shown is None or does == "book":
            does, by = "book", self.dice.choice(self.people)
        elif does == "answer":
            by = self.dice.choice(shown.attendees).person
        else:
            by = shown.organizer.person
        try:
            async with self.engine.begin() as connection:
                await people.set_drafting(connection, by.id, NOW)  # the turn's lock on the viewer's row
                if does == "book" or shown is None:
                    drafted = self.draft(by)
                    after = await booking.book(connection, drafted, by=by, now=NOW, soft=self.dice.random() < 0.8)
                elif does == "answer":
                    said = self.dice.choice(
                        [Partstat.ACCEPTED, Partstat.ACCEPTED, Partstat.TENTATIVE, Partstat.DECLINED]
                    )
                    after = (
                        await answers.answer(connection, shown.id, said, by=by, sequence=shown.sequence, now=NOW)
                    ).appointment
                elif does == "move":
                    after = await moving.move(
                        connection, shown.id, self.start(), by=by, sequence=shown.sequence, now=NOW
                    )
                elif does == "cancel":
                    after = await appointments.cancel(connection, shown.id, by=by, sequence=shown.sequence, now=NOW)
                else:
                    after = await appointments.restore(connection, shown.id, by=by, sequence=shown.sequence, now=NOW)
        except Refusal as refusal:
            self.happened[f"{does}: {type(refusal).__name__}"] += 1
            return
        self.cards.append(after)
        self.happened[does] += 1

    def start(self) -> datetime:
        return THURSDAY_NINE + timedelta(days=self.dice.randrange(2), minutes=15 * self.dice.randrange(28))

    def draft(self, by: Person) -> Draft:
        others = [each.id for each in self.people if each.id != by.id]
        return Draft(
            id=uuid4(),
            zone=people_zone(by),
            expires_at=NOW + LIFETIME,
            duration=timedelta(minutes=self.dice.choice([15, 30, 60])),
            title="Review",
            people=tuple(self.dice.sample(others, self.dice.randint(1, 3))),
            starts_at=self.start(),
        )


def people_zone(person: Person) -> ZoneInfo:
    assert person.zone
    return person.zone


# Each finds rows only where something is wrong.
WRONG = {
    "two things at once": """
        SELECT a.person_id, a.during, b.during FROM participants a JOIN participants b ON b.person_id = a.person_id
        AND b.id > a.id AND b.during && a.during WHERE a.blocks AND b.blocks
    """,
    "blocked by what does not block, or the other way round": """
        SELECT t.id FROM participants t JOIN appointments a ON a.id = t.appointment_id
        WHERE t.blocks <> (a.status = 'confirmed' AND (t.role = 'organizer' OR t.partstat = 'accepted'))
    """,
    "a copy of the time that did not follow": """
        SELECT t.id FROM participants t JOIN appointments a ON a.id = t.appointment_id WHERE t.during <> a.during
    """,
    "an answer to another time": """
        SELECT t.id FROM participants t JOIN appointments a ON a.id = t.appointment_id
        WHERE t.role <> 'organizer' AND t.partstat <> 'needs-action' AND a.status = 'confirmed'
          AND t.answered_sequence <> a.sequence
    """,
    "a notice of another time": """
        SELECT n.key FROM notices n JOIN appointments a ON a.id = n.appointment_id
        WHERE n.state = 'due' AND n.kind <> 'refresh' AND n.sequence <> a.sequence
    """,
    "a notice of what is off, or a cancellation of what is on": """
        SELECT n.key FROM notices n JOIN appointments a ON a.id = n.appointment_id
        WHERE n.state = 'due' AND n.kind <> 'refresh' AND (n.kind = 'cancellation') <> (a.status = 'cancelled')
    """,
    "a reminder at another time": """
        SELECT n.key FROM notices n JOIN appointments a ON a.id = n.appointment_id
        WHERE n.state = 'due' AND n.kind = 'reminder' AND n.due_at + n.lead <> lower(a.during)
    """,
    "two reminders each, but for who has declined": """
        SELECT t.id FROM participants t JOIN appointments a ON a.id = t.appointment_id
        WHERE a.status = 'confirmed' AND CASE t.partstat WHEN 'declined' THEN 0 ELSE 2 END <> (
            SELECT count(*) FROM notices n WHERE n.appointment_id = a.id AND n.recipient_id = t.person_id
            AND n.kind = 'reminder' AND n.state = 'due')
    """,
    "not asked exactly once": """
        SELECT t.id FROM participants t JOIN appointments a ON a.id = t.appointment_id
        WHERE a.status = 'confirmed' AND t.partstat = 'needs-action' AND 1 <> (
            SELECT count(*) FROM notices n WHERE n.appointment_id = a.id AND n.recipient_id = t.person_id
            AND n.kind IN ('invitation', 'move') AND n.state = 'due')
    """,
}


async def test_a_thousand_turns_at_once_leave_everything_right(database_url: str) -> None:
    engine = create_engine(database_url, pool_size=CONNECTIONS)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(_PEOPLE, (8,))
        async with engine.begin() as own:
            known = await people.by_ids(own, range(1, 9))
        crowd = Crowd(engine, list(known.values()), random.Random(8))

        turns = iter(range(1000))

        async def act() -> None:
            for _ in turns:
                await crowd.act()

        async with asyncio.timeout(60):
            await asyncio.gather(*[act() for _ in range(CONNECTIONS)])
        await engine.dispose()

        wrong = {name: connection.execute(query).fetchall() for name, query in WRONG.items()}
    assert {name: found for name, found in wrong.items() if found} == {}
    # Everything happened, and was refused, often enough to mean something.
    did = {"book", "answer", "move", "cancel", "restore"}
    refused = {"book: DoesNotSuit", "answer: BusyThen", "answer: Changed", "move: DoesNotSuit"}
    assert {what: count for what, count in crowd.happened.items() if count > 4}.keys() >= did | refused
