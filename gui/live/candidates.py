"""The three people it most probably was, with small faces and bars."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import theme, words
from gui.controls import FittedLabel, label
from gui.live.ribbon import ConfidenceBar
from gui.roster import Roster
from sincnet.events import Candidate, Identification

FACE_PX = 32
HEIGHT_PX = 188


class CandidateRow(QWidget):
    """Face, name, share and bar of one candidate; empty it keeps its place."""

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self._candidate: Candidate | None = None
        self._face = QLabel()
        self._face.setFixedSize(FACE_PX, FACE_PX)
        self.name = FittedLabel((theme.BODY,), QFont.Weight.DemiBold)
        self.name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.share = label("", "caption")
        self.share.setFont(theme.font(theme.CAPTION))
        self.share.setFixedWidth(QFontMetrics(theme.font(theme.CAPTION)).horizontalAdvance(words.percent(1.0)) + 4)
        self.share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = ConfidenceBar(roster)
        self.bar.setFixedHeight(4)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.share, 0, 1)
        grid.addWidget(self.bar, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._face)
        row.addLayout(grid, 1)
        self.setFixedHeight(theme.ROW)
        roster.changed.connect(self._show_face)
        self.show_candidate(None)

    def show_candidate(self, candidate: Candidate | None) -> None:
        self._candidate = candidate
        self._show_face()
        self.bar.setVisible(candidate is not None)
        if candidate is None:
            self.name.setText("")
            self.share.setText("")
            self.setToolTip("")
            return
        self.name.setText(candidate.name)
        self.share.setText(words.percent(candidate.probability))
        self.bar.show_share(candidate.probability, candidate.person_id)
        told = self.tr("{0}: {1} probable. {2} of the windows voted for them; the voice fits with a score of {3}.")
        share, votes = words.percent(candidate.probability), words.percent(candidate.votes)
        self.setToolTip(told.format(candidate.name, share, votes, words.decimal(candidate.score)))
        self.setAccessibleName(f"{candidate.name}, {words.percent(candidate.probability)}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:  # another scheme has other colours
            self._show_face()

    @Slot()
    def _show_face(self) -> None:
        if self._candidate is None:
            self._face.clear()
        else:
            ratio = self.devicePixelRatioF()
            self._face.setPixmap(self._roster.portrait(self._candidate.person_id, FACE_PX, ratio))


class Candidates(QFrame):
    """The card with the three best."""

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedHeight(HEIGHT_PX)  # nothing moves when the hint gives way to the rows
        self.rows = [CandidateRow(roster) for _ in range(3)]
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(4)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(label(self.tr("Most probable"), "section"))
        self._hint = label(self.tr("The three best guesses stand here."), "caption")
        column.addWidget(self._hint)
        for row in self.rows:
            column.addWidget(row)

    def show_answer(self, answer: Identification | None) -> None:
        self._hint.setVisible(answer is None)
        for row in self.rows:
            row.setVisible(answer is not None)
        best: list[Candidate | None] = [] if answer is None else list(answer.candidates[: len(self.rows)])
        for row, candidate in zip(self.rows, best + [None] * (len(self.rows) - len(best)), strict=True):
            row.show_candidate(candidate)
