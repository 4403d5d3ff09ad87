"""What goes wrong when: drawn from a seed alone, so that a run can be repeated."""

from __future__ import annotations

import random
from dataclasses import dataclass

_BOTH = ("bot 1", "bot 2", "jobs 1", "jobs 2")


def by_webhook(seed: int) -> bool:
    """Whether updates come by webhook (odd seeds) and not by polling."""
    return seed % 2 == 1


def roles(seed: int) -> tuple[str, ...]:
    """What runs, each as a process of its own."""
    return (*_BOTH, "web 1", "web 2") if by_webhook(seed) else _BOTH


KINDS = {
    "kill": 6,
    "restart PostgreSQL": 2,
    "crash PostgreSQL": 1,
    "restart Valkey": 2,
    "flush Valkey": 2,
    "Telegram fails": 3,
    "Telegram is slow": 3,
    "Telegram forgets its answer": 4,
    "Telegram asks to wait": 2,
    "updates come again": 3,
}
"""Faults and how often they are drawn, in shares."""


TWICE = ("kill", "restart PostgreSQL", "crash PostgreSQL", "Telegram forgets its answer")
"""What may fall between Telegram's answer and its mark: a second copy needs one of these."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`at` is seconds since the start; `role` is who is killed; `size` is how many calls, or for how many seconds."""

    at: float
    kind: str
    role: str = ""
    size: int = 1

    def __str__(self) -> str:
        return f"{self.at:6.1f} s  {self.kind}" + (f" {self.role}" if self.role else f" ({self.size})")


def draw(seed: int, seconds: float) -> list[Fault]:
    """A fault every two to four seconds; whoever uses Telegram is hit more often than the servers."""
    chance = random.Random(seed)
    faults, at = [], 2.0
    while at < seconds:
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        role = chance.choice(roles(seed)) if kind == "kill" else ""
        faults.append(Fault(at, kind, role, chance.randint(1, 3)))
        at += chance.uniform(2.0, 4.0)
    return faults
