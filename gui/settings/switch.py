"""On or off, and one of a few."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QWidget

from gui import theme
from gui.controls import Button


class Switch(QAbstractButton):
    """A knob at the left (off) or, over the accent and with a stroke, at the right (on). Its name is for screen
    readers; the row around it shows the words."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())
        self._at = 0.0
        self._moving = QVariantAnimation(self)
        self._moving.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._moving.valueChanged.connect(self._move)
        self.toggled.connect(self._toggled)

    def sizeHint(self) -> QSize:
        return QSize(52, 32)

    @Slot(bool)
    def _toggled(self, on: bool) -> None:
        self._moving.stop()
        self._moving.setDuration(theme.motion_ms(theme.FADE_MS) if self.isVisible() else 0)
        self._moving.setStartValue(self._at)
        self._moving.setEndValue(1.0 if on else 0.0)
        self._moving.start()

    @Slot(object)
    def _move(self, at: float) -> None:
        self._at = at
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = QRectF(4, 4, 44, 24)
        if self.hasFocus():
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.drawRoundedRect(groove.adjusted(-3, -3, 3, 3), 15, 15)
        painter.setPen(Qt.PenStyle.NoPen)
        on = self.isChecked() and self.isEnabled()
        painter.setBrush(QColor(now.accent if on else now.pressed))
        painter.drawRoundedRect(groove, 12, 12)
        knob = QPointF(16 + 20 * self._at, 16)
        painter.setBrush(QColor(now.on_accent if on else now.text if self.isEnabled() else now.secondary))
        painter.drawEllipse(knob, 8, 8)
        if on:  # never colour alone
            painter.setBrush(QColor(now.accent))
            painter.drawRoundedRect(QRectF(knob.x() - 1, knob.y() - 4, 2, 8), 1, 1)


class Segments(QFrame):
    """One of a few, all in sight; the arrow keys move between them. `chosen` carries the value the user chose."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`options` are values with their words."""
        super().__init__(parent)
        self.setProperty("role", "segments")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(4)
        for value, word in options:
            button = Button(word, "segment")
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {word}")
            button.setProperty("value", value)
            button.clicked.connect(self._clicked)
            self._group.addButton(button)
            self.buttons[value] = button
            row.addWidget(button)

    def show_value(self, value: str) -> None:
        self.buttons[value].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        every = list(self.buttons.values())
        if not step or (now := self.focusWidget()) not in every:
            super().keyPressEvent(event)
            return
        after = every[(every.index(now) + step) % len(every)]
        after.setFocus()
        after.click()

    @Slot()
    def _clicked(self) -> None:
        button = self._group.checkedButton()
        assert button is not None  # the group always has one
        self.chosen.emit(button.property("value"))
