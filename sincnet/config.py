"""What a model is, frozen and stored beside its weights.

A `ModelConfig` says how windows are cut, how the sinc filters look and what stands behind them. The app ships two
Res2Nets with attentive statistics that answer together; beside them stand the CNN + DNN of the SincNet paper and the
networks that the paper compares it with.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from audio.source import RATE
from sincnet.events import WhoSpeaksError


@dataclass(frozen=True, slots=True)
class WindowConfig:
    """How an utterance becomes windows.

    Every window is `window_ms` long and starts `hop_ms` after the one before; an utterance shorter than a window but
    not than `shortest_ms` is one window of its own length. Leading and trailing sound more than `trim_db` below the
    loudest frame is silence. `normalise` divides by the peak of the whole utterance (as published) or of each window.
    """

    window_ms: int = 1500
    hop_ms: int = 750
    shortest_ms: int = 500
    trim_db: float = 35.0
    normalise: Literal["utterance", "window"] = "window"

    @property
    def window(self) -> int:
        """Samples in a window."""
        return self.window_ms * RATE // 1000

    @property
    def hop(self) -> int:
        """Samples between the starts of two windows."""
        return self.hop_ms * RATE // 1000

    @property
    def shortest(self) -> int:
        """Samples in the shortest utterance that can be classified."""
        return self.shortest_ms * RATE // 1000


@dataclass(frozen=True, slots=True)
class SincConfig:
    """The learned band-pass filters: how many, how long (odd), every how many samples, with quadrature twins?"""

    filters: int = 80
    taps: int = 251
    stride: int = 32
    analytic: bool = True


@dataclass(frozen=True, slots=True)
class Res2NetConfig:
    """Log energies of the sinc bands every `frame` filter outputs, a Res2Net over time, attentive statistics."""

    kind: Literal["res2net"] = "res2net"
    frame: int = 5
    smoothing: int = 10
    stem_stride: int = 2
    channels: int = 256
    scale: int = 4
    dilations: tuple[int, ...] = (1, 2, 3)
    aggregated: int = 512
    attention: int = 128
    embedding: int = 192


@dataclass(frozen=True, slots=True)
class CnnDnnConfig:
    """The published trunk (Ravanelli and Bengio 2018, section 4.2): convolutions, then a DNN with batch norm.

    With `first` as `free`, every tap of the first layer's filters is learned: the paper's CNN on the raw waveform.
    """

    kind: Literal["cnn_dnn"] = "cnn_dnn"
    first: Literal["sinc", "free"] = "sinc"
    conv_filters: tuple[int, ...] = (60, 60)
    conv_taps: tuple[int, ...] = (5, 5)
    pool: int = 3
    hidden: tuple[int, ...] = (2048, 2048, 2048)


@dataclass(frozen=True, slots=True)
class FeatureDnnConfig:
    """The paper's baselines on hand-crafted features (section 4.3), behind which stands the same DNN.

    `fbank`: log energies of `bands` mel bands, through convolutions along frequency with layer norm. `mfcc`: 13
    cepstral coefficients of so many bands with their first and second differences, with batch norm, straight into the
    DNN; `conv_filters`, `conv_taps` and `pool` are of no account then.
    """

    kind: Literal["feature_dnn"] = "feature_dnn"
    features: Literal["fbank", "mfcc"] = "fbank"
    bands: int = 40
    conv_filters: tuple[int, ...] = (60, 60)
    conv_taps: tuple[int, ...] = (5, 5)
    pool: int = 2
    hidden: tuple[int, ...] = (2048, 2048, 2048)


@dataclass(frozen=True, slots=True)
class MemberConfig:
    """One network of an ensemble; `share` is how much its word counts beside the others'."""

    sinc: SincConfig
    trunk: Res2NetConfig
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class EnsembleConfig:
    """Networks that were trained apart and answer together; each has filters of its own, so the model's `sinc` is of
    no account then."""

    kind: Literal["ensemble"] = "ensemble"
    members: tuple[MemberConfig, ...] = ()


TrunkConfig = Res2NetConfig | CnnDnnConfig | FeatureDnnConfig | EnsembleConfig


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """A whole model."""

    windows: WindowConfig = field(default_factory=WindowConfig)
    sinc: SincConfig = field(default_factory=SincConfig)
    trunk: TrunkConfig = field(default_factory=Res2NetConfig)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> ModelConfig:
        """The inverse of `to_dict`, also after a trip through JSON or TOML.

        Raises `WhoSpeaksError` for keys or kinds this version does not know.
        """
        try:
            return cls(
                WindowConfig(**data.get("windows", {})),
                SincConfig(**data.get("sinc", {})),
                _trunk(data.get("trunk", {})),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise WhoSpeaksError(
                "The model's configuration does not fit this version of WhoSpeaks ({reason}).", reason=error
            ) from error


def _trunk(data: dict[str, Any]) -> TrunkConfig:
    kinds = {"res2net": Res2NetConfig, "cnn_dnn": CnnDnnConfig, "feature_dnn": FeatureDnnConfig}
    kind = data.get("kind", "res2net")
    if kind == "ensemble":
        members = data["members"]
        return EnsembleConfig(
            members=tuple(
                MemberConfig(SincConfig(**one["sinc"]), _res2net(one["trunk"]), one.get("share", 1.0))
                for one in members
            )
        )
    return kinds[kind](**_with_tuples(data))


def _res2net(data: dict[str, Any]) -> Res2NetConfig:
    if data.get("kind", "res2net") != "res2net":
        raise ValueError(f"an ensemble is of res2net trunks, not {data['kind']}")
    return Res2NetConfig(**_with_tuples(data))


def _with_tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


PUBLISHED = ModelConfig(
    # 200 ms windows every 10 ms, each utterance divided by its peak (Ravanelli and Bengio 2018, section 4.1).
    WindowConfig(window_ms=200, hop_ms=10, shortest_ms=200, normalise="utterance"),
    SincConfig(filters=80, taps=251, stride=1, analytic=False),
    CnnDnnConfig(),
)
