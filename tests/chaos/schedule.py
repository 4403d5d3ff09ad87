"""What goes wrong when: drawn from a seed alone, so that a run can be repeated."""

from __future__ import annotations

import random
from dataclasses import dataclass

ROLES = ("bot 1", "bot 2", "jobs 1", "jobs 2")

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
        role = chance.choice(ROLES) if kind == "kill" else ""
        faults.append(Fault(at, kind, role, chance.randint(1, 3)))
        at += chance.uniform(2.0, 4.0)
    return faults
