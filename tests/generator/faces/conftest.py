"""Pictures for made-up folders of faces."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

WritePicture = Callable[..., np.ndarray]


@pytest.fixture
def write_picture() -> WritePicture:
    """Writes a picture of soft colours, other in every file; returns it, uint8 (height, width, 3)."""

    def write(path: Path, width: int = 80, height: int = 100, like: Path | None = None) -> np.ndarray:
        rng = np.random.default_rng(zlib.crc32(str(like or path).encode()))
        small = Image.fromarray(rng.integers(0, 256, (4, 4, 3), np.uint8))
        picture = small.resize((width, height), Image.Resampling.BICUBIC)
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path)
        return np.asarray(picture)

    return write
