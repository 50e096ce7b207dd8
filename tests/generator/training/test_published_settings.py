"""The configurations that come with the program: each can be read, and the published ones say what was published."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.gan.config import GanConfig
from generator.speech2face.step import EncoderConfig
from generator.training import tasks
from generator.training.decoders import DecoderTaskConfig
from generator.training_cli import NETWORKS

CONFIGS = Path(__file__).resolve().parents[3] / "generator" / "configs"
OTHERS = {"traits", "figures"}


@pytest.mark.parametrize("path", sorted(CONFIGS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_configuration_can_be_read(path: Path) -> None:
    if path.stem not in OTHERS:
        assert tasks.read(path).kind in NETWORKS


def test_the_gans() -> None:
    wen, ainshams = (tasks.read(CONFIGS / f"gan_{name}.toml") for name in ("wen", "ainshams"))
    assert wen.gan == GanConfig() and wen.course.steps == 50_000  # where paper and code differ, the code
    assert (wen.gan.optimiser, wen.gan.lr, wen.gan.betas, wen.gan.noise) == ("adam", 2e-4, (0.5, 0.999), 0.05)
    assert (wen.gan.width, wen.gan.batch, wen.gan.crop_frames) == (1.0, 128, (300, 800))
    assert not (wen.gan.tanh or wen.gan.batch_norm_g or wen.gan.batch_norm_f)
    assert (ainshams.gan.optimiser, ainshams.gan.lr, ainshams.gan.alpha, ainshams.gan.eps) == (
        "rmsprop",
        2e-4,
        0.9,
        1e-8,
    )
    assert ainshams.gan.tanh and ainshams.gan.batch_norm_g and ainshams.gan.batch_norm_f
    for config in (wen, ainshams):  # nobody was played faster, and no average of steps was taken
        assert config.speeds == (1.0,) and config.ema == 0 and config.course.rate(40_000) == 1


def test_speech2face() -> None:
    paper, notebook = (tasks.read(CONFIGS / f"speech2face_{name}.toml") for name in ("paper", "ainshams"))
    assert paper.encoder == EncoderConfig() and paper.width == 1 and not paper.notebook
    assert (paper.encoder.direction, paper.encoder.distil, paper.encoder.temperature) == (0.025, 200.0, 2.0)
    assert paper.course.steps == 3 * 1_700_000 // paper.encoder.batch
    assert notebook.notebook and notebook.encoder.absolute and notebook.encoder.batch == 119
    assert (notebook.encoder.lr, notebook.encoder.betas) == (1e-3, (0.5, 0.9799))
    decoder = tasks.read(CONFIGS / "speech2face_decoder_ainshams.toml")
    assert isinstance(decoder, DecoderTaskConfig) and (decoder.lr, decoder.batch) == (6e-4, 110)
    assert decoder.likeness == decoder.edges == 0 and decoder.width == 1
