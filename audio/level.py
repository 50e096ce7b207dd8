"""How loud it is: dBFS, peak hold, noise floor and clipping, for the meter, the gate and enrolment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Activity = Literal["calibrating", "silence", "noise", "speech"]


@dataclass(frozen=True, slots=True)
class Level:
    """The state of the meter after a block; all levels in dB relative to a full-scale square wave (0 dBFS).

    `rms_dbfs` of the newest block, `peak_dbfs` held and slowly falling, `floor_dbfs` the tracked background,
    `threshold_dbfs` what the amplitude gate asks for right now, `clipped` if a sample of the block touched full scale.
    """

    rms_dbfs: float
    peak_dbfs: float
    floor_dbfs: float
    threshold_dbfs: float
    clipped: bool
    activity: Activity
