"""Faces as the program draws them: a round picture, an initial on the person's colour, or a stranger's silhouette."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPixmap, QTransform

from gui.theme import colour, font, ink_on, tokens


def round_face(face: QImage | None, name: str, person: QColor, size_px: int, ratio: float) -> QPixmap:
    """The round portrait of an enrolled person: their picture, or their initial if they have none."""
    pixmap, painter = _canvas(size_px, ratio)
    disc = QRectF(0, 0, size_px, size_px)
    if face is None:
        _paint_initial(painter, disc, name, person)
    else:
        _clip_round(painter, disc)
        side = min(face.width(), face.height())
        square = QRectF((face.width() - side) / 2, (face.height() - side) / 2, side, side)
        pixels = round(size_px * ratio)
        small = face.copy(square.toRect()).scaled(
            QSize(pixels, pixels), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawImage(disc, small)
    painter.end()
    return pixmap


def silhouette(size_px: int, ratio: float) -> QPixmap:
    """Somebody whom nobody here knows."""
    pixmap, painter = _canvas(size_px, ratio)
    disc = QRectF(0, 0, size_px, size_px)
    _clip_round(painter, disc)
    painter.fillRect(disc, QColor(tokens().raised))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tokens().noise, 0.55))
    unit = size_px / 100
    painter.drawPath(_bust(unit))
    painter.end()
    return pixmap


def _bust(unit: float) -> QPainterPath:
    """Head, neck and shoulders cut by the frame, on a square of 100 units."""
    head = QPainterPath()
    head.addEllipse(QPointF(50, 40), 16.5, 20)
    neck = QPainterPath()
    neck.addRect(QRectF(43, 52, 14, 20))
    shoulders = QPainterPath(QPointF(10, 104))
    shoulders.cubicTo(11, 84, 20, 76, 34, 72.5)
    shoulders.cubicTo(40, 71, 43, 69, 43, 64)
    shoulders.lineTo(57, 64)
    shoulders.cubicTo(57, 69, 60, 71, 66, 72.5)
    shoulders.cubicTo(80, 76, 89, 84, 90, 104)
    shoulders.closeSubpath()
    return QTransform.fromScale(unit, unit).map(head.united(neck).united(shoulders))


def _paint_initial(painter: QPainter, disc: QRectF, name: str, person: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(person)
    painter.drawEllipse(disc)
    painter.setPen(ink_on(person))
    initial = font(14, QFont.Weight.DemiBold)
    initial.setPixelSize(max(8, round(disc.height() * 0.44)))
    painter.setFont(initial)
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, name.strip()[:1].upper() or "?")


def _canvas(size_px: int, ratio: float) -> tuple[QPixmap, QPainter]:
    pixmap = QPixmap(QSize(size_px, size_px) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    return pixmap, painter


def _clip_round(painter: QPainter, disc: QRectF) -> None:
    path = QPainterPath()
    path.addEllipse(disc)
    painter.setClipPath(path)
