"""The map itself: islands with faces, the waters of strangers around them, and the comet of what is said right now."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui import theme
from gui.roster import Roster
from gui.voicemap.chart import NOWHERE, Chart
from gui.voicemap.coast import coast
from gui.voicemap.comet import Comet
from gui.voicemap.comet_picture import paint_comet
from gui.voicemap.facts import facts
from sincnet.voice_map import Island, VoiceMap

SHORE = 1.24
"""Where the strangers' waters begin."""

FEW = 40
"""Up to so many people the names are as strong as the faces."""

NAME_PX = 168.0
"""Longer names are cut off; hovering tells them in full."""


class Sea(QWidget):
    """Paints a `VoiceMap` once and the `comet` over it. `chosen` carries the id of a clicked person."""

    accessible_role = QAccessible.Role.Chart

    chosen = Signal(str)

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self._map = VoiceMap(())
        self._chart = NOWHERE
        self._still: QPixmap | None = None
        self._marked: str | None = None
        self.comet = Comet()
        self._way = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._way.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._way.valueChanged.connect(self.update)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Map of the voices; the list beside it tells the same"))

    def sizeHint(self) -> QSize:
        return QSize(800, 600)

    @property
    def chart(self) -> Chart:
        return self._chart

    def show_map(self, voices: VoiceMap) -> None:
        self._map = voices
        self._draw_anew()

    def mark(self, person_id: str | None) -> None:
        """Put somebody forward, or nobody."""
        self._marked = person_id
        self.update()

    def set_off(self) -> None:
        """The comet has somewhere to go."""
        self._way.stop()
        self._way.setDuration(theme.motion_ms(theme.MOVE_MS))
        self._way.start()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw_anew()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_anew()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            island = self._chart.at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), facts(island, self._roster) if island else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        island = self._chart.at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if island else Qt.CursorShape.ArrowCursor)
        self.mark(island.person.id if island else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.mark(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        island = self._chart.at(event.position())
        if island is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(island.person.id)

    def _draw_anew(self) -> None:
        known = tuple(island for island in self._map.islands if self._roster.member(island.person.id))
        self._chart = Chart(known, QSizeF(self.size()))
        self._still = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._still is None or self._still.devicePixelRatio() != ratio:
            self._still = QPixmap(self.size() * ratio)
            self._still.setDevicePixelRatio(ratio)
            self._still.fill(Qt.GlobalColor.transparent)
            still = QPainter(self._still)
            still.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_waters(still)
            for island in self._chart.islands:
                self._paint_island(still, island)
            self._paint_names(still)
            still.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        forward = (self._marked, self.comet.person_id)
        for island in self._chart.islands:
            if island.person.id in forward:
                self._paint_forward(painter, island)
        running = self._way.state() == QVariantAnimation.State.Running
        seen = self.comet.at(float(self._way.currentValue()) if running else 1.0)
        if seen is not None:
            paint_comet(painter, self.comet, seen, self._chart, self._roster)

    def _paint_waters(self, painter: QPainter) -> None:
        reach, centre = self._chart.reach, self._chart.point(0, 0)
        painter.setPen(QPen(theme.colour(theme.tokens().noise, 0.6), 1.5, Qt.PenStyle.DotLine))
        painter.drawEllipse(centre, SHORE * reach.width(), SHORE * reach.height())
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(QColor(theme.tokens().secondary))
        above = QRectF(0, centre.y() - SHORE * reach.height() - 26, self.width(), 20)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, self.tr("Strangers drift out here"))

    def _paint_island(self, painter: QPainter, island: Island) -> None:
        centre, radius, face_px = self._chart.centre(island), self._chart.radius(island), self._chart.face_px
        colour = self._roster.colour(island.person.id)
        shallows, land = QColor(colour), QColor(colour)
        shallows.setAlphaF(0.10)
        land.setAlphaF(0.24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillPath(coast(island.person.id, centre, radius * 1.22), shallows)
        painter.fillPath(coast(island.person.id, centre, radius), land)
        face = self._roster.portrait(island.person.id, face_px, self.devicePixelRatioF())
        painter.drawPixmap(centre - QPointF(face_px / 2, face_px / 2), face)

    def _paint_names(self, painter: QPainter) -> None:
        font, metrics = self._font()
        names = [self._name(island, metrics) for island in self._chart.islands]
        sizes = [QSizeF(metrics.horizontalAdvance(name) + 2, metrics.height()) for name in names]
        painter.setFont(font)
        painter.setPen(QColor(theme.tokens().text if len(names) <= FEW else theme.tokens().secondary))
        for at, area in self._chart.with_room(sizes):
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, names[at])

    def _paint_forward(self, painter: QPainter, island: Island) -> None:
        """Somebody to be looked at: a ring, and the name over whatever is there."""
        font, metrics = self._font()
        centre, half = self._chart.centre(island), self._chart.face_px / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._roster.colour(island.person.id), 3))
        painter.drawEllipse(centre, half + 4, half + 4)
        name = self._name(island, metrics)
        area = self._chart.label_area(island, QSizeF(metrics.horizontalAdvance(name) + 2, metrics.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().raised))
        painter.drawRoundedRect(area.adjusted(-8, -2, 8, 2), 8, 8)
        painter.setFont(font)
        painter.setPen(QColor(theme.tokens().text))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)

    def _font(self) -> tuple[QFont, QFontMetricsF]:
        font = theme.font(theme.BODY if self._chart.face_px >= 44 else theme.CAPTION)
        return font, QFontMetricsF(font)

    def _name(self, island: Island, metrics: QFontMetricsF) -> str:
        member = self._roster.member(island.person.id)
        name = island.person.name if member is None else member.name
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, NAME_PX)
