"""Enrolling somebody: a name, a face if they like, and twenty seconds of their voice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QImage, QImageReader
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from audio.files import find_audio, read_audio
from gui import portrait, theme
from gui.controls import Button, card, label
from gui.drops import dropped_files
from gui.meter import Meter
from gui.ring import ProgressRing
from gui.roster import Roster
from gui.session import Session, State
from gui.take import Take
from gui.worker import Outcome
from sincnet.events import Heard, Identified, Provisional
from sincnet.faces import normalise_face

LONGEST_FILE_S = 600.0


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
        self._make()
        self._lay_out()
        self._connect()
        self._show_portrait()
        self._show_take()

    def _make(self) -> None:
        self.ring = ProgressRing(224)
        self.heard = label("", "lead")
        self.heard.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.pick_face = Button(self.tr("Choose a picture…"), "", "picture")
        self.record = Button(self.tr("Record"), "", "record")
        self.pick_files = Button(self.tr("Choose recordings…"), "", "open")
        self.start_over = Button(self.tr("Start over"), "flat")
        self.prompt = label("", "prompt")
        self.prompt.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.prompt.setWordWrap(True)
        self.meter = Meter()
        self.error = label("", "error")
        self.error.setWordWrap(True)
        self.error.setMinimumHeight(40)
        self.error.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.cancel = Button(self.tr("Cancel"))
        self.enrol = Button(self.tr("Enrol"), "primary")
        self.enrol.setDefault(True)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addStretch()
        left.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignHCenter)
        left.addWidget(self.heard)
        left.addStretch()
        voice = QHBoxLayout()
        voice.setSpacing(8)
        voice.addWidget(self.record)
        voice.addWidget(self.pick_files)
        voice.addWidget(self.start_over)
        voice.addStretch()
        face = QHBoxLayout()
        face.setSpacing(12)
        face.addWidget(self.pick_face)
        face.addWidget(label(self.tr("or drop one; without it, an initial"), "caption"))
        face.addStretch()
        speaking = card()
        inside = QVBoxLayout(speaking)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(self.prompt, 1)
        inside.addWidget(self.meter)
        speaking.setMinimumHeight(144)
        form = QVBoxLayout()
        form.setSpacing(8)
        form.addWidget(label(self.tr("Who is it?"), "section"))
        form.addWidget(self.name)
        form.addLayout(face)
        form.addSpacing(8)
        form.addWidget(label(self.tr("How do they sound?"), "section"))
        form.addLayout(voice)
        form.addWidget(speaking, 1)
        columns = QHBoxLayout()
        columns.setSpacing(32)
        columns.addLayout(left)
        columns.addLayout(form, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.error, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.enrol)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 24, 32, 16)
        whole.setSpacing(16)
        whole.addLayout(columns, 1)
        whole.addLayout(foot)
        self.setFixedSize(840, 464)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._show_portrait)
        self.name.textChanged.connect(self._show_take)
        self.pick_face.clicked.connect(self._choose_face)
        self.pick_files.clicked.connect(self._choose_files)
        self.record.clicked.connect(self._toggle_recording)
        self.start_over.clicked.connect(self._start_over)
        self.cancel.clicked.connect(self.reject)
        self.enrol.clicked.connect(self._enrol)
        self._session.state_changed.connect(self._state_changed)
        self._session.heard.connect(self._meter_heard)
        self._session.provisional.connect(self._utterance_heard)
        self._session.identified.connect(self._utterance_heard)
        self._session.trouble.connect(self.error.setText)

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
        size, ratio = self.ring.picture_px, self.devicePixelRatioF()
        name = self.name.text().strip()
        if self._image is None and not name:
            picture = portrait.silhouette(size, ratio)
        else:
            picture = portrait.round_face(self._image, name, theme.person_colour(self._slot), size, ratio)
        self.ring.show_picture(picture, self._slot)

    # The voice

    @Slot()
    def _toggle_recording(self) -> None:
        if self.recording:
            self._stop_recording()
            return
        self.error.clear()
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
            self.meter.show_level(event.level)

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
        take, ready = self._take, self._session.ready
        self.ring.show_share(take.share)
        self.heard.setText(
            self.tr("{0} of {1} s of speech").format(f"{min(take.speech_s, 999):.0f}", f"{take.wanted_s:.0f}")
        )
        self.ring.setAccessibleName(self.heard.text())
        text = self.tr("Stop recording") if self.recording else self.tr("Record")
        self.record.setText(text)
        self.record.setAccessibleName(text)
        self.record.show_icon("stop" if self.recording else "record")
        self.record.set_role("" if take.share >= 1.0 else "primary")
        self.record.setEnabled(ready)
        self.pick_files.setEnabled(not self.recording)
        self.start_over.setVisible(take.speech_s > 0)
        self.prompt.setText(self._prompt(ready))
        if not self.recording:
            self.meter.show_level(None)
        idle = not self.recording and not self._pending
        self.enrol.setEnabled(ready and idle and bool(self.name.text().strip()) and take.speech_s > 0)

    def _prompt(self, ready: bool) -> str:
        if not ready:
            return self.tr("The voices are still being loaded. Recording is possible in a moment.")
        if self.recording:
            return self.tr(
                "Speak as you always do: what you had for breakfast, how you came here, what you look forward to. "
                "Pauses do not count."
            )
        if self._take.share >= 1.0:
            return self.tr("That is enough to know this voice.")
        return self.tr("Record {0} seconds of speech, or choose recordings in which only this person speaks.").format(
            f"{self._take.wanted_s:.0f}"
        )

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
        name, clips, face = self.name.text().strip(), self._take.clips, self._face
        self._wait()
        self._session.change_people(lambda recogniser: recogniser.enrol(name, clips, face), self._enrolled)

    @Slot(Outcome)
    def _enrolled(self, outcome: Outcome) -> None:
        self._waited(outcome)
        if outcome.error is None:
            self.enrolled.emit(self.name.text().strip())
            self.accept()

    def _wait(self) -> None:
        self._pending += 1
        self.error.clear()
        self._show_take()

    def _waited(self, outcome: Outcome) -> None:
        self._pending -= 1
        self.error.setText(outcome.error or "")
        self._show_take()

    def done(self, result: int) -> None:
        self._stop_recording()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop_recording()
        super().closeEvent(event)
