"""Chaos: people act through the real program while everything breaks; then phones and database are compared.

    uv run python -m tests.chaos --minutes 30 --seed N

Two bot and two jobs processes on servers of their own, which poll or, where the seed is odd, get their updates from two
web processes behind a load balancer; the schedule is drawn from the seed and printed. The status is 1, with the seed
and what was wrong, when anything was lost, double without a reason, late for ever or untrue.
"""

from __future__ import annotations

import os
import zoneinfo

zoneinfo.reset_tzpath(to=())
zoneinfo.ZoneInfo.clear_cache()
os.environ["PYTHONTZPATH"] = ""
os.environ["PTB_TIMEDELTA"] = "1"

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from jobs.deliver import MARK_AFTER
from tests.chaos import checker, faults, schedule, world
from tests.chaos.people import Crowd

SETTLED_WITHIN = 60.0
"""Seconds after the last fault until nothing may be open any more."""


async def run(seed: int, seconds: float, folder: Path) -> int:
    """Return the exit status."""
    drawn = schedule.draw(seed, seconds)
    how = "webhook" if schedule.by_webhook(seed) else "polling"
    print(f"seed {seed}, {seconds:.0f} s of chaos, updates by {how}:", *drawn, sep="\n")
    async with world.opened(folder, seed) as place:
        print("it begins", flush=True)
        begun = time.monotonic()
        done: Counter[str] = Counter()
        crowd = Crowd(place, seed, leaves_after=seconds * 0.6)
        acting = asyncio.create_task(crowd.act())
        known = asyncio.create_task(checker.known_as_blocked(place))
        await faults.carry_out(place, drawn, done)
        await asyncio.sleep(max(0.0, begun + seconds - time.monotonic()))
        place.chaos = False
        place.chat.faults.clear()
        await acting
        settled = await checker.settle(place, SETTLED_WITHIN)
        took = time.monotonic() - begun - seconds
        known.cancel()
        await asyncio.gather(known, return_exceptions=True)
        found = await checker.check(place, None if known.cancelled() else known.result())
        if not settled:
            found.wrong.insert(0, f"not settled {SETTLED_WITHIN:.0f} s after the last fault")
        copies, allowed = found.counted["second copies"], MARK_AFTER * sum(done[kind] for kind in schedule.TWICE)
        if copies > allowed:
            found.wrong.append(f"{copies} second copies, where at most {allowed} have a reason")
        facts = [f"{crowd.typed} typed", f"{crowd.taps} taps", f"settled in {took:.1f} s", f"{place.ends} other ends"]
        facts += [f"{count} {what}" for what, count in sorted((done + found.counted).items())]
        print(", ".join(facts), flush=True)
    for line in found.wrong:
        print(f"WRONG {line}")
    print(f"chaos of seed {seed}: " + (f"{len(found.wrong)} faults" if found.wrong else "all well"))
    return 1 if found.wrong else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))
    parser.add_argument("--keep", action="store_true", help="leave logs and data, and say where")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="appointment-bot-chaos-"))
    folder.chmod(0o711)
    try:
        return asyncio.run(run(asked.seed, asked.minutes * 60, folder))
    finally:
        if asked.keep:
            print(f"kept in {folder}")
        else:
            import shutil

            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
