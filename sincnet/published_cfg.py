"""The settings files of the original SincNet code (cfg/SincNet_TIMIT.cfg): what a checkpoint's shapes do not tell."""

from __future__ import annotations

from configparser import ConfigParser
from configparser import Error as CfgError
from dataclasses import replace
from pathlib import Path
from typing import Any

from audio.source import RATE
from sincnet.config import CnnDnnConfig, ModelConfig
from sincnet.events import WhoSpeaksError


def with_cfg(config: ModelConfig, classes: int, path: Path) -> ModelConfig:
    """`config`, read from a checkpoint's shapes, with the hop that the settings in `path` have.

    Raises `WhoSpeaksError` for a file that cannot be read, and for settings that are not those of the published network
    of this size, naming the first.
    """
    cfg = ConfigParser()
    try:
        cfg.read_string(path.read_text(encoding="utf-8"), path.name)
        for section, settings in _published(config, classes).items():
            for key, expected in settings.items():
                said, wanted = cfg.get(section, key), ",".join(map(str, expected))
                if [word.strip().lower() for word in said.split(",")] != wanted.lower().split(","):
                    raise WhoSpeaksError(
                        f"{path.name} says {key}={said}, where the published network of this size has {wanted}; only "
                        "that network can be imported, with the settings it was trained with."
                    )
        hop_ms = cfg.getint("windowing", "cw_shift")
    except (OSError, ValueError, CfgError) as error:
        reason = " ".join(str(error).split())
        raise WhoSpeaksError(f"{path} is not a readable settings file of the SincNet code ({reason}).") from error
    if hop_ms < 1:
        raise WhoSpeaksError(f"{path.name} says cw_shift={hop_ms}, which has to be at least 1 ms.")
    return replace(config, windows=replace(config.windows, hop_ms=hop_ms))


def _published(config: ModelConfig, classes: int) -> dict[str, dict[str, list[Any]]]:
    """What the file has to say for the network to be the one that `sincnet.published` is."""
    trunk = config.trunk
    assert isinstance(trunk, CnnDnnConfig)
    filters, hidden = [config.sinc.filters, *trunk.conv_filters], list(trunk.hidden)

    def norms(layer: str, count: int, batch_norm: bool, layer_norm: bool, of_input: bool) -> dict[str, list[Any]]:
        return {
            f"{layer}_use_laynorm_inp": [of_input],
            f"{layer}_use_batchnorm_inp": [False],
            f"{layer}_use_batchnorm": [batch_norm] * count,
            f"{layer}_use_laynorm": [layer_norm] * count,
        }

    return {
        "windowing": {"fs": [RATE], "cw_len": [config.windows.window_ms]},
        "cnn": {
            "cnn_n_filt": filters,
            "cnn_len_filt": [config.sinc.taps, *trunk.conv_taps],
            "cnn_max_pool_len": [trunk.pool] * len(filters),
            "cnn_act": ["leaky_relu"] * len(filters),
            **norms("cnn", len(filters), False, True, True),
        },
        "dnn": {
            "fc_lay": hidden,
            "fc_act": ["leaky_relu"] * len(hidden),
            **norms("fc", len(hidden), True, False, True),
        },
        "class": {"class_lay": [classes], "class_act": ["softmax"], **norms("class", 1, False, False, False)},
    }
