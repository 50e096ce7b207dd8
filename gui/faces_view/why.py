"""Why this face: what was inferred, with what probability, from which measurements; and what no voice tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui import theme, words
from gui.controls import label
from gui.imagined.terms import said

if TYPE_CHECKING:
    from generator.imagine import Imagined, Reason, Traits

ROW_PX, NAME_PX, FIGURE_PX, BAR_PX = 28, 96, 52, 8
NEVER_LESS = 0.01
TOLD_BY_BARS = "age", "sex"
"""Reasons that say in words what the bars above show."""


class Chances(QWidget):
    """Bars of probabilities on one scale, each with its name and its figure."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[tuple[str, float]] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, ROW_PX * len(self.rows))

    def show_chances(self, rows: Sequence[tuple[str, float]]) -> None:
        """Names with probabilities in [0, 1]."""
        self.rows = rows
        self.setAccessibleDescription("; ".join(f"{name} {chance(share)}" for name, share in rows))
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.BODY))
        middle, left = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeft
        for number, (name, share) in enumerate(self.rows):
            row = QRectF(0, number * ROW_PX, self.width(), ROW_PX)
            painter.setPen(QColor(now.text))
            painter.drawText(row, middle | left, name)
            painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, chance(share))
            groove = QRectF(NAME_PX, row.center().y() - BAR_PX / 2, row.width() - NAME_PX - FIGURE_PX, BAR_PX)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.raised))
            painter.drawRoundedRect(groove, BAR_PX / 2, BAR_PX / 2)
            groove.setWidth(max(BAR_PX, groove.width() * share))
            painter.setBrush(QColor(now.accent))
            painter.drawRoundedRect(groove, BAR_PX / 2, BAR_PX / 2)


class Why(QWidget):
    """Shows the reasons of one face, or what will stand here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups = Chances(self.tr("How old the voice sounds"))
        self.sexes = Chances(self.tr("Which sex the voice sounds like"))
        self.no_sex = label(self.tr("Sex: not inferred. Below about 18 a voice does not tell it reliably."), "hint")
        self.measured = label("", "")
        self.artistic = label("", "")
        self.how = label("", "hint")
        self.nothing = label(
            self.tr("What was inferred from the voice stands here, with how probable it is, and what is made up."),
            "hint",
        )
        self._told = QWidget()
        told = QVBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(8)
        told.addWidget(label(self.tr("Inferred from the voice"), "section"))
        told.addWidget(self.groups)
        told.addWidget(self.sexes)
        told.addWidget(self.no_sex)
        told.addSpacing(4)
        told.addWidget(label(self.tr("Measured"), "section"))
        told.addWidget(self.measured)
        told.addSpacing(4)
        told.addWidget(label(self.tr("Made up, for no voice tells it"), "section"))
        told.addWidget(self.artistic)
        told.addSpacing(4)
        told.addWidget(label(self.tr("How it is drawn"), "section"))
        told.addWidget(self.how)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.nothing)
        column.addWidget(self._told)
        for text in (self.no_sex, self.measured, self.artistic, self.how, self.nothing):
            text.setWordWrap(True)
        self.show_face(None)

    def show_face(self, imagined: Imagined | None, how: str = "") -> None:
        """`how` says in the user's language how its system draws."""
        traits = None if imagined is None else imagined.traits
        self._told.setVisible(traits is not None)
        self.nothing.setVisible(traits is None)
        if imagined is None or traits is None:
            return
        self._show_traits(traits)
        self.measured.setText(
            "\n".join(_line(reason) for reason in imagined.reasons if reason.what not in TOLD_BY_BARS)
        )
        self.artistic.setText(", ".join(said(thing) for thing in imagined.artistic))
        self.how.setText(how)

    def _show_traits(self, traits: Traits) -> None:
        names = {"child": self.tr("Child"), "adolescent": self.tr("Adolescent"), "adult": self.tr("Adult")}
        self.groups.show_chances([(names.get(key, key), share) for key, share in traits.age_group.items()])
        self.no_sex.setVisible(traits.male is None)
        self.sexes.setVisible(traits.male is not None)
        if traits.male is not None:
            self.sexes.show_chances([(self.tr("Woman"), 1 - traits.male), (self.tr("Man"), traits.male)])


def chance(share: float) -> str:
    """A probability in words of the language, never all or nothing: no voice makes anybody sure."""
    if share < NEVER_LESS:
        return f"< {words.percent(NEVER_LESS)}"
    return f"> {words.percent(1 - NEVER_LESS)}" if share > 1 - NEVER_LESS else words.percent(share)


def _line(reason: Reason) -> str:
    what = said(reason.what)
    return f"{what[:1].upper()}{what[1:]}: {said(reason.value)}, {said(reason.says)}"
