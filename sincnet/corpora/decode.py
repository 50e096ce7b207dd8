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
    header = _sphere_header(path)
    if "shorten" in header.get("sample_coding", ""):
        raise AudioError(f"{path.name} is compressed with Shorten, which is not read here; convert it with sph2pipe.")
    samples = read_audio(path)
    there = sf.info(path)
    promised = int(header.get("sample_count", 0))
    if there.frames < promised:  # libsndfile does not mind
        raise AudioError(f"{path.name} is cut short: it holds {there.frames} of {promised} samples; copy it again.")
    return samples, int(there.samplerate)


def _sphere_header(path: Path) -> dict[str, str]:
    """Of a NIST SPHERE file, whatever it is called ("sample_count -i 46797" in lines); of others nothing."""
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError:
        return {}  # `read_audio` has a sentence for that
    if not head.startswith(b"NIST_1A"):
        return {}
    fields = (line.split(maxsplit=2) for line in head.decode("latin-1").partition("end_head")[0].splitlines())
    return {field[0]: field[2] for field in fields if len(field) == 3}


def _decode_aac(path: Path) -> tuple[np.ndarray, int]:
    import av  # large, and of use for one corpus only

    try:
        with av.open(str(path)) as container:
            stream = next(iter(container.streams.audio), None)
            if stream is None or stream.codec_context is None:
                raise AudioError(f"{path.name} holds no sound that can be decoded; fetch it again.")
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
