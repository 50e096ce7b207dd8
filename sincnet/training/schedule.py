"""How the learning rate goes over a run."""

from __future__ import annotations

import math
from typing import Literal

Schedule = Literal["cosine", "constant"]


def factor(step: int, steps: int, warmup: int, schedule: Schedule) -> float:
    """What the rate is multiplied by at `step` of `steps`: a linear rise over `warmup` steps, then half a cosine down
    to a hundredth, or 1 (`constant`)."""
    if step < warmup:
        return (step + 1) / warmup
    if schedule == "constant":
        return 1.0
    done = (step - warmup) / max(steps - warmup, 1)
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(done, 1)))
