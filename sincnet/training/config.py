"""What a training run is: one frozen record, read from TOML, every setting of it with a default."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from audio.errors import WhoSpeaksError, reason
from sincnet.config import ModelConfig, Res2NetConfig
from sincnet.training.schedule import Schedule
from sincnet.training.settings import assignments, at_least_one, build, merge


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """A run. Times in ms, rates per optimiser step.

    Who: `held_out` and `development` count speakers of each corpus that are not trained on: the first are only for the
    reported figures, the second decide which checkpoint is the best and when to stop. `start_from` names a run on the
    same classes or fewer, or weights (.safetensors), to begin with; `filters_from` names weights of which only the sinc
    filters' edges are taken, for a trunk of another shape. `together` names runs whose networks are
    released as one that answers for all, each counting as its number in `shares_together` says (alike if there is
    none); "one+other" is the mean of two runs' weights. There is nothing to train then. `corpora` are folders beside
    the corpus that the command names.

    Batches: every speaker comes once per pair of `speeds` and `formants`, as a class each. Classes are drawn in
    proportion to their seconds of speech to the power of `by_length` (0: every speaker alike, 1: every second of sound
    alike). Crops are of `crop_ms`, one length a batch; a share `clean` of them is left as it is where `augment` is on;
    then amplitudes vary by a factor in 1 ± `jitter`. `workers` processes make batches ahead.

    Aim: `loss` is the additive angular margin on a cosine softmax (`aam`: `margin` radians, from the share
    `margin_from` of the run on, `scale`) or the published log-softmax (`softmax`). With a `teacher`, a second
    layer beside the d-vector's, which is thrown away afterwards, learns to say what the teacher says: of the stretch
    that the crop is cut from, of the whole clip and of the whole class, mixed by the three `shares`; `distil` weighs
    1 - cosine between the two.

    Optimiser: `adamw`, or `rmsprop` with `alpha`; `eps` is of either. `sinc_lr` is the rate of the sinc filters' edges,
    which are in Hz; 0 freezes them. `schedule` is `warmup` steps of rise, then half a cosine down or `constant`. `clip`
    is the largest gradient norm, 0 for any. `ema` is the decay of the running average of the weights, which is what is
    judged and released. `bf16` is used where the device computes in it.

    Course: `judge` measures every `judge_every` steps: `speakers` the EER and error of development speakers' windows;
    `sentences` the published frame and sentence error on recordings of the training's own speakers, which are then not
    trained on. `patience` is how many of those in a row may be no better than the best before the run stops, 0 for any
    number. `seed` decides everything that is drawn.
    """

    model: ModelConfig = field(default_factory=ModelConfig)
    held_out: dict[str, int] = field(default_factory=dict)
    development: dict[str, int] = field(default_factory=dict)
    start_from: str = ""
    filters_from: str = ""
    together: tuple[str, ...] = ()
    shares_together: tuple[float, ...] = ()
    corpora: tuple[str, ...] = ()

    speeds: tuple[float, ...] = (1.0, 0.9, 1.1)
    formants: tuple[float, ...] = (1.0,)
    by_length: float = 0.0
    batch: int = 64
    crop_ms: tuple[int, int] = (800, 2000)
    augment: bool = True
    clean: float = 0.12
    jitter: float = 0.0
    workers: int = 1

    loss: Literal["aam", "softmax"] = "aam"
    margin: float = 0.2
    margin_from: float = 0.1
    scale: float = 30.0
    teacher: Literal["", "resemblyzer"] = ""
    distil: float = 30.0
    shares: tuple[float, float, float] = (0.4, 0.4, 0.2)

    optimiser: Literal["adamw", "rmsprop"] = "adamw"
    lr: float = 2e-3
    sinc_lr: float = 0.05
    weight_decay: float = 0.02
    alpha: float = 0.95
    eps: float = 1e-8
    schedule: Schedule = "cosine"
    warmup: int = 300
    clip: float = 5.0
    ema: float = 0.998
    bf16: bool = True

    steps: int = 6000
    judge: Literal["speakers", "sentences"] = "speakers"
    judge_every: int = 500
    patience: int = 0
    save_every: int = 200
    log_every: int = 20
    seed: int = 1

    def __post_init__(self) -> None:
        at_least_one(self, "batch", "steps", "judge_every", "save_every", "log_every")
        shortest, longest = self.crop_ms
        if not 0 < shortest <= longest:
            raise WhoSpeaksError(f"crop_ms has to be a shortest and a longest length, not {shortest} and {longest}.")
        if self.teacher and not isinstance(self.model.trunk, Res2NetConfig):
            raise WhoSpeaksError("Only a res2net trunk can have a teacher; leave the teacher away.")
        if not self.speeds or min(self.speeds) <= 0:
            raise WhoSpeaksError("speeds has to hold at least one positive number.")
        if self.formants[:1] != (1.0,) or min(self.formants) <= 0:
            raise WhoSpeaksError("formants has to begin with 1.0 and to hold positive numbers.")

    def judges(self, step: int) -> bool:
        """Whether the run is judged after so many steps."""
        return step % self.judge_every == 0 or step == self.steps

    @classmethod
    def read(cls, path: Path, words: Iterable[str] = ()) -> TrainConfig:
        """From a TOML file, with `key=value` words laid over it.

        Raises `WhoSpeaksError` for what cannot be read, is no setting or is of the wrong type.
        """
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise WhoSpeaksError(f"{path} is not a readable training configuration ({reason(error)}).") from error
        return build(cls, merge(data, assignments(words)))
