"""One Bot API call: found by name, checked against what the Bot API knows, played."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from playground import messages, profile
from playground.answers import Json, Refused
from playground.methods import check_call, method_named
from playground.people import Upload
from playground.telegram import Telegram

PLAYED: dict[str, Callable[[Telegram, Json], Any]] = {**messages.PLAYED, **profile.PLAYED}


async def call(telegram: Telegram, name: str, sent: Mapping[str, Any], files: Mapping[str, Upload]) -> Any:
    """Return what the method returns; raises `Refused`: 404 for an unknown method, 501 for one not played here."""
    method = method_named(name)
    if method is None:
        raise Refused(404, "Not Found")
    checked = check_call(method, sent, files)
    play = PLAYED.get(method)
    if play is None:
        raise Refused(501, f"Not Implemented: the playground does not play {method}")
    if files:
        checked["files"] = files
    answer = play(telegram, checked)
    return await answer if inspect.isawaitable(answer) else answer
