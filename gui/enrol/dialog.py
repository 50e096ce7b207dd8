"""Enrolling somebody, made for visitors: one question a page.

    welcome ─▶ identity ─▶ speak ─▶ checks ─▶ resemblance ─▶ enrolled ─▶ trying
       │          │ ▲                  └── record again ──▶ speak
     many      camera, drawing, cropping

Checks and resemblance come only when there is something to ask. Nothing is recorded before consent on the first page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QImage, QImageReader
from PySide6.QtWidgets import QDialog, QWidget

from audio.source import RATE
from gui.drops import dropped_files
from gui.enrol.camera import Frames
from gui.enrol.checks import Checks
from gui.enrol.cropping import Cropping
from gui.enrol.draft import Draft
from gui.enrol.drawing import Drawing
from gui.enrol.finishing import Finishing
from gui.enrol.identity import Identity
from gui.enrol.leaving import Leaving
from gui.enrol.many import Many
from gui.enrol.resemblance import Resemblance
from gui.enrol.shell import Shell
from gui.enrol.snapshot import Snapshot
from gui.enrol.speak import Speak
from gui.enrol.studio import Studio
from gui.enrol.trying import Trying
from gui.enrol.welcome import Welcome
from gui.page import Desk


class EnrolDialog(Shell):
    """`enrolled` carries the person's name. While `recording_changed` said so, what the session hears belongs to this
    enrolment. `camera` is where pictures come from; `listen` makes the session listen to the chosen source. `heard` is
    what that voice said before the wizard came up, float32 (n,) at 16 kHz, each with the level of its background in
    dBFS: once they agree it counts, and else nothing is done with it."""

    enrolled = Signal(str)
    recording_changed = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        listen: Callable[[], None],
        camera: Frames,
        name: str = "",
        heard: Sequence[tuple[np.ndarray, float]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = desk.session
        self._heard = list(heard)
        self.draft = Draft(desk.roster, name, self)
        self.studio = Studio(desk.session, listen, self)
        self.welcome = Welcome()
        self.welcome.show_choices(desk.preferences.now)
        self.welcome.show_heard(sum(len(samples) for samples, _ in heard) / RATE)
        self.identity = Identity(self.draft, desk.session, camera)
        self.snapshot, self.cropping, self.drawing = Snapshot(camera), Cropping(self.draft), Drawing(self.draft)
        self.speak = Speak(self.draft, self.studio, desk.session)
        self.checks = Checks(self.draft, self.studio)
        self.resemblance = Resemblance(self.draft, desk.roster)
        self.trying = Trying(self.draft, self.studio, desk.session, desk.roster)
        self.many, self.leaving = Many(desk.session), Leaving()
        pages = self.speak, self.checks, self.resemblance, self.trying
        self.finishing = Finishing(self.draft, self.studio, desk.session, pages, self)
        self.hold(
            (self.welcome, self.identity, self.speak, self.trying),
            (self.snapshot, self.cropping, self.drawing, self.checks, self.resemblance, self.many, self.leaving),
        )
        self.setWindowTitle(self.tr("Enrol someone"))
        self.setAcceptDrops(True)
        self._connect()
        self.go(self.welcome)

    def _connect(self) -> None:
        self.welcome.done.connect(self._agreed)
        self.welcome.many_wanted.connect(self._many)
        self.identity.done.connect(self._identified)
        self.identity.camera_wanted.connect(self._photograph)
        self.identity.drawing_wanted.connect(self._draw)
        self.identity.cropping_wanted.connect(self._crop)
        self.snapshot.done.connect(self._photographed)
        for step in (self.cropping, self.drawing):
            step.done.connect(self._pictured)
        self.finishing.wanted.connect(self.go)
        self.finishing.changed.connect(self._show_primary)
        self.finishing.enrolled.connect(self.enrolled)
        self.studio.changed.connect(self._show_primary)
        self.studio.recording_changed.connect(self.recording_changed)
        self.trying.done.connect(self.accept)
        self.many.done.connect(self.accept)
        self.leaving.done.connect(self.back)
        self.leaving.throw_away.connect(self._leave)
        troubles = self.identity.trouble, self.finishing.trouble, self.trying.trouble, self.many.trouble
        for told in (*troubles, self._session.trouble):
            told.connect(self.tell)

    # From page to page

    @property
    def busy(self) -> bool:
        return self.finishing.busy or self.many.running

    @Slot()
    def _agreed(self) -> None:
        self.draft.agree(may_imagine=self.welcome.imagine.isChecked())
        self.studio.count_in(self._heard)
        self._heard = []
        self.go(self.identity)

    @Slot()
    def _many(self) -> None:
        self.go(self.many)

    @Slot()
    def _identified(self) -> None:
        self.go(self.speak)

    @Slot()
    def _photograph(self) -> None:
        self.go(self.snapshot)

    @Slot()
    def _draw(self) -> None:
        self.go(self.drawing)

    @Slot(QImage)
    def _crop(self, picture: QImage) -> None:
        self.cropping.show_picture(picture)
        self.go(self.cropping)

    @Slot()
    def _photographed(self) -> None:
        self._crop(self.snapshot.picture)

    @Slot()
    def _pictured(self) -> None:
        self.go(self.identity)

    # Files dropped anywhere on the dialog

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event.mimeData())
        pictures = [path for path in files if not QImageReader.imageFormat(str(path)).isEmpty()]
        recordings = [path for path in files if path not in pictures]
        if self.step in (self.welcome, self.many):
            folders = [path for path in recordings if path.is_dir()]
            if folders:
                self.go(self.many)
                self.many.use_folder(folders[0])
            else:
                self.tell(self.tr("Agree first; then pictures and recordings can be dropped."))
        elif self.step not in (self.trying, self.leaving):
            if pictures:
                self.identity.use_picture(pictures[0])
            if recordings:
                self.studio.add_recordings(recordings)

    # The end

    @property
    def loss(self) -> str | None:
        """One sentence on what is lost if the wizard is left now, or None."""
        if self.step is self.many or self.finishing.done:
            return self.tr("Whoever of the folder is enrolled already is taken back.") if self.many.running else None
        if heard_s := self.studio.take.given_s:
            return self.tr("{0} s of speech, the name and the picture are thrown away.").format(f"{heard_s:.0f}")
        return self.tr("The name and the picture are thrown away.") if self.draft.begun else None

    def reject(self) -> None:
        """Leave, but ask first where something would be lost."""
        if self.finishing.saving:
            return
        if self.step is self.leaving:
            self.back()
        elif (loss := self.loss) is None:
            self._leave()
        else:
            self.studio.stop()
            self.leaving.show_loss(loss)
            self.go(self.leaving)

    @Slot()
    def _leave(self) -> None:
        self.done(QDialog.DialogCode.Accepted if self.finishing.done else QDialog.DialogCode.Rejected)

    def done(self, result: int) -> None:
        super().done(result)
        self.studio.leave(go_on_listening=self.finishing.done)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()
