"""The benchmarks still run. Their figures are for those who start them by hand; here they are small and meaningless."""

import pytest

from benchmarks.availability import measure
from benchmarks.calendars import filled
from embedded import Embedded


async def test_finding_times_can_be_measured(servers: Embedded, capsys: pytest.CaptureFixture[str]) -> None:
    urls = {crowd: await filled(servers, crowd) for crowd in (50, 60)}
    capsys.readouterr()

    await measure(urls, (60, 50, 60), rounds=5)

    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0].strip() for line in lines] == [
        "2 people",
        "10 people",
        "50 people",
        "agenda, first",
        "agenda, again",
        "of at most 1.5 x",
    ]
    assert "100% found three" in lines[0]


async def test_calendars_are_made_once_and_are_full(servers: Embedded, capsys: pytest.CaptureFixture[str]) -> None:
    await filled(servers, 50)
    capsys.readouterr()

    await filled(servers, 50)

    assert "making" not in capsys.readouterr().out
