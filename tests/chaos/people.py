"""People who book, move, cancel and answer at random, by what their phones offer them."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta

from playground.phones import CannotDo
from tests.chaos.world import LEAVES, PEOPLE, World
from tests.chat import Phone, Shown

NAMES = {"ana": "@ana_lisbon", "bo": "@bo_berlin", "chen": "@chen_sg", "dana": "@dana_porto"}

# How much somebody likes to tap a button, by how its label begins; what is not here is not tapped.
TAPPED = {
    "Book": 12,
    "Accept": 8,
    "Maybe": 3,
    "Decline": 2,
    "Change answer": 2,
    "Move": 3,
    "Move to": 8,
    "Cancel it": 2,
    "Keep it": 1,
    "Undo": 1,
    "Start again": 6,
    "Try again": 6,
}
_LETTERS = "bcdfghjklmnpqrstvwxz"


def title(number: int) -> str:
    """A word that is in no sentence of the bot and reads as no day or time."""
    digits = [number // 400 % 20, number // 20 % 20, number % 20]
    return "Zzq" + "".join(_LETTERS[digit] for digit in digits)


class Crowd:
    """Everybody's phones; `booked` counts titles that were typed."""

    def __init__(self, world: World, seed: int, leaves_after: float) -> None:
        self._world = world
        self._chance = random.Random(seed + 1)
        self._leaves_after = leaves_after
        self.typed = 0
        self.taps = 0

    async def act(self) -> None:
        """Act until the chaos ends."""
        async with asyncio.TaskGroup() as group:
            for key in PEOPLE:
                group.create_task(self._live(self._world.chat.phone(key)))

    async def _live(self, phone: Phone) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + self._leaves_after
        while self._world.chaos:
            if phone.person.key == LEAVES and loop.time() > until:
                await phone.blocks(settle=False)
                return
            if self._chance.random() < 0.3 or not self._tap(phone):
                self._book(phone)
            await asyncio.sleep(self._chance.uniform(0.5, 1.4))

    def _book(self, phone: Phone) -> None:
        self.typed += 1
        others = [key for key in PEOPLE if key != phone.person.key]
        names = " and ".join(NAMES[key] for key in self._chance.sample(others, self._chance.choice((1, 1, 2))))
        day = self._world.house.clock() + timedelta(days=self._chance.randint(2, 16))
        clock = f"{self._chance.randint(8, 13):02}:{self._chance.choice((0, 30)):02}"
        phone.handset.send(f"{title(self.typed)} with {names} {day:%-d %b} {clock} 30 min")

    def _tap(self, phone: Phone) -> bool:
        offered: list[tuple[Shown, str]] = []
        weights: list[int] = []
        for age, message in enumerate(reversed(phone.messages[-16:])):
            for label in message.labels:
                liked = next((weight for start, weight in TAPPED.items() if _is(label, start)), 0)
                if liked:
                    offered.append((message, label))
                    weights.append(liked * (16 - age))
        if not offered:
            return False
        message, label = self._chance.choices(offered, weights)[0]
        try:
            phone.handset.tap(message.id, message.button(label))
        except CannotDo:
            return False
        self.taps += 1
        return True


def _is(label: str, start: str) -> bool:
    if start in ("Book", "Move"):
        # Not [Book again]: a title stands for one booking here.
        return label == start or (start == "Book" and label.startswith("Book ") and label != "Book again")
    return label.startswith(start)
