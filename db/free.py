"""Who may see whose free time."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from db.statements import Statement

SEEN = """
    (p.id = :viewer_id OR p.zone IS NOT NULL AND p.prefs->>'free_to' IS DISTINCT FROM 'nobody'
      AND NOT EXISTS (SELECT FROM blocks b WHERE b.person_id = p.id AND b.blocked_id = :viewer_id)
      AND (p.prefs->>'free_to' = 'everybody' OR EXISTS (
        SELECT FROM participants theirs
        JOIN participants mine ON mine.appointment_id = theirs.appointment_id AND mine.person_id = :viewer_id
        WHERE theirs.person_id = p.id
          AND (theirs.role = 'organizer' OR theirs.partstat IN ('accepted', 'tentative')))))
"""
"""Whether `:viewer_id` may see the free time of `p`, a row of people: met, or allowed."""

# OFFSET 0 keeps the planner at the few people asked about.
_SEEN = Statement(
    f"""
    SELECT p.id FROM (SELECT * FROM people WHERE id = ANY(:ids) OFFSET 0) AS p WHERE {SEEN}
    """  # noqa: S608 - a constant of ours
)


async def seen(connection: AsyncConnection, ids: Collection[int], *, viewer_id: int) -> set[int]:
    """Those of these people whose free time the viewer may see, the viewer included.

    Being invited shows nobody's time: the other must have made an appointment with the viewer, or said yes or maybe.
    """
    return {row["id"] for row in await _SEEN.all(connection, ids=list(ids), viewer_id=viewer_id)}
