"""How the comet looks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRadialGradient

from gui import theme
from gui.roster import Roster
from gui.voicemap.chart import Chart
from gui.voicemap.comet import Comet, Seen

HEAD_PX = 9.0
BEADS = 16
"""So many pieces of speech have room around the face on which they landed."""


def paint_comet(painter: QPainter, comet: Comet, seen: Seen, chart: Chart, roster: Roster) -> None:
    """`comet` where it is `seen`: dots in the colours of whom they vote for, and a head; a stranger's rim is dotted."""
    strength = 1.0 if comet.firm else 0.75
    voters, places = {*comet.voters, comet.person_id or ""}, [*seen.tail, seen.head]
    around = max(BEADS, len(places))
    *points, head = (
        chart.beside_face(chart.point(*map(float, place)), voters, at / around) for at, place in enumerate(places)
    )
    ink = QColor(theme.tokens().text)
    for at, (start, end) in enumerate(zip(points, [*points[1:], head], strict=True), 1):
        ink.setAlphaF(strength * 0.5 * at / len(points))
        painter.setPen(QPen(ink, 1.5 + 1.5 * at / len(points), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(start, end)
    for at, (point, voter) in enumerate(zip(points, comet.voters, strict=False), 1):
        painter.setPen(QPen(QColor(theme.tokens().page), 1.5))
        painter.setBrush(roster.colour(voter))
        painter.setOpacity(strength * (0.35 + 0.65 * at / len(points)))
        size = 3.5 + 2.0 * at / len(points)
        painter.drawEllipse(point, size, size)
    painter.setOpacity(strength)
    colour = roster.colour(comet.person_id)
    glow = QRadialGradient(head, 3.2 * HEAD_PX)
    glow.setColorAt(0, colour)
    colour.setAlphaF(0.0)
    glow.setColorAt(1, colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(glow)
    painter.drawEllipse(head, 3.2 * HEAD_PX, 3.2 * HEAD_PX)
    style = Qt.PenStyle.SolidLine if comet.person_id else Qt.PenStyle.DotLine
    painter.setPen(QPen(QColor(theme.tokens().text), 2.5, style))
    painter.setBrush(roster.colour(comet.person_id))
    painter.drawEllipse(head, HEAD_PX, HEAD_PX)
