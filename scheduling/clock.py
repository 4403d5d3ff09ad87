"""Program time: the one place that reads the machine's clock. Everywhere else `now` is an argument."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Says what time it is for the program: an aware instant in UTC that never goes backwards on purpose."""

    def __call__(self) -> datetime: ...


class SystemClock:
    """The machine's own time."""

    def __call__(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """A clock that one holds in one's hand: it starts where it is told to and moves forward when it is told to.

    seconds: a counter that only rises, such as `time.monotonic`, which makes the clock run as well;
        without it time stands still between two moves (what tests want).
    Raises ValueError when `start` has no zone.
    """

    def __init__(self, start: datetime, *, seconds: Callable[[], float] | None = None) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock starts at an aware instant")
        self._seconds = seconds or (lambda: 0.0)
        self._zero = self._seconds()
        self._start = start.astimezone(UTC)

    def __call__(self) -> datetime:
        return self._start + timedelta(seconds=self._seconds() - self._zero)

    def advance(self, delta: timedelta) -> datetime:
        """Move by `delta` and return the new time. Raises ValueError when `delta` is negative: time goes one way."""
        if delta < timedelta(0):
            raise ValueError("a clock never goes backwards")
        self._start += delta
        return self()

    def advance_to(self, instant: datetime) -> datetime:
        """Move to `instant`, or stay when it has passed already, and return the new time."""
        return self.advance(max(timedelta(0), instant - self()))
