"""The variations of a face as small pictures to click through: they differ in what no voice tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from gui import theme
from gui.controls import label
from gui.faces_view.easel import VARIATIONS
from gui.imagined.picture import caption, rounded, to_image

if TYPE_CHECKING:
    from generator.imagine import Imagined

SIDE_PX, EDGE_PX = 64, 4


class Thumb(QAbstractButton):
    """One variation; the chosen one has a frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())
        self._image: QImage | None = None
        self._fitted: QImage | None = None

    def sizeHint(self) -> QSize:
        return QSize(SIDE_PX + 2 * EDGE_PX, SIDE_PX + 2 * EDGE_PX)

    def show_imagined(self, imagined: Imagined | None) -> None:
        self._image = None if imagined is None else to_image(imagined.image)
        self._fitted = None
        self.setEnabled(imagined is not None)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        now, inside = theme.tokens(), QRectF(self.rect()).adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.raised))
        painter.drawRoundedRect(inside, 8, 8)
        if self._image is not None:
            ratio = self.devicePixelRatioF()
            if self._fitted is None or self._fitted.devicePixelRatio() != ratio:
                self._fitted = rounded(self._image, SIDE_PX, 8, ratio)
            painter.drawImage(inside.topLeft(), self._fitted)
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(now.accent if self.isChecked() else now.secondary), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 11, 11)


class Strip(QWidget):
    """`chosen` carries the number of a variation, 0 that of the voice itself; the arrow keys go from one to another."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.thumbs: list[Thumb] = []
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch()
        for number in range(VARIATIONS):
            thumb = Thumb()
            name = self.tr("Variation {0}").format(number) if number else self.tr("The face of the voice itself")
            thumb.setAccessibleName(name)
            thumb.setToolTip(name)
            self._group.addButton(thumb, number)
            self.thumbs.append(thumb)
            row.addWidget(thumb)
        row.addStretch()
        told = label(self.tr("Variations, each {0}").format(caption()), "caption")
        told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(told)
        self._group.idClicked.connect(self._clicked)
        self.show_faces([], 0)

    def show_faces(self, faces: Sequence[Imagined], chosen: int) -> None:
        """Those that are drawn already; the others are empty places."""
        for number, thumb in enumerate(self.thumbs):
            thumb.show_imagined(faces[number] if number < len(faces) else None)
        self.show_chosen(chosen)

    def show_chosen(self, number: int) -> None:
        self.thumbs[number].setChecked(True)

    @Slot(int)
    def _clicked(self, number: int) -> None:
        self.chosen.emit(number)
