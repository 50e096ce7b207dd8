"""The d-vectors that an evaluation has made, for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np

from sincnet.corpora.dataset import Speaker
from sincnet.evaluation.protocol import Embedded, HeldOut


def d_vectors(held_out: HeldOut, speakers: Sequence[Speaker], model: str) -> bytes:
    """An .npz without pickles, a row per recording of the enrolment and per whole probe.

    `d_vectors` float32 (n, d), means over windows of unit length; `speakers`, `recordings` and `roles` ("enrolment" or
    "probe") str (n,); `windows` int64 and `seconds` float64 (n,), how many there were and of how much speech; `model`
    names the weights.
    """
    rows: list[tuple[Embedded, str]] = [
        *((one, "enrolment") for enrolment in held_out.enrolment.values() for one in enrolment),
        *((probe, "probe") for probe in held_out.probes[None]),
    ]
    means = np.stack([one.d_vectors.mean(axis=0) for one, _ in rows])
    file = BytesIO()
    np.savez_compressed(
        file,
        d_vectors=(means / np.linalg.norm(means, axis=1, keepdims=True)).astype(np.float32),
        speakers=np.array([speakers[one.speaker].id for one, _ in rows]),
        recordings=np.array([one.recording for one, _ in rows]),
        roles=np.array([role for _, role in rows]),
        windows=np.array([len(one.d_vectors) for one, _ in rows]),
        seconds=np.array([one.speech_s for one, _ in rows]),
        model=np.array(model),
    )
    return file.getvalue()
