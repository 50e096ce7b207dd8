"""The buttons that begin something; while it goes on, how far it is and a way to stop it stand in their place."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from gui import theme
from gui.controls import Button, label
from gui.model import terms
from gui.model.work import Work

WORTH_TELLING_S = 8.0
"""What is over sooner needs no forecast."""


class Bar(QWidget):
    """A share in [0, 1] that is done."""

    accessible_role = QAccessible.Role.ProgressBar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share = 0.0
        self.setFixedHeight(6)
        self.setAccessibleName(self.tr("Progress"))

    def show_share(self, share: float) -> None:
        self.share = share
        self.setAccessibleDescription(terms.share(share))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().raised))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        painter.setBrush(QColor(theme.tokens().accent))
        painter.drawRoundedRect(QRectF(0, 0, max(6.0, self.share * self.width()), 6), 3, 3)


class Doing(QStackedWidget):
    """Shows its buttons, or the progress of work of one of its `kinds`; while other work goes on, they are disabled.

    `usable` says whether there is anything to be done at all.
    """

    def __init__(
        self, work: Work, kinds: tuple[str, ...], buttons: list[Button], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work, self._kinds, self._buttons = work, kinds, buttons
        self._usable = False
        self._stage, self._since = "", 0.0
        self.text = label("", "")
        self.left = label("", "caption")
        self.left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = Bar()
        self.cancel = Button(self.tr("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        ready = QWidget()
        row = QHBoxLayout(ready)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        going = QWidget()
        grid = QGridLayout(going)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.text, 0, 0)
        grid.addWidget(self.left, 0, 1)
        grid.addWidget(self.bar, 1, 0, 1, 2)
        grid.addWidget(self.cancel, 0, 2, 2, 1)
        grid.setColumnStretch(0, 1)
        self.addWidget(ready)
        self.addWidget(going)
        self.setFixedHeight(theme.ROW)
        work.changed.connect(self._show)
        work.stepped.connect(self._stepped)
        self._show()

    def set_usable(self, usable: bool) -> None:
        self._usable = usable
        self._show()

    @Slot()
    def _show(self) -> None:
        mine = self._work.kind in self._kinds
        if mine and self.currentIndex() == 0:
            self._stage = ""
            self.text.setText(self.tr("Getting ready…"))
            self.left.clear()
            self.bar.show_share(0.0)
            self.cancel.setEnabled(True)
        turned, focused = self.currentIndex() != int(mine), QApplication.focusWidget()
        had_focus = turned and focused is not None and self.isAncestorOf(focused)
        if had_focus:
            self.setFocus()  # for the moment: Qt would hand it on to whatever comes next
        self.setCurrentIndex(int(mine))
        for button in self._buttons:
            button.setEnabled(self._usable and not self._work.kind)
        if had_focus:
            next((one for one in (self.cancel, *self._buttons) if one.isEnabled() and one.isVisible()), self).setFocus()

    @Slot(object)
    def _stepped(self, step: Any) -> None:
        if self._work.kind not in self._kinds:
            return
        now = time.monotonic()
        if step.stage != self._stage:
            self._stage, self._since = step.stage, now
        if self.cancel.isEnabled():
            self.text.setText(terms.stage(step.stage))
        self.bar.show_share(step.done / max(step.total, 1))
        spent = now - self._since
        left = spent / step.done * (step.total - step.done) if step.done > 2 else 0.0
        self.left.setText(terms.time_left(left) if spent + left > WORTH_TELLING_S else "")

    @Slot()
    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.text.setText(self.tr("Stopping…"))
        self._work.cancel()
