"""Pictures from a camera, through Qt Multimedia. Whoever shows them needs to know no more than `Frames`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCamera, QMediaDevices, QVideoFrame


class Frames(QObject):
    """Where pictures come from while it is started: `frame` with each, `trouble` with one sentence when none come any
    more, `presence_changed` when `present` has changed. This one has none; see `Camera`."""

    frame = Signal(QImage)
    trouble = Signal(str)
    presence_changed = Signal()

    @property
    def present(self) -> bool:
        """Whether there is a camera at all."""
        return False

    def start(self) -> None: ...

    def stop(self) -> None: ...


class Camera(Frames):
    """The system's camera. Qt Multimedia takes a quarter of a second to load, so that waits until somebody asks."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices: QMediaDevices | None = None
        self._camera: QCamera | None = None

    @property
    def present(self) -> bool:
        return bool(self._inputs().videoInputs())

    def _inputs(self) -> QMediaDevices:
        from PySide6.QtMultimedia import QMediaDevices

        if self._devices is None:
            self._devices = QMediaDevices(self)
            self._devices.videoInputsChanged.connect(self.presence_changed)
        return self._devices

    def start(self) -> None:
        from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoSink

        self.stop()
        if not self.present:
            self.trouble.emit(self.tr("The camera is gone. Connect it again, or choose a picture."))
            return
        self._camera = QCamera(self._inputs().defaultVideoInput(), self)
        self._camera.errorOccurred.connect(self._failed)
        capture, sink = QMediaCaptureSession(self._camera), QVideoSink(self._camera)
        sink.videoFrameChanged.connect(self._frame_came)
        capture.setVideoSink(sink)
        capture.setCamera(self._camera)
        self._camera.start()

    def stop(self) -> None:
        if self._camera is not None:
            self._camera.stop()
            self._camera.deleteLater()
            self._camera = None

    @Slot()
    def _failed(self) -> None:
        self.trouble.emit(self.tr("The camera cannot be used. Close other programs that use it, or choose a picture."))

    @Slot(object)
    def _frame_came(self, frame: QVideoFrame) -> None:
        image = frame.toImage()
        if not image.isNull():
            self.frame.emit(image)
