"""The page that comes when something is wrong with what was said: each problem is recorded again, or kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.controls import Button, card, label
from gui.enrol.draft import Draft
from gui.enrol.problems import Problem, problems
from gui.enrol.step import Primary, Step
from gui.enrol.studio import Studio
from gui.enrol.take import LEAST_S


class _Row(QWidget):
    """A problem with its two answers; once kept, it says so in their place. `answered` when either was pressed."""

    again_wanted = Signal()
    kept_changed = Signal()

    def __init__(self, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = problem
        self.kept = False
        sentence = label(problem.sentence, "strong")
        sentence.setWordWrap(True)
        self.again = Button(self.tr("Go on recording") if problem.key == "short" else self.tr("Record again"), "")
        self.keep = Button(self.tr("Keep"), "")
        self.keep.setCheckable(True)
        for button in (self.again, self.keep):
            button.setAccessibleDescription(problem.sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        row.addWidget(sentence, 1)
        row.addWidget(self.again)
        row.addWidget(self.keep)
        self.again.clicked.connect(self.again_wanted)
        self.keep.toggled.connect(self._keep)

    @Slot(bool)
    def _keep(self, kept: bool) -> None:
        self.kept = kept
        self.keep.setText(self.tr("Kept") if kept else self.tr("Keep"))
        self.keep.setAccessibleName(self.keep.text())
        self.keep.show_icon("check" if kept else "")
        self.kept_changed.emit()


class Checks(Step):
    """`again_wanted` when something is to be recorded anew: it is dropped already. `done` when all else is kept."""

    again_wanted = Signal()

    def __init__(self, draft: Draft, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._studio = draft, studio
        self._accepted: set[str] = set()
        self.rows: list[_Row] = []
        self.ask(self.tr("Before we go on"))
        self._box: QFrame | None = None
        self.body.addWidget(
            label(self.tr("A clear recording is recognised better. What you keep is used as it is."), "lead")
        )
        self.body.addStretch()

    @property
    def needed(self) -> bool:
        """Whether there is anything that the user has not accepted yet."""
        return bool(self._open())

    def _open(self) -> list[Problem]:
        found = problems(self._studio.take, self._studio.comparison, self._draft.member)
        return [problem for problem in found if problem.key not in self._accepted]

    def enter(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
        self._box = card()
        column = QVBoxLayout(self._box)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        self.rows = [_Row(problem) for problem in self._open()]
        for row in self.rows:
            row.again_wanted.connect(self._record_again)
            row.kept_changed.connect(self.changed)
            column.addWidget(row)
        self.body.insertWidget(1, self._box, 0, Qt.AlignmentFlag.AlignTop)
        self.changed.emit()

    def first_focus(self) -> QWidget | None:
        return self.rows[0].again if self.rows else None

    def primary(self) -> Primary:
        settled = all(row.kept for row in self.rows)
        return Primary(self.tr("Next"), settled and self._enough())

    def _enough(self) -> bool:
        kept = {id(piece) for row in self.rows if row.kept for piece in row.problem.pieces}
        speech_s = sum(p.quality.speech_s for p in self._studio.take.pieces if p.counts or id(p) in kept)
        return speech_s >= LEAST_S

    def press(self) -> None:
        for row in self.rows:
            self._accepted.add(row.problem.key)
            for piece in row.problem.pieces:
                piece.kept = True
        self.done.emit()

    @Slot()
    def _record_again(self) -> None:
        row = self.sender()
        assert isinstance(row, _Row)
        self._studio.drop(list(row.problem.pieces))
        self.again_wanted.emit()
