"""The page of the camera: oneself as in a mirror, and a button that takes the picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.enrol.camera import Frames
from gui.enrol.step import Primary, Step


class Mirror(QWidget):
    """The newest picture, mirrored as one knows oneself."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = QImage()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Camera picture"))

    def sizeHint(self) -> QSize:
        return QSize(480, 360)

    def show_image(self, image: QImage) -> None:
        self.image = image.flipped(Qt.Orientation.Horizontal) if not image.isNull() else image
        self.update()

    def show_words(self, words: str) -> None:
        """Say something while there is no picture."""
        self._words = words
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
        painter.fillPath(frame, QColor(theme.tokens().card))
        if self.image.isNull():
            painter.setPen(QColor(theme.tokens().secondary))
            painter.setFont(theme.font(theme.LEAD))
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), _CENTRED, self._words)
            return
        painter.setClipPath(frame)
        size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        place = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(),
                       size.height())  # fmt: skip
        painter.drawImage(place, self.image)


_CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class Snapshot(Step):
    """`picture` is what was taken."""

    aside = True

    def __init__(self, camera: Frames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._camera = camera
        self.picture = QImage()
        self.mirror = Mirror()
        self.ask(self.tr("Look into the camera"))
        self.body.addWidget(self.mirror, 1)
        camera.frame.connect(self._frame_came)
        camera.trouble.connect(self._trouble)

    def enter(self) -> None:
        self.picture = QImage()
        self.mirror.show_image(QImage())
        self.mirror.show_words(self.tr("The camera is starting…"))
        self._camera.start()

    def leave(self) -> None:
        self._camera.stop()

    def primary(self) -> Primary:
        return Primary(self.tr("Take the picture"), not self.mirror.image.isNull())

    def press(self) -> None:
        self.picture = self.mirror.image
        self.done.emit()

    @Slot(QImage)
    def _frame_came(self, image: QImage) -> None:
        first = self.mirror.image.isNull()
        self.mirror.show_image(image)
        if first:
            self.changed.emit()

    @Slot(str)
    def _trouble(self, sentence: str) -> None:
        self.mirror.show_image(QImage())
        self.mirror.show_words(sentence)
        self.changed.emit()
