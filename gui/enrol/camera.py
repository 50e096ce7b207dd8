"""Pictures from a camera, through Qt Multimedia. Whoever shows them needs to know no more than `Frames`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCamera, QVideoFrame


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
    """The system's camera. Nothing of Qt Multimedia is loaded before somebody asks for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtMultimedia import QMediaCaptureSession, QMediaDevices, QVideoSink

        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self.presence_changed)
        self._capture = QMediaCaptureSession(self)
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._frame_came)
        self._capture.setVideoSink(self._sink)
        self._camera: QCamera | None = None

    @property
    def present(self) -> bool:
        return bool(self._devices.videoInputs())

    def start(self) -> None:
        from PySide6.QtMultimedia import QCamera

        self.stop()
        if not self.present:
            self.trouble.emit(self.tr("The camera is gone. Connect it again, or choose a picture."))
            return
        self._camera = QCamera(self._devices.defaultVideoInput(), self)
        self._camera.errorOccurred.connect(self._failed)
        self._capture.setCamera(self._camera)
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
