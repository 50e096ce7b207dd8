"""What can be told about the weights in use, those that could be used instead, and what fine-tuning made of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from sincnet.card import Card
from sincnet.filterbank import Bank, banks
from sincnet.imports import Import
from sincnet.recogniser import Recogniser
from sincnet.tunings import Tuning


@dataclass(frozen=True, slots=True)
class Choice:
    """Weights that can be used: those shipped, `imported` being None, or imported ones."""

    imported: Import | None
    card: Card
    in_use: bool


@dataclass(frozen=True, slots=True, eq=False)
class About:
    """`card` is that of the weights in use, `measured` the one whose figures hold for them: fine-tuning brings none of
    its own. `parameters` are the numbers of the network, `embedding` those of a d-vector, `cohort` the training
    speakers that scores are normalised with; `window_s` and `hop_s` cut an utterance; `bank` and `mel` are the sinc
    filters, if there are any. `tunings` began with these weights, the last one is in use. `unreadable` is the name of
    imported weights that were chosen but cannot be read. `people` and `utterances` are enrolled.
    """

    weights_id: str
    card: Card
    measured: Card
    parameters: int
    embedding: int
    cohort: int
    window_s: float
    hop_s: float
    bank: Bank | None
    mel: Bank | None
    choices: tuple[Choice, ...]
    tunings: tuple[Tuning, ...]
    unreadable: str | None
    people: tuple[str, ...]
    utterances: int

    @property
    def imported(self) -> Import | None:
        """The imported weights in use, None for those shipped."""
        return next((choice.imported for choice in self.choices if choice.in_use), None)


def describe(recogniser: Recogniser) -> About:
    """Reads the cards of all weights, so not for a thread that must not wait."""
    recogniser.refresh()
    gallery, weights, base = recogniser.gallery, recogniser.weights, recogniser.base
    imports, chosen = gallery.imports.all(), gallery.imports.chosen()
    found = banks(weights.model)
    people = gallery.people()
    windows = weights.model.config.windows
    return About(
        weights_id=weights.id,
        card=Card.of(weights.card),
        measured=Card.of(weights.card if weights.card.get("figures") else base.card),
        parameters=sum(parameter.numel() for parameter in weights.model.parameters()),
        embedding=weights.model.embedding_size,
        cohort=len(weights.cohort),
        window_s=windows.window_ms / 1000,
        hop_s=windows.hop_ms / 1000,
        bank=found[0] if found else None,
        mel=found[1] if found else None,
        choices=(
            Choice(None, Card.of(recogniser.shipped.card), base is recogniser.shipped),
            *(Choice(one, _card(gallery.imports.path(one.model_id)), one.model_id == base.id) for one in imports),
        ),
        tunings=tuple(gallery.tunings.of(base.id)),
        unreadable=next((one.file for one in imports if one.model_id == chosen and chosen != base.id), None),
        people=tuple(person.name for person in people),
        utterances=sum(person.utterances for person in people),
    )


def _card(path: Path) -> Card:
    try:
        return Card.of(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return Card()
