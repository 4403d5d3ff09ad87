"""`appointment-bot check` walks one appointment from the first word to the reminder, and names the step that fails."""

from __future__ import annotations

from typing import Any

import pytest

from bot.views import notices
from logs import Terminal
from program import checking
from program.roles import Places
from scheduling.notices import Kind, Notice


@pytest.fixture
def database_url(placed_url: str) -> str:
    return placed_url


@pytest.fixture
def places(database_url: str, redis_url: str) -> Places:
    return Places(database_url, database_url, redis_url)


async def test_it_books_invites_accepts_and_reminds(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert await checking.check(places, Terminal()) == 0
    lines = capsys.readouterr().out.splitlines()
    steps = [line.split(":")[0] for line in lines if line.startswith("ok  ")]
    assert steps[-6:] == [
        "ok  booked",
        "ok  the invitation arrives",
        "ok  Bo accepts",
        "ok  the answer is kept",
        "ok  Ana hears of it",
        "ok  the reminder arrives",
    ]
    assert "ok  the invitation arrives: Bo's phone shows “Ana invites you to Review”" in lines
    assert lines[-1] == "All well: booked, invited, accepted and reminded."


@pytest.mark.parametrize(
    ("kind", "step"), [(Kind.INVITATION, "the invitation arrives"), (Kind.REMINDER, "the reminder arrives")]
)
async def test_a_broken_deliverer_is_seen_and_its_step_named(
    kind: Kind, step: str, places: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    view = notices.view

    def forgetful(notice: Notice, *args: Any, **given: Any) -> Any:
        return None if notice.kind is kind else view(notice, *args, **given)

    monkeypatch.setattr(notices, "view", forgetful)
    monkeypatch.setattr(checking, "SECONDS", 1.0)
    assert await checking.check(places, Terminal()) == 1
    assert f"FAILED {step}: Bo's phone shows " in capsys.readouterr().err
