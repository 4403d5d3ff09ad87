"""Stories as text: who types or taps what, and what every phone then shows.

    Ana: Coffee with @bo_berlin tomorrow 10:00
    NEW to Ana
      | Coffee
      | [Book] / [Edit] [Discard]
    Ana taps [Book]
    It is 2026-11-04 09:45

Times are UTC. A message is written as it stands once nothing moves any more; other copies of a card that are redrawn
are left out, as is what goes away. `played` gives back the whole story as it really went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from playground import events
from program.roles import House
from scheduling.clock import MovableClock
from tests.chat import Chat, Shown

_DONE = re.compile(
    r"(?P<who>\w+)(?:: (?P<text>.*)| taps \[(?P<label>[^\]]*)\](?P<old> on an old card)?| sends a (?P<kind>\w+)"
    r"| opens the link of (?P<sharer>\w+))"
)
_CLOCK = re.compile(r"It is (?P<at>\d{4}-\d\d-\d\d \d\d:\d\d)")
_SHOWN = ("NEW to ", "QUIET to ", "EDIT to ", "POP-UP to ", "  |")


class Stage:
    """The phones of a story, and the program behind them."""

    def __init__(self, chat: Chat, house: House, clock: MovableClock, people: str) -> None:
        self._chat, self._house, self._clock = chat, house, clock
        self._phones = {name: chat.phone(name.lower()) for name in people.split()}
        self._seen: dict[str, list[Shown]] = {name: [] for name in self._phones}
        """Pictures of what each phone has shown: old cards later on."""
        self._link = ""

    async def played(self, story: str) -> str:
        """Do what the story says, and write it down again with what came of it."""
        written: list[str] = []
        for line in story.splitlines():
            if line.startswith(_SHOWN):
                continue
            written.append(line)
            if line and not line.startswith("#"):
                seen = self._chat.telegram.events.number
                actor = await self._do(line)
                written += self._noticed(seen, actor)
        return "\n".join(written) + "\n"

    async def _do(self, line: str) -> str:
        if moved := _CLOCK.fullmatch(line):
            self._clock.advance_to(datetime.fromisoformat(moved["at"]).replace(tzinfo=UTC))
            await self._house.settled()
            await self._chat.settle()
            return ""
        done = _DONE.fullmatch(line)
        assert done is not None, line
        phone = self._phones[done["who"]]
        if done["label"]:
            old = next((each for each in self._seen[done["who"]] if done["label"] in each.labels), None)
            on = old if done["old"] else None
            came = await phone.taps(done["label"], on=on)
            self._link = came.split("\n")[0] if came and came.startswith("http") else self._link
        elif done["kind"]:
            await phone.sends_kind(done["kind"])
        elif done["sharer"]:
            await phone.opens(self._link)
        else:
            await phone.sends(done["text"])
        return str(done["who"])

    def _noticed(self, since: int, actor: str) -> Iterator[str]:
        for name, phone in self._phones.items():
            told: set[int] = set()
            shown = {message.id: message for message in phone.messages}
            for event in self._chat.telegram.events.log:
                if event.number <= since or event.person != phone.person.key or event.kind not in _KINDS:
                    continue
                if event.kind == events.POP_UP:
                    yield f"POP-UP to {name}"
                    yield f"  | {event.text}"
                    continue
                message = shown.get(event.message_id or 0)
                if message is None or message.id in told or not self._own(message):
                    continue
                told.add(message.id)
                self._seen[name].append(message)
                copy = event.kind == events.EDIT and (name != actor or len(told) > 1)
                if not copy:
                    yield f"{event.kind} to {name}"
                    yield from (f"  {line}".rstrip() for line in str(message).splitlines())

    def _own(self, message: Shown) -> bool:
        return bool(message.body["from"]["id"] == self._chat.telegram.bot_id)


_KINDS = (events.NEW, events.QUIET, events.EDIT, events.POP_UP)
