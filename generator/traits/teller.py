"""What a voice tells, from numbers that were fitted before: NumPy alone, and no code in the file.

    d-vector, pitch ── likeness ─┬─ age axis ──> child | adolescent | adult (ordinal logistic)
                                 ├─ sex axis ──> man or woman, of adults
                                 └─ years ─────> the age that is drawn
    d-vector ─────────────────────── variation ─> everything else about the face

The numbers fit one network's d-vectors and no other's: the file names the weights, and others are refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load as load_tensors
from safetensors.numpy import save as save_tensors

from audio.errors import WhoSpeaksError
from generator.imagined import OLDEST, YOUNGEST, Traits
from generator.traits.variation import VariationMap
from generator.voice import Voice
from sincnet import carded
from sincnet.paths import assets

TRAITS = assets() / "models" / "traits.safetensors"

FORMAT = 3
REFIT = "python main.py train generator/configs/traits.toml --corpus DIR"

SPANS = {"child": (YOUNGEST, 12.9), "adolescent": (13.0, 17.9), "adult": (18.0, OLDEST)}
"""The years of each group, within which a face of it is drawn."""

GROUPS = tuple(SPANS)


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """How like a voice is to each of those that it is told by: a Gaussian kernel, so that like voices are told alike.

    `voices` float32 (n, d + 1) are the `Voice.features` of speakers learnt from, `scale` float32 (d + 1,) is how far
    apart two are in each before they are no longer alike.
    """

    voices: NDArray[np.float32]
    scale: NDArray[np.float32]

    def __call__(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """(…, d + 1) to (…, n), each from 0 to 1."""
        one, others = features / self.scale.astype(np.float64), self.voices / self.scale.astype(np.float64)
        apart = np.square(one).sum(axis=-1)[..., None] + np.square(others).sum(axis=-1) - 2 * one @ others.T
        return np.asarray(np.exp(-np.maximum(apart, 0.0)))


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """A reading of how like a voice is to others: `weight` float64 (n,) and `bias`."""

    weight: NDArray[np.float64]
    bias: float

    def __call__(self, alike: NDArray[np.float64]) -> NDArray[np.float64]:
        """(…, n) to (…)."""
        return np.asarray(alike @ self.weight + self.bias)


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """All that was fitted. `grown` is the age axis, along which a child is below `child_ends` and an adult above
    `adult_begins`; `male` gives the log odds of a man; `years` an age in years. All three read `likeness`."""

    likeness: Likeness
    grown: Axis
    child_ends: float
    adult_begins: float
    male: Axis
    years: Axis
    variation: VariationMap

    def age_groups(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Features (…, d + 1) to the probabilities of child, adolescent and adult, (…, 3).

        A cumulative logistic model (P. McCullagh, 1980): one axis and two thresholds, for there are too few
        adolescents to learn from to give them an axis of their own.
        """
        grown = self.grown(self.likeness(features))
        child, adult = sigmoid(self.child_ends - grown), sigmoid(grown - self.adult_begins)
        return np.stack([child, np.maximum(1 - child - adult, 0.0), adult], axis=-1)

    def chance_of_a_man(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Features (…, d + 1) of adults to probabilities (…)."""
        return sigmoid(self.male(self.likeness(features)))

    def age(self, features: NDArray[np.float32], groups: NDArray[np.float64]) -> NDArray[np.float64]:
        """The years (…) that are drawn, of features (…, d + 1): in each of the age groups, which are as probable as
        `groups` (…, 3), those that are nearest to the years that the voice tells."""
        years = self.years(self.likeness(features))
        nearest = [np.clip(years, *SPANS[name]) for name in GROUPS]
        return np.asarray((groups * np.stack(nearest, axis=-1)).sum(axis=-1))


def sigmoid(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logistic function, without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * logits)))


class Teller:
    """Tells traits and variation of the voices that one network heard. `card` says how well."""

    def __init__(self, numbers: Numbers, weights_id: str, card: dict[str, Any]) -> None:
        self.numbers, self.weights_id, self.card = numbers, weights_id, card

    def check(self, weights_id: str) -> None:
        """Raises `WhoSpeaksError` for d-vectors of other weights than these numbers were fitted to."""
        if weights_id != self.weights_id:
            raise WhoSpeaksError(
                "What voices tell was fitted to the weights {fitted}, not to {heard}; fit it anew with: {command}",
                fitted=self.weights_id,
                heard=weights_id,
                command=REFIT,
            )

    def traits(self, voice: Voice) -> Traits:
        """What this voice tells. Raises `WhoSpeaksError` where other weights heard it."""
        self.check(voice.weights_id)
        groups = self.numbers.age_groups(voice.features)
        age = float(np.clip(self.numbers.age(voice.features, groups), YOUNGEST, OLDEST))
        traits = Traits(dict(zip(GROUPS, groups.tolist(), strict=True)), None, age)
        if not traits.adult:
            return traits
        return replace(traits, male=float(self.numbers.chance_of_a_man(voice.features)))

    def variation(self, voice: Voice, length: int) -> NDArray[np.float64]:
        """The artistic variation of this voice: (length,), about N(0, 1) each over speakers."""
        self.check(voice.weights_id)
        return self.numbers.variation.of(voice.embedding, length)

    @classmethod
    def load(cls, path: Path) -> Teller:
        """Reads the numbers and their card. Raises `WhoSpeaksError` when they are missing, damaged or do not fit."""
        data, card = carded.read(path, FORMAT)
        with carded.fitting(path):
            return cls(_numbers(load_tensors(data)), str(card["weights"]), card)

    def save(self, path: Path) -> None:
        """Writes `path` (.safetensors) and its card (.json)."""
        n = self.numbers
        tensors: dict[str, Any] = {
            "voices": n.likeness.voices,
            "scale": n.likeness.scale,
            "grown": n.grown.weight,
            "male": n.male.weight,
            "years": n.years.weight,
            "biases": np.array([n.grown.bias, n.male.bias, n.years.bias]),
            "thresholds": np.array([n.child_ends, n.adult_begins]),
            "variation.mean": n.variation.mean,
            "variation.rows": n.variation.rows,
        }
        data = save_tensors({name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()})
        carded.write(path, data, carded.card_of(data, {"weights": self.weights_id, **self.card}, FORMAT))


def _numbers(tensors: dict[str, NDArray[Any]]) -> Numbers:
    """Raises KeyError or ValueError for what does not belong together."""
    count, size = tensors["voices"].shape
    axes = len(tensors["variation.rows"])
    shapes = {
        "scale": (size,), "grown": (count,), "male": (count,), "years": (count,), "biases": (3,), "thresholds": (2,),
        "variation.mean": (size - 1,), "variation.rows": (axes, size - 1),
    }  # fmt: skip
    for name, shape in shapes.items():
        if tensors[name].shape != shape:
            raise ValueError(f"{name} is {tensors[name].shape}, not {shape}")
    grown, male, years = map(float, tensors["biases"])
    child_ends, adult_begins = map(float, tensors["thresholds"])
    return Numbers(
        Likeness(tensors["voices"], tensors["scale"]),
        Axis(tensors["grown"], grown),
        child_ends,
        adult_begins,
        Axis(tensors["male"], male),
        Axis(tensors["years"], years),
        VariationMap(tensors["variation.mean"], tensors["variation.rows"]),
    )
