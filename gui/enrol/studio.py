"""Recording for an enrolment: listens along with the session and has each utterance examined while the next is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from audio.files import find_audio, read_audio
from audio.quality import Background, Ear, background_dbfs
from audio.segmenter import segment
from audio.source import RATE
from gui.enrol.take import Piece, Take
from gui.session import Session, State
from gui.worker import Outcome
from sincnet.events import Heard, Identified, Provisional
from sincnet.samples import Comparison, Sample

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

LONGEST_FILE_S = 600.0
"""More than this is a conversation, not a recording of one person."""

Examined = tuple[list[tuple[Piece, Sample | None]], list[Piece], Comparison]


class Studio(QObject):
    """`changed` comes whenever there is more to show, `full` when enough was said, `settled` when everything heard has
    been examined, `trouble` with one sentence. While `recording`, what the session hears belongs to this enrolment."""

    changed = Signal()
    full = Signal()
    settled = Signal()
    trouble = Signal(str)
    recording_changed = Signal(bool)

    def __init__(self, session: Session, listen: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._listen = listen
        self.take = Take()
        self.ear = Ear()
        self.comparison = Comparison((), None, strangers=True)
        self.recording = False
        self.started_listening = False
        self.background = Background()
        self._examining = False
        self._reading = 0
        session.heard.connect(self._heard)
        session.provisional.connect(self._utterance)
        session.identified.connect(self._utterance)
        session.state_changed.connect(self._state_changed)

    @property
    def busy(self) -> bool:
        """Whether something heard is still being examined or read."""
        return self._examining or self._reading > 0

    def record(self) -> None:
        if self.recording or not self._session.ready:
            return
        self.ear = Ear()
        self.recording = True
        self.recording_changed.emit(True)
        self.listen()
        if self._session.state is State.IDLE:
            self.stop()
            self.trouble.emit(self.tr("There is nothing to listen to. Connect a microphone, or use recordings."))
        self.changed.emit()

    def stop(self) -> None:
        """Record no more; the session goes on listening for everybody."""
        if not self.recording:
            return
        self.recording = False
        self.take.keep_unfinished()
        self.recording_changed.emit(False)
        self._examine_more()
        self.changed.emit()

    def listen(self) -> None:
        """See to it that the session listens."""
        if self._session.state is State.IDLE:
            self.started_listening = True
            self._listen()

    def leave(self, *, go_on_listening: bool) -> None:
        self.stop()
        if self.started_listening and not go_on_listening:
            self._session.stop()
        self.started_listening = False

    def start_over(self) -> None:
        self.take.clear()
        self.changed.emit()

    def drop(self, pieces: list[Piece]) -> None:
        self.take.drop(pieces)
        self.changed.emit()

    def count_in(self, clips: list[tuple[np.ndarray, float]]) -> None:
        """What this person said before the wizard was there counts too, as far as it is good: float32 (n,) each, with
        the level of its background in dBFS."""
        for clip, floor_dbfs in clips:
            piece = self.take.add(clip, floor_dbfs)
            if piece is not None:
                piece.before = True
        self._examine_more()
        self.changed.emit()

    # What the session hears

    @Slot(Heard)
    def _heard(self, event: Heard) -> None:
        duration_s = len(event.block.samples) / RATE
        self.background.push(event.level, duration_s)
        if self.recording:
            self.ear.push(event.level, duration_s)

    @Slot(object)
    def _utterance(self, event: Provisional | Identified) -> None:
        if not self.recording:
            return
        if self.take.hear(event.utterance, self.background.dbfs) is not None:
            self._examine_more()
        if self.take.share >= 1.0:
            self.stop()
            self.full.emit()
        self.changed.emit()

    @Slot(State)
    def _state_changed(self, state: State) -> None:
        if state in (State.IDLE, State.FAILED):
            self.started_listening = False
            self.stop()
        elif state is State.LISTENING:
            self.background = Background()
        self.changed.emit()

    # Recordings

    def add_recordings(self, paths: list[Path]) -> None:
        """Add recordings of this person's voice."""

        def read() -> list[tuple[np.ndarray, float]]:
            found = []
            for path in find_audio(paths):
                sound = read_audio(path, limit_s=LONGEST_FILE_S)
                floor_dbfs = background_dbfs(sound)
                found += [(utterance.samples, floor_dbfs) for utterance in segment(sound)]
            return found

        self._reading += 1
        self._session.submit(read, self._recordings_read)
        self.changed.emit()

    @Slot(Outcome)
    def _recordings_read(self, outcome: Outcome) -> None:
        self._reading -= 1
        if outcome.error is not None:
            self.trouble.emit(outcome.error)
        elif not outcome.value:
            self.trouble.emit(self.tr("No speech was found in it. Choose a recording in which this person speaks."))
        else:
            for clip, floor_dbfs in outcome.value:
                self.take.add(clip, floor_dbfs)
            self._examine_more()
        self.changed.emit()

    # What the recogniser makes of it

    def _examine_more(self) -> None:
        """Have the recogniser examine what it has not yet, and compare all; one job at a time, in order."""
        fresh = [piece for piece in self.take.pieces if not piece.examined]
        if self._examining or not fresh or not self._session.ready:
            return
        known = [piece for piece in self.take.pieces if piece.sample is not None]

        def examine(recogniser: Recogniser) -> Examined:
            found = [(piece, recogniser.examine(piece.clip, piece.floor_dbfs)) for piece in fresh]
            pieces = [*known, *(piece for piece, sample in found if sample is not None)]
            samples = [piece.sample for piece in known if piece.sample is not None]
            samples += [sample for _, sample in found if sample is not None]
            return found, pieces, recogniser.compare(samples)

        self._examining = True
        self._session.consult(examine, self._examined)

    @Slot(Outcome)
    def _examined(self, outcome: Outcome) -> None:
        self._examining = False
        if outcome.error is not None:
            self.trouble.emit(outcome.error)
            return
        found, pieces, self.comparison = outcome.value
        for piece, sample in found:
            piece.examined, piece.sample = True, sample
        for place, piece in enumerate(pieces):
            piece.stray = place in self.comparison.strays
        self.take.drop([piece for piece in self.take.pieces if piece.before and piece.examined and not piece.counts])
        self._examine_more()
        self.changed.emit()
        if not self._examining:
            self.settled.emit()
