"""What has been changed about an appointment, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_NAMING = frozenset({"people", "offer", "handover", "kept", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of history: who (a person's id, None for the rules of zones) changed what and when.

    `kind` is "move", "rules", "cancel", "restore", "people", a field that was edited, or of handing over "offer",
    "handover", "kept" or "withdrawn"; `old` and `new` are what it was written with, None where that says nothing.
    """

    at: datetime
    by: int | None
    kind: str
    old: Any = None
    new: Any = None

    def people(self) -> set[int]:
        """The ids of everybody whom the line names."""
        named = {self.by} if self.by is not None else set()
        if self.kind in _NAMING and isinstance(self.new, Mapping):
            named |= {each for ids in self.new.values() for each in ids}
        return named
