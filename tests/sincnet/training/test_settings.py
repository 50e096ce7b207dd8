"""Settings from files and words: what fits is taken as it is meant, what does not is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from sincnet import training
from sincnet.config import CnnDnnConfig
from sincnet.events import WhoSpeaksError
from sincnet.training.config import TrainConfig

CONFIGS = sorted((Path(training.__file__).parents[1] / "configs").glob("*.toml"))

TOML = """
steps = 7
lr = 1
crop_ms = [500, 600]
held_out = { first = 2 }
[model.trunk]
kind = "cnn_dnn"
hidden = [8, 4]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "run.toml"
    path.write_text(TOML)
    return path


def test_there_are_configurations() -> None:
    assert {"first.toml", "default.toml"} <= {path.name for path in CONFIGS}


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.name)
def test_every_shipped_configuration_is_read(path: Path) -> None:
    assert TrainConfig.read(path).steps > 0


def test_a_configuration_from_toml(path: Path) -> None:
    config = TrainConfig.read(path)
    assert (config.steps, config.lr, config.crop_ms, config.held_out) == (7, 1.0, (500, 600), {"first": 2})
    assert isinstance(config.lr, float) and config.batch == TrainConfig().batch
    assert config.model.trunk == CnnDnnConfig(hidden=(8, 4))


def test_words_lie_over_the_file(path: Path) -> None:
    words = ["steps=9", "model.trunk.pool=2", "model.sinc.taps=129", "held_out.second=3", "start_from=runs/a"]
    config = TrainConfig.read(path, [*words, "augment=false", "crop_ms=[300, 400]", 'loss="softmax"', "steps=10"])
    assert (config.steps, config.model.sinc.taps, config.start_from, config.loss) == (10, 129, "runs/a", "softmax")
    assert config.model.trunk == CnnDnnConfig(hidden=(8, 4), pool=2)
    assert config.held_out == {"first": 2, "second": 3} and not config.augment and config.crop_ms == (300, 400)
    assert TrainConfig.read(path, ["held_out={}"]).held_out == {}


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("lr=fast", "lr has to be a number, not 'fast'."),
        ("lr=nan", "lr has to be a number, not nan."),
        ("steps=1.5", "steps has to be a whole number, not 1.5."),
        ("steps=true", "steps has to be a whole number, not True."),
        ("bf16=1", "bf16 has to be true or false, not 1."),
        ("start_from=3", "start_from has to be a text, not 3."),
        ("loss=l2", "loss has to be one of 'aam', 'softmax', not 'l2'."),
        ("crop_ms=[1]", "crop_ms has to be a list of 2, each a whole number, not \\[1\\]."),
        ("crop_ms=[1, 2.5]", "crop_ms has to be a whole number, not 2.5."),
        ("speeds=fast", "speeds has to be a list, each a number, not 'fast'."),
        ("held_out.a=b", "held_out.a has to be a whole number, not 'b'."),
        ("model.sinc=3", "model.sinc has to be a table of settings, not 3."),
        ("model.trunk.kind=rnn", "model.trunk.kind has to be one of res2net, .*, not 'rnn'."),
        ("model.sinc.tap=3", "no setting called model.sinc.tap;"),
        ("model.trunk.channels=3", "no setting called model.trunk.channels;"),  # which only the other trunk has
        ("speed=2", "no setting called speed;"),
        ("steps", "“steps” is no setting; write it as key=value"),
        ("model..sinc=1", "is no setting"),
        ("lr=1\nsteps=2", "lr has to be a number, not '1.nsteps=2'"),
        ("batch=0", "batch has to be at least 1, not 0."),
        ("crop_ms=[600, 500]", "crop_ms has to be a shortest and a longest length, not 600 and 500."),
        ("speeds=[]", "speeds has to hold at least one positive number."),
    ],
)
def test_what_does_not_fit_is_one_sentence(path: Path, word: str, words: str) -> None:
    with pytest.raises(WhoSpeaksError, match=words):
        TrainConfig.read(path, [word])


def test_two_words_that_contradict_each_other(path: Path) -> None:
    with pytest.raises(WhoSpeaksError, match=r"model.sinc.taps and sinc cannot both be given"):
        TrainConfig.read(path, ["model.sinc=3", "model.sinc.taps=129"])


def test_a_published_network_has_no_teacher() -> None:
    with pytest.raises(WhoSpeaksError, match="Only a res2net trunk can have a teacher"):
        TrainConfig.read(CONFIGS[0].with_name("published.toml"), ["teacher=resemblyzer"])


@pytest.mark.parametrize("data", [None, b"steps = ", b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "run.toml"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(WhoSpeaksError, match=r"run.toml is not a readable training configuration"):
        TrainConfig.read(path)
