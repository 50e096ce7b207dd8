"""The frame around the wizard's pages: how far one is, the page, and below it the way back, an error, the way on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui import theme
from gui.controls import Button, label
from gui.enrol.step import Step
from gui.focus import has_focus, set_enabled

DOT_PX, GAP_PX = 8, 8


class Dots(QWidget):
    """How many pages there are and which of them one is on."""

    accessible_role = QAccessible.Role.Indicator

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = count
        self.at = 0
        self.setFixedSize((count + 2) * DOT_PX + (count - 1) * GAP_PX, DOT_PX)

    def show_at(self, at: int) -> None:
        self.at = at
        self.setAccessibleName(self.tr("Step {0} of {1}").format(at + 1, self._count))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        now, x = theme.tokens(), 0.0
        for number in range(self._count):
            width = 3 * DOT_PX if number == self.at else DOT_PX
            painter.setBrush(QColor(now.accent if number <= self.at else now.pressed))
            painter.drawRoundedRect(QRectF(x, 0, width, DOT_PX), DOT_PX / 2, DOT_PX / 2)
            x += width + GAP_PX


class Frame(QWidget):
    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dots = Dots(count)
        self.pages = QStackedWidget()
        self.back = Button(self.tr("Back"))
        self.cancel = Button(self.tr("Cancel"), "flat")
        self.error = label("", "error")
        self.error.setWordWrap(True)
        self.error.setFixedHeight(40)
        self.error.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.next = Button("", "primary")
        self.next.setMinimumWidth(144)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addWidget(self.cancel)
        foot.addWidget(self.error, 1)
        foot.addSpacing(8)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 24)
        column.setSpacing(16)
        column.addWidget(self.dots)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)

    def show_step(self, step: Step, at: int | None) -> None:
        """Bring a page to the front; `at` is its place among the dots, None for one beside them."""
        self.pages.setCurrentWidget(step)
        if at is not None:
            self.dots.show_at(at)

    def show_primary(self, step: Step, *, waiting: bool) -> None:
        """Show the page's button; while `waiting`, neither it nor the way back can be pressed."""
        primary = step.primary()
        self.next.setText(primary.text)
        self.next.setAccessibleName(primary.text)
        set_enabled(self.next, primary.enabled and not waiting, self)
        if waiting and has_focus(self.back):
            self.focus_next()
        self.back.setEnabled(not waiting)

    def focus_next(self) -> None:
        """Have the keys go to the button that goes on; at once, or as soon as it can be pressed."""
        (self.next if self.next.isEnabled() else self).setFocus()
