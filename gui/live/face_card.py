"""The lit face: the largest thing on the screen, in a ring that tells how sure, in the light of its person's colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QAccessible, QColor, QHideEvent, QPainter, QPaintEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.live.sure_ring import SureRing
from gui.roster import Roster


class FaceCard(QWidget):
    """Cross-fades to the portrait of whoever is `show_person`ed; None is a stranger, dimmed while nobody speaks."""

    accessible_role = QAccessible.Role.Graphic

    light_changed = Signal()

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.person_id: str | None = None
        self._lit = False
        self._opacity = self._from_opacity = 1.0
        self._before: QPixmap | None = None
        self.ring = SureRing(roster, self)
        self.ring.changed.connect(self.update)
        self._fade = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.valueChanged.connect(self.update)
        self._fade.valueChanged.connect(self.light_changed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 160)
        roster.changed.connect(self._roster_changed)

    def sizeHint(self) -> QSize:
        return QSize(360, 360)

    def show_person(
        self,
        person_id: str | None,
        *,
        lit: bool,
        opacity: float = 1.0,
        shares: Sequence[tuple[str | None, float]] = (),
    ) -> None:
        """Light a person, or a stranger (None); unlit, it is the empty place where a face will be. The ring has the
        `shares` of those whom it may have been."""
        self.ring.show_shares(shares)
        if (person_id, lit, opacity) == (self.person_id, self._lit, self._opacity):
            return
        self._from_opacity = self._now(self._from_opacity, self._opacity)
        self._before = self._portrait() if person_id != self.person_id else None
        self.person_id, self._lit, self._opacity = person_id, lit, opacity
        self._fade.stop()
        self._fade.setDuration(theme.motion_ms(theme.FADE_MS))
        self._fade.start()
        self.update()
        self.light_changed.emit()

    @property
    def colour(self) -> QColor:
        """The colour of the light on this face."""
        return self._roster.colour(self.person_id)

    @property
    def brightness(self) -> float:
        """How strong that light is right now, in [0, 1]."""
        return self._now(self._from_opacity, self._opacity) if self._lit else 0.0

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.light_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Its light goes with it, beyond the page that it is on, too."""
        super().hideEvent(event)
        self.light_changed.emit()

    @property
    def opacity(self) -> float:
        """What the face is at, or fades to: under 1 for a guess."""
        return self._opacity

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        side = self.side
        centre = QPointF(self.width() / 2, self.height() / 2)
        disc = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        stroke = self.ring.stroke_px(self._room)
        around = side / 2 + 1.5 * stroke
        if self._lit:  # the ring stands out from the page, not from a light of its own colour
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.tokens().page))
            painter.drawEllipse(centre, around + stroke, around + stroke)
        opacity = self._now(self._from_opacity, self._opacity)
        arrived = self._now(0.0, 1.0)
        if self._before is not None and arrived < 1.0:
            painter.setOpacity(opacity * (1.0 - arrived))
            painter.drawPixmap(disc, self._before, QRectF(self._before.rect()))
        painter.setOpacity(opacity * (arrived if self._before is not None else 1.0))
        painter.drawPixmap(disc.topLeft(), self._portrait())
        if self._lit:
            painter.setOpacity(1.0)
            self.ring.paint(painter, centre, around, stroke)

    @property
    def side(self) -> int:
        """The diameter of the face in px."""
        return max(64, self._room - 5 * self.ring.stroke_px(self._room))

    @property
    def _room(self) -> int:
        return min(self.width(), self.height())

    def _portrait(self) -> QPixmap:
        return self._roster.portrait(self.person_id, self.side, self.devicePixelRatioF())

    def _now(self, start: float, end: float) -> float:
        """Where the fade is between `start` and `end`."""
        if self._fade.state() != QVariantAnimation.State.Running:
            return end
        return start + (end - start) * float(self._fade.currentValue())

    @Slot()
    def _roster_changed(self) -> None:
        self._before = None
        self.update()
        self.light_changed.emit()
