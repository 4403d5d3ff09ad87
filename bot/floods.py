"""One person's flood: over MOST updates within SECONDS they are told once to slow down, and skipped until it stops."""

from __future__ import annotations

from collections import deque
from enum import Enum

MOST = 30
SECONDS = 10.0
"""Machine time; what is skipped counts too, so that a flood ends by stopping."""

MANY = MOST // 4
"""Who sends so many within SECONDS is counted by one process alone from then on."""

_REMEMBERED = 10_000


class Flow(Enum):
    """What is done with an update."""

    FINE = "work on it"
    TOLD = "skip it, and say so: it is the first too many"
    SKIPPED = "skip it in silence"


class Floods:
    """Counts the updates of each person in this process: when they come, not when their turn does."""

    def __init__(self) -> None:
        self._recent: dict[int, deque[tuple[float, int]]] = {}
        self._flooding: dict[int, Flow] = {}

    def count(self, person: int, update_id: int, moment: float) -> None:
        """An update of this person came in at `moment`, in seconds of a monotonic clock; one that comes again counts
        once."""
        recent = self._recent.setdefault(person, deque(maxlen=MOST + 1))
        if any(update_id == counted for _, counted in recent):
            return
        recent.append((moment, update_id))
        while recent[0][0] < moment - SECONDS:
            recent.popleft()
        if len(recent) > MOST:
            self._flooding.setdefault(person, Flow.TOLD)
        else:
            self._flooding.pop(person, None)
        if len(self._recent) > _REMEMBERED:
            self._recent = {key: times for key, times in self._recent.items() if times[-1][0] >= moment - SECONDS}

    def stays(self, person: int, moment: float) -> bool:
        """Whether this person's next update is this process's to count, too: elsewhere a flood would begin anew."""
        recent = self._recent.get(person, ())
        return sum(at >= moment - SECONDS for at, _ in recent) >= MANY

    def flow(self, person: int) -> Flow:
        """What is done with this person's next update."""
        flow = self._flooding.get(person, Flow.FINE)
        if flow is Flow.TOLD:
            self._flooding[person] = Flow.SKIPPED
        return flow
