"""How turns and their speakers are painted on the timeline."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from gui import theme, words
from gui.faces import face_of
from gui.files import telling
from gui.roster import Roster
from sincnet.transcript import Entry
from sincnet.turn_sheet import STRANGER, TurnSheet, Who, who

HEADER_PX, RULER_PX, LANE_PX, FACE_PX = 232, 32, 56, 36
"""Width of the speakers' column; heights of the ruler and of a lane; a face."""

THIN_PX = 4
"""A turn that is thinner has no room for signs."""

TICKS_S = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)
TICK_PX = 88
"""The least between two times on the ruler."""


def paint_ruler(painter: QPainter, area: QRectF, start_s: float, px_per_s: float) -> None:
    """Times along the top, and a faint line down from each."""
    now = theme.tokens()
    step = next((tick for tick in TICKS_S if tick * px_per_s >= TICK_PX), TICKS_S[-1])
    painter.setFont(theme.font(theme.CAPTION))
    number = int(start_s / step)
    while (x := area.left() + (number * step - start_s) * px_per_s) < area.right():
        if x >= area.left():
            painter.setPen(QPen(QColor(now.raised), 1))
            painter.drawLine(QPointF(x, RULER_PX - 6), QPointF(x, area.bottom()))
            painter.setPen(QColor(now.secondary))
            time = telling.moment(number * step) if step < 1 else words.clock(number * step)
            if x + 4 + QFontMetricsF(painter.font()).horizontalAdvance(time) < area.right():  # none is cut
                place = QRectF(x + 4, area.top(), TICK_PX, RULER_PX - 4)
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, time)
        number += 1


def paint_header(
    painter: QPainter, area: QRectF, speaker: Who, sheet: TurnSheet, roster: Roster, *, speaking: bool
) -> None:
    """Face, name, speaking time and share; whoever speaks at the playhead stands out."""
    now = theme.tokens()
    if speaking:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.raised))
        painter.drawRoundedRect(area.adjusted(4, 4, -8, -4), 8, 8)
    face = face_of(speaker, roster, FACE_PX, painter.device().devicePixelRatioF())
    left, middle = area.left() + 12, area.center().y()
    painter.drawPixmap(QPointF(left, middle - FACE_PX / 2), face)
    if speaking:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(roster.colour(speaker.person_id), 2))
        painter.drawEllipse(QPointF(left + FACE_PX / 2, middle), FACE_PX / 2 + 2, FACE_PX / 2 + 2)
    text = QRectF(left + FACE_PX + 12, area.top() + 8, area.width() - FACE_PX - 40, (LANE_PX - 16) / 2)
    bold = theme.font(theme.BODY, QFont.Weight.DemiBold)
    painter.setFont(bold)
    painter.setPen(QColor(now.text))
    name = telling.strangers() if speaker == STRANGER else telling.name_of(speaker, speaker.name, roster)
    elided = QFontMetricsF(bold).elidedText(name, Qt.TextElideMode.ElideRight, text.width())
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, elided)
    painter.setFont(theme.font(theme.CAPTION))
    painter.setPen(QColor(now.secondary))
    figures = f"{words.clock(sheet.seconds[speaker])} · {words.percent(sheet.share(speaker))}"
    painter.drawText(text.translated(0, text.height()), Qt.AlignmentFlag.AlignVCenter, figures)


def paint_turn(
    painter: QPainter, area: QRectF, entry: Entry, roster: Roster, *, selected: bool, corrected: bool
) -> None:
    """A sure turn is solid, a probable one pale with an outline, a stranger's hatched; a tick marks a corrected one."""
    speaker = who(entry)
    colour = roster.colour(speaker.person_id)
    plain = speaker.person_id is not None
    if area.width() < THIN_PX:
        painter.fillRect(area, QColor(theme.tokens().text) if selected else colour)
        return
    filling = QColor(colour)
    sure = entry.confidence >= words.SURE
    filling.setAlphaF((0.95 if sure else 0.45) if plain else 0.3)
    painter.setPen(QPen(colour, 1.5) if not (plain and sure) else Qt.PenStyle.NoPen)
    painter.setBrush(filling)
    shape = area.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.drawRoundedRect(shape, 4, 4)
    if not plain:
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(shape, 4, 4)
    if corrected and area.width() >= 16:
        ink = theme.ink_on(colour) if plain else QColor(theme.tokens().text)
        painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        centre = area.center()
        painter.drawPolyline([centre + QPointF(x, y) for x, y in ((-4, 0.5), (-1.2, 3.2), (4.4, -3.2))])
    if selected:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.tokens().text), 2))
        painter.drawRoundedRect(area.adjusted(-1.5, -3, 1.5, 3), 6, 6)
