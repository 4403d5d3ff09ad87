"""How often Python looks for garbage that holds itself together: rarely, since a turn or a notice leaves none."""

from __future__ import annotations

import gc

YOUNG = 20_000
"""How many more objects were made than freed before the young ones are looked through; Python's own 700 is every turn.

Measured on two cores: a notice costs a third less CPU, most of it looks through modules and catalogues that stay.
"""


def collect_rarely() -> None:
    """Leave out of every later collection what is there now, and collect what comes after it less often.

    What nothing refers to any more is freed at once as ever; only cycles wait. Call it when everything is imported.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 10)
