"""Another vocal tract: the same voice with its formants moved and its pitch left alone.

With another speed both move together; so the two are independent ways from one person's recordings to a person whom
nobody has recorded. After vocal tract length perturbation (N. Jaitly and G. Hinton, ICML 2013 workshop), done to the
spectral envelope, for the filters behind it are learned and hear the waveform.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import cpu_count, fsync
from pathlib import Path

import numpy as np
from scipy import signal

from audio.source import RATE
from sincnet.corpora.destination import writing
from sincnet.corpora.manifest import Clips, stretch
from sincnet.corpora.sharing import in_order
from sincnet.progress import Progress, unseen

WINDOW = 512  # 32 ms, which parts the harmonics of most voices
HOP = 128
LIFTER = 40  # cepstral coefficients that are the envelope: what repeats below 400 Hz or so; the rest is pitch
LOUDEST, FAINTEST = 3.0, -4.0  # natural logarithms: what a frame's bin may be changed by


def move_formants(samples: np.ndarray, factor: float) -> np.ndarray:
    """float32 (n,) at 16 kHz with its spectral envelope stretched along the frequency axis; shape and peak stay."""
    if len(samples) < WINDOW:
        return samples
    bins, _, frames = signal.stft(samples, RATE, nperseg=WINDOW, noverlap=WINDOW - HOP, boundary="even")
    cepstra = np.fft.irfft(np.log(np.abs(frames) + 1e-6), axis=0)
    cepstra[LIFTER : 1 - LIFTER] = 0
    envelopes = np.fft.rfft(cepstra, axis=0).real  # (bins, frames)
    # The new envelope at f is the old one at f / factor; above the band there is nothing, so its edge goes on.
    place = np.minimum(np.arange(len(bins)) / factor, len(bins) - 1)
    below = place.astype(int)
    above = np.minimum(below + 1, len(bins) - 1)
    share = (place - below)[:, None]
    moved = (1 - share) * envelopes[below] + share * envelopes[above]
    gain = np.exp(np.clip(moved - envelopes, FAINTEST, LOUDEST))
    _, changed = signal.istft(frames * gain, RATE, nperseg=WINDOW, noverlap=WINDOW - HOP)
    changed = changed[: len(samples)]
    return np.asarray(changed * (np.abs(samples).max() / max(np.abs(changed).max(), 1e-9)), np.float32)


def store_moved(folder: Path, speakers: Sequence[Clips], factor: float, progress: Progress = unseen) -> list[Clips]:
    """The clips of each of `speakers` with their formants moved, in sample files of the same layout in `folder`.

    Goes on where a kill struck. Raises `WhoSpeaksError` when the folder cannot be written.
    """
    tasks = [(clips, folder / f"{clips.file.parent.parent.name}-{clips.file.name}", factor) for clips in speakers]
    missing = [task for task in tasks if not _done(task)]
    if missing:
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            # A process takes about as long to start as ten speakers.
            made = in_order(_store, missing, min(cpu_count() or 1, len(missing) // 10))
            for _ in progress(made, total=len(missing), unit="speaker"):
                pass
    return [Clips(path, clips.starts, clips.lengths, clips.closed_sets) for clips, path, _ in tasks]


Task = tuple[Clips, Path, float]


def _samples(clips: Clips) -> int:
    """How many samples a file holds that has these clips."""
    return int((clips.starts + clips.lengths).max(initial=0))


def _done(task: Task) -> bool:
    clips, path, _ = task
    return path.exists() and path.stat().st_size == 2 * _samples(clips)


def _store(task: Task) -> None:
    clips, path, factor = task
    samples = np.zeros(_samples(clips), np.int16)
    for start, length in zip(clips.starts, clips.lengths, strict=True):
        moved = move_formants(stretch(clips.file, int(start), int(length)), factor)
        samples[start : start + length] = np.rint(np.clip(moved, -1, 1) * 32767)
    temporary = path.with_name(path.name + ".part")
    with temporary.open("wb") as file:
        file.write(samples.tobytes())
        file.flush()
        fsync(file.fileno())
    temporary.replace(path)
