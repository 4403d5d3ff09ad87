"""Who takes part in an appointment that stands: taken out, and given another role."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from db.statements import Statement
from scheduling.appointments import Role

# What was sent to them goes as well: who is added again later is asked and reminded again.
_REMOVE = Statement(
    """
    WITH gone AS (
        DELETE FROM participants WHERE appointment_id = :appointment_id AND person_id = ANY(:people)
    ), wishes AS (
        DELETE FROM proposals WHERE appointment_id = :appointment_id AND "by" = ANY(:people)
    ), told AS (
        DELETE FROM notices WHERE appointment_id = :appointment_id AND state <> 'claimed'
          AND (recipient_id = ANY(:people) OR subject_id = ANY(:people) AND state = 'due')
        RETURNING kind, state, recipient_id
    )
    SELECT DISTINCT recipient_id FROM told WHERE kind = 'invitation' AND state = 'due'
    """
)


async def remove(connection: AsyncConnection, appointment_id: int, people: Collection[int]) -> set[int]:
    """Take people out, with their wishes and everything they were owed.

    Returns those of them whose invitation was still to be sent: they have heard of nothing.
    """
    rows = await _REMOVE.all(connection, appointment_id=appointment_id, people=list(people))
    return {row["recipient_id"] for row in rows}


_SET_ROLES = Statement(
    """
    UPDATE participants t SET role = r.role
    FROM unnest(CAST(:people AS bigint[]), CAST(:roles AS text[])) AS r(person_id, role)
    WHERE t.appointment_id = :appointment_id AND t.person_id = r.person_id AND t.role <> 'organizer'
    """
)


async def set_roles(connection: AsyncConnection, appointment_id: int, roles: dict[int, Role]) -> None:
    """Make attendees required or optional, by person's id."""
    await _SET_ROLES.run(
        connection,
        appointment_id=appointment_id,
        people=list(roles),
        roles=[role.value for role in roles.values()],
    )
