"""How sure, as a ring round a face: full is certain. Two people who may both have been it share it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from gui import theme
from gui.roster import Roster

LEAST_PX = 4
PER_PX = 0.018
"""Its stroke, as a share of the room for face and ring."""

APART = 0.012
"""Between the arcs of two people, as a share of the ring."""

WHOLE = 0.995


class SureRing(QObject):
    """Paints itself where it is told to; `changed` asks for that. A stranger's is dotted."""

    changed = Signal()

    def __init__(self, roster: Roster, parent: QObject) -> None:
        super().__init__(parent)
        self._roster = roster
        self.shares: tuple[tuple[str | None, float], ...] = ()
        self._from = 0.0
        self._fill = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._fill.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fill.valueChanged.connect(self.changed)

    @staticmethod
    def stroke_px(room_px: float) -> int:
        """How thick it is where face and ring have so much room; five times that is needed beside the face."""
        return max(LEAST_PX, round(PER_PX * room_px))

    def show_shares(self, shares: Sequence[tuple[str | None, float]]) -> None:
        """Whose ring it is, and how much of it, each in [0, 1]: it fills, or moves on where it stands."""
        shares = tuple(shares)
        if shares == self.shares:
            return
        same = [who for who, _ in shares[:1]] == [who for who, _ in self.shares[:1]]
        self._from = self.shares[0][1] / max(shares[0][1], 1e-9) if same and shares else 0.0
        self.shares = shares
        self._fill.stop()
        self._fill.setDuration(theme.motion_ms(theme.MOVE_MS))
        self._fill.start()
        self.changed.emit()

    def paint(self, painter: QPainter, centre: QPointF, radius: float, stroke: float) -> None:
        """Round `centre`, its middle `radius` px from there."""
        circle = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if [who for who, _ in self.shares] == [None]:
            painter.setPen(QPen(self._roster.colour(None), stroke, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap))
            painter.drawEllipse(circle)
            return
        painter.setPen(QPen(theme.colour(theme.tokens().text, 0.14), stroke))
        painter.drawEllipse(circle)
        running = self._fill.state() == QVariantAnimation.State.Running
        grown = self._from + (1 - self._from) * float(self._fill.currentValue()) if running else 1.0
        at = 0.0
        for person_id, share in self.shares:
            self._arc(painter, circle, stroke, at, min(1.0 - at, share * grown), self._roster.colour(person_id))
            at += share * grown

    def _arc(self, painter: QPainter, circle: QRectF, stroke: float, at: float, share: float, colour: QColor) -> None:
        """From the top, clockwise."""
        if share >= WHOLE:
            painter.setPen(QPen(colour, stroke))
            painter.drawEllipse(circle)
        elif share > APART:
            cap = Qt.PenCapStyle.RoundCap if len(self.shares) == 1 else Qt.PenCapStyle.FlatCap
            painter.setPen(QPen(colour, stroke, Qt.PenStyle.SolidLine, cap))
            painter.drawArc(circle, round((0.25 - at) * 5760), -round((share - APART) * 5760))
