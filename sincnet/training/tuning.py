"""How this process takes memory and waits for its threads; to be set before torch is loaded.

A training step allocates and frees the same hundreds of megabytes again and again. By default glibc gives them back to
the system each time, and every page is cleared anew: keeping them makes a step on a CPU about a third shorter.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys

TRIM_THRESHOLD, TOP_PAD, MMAP_MAX = -1, -2, -4  # of <malloc.h>


def tune() -> None:
    """Keeps freed memory, and lets idle threads sleep, for those that spin take the batch makers' time."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # another C library has no such thing
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(MMAP_MAX, 0)
            mallopt(TRIM_THRESHOLD, 2**31 - 1)
            mallopt(TOP_PAD, 256 * 2**20)
