"""A teacher is asked about every clip once, whatever happens, and the student comes to resemble it."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sincnet.corpora.dataset import Shard
from sincnet.events import WhoSpeaksError
from sincnet.training import targets as targets_module
from sincnet.training.batches import Batches
from sincnet.training.beginning import begin
from sincnet.training.config import TrainConfig
from sincnet.training.run import Run
from sincnet.training.targets import Targets, ask
from sincnet.training.teacher import Resemblyzer

INSTALLED = importlib.util.find_spec("resemblyzer") is not None
SIZE = 12


class Spectrum:
    """A teacher that hears pitch: what is in twelve bands from 80 to 260 Hz, beyond their mean."""

    def __call__(self, samples: np.ndarray) -> np.ndarray:
        bands = np.abs(np.fft.rfft(samples, 16_000))[80:260].reshape(SIZE, -1).sum(1)
        bands -= bands.mean()
        return (bands / np.linalg.norm(bands)).astype(np.float32)


class Stubborn(Spectrum):
    """Gives up at a voice that is not low."""

    def __call__(self, samples: np.ndarray) -> np.ndarray:
        found = super().__call__(samples)
        if found.argmax() > SIZE // 3:
            raise RuntimeError("enough")
        return found


@pytest.fixture
def asked(shard: Shard, tmp_path: Path) -> np.ndarray:
    return ask("spectrum", Spectrum, shard, tmp_path, processes=1)


def test_every_clip_is_asked_about_and_kept(
    shard: Shard, asked: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked.shape == (len(shard.labels), SIZE) and asked.dtype == np.float32
    for clip in (0, 5, len(asked) - 1):
        np.testing.assert_array_equal(asked[clip], Spectrum()(shard.samples(clip)))
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


def test_targets_lie_between_clip_and_speaker(shard: Shard, asked: np.ndarray) -> None:
    clips = np.array([0, 3, 7])
    own = asked - asked.mean(0)
    own /= np.linalg.norm(own, axis=1, keepdims=True)
    means = np.stack([own[shard.of_class(label)].mean(0) for label in shard.labels[clips]])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    np.testing.assert_allclose(Targets(asked, shard, 0.0).of(clips), own[clips], atol=1e-6)
    np.testing.assert_allclose(Targets(asked, shard, 1.0).of(clips), means, atol=1e-6)
    np.testing.assert_allclose(Targets(asked, shard, 1.0).centroids[shard.labels[clips]], means, atol=1e-6)
    between = Targets(asked, shard, 0.5).of(clips)
    np.testing.assert_allclose(np.linalg.norm(between, axis=1), 1, atol=1e-6)
    assert ((between * means).sum(1) > (own[clips] * means).sum(1)).all()


def test_a_student_comes_to_resemble_its_teacher(
    config: TrainConfig, shard: Shard, asked: np.ndarray, tmp_path: Path
) -> None:
    config = replace(config, teacher="resemblyzer", steps=60, batch=16, lr=0.01, warmup=1)
    targets = Targets(asked, shard, config.centroid)
    run = Run(config, shard.classes, tmp_path)
    begin(run, targets)
    np.testing.assert_array_equal(run.learner.state_dict()["classifier.rows"], targets.centroids)
    likeness = [run.advance(batch).likeness for batch in Batches(shard, config, targets=targets)]
    assert np.mean(likeness[-5:]) > np.mean(likeness[:5]) + 0.15


def test_a_teacher_of_another_size_is_one_sentence(config: TrainConfig, shard: Shard, tmp_path: Path) -> None:
    run = Run(replace(config, teacher="resemblyzer"), shard.classes, tmp_path)
    with pytest.raises(WhoSpeaksError, match="embeddings have 5 numbers and the network's 12"):
        begin(run, Targets(np.ones((len(shard.labels), 5), np.float32), shard, 0.5))


@pytest.mark.skipif(INSTALLED, reason="the teacher is installed")
def test_a_teacher_that_is_not_installed_is_one_sentence() -> None:
    with pytest.raises(WhoSpeaksError, match="teacher resemblyzer is not installed: pip install"):
        Resemblyzer()


@pytest.mark.skipif(not INSTALLED, reason="the teacher is not installed: make bench installs it")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # in the package itself
def test_the_teacher_tells_the_demo_voices_apart(voices: dict[str, list[np.ndarray]]) -> None:
    teacher = Resemblyzer()
    rows = np.stack([teacher(clip) for clips in voices.values() for clip in clips])
    assert rows.shape == (6, Resemblyzer.size)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    likeness = rows @ rows.T - 2 * np.eye(6)
    assert (likeness.argmax(1) == np.array([1, 0, 3, 2, 5, 4])).all()
