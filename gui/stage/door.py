"""Opens the stage for the audience and closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.imagined.visions import Visions
from gui.roster import Roster
from gui.scene import Scene

if TYPE_CHECKING:
    from gui.stage.window import StageWindow


class StageDoor(QObject):
    """`window` is there while the stage is open. `news` and `toggle_wanted` are the stage's."""

    news = Signal(str)
    toggle_wanted = Signal()

    def __init__(self, scene: Scene, visions: Visions, roster: Roster, host: QWidget) -> None:
        super().__init__(host)
        self._scene, self._visions, self._roster, self._host = scene, visions, roster, host
        self.window: StageWindow | None = None

    @Slot()
    def toggle(self) -> None:
        """Open the stage, or close the one that is open."""
        if self.window is not None:
            self.close()
            return
        from gui.stage.window import StageWindow  # after the window is up

        self.window = StageWindow(self._scene, self._visions, self._roster, self._host)
        self.window.closed.connect(self._closed)
        self.window.news.connect(self.news)
        self.window.toggle_wanted.connect(self.toggle_wanted)
        self.window.open()

    @Slot()
    def close(self) -> None:
        if self.window is not None:
            self.window.close()

    @Slot()
    def _closed(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
            self._host.activateWindow()
