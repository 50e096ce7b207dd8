"""Any recording of a corpus as 16 kHz mono: what libsndfile reads, and AAC in m4a (VoxCeleb 2) through PyAV."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile as sf

from audio.files import read_audio


def decode(path: Path) -> tuple[np.ndarray, int]:
    """Samples float32 (n,) in [-1, 1] at 16 kHz mono, and the rate in Hz they were recorded at. Raises `AudioError`."""
    samples = read_audio(path)
    return samples, int(sf.info(path).samplerate)
