"""`import-published`: a checkpoint of the original code becomes weights of this program, or one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

import main
from sincnet.checkpoint import load
from sincnet.config import PUBLISHED
from sincnet.published_checkpoint import read_published
from tests.sincnet.published_checkpoints import random_checkpoint, tensors, written

CFG = """[data]
tr_lst=data_lists/TIMIT_train.scp

[windowing]
fs=16000
cw_len=200
cw_shift=20

[cnn]
cnn_N_filt=6,5,4
cnn_len_filt=251,5,5
cnn_max_pool_len=3,3,3
cnn_use_laynorm_inp=True
cnn_use_batchnorm_inp=False
cnn_use_laynorm=True,True,True
cnn_use_batchnorm=False,False,False
cnn_act=leaky_relu,leaky_relu,leaky_relu
cnn_drop=0.0,0.0,0.0

[dnn]
fc_lay=24, 16, 16
fc_drop=0.0,0.0,0.0
fc_use_laynorm_inp=True
fc_use_batchnorm_inp=False
fc_use_batchnorm=True,True,True
fc_use_laynorm=False,False,False
fc_act=leaky_relu,leaky_relu,leaky_relu

[class]
class_lay=7
class_drop=0.0
class_use_laynorm_inp=False
class_use_batchnorm_inp=False
class_use_batchnorm=False
class_use_laynorm=False
class_act=softmax
"""


@pytest.fixture
def model_raw(tmp_path: Path) -> Path:
    return written(tmp_path / "model_raw.pkl", tensors(random_checkpoint(0)))


@pytest.fixture
def cfg(tmp_path: Path) -> Path:
    path = tmp_path / "SincNet_TIMIT.cfg"
    path.write_text(CFG)
    return path


def test_the_weights_are_the_network_of_the_checkpoint(
    model_raw: Path, cfg: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "published.safetensors"
    assert main.main(["import-published", str(model_raw), str(out), "--cfg", str(cfg), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["classes"] == 7
    weights, (network, _) = load(out), read_published(model_raw)
    assert weights.model.config.windows.hop_ms == 20
    windows = torch.from_numpy(np.random.default_rng(1).normal(0, 0.1, (3, 3200)).astype(np.float32))
    with torch.inference_mode():
        torch.testing.assert_close(weights.model(windows), network(windows), rtol=0, atol=0)
    assert weights.cohort.shape == (7, 16)
    np.testing.assert_allclose(np.linalg.norm(weights.cohort, axis=1), 1, atol=1e-6)
    assert weights.card["imported_from"]["name"] == "model_raw.pkl"


def test_without_settings_the_hop_is_the_published_one(model_raw: Path, tmp_path: Path) -> None:
    assert main.main(["import-published", str(model_raw), str(tmp_path / "out.safetensors")]) == 0
    assert load(tmp_path / "out.safetensors").model.config.windows == PUBLISHED.windows


@pytest.mark.parametrize(
    ("said", "instead", "words"),
    [
        ("fs=16000", "fs=8000", "fs=8000, where the published network of this size has 16000"),
        ("cnn_len_filt=251,5,5", "cnn_len_filt=129,5,5", "cnn_len_filt=129,5,5"),
        ("cnn_max_pool_len=3,3,3", "cnn_max_pool_len=3,3", "cnn_max_pool_len=3,3,"),
        ("fc_use_batchnorm=True,True,True", "fc_use_batchnorm=True,True,False", "fc_use_batchnorm"),
        ("cnn_act=leaky_relu,", "cnn_act=relu,", "cnn_act=relu"),
        ("class_lay=7", "class_lay=462", "class_lay=462"),
        ("class_act=softmax", "", "not a readable settings file"),
        ("[dnn]", "", "not a readable settings file"),
        ("cw_shift=20", "cw_shift=soon", "not a readable settings file"),
        ("cw_shift=20", "cw_shift=0", "at least 1 ms"),
    ],
)
def test_settings_that_do_not_fit_are_named_and_nothing_is_written(
    model_raw: Path, cfg: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str, instead: str, words: str
) -> None:
    assert said in CFG
    cfg.write_text(CFG.replace(said, instead))
    before = sorted(tmp_path.iterdir())
    assert main.main(["import-published", str(model_raw), str(tmp_path / "out.safetensors"), "--cfg", str(cfg)]) == 1
    error = capsys.readouterr().err
    assert words in error and error.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before


def test_weights_are_safetensors(model_raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["import-published", str(model_raw), str(tmp_path / "out.pkl")]) == 1
    assert ".safetensors" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_one_sentence(
    model_raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert main.main(["import-published", str(model_raw), str(tmp_path / "file" / "out.safetensors")]) == 1
    error = capsys.readouterr().err
    assert "cannot be written" in error and error.count("\n") == 1
