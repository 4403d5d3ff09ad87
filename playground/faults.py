"""What can go wrong with Telegram, on request: scripted answers, delays, lost connections, a server that is down.

The page's "What if..." and the tests set these; the server takes the first rule that fits a call.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.answers import Refused, too_many_requests


@dataclass(slots=True)
class Fault:
    """One rule: which calls it meets (None: every one), how often, and what happens to them."""

    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1  # None: until cleared
    after: int = 0  # let so many fitting calls pass first
    seconds: float = 0  # answer only after this real time
    answer: Refused | None = None  # refuse, and do nothing
    drop: bool = False  # do it, then lose the connection, so that the caller cannot know
    refuse_connection: bool = False  # do nothing, and lose the connection
    html: bool = False  # a 502 page instead of JSON, as a proxy before Telegram sends it
    met: int = 0  # how many calls it has met so far
    name: str = ""  # what the page calls it

    def fits(self, method: str, chat_id: int | None) -> bool:
        """Say whether this call is meant."""
        if self.method is not None and self.method.lower() != method.lower():
            return False
        return self.chat_id is None or self.chat_id == chat_id


@dataclass(slots=True)
class Faults:
    """The rules in force, the oldest first."""

    rules: list[Fault] = field(default_factory=list)
    presses_twice: int = 0  # so many presses to come are sent twice

    def add(self, fault: Fault) -> Fault:
        """Put a rule in force."""
        self.rules.append(fault)
        return fault

    def refuse(
        self,
        answer: Refused,
        method: str | None = None,
        chat_id: int | None = None,
        times: int | None = 1,
        after: int = 0,
    ) -> Fault:
        """Refuse the next calls with this answer."""
        return self.add(Fault(method, chat_id, times, after, answer=answer))

    def too_many(
        self,
        retry_after: int,
        method: str | None = None,
        chat_id: int | None = None,
        times: int | None = 1,
        after: int = 0,
    ) -> Fault:
        """Answer the next calls with a 429 that asks to wait `retry_after` seconds."""
        return self.refuse(too_many_requests(retry_after), method, chat_id, times, after)

    def delay(
        self, seconds: float, method: str | None = None, chat_id: int | None = None, times: int | None = 1
    ) -> Fault:
        """Answer the next calls late."""
        return self.add(Fault(method, chat_id, times, seconds=seconds))

    def drop(
        self, method: str | None = None, chat_id: int | None = None, times: int | None = 1, after: int = 0
    ) -> Fault:
        """Do what the next calls ask, then lose the connection before the answer."""
        return self.add(Fault(method, chat_id, times, after, drop=True))

    def down(self, *, html: bool = False) -> Fault:
        """Be gone until `clear` or `remove`: connections are lost, or a proxy answers 502 (`html`)."""
        return self.add(Fault(times=None, refuse_connection=not html, html=html))

    @property
    def is_down(self) -> bool:
        """True while `down` is in force."""
        return any((rule.refuse_connection or rule.html) and rule.times is None for rule in self.rules)

    def remove(self, fault: Fault) -> None:
        """Take one rule out of force."""
        if fault in self.rules:
            self.rules.remove(fault)

    def clear(self, name: str | None = None) -> None:
        """Be well again; with `name` only from what the page calls so."""
        self.rules[:] = [rule for rule in self.rules if name is not None and rule.name != name]
        if name in (None, "twice"):
            self.presses_twice = 0

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the rule that meets this call, counted, or None."""
        for rule in self.rules:
            if rule.fits(method, chat_id):
                if rule.after > 0:
                    rule.after -= 1
                    continue
                rule.met += 1
                if rule.times is not None:
                    rule.times -= 1
                    if rule.times <= 0:
                        self.rules.remove(rule)
                return rule
        return None
