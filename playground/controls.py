"""What the page may ask of the program around it; the entry point hands it in: the playground imports nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol


class Controls(Protocol):
    """The program's clock and its data. All instants are aware and UTC."""

    def now(self) -> datetime:
        """Return the program's time."""
        ...

    async def advance(self, delta: timedelta) -> None:
        """Move the program's clock forward, never back, and let what became due happen."""
        ...

    async def next_reminder(self) -> datetime | None:
        """Return when the next reminder is due, or None."""
        ...

    async def start_over(self) -> None:
        """Forget everything, and begin with the sample people again."""
        ...
