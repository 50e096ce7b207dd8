"""The microphones that are there, kept up to date while the program runs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from audio.source import Notice
from gui.session import Session
from gui.sources import Device, Sources
from gui.worker import Outcome

SETTLE_MS = 600
"""A device that is plugged in announces itself several times."""


class Devices(QObject):
    """`microphones` as last listed, the default one first, `problem` why there are none. `changed` comes after every
    look; the first one takes a moment, so it happens behind the window."""

    changed = Signal()

    def __init__(self, session: Session, sources: Sources, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.microphones: Sequence[Device] = ()
        self.problem: str | None = None
        self.listed = False
        self._session, self._sources = session, sources
        self._looking = self._again = False
        self._media: QObject | None = None
        self._settling = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settling.timeout.connect(self.look)
        session.notice.connect(self._noticed)

    def watch(self) -> None:
        """Look again whenever the system says that something was plugged in or pulled out.

        Under PulseAudio, Qt 6.11 tells the first only; what is pulled out while it is listened to tells itself.
        """
        from PySide6.QtMultimedia import QMediaDevices  # brings FFmpeg, which the first picture need not wait for

        media = QMediaDevices(self)
        media.audioInputsChanged.connect(self._settling.start)
        self._media = media

    @Slot(Notice)
    def _noticed(self, notice: Notice) -> None:
        if notice.kind in ("lost", "recovered"):
            self._settling.start()

    @Slot()
    def look(self) -> None:
        """List the microphones, off the GUI thread: the system may take its time."""
        self._again = self._looking
        if not self._looking:
            self._looking = True
            self._session.submit(self._sources.devices, self._listed)

    @Slot(Outcome)
    def _listed(self, outcome: Outcome) -> None:
        self._looking = False
        self.listed = True
        self.problem = outcome.error
        self.microphones = outcome.value or ()
        self.changed.emit()
        if self._again:
            self.look()
