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
from sincnet import enrolment
from sincnet.checkpoint import Weights, load
from sincnet.events import Event, Identification, WhoSpeaksError
from sincnet.faces import normalise_face
from sincnet.gallery import Gallery, Person
from sincnet.identifier import Identifier
from sincnet.live import live
from sincnet.paths import assets, data_home
from sincnet.register import Register
from sincnet.tunings import Tuning, corrected

log = logging.getLogger(__name__)

DEFAULT_MODEL = assets() / "models" / "default.safetensors"


class Recogniser:
    """Knows the people of one gallery. Used from any thread; a change of the gallery counts from the next answer on.

    `shipped` are the weights it was given; `weights`, those in use, are what fine-tuning made of them, if it did.
    """

    def __init__(self, weights: Weights, gallery: Gallery) -> None:
        self.shipped = self.weights = weights
        self.gallery = gallery
        self.tuning: Tuning | None = None
        self._refreshing = threading.Lock()
        self._revision: int | None = None
        enrolment.reprint(weights, gallery)
        self._register = Register(weights.cohort)
        self._identifier = Identifier(weights, self._register)
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

    def live(self, source: AudioSource, *, guesses: bool = True) -> Iterator[Event]:
        """Events of listening to `source`; see `sincnet.live.live`. It is less work without `guesses`."""
        self.refresh()
        return live(source, self._identifier, None if guesses else Segmenter(SegmenterConfig(growing_ms=0)))

    def identify(self, samples: np.ndarray) -> Identification:
        """Who said one utterance, float32 (n,) at 16 kHz."""
        self.refresh()
        return self._identifier.identify(samples)

    def enrol(self, name: str, clips: Sequence[np.ndarray], face: bytes | Path | None = None) -> Person:
        """Enrols somebody new from recordings, float32 (n,) each at 16 kHz; the person is known at once.

        Raises `WhoSpeaksError` for too little speech, a name that is taken, or a face that is no picture.
        """
        png = normalise_face(face) if face is not None else None
        weights = self.weights
        kept, prints = enrolment.prepare(weights, clips)
        person = self.gallery.add(name, kept, prints, weights.id, png)
        self._take_in_prints_of(weights)
        return person

    def add_speech(self, person_id: str, clips: Sequence[np.ndarray], face: bytes | Path | None = None) -> Person:
        """More recordings of somebody enrolled, and a new face if one is given; raises as `enrol` does."""
        png = normalise_face(face) if face is not None else None
        weights = self.weights
        kept, prints = enrolment.prepare(weights, clips)
        if png is not None:  # first, for a second try does no harm to a face but would double the speech
            self.gallery.set_face(person_id, png)
        person = self.gallery.add_utterances(person_id, kept, prints, weights.id)
        self._take_in_prints_of(weights)
        return person

    def rename(self, person_id: str, name: str) -> None:
        self.gallery.rename(person_id, name)
        self.refresh()

    def delete(self, person_id: str) -> None:
        self.gallery.delete(person_id)
        self.refresh()

    def refresh(self) -> None:
        """Takes in what changed in the gallery, by whomever."""
        with self._refreshing:  # or of two threads the one that read first might write last
            if self.gallery.revision == self._revision:
                return
            tuning = self.gallery.tunings.last(self.shipped.id)
            if tuning == self.tuning:
                self._take_in(self.weights, self._register, tuning, self._revision)
                return
            weights = self._weights_of(tuning)
            enrolment.reprint(weights, self.gallery)
            register = Register(weights.cohort)
            self._take_in(weights, register, tuning, None)
            self.tuning, self.weights, self._register = tuning, weights, register
            self._identifier.know(weights, register)

    def _take_in_prints_of(self, weights: Weights) -> None:
        self.refresh()
        if self.weights is not weights:  # replaced while these heard somebody
            enrolment.reprint(self.weights, self.gallery)
            self.refresh()

    def _take_in(self, weights: Weights, register: Register, tuning: Tuning | None, since: int | None) -> None:
        changes = self.gallery.changes(weights.id, since)
        corrections = self.gallery.tunings.corrections(tuning, weights.id)
        ids = [person.id for person in changes.people]
        register.update(replace(changes, rows=corrected(changes.rows, ids, corrections)))
        self._revision = changes.revision

    def _weights_of(self, tuning: Tuning | None) -> Weights:
        if tuning is None or tuning.model_id == self.shipped.id:
            return self.shipped
        if tuning.model_id == self.weights.id:
            return self.weights
        try:
            return load(self.gallery.tunings.weights(tuning.model_id))
        except WhoSpeaksError as error:
            log.warning("The fine-tuned weights are left out of use, fine-tune again or undo it: %s", error)
            return self.shipped
