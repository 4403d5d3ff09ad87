"""One role of the program as its own process, with short waits: `python -m tests.chaos.role bot|jobs`.

A dead deliverer's notices are taken over after LEASE instead of 30 s, and a cancel is told after UNDO instead of 30 s,
so that a minute of chaos can settle within the next. Everything else is the program as operators run it.
"""

from __future__ import annotations

import sys
from datetime import timedelta

import main
from db import delivery
from scheduling import notices

LEASE = timedelta(seconds=6)
UNDO = timedelta(seconds=4)

if __name__ == "__main__":
    delivery.LEASE = LEASE
    # Before the services are imported, which happens when the role starts.
    notices.UNDO = UNDO
    sys.exit(main.main(sys.argv[1:]))
