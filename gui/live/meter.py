"""How loud it is: a level with the threshold it must pass, and a lamp that says what is heard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from audio.level import Activity, Level
from gui import theme
from gui.controls import label

FLOOR_DBFS = -60.0
CLIP_HOLD_BLOCKS = 50
"""How many blocks (20 ms) the clipping sign stays, so that one can read it."""


def _share(dbfs: float) -> float:
    """Where a level stands on the meter, in [0, 1]."""
    return min(1.0, max(0.0, 1.0 - dbfs / FLOOR_DBFS))


class LevelBar(QWidget):
    """The level, its held peak, and the mark of the threshold."""

    accessible_role = QAccessible.Role.ProgressBar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level: Level | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(20)
        self.setAccessibleName(self.tr("Level"))

    def sizeHint(self) -> QSize:
        return QSize(200, 20)

    def show_level(self, level: Level | None) -> None:
        self.level = level
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(0, self.height() / 2 - 3, self.width(), 6)
        painter.setBrush(QColor(now.raised))
        painter.drawRoundedRect(groove, 3, 3)
        if self.level is None:
            return
        filled = QRectF(groove)
        filled.setWidth(groove.width() * _share(self.level.rms_dbfs))
        if filled.width() > 0:
            painter.setBrush(activity_colour(self.level.activity))
            painter.drawRoundedRect(filled, 3, 3)
        painter.setBrush(QColor(now.trouble if self.level.clipped else now.secondary))
        peak = groove.width() * _share(self.level.peak_dbfs)
        painter.drawRoundedRect(QRectF(peak - 2, groove.top(), 3, groove.height()), 1.5, 1.5)
        painter.setBrush(QColor(now.text))
        threshold = groove.width() * _share(self.level.threshold_dbfs)
        painter.drawRoundedRect(QRectF(threshold - 1, groove.top() - 5, 2, groove.height() + 10), 1, 1)


class Lamp(QWidget):
    """A dot and a word, as wide as the longest of the words it may show; `compact`, it has the word as its tooltip."""

    accessible_role = QAccessible.Role.Indicator

    def __init__(self, longest: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self._colour: Callable[[], QColor] = QColor
        metrics = QFontMetrics(theme.font(theme.BODY))
        self._wide_px = 24 + max(map(metrics.horizontalAdvance, longest))
        self.compact = False
        self.setFixedSize(self._wide_px, 24)

    def set_compact(self, compact: bool) -> None:
        self.compact = compact
        self.setFixedWidth(16 if compact else self._wide_px)
        self.setToolTip(self.text if compact else "")
        self.update()

    def show_state(self, text: str, colour: Callable[[], QColor]) -> None:
        """Show `text` beside a dot; its `colour` is asked for while painting, so that it follows the scheme."""
        if (text, colour()) != (self.text, self._colour()):  # asked 50 times a second by the meter
            self.setAccessibleName(text)
            self.setToolTip(text if self.compact else "")
            self.update()
        self.text, self._colour = text, colour

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = self._colour()
        halo = QColor(colour)
        halo.setAlphaF(0.25)
        centre = QPointF(8, self.height() / 2)
        painter.setBrush(halo)
        painter.drawEllipse(centre, 8, 8)
        painter.setBrush(colour)
        painter.drawEllipse(centre, 4, 4)
        if self.compact:
            return
        painter.setPen(QColor(theme.tokens().text))
        painter.setFont(theme.font(theme.BODY))
        painter.drawText(self.rect().adjusted(24, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text)


class Meter(QWidget):
    """Lamp, level and clipping sign in one row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lamp = Lamp([activity_word(activity) for activity in ("calibrating", "silence", "noise", "speech")])
        self.bar = LevelBar()
        self.clip = label("", "alarm")
        self.clip.setFixedWidth(QFontMetrics(theme.font(theme.CAPTION)).horizontalAdvance(self.tr("too loud")) + 8)
        self.clip.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._clip_left = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.lamp)
        row.addWidget(self.bar, 1)
        row.addWidget(self.clip)
        self.show_level(None)

    def show_level(self, level: Level | None) -> None:
        """Show a level; None when nothing is listened to."""
        self.bar.show_level(level)
        if level is None:
            self.lamp.show_state(self.tr("off"), lambda: QColor(theme.tokens().pressed))
            self._clip_left = 0
        else:
            self.lamp.show_state(activity_word(level.activity), partial(activity_colour, level.activity))
            self._clip_left = CLIP_HOLD_BLOCKS if level.clipped else max(0, self._clip_left - 1)
        self.clip.setText(self.tr("too loud") if self._clip_left else "")


def activity_word(activity: Activity) -> str:
    translate = QCoreApplication.translate
    return {
        "calibrating": translate("Meter", "adjusting"),
        "silence": translate("Meter", "silence"),
        "noise": translate("Meter", "noise"),
        "speech": translate("Meter", "speech"),
    }[activity]


def activity_colour(activity: Activity) -> QColor:
    now = theme.tokens()
    return QColor(
        {"calibrating": now.accent, "silence": now.pressed, "noise": now.noise, "speech": now.speech}[activity]
    )
