"""The weights one can use: those shipped, and others that were imported."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.controls import Button, card, label, widest_px
from gui.model import terms
from gui.model.doing import Doing
from gui.model.learned import Learned
from gui.model.sure import SureButton
from gui.model.work import End, Steps, Work
from gui.page import Desk

if TYPE_CHECKING:
    from sincnet.about import About, Choice
    from sincnet.recogniser import Recogniser

LEARNED_PX = 440
IMPORT, USE, REMOVE = "import weights", "use weights", "remove weights"
SUFFIXES = (".safetensors", ".json")
FOREIGN = (".pt", ".pth", ".ckpt", ".bin", ".pkl", ".onnx", ".h5", ".npz")
"""Weights of other programs, which may hold code; importing says what is wanted instead."""


class WeightsRow(QFrame):
    """One choice; `use_wanted` and `remove_wanted` come with it."""

    use_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, choice: Choice, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        imported, said = choice.imported, choice.card
        self.title = label(terms.short(imported.file) if imported else self.tr("As shipped"), "prompt")
        self.title.setToolTip(terms.hover(self.tr("Id {0}").format(imported.model_id)) if imported else "")
        parts = [terms.short(said.name), self.tr("made {0}").format(terms.day(said.made)) if said.made else ""]
        parts.append(self.tr("imported {0}").format(terms.day(imported.imported_at)) if imported else "")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.title)
        texts.addWidget(label(" · ".join(part for part in parts if part), "caption"))
        states = self.tr("Use"), self.tr("In use")
        self.use = Button(states[choice.in_use])
        self.use.setAccessibleName(self.tr("Use {0}").format(self.title.text()))
        self.use.setFixedWidth(widest_px(states))  # those of all rows below each other
        self.use.clicked.connect(self.use_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(8)
        row.addLayout(texts, 1)
        row.addWidget(self.use)
        self.remove: SureButton | None = None
        if imported:
            self.remove = SureButton(self.tr("Remove"), self.tr("Remove for good?"))
            self.remove.sure.connect(self.remove_wanted)
            row.addWidget(self.remove)
        self._work = work
        work.changed.connect(self._show_work)
        self._show_work()

    @Slot()
    def _show_work(self) -> None:
        idle = not self._work.kind
        self.use.setEnabled(idle and not self.choice.in_use)
        if self.remove is not None:
            self.remove.setEnabled(idle)


class OtherWeights(QWidget):
    def __init__(self, desk: Desk, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._work = desk, work
        self._in_use: str | None = None
        self._name = ""
        self.rows: list[WeightsRow] = []
        self.choose = Button(self.tr("Import weights…"), "primary")
        self.choose.clicked.connect(self._choose)
        self.doing = Doing(work, (IMPORT, USE, REMOVE), [self.choose])
        self.doing.set_usable(True)
        self.trouble = label("", "error")
        self.trouble.setWordWrap(True)
        advice = label(
            self.tr(
                "Choose or drop a .safetensors file with its .json card beside it. It is checked and kept in your data "
                "folder; everybody's recordings are heard again with it, so nobody has to speak again."
            ),
            "lead",
        )
        advice.setWordWrap(True)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Which weights to use"), "title"))
        column.addLayout(self._list)
        column.addSpacing(8)
        column.addWidget(advice)
        column.addWidget(self.doing)
        column.addWidget(self.trouble)
        column.addStretch()
        self.learned = Learned()
        self.learned.setFixedWidth(LEARNED_PX)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(16)
        outer.addWidget(frame, 1, Qt.AlignmentFlag.AlignTop)
        outer.addWidget(self.learned)
        self._complain("")
        work.ended.connect(self._ended)

    def show_about(self, about: About) -> None:
        if [row.choice for row in self.rows] != list(about.choices):  # or a question would vanish before its answer
            self._list_anew(about.choices)
        self.learned.show_tunings(about.tunings)
        self._in_use = about.imported.model_id if about.imported else None
        if about.unreadable:
            self._complain(
                self.tr(
                    "{0} cannot be read any more, so the shipped weights are in use. Remove it, or import it again."
                ).format(about.unreadable)
            )

    def _list_anew(self, choices: Sequence[Choice]) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.deleteLater()
        self.rows = [WeightsRow(choice, self._work) for choice in choices]
        for row in self.rows:
            row.use_wanted.connect(self._use)
            row.remove_wanted.connect(self._remove)
            self._list.addWidget(row)

    def bring_in(self, path: Path) -> None:
        """Import what was chosen or dropped."""
        self._complain("")
        self._name = terms.short(path.name)
        self._work.begin(IMPORT, partial(_import_steps, path))

    @Slot()
    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import weights"), "", self.tr("Weights (*.safetensors);;All files (*)")
        )
        if path:
            self.bring_in(Path(path))

    @Slot()
    def _use(self) -> None:
        row = self.sender()
        assert isinstance(row, WeightsRow)
        self.switch_to(row.choice.imported.model_id if row.choice.imported else None, row.title.text())

    def switch_to(self, model_id: str | None, name: str) -> None:
        self._complain("")
        self._name = name
        self._work.begin(USE, partial(_use_steps, model_id))

    @Slot()
    def _remove(self) -> None:
        row = self.sender()
        assert isinstance(row, WeightsRow) and row.choice.imported is not None
        self._complain("")
        self._name = row.title.text()
        self._work.begin(REMOVE, partial(_remove_steps, row.choice.imported.model_id))

    @Slot(object)
    def _ended(self, end: End) -> None:
        if end.kind not in (IMPORT, USE, REMOVE):
            return
        if end.error is not None:
            self._complain(end.error)
        elif end.cancelled:
            self._desk.bus.news.emit(self.tr("Cancelled. The weights in use are as they were."))
        elif end.kind == REMOVE:
            self._desk.bus.news.emit(self.tr("{0} is removed.").format(self._name))
        else:
            sentence = self.tr("In use from now on: {0}.").format(self._name)
            before = next((row for row in self.rows if row.choice.in_use), None)
            back = before.title.text() if before is not None else self.tr("As shipped")
            self._desk.bus.undoable.emit(sentence, partial(self.switch_to, self._in_use, back))

    def _complain(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))


def _import_steps(path: Path, recogniser: Recogniser) -> Steps:
    from sincnet.importing import bring_in

    return bring_in(recogniser, path)


def _use_steps(model_id: str | None, recogniser: Recogniser) -> Steps:
    from sincnet.importing import use

    return use(recogniser, model_id)


def _remove_steps(model_id: str, recogniser: Recogniser) -> Steps:
    from sincnet.importing import remove

    remove(recogniser, model_id)
    yield from ()
