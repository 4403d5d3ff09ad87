"""Who may see whose free time, and who may invite whom."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from db.statements import Statement


def met(viewer: str = ":viewer_id") -> str:
    """SQL: whether `p`, a row of people, has met `viewer`: they share an appointment that `p` made or said yes or
    maybe to. Being invited is not enough.
    """
    return f"""EXISTS (
        SELECT FROM participants theirs
        JOIN participants mine ON mine.appointment_id = theirs.appointment_id AND mine.person_id = {viewer}
        WHERE theirs.person_id = p.id
          AND (theirs.role = 'organizer' OR theirs.partstat IN ('accepted', 'tentative')))"""


def accepts(viewer: str = ":viewer_id", *, has_met: str | None = None) -> str:
    """SQL: whether `viewer` may invite `p`. `has_met` is the SQL of `met`, where it is worked out already."""
    return f"""(p.id = {viewer} OR
        NOT EXISTS (SELECT FROM blocks b WHERE b.person_id = p.id AND b.blocked_id = {viewer})
        AND (COALESCE(p.prefs->>'invited_by', 'everybody') = 'everybody'
             OR p.prefs->>'invited_by' = 'met' AND {has_met or met(viewer)}))"""


def sees(*, has_met: str | None = None) -> str:
    """SQL: whether `:viewer_id` may see the free time of `p`: met, or allowed, and never where they may not invite."""
    known = has_met or met()
    return f"""(p.id = :viewer_id OR p.zone IS NOT NULL AND p.prefs->>'free_to' IS DISTINCT FROM 'nobody'
        AND {accepts(has_met=known)} AND (p.prefs->>'free_to' = 'everybody' OR {known}))"""


# OFFSET 0 keeps the planner at the few people asked about.
_SEEN = Statement(
    f"""
    SELECT p.id FROM (SELECT * FROM people WHERE id = ANY(:ids) OFFSET 0) AS p WHERE {sees()}
    """  # noqa: S608 - a constant of ours
)


async def seen(connection: AsyncConnection, ids: Collection[int], *, viewer_id: int) -> set[int]:
    """Those of these people whose free time the viewer may see, the viewer included.

    Being invited shows nobody's time: the other must have made an appointment with the viewer, or said yes or maybe.
    """
    return {row["id"] for row in await _SEEN.all(connection, ids=list(ids), viewer_id=viewer_id)}
