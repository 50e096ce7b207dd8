"""Enrolling somebody: a name, a face if they like, and twenty seconds of their voice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QImage, QImageReader
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from audio.files import find_audio, read_audio
from gui import portrait, theme
from gui.drops import dropped_files
from gui.enrol.form import EnrolForm
from gui.enrol.take import Take
from gui.roster import Roster
from gui.session import Session, State
from gui.worker import Outcome
from sincnet.events import Heard, Identified, Provisional
from sincnet.faces import normalise_face

LONGEST_FILE_S = 600.0
SIZE_PX = (840, 464)


class EnrolDialog(QDialog):
    """`enrolled` carries the new person's name. While `recording`, what the session hears belongs to this enrolment."""

    enrolled = Signal(str)
    recording_changed = Signal(bool)

    def __init__(self, session: Session, roster: Roster, listen: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._roster = roster
        self._listen = listen
        self._take = Take()
        self._face: bytes | None = None
        self._image: QImage | None = None
        self._slot = roster.next_slot()
        self._started_listening = False
        self._pending = 0
        self.recording = False
        self.setWindowTitle(self.tr("Enrol someone"))
        self.setAcceptDrops(True)
        self.form = EnrolForm()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.form)
        self.setFixedSize(*SIZE_PX)
        self._connect()
        self._show_portrait()
        self._show_take()

    def _connect(self) -> None:
        self.form.name.textChanged.connect(self._show_portrait)
        self.form.name.textChanged.connect(self._show_take)
        self.form.pick_face.clicked.connect(self._choose_face)
        self.form.pick_files.clicked.connect(self._choose_files)
        self.form.record.clicked.connect(self._toggle_recording)
        self.form.start_over.clicked.connect(self._start_over)
        self.form.cancel.clicked.connect(self.reject)
        self.form.enrol.clicked.connect(self._enrol)
        self._session.state_changed.connect(self._state_changed)
        self._session.heard.connect(self._meter_heard)
        self._session.provisional.connect(self._utterance_heard)
        self._session.identified.connect(self._utterance_heard)
        self._session.trouble.connect(self.form.error.setText)

    # The face

    @Slot()
    def _choose_face(self) -> None:
        kinds = " ".join(f"*.{bytes(kind.data()).decode()}" for kind in QImageReader.supportedImageFormats())
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a picture"), "", self.tr("Pictures ({0})").format(kinds)
        )
        if path:
            self.use_face(Path(path))

    def use_face(self, path: Path) -> None:
        """Take the picture at `path` as the face."""
        self._wait()
        self._session.submit(lambda: normalise_face(path), self._face_read)

    @Slot(Outcome)
    def _face_read(self, outcome: Outcome) -> None:
        self._waited(outcome)
        if outcome.error is None:
            self._face = outcome.value
            self._image = QImage.fromData(outcome.value)
            self._show_portrait()

    @Slot()
    def _show_portrait(self) -> None:
        size, ratio = self.form.ring.picture_px, self.devicePixelRatioF()
        name = self.form.name.text().strip()
        if self._image is None and not name:
            picture = portrait.silhouette(size, ratio)
        else:
            picture = portrait.round_face(self._image, name, theme.person_colour(self._slot), size, ratio)
        self.form.ring.show_picture(picture, self._slot)

    # The voice

    @Slot()
    def _toggle_recording(self) -> None:
        if self.recording:
            self._stop_recording()
            return
        self.form.error.clear()
        self.recording = True
        self.recording_changed.emit(True)
        if self._session.state is State.IDLE:
            self._started_listening = True
            self._listen()
        self._show_take()

    def _stop_recording(self) -> None:
        if not self.recording:
            return
        self.recording = False
        self._take.keep_unfinished()
        if self._started_listening:
            self._started_listening = False
            self._session.stop()
        self.recording_changed.emit(False)
        self._show_take()

    @Slot(Heard)
    def _meter_heard(self, event: Heard) -> None:
        if self.recording:
            self.form.meter.show_level(event.level)

    @Slot(object)
    def _utterance_heard(self, event: Provisional | Identified) -> None:
        if self.recording:
            self._take.hear(event.utterance)
            self._show_take()
            if self._take.share >= 1.0:
                self._stop_recording()

    @Slot(State)
    def _state_changed(self, state: State) -> None:
        if state in (State.IDLE, State.FAILED):
            self._started_listening = False
            self._stop_recording()
        self._show_take()

    @Slot()
    def _choose_files(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose recordings of one person"))
        if paths:
            self.use_recordings([Path(path) for path in paths])

    def use_recordings(self, paths: list[Path]) -> None:
        """Add recordings of this person's voice."""

        def read() -> list[np.ndarray]:
            return [read_audio(path, limit_s=LONGEST_FILE_S) for path in find_audio(paths)]

        self._wait()
        self._session.submit(read, self._recordings_read)

    @Slot(Outcome)
    def _recordings_read(self, outcome: Outcome) -> None:
        self._waited(outcome)
        if outcome.error is None:
            for clip in outcome.value:
                self._take.add(clip)
            self._show_take()

    @Slot()
    def _start_over(self) -> None:
        self._take.clear()
        self._show_take()

    @Slot()
    def _show_take(self) -> None:
        self.form.show_take(self._take, ready=self._session.ready, recording=self.recording, busy=self._pending > 0)

    # Files dropped anywhere on the dialog

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in dropped_files(event.mimeData()):
            if QImageReader.imageFormat(str(path)).isEmpty():
                self.use_recordings([path])
            else:
                self.use_face(path)

    # The end

    @Slot()
    def _enrol(self) -> None:
        name, clips, face = self.form.name.text().strip(), self._take.clips, self._face
        self._wait()
        self._session.change_people(lambda recogniser: recogniser.enrol(name, clips, face), self._enrolled)

    @Slot(Outcome)
    def _enrolled(self, outcome: Outcome) -> None:
        self._waited(outcome)
        if outcome.error is None:
            self.enrolled.emit(self.form.name.text().strip())
            self.accept()

    def _wait(self) -> None:
        self._pending += 1
        self.form.error.clear()
        self._show_take()

    def _waited(self, outcome: Outcome) -> None:
        self._pending -= 1
        self.form.error.setText(outcome.error or "")
        self._show_take()

    def done(self, result: int) -> None:
        self._stop_recording()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop_recording()
        super().closeEvent(event)
