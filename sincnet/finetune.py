"""Fine-tuning: what is in use goes on learning from the people who are enrolled, and only what is better is kept.

    what they said ──pieces──> most to learn from ──> rows, or the network and rows ──┐
                      └──────> some held out ────────────────────────────────────> judged ──> kept, or not

A plain generator, so that the window, the command line and the tests run the same code. Nothing that is in use changes
before the end, and then in one transaction: whoever stops it, or whatever does, leaves everything as it was.
"""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from sincnet import carded, checkpoint
from sincnet.checkpoint import Weights
from sincnet.events import WhoSpeaksError
from sincnet.finetuning import rows, trunk
from sincnet.finetuning.figures import Figures, Judgement, judge, objection, together
from sincnet.finetuning.speech import FOLDS, Heard, Piece, gather, listen
from sincnet.gallery import Person
from sincnet.identifier import Embedder
from sincnet.recogniser import Recogniser
from sincnet.training.augment import Augmenter
from sincnet.tunings import Tuning

ROOMS, NOISES = 40, 30

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` in a stage, "listening", "network" or "rows"; a stage may come more than once."""

    stage: str
    done: int
    total: int
    loss: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the last that is yielded.

    `why` says why it was not kept. `before` and `after` are of the same held-out speech; of the people in `not_judged`
    none could be held out.
    """

    kept: bool
    why: str | None
    network: bool
    people: int
    not_judged: tuple[str, ...]
    before: Figures
    after: Figures


Steps = Generator[Progress, None, T]


def finetune(
    recogniser: Recogniser, *, network: bool = False, out: Path | None = None
) -> Generator[Progress | Outcome, None, None]:
    """Teaches the last layer's rows, or the `network`, to tell the enrolled people apart.

    A network is always taught anew from the weights as shipped or imported, so that small changes never add up, and its
    rows are imprinted anew. What is better on held-out speech is in use from then on, but for a network that is to go
    to the file `out`. Close the generator to cancel. Raises `WhoSpeaksError` for too few people, too little speech, a
    loss that is no number and a full disk; then, too, everything is as it was.
    """
    gallery, used, base = recogniser.gallery, recogniser.weights, recogniser.base
    people, pieces = gather(gallery, used)
    augmenter = Augmenter(0, ROOMS, NOISES, clean=0.0)
    heard = yield from _listen(used, pieces, augmenter)
    weights = used
    if network:
        corrected = bool(gallery.tunings.corrections(recogniser.tuning, used.id))
        before = yield from _judge(used, people, heard, 0, corrected=corrected)
        weights = yield from _teach(base, len(people), [piece for piece in pieces if piece.fold != 0], augmenter)
        heard = yield from _listen(weights, pieces, augmenter)
        after = yield from _judge(weights, people, heard, 0, corrected=False)
    else:
        # Rows take so little time that everything is held out once.
        pairs = []
        for fold in range(FOLDS):
            if any(piece.fold == fold for piece in pieces):
                plain = yield from _judge(used, people, heard, fold, corrected=False)
                pairs.append((plain, (yield from _judge(used, people, heard, fold, corrected=True))))
        before, after = (together(folds) for folds in zip(*pairs, strict=True))
    why = objection(before, after)
    outcome = Outcome(
        kept=why is None,
        why=why,
        network=network,
        people=len(people),
        not_judged=tuple(person.name for number, person in enumerate(people) if number not in before.people),
        before=before.figures,
        after=after.figures,
    )
    if outcome.kept:
        corrections: dict[str, np.ndarray] = {}
        if not network:
            _, learned = yield from _rows(weights, len(people), heard, corrected=True)
            corrections = dict(zip((person.id for person in people), learned, strict=True))
        _keep(recogniser, base, weights, corrections, outcome, out)
    yield outcome


def undo(recogniser: Recogniser) -> Tuning:
    """Goes back to before the last fine-tuning that was kept, for good; `WhoSpeaksError` when there is none."""
    undone = recogniser.gallery.tunings.undo(recogniser.base.id)
    recogniser.refresh()
    return undone


def _keep(
    recogniser: Recogniser,
    base: Weights,
    weights: Weights,
    corrections: dict[str, np.ndarray],
    outcome: Outcome,
    out: Path | None,
) -> None:
    """Puts into use what was learned from `base`, or writes the network to `out`."""
    model_id, files = weights.id, None
    report = {key: value for key, value in asdict(outcome).items() if key != "not_judged"}  # names are kept once only
    if outcome.network:
        card: dict[str, Any] = {key: base.card[key] for key in ("name", "training", "limits") if key in base.card}
        card |= {"made": datetime.now(UTC).date().isoformat(), "parent": base.id, "finetuning": report}
        numbers = weights.model, weights.cohort, weights.calibration, card
        if out is not None:
            try:
                checkpoint.save(out, *numbers)
            except OSError as error:
                raise WhoSpeaksError(
                    "{path} cannot be written ({reason}); choose another place.", path=out, reason=error.strerror
                ) from error
            return
        files = checkpoint.serialise(*numbers)
        model_id = carded.identity(files[0])
    recogniser.gallery.tunings.add(base.id, model_id, report, corrections, files)
    recogniser.refresh()


def _listen(weights: Weights, pieces: list[Piece], augmenter: Augmenter) -> Steps[list[Heard]]:
    heard = []
    for one in listen(weights, pieces, augmenter):
        heard.append(one)
        yield Progress("listening", len(heard), len(pieces))
    return heard


def _teach(weights: Weights, people: int, pieces: list[Piece], augmenter: Augmenter) -> Steps[Weights]:
    imprints = rows.imprints(((piece.person, Embedder(weights).embed(piece.samples)[0]) for piece in pieces), people)
    training = trunk.train_trunk(weights, pieces, imprints, augmenter)
    return replace(weights, id="", model=(yield from _steps("network", trunk.STEPS, training)))


def _judge(
    weights: Weights, people: list[Person], heard: list[Heard], fold: int, *, corrected: bool
) -> Steps[Judgement]:
    rest = [one for one in heard if one.fold != fold]
    imprints, corrections = yield from _rows(weights, len(people), rest, corrected=corrected)
    return judge(weights, people, rows.unit(imprints + corrections), [one for one in heard if one.fold == fold])


def _rows(
    weights: Weights, people: int, heard: list[Heard], *, corrected: bool
) -> Steps[tuple[np.ndarray, np.ndarray]]:
    """Imprints and corrections, float32 (people, d) each, the latter zeros unless `corrected`."""
    imprints = rows.imprints(((one.person, one.clean) for one in heard), people)
    if not corrected:
        return imprints, np.zeros_like(imprints)
    return imprints, (yield from _steps("rows", rows.STEPS, rows.train_rows(imprints, heard, weights.cohort)))


def _steps(stage: str, total: int, training: Generator[float, None, T]) -> Steps[T]:
    for done in range(1, total + 2):
        try:
            loss = next(training)
        except StopIteration as end:
            result: T = end.value
            return result
        if not math.isfinite(loss):
            raise WhoSpeaksError(
                "Fine-tuning stopped at step {done} of {total} ({stage}), where the loss is no number any more; "
                "everything is as it was.",
                done=done,
                total=total,
                stage=stage,
            )
        yield Progress(stage, done, total, loss)
    raise AssertionError(f"{stage} goes on after {total} steps")
