"""Which messages show which appointment, so that every copy can be redrawn."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from db.statements import Statement

_KEEP = Statement(
    """
    INSERT INTO cards (chat_id, message_id, kind, appointment_id, viewer_id, sequence)
    VALUES (:chat_id, :message_id, :kind, :appointment_id, :viewer_id, :sequence)
    ON CONFLICT (chat_id, message_id) DO UPDATE SET kind = excluded.kind, appointment_id = excluded.appointment_id,
        viewer_id = excluded.viewer_id, sequence = excluded.sequence
    """
)
_DROP = Statement("DELETE FROM cards WHERE chat_id = :chat_id AND message_id = :message_id")


async def keep(
    connection: AsyncConnection,
    *,
    chat_id: int,
    message_id: int,
    appointment_id: int,
    viewer_id: int | None,
    sequence: int,
    kind: str = "card",
) -> None:
    """Remember that this message shows this appointment, drawn for that sequence."""
    _KEEP.later(
        connection,
        chat_id=chat_id,
        message_id=message_id,
        kind=kind,
        appointment_id=appointment_id,
        viewer_id=viewer_id,
        sequence=sequence,
    )


async def drop(connection: AsyncConnection, *, chat_id: int, message_id: int) -> None:
    """The message shows something else now, or is gone."""
    await _DROP.run(connection, chat_id=chat_id, message_id=message_id)
