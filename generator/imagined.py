"""What is imagined from a voice, as plain data: what was inferred, why, what is artistic, and the picture. No torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, Protocol, Self

import numpy as np

from audio.errors import WhoSpeaksError

if TYPE_CHECKING:
    from generator.voice import Voice

AgeGroup = Literal["child", "adolescent", "adult"]
AGE_GROUPS: tuple[AgeGroup, ...] = ("child", "adolescent", "adult")
"""Below 13, 13 to 17, and 18 years and more."""

GROWN = 18.0
"""Years from which on somebody is an adult."""

YOUNGEST, OLDEST = 6.0, 45.0
"""Years that a face may show: what there were voices to learn from, and a little more."""

Model = Literal["voice", "general", "male", "female"]
MODELS: tuple[Model, ...] = ("voice", "general", "male", "female")
"""Where the drawn sex comes from: the voice, nowhere, or the choice of whoever looks."""

OF_A_SEX = ("male", "female")
"""The models that are of adults alone: of children and adolescents no sex is drawn, whoever asks for it."""

DEFAULT_SYSTEM = "portrait"


@dataclass(frozen=True, slots=True)
class Traits:
    """What was inferred from a voice.

    `age_group` holds the calibrated probabilities of "child" (below 13), "adolescent" (13 to 17) and "adult", which sum
    to 1; `male` that of a man rather than a woman, None where a sex is not inferred, which is wherever an adult is not
    more probable than not; `age` the years that the drawing shows, between `YOUNGEST` and `OLDEST`.
    """

    age_group: Mapping[str, float]
    male: float | None
    age: float

    @property
    def adult(self) -> bool:
        """Whether it is an adult more probably than not."""
        return self.age_group["adult"] >= 0.5


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of "why this face": `what` was measured in plain words, its `value`, and what that `says`."""

    what: str
    value: str
    says: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """What whoever looks knows better: `male` in 0..1, `age` in years; None leaves what was inferred."""

    male: float | None = None
    age: float | None = None


AS_INFERRED = Corrections()


@dataclass(frozen=True, slots=True, eq=False)
class Imagined:
    """A face imagined from a voice.

    `image` uint8 (h, w, 3) has no caption in it, a view draws that and an export burns it in; it is the neutral tile
    where `refused` has a sentence why nothing is drawn. `artistic` names what of the face no voice tells. `system` and
    `model` drew it from `speech_s` seconds of speech by the weights `weights_id`. `not_exportable` is why it may not be
    saved, "" if it may. `variation` and `corrections` are those that were drawn.
    """

    image: np.ndarray
    refused: str
    traits: Traits | None
    reasons: tuple[Reason, ...]
    artistic: tuple[str, ...]
    system: str
    model: str
    speech_s: float
    weights_id: str
    exportable: bool
    not_exportable: str
    variation: int = 0
    corrections: Corrections = AS_INFERRED

    @property
    def grown(self) -> bool:
        """Whether an adult is drawn: they alone are drawn with a sex."""
        if self.traits is None:
            return False
        return self.traits.adult if self.corrections.age is None else self.corrections.age >= GROWN


@dataclass(frozen=True, slots=True)
class System:
    """A way from a voice to a face, as a chooser lists it.

    `models` begins with the one that draws if none is asked for; `size` is its picture's edge in pixels; `correctable`
    if it draws `Corrections`; `about` says in a sentence or two how it draws. `lack` is why it is not `available`, and
    what to do.
    """

    key: str
    title: str
    models: tuple[str, ...] = field(default=MODELS)
    size: int = 256
    correctable: bool = True
    about: str = ""
    lack: WhoSpeaksError | None = None

    @property
    def available(self) -> bool:
        return self.lack is None

    @property
    def why_not(self) -> str:
        """One sentence in English, "" where it is available."""
        return "" if self.lack is None else str(self.lack)

    def without(self, lack: WhoSpeaksError) -> Self:
        """The same where it cannot draw."""
        return replace(self, lack=lack)


class Draws(Protocol):
    """What a system is to `generator.imagine.Imaginer`: its place in a chooser, and the drawing."""

    @property
    def system(self) -> System:
        """How a chooser lists it."""

    @property
    def artistic(self) -> tuple[str, ...]:
        """What of its faces no voice tells, in words."""

    def draw(self, voice: Voice, traits: Traits, model: str, variation: int) -> np.ndarray:
        """uint8 (size, size, 3), always the same for the same. `traits` are to be drawn as they are, corrected already.
        A `variation` above 0 changes only what is artistic."""
