"""Real recordings, where there are any: some speakers of $SPEECH_CORPUS, or of the folder beside the project."""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

import main
from audio.files import read_audio
from sincnet.corpora.dataset import Speaker, read_speakers
from sincnet.windows import trim

SPEECH = Path(os.environ.get("SPEECH_CORPUS") or Path(__file__).resolve().parents[4] / "shared" / "speech")
EACH = 2


@pytest.fixture
def some(tmp_path: Path) -> list[Speaker]:
    """Two speakers of each corpus that is there, listed as a lab's."""
    if not (SPEECH / "speakers.csv").is_file():
        pytest.skip("there is no corpus of real speech here")
    taken: Counter[str] = Counter()
    chosen = [s for s in read_speakers(SPEECH) if (taken.update([s.corpus]) or taken[s.corpus]) <= EACH]
    (tmp_path / "lab").mkdir()
    with (tmp_path / "lab" / "speakers.csv").open("w", newline="", encoding="utf-8") as file:
        rows = [[s.id, s.corpus, s.folder.absolute(), s.sex, s.age or ""] for s in chosen]
        csv.writer(file).writerows([["speaker", "corpus", "folder", "sex", "age"], *rows])
    return sorted(chosen, key=lambda speaker: speaker.id)


def test_real_speech_is_prepared_clip_by_clip(some: list[Speaker], tmp_path: Path) -> None:
    assert main.main(["prepare", "lab", str(tmp_path / "lab"), str(tmp_path / "out"), "--json"]) == 0
    prepared = sorted(read_speakers(tmp_path / "out"), key=lambda speaker: speaker.id)
    assert [(s.id, s.corpus, s.sex, s.age) for s in prepared] == [(s.id, s.corpus, s.sex, s.age) for s in some]
    for ours, theirs in zip(prepared, some, strict=True):
        assert [r.name for r in ours.recordings()] == [r.name for r in theirs.recordings()]
        for recording, original in zip(ours.recordings(), theirs.recordings(), strict=True):
            samples = read_audio(original.file)
            start, stop = trim(samples, 35.0)
            np.testing.assert_allclose(recording.samples(), samples[start:stop] / np.abs(samples).max(), atol=1e-4)
            assert recording.seconds == pytest.approx((stop - start) / 16_000)
            assert original.seconds == pytest.approx(len(samples) / 16_000, abs=1e-3)
