"""Sound files for synthetic corpora."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from audio.source import RATE

WriteSound = Callable[..., np.ndarray]


@pytest.fixture
def write_sound() -> WriteSound:
    """Writes half a second of sound, other in every file, between silences of 0.2 s; returns it, float32 (n,)."""

    def write(path: Path, *, rate: int = RATE, like: Path | None = None, **how: str) -> np.ndarray:
        rng = np.random.default_rng(zlib.crc32(str(like or path).encode()))
        t = np.arange(rate // 2) / rate
        sound = sum(rng.uniform(0.2, 1) * np.sin(2 * np.pi * rng.uniform(100, 2000) * t) for _ in range(5))
        silence = np.zeros(rate // 5)
        samples = np.concatenate([silence, 0.1 * sound, silence]).astype(np.float32)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix.lower() == ".m4a":
            write_aac(path, samples, rate)
        elif path.suffix == ".WAV":
            soundfile.write(path, samples, rate, format=how.get("format", "NIST"), endian=how.get("endian", "LITTLE"))
        else:
            soundfile.write(path, samples, rate)
        return samples

    return write


def write_aac(path: Path, samples: np.ndarray, rate: int) -> None:
    with av.open(str(path), "w", format="mp4", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("aac", rate=rate, layout="mono")
        for at in range(0, len(samples), 1024):
            frame = av.AudioFrame.from_ndarray(samples[None, at : at + 1024], format="fltp", layout="mono")
            frame.sample_rate, frame.pts = rate, at
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
