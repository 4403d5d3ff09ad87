"""Invitation links, stored as hashes, and what happens to the people behind them when they are opened."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.free import accepts


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was given out. `used_by` is the id of the person who has claimed the invitation with it."""

    participant_id: int
    appointment_id: int
    expires_at: datetime
    used_by: int | None
    revoked: bool


_EPOCHS = text("SELECT id, link_epoch FROM participants WHERE id = ANY(:ids)")


async def epochs(connection: AsyncConnection, participant_ids: Collection[int]) -> dict[int, int]:
    """The epoch that each participant's link is made with; raising it revokes the link."""
    rows = await connection.execute(_EPOCHS, {"ids": list(participant_ids)})
    return {row.id: row.link_epoch for row in rows}


_KEEP = text(
    """
    INSERT INTO links (token_hash, kind, participant_id, epoch, expires_at)
    SELECT l.token_hash, 'invitation', l.participant_id, l.epoch, :expires_at
    FROM unnest(CAST(:hashes AS bytea[]), CAST(:participants AS bigint[]), CAST(:epochs AS int[]))
         AS l(token_hash, participant_id, epoch)
    ON CONFLICT (token_hash) DO UPDATE SET expires_at = excluded.expires_at
    """
)


async def keep(connection: AsyncConnection, given: Iterable[tuple[bytes, int, int]], *, expires_at: datetime) -> None:
    """Write down links that are given out: hash of the token, participant, epoch."""
    hashes, participants, their_epochs = zip(*given, strict=True)
    await connection.execute(
        _KEEP,
        {
            "hashes": list(hashes),
            "participants": list(participants),
            "epochs": list(their_epochs),
            "expires_at": expires_at,
        },
    )


_FIND = text(
    """
    SELECT l.participant_id, t.appointment_id, l.expires_at, l.used_by, l.revoked_at IS NOT NULL AS revoked
    FROM links l JOIN participants t ON t.id = l.participant_id WHERE l.token_hash = :token_hash
    """
)


async def find(connection: AsyncConnection, token_hash: bytes) -> Link | None:
    """The link behind a token's hash."""
    row = (await connection.execute(_FIND, {"token_hash": token_hash})).mappings().one_or_none()
    return Link(**row) if row else None


_REVOKE = text(
    """
    WITH raised AS (
        UPDATE participants SET link_epoch = link_epoch + 1, claimant_id = NULL WHERE id = :participant_id
    )
    UPDATE links SET revoked_at = :now WHERE participant_id = :participant_id AND revoked_at IS NULL
    """
)


async def revoke(connection: AsyncConnection, participant_id: int, *, now: datetime) -> None:
    """The links given out so far no longer work, and nobody waits for the organizer's yes."""
    await connection.execute(_REVOKE, {"participant_id": participant_id, "now": now})


_WAIT = text("UPDATE participants SET claimant_id = :claimant_id WHERE id = ANY(:ids)")


async def wait(connection: AsyncConnection, participant_ids: Collection[int], claimant_id: int) -> None:
    """Note whose account waits for the organizer's yes."""
    await connection.execute(_WAIT, {"ids": list(participant_ids), "claimant_id": claimant_id})


# Who is asked twice for one appointment, once by name and once by account, keeps the account's part.
_DROP_TWICE = text(
    """
    DELETE FROM participants t WHERE t.id = ANY(:ids)
        AND EXISTS (SELECT FROM participants o WHERE o.appointment_id = t.appointment_id AND o.person_id = :claimant_id)
    """
)
# A yes that was given under the name does not hold where the account is busy.
_RE_POINT = text(
    """
    WITH free AS (
        SELECT t.id, NOT EXISTS (
            SELECT FROM participants o WHERE o.person_id = :claimant_id AND o.blocks AND o.during && t.during) AS free
        FROM participants t WHERE t.id = ANY(:ids)
    ), pointed AS (
        UPDATE participants t SET person_id = :claimant_id, claimant_id = NULL, opened_at = :now,
            partstat = CASE WHEN t.blocks AND NOT free.free THEN 'needs-action' ELSE t.partstat END,
            blocks = t.blocks AND free.free
        FROM free WHERE t.id = free.id
        RETURNING t.id, t.appointment_id
    ), used AS (
        UPDATE links l SET used_by = :claimant_id, used_at = :now
        FROM pointed WHERE l.participant_id = pointed.id AND l.revoked_at IS NULL
    ), about AS (
        UPDATE notices n SET subject_id = :claimant_id
        FROM pointed WHERE n.appointment_id = pointed.appointment_id AND n.subject_id = :person_id
    )
    SELECT appointment_id FROM pointed
    """
)
# A name none of whose invitations is open any more is somebody's.
_CLAIM_NAME = text(
    """
    UPDATE handles h SET claimed_by = :claimant_id WHERE h.person_id = :person_id AND h.claimed_by IS NULL
        AND NOT EXISTS (SELECT FROM participants t WHERE t.person_id = :person_id)
    """
)


async def re_point(
    connection: AsyncConnection, participant_ids: Collection[int], *, person_id: int, claimant_id: int, now: datetime
) -> None:
    """Make parts of `person_id` the claimant's, whose booking lock is held, and their links used."""
    values = {"ids": list(participant_ids), "claimant_id": claimant_id, "person_id": person_id, "now": now}
    await connection.execute(_DROP_TWICE, values)
    await connection.execute(_RE_POINT, values)
    await connection.execute(_CLAIM_NAME, values)


_USE = text(
    """
    WITH opened AS (
        UPDATE participants SET opened_at = COALESCE(opened_at, :now) WHERE id = :participant_id
    )
    UPDATE links SET used_by = :person_id, used_at = :now
    WHERE participant_id = :participant_id AND used_by IS NULL AND revoked_at IS NULL
    """
)


async def use(connection: AsyncConnection, participant_id: int, person_id: int, *, now: datetime) -> None:
    """Note that somebody has opened a link that was theirs."""
    await connection.execute(_USE, {"participant_id": participant_id, "person_id": person_id, "now": now})


OF_NAME = f"""
    FROM handles h
    JOIN participants t ON t.person_id = h.person_id
    JOIN appointments a ON a.id = t.appointment_id
    WHERE h.name = :username AND (h.claimed_by IS NULL OR h.claimed_by = p.id) AND t.claimant_id IS NULL
      AND a.status = 'confirmed' AND upper(a.during) > :now AND a.organizer_id <> p.id
      AND {accepts("a.organizer_id")}
      AND NOT EXISTS (
          SELECT FROM notices n WHERE n.appointment_id = a.id AND n.kind = 'refused' AND n.recipient_id = p.id)
"""
"""SQL: the open invitations `t` to `:username`, of which the organizer has to hear that `p`, a row of people, bears it
now. Who has said once that it is not them is not asked again.
"""

_PENDING = text(
    f"""
    SELECT found.* FROM people p, LATERAL (SELECT t.id, t.appointment_id, a.organizer_id {OF_NAME}) AS found
    WHERE p.id = :person_id
    """  # noqa: S608 - a constant
)


@dataclass(frozen=True, slots=True)
class Pending:
    """An open invitation to a @username."""

    participant_id: int
    appointment_id: int
    organizer_id: int


async def pending(connection: AsyncConnection, name: str, *, but: int, now: datetime) -> list[Pending]:
    """Open invitations to a @username that nobody has claimed or asked for, of those who may invite `but`."""
    rows = await connection.execute(_PENDING, {"username": name, "now": now, "person_id": but})
    return [Pending(row.id, row.appointment_id, row.organizer_id) for row in rows]


_SIBLINGS = text(
    """
    SELECT t.id FROM participants t JOIN appointments a ON a.id = t.appointment_id
    WHERE t.person_id = :person_id AND a.organizer_id = :organizer_id
    """
)


async def invited_by(connection: AsyncConnection, organizer_id: int, person_id: int) -> list[int]:
    """The ids of somebody's parts in everything that one organizer has arranged."""
    rows = await connection.execute(_SIBLINGS, {"person_id": person_id, "organizer_id": organizer_id})
    return list(rows.scalars())


_OPEN = """a.id = t.appointment_id AND t.person_id = :person_id AND t.delivered_at IS NULL
    AND t.partstat = 'needs-action' AND a.status = 'confirmed' AND upper(a.during) > :now"""
_NOT_SEEN = text(f"SELECT t.appointment_id FROM participants t, appointments a WHERE {_OPEN}")  # noqa: S608 - a constant
_SEE = text(
    f"""
    UPDATE participants t SET delivered_at = :now FROM appointments a WHERE {_OPEN}
    RETURNING t.appointment_id, lower(a.during) AS starts_at
    """  # noqa: S608 - a constant
)


async def not_seen(connection: AsyncConnection, person_id: int, *, now: datetime) -> list[int]:
    """The appointments whose open invitations never reached a person."""
    rows = await connection.execute(_NOT_SEEN, {"person_id": person_id, "now": now})
    return list(rows.scalars())


async def see(connection: AsyncConnection, person_id: int, *, now: datetime) -> list[int]:
    """Mark a person's open invitations that never reached them as shown; returns the appointments, soonest first."""
    rows = (await connection.execute(_SEE, {"person_id": person_id, "now": now})).all()
    return [row.appointment_id for row in sorted(rows, key=lambda row: row.starts_at)]
