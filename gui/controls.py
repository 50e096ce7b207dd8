"""Small shared controls: buttons with icons that follow the scheme, labels with a role, cards."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QPushButton, QWidget

from gui import theme
from gui.icons import icon


class Button(QPushButton):
    """A push button; `role` is "", "primary", "flat", "icon" or "small icon" (then `text` is its accessible name and
    tooltip)."""

    def __init__(self, text: str, role: str = "", icon_name: str = "", parent: QWidget | None = None) -> None:
        bare = role in ("icon", "small icon")
        super().__init__("" if bare else text, parent)
        self.setProperty("role", role)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon_name = icon_name
        if bare:
            self.setToolTip(text)
        self._gap = 0 if bare else 6  # Qt leaves too little between icon and text
        self.setIconSize(QSize(20 + self._gap, 20))
        self._paint_icon()

    def show_icon(self, icon_name: str) -> None:
        self._icon_name = icon_name
        self._paint_icon()

    def set_role(self, role: str) -> None:
        """Change between "", "primary" and "danger"."""
        if role != self.property("role"):
            self.setProperty("role", role)
            self.style().polish(self)
            self._paint_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses it, as in a dialog; Qt has the space bar alone do so elsewhere."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(self.window(), QDialog):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self._paint_icon()

    def _paint_icon(self) -> None:
        if self._icon_name:
            now = theme.tokens()
            usual = now.on_accent if self.property("role") == "primary" else now.text
            self.setIcon(icon(self._icon_name, usual if self.isEnabled() else now.secondary, gap_px=self._gap))


def widest_px(texts: Iterable[str]) -> int:
    """How wide a button is that shows one of these texts at a time and never jumps."""
    metrics = QFontMetrics(theme.font(theme.BODY, QFont.Weight.DemiBold))
    return max(map(metrics.horizontalAdvance, texts)) + 36


def label(text: str, role: str, parent: QWidget | None = None) -> QLabel:
    """Text in the style of `role`: caption, section, lead, title, heading or error."""
    result = QLabel(text, parent)
    result.setProperty("role", role)
    result.setTextFormat(Qt.TextFormat.PlainText)
    return result


def card(parent: QWidget | None = None) -> QFrame:
    result = QFrame(parent)
    result.setProperty("role", "card")
    return result


class FittedLabel(QLabel):
    """One line as large as the type scale lets it be; too long even then, it is elided and has its text as tooltip."""

    def __init__(self, sizes_px: tuple[int, ...], weight: QFont.Weight, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes_px
        self._weight = weight
        self._opacity = 1.0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumWidth(1)
        self.setFixedHeight(QFontMetrics(theme.font(sizes_px[0], weight)).height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self._show_whole_text_on_hover()

    def set_scale(self, sizes_px: tuple[int, ...]) -> None:
        """Use these sizes from now on, within the height of the first ones."""
        self._sizes = sizes_px
        self._show_whole_text_on_hover()
        self.update()

    def set_opacity(self, opacity: float) -> None:
        self._opacity = opacity
        self.update()

    def shown_text(self) -> str:
        """What fits of the text."""
        return QFontMetrics(self._fitting_font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_whole_text_on_hover()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._fitting_font())
        painter.setPen(theme.colour(theme.tokens().text, self._opacity))
        painter.drawText(self.rect(), self.alignment(), self.shown_text())

    def _fitting_font(self) -> QFont:
        fonts = [theme.font(size, self._weight) for size in self._sizes]
        fitting = (f for f in fonts if QFontMetrics(f).horizontalAdvance(self.text()) <= self.width())
        return next(fitting, fonts[-1])

    def _show_whole_text_on_hover(self) -> None:
        self.setToolTip(self.text() if self.shown_text() != self.text() else "")
