"""Opens the enrolment, one at a time, and tells what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from gui.enrol.camera import Camera, Frames
from gui.page import Desk

if TYPE_CHECKING:
    from gui.enrol.dialog import EnrolDialog


class EnrolDoor(QObject):
    """`dialog` is there while the enrolment is open; `recording_changed` is the dialog's, `news` one sentence.

    `listen` makes the session listen to the chosen source; `make_camera` is called for each enrolment.
    """

    news = Signal(str)
    recording_changed = Signal(bool)

    def __init__(self, desk: Desk, listen: Callable[[], None], host: QWidget) -> None:
        super().__init__(host)
        self._desk, self._listen, self._host = desk, listen, host
        self.make_camera: Callable[[], Frames] = Camera
        self.dialog: EnrolDialog | None = None

    @property
    def loss(self) -> str | None:
        """One sentence on what is lost if it is left now, or None."""
        return None if self.dialog is None else self.dialog.loss

    @Slot()
    def open_for_anybody(self) -> None:
        self.open()

    @Slot(list)
    def open_with_heard(self, heard: list[tuple[np.ndarray, float]]) -> None:
        """For a voice that has just spoken: `EnrolDialog` says what that is."""
        self.open(heard=heard)

    @Slot(str)
    def open(self, name: str = "", heard: Sequence[tuple[np.ndarray, float]] = ()) -> None:
        """Open it with a name to begin with, and with what that voice has just said; nothing if it is open already."""
        if self.dialog is not None:
            return
        from gui.enrol.dialog import EnrolDialog  # after the window is up

        self.dialog = EnrolDialog(self._desk, self._listen, self.make_camera(), name, heard, self._host)
        self.dialog.recording_changed.connect(self.recording_changed)
        self.dialog.enrolled.connect(self._enrolled)
        self.dialog.finished.connect(self._finished)
        self.dialog.open()

    def close(self) -> None:
        """Leave it as it stands, without asking."""
        if self.dialog is not None:
            self.dialog.done(QDialog.DialogCode.Rejected)

    @Slot(str)
    def _enrolled(self, name: str) -> None:
        self.news.emit(self.tr("{0} is enrolled and will be recognised from now on.").format(name))

    @Slot()
    def _finished(self) -> None:
        assert self.dialog is not None
        self.dialog.deleteLater()
        self.dialog = None
