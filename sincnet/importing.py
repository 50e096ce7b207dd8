"""Changing the weights: others are checked, hear everybody's recordings, and then take the place of those in use.

    chosen file ──checked──> weights ──everybody's recordings──> voiceprints ──> in use

Plain generators, so that the window and the tests run the same code. Until the last step nothing that is in use has
changed, so whoever stops one, or whatever does, leaves everything as it was.
"""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Generator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from audio.errors import AudioError
from audio.files import read_audio
from sincnet import carded, checkpoint
from sincnet.checkpoint import Weights
from sincnet.enrolment import voiceprint
from sincnet.events import WhoSpeaksError
from sincnet.finetune import Progress
from sincnet.gallery import Voiceprint
from sincnet.recogniser import Recogniser

log = logging.getLogger(__name__)


def checked(path: Path) -> Weights:
    """The weights in `path` (.safetensors, or the card beside it) if the app can work with them.

    Raises `WhoSpeaksError`, one sentence, if it cannot.
    """
    if path.suffix.lower() not in (".safetensors", ".json"):
        raise WhoSpeaksError(
            "{name} holds no weights that WhoSpeaks can read; choose a .safetensors file with its .json card beside "
            "it.",
            name=path.name,
        )
    numbers, card = path.with_suffix(".safetensors"), path.with_suffix(".json")
    for file, other in ((numbers, card), (card, numbers)):
        if not file.is_file():
            raise WhoSpeaksError(
                "{name} is only half of it: put {missing} beside it, then choose it again.",
                name=other.name,
                missing=file.name,
            )
    if _uncalibrated(card):
        raise WhoSpeaksError(
            "{name} was never calibrated, so it could not tell a stranger from a friend; release it from its training "
            "run first.",
            name=numbers.name,
        )
    weights = checkpoint.load(numbers)
    _refuse_nonsense(weights, numbers.name)
    return weights


def _uncalibrated(card: Path) -> bool:
    """Whether a card of this version lacks a calibration; what else may be wrong with it `checkpoint.load` says."""
    try:
        data = json.loads(card.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(data, dict) and data.get("format") == checkpoint.FORMAT and not data.get("calibration")


def _refuse_nonsense(weights: Weights, name: str) -> None:
    """What the card and the shapes do not tell: WhoSpeaksError where no sensible numbers come out."""
    calibration = list(asdict(weights.calibration).values())
    if not all(isinstance(number, int | float) and math.isfinite(number) for number in calibration):
        raise WhoSpeaksError("{name} cannot be used: its calibration is no set of numbers.", name=name)
    if not 0 < weights.calibration.threshold < 1:
        raise WhoSpeaksError("{name} cannot be used: its threshold of names is no probability.", name=name)
    cohort = weights.cohort
    if len(cohort) < 2 or not np.isfinite(cohort).all():
        raise WhoSpeaksError("{name} cannot be used: it brings no training speakers to compare with.", name=name)
    if not np.allclose(np.linalg.norm(cohort, axis=1), 1, atol=0.01):
        raise WhoSpeaksError("{name} cannot be used: its training speakers are not of unit length.", name=name)
    window = weights.model.config.windows.window
    noise = np.random.default_rng(0).uniform(-1, 1, (2, window)).astype(np.float32)
    with torch.inference_mode():
        d_vectors = weights.model(torch.from_numpy(noise))
    if d_vectors.shape != (2, weights.model.embedding_size) or not torch.isfinite(d_vectors).all():
        raise WhoSpeaksError("{name} cannot be used: what it says of a sound is no number.", name=name)


def bring_in(recogniser: Recogniser, path: Path) -> Generator[Progress, None, None]:
    """Imports the weights at `path` and puts them into use; close the generator to cancel.

    Raises `WhoSpeaksError` when they are refused or cannot be kept; then everything is as it was.
    """
    gallery = recogniser.gallery
    weights = checked(path)
    if weights.id == recogniser.shipped.id:
        raise WhoSpeaksError("These are the weights that WhoSpeaks came with; go back to them in the list.")
    if any(one.model_id == weights.id for one in gallery.imports.all()):
        raise WhoSpeaksError("These weights are here already; use them from the list.")
    numbers = path.with_suffix(".safetensors")
    try:
        data, card = numbers.read_bytes(), numbers.with_suffix(".json").read_bytes()
    except OSError as error:
        raise WhoSpeaksError(
            "{name} cannot be read any more ({reason}); choose it again.", name=numbers.name, reason=error.strerror
        ) from error
    if carded.identity(data) != weights.id:
        raise WhoSpeaksError("{name} was changed while it was read; choose it again.", name=numbers.name)
    prints = yield from _prints(recogniser, weights)
    gallery.imports.add(weights.id, numbers.name, data, card, prints)
    recogniser.refresh()


def use(recogniser: Recogniser, model_id: str | None) -> Generator[Progress, None, None]:
    """Puts weights imported before, or with None those shipped, into use, with whatever was fine-tuned from them.

    Raises `WhoSpeaksError` when they cannot be read any more.
    """
    imports = recogniser.gallery.imports
    weights = recogniser.shipped if model_id is None else checkpoint.load(imports.path(model_id))
    recogniser.gallery.put_prints(weights.id, (yield from _prints(recogniser, weights)))
    imports.choose(model_id)
    recogniser.refresh()


def remove(recogniser: Recogniser, model_id: str) -> None:
    """Forgets imported weights and what was fine-tuned from them, for good."""
    recogniser.gallery.imports.remove(model_id)
    recogniser.refresh()


def _prints(recogniser: Recogniser, weights: Weights) -> Generator[Progress, None, dict[str, Voiceprint]]:
    """By utterance id what `weights` hear in what they have not heard yet."""
    waiting = recogniser.gallery.unprinted(weights.id)
    prints = {}
    for done, (utterance_id, path) in enumerate(waiting, 1):
        try:
            prints[utterance_id] = voiceprint(weights, read_audio(path))
        except AudioError as error:
            log.warning("An utterance is left out of its person's voiceprint: %s", error)
        yield Progress("prints", done, len(waiting))
    return prints
