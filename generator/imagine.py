"""The door: a voice in, an imagined face out, with what was inferred, why, and what is artistic.

    samples → hear → Voice → traits + artistic variation → a system's drawing

The window and the command line use nothing else of this room. Free of torch until an `Imaginer` is opened.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from audio.errors import WhoSpeaksError
from generator.honesty import CAPTION, export_refusal, refusal, save_png
from generator.imagined import (
    AS_INFERRED,
    DEFAULT_SYSTEM,
    GROWN,
    MODELS,
    OF_A_SEX,
    OLDEST,
    YOUNGEST,
    Corrections,
    Draws,
    Imagined,
    Model,
    Reason,
    System,
    Traits,
)
from generator.portrait import silhouette
from generator.traits.reasons import reasons
from generator.traits.teller import TRAITS, Teller
from generator.voice import WEIGHTS, Voice, hear
from sincnet.paths import assets, data_home

if TYPE_CHECKING:
    from sincnet.checkpoint import Weights

__all__ = [
    "CAPTION", "MODELS", "Corrections", "Imagined", "Imaginer", "Model", "Reason", "System", "Traits", "Voice",
    "save_png",
]  # fmt: skip

NETWORKS = assets() / "models" / "faces"
"""The folder of the networks that the program ships."""

OWN = Path("models", "faces")
"""In the user's data folder, where published weights are looked for."""


class Imaginer:
    """Hears voices and imagines faces. After `open` it changes nothing, so any thread may use it."""

    def __init__(self, weights: Weights, teller: Teller, drawers: tuple[Draws, ...]) -> None:
        teller.check(weights.id)
        self._weights, self._teller = weights, teller
        self._drawers = {drawer.system.key: drawer for drawer in drawers}

    @classmethod
    def open(cls, home: Path | None = None, networks: Path = NETWORKS) -> Self:
        """Loads the shipped weights and what was fitted to them; takes a second or two. The published systems find
        theirs in the folder `networks`, and those that the user has in the data folder `home` (default: as everywhere).

        Raises `WhoSpeaksError` where files are missing, damaged or do not fit each other.
        """
        from sincnet.checkpoint import load  # brings torch

        return cls(load(WEIGHTS), teller := Teller.load(TRAITS), _drawers(teller, networks, data_home(home) / OWN))

    @property
    def systems(self) -> tuple[System, ...]:
        """In the order of a chooser, the default first, those included that are not available here."""
        return tuple(drawer.system for drawer in self._drawers.values())

    def hear(self, samples: np.ndarray) -> Voice:
        """The voice in float32 (n,) at 16 kHz, taken as one person's; never too short, see `Imagined.refused`."""
        return hear(self._weights, samples)

    def imagine(
        self,
        voice: Voice,
        system: str = DEFAULT_SYSTEM,
        model: str | None = None,
        variation: int = 0,
        corrections: Corrections = AS_INFERRED,
    ) -> Imagined:
        """The face of a voice, always the same for the same voice, system, model, variation and corrections.

        Without a `model` it is the system's first. A system that is not `correctable` leaves out corrections. Of those
        who are not drawn as adults no sex is drawn: a model of one gives way to the general one. Raises
        `WhoSpeaksError` for a system or model that is not there, and for a voice that other weights heard.
        """
        drawer = self._drawer(system, variation)
        model = _model(drawer.system, model)
        self._teller.check(voice.weights_id)
        if reason := refusal(voice):
            return Imagined(
                silhouette(drawer.system.size), reason, None, (), (), system, model, voice.speech_s, voice.weights_id,
                exportable=False, not_exportable=reason,
            )  # fmt: skip
        inferred = self._teller.traits(voice)
        if not drawer.system.correctable:
            corrections = AS_INFERRED
        drawn = corrected(inferred, corrections)
        if model in OF_A_SEX and not drawn.adult:
            model = "general"
        forbidden = export_refusal(inferred, drawn)
        return Imagined(
            image=drawer.draw(voice, drawn, model, variation),
            refused="",
            traits=inferred,
            reasons=reasons(voice, inferred),
            artistic=drawer.artistic,
            system=system,
            model=model,
            speech_s=voice.speech_s,
            weights_id=voice.weights_id,
            exportable=not forbidden,
            not_exportable=forbidden,
            variation=variation,
            corrections=corrections,
        )

    def _drawer(self, system: str, variation: int) -> Draws:
        drawer = self._drawers.get(system)
        if drawer is None:
            raise WhoSpeaksError(
                "There is no system {name}; choose one of {known}.", name=repr(system), known=", ".join(self._drawers)
            )
        if drawer.system.lack is not None:
            raise drawer.system.lack.with_traceback(None)
        if variation < 0:
            raise WhoSpeaksError(
                "Variations are counted from 0, the face of the voice; {number} is none.", number=variation
            )
        return drawer


def _model(system: System, model: str | None) -> str:
    if model is None:
        return system.models[0]
    if model not in system.models:
        raise WhoSpeaksError(
            "{system} has no model {name}; choose one of {known}.",
            system=system.title,
            name=repr(model),
            known=", ".join(system.models),
        )
    return model


def corrected(inferred: Traits, corrections: Corrections) -> Traits:
    """What is to be drawn: what was inferred, with what was corrected in its place. Only adults have a sex."""
    traits = inferred
    if corrections.age is not None:
        age = float(np.clip(corrections.age, YOUNGEST, OLDEST))
        group = "child" if age < 13 else "adolescent" if age < GROWN else "adult"
        traits = replace(traits, age=age, age_group={name: float(name == group) for name in inferred.age_group})
    if not traits.adult:
        return replace(traits, male=None)
    if corrections.male is not None:
        traits = replace(traits, male=float(np.clip(corrections.male, 0.0, 1.0)))
    return traits


def _drawers(teller: Teller, networks: Path, own: Path) -> tuple[Draws, ...]:
    """In the order of a chooser. None of it fails: a system that cannot draw here says so in its `lack`."""
    from generator.systems.gan import GanSystem, PublishedGan
    from generator.systems.mapping import MappingSystem
    from generator.systems.shelf import Shelf
    from generator.systems.speech2face import Speech2FaceSystem
    from generator.traits.drawing import PortraitSystem

    shelf = Shelf(networks)
    return (
        PortraitSystem(teller),
        GanSystem(shelf),
        MappingSystem(shelf),
        Speech2FaceSystem(shelf),
        PublishedGan(own),
    )
