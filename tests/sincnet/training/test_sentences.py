"""The published measure: other sentences of the people who are trained on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import torch

from audio.source import RATE
from sincnet.config import PUBLISHED, CnnDnnConfig, FeatureDnnConfig
from sincnet.corpora.dataset import Shard
from sincnet.corpora.manifest import Clips
from sincnet.events import WhoSpeaksError
from sincnet.training import config as config_module
from sincnet.training import train as train_module
from sincnet.training.batches import Batches
from sincnet.training.beginning import begin
from sincnet.training.config import TrainConfig
from sincnet.training.run import Run
from sincnet.training.sentences import SentencesJudge, divide
from sincnet.training.train import divided, train
from sincnet.windows import cut, plan

CONFIGS = Path(config_module.__file__).parents[1] / "configs"
LENGTH = 4800


def shard_of(folder: Path, **closed_sets: list[str]) -> Shard:
    """So many recordings of noise for each speaker, 0.3 s each."""
    clips = []
    for number, (name, tags) in enumerate(closed_sets.items()):
        file = folder / f"{name}.i16"
        noise = np.random.default_rng(number).normal(0, 3000, len(tags) * LENGTH)
        file.write_bytes(noise.astype(np.int16).tobytes())
        starts = np.arange(len(tags)) * LENGTH
        clips.append(Clips(file, starts, np.full(len(tags), LENGTH), np.array(tags, str)))
    return Shard(list(closed_sets), clips)


def test_a_corpus_with_lists_is_divided_by_them_and_another_five_to_three(tmp_path: Path) -> None:
    timit = ["", "", "train", "train", "train", "train", "train", "test", "test", "test"]
    shard = shard_of(tmp_path, timit=timit, vox=["train", "dev", "test"], lab=[""] * 16, once=[""])
    learned, measured = divide(shard)
    assert learned.classes == measured.classes == shard.classes
    assert np.bincount(learned.labels).tolist() == [5, 1, 10, 1]
    assert np.bincount(measured.labels).tolist() == [3, 1, 6]
    assert [len(measured.of_class(label)) for label in range(4)] == [3, 1, 6, 0]
    whole = [shard.samples(clip) for clip in shard.of_class(2)]
    parts = [part.samples(int(clip)).tobytes() for part in (learned, measured) for clip in part.of_class(2)]
    assert sorted(parts) == sorted(samples.tobytes() for samples in whole)
    np.testing.assert_array_equal(measured.samples(0), shard.samples(7))


def test_nothing_to_measure_on_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WhoSpeaksError, match="Nobody here has three recordings"):
        divide(shard_of(tmp_path, one=["", ""], two=[""]))


def test_sentences_shorter_than_a_window_are_one_sentence(tmp_path: Path) -> None:
    shard = shard_of(tmp_path, a=["", "", ""], b=["", "", ""])
    with pytest.raises(WhoSpeaksError, match="as long as a window; give longer ones"):
        SentencesJudge(shard, replace(PUBLISHED.windows, window_ms=400, shortest_ms=400))


@pytest.fixture
def small() -> TrainConfig:
    """The published recipe, narrow, and for sentences rather than an afternoon."""
    recipe = TrainConfig.read(CONFIGS / "published.toml")
    trunk = CnnDnnConfig(conv_filters=(4,), conv_taps=(5,), hidden=(8, 6))
    model = replace(PUBLISHED, sinc=replace(PUBLISHED.sinc, filters=6), trunk=trunk)
    return replace(recipe, model=model, held_out={}, batch=8, steps=4, judge_every=2, save_every=2, log_every=2)


def test_errors_are_those_of_frames_and_of_summed_log_posteriors(small: TrainConfig, tmp_path: Path) -> None:
    shard = shard_of(tmp_path, a=["", "", ""], b=["", "", ""], c=["", "", ""])
    run = Run(small, shard.classes, tmp_path / "run")
    found = SentencesJudge(shard, small.model.windows)(run)
    frames, sentences = [], []
    for clip, truth in enumerate(shard.labels):
        samples = shard.samples(clip)
        windows = cut(samples, plan(samples, small.model.windows), small.model.windows)
        with torch.inference_mode():
            d_vectors = run.network()(torch.from_numpy(windows))
            logits = run.learner.classifier.get_submodule("wx.0")(d_vectors).double().numpy()
        posteriors = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
        frames.append(np.mean(posteriors.argmax(1) != truth))
        sentences.append(np.log(posteriors).sum(0).argmax() != truth)
    assert found == pytest.approx({"frame_error": np.mean(frames), "sentence_error": np.mean(sentences)})
    assert 0 < found["frame_error"] < 1


def test_a_run_judged_by_sentences_never_trains_on_them(
    small: TrainConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = tmp_path / "corpus"
    for name in ("anna", "ben"):
        (corpus / name).mkdir(parents=True)
        for take in range(3):
            noise = np.random.default_rng(take).normal(0, 0.1, LENGTH + 320 * take)
            soundfile.write(corpus / name / f"{take}.wav", noise, RATE)
    rows = "speaker,corpus,folder,sex,age\nanna,lab,anna,f,\nben,lab,ben,m,\n"
    (corpus / "speakers.csv").write_text(rows)
    trained_on: list[int] = []

    class Seen(Batches):
        def __init__(self, shard: Shard, *rest: Any) -> None:
            trained_on.extend(shard.lengths)
            super().__init__(shard, *rest)

    monkeypatch.setattr(train_module, "Batches", Seen)
    steps = list(train(replace(small, workers=0), corpus, tmp_path / "run", tmp_path / "cache"))
    assert sorted(trained_on) == [LENGTH, LENGTH, LENGTH + 320, LENGTH + 320]
    assert [set(step.judged or ()) for step in steps] == [set(), {"frame_error", "sentence_error"}] * 2
    assert not any((tmp_path / "run").glob("*.part"))


def test_a_corpus_of_single_recordings_cannot_be_judged_so(small: TrainConfig, corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(WhoSpeaksError, match="Nobody here has three"):
        list(train(small, corpus, tmp_path / "run", tmp_path / "cache"))


def test_more_corpora_are_trained_on_together(small: TrainConfig, corpus: Path) -> None:
    speakers, _, _ = divided(replace(small, corpora=(str(corpus),)), corpus)
    assert len(speakers) == 12


def test_lab_members_are_classes_appended_to_those_of_the_first_run(small: TrainConfig, tmp_path: Path) -> None:
    first = Run(small, ["v1", "v2"], tmp_path / "voxceleb")
    first.folder.mkdir()
    first.keep()
    second = Run(replace(small, start_from="runs/voxceleb", seed=2), ["v1", "v2", "lab"], tmp_path / "lab")
    begin(second)
    before, after = (run.learner.state_dict() for run in (first, second))
    for name, numbers in before.items():
        appended = 1 if name.startswith("classifier") else 0
        torch.testing.assert_close(after[name][: len(numbers)] if numbers.ndim else after[name], numbers)
        assert not numbers.ndim or len(after[name]) == len(numbers) + appended


@pytest.mark.parametrize("name", ["published", "published_cnn", "published_fbank", "published_mfcc"])
def test_the_front_ends_differ_in_nothing_but_the_trunk(name: str) -> None:
    recipe, published = TrainConfig.read(CONFIGS / f"{name}.toml"), TrainConfig.read(CONFIGS / "published.toml")
    trunks = {
        "published": PUBLISHED.trunk,
        "published_cnn": CnnDnnConfig(first="free"),
        "published_fbank": FeatureDnnConfig(),
        "published_mfcc": FeatureDnnConfig(features="mfcc", bands=23),
    }
    assert recipe.model == replace(PUBLISHED, trunk=trunks[name])
    assert replace(recipe, model=PUBLISHED) == published


def test_the_published_recipe_is_that_of_the_published_code() -> None:
    recipe = TrainConfig.read(CONFIGS / "published.toml")
    assert (recipe.batch, recipe.crop_ms, recipe.jitter, recipe.judge_every) == (128, (200, 200), 0.2, 8 * 800)
    optimiser = Run(recipe, ["a", "b"], Path("nowhere")).optimiser
    assert isinstance(optimiser, torch.optim.RMSprop)
    for group in optimiser.param_groups:
        assert (group["lr"], group["alpha"], group["eps"], group["weight_decay"]) == (1e-3, 0.95, 1e-8, 0)


def test_the_thesis_runs_follow_each_other() -> None:
    first, second = (TrainConfig.read(CONFIGS / f"thesis_{name}.toml") for name in ("voxceleb", "lab"))
    assert (first.batch, second.batch) == (256, 4)
    assert second.start_from == "runs/thesis_voxceleb" and second.development == first.development
    assert first.model == second.model == PUBLISHED
