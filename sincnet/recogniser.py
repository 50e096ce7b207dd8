"""Model, gallery and identifier, kept in step: what the window and the command line hold."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

import numpy as np
import torch
from threadpoolctl import threadpool_limits

from audio.segmenter import Segmenter, SegmenterConfig
from audio.source import RATE, AudioSource
from sincnet import enrolment, examination
from sincnet.checkpoint import Weights, load
from sincnet.events import Event, Identification, WhoSpeaksError
from sincnet.faces import normalise_face
from sincnet.gallery import Gallery, Person
from sincnet.identifier import Identifier
from sincnet.live import live
from sincnet.paths import assets, data_home
from sincnet.register import Register
from sincnet.samples import Comparison, Prepared, Sample
from sincnet.strictness import Dials, Scale
from sincnet.tunings import Tuning, corrected

log = logging.getLogger(__name__)

DEFAULT_MODEL = assets() / "models" / "default.safetensors"


class Recogniser:
    """Knows the people of one gallery. Used from any thread; a change of the gallery counts from the next answer on.

    `shipped` are the weights it was given; `base` those, or imported ones that took their place; `weights`, those in
    use, are what fine-tuning made of `base`, if it did. The `dials` may be turned at any time.
    """

    def __init__(self, weights: Weights, gallery: Gallery) -> None:
        self.shipped = self.base = self.weights = weights
        self.gallery = gallery
        self.tuning: Tuning | None = None
        self._refreshing = threading.Lock()
        self._revision: int | None = None
        self._register = Register(weights.cohort)
        self.dials = Dials()
        self._identifier = Identifier(weights, self._register, self.dials)
        self.refresh()
        # The first pass through a network is slow; noise, for silence has no windows and would not get there.
        self._identifier.identify(np.random.default_rng(0).standard_normal(RATE).astype(np.float32))

    @classmethod
    def open(cls, home: Path | None = None, model: Path = DEFAULT_MODEL) -> Self:
        """Loads the weights and opens the gallery in `home`, the user's data folder by default; takes a second or two.

        Raises `WhoSpeaksError`.
        """
        # A window takes milliseconds; beside a busy screen, two threads that wait for each other are slower than one.
        torch.set_num_threads(1)
        threadpool_limits(limits=1, user_api="blas")  # NumPy's products
        weights = load(model)
        gallery = Gallery(data_home(home))
        try:
            return cls(weights, gallery)
        except BaseException:
            gallery.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        self.gallery.close()

    @property
    def scale(self) -> Scale:
        """What the strictness of the `dials` works out to for the weights in use."""
        measured = self.weights if self.weights.card.get("figures") else self.base
        return Scale.of(self.weights.calibration.threshold, measured.card, fine_tuned=measured is not self.weights)

    def live(self, source: AudioSource, *, guesses: bool = True) -> Iterator[Event]:
        """Events of listening to `source`; see `sincnet.live.live`. It is less work without `guesses`."""
        self.refresh()
        return live(source, self._identifier, None if guesses else Segmenter(SegmenterConfig(growing_ms=0)))

    def identify(self, samples: np.ndarray) -> Identification:
        """Who said one utterance, float32 (n,) at 16 kHz."""
        self.refresh()
        return self._identifier.identify(samples)

    def enrol(
        self,
        name: str,
        speech: Sequence[np.ndarray] | Prepared,
        face: bytes | Path | None = None,
        consent_at: str | None = None,
    ) -> Person:
        """Enrols somebody new from recordings, float32 (n,) each at 16 kHz, or from what was made of them while they
        spoke; the person is known at once. `consent_at` is when they agreed, ISO 8601, if they were asked.

        Raises `WhoSpeaksError` for too little speech, a name that is taken, or a face that is no picture.
        """
        png = normalise_face(face) if face is not None else None
        ready = self._prepared(speech)
        person = self.gallery.add(name, ready.clips, ready.prints, ready.model_id, png, consent_at)
        self._take_in_prints_of(ready.model_id)
        return person

    def add_speech(
        self,
        person_id: str,
        speech: Sequence[np.ndarray] | Prepared,
        face: bytes | Path | None = None,
        consent_at: str | None = None,
    ) -> Person:
        """More speech of somebody enrolled, and a new face if one is given; as `enrol` otherwise."""
        png = normalise_face(face) if face is not None else None
        ready = self._prepared(speech)
        if png is not None:  # first, for a second try does no harm to a face but would double the speech
            self.gallery.set_face(person_id, png)
        person = self.gallery.add_utterances(person_id, ready.clips, ready.prints, ready.model_id, consent_at)
        self._take_in_prints_of(ready.model_id)
        return person

    def examine(self, utterance: np.ndarray, floor_dbfs: float) -> Sample | None:
        """What an enrolment wants to know of one utterance; see `sincnet.examination.examine`."""
        self.refresh()
        return examination.examine(self._identifier, utterance, floor_dbfs)

    def compare(self, heard: Sequence[Sample]) -> Comparison:
        """What the samples of one enrolment say together; see `sincnet.examination.compare`."""
        return examination.compare(self.weights, heard)

    def rename(self, person_id: str, name: str) -> None:
        self.gallery.rename(person_id, name)
        self.refresh()

    def delete(self, person_id: str) -> None:
        self.gallery.delete(person_id)
        self.refresh()

    def catch_up(self) -> None:
        """Hears what the gallery holds and the weights in use have not heard yet: imported, or put back."""
        enrolment.reprint(self.weights, self.gallery)
        self.refresh()

    def refresh(self) -> None:
        """Takes in what changed in the gallery, by whomever."""
        with self._refreshing:  # or of two threads the one that read first might write last
            if self.gallery.revision == self._revision:
                return
            base = self._base_now()
            tuning = self.gallery.tunings.last(base.id)
            if self._revision is not None and base is self.base and tuning == self.tuning:
                self._take_in(self.weights, self._register, tuning, self._revision)
                return
            weights = self._weights_of(base, tuning)
            enrolment.reprint(weights, self.gallery)
            register = Register(weights.cohort)
            self._take_in(weights, register, tuning, None)
            self.base, self.tuning, self.weights, self._register = base, tuning, weights, register
            self._identifier.know(weights, register)

    def _prepared(self, speech: Sequence[np.ndarray] | Prepared) -> Prepared:
        if isinstance(speech, Prepared):
            return speech
        weights = self.weights
        return Prepared(*enrolment.prepare(weights, speech), weights.id)

    def _take_in_prints_of(self, model_id: str) -> None:
        self.refresh()
        if self.weights.id != model_id:  # replaced while these heard somebody
            enrolment.reprint(self.weights, self.gallery)
            self.refresh()

    def _take_in(self, weights: Weights, register: Register, tuning: Tuning | None, since: int | None) -> None:
        changes = self.gallery.changes(weights.id, since)
        corrections = self.gallery.tunings.corrections(tuning, weights.id)
        ids = [person.id for person in changes.people]
        register.update(replace(changes, rows=corrected(changes.rows, ids, corrections)))
        self._revision = changes.revision

    def _base_now(self) -> Weights:
        chosen = self.gallery.imports.chosen()
        if chosen is None or chosen == self.shipped.id:
            return self.shipped
        if chosen == self.base.id:
            return self.base
        try:
            return load(self.gallery.imports.path(chosen))
        except WhoSpeaksError as error:
            log.warning("The imported weights are left out of use, import them again or go back: %s", error)
            return self.shipped

    def _weights_of(self, base: Weights, tuning: Tuning | None) -> Weights:
        if tuning is None or tuning.model_id == base.id:
            return base
        if tuning.model_id == self.weights.id:
            return self.weights
        try:
            return load(self.gallery.tunings.weights(tuning.model_id))
        except WhoSpeaksError as error:
            log.warning("The fine-tuned weights are left out of use, fine-tune again or undo it: %s", error)
            return base
