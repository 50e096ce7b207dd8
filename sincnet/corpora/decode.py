"""Any recording of a corpus as 16 kHz mono: what libsndfile reads, and the AAC of VoxCeleb 2 through PyAV."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import soundfile as sf

from audio.errors import AudioError
from audio.files import read_audio
from audio.resample import Resampler
from audio.source import RATE

AAC = (".m4a", ".mp4", ".aac")
AAC_PACKAGE = "av"


def can_decode(path: Path) -> bool:
    """Whether the package for such a file is installed."""
    return path.suffix.lower() not in AAC or find_spec(AAC_PACKAGE) is not None


def decode(path: Path) -> tuple[np.ndarray, int]:
    """Samples float32 (n,) in [-1, 1] at 16 kHz mono, and the rate in Hz they were recorded at. Raises `AudioError`."""
    if path.suffix.lower() in AAC:
        return _decode_aac(path)
    samples = read_audio(path)
    return samples, int(sf.info(path).samplerate)


def _decode_aac(path: Path) -> tuple[np.ndarray, int]:
    import av  # large, and of use for one corpus only

    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise AudioError(f"{path.name} holds no sound; fetch it again.")
            stream = container.streams.audio[0]
            to_float = av.AudioResampler(format="fltp")
            resampler = Resampler(stream.rate)
            pieces = [
                resampler.push(piece.to_ndarray().T)
                for frame in container.decode(stream)
                for piece in to_float.resample(frame)
            ]
            promised_s = float((stream.duration or 0) * (stream.time_base or 0))
            samples = np.concatenate([*pieces, resampler.finish()])
            rate = int(stream.rate)
    except (av.FFmpegError, OSError) as error:
        raise AudioError(f"{path.name} is not an audio file that can be read, or it is damaged.") from error
    if len(samples) / RATE < promised_s - 0.1:  # encoders pad by less
        raise AudioError(f"{path.name} is cut short: {len(samples) / RATE:.1f} of its {promised_s:.1f} s can be heard.")
    return samples, rate
