"""The published configuration against a second implementation in NumPy, written from its definition, in float64."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from sincnet.config import PUBLISHED
from sincnet.events import WhoSpeaksError
from sincnet.model import SincNet
from sincnet.published_checkpoint import read_published
from tests.sincnet.published_checkpoints import POOL, SAMPLES, TAPS, Arrays, random_checkpoint, tensors, written


class Reference:
    """The forward pass of the published network; each quirk can be replaced by what one would expect instead."""

    def __init__(self, arrays: Arrays, **changes: Any) -> None:
        self.cnn, self.dnn, self.last = arrays.values()
        self.quirks = {
            "ddof": 1, "eps_outside": True, "rectified": True, "windowed": True, "slope": 0.2, "bias": True,
            "pool_first": True, "norm_over_time": True,
        } | changes  # fmt: skip

    def filters(self) -> np.ndarray:
        low = 50 + np.abs(self.cnn["conv.0.low_hz_"])
        high = np.clip(low + 50 + np.abs(self.cnn["conv.0.band_hz_"]), 50, 8000)
        half = TAPS // 2
        n = np.arange(1, half + 1) / 16000
        right = (np.sin(2 * np.pi * high * n) - np.sin(2 * np.pi * low * n)) / (np.pi * n)
        at = np.linspace(0, TAPS / 2 - 1, half)
        right = right * (0.54 - 0.46 * np.cos(2 * np.pi * at / TAPS))[::-1] ** self.quirks["windowed"]
        return np.concatenate([right[:, ::-1], 2 * (high - low), right], axis=1) / (2 * (high - low))

    def layer_norm(self, x: np.ndarray, part: dict[str, np.ndarray], name: str) -> np.ndarray:
        axis: Any = -1 if self.quirks["norm_over_time"] or x.ndim == 2 else (-2, -1)
        mean, deviation = x.mean(axis, keepdims=True), x.std(axis, ddof=self.quirks["ddof"], keepdims=True)
        divisor = deviation + 1e-6 if self.quirks["eps_outside"] else np.sqrt(deviation**2 + 1e-6)
        return part[f"{name}.gamma"] * (x - mean) / divisor + part[f"{name}.beta"]

    def leaky(self, x: np.ndarray) -> np.ndarray:
        return np.where(x > 0, x, self.quirks["slope"] * x)

    @staticmethod
    def pool(x: np.ndarray) -> np.ndarray:
        frames = x.shape[-1] // POOL
        return x[..., : frames * POOL].reshape(*x.shape[:-1], frames, POOL).max(-1)

    @staticmethod
    def convolve(x: np.ndarray, kernels: np.ndarray) -> np.ndarray:
        """(batch, channels, n) with (outputs, channels, taps), without padding, as correlation."""
        frames = np.lib.stride_tricks.sliding_window_view(x, kernels.shape[-1], axis=-1)
        return np.einsum("bcnt,oct->bon", frames, kernels, optimize=True)

    def posteriors(self, windows: np.ndarray) -> np.ndarray:
        """(batch, samples) to (batch, classes)."""
        x = self.layer_norm(windows, self.cnn, "ln0")[:, None]
        depth = sum(key.startswith("conv") and key.endswith("weight") for key in self.cnn) + 1
        for i in range(depth):
            if i == 0:
                x = self.convolve(x, self.filters()[:, None])
                x = np.abs(x) if self.quirks["rectified"] else x
            else:
                x = self.convolve(x, self.cnn[f"conv.{i}.weight"]) + self.cnn[f"conv.{i}.bias"][:, None]
            if self.quirks["pool_first"]:
                x = self.leaky(self.layer_norm(self.pool(x), self.cnn, f"ln.{i}"))
            else:  # the deviation of what has not been pooled
                pooled = self.pool(x)
                mean, deviation = x.mean(-1, keepdims=True), x.std(-1, ddof=1, keepdims=True)
                scaled = self.cnn[f"ln.{i}.gamma"] * (pooled - mean) / (deviation + 1e-6)
                x = self.leaky(scaled + self.cnn[f"ln.{i}.beta"])
        x = self.layer_norm(x.reshape(len(x), -1), self.dnn, "ln0")
        for i in range(sum(key.startswith("wx") and key.endswith("weight") for key in self.dnn)):
            x = x @ self.dnn[f"wx.{i}.weight"].T + self.quirks["bias"] * self.dnn[f"wx.{i}.bias"]
            x = (x - self.dnn[f"bn.{i}.running_mean"]) / np.sqrt(self.dnn[f"bn.{i}.running_var"] + 1e-5)
            x = self.leaky(x * self.dnn[f"bn.{i}.weight"] + self.dnn[f"bn.{i}.bias"])
        logits = x @ self.last["wx.0.weight"].T + self.last["wx.0.bias"]
        weights = np.exp(logits - logits.max(axis=1, keepdims=True))
        return weights / weights.sum(axis=1, keepdims=True)


def random_windows(count: int) -> np.ndarray:
    """Noise of 200 ms, half of it so quiet that the norms' eps counts."""
    windows = np.random.default_rng(5).normal(0, 0.2, (count, SAMPLES))
    windows[::2] *= 1e-3
    return windows.astype(np.float32)


def posteriors(path: Path, windows: np.ndarray) -> np.ndarray:
    model, classifier = read_published(path)
    with torch.inference_mode():
        return classifier(model(torch.from_numpy(windows))).exp().numpy()


@pytest.mark.parametrize("zipped", [True, False], ids=["zip", "legacy"])
@pytest.mark.parametrize("seed", range(2))
def test_a_checkpoint_gives_its_own_posteriors(tmp_path: Path, zipped: bool, seed: int) -> None:
    arrays, windows = random_checkpoint(seed), random_windows(6)
    expected = Reference(arrays).posteriors(windows)
    assert np.ptp(expected, axis=0).max() > 0.03  # something to be wrong about
    found = posteriors(written(tmp_path / "model_raw.pkl", tensors(arrays), zipped=zipped), windows)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-5)


def test_a_checkpoint_of_the_published_size(tmp_path: Path) -> None:
    arrays, windows = random_checkpoint(0, 80, (60, 60), (2048, 2048, 2048)), random_windows(2)
    path = written(tmp_path / "model_raw.pkl", tensors(arrays))
    np.testing.assert_allclose(posteriors(path, windows), Reference(arrays).posteriors(windows), rtol=0, atol=1e-5)
    assert read_published(path)[0].config == PUBLISHED


@pytest.mark.parametrize(
    "change",
    [
        {"ddof": 0},
        {"eps_outside": False},
        {"rectified": False},
        {"windowed": False},
        {"slope": 0.01},
        {"bias": False},
        {"pool_first": False},
        {"norm_over_time": False},
    ],
    ids=str,
)
def test_every_quirk_counts(tmp_path: Path, change: dict[str, Any]) -> None:
    arrays, windows = random_checkpoint(0), random_windows(6)
    found = posteriors(written(tmp_path / "model_raw.pkl", tensors(arrays)), windows)
    assert np.abs(found - Reference(arrays, **change).posteriors(windows)).max() > 3e-5


def test_the_stored_norms_that_the_published_code_never_calls_do_not_count(tmp_path: Path) -> None:
    arrays, windows = random_checkpoint(0), random_windows(2)
    before = posteriors(written(tmp_path / "before.pkl", tensors(arrays)), windows)
    for part, prefix in (("CNN_model_par", "bn."), ("DNN1_model_par", "ln."), ("DNN2_model_par", "ln.")):
        for key in arrays[part]:
            if key.startswith(prefix):
                arrays[part][key] = arrays[part][key] + 1
    np.testing.assert_array_equal(posteriors(written(tmp_path / "after.pkl", tensors(arrays)), windows), before)


def test_the_batch_norms_of_the_cnn_have_their_length_as_eps() -> None:
    cnn = SincNet(PUBLISHED).trunk.get_submodule("cnn")
    assert [norm.eps for norm in cnn.get_submodule("bn").children()] == [983, 326, 107]


@pytest.mark.parametrize("variant", ["data parallel", "first torch versions", "float64", "more keys"])
def test_checkpoints_differ_in_form(tmp_path: Path, variant: str) -> None:
    arrays, windows = random_checkpoint(1), random_windows(2)
    stored: dict[str, Any] = dict(tensors(arrays))
    if variant == "data parallel":
        stored = {part: {f"module.{key}": tensor for key, tensor in state.items()} for part, state in stored.items()}
    elif variant == "first torch versions":
        stored = {
            part: {key: tensor for key, tensor in state.items() if not key.endswith("num_batches_tracked")}
            for part, state in stored.items()
        }
    elif variant == "float64":
        stored = {part: {key: tensor.double() for key, tensor in state.items()} for part, state in stored.items()}
    else:
        stored["epoch"] = 1499
    found = posteriors(written(tmp_path / "model_raw.pkl", stored), windows)
    np.testing.assert_allclose(found, Reference(arrays).posteriors(windows), rtol=0, atol=1e-5)


def without(part: str, key: str) -> Callable[[dict[str, Any]], Any]:
    return lambda stored: {**stored, part: {name: value for name, value in stored[part].items() if name != key}}


def given(part: str, key: str, value: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda stored: {**stored, part: {**stored[part], key: value}}


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda stored: list(stored.values()), "not a dict of CNN_model_par, DNN1_model_par, DNN2_model_par"),
        (lambda stored: {key: stored[key] for key in list(stored)[:2]}, "DNN2_model_par is missing"),
        (lambda stored: {**stored, "DNN1_model_par": 3}, "DNN1_model_par is missing or no state dict"),
        (without("CNN_model_par", "ln0.gamma"), "CNN_model_par lacks ln0.gamma"),
        (without("CNN_model_par", "conv.0.low_hz_"), "CNN_model_par lacks conv.0.low_hz_"),
        (without("CNN_model_par", "conv.1.weight"), "CNN_model_par lacks conv.1.weight"),
        (without("CNN_model_par", "ln.2.beta"), "CNN_model_par lacks ln.2.beta"),
        (without("DNN1_model_par", "wx.0.weight"), "DNN1_model_par lacks wx.0.weight"),
        (without("DNN1_model_par", "bn.1.running_var"), "DNN1_model_par lacks bn.1.running_var"),
        (without("DNN2_model_par", "wx.0.bias"), "DNN2_model_par lacks wx.0.bias"),
        (given("CNN_model_par", "conv.0.band_hz_", torch.ones(6)), "conv.0.band_hz_ of CNN_model_par has the shape"),
        (given("CNN_model_par", "conv.1.weight", torch.ones(5, 6)), "conv.1.weight of CNN_model_par has the shape"),
        (given("CNN_model_par", "ln.0.gamma", torch.ones(6, 900)), r"has the shape \(6, 900\), not \(6, 983\)"),
        (given("CNN_model_par", "ln0.gamma", torch.ones(3201)), "3201 samples are no whole number of ms"),
        (given("CNN_model_par", "ln0.gamma", torch.ones(160)), "windows are too short"),
        (given("CNN_model_par", "ln0.gamma", torch.ones(0)), "ln0.gamma of CNN_model_par has the shape"),
        (given("DNN2_model_par", "wx.0.weight", torch.ones(7, 9)), "wx.0.weight of DNN2_model_par takes 9 numbers"),
        (given("DNN2_model_par", "ln0.gamma", torch.ones(16)), "DNN2_model_par has ln0.gamma"),
        (given("DNN1_model_par", "wx.0.bias", [0.0]), "wx.0.bias of DNN1_model_par is not an array"),
        (given("DNN1_model_par", "wx.0.bias", torch.full((24,), torch.nan)), "not finite"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, spoil: Callable[[dict[str, Any]], Any], words: str) -> None:
    path = written(tmp_path / "model_raw.pkl", spoil(dict(tensors(random_checkpoint(0)))))
    with pytest.raises(WhoSpeaksError, match=words) as raised:
        read_published(path)
    assert "\n" not in str(raised.value)


class Code:
    """What a pickle may do to whoever opens it."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.mark),)


@pytest.mark.parametrize("zipped", [True, False], ids=["zip", "legacy"])
def test_code_in_a_checkpoint_is_never_run(tmp_path: Path, zipped: bool) -> None:
    mark = tmp_path / "owned"
    path = written(tmp_path / "model_raw.pkl", {**tensors(random_checkpoint(0)), "more": Code(mark)}, zipped=zipped)
    with pytest.raises(WhoSpeaksError, match="holds code, which is never run"):
        read_published(path)
    assert not mark.exists()
    torch.load(path, weights_only=False)  # it would have
    assert mark.exists()


@pytest.mark.parametrize("content", [b"", b"RIFF....WAVE", b"\x80\x02}q\x00.", b"PK\x03\x04 and nothing else"])
def test_what_is_no_checkpoint_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model_raw.pkl"
    path.write_bytes(content)
    with pytest.raises(WhoSpeaksError) as raised:
        read_published(path)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("zipped", [True, False], ids=["zip", "legacy"])
def test_a_truncated_checkpoint_is_one_sentence(tmp_path: Path, zipped: bool) -> None:
    path = written(tmp_path / "model_raw.pkl", tensors(random_checkpoint(0)), zipped=zipped)
    whole = path.read_bytes()
    for share in (0.02, 0.3, 0.7, 0.99):
        path.write_bytes(whole[: int(share * len(whole))])
        with pytest.raises(WhoSpeaksError, match="damaged"):
            read_published(path)


def test_a_missing_checkpoint_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WhoSpeaksError, match="cannot be read"):
        read_published(tmp_path / "none.pkl")
