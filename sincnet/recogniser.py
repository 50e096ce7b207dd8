"""Model, gallery and identifier, kept in step: what the window and the command line hold."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

import numpy as np
import torch

from audio.source import RATE, AudioSource
from sincnet import enrolment
from sincnet.checkpoint import Weights, load
from sincnet.events import Event, Identification
from sincnet.faces import normalise_face
from sincnet.gallery import Gallery, Person
from sincnet.identifier import Identifier
from sincnet.live import live
from sincnet.paths import assets, data_home
from sincnet.register import Register

DEFAULT_MODEL = assets() / "models" / "default.safetensors"


class Recogniser:
    """Knows the people of one gallery. Used from any thread; a change of the gallery counts from the next answer on."""

    def __init__(self, weights: Weights, gallery: Gallery) -> None:
        self.weights = weights
        self.gallery = gallery
        self._refreshing = threading.Lock()
        enrolment.reprint(weights, gallery)
        self._register = Register(weights.cohort)
        self._revision: int | None = None
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

    def live(self, source: AudioSource) -> Iterator[Event]:
        """Events of listening to `source`; see `sincnet.live.live`."""
        self.refresh()
        return live(source, self._identifier)

    def identify(self, samples: np.ndarray) -> Identification:
        """Who said one utterance, float32 (n,) at 16 kHz."""
        self.refresh()
        return self._identifier.identify(samples)

    def enrol(self, name: str, clips: Sequence[np.ndarray], face: bytes | Path | None = None) -> Person:
        """Enrols somebody new from recordings, float32 (n,) each at 16 kHz; the person is known at once.

        Raises `WhoSpeaksError` for too little speech, a name that is taken, or a face that is no picture.
        """
        png = normalise_face(face) if face is not None else None
        kept, prints = enrolment.prepare(self.weights, clips)
        person = self.gallery.add(name, kept, prints, self.weights.id, png)
        self.refresh()
        return person

    def add_speech(self, person_id: str, clips: Sequence[np.ndarray], face: bytes | Path | None = None) -> Person:
        """More recordings of somebody enrolled, and a new face if one is given; raises as `enrol` does."""
        png = normalise_face(face) if face is not None else None
        kept, prints = enrolment.prepare(self.weights, clips)
        if png is not None:  # first, for a second try does no harm to a face but would double the speech
            self.gallery.set_face(person_id, png)
        person = self.gallery.add_utterances(person_id, kept, prints, self.weights.id)
        self.refresh()
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
            if self.gallery.revision != self._revision:
                changes = self.gallery.changes(self.weights.id, since=self._revision)
                self._register.update(changes)
                self._revision = changes.revision
