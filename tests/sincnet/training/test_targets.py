"""A teacher is asked about every clip once, whatever happens, and the student comes to resemble it."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sincnet.config import PUBLISHED
from sincnet.corpora.dataset import Shard
from sincnet.corpora.manifest import Clips
from sincnet.events import WhoSpeaksError
from sincnet.training import targets as targets_module
from sincnet.training.batches import Batches
from sincnet.training.beginning import begin
from sincnet.training.config import TrainConfig
from sincnet.training.run import Run
from sincnet.training.targets import Targets, ask
from sincnet.training.teacher import HOP, TEACHERS, WINDOW, Resemblyzer, stretches

INSTALLED = importlib.util.find_spec("resemblyzer") is not None
SIZE = 12


class Spectrum:
    """A teacher that hears pitch: what is in twelve bands from 80 to 260 Hz, beyond their mean."""

    size = SIZE

    def __call__(self, samples: np.ndarray) -> np.ndarray:
        last = max(len(samples) - WINDOW, 0)
        starts = [min(number * HOP, last) for number in range(int(stretches(np.array(len(samples)))))]
        spectra = [np.abs(np.fft.rfft(samples[start : start + WINDOW], 16_000)) for start in starts]
        bands = np.stack([spectrum[80:260].reshape(SIZE, -1).sum(1) for spectrum in spectra])
        bands -= bands.mean(1, keepdims=True)
        return (bands / np.linalg.norm(bands, axis=1, keepdims=True)).astype(np.float32)


class Stubborn(Spectrum):
    """Gives up at a voice that is not low."""

    def __call__(self, samples: np.ndarray) -> np.ndarray:
        found = super().__call__(samples)
        if found[0].argmax() > SIZE // 3:
            raise RuntimeError("enough")
        return found


@pytest.fixture
def asked(shard: Shard, tmp_path: Path) -> np.ndarray:
    return ask("spectrum", Spectrum, shard, tmp_path, processes=1)


def test_every_clip_is_asked_about_and_kept(
    shard: Shard, asked: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = stretches(shard.lengths)
    assert asked.shape == (counts.sum(), SIZE) and asked.dtype == np.float16
    ends = np.cumsum(counts)
    for clip in (0, 5, len(counts) - 1):
        said = Spectrum()(shard.samples(clip)).astype(np.float16)
        np.testing.assert_array_equal(asked[ends[clip] - counts[clip] : ends[clip]], said)
    assert [path.suffix for path in (tmp_path / "teachers").iterdir()] == [".npy"]  # no part of one
    np.testing.assert_array_equal(ask("spectrum", _nobody, shard, tmp_path), asked)
    with pytest.raises(RuntimeError, match="no teacher is made"):
        ask("another", _nobody, shard, tmp_path)
    monkeypatch.setattr(targets_module, "CHUNK", 5)
    np.testing.assert_array_equal(ask("two", Spectrum, shard, tmp_path, processes=2), asked)


def _nobody() -> Spectrum:
    raise RuntimeError("no teacher is made when all is known")


def test_what_was_asked_before_a_kill_is_not_asked_again(shard: Shard, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="enough"):
        ask("spectrum", Stubborn, shard, tmp_path, processes=1)
    [part] = (tmp_path / "teachers").iterdir()
    rows = np.load(part, mmap_mode="r+", allow_pickle=False)
    done = np.flatnonzero(rows.any(axis=1))
    assert 0 < len(done) < len(rows)
    rows[done[0]] *= 2  # a mark that would not survive being asked again
    marked = rows[done[0]].copy()
    finished = ask("spectrum", Spectrum, shard, tmp_path, processes=1)
    np.testing.assert_array_equal(finished[done[0]], marked)
    assert finished.any(axis=1).all()


def test_stretches_cover_a_recording_to_its_end() -> None:
    assert stretches(np.array([1, WINDOW, WINDOW + 1, WINDOW + HOP, WINDOW + HOP + 1])).tolist() == [1, 1, 2, 2, 3]


def test_targets_are_of_stretch_clip_and_class(tmp_path: Path) -> None:
    """Two classes; the first has a clip of three stretches and one of one."""
    path = tmp_path / "samples.i16"
    np.zeros(200_000, np.int16).tofile(path)
    long, short = WINDOW + 2 * HOP, WINDOW
    one = Clips(path, np.array([0, 60_000]), np.array([long, short]), np.array(["", ""]))
    other = Clips(path, np.array([90_000]), np.array([short]), np.array([""]))
    shard = Shard(["one", "other"], [one, other])
    answers = np.array([[9, 1, 1], [7, 3, 1], [5, 5, 1], [6, 1, 5], [1, 8, 8]], np.float32)
    answers /= np.linalg.norm(answers, axis=1, keepdims=True)
    own = unit(answers - answers.mean(0))
    clips, centres = np.array([0, 0, 0, 1, 2]), np.array([0, WINDOW // 2 + HOP + 5, 10 * long, 100, 100])

    def of(*shares: float) -> np.ndarray:
        return Targets(answers, shard, shares).of(clips, centres)

    np.testing.assert_allclose(of(1, 0, 0), own, atol=2e-3)
    of_clips = unit(np.stack([own[:3].mean(0), own[3], own[4]]))
    np.testing.assert_allclose(of(0, 1, 0), of_clips[[0, 0, 0, 1, 2]], atol=1e-5)
    of_classes = unit(np.stack([own[:4].mean(0), own[4]]))  # every second counts alike
    np.testing.assert_allclose(of(0, 0, 1), of_classes[[0, 0, 0, 0, 1]], atol=1e-5)
    mixed = unit(0.5 * own + 0.3 * of_clips[[0, 0, 0, 1, 2]] + 0.2 * of_classes[[0, 0, 0, 0, 1]])
    np.testing.assert_allclose(of(0.5, 0.3, 0.2), mixed, atol=2e-3)


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def taught(config: TrainConfig, monkeypatch: pytest.MonkeyPatch) -> TrainConfig:
    monkeypatch.setitem(TEACHERS, "resemblyzer", Spectrum)
    return replace(config, teacher="resemblyzer", steps=60, batch=16, lr=0.01, warmup=1)


def test_a_student_comes_to_resemble_its_teacher(
    taught: TrainConfig, shard: Shard, asked: np.ndarray, tmp_path: Path
) -> None:
    run = Run(taught, shard.classes, tmp_path)
    steps = [run.advance(batch) for batch in Batches(shard, taught, targets=Targets(asked, shard, taught.shares))]
    assert np.mean([step.likeness for step in steps[-5:]]) > np.mean([step.likeness for step in steps[:5]]) + 0.15
    assert np.mean([step.accuracy for step in steps[-5:]]) > 0.3  # of nine classes: it tells them apart all the same


def test_a_pupil_goes_on_where_it_was(config: TrainConfig, taught: TrainConfig, shard: Shard, tmp_path: Path) -> None:
    first = Run(taught, shard.classes, tmp_path / "first")
    first.keep()
    other = replace(taught, seed=9)
    resumed = Run(other, shard.classes, tmp_path / "first")
    second = Run(replace(other, start_from="first"), shard.classes, tmp_path / "second")
    for run in (resumed, second):
        begin(run)
        assert run.learner.pupil is not None and first.learner.pupil is not None
        np.testing.assert_array_equal(run.learner.pupil.weight.detach(), first.learner.pupil.weight.detach())
    alone = Run(replace(config, start_from="first"), shard.classes, tmp_path / "alone")
    begin(alone)
    assert alone.learner.pupil is None
    assert set(alone.network().state_dict()) == set(
        first.network().state_dict()
    )  # nothing of a teacher is in the network


def test_only_a_trunk_with_statistics_can_have_a_teacher() -> None:
    with pytest.raises(WhoSpeaksError, match="Only a res2net trunk can have a teacher"):
        TrainConfig(PUBLISHED, teacher="resemblyzer")


@pytest.mark.skipif(INSTALLED, reason="the teacher is installed")
def test_a_teacher_that_is_not_installed_is_one_sentence() -> None:
    with pytest.raises(WhoSpeaksError, match="teacher resemblyzer is not installed: pip install"):
        Resemblyzer()


@pytest.mark.skipif(not INSTALLED, reason="the teacher is not installed: make bench installs it")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # in the package itself
def test_the_teacher_tells_the_demo_voices_apart(voices: dict[str, list[np.ndarray]]) -> None:
    teacher = Resemblyzer()
    answers = [teacher(clip) for clips in voices.values() for clip in clips]
    for answer, clip in zip(answers, (clip for clips in voices.values() for clip in clips), strict=True):
        assert answer.shape == (stretches(np.array(len(clip))), Resemblyzer.size)
        np.testing.assert_allclose(np.linalg.norm(answer, axis=1), 1, atol=1e-5)
    rows = unit(np.stack([answer.mean(0) for answer in answers]))
    likeness = rows @ rows.T - 2 * np.eye(6)
    assert (likeness.argmax(1) == np.array([1, 0, 3, 2, 5, 4])).all()
