"""From a run to weights: the best state, measured on people it never heard, with a card that says so."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from audio.source import RATE
from sincnet import checkpoint
from sincnet.config import ModelConfig, Res2NetConfig
from sincnet.events import WhoSpeaksError
from sincnet.model import SincNet
from sincnet.strictness import expected
from sincnet.training import states
from sincnet.training.config import TrainConfig
from sincnet.training.finished import finished, network
from sincnet.training.release import check, release
from sincnet.training.run import Run
from sincnet.training.train import divided
from tests.sincnet.conftest import vowel


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of ten with enough speech to be enrolled and tested."""
    folder = tmp_path_factory.mktemp("town")
    rows = []
    for number in range(10):
        (folder / str(number)).mkdir()
        for take in range(7):
            rng = np.random.default_rng([number, take])
            syllables = [vowel(90 + 20 * number, rng.uniform(0.2, 0.5), seed) for seed in rng.integers(99, size=6)]
            soundfile.write(folder / str(number) / f"{take}.wav", np.concatenate(syllables), RATE)
        rows.append([f"p{number}", "town", str(number), "fm"[number % 2], ""])
    with (folder / "speakers.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["speaker", "corpus", "folder", "sex", "age"], *rows])
    return folder


@pytest.fixture
def config(tiny: ModelConfig) -> TrainConfig:
    windows = replace(tiny.windows, hop_ms=400)
    return TrainConfig(
        replace(tiny, windows=windows), {"town": 6}, speeds=(1.0,), teacher="resemblyzer", start_from="first"
    )


def test_a_run_becomes_weights_with_a_card(config: TrainConfig, town: Path, tmp_path: Path) -> None:
    run = Run(config, ["p", "q"], tmp_path / "run")
    (tmp_path / "run").mkdir()
    run.keep()
    run.average.module.state_dict()["trunk.project.bias"].add_(1)
    run.step = 7
    run.note(0.1)
    path = release(config, town, tmp_path / "run", tmp_path / "cache")
    released = checkpoint.load(path)
    best = states.averaged(states.read(tmp_path / "run" / "best.pt"))
    assert all(torch.equal(tensor, best[name]) for name, tensor in released.model.state_dict().items())
    assert released.cohort.shape == (4, 12)
    np.testing.assert_allclose(np.linalg.norm(released.cohort, axis=1), 1, atol=1e-5)
    card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert card["training"]["runs"] == [{"steps": 7, "started_from": "first", "teacher": "resemblyzer"}]
    assert card["training"]["speakers"] == {"town": 4} and "C. Jemine, Apache-2.0" in card["training"]["teacher"]
    clean = card["figures"]["clean"]
    assert set(clean["by_length"]) == {"whole", "2 s", "1 s"} and clean["by_length"]["whole"]["speakers"] == 6
    assert {"female", "male"} <= set(clean["whole_by_group"])
    assert card["limits"].startswith("Speech of town alone.") and card["training"]["attribution"] == []
    assert expected(card, 0.0) == expected({"figures": card["figures"]}, 0.0) and expected(card, 1.0) is not None


def test_runs_together_answer_with_the_mean_of_their_cosines(config: TrainConfig, town: Path, tmp_path: Path) -> None:
    other = replace(config, model=replace(config.model, sinc=replace(config.model.sinc, taps=65)), seed=2)
    trunk = config.model.trunk
    assert isinstance(trunk, Res2NetConfig)
    wide = replace(config, model=replace(config.model, trunk=replace(trunk, embedding=16)))
    kept = {"one": config, "other": other, "again": replace(config, seed=3), "wide": wide}
    for name, settings in kept.items():
        run = Run(settings, ["p", "q"], tmp_path / name)
        (tmp_path / name).mkdir()
        run.keep()
        (tmp_path / name / "config.json").write_text(json.dumps(asdict(settings)), encoding="utf-8")
    often = replace(config.model, windows=replace(config.model.windows, hop_ms=300))
    both = TrainConfig(often, held_out=config.held_out, together=("runs/one", "runs/other"))
    path = release(both, town, tmp_path / "both", tmp_path / "cache")
    released = checkpoint.load(path)
    windows = torch.randn(2, 6400, generator=torch.Generator().manual_seed(3))

    def cosine(model: SincNet) -> torch.Tensor:
        one, two = model(windows)
        return torch.cosine_similarity(one, two, dim=0)

    alone = [finished(settings, tmp_path / name).model for name, settings in (("one", config), ("other", other))]
    again = finished(kept["again"], tmp_path / "again").model
    cosines = [cosine(model) for model in alone]
    torch.testing.assert_close(cosine(released.model), sum(cosines) / 2)
    assert released.cohort.shape == (4, 24) and released.model.config.windows.hop_ms == 300
    with pytest.raises(WhoSpeaksError, match="on other windows than these settings"):
        finished(replace(both, model=ModelConfig()), tmp_path / "both")
    assert released.card["training"]["runs"] == [{"steps": 0, "started_from": "first", "teacher": "resemblyzer"}] * 2
    with pytest.raises(WhoSpeaksError, match="held other speakers out"):
        finished(replace(both, held_out={"town": 5}), tmp_path / "both")
    with pytest.raises(WhoSpeaksError, match="There is no run nobody"):
        finished(replace(both, together=("nobody",)), tmp_path / "both")
    uneven = finished(replace(both, shares_together=(3.0, 1.0)), tmp_path / "both").model
    torch.testing.assert_close(cosine(uneven), (3 * cosines[0] + cosines[1]) / 4)
    with pytest.raises(WhoSpeaksError, match="a positive number for each"):
        finished(replace(both, shares_together=(1.0,)), tmp_path / "both")
    with pytest.raises(WhoSpeaksError, match="of different shapes"):
        finished(replace(both, together=("one+wide",)), tmp_path / "both")
    soup = finished(replace(both, together=("one+again",)), tmp_path / "both").model.state_dict()
    name, own = "trunk.members.0.project.weight", "trunk.project.weight"
    torch.testing.assert_close(soup[name], (alone[0].state_dict()[own] + again.state_dict()[own]) / 2)
    (tmp_path / "other" / "config.json").unlink()
    with pytest.raises(WhoSpeaksError, match="does not say what it was trained with"):
        finished(both, tmp_path / "both")


def test_a_state_of_the_layout_before_the_judge_is_enough(config: TrainConfig, tmp_path: Path) -> None:
    run = Run(config, ["p", "q"], tmp_path)
    parts = {"model": run.learner.model, "classifier": run.learner.classifier, "average": run.average}
    torch.save({**{name: part.state_dict() for name, part in parts.items()}, "step": 3}, tmp_path / "last.pt")
    model = network(states.read(tmp_path / "last.pt"), config.model)
    assert not model.training and not any(parameter.requires_grad for parameter in model.parameters())
    other = replace(config.model, sinc=replace(config.model.sinc, filters=20))
    with pytest.raises(WhoSpeaksError, match="settings are not those that the run was trained with"):
        network(states.read(tmp_path / "last.pt"), other)


def test_what_cannot_be_released_is_one_sentence(config: TrainConfig, town: Path, tmp_path: Path) -> None:
    with pytest.raises(WhoSpeaksError, match=r"first of the speeds must be 1.0"):
        check(replace(config, speeds=(0.9, 1.0)), divided(config, town)[2])
    for held_out, few in (({"town": 3}, "3 speakers held out 3"), ({"twon": 6}, "0 speakers held out 0")):
        with pytest.raises(WhoSpeaksError, match=f"Of the {few} have enough speech .* 4 are the least"):
            check(config, divided(replace(config, held_out=held_out), town)[2])
    with pytest.raises(WhoSpeaksError, match="Nobody is held out"):
        release(replace(config, held_out={}), town, tmp_path, tmp_path / "cache")
    with pytest.raises(WhoSpeaksError, match=r"There is no run in .*; train it first"):
        release(config, town, tmp_path, tmp_path / "cache")
