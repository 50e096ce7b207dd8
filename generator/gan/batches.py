"""Voices and faces of the same people, drawn apart: no recording is ever paired with a picture.

All that is drawn depends on the seed and the batch's number only. So a resumed run goes on as if nothing had happened,
and processes that share a batch train on what one would have seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch

from audio.errors import WhoSpeaksError
from generator.gan.config import GanConfig
from generator.gan.networks import BANDS, SIZE
from sincnet.training.team import ALONE, Team


class Batch(NamedTuple):
    """Voices float32 (batch, 64, frames), faces float32 (batch, 3, 64, 64) from -1 to 1, whose they are int64 (batch,).

    Row for row voice and face belong to different people as a rule.
    """

    voices: torch.Tensor
    voice_ids: torch.Tensor
    faces: torch.Tensor
    face_ids: torch.Tensor

    def to(self, device: torch.device) -> Batch:
        """The same on a device."""
        return Batch(*(tensor.to(device, non_blocking=True) for tensor in self))


class UnpairedBatches:
    """All batches of a run by number, of each the rows that are this process's share.

    `voices` are the normalised features of whole clips, float32 (64, frames) each; `faces` uint8 (n, 64, 64, 3);
    `voice_of` and `face_of` name the people. Raises `WhoSpeaksError` if those are not the same people, or a clip is
    shorter than the longest crop.
    """

    def __init__(
        self,
        voices: Sequence[np.ndarray],
        voice_of: Sequence[str],
        faces: np.ndarray,
        face_of: Sequence[str],
        config: GanConfig,
        seed: int = 1,
        team: Team = ALONE,
    ) -> None:
        self.identities = _shared(voice_of, face_of)
        if len(voices) != len(voice_of) or len(faces) != len(face_of):
            raise WhoSpeaksError(
                f"{len(voice_of)} names of {len(voices)} voices and {len(face_of)} of {len(faces)} faces do not match."
            )
        if faces.shape[1:] != (SIZE, SIZE, 3) or faces.dtype != np.uint8:
            raise WhoSpeaksError(f"Faces have to be uint8 (n, {SIZE}, {SIZE}, 3), not {faces.dtype} {faces.shape}.")
        longest = config.crop_frames[1]
        for name, voice in zip(voice_of, voices, strict=True):
            if voice.ndim != 2 or voice.shape[0] != BANDS or voice.shape[1] < longest:
                raise WhoSpeaksError(
                    f"A clip of {name} has the shape {voice.shape}, not ({BANDS}, {longest} or more); leave it out."
                )
        if config.batch % team.size:
            raise WhoSpeaksError(f"A batch of {config.batch} cannot be shared evenly by {team.size} processes.")
        number = {name: i for i, name in enumerate(self.identities)}
        self._voices, self._voice_ids = voices, np.array([number[name] for name in voice_of])
        self._faces, self._face_ids = faces, np.array([number[name] for name in face_of])
        self._config, self._seed, self._team = config, seed, team

    def batch(self, number: int) -> Batch:
        """Batch `number` of the run, on the CPU."""
        config, team = self._config, self._team
        rng, rows = np.random.default_rng([self._seed, number]), slice(team.rank, None, team.size)
        length = int(rng.integers(*config.crop_frames, endpoint=True))
        voices = rng.integers(len(self._voices), size=config.batch)[rows]
        faces = rng.integers(len(self._faces), size=config.batch)[rows]
        starts, mirrored = rng.random(config.batch)[rows], rng.random(config.batch)[rows] < config.flip
        crops = [_crop(self._voices[i], length, share) for i, share in zip(voices, starts, strict=True)]
        pictures = np.stack([self._faces[i] for i in faces]).astype(np.float32)  # (rows, 64, 64, 3)
        pictures[mirrored] = pictures[mirrored, :, ::-1]
        return Batch(
            torch.from_numpy(np.stack(crops)),
            torch.from_numpy(self._voice_ids[voices]),
            torch.from_numpy((pictures - 127.5) / 127.5).permute(0, 3, 1, 2),
            torch.from_numpy(self._face_ids[faces]),
        )


def _crop(voice: np.ndarray, length: int, share: float) -> np.ndarray:
    """(64, length) of (64, frames), from a place that is drawn by `share`, 0 to 1."""
    start = int(share * (voice.shape[1] - length + 1))
    return voice[:, start : start + length]


def _shared(voice_of: Sequence[str], face_of: Sequence[str]) -> tuple[str, ...]:
    """The people of both lists, which have to be the same."""
    voices, faces = set(voice_of), set(face_of)
    for what, names in (("voice but no face", voices - faces), ("face but no voice", faces - voices)):
        if names:
            raise WhoSpeaksError(f"{len(names)} people have a {what}, {min(names)} for one; leave them out.")
    if not voices:
        raise WhoSpeaksError("There is nobody to train on; give voices and faces of the same people.")
    return tuple(sorted(voices))
