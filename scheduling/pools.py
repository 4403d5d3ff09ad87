"""People of whom only some are needed, whichever: "any 2 of Bo, Chen and Dana"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduling.fits import Fit, Part


@dataclass(frozen=True, slots=True)
class Pool:
    """A time suits the pool when it suits at least `need` of its `people` (ids): fewer than all of them, and one."""

    people: frozenset[int]
    need: int

    @classmethod
    def of(cls, people: Iterable[int], need: int | None) -> Pool | None:
        """None where there is nothing to choose: all of them are needed, or there is nobody."""
        some = frozenset(people)
        return cls(some, need) if need is not None and 1 <= need < len(some) else None

    def instead(self, others: Mapping[int, int | None]) -> Pool | None:
        """With others in the place of some of its people, or nobody (None)."""
        found = (others.get(each, each) for each in self.people)
        return Pool.of([each for each in found if each is not None], self.need)

    def besides(self, people: Collection[int]) -> int:
        """How many are needed of the others, if all of these of its people can come."""
        return max(0, self.need - len(self.people.intersection(people)))

    def settled(self, fits: Sequence[Fit], *, anyway: bool = False) -> list[Fit]:
        """The fits of everybody, once it is known whether enough of the pool can come.

        If they can, who cannot is in nobody's way and stays ANY (`Fit.spared`); if not, each of them is REQUIRED, as
        any of them would do. `anyway` counts also those who may be asked outside their hours.
        """
        able = sum(each.suits or (anyway and each.askable) for each in fits if each.part is Part.ANY)
        if able >= self.need:
            return list(fits)
        return [replace(each, part=Part.REQUIRED) if each.part is Part.ANY else each for each in fits]
