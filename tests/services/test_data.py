"""A person's data: everything is given to them, and nothing of it is found anywhere once they have left."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest_asyncio
from sqlalchemy import text

from db import data, invitees, people
from db.people import Account
from db.tables import metadata
from scheduling.appointments import Appointment, Partstat, Role, Status
from scheduling.people import Person, Reach
from services import appointments, attendance, blocks, export, leaving
from tests.conftest import SAMPLE_NOW as NOW
from tests.services.world import World, opened


@pytest_asyncio.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with opened(database_url) as world:
        yield world


def test_every_table_and_every_column_with_a_person_is_thought_of() -> None:
    """A new table, or a new column that names a person, has to be exported or given a reason not to be."""
    assert {*data.HELD, *data.IMPERSONAL} == set(metadata.tables)
    assert set(data.HELD) & set(data.IMPERSONAL) == set()
    naming = {
        f"{table.name}.{key.parent.name}"
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "people"
    }
    unread = {each for each in naming if each.split(".")[1] not in data.HELD[each.split(".")[0]]}
    assert {each for each in naming - set(data.OTHERS) if each in unread} == set()
    assert set(data.OTHERS) <= naming


LATER = NOW + timedelta(hours=1)
_BO = 102
"""Telegram's id of Bo."""


async def full_life(world: World) -> tuple[Appointment, Appointment, Appointment, Appointment]:
    """Bo Keller in every table: what is over, his own two, and one that he accepted; texts of others name him."""
    account = Account(_BO, "Bo", "Keller", "bo_berlin", "en")
    world.bo = await people.meet(world.connection, account, now=NOW, reachable=True)
    before = await world.booked("Kickoff with Bo", at="2026-11-04T08:00", to="bo chen")
    before = await world.answers("bo", before, Partstat.ACCEPTED)
    await appointments.edit(world.connection, before.id, "note", "Ask @Bo_Berlin, or Bo Keller", by=world.ana, now=NOW)
    await appointments.edit(world.connection, before.id, "title", "Kickoff with Bo!", by=world.ana, now=NOW)
    await world.connection.execute(
        text(
            "UPDATE appointments SET during = tstzrange("
            "lower(during) - interval '2 days', upper(during) - interval '2 days')"
        )
    )
    own = await world.booked("Demo", by="bo", to="ana chen", at="2026-11-05T08:00")
    alone = await world.booked("Dentist of Bo", by="bo", to="", at="2026-11-05T12:00")
    review = await world.booked("Review", at="2026-11-06T08:00", to="bo")
    review = await world.answers("bo", review, Partstat.ACCEPTED)
    invited = await invitees.placeholder(world.connection, "bo_old")
    await appointments.edit(world.connection, own.id, "place", "At Bo's", by=world.bo, now=NOW)
    part = review.attendees[0].id
    values = {
        "bo": world.bo.id,
        "ana": world.ana.id,
        "name": invited.id,
        "now": NOW,
        "part": part,
        "review": review.id,
        "before": before.id,
        "tg": _BO,
        "mine": b'{"message":{"from":{"id":102,"first_name":"Bo"}}}',
        "others": b'{"message":{"from":{"id":101},"text":"@bo_berlin"}}',
    }
    for statement in (
        "UPDATE handles SET claimed_by = :bo WHERE person_id = :name",
        "INSERT INTO proposals (appointment_id, by, during, state, sequence)"
        " SELECT id, :bo, during, 'open', 0 FROM appointments WHERE id = :review",
        "INSERT INTO time_off (person_id, first_day, last_day, reason) VALUES (:bo, '2026-12-24', '2026-12-31', 'Bo')",
        "INSERT INTO chats (id, kind, title) VALUES (:tg, 'private', 'Bo Keller')",
        "INSERT INTO cards (chat_id, message_id, kind, appointment_id, viewer_id, sequence)"
        " VALUES (:tg, 7, 'card', :review, :bo, 0), (101, 8, 'card', :review, :ana, 0),"
        " (101, 9, 'card', :before, :ana, 0)",
        "INSERT INTO notices (key, chat_id, message_id, kind, appointment_id, due_at, next_at)"
        " VALUES ('refresh:102/7', :tg, 7, 'refresh', :review, :now, :now)",
        "INSERT INTO links (token_hash, kind, participant_id, epoch, expires_at, used_by, used_at)"
        " VALUES ('x', 'invitation', :part, 0, :now, :bo, :now)",
        "INSERT INTO blocks (person_id, blocked_id) VALUES (:bo, :ana), (:ana, :bo)",
        "INSERT INTO allowances (person_id, kind, day, n) VALUES (:bo, 'asked', '2026-11-03', 2)",
        "INSERT INTO inbox (bot_id, update_id, person_key, body, received_at, done_at) VALUES"
        " (1, 1, :tg, :mine, :now, NULL), (1, 2, 101, :others, :now, :now), (1, 3, 101, 'plain', :now, :now)",
        "UPDATE participants SET comment = 'I follow Bo' WHERE appointment_id = :before",
        "UPDATE participants SET asked_by_name = 'bo_berlin' WHERE appointment_id = :before AND person_id = :bo",
    ):
        needed = {name: values[name] for name in text(statement).compile().params}
        await world.connection.execute(text(statement), needed)
    await world.connection.commit()
    return before, own, alone, review


async def test_everything_is_exported_with_instants_in_ones_own_time(world: World) -> None:
    before, own, alone, review = await full_life(world)
    bo = (await people.by_ids(world.connection, [world.bo.id]))[world.bo.id]
    made = await export.everything(world.connection, bo, now=NOW, unfinished={"asks": "title"})
    said = json.loads(made.json)
    assert [table for table in data.HELD if not said[table]] == []
    assert said["exported_at"] == {
        "at": "2026-11-03T15:05:00+01:00",
        "wall": "2026-11-03T15:05:00",
        "zone": "Europe/Berlin",
    }
    (me,) = said["people"]
    assert (me["telegram_id"], me["first_name"], me["last_name"], me["city"]) == (_BO, "Bo", "Keller", "Berlin")
    assert [each["title"] for each in said["appointments"]] == [
        "Kickoff with Bo!",
        "Demo",
        "Dentist of Bo",
        "Review",
    ]
    last = said["appointments"][-1]
    assert last["during"]["from"]["at"] == "2026-11-06T09:00:00+01:00"
    assert last["others"] == [{"role": "organizer", "partstat": "accepted", "first_name": "Ana"}]
    assert said["time_off"] == [{"first_day": "2026-12-24", "last_day": "2026-12-31", "reason": "Bo"}]
    assert said["inbox"][0]["body"] == {"message": {"from": {"id": 102, "first_name": "Bo"}}}
    assert said["unfinished"] == {"asks": "title"}
    assert made.calendar is not None
    uids = [line[4:] for line in made.calendar.decode().splitlines() if line.startswith("UID:")]
    assert uids == [str(each.uid) for each in (before, own, alone, review)]
    # Of others nothing but first names.
    assert [word for word in ("ana_lisbon", "chen_sg", "Singapore") if word in made.json.decode()] == []


async def leaves(world: World) -> None:
    bo = (await people.by_ids(world.connection, [world.bo.id]))[world.bo.id]
    await leaving.leave(world.connection, bo, called="Somebody who left", now=LATER)
    await world.connection.commit()


async def found(world: World, *names: str) -> list[tuple[str, str]]:
    """Every table and row in which one of the names stands, whatever the type of the column."""
    hits = []
    for table in metadata.tables.values():
        bodies = [f"convert_from({column.name}, 'LATIN1')" for column in table.columns if column.name == "body"]
        shown = " || ' ' || ".join([f"CAST({table.name} AS text)", *[f"coalesce({body}, '')" for body in bodies]])
        rows = await world.connection.execute(text(f"SELECT {shown} FROM {table.name}"))
        hits += [(table.name, row) for row in rows.scalars() if any(name.lower() in row.lower() for name in names)]
    return hits


async def test_who_has_left_is_found_nowhere(world: World) -> None:
    before, _, _, _ = await full_life(world)
    assert {table for table, _ in await found(world, "Bo", str(_BO))} > {"people", "inbox", "appointments", "changes"}
    await leaves(world)
    # The uuids of appointments are random digits and letters.
    hits = await found(world, "Keller", "bo_", " Bo", '"Bo', "(Bo", str(_BO) + ",", '"id":' + str(_BO))
    assert hits == []
    left = await people.by_ids(world.connection, [world.bo.id])
    assert left == {world.bo.id: Person(world.bo.id, "Somebody who left", reach=Reach.GONE)}
    kept = await appointments.load(world.connection, before.id, viewer=world.ana)
    assert (kept.title, kept.note) == ("Kickoff with …!", "Ask …, or …")
    assert [part.person.first_name for part in kept.participants] == ["Ana", "Somebody who left", "Chen"]
    assert kept.part_of(world.bo.id) is not None
    held = await data.held(world.connection, world.bo.id, telegram_id=_BO, username="bo_berlin")
    assert {table for table, rows in held.items() if rows} == {
        "people",
        "appointments",
        "participants",
        "changes",
        "notices",
    }
    assert [each["title"] for each in held["appointments"]] == ["Kickoff with …!", "Demo", "Review"]
    assert [each["about_you"] for each in held["notices"]] == [True]
    bodies = (await world.connection.execute(text("SELECT update_id, body, done_at FROM inbox ORDER BY 1"))).all()
    assert [(n, body, done is not None) for n, body, done in bodies] == [
        (1, None, True),
        (2, None, True),
        (3, b"plain", True),
    ]


async def test_a_name_goes_where_it_is_written_so_and_the_word_stays(world: World) -> None:
    account = Account(_BO, "May", "Long", "may_long", "en")
    world.bo = await people.meet(world.connection, account, now=NOW, reachable=True)
    made = await world.booked("Lunch with May, may be long", to="bo")
    note = "Long or short: Mayor, MAY; @May_Long, may_long, @may_longer, May Long"
    await appointments.edit(world.connection, made.id, "note", note, by=world.ana, now=NOW)
    await leaves(world)
    kept = await appointments.load(world.connection, made.id, viewer=world.ana)
    assert (kept.title, kept.note) == ("Lunch with …, may be long", "… or short: Mayor, MAY; …, …, @may_longer, …")


async def test_what_lies_ahead_is_called_off_or_declined_and_the_others_are_told_at_once(world: World) -> None:
    _, own, _, review = await full_life(world)
    await world.delivered()
    await leaves(world)
    assert await world.owed("cancellation", "answer", "refresh", "invitation") == [
        "answer 0 to ana about bo in 3600 s",
        "cancellation 1 to ana in 3600 s",
        "cancellation 1 to chen in 3600 s",
        "refresh 0 to 101 in 3600 s",
        "refresh 0 to 101 in 3600 s",
    ]
    assert (await appointments.load(world.connection, own.id, viewer=world.ana)).status is Status.CANCELLED
    declined = await appointments.load(world.connection, review.id, viewer=world.ana)
    assert [(part.person.first_name, part.partstat) for part in declined.attendees] == [
        ("Somebody who left", Partstat.DECLINED)
    ]
    assert await world.blocked() == [
        ("Ana", "Kickoff with …!"),
        ("Ana", "Review"),
        ("Somebody who left", "Kickoff with …!"),
    ]


async def test_no_column_of_theirs_keeps_anything(world: World) -> None:
    """Also none that somebody adds: what is left is the row of a person of whom nothing was ever known."""
    await full_life(world)
    await world.connection.execute(
        text(
            "UPDATE people SET language = 'id', drafting_since = now(), sessions_valid_after = now(), hours = '{}',"
            " outside_hours = 'ask', prefs = '{\"duration\": 45}' WHERE id = :id"
        ),
        {"id": world.bo.id},
    )
    await leaves(world)
    await world.connection.execute(text("INSERT INTO people (first_name) VALUES ('nobody')"))
    rows = (await world.connection.execute(text("SELECT to_jsonb(p) FROM people p ORDER BY id"))).scalars().all()
    left, nobody = next(row for row in rows if row["id"] == world.bo.id), rows[-1]
    assert {name for name in left if left[name] != nobody[name]} == {"id", "first_name", "reach", "deleted_at"}


async def test_the_same_account_begins_anew_as_somebody_else(world: World) -> None:
    await full_life(world)
    await leaves(world)
    account = Account(_BO, "Bo", "Keller", "bo_berlin", "en")
    again: Person = await people.meet(world.connection, account, now=NOW, reachable=True)
    assert again.id != world.bo.id
    assert not again.settled
    assert (await leaving.look(world.connection, again, now=NOW)).counts == (0, 0)
    assert (await invitees.by_usernames(world.connection, ["bo_berlin", "bo_old"])).keys() == {"bo_berlin"}


async def test_who_stands_for_somebody_leaves_with_them(world: World) -> None:
    await blocks.block(world.connection, world.chen, world.ana)
    await world.booked("Lunch", to="chen")
    await leaving.leave(world.connection, world.chen, called="Somebody who left", now=NOW)
    await world.connection.commit()
    assert await found(world, "Chen", "chen_sg", "-103") == []


async def test_an_invitation_by_name_is_declined_too(world: World) -> None:
    dana = await invitees.placeholder(world.connection, "dana_porto")
    lunch = await world.booked("Lunch", to="bo")
    await attendance.change(world.connection, lunch.id, {dana.id: Role.OPTIONAL}, by=world.ana, now=NOW, anyway=True)
    account = Account(104, "Dana", "Conceição", "dana_porto", "en")
    person = await people.meet(world.connection, account, now=NOW, reachable=True)
    assert (await leaving.look(world.connection, person, now=NOW)).counts == (0, 1)
    # Telegram escapes what is not ASCII; what a fault set aside keeps its body.
    said = b'{"message":{"from":{"id":101},"text":"Call Concei\\u00e7\\u00e3o"}}'
    await world.connection.execute(
        text(
            "INSERT INTO inbox (bot_id, update_id, person_key, body, received_at, done_at)"
            " VALUES (1, 9, 101, :b, :n, :n)"
        ),
        {"b": said, "n": NOW},
    )
    await leaving.leave(world.connection, person, called="Somebody who left", now=NOW)
    await world.connection.commit()
    assert await found(world, "Dana", "dana_porto", "Concei") == []
