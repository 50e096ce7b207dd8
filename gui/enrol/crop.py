"""Cutting the face out of a picture by hand: a circle that is dragged and zoomed over it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme

FACE_PX = 512
SMALLEST_SHARE = 0.15
"""Of the shorter side of the picture: less would be a blur."""

STEP_SHARE = 0.04
"""How far an arrow key moves the circle, in its diameters."""

ZOOM = 1.08


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle inside a picture of `width` by `height` px; every change keeps it inside."""

    width: int
    height: int
    x: float
    y: float
    radius: float

    @classmethod
    def on(cls, width: int, height: int) -> Circle:
        """Where faces are: in the middle, a little above the centre of a portrait."""
        radius = 0.4 * min(width, height)
        return cls(width, height, width / 2, height * 0.42, radius).inside()

    def moved(self, dx: float, dy: float) -> Circle:
        return replace(self, x=self.x + dx, y=self.y + dy).inside()

    def zoomed(self, factor: float) -> Circle:
        return replace(self, radius=self.radius * factor).inside()

    def inside(self) -> Circle:
        """The nearest circle that does not leave the picture."""
        shorter = min(self.width, self.height)
        radius = min(max(self.radius, SMALLEST_SHARE * shorter / 2), shorter / 2)
        x = min(max(self.x, radius), self.width - radius)
        y = min(max(self.y, radius), self.height - radius)
        return replace(self, x=x, y=y, radius=radius)

    @property
    def square(self) -> QRectF:
        """What of the picture goes with it."""
        return QRectF(self.x - self.radius, self.y - self.radius, 2 * self.radius, 2 * self.radius)


class Crop(QWidget):
    """A picture with a circle. Drag it or press the arrow keys to move it; the wheel, plus and minus change its size.

    `changed` comes when the circle does.
    """

    accessible_role = QAccessible.Role.Graphic

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self.circle = Circle.on(1, 1)
        self._grip: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(self.tr("Part of the picture that is used"))
        self.setAccessibleDescription(self.tr("Arrow keys move the circle, plus and minus change its size"))

    def sizeHint(self) -> QSize:
        return QSize(400, 360)

    def show_picture(self, picture: QImage) -> None:
        self._picture = picture
        self._change(Circle.on(picture.width(), picture.height()))

    def face(self) -> QImage:
        """What is inside the circle, as a square picture of 512 px."""
        square = self.circle.square.toRect()
        return self._picture.copy(square).scaled(
            FACE_PX, FACE_PX, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )

    def _change(self, circle: Circle) -> None:
        self.circle = circle
        self.update()
        self.changed.emit()

    # Where the picture is on the widget

    def _scale(self) -> float:
        """Widget px per picture px."""
        return min(self.width() / max(1, self._picture.width()), self.height() / max(1, self._picture.height()))

    def _place(self) -> QRectF:
        scale = self._scale()
        width, height = self._picture.width() * scale, self._picture.height() * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    # Hand and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            way = (event.position() - self._grip) / self._scale()
            self._grip = event.position()
            self._change(self.circle.moved(way.x(), way.y()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self._change(self.circle.zoomed(1 / ZOOM if event.angleDelta().y() > 0 else ZOOM))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = 2 * self.circle.radius * STEP_SHARE
        ways = {
            Qt.Key.Key_Left: (-step, 0.0), Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, -step), Qt.Key.Key_Down: (0.0, step),
        }  # fmt: skip
        if event.key() in ways:
            self._change(self.circle.moved(*ways[Qt.Key(event.key())]))
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._change(self.circle.zoomed(ZOOM))
        elif event.key() == Qt.Key.Key_Minus:
            self._change(self.circle.zoomed(1 / ZOOM))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place, scale = self._place(), self._scale()
        painter.drawImage(place, self._picture)
        centre = place.topLeft() + QPointF(self.circle.x, self.circle.y) * scale
        radius = self.circle.radius * scale
        outside, hole = QPainterPath(), QPainterPath()
        outside.addRect(place)
        hole.addEllipse(centre, radius, radius)
        painter.fillPath(outside.subtracted(hole), theme.colour(theme.DARK.page, 0.65))
        painter.setPen(QPen(QColor(theme.tokens().accent if self.hasFocus() else "#FFFFFF"), 3))
        painter.drawEllipse(centre, radius - 1.5, radius - 1.5)
