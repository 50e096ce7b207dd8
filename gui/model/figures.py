"""A calm table of bars: a row a figure, a column a situation, and in each cell a bar for each of one or two series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui import theme
from gui.model import terms

ROW_PX, HEAD_PX = 44, 40
LINE_PX = 16
VALUE_PX = 56
GAP_PX = 24


@dataclass(frozen=True, slots=True)
class Row:
    """`title` in words, the field's `term` for hovering, and `cells`: by column, a share in [0, 1] for each series,
    None where there is none."""

    title: str
    term: str
    cells: Sequence[Sequence[float | None]]


@dataclass(frozen=True, slots=True)
class Series:
    """What the bars of one kind are called; `colour` is asked for while painting."""

    name: str
    colour: Callable[[], QColor]


def first_colour() -> QColor:
    return QColor(theme.tokens().accent)


def second_colour() -> QColor:
    return QColor(theme.tokens().noise)


class FigureTable(QWidget):
    """Bars are on one scale, 0 to 100 %, so that any two can be compared. The first series is the upper bar, here as in
    the legend at the left of the columns' titles."""

    accessible_role = QAccessible.Role.Chart

    def __init__(self, title_px: int = 240, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title_px = title_px
        self.rows: Sequence[Row] = ()
        self._columns: Sequence[tuple[str, str]] = ()
        self._series: Sequence[Series] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_figures(
        self, name: str, columns: Sequence[tuple[str, str]], series: Sequence[Series], rows: Sequence[Row]
    ) -> None:
        """`columns` are titles with a caption each."""
        self.rows, self._columns, self._series = rows, columns, series
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.as_text())
        self.updateGeometry()
        self.update()

    def as_text(self) -> str:
        """The whole table in words, for those who hear it read."""
        lines = []
        for row in self.rows:
            cells = []
            for (column, _), cell in zip(self._columns, row.cells, strict=True):
                values = [f"{one.name} {terms.share(value)}" for one, value in zip(self._series, cell, strict=True)]
                cells.append(f"{column} {', '.join(values)}".strip())
            lines.append(f"{row.title}: {'; '.join(cells)}.")
        return " ".join(lines)

    def sizeHint(self) -> QSize:
        return QSize(self._title_px + 160 * max(1, len(self._columns)), HEAD_PX + ROW_PX * len(self.rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._title_px + 96 * max(1, len(self._columns)), self.sizeHint().height())

    def _column_px(self) -> float:
        return (self.width() - self._title_px) / max(1, len(self._columns))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = theme.tokens()
        self._paint_legend(painter)
        step = self._column_px()
        for number, (title, caption) in enumerate(self._columns):
            head = QRectF(self._title_px + number * step, 0, step - 8, HEAD_PX)
            painter.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold))
            painter.setPen(QColor(now.text))
            painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
            painter.setFont(theme.font(theme.CAPTION))
            painter.setPen(QColor(now.secondary))
            caption = painter.fontMetrics().elidedText(caption, Qt.TextElideMode.ElideRight, int(head.width()))
            painter.drawText(head.adjusted(0, 18, 0, 0), Qt.AlignmentFlag.AlignLeft, caption)
        for number, row in enumerate(self.rows):
            self._paint_row(painter, HEAD_PX + number * ROW_PX, row)

    def _paint_legend(self, painter: QPainter) -> None:
        painter.setFont(theme.font(theme.CAPTION))
        for number, series in enumerate(self._series):
            middle = LINE_PX * (number + 0.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(series.colour())
            painter.drawRoundedRect(QRectF(0, middle - 3, 20, 6), 3, 3)
            painter.setPen(QColor(theme.tokens().secondary))
            place = QRectF(28, middle - LINE_PX / 2, self._title_px - 28, LINE_PX)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, series.name)

    def _paint_row(self, painter: QPainter, top: int, row: Row) -> None:
        now, left = theme.tokens(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        title = QRectF(0, top, self._title_px - 16, ROW_PX)
        painter.setFont(theme.font(theme.BODY))
        painter.setPen(QColor(now.text))
        painter.drawText(title, left | Qt.TextFlag.TextWordWrap, row.title)
        painter.setFont(theme.font(theme.CAPTION))
        step, margin = self._column_px(), (ROW_PX - LINE_PX * len(self._series)) / 2
        for number, cell in enumerate(row.cells):
            for place, (series, value) in enumerate(zip(self._series, cell, strict=True)):
                line = QRectF(self._title_px + number * step, top + margin + place * LINE_PX, step - GAP_PX, LINE_PX)
                self._paint_bar(painter, line, series, value)

    def _paint_bar(self, painter: QPainter, line: QRectF, series: Series, value: float | None) -> None:
        groove = QRectF(line.left(), line.center().y() - 3, line.width() - VALUE_PX, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().raised))
        painter.drawRoundedRect(groove, 3, 3)
        if value:
            painter.setBrush(series.colour())
            bar = QRectF(groove)
            bar.setWidth(max(4.0, value * groove.width()))
            painter.drawRoundedRect(bar, 3, 3)
        painter.setPen(QColor(theme.tokens().text))
        text = QRectF(groove.right() + 4, line.top(), VALUE_PX - 4, LINE_PX)
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, terms.share(value))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self._reading(event.pos())
            QToolTip.showText(event.globalPos(), terms.hover(text) if text else "", self)
            return True
        return super().event(event)

    def _reading(self, at: QPoint) -> str:
        """What may not fit at the head of a column, and the field's term of a row."""
        row, column = (at.y() - HEAD_PX) // ROW_PX, int((at.x() - self._title_px) // self._column_px())
        if row < 0:
            return ": ".join(part for part in self._columns[column] if part) if 0 <= column < len(self._columns) else ""
        return self.rows[row].term if row < len(self.rows) else ""
