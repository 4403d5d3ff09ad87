"""People as somebody who invites comes across them: by @username, in the contacts, as acquaintances.

Whoever may not be invited by the one who looks is never among them. In their place stands a person of whom nothing is
known, exactly as for an account that never opened the bot: by @username the placeholder of the name, else a stand-in,
whose `telegram_id` is that of the account negated. Nothing of the account hangs on either, so nothing can show through.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import insert as plain_insert
from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.free import accepts, met
from db.people import COLUMNS, by_telegram_ids, from_row
from db.statements import Statement
from db.tables import handles, people
from scheduling.people import Person


def _of(alias: str) -> str:
    return ", ".join(f"{alias}.{name}" for name in COLUMNS)


_BY_USERNAMES = Statement(
    f"""
    WITH named AS (
        SELECT p.*, CAST(:viewer_id AS bigint) IS NULL OR {accepts()} AS accepts
        FROM people p WHERE p.username = ANY(:names)
    )
    SELECT n.username AS asked, {_of("n")} FROM named n WHERE n.accepts
    UNION ALL
    SELECT h.name AS asked, {_of("p")} FROM handles h JOIN people p ON p.id = h.person_id
        LEFT JOIN named n ON n.username = h.name
    WHERE h.name = ANY(:names) AND CASE WHEN n.id IS NULL THEN h.claimed_by IS NULL ELSE NOT n.accepts END
    UNION ALL
    SELECT n.username AS asked, {_of("s")} FROM named n JOIN people s ON s.telegram_id = -n.telegram_id
    WHERE NOT n.accepts AND NOT EXISTS (SELECT FROM handles h WHERE h.name = n.username)
    """  # noqa: S608 - column names from a constant
)


async def by_usernames(
    connection: AsyncConnection, names: Iterable[str], *, viewer_id: int | None = None
) -> dict[str, Person]:
    """People who bear these @usernames (any case) now, or placeholders invited by them before, as the viewer may
    invite them; without one, as they are.
    """
    wanted = sorted({name.lower() for name in names})
    rows = await _BY_USERNAMES.all(connection, names=wanted, viewer_id=viewer_id)
    return {row["asked"]: from_row(row) for row in rows}


async def placeholder(connection: AsyncConnection, name: str, *, viewer_id: int | None = None) -> Person:
    """The person who stands for a @username that nobody bears whom the viewer may invite; made on first use.

    Their first name reads as the @name until the real account claims the invitation.
    """
    name = name.lower()
    found = await by_usernames(connection, [name], viewer_id=viewer_id)
    if name in found:
        return found[name]
    row = (
        (
            await connection.execute(
                plain_insert(people)
                .values(first_name=f"@{name}", username=None)
                .returning(*[people.c[column] for column in COLUMNS])
            )
        )
        .mappings()
        .one()
    )
    await connection.execute(
        insert(handles)
        .values(name=name, person_id=row["id"])
        .on_conflict_do_update(index_elements=["name"], set_={"person_id": row["id"], "claimed_by": None})
    )
    return from_row(row)


_ACCOUNT = Statement(
    f"""
    SELECT NOT {accepts()} AS refuses FROM people p WHERE p.telegram_id = :telegram_id
    """  # noqa: S608 - a constant of ours
)


async def contact(
    connection: AsyncConnection,
    *,
    telegram_id: int,
    first_name: str,
    last_name: str | None,
    username: str | None,
    viewer_id: int,
) -> Person:
    """Somebody picked from the viewer's contacts: known by Telegram id, though they may never have opened the bot."""
    account = await _ACCOUNT.first(connection, telegram_id=telegram_id, viewer_id=viewer_id)
    refuses = account is not None and account["refuses"]
    known_as = -telegram_id if refuses else telegram_id
    statement = (
        insert(people)
        .values(telegram_id=known_as, first_name=first_name, last_name=last_name)
        .on_conflict_do_nothing(index_elements=["telegram_id"])
    )
    await connection.execute(statement)
    found = await by_telegram_ids(connection, [known_as])
    person = found[known_as]
    if username and person.username is None and not refuses and not await by_usernames(connection, [username]):
        await connection.execute(update(people).where(people.c.id == person.id).values(username=username.lower()))
    return person


# What they are called is public; a stand-in keeps it, as an account keeps what it was called when it was picked.
_MAKE = Statement(
    """
    INSERT INTO people (telegram_id, first_name, last_name)
    SELECT -telegram_id, first_name, last_name FROM people WHERE id = ANY(:ids) AND telegram_id > 0
    ON CONFLICT (telegram_id) DO NOTHING
    """
)
_STAND = Statement(
    f"""
    SELECT p.id AS stands_for, {_of("s")} FROM people p JOIN people s ON s.telegram_id = -p.telegram_id
    WHERE p.id = ANY(:ids)
    """  # noqa: S608 - column names from a constant
)


async def stand_ins(connection: AsyncConnection, ids: Collection[int]) -> dict[int, Person]:
    """Who stands for each of these accounts where they may not be invited; made on first use."""
    await _MAKE.run(connection, ids=list(ids))
    return {row["stands_for"]: from_row(row) for row in await _STAND.all(connection, ids=list(ids))}


_REFUSING = Statement(
    f"""
    SELECT p.id FROM people p WHERE p.id = ANY(:ids) AND NOT {accepts()}
    """  # noqa: S608 - a constant of ours
)


async def refusing(connection: AsyncConnection, ids: Collection[int], *, viewer_id: int) -> list[int]:
    """Those of these people whom the viewer may not invite."""
    return [row["id"] for row in await _REFUSING.all(connection, ids=list(ids), viewer_id=viewer_id)]


_UNMET = Statement(
    f"""
    SELECT {_of("p")} FROM people p WHERE p.id = ANY(:ids) AND p.zone IS NOT NULL AND p.id <> :viewer_id
        AND NOT {met()}
    ORDER BY p.id
    """  # noqa: S608 - column names from a constant
)


async def unmet(connection: AsyncConnection, ids: Collection[int], *, viewer_id: int) -> list[Person]:
    """Those of these people who have opened the bot, and whom the viewer has never met."""
    return [from_row(row) for row in await _UNMET.all(connection, ids=list(ids), viewer_id=viewer_id)]


# OFFSET 0 keeps the planner from reading all people to find a hundred.
_ACQUAINTANCES = Statement(
    f"""
    WITH mine AS MATERIALIZED (
        SELECT appointment_id, lower(during) AS starts_at FROM participants
        WHERE person_id = :viewer_id ORDER BY lower(during) DESC LIMIT 100
    ), met AS (
        SELECT t.person_id, max(mine.starts_at) AS last, count(*) AS n
        FROM mine JOIN participants t USING (appointment_id)
        WHERE t.person_id <> :viewer_id GROUP BY t.person_id
    )
    SELECT {_of("p")}, {accepts()} AS accepts
    FROM met, LATERAL (SELECT * FROM people o WHERE o.id = met.person_id AND o.deleted_at IS NULL OFFSET 0) AS p
    ORDER BY met.n DESC, met.last DESC, p.id LIMIT :limit
    """  # noqa: S608 - column names from a constant
)


async def acquaintances(connection: AsyncConnection, viewer_id: int, *, limit: int) -> list[Person]:
    """People one shares appointments with, most often first."""
    rows = await _ACQUAINTANCES.all(connection, viewer_id=viewer_id, limit=limit)
    found = {row["id"]: from_row(row) for row in rows}
    if hidden := [row["id"] for row in rows if not row["accepts"]]:
        standing = await stand_ins(connection, hidden)
        found = {person.id: person for person in (standing.get(each, found[each]) for each in found)}
    return list(found.values())
