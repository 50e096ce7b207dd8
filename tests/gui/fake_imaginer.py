"""An imaginer that draws flat colours and infers what it is told to; it counts and remembers what it is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from audio.errors import WhoSpeaksError
from audio.source import RATE
from generator.imagined import AS_INFERRED, Corrections, Imagined, Reason, System, Traits

LEAST_S = 3.0
ADULT = Traits({"child": 0.02, "adolescent": 0.08, "adult": 0.9}, 0.8, 34.0)
CHILD = Traits({"child": 0.9, "adolescent": 0.08, "adult": 0.02}, None, 9.0)
SYSTEMS = (
    System("portrait", "Drawn portrait", size=64),
    System("gan", "Generator", models=("general", "male", "female"), size=64, correctable=False, about="Of a network."),
    System("mapping", "Mapping network", size=64, lack=WhoSpeaksError("Its weights are not here; see the guide.")),
)


@dataclass(frozen=True, slots=True, eq=False)
class FakeVoice:
    """Known by the mean of its sound, so that tests can tell voices apart."""

    speech_s: float
    mark: float
    parts: int = 1

    @staticmethod
    def together(voices: Sequence[FakeVoice]) -> FakeVoice:
        seconds = sum(voice.speech_s for voice in voices)
        mark = sum(voice.speech_s * voice.mark for voice in voices) / max(seconds, 1e-9)
        return FakeVoice(seconds, mark, sum(voice.parts for voice in voices))

    @staticmethod
    def remembered(voices: Sequence[FakeVoice], most: int) -> list[FakeVoice]:
        older = voices[: max(0, len(voices) - most + 1)]
        return [*([FakeVoice.together(older)] if older else []), *voices[len(older) :]]


class FakeImaginer:
    """Stands in for `generator.imagine.Imaginer`: refuses under 3 s, and draws a colour that depends on the wish."""

    systems = SYSTEMS

    def __init__(self) -> None:
        self.traits = ADULT
        self.heard: list[np.ndarray] = []
        self.imagined: list[tuple[FakeVoice, str, str, int, Corrections]] = []
        self.meanwhile: Callable[[], object] = lambda: None

    def hear(self, samples: np.ndarray) -> FakeVoice:
        self.heard.append(samples)
        self.meanwhile()
        return FakeVoice(len(samples) / RATE, float(np.abs(samples).mean()) if len(samples) else 0.0)

    def imagine(
        self,
        voice: FakeVoice,
        system: str = "portrait",
        model: str | None = None,
        variation: int = 0,
        corrections: Corrections = AS_INFERRED,
    ) -> Imagined:
        known = {one.key: one for one in SYSTEMS}[system]
        if known.lack is not None:
            raise known.lack
        model = model or known.models[0]
        self.imagined.append((voice, system, model, variation, corrections))
        if voice.speech_s < LEAST_S:
            sentence = f"There are only {voice.speech_s:.1f} s of speech; a face takes 3 s."
            tile = np.full((64, 64, 3), 60, np.uint8)
            return self._made(tile, sentence, system, model, voice, variation, corrections)
        colour = (40 + 25 * variation, 90 + 20 * len(model), 200 if corrections == AS_INFERRED else 20)
        image = np.full((64, 64, 3), colour, np.uint8)
        return self._made(image, "", system, model, voice, variation, corrections)

    def _made(
        self,
        image: np.ndarray,
        refused: str,
        system: str,
        model: str,
        voice: FakeVoice,
        variation: int,
        corrections: Corrections,
    ) -> Imagined:
        why_not = refused or ("" if self.traits.adult else "This sounds like a child; such pictures are not saved.")
        return Imagined(
            image,
            refused,
            None if refused else self.traits,
            () if refused else (Reason("pitch", "112 Hz", "usual for men"), Reason("sex", "80% man", "as a whole")),
            () if refused else ("hair", "face shape"),
            system,
            model,
            voice.speech_s,
            "fake",
            exportable=not why_not,
            not_exportable=why_not,
            variation=variation,
            corrections=corrections,
        )
