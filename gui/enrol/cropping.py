"""The page on which the face is cut out of a picture, with the portrait beside it as it will look."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import portrait
from gui.controls import label
from gui.enrol.crop import Crop
from gui.enrol.draft import Draft
from gui.enrol.step import Primary, Step

PREVIEWS_PX = (160, 72, 40)
"""The portrait in the sizes that people will see."""


class Cropping(Step):
    aside = True

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self.ask(self.tr("Put the circle around the face"))
        self.crop = Crop()
        self._previews = [QLabel() for _ in PREVIEWS_PX]
        side = QVBoxLayout()
        side.setSpacing(16)
        side.addStretch()
        for size, preview in zip(PREVIEWS_PX, self._previews, strict=True):
            preview.setFixedSize(size, size)
            side.addWidget(preview, 0, Qt.AlignmentFlag.AlignHCenter)
        side.addStretch()
        hint = label(
            self.tr("Drag the circle, or move it with the arrow keys. The wheel, + and − change its size."), "caption"
        )
        row = QHBoxLayout()
        row.setSpacing(32)
        row.addWidget(self.crop, 1)
        row.addLayout(side)
        self.body.addLayout(row, 1)
        self.body.addWidget(hint)
        self.crop.changed.connect(self._show_previews)

    def show_picture(self, picture: QImage) -> None:
        self.crop.show_picture(picture)

    def first_focus(self) -> QWidget:
        return self.crop

    def primary(self) -> Primary:
        return Primary(self.tr("Use this picture"))

    def press(self) -> None:
        self._draft.show_face(self.crop.face())
        self.done.emit()

    @Slot()
    def _show_previews(self) -> None:
        face, ratio = self.crop.face(), self.devicePixelRatioF()
        for size, preview in zip(PREVIEWS_PX, self._previews, strict=True):
            preview.setPixmap(portrait.round_face(face, "", self._draft.colour, size, ratio))
