"""Above a recording that is opened: its name and what there is in it, what went wrong, undo and export."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import theme, words
from gui.controls import Button, FittedLabel, label
from gui.files import telling
from gui.files.job import Job, Stage
from gui.page import Desk
from sincnet.turn_sheet import STRANGER


class Heading(QWidget):
    """`undo_wanted` takes the last correction back; `export_wanted` carries the button its menu opens under."""

    undo_wanted = Signal()
    export_wanted = Signal(QWidget)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._roster, self._bus = desk.session, desk.roster, desk.bus
        self.title = FittedLabel((theme.TITLE,), QFont.Weight.DemiBold)
        self.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.summary = label("", "caption")
        self.trouble = label("", "error")
        self.trouble.setWordWrap(True)
        self.undo = Button(self.tr("Undo"), "flat", "undo")
        self.undo.setToolTip(self.tr("Take the last correction back (Ctrl+Z)"))
        self.export = Button(self.tr("Export"), "", "export")
        self.invitation = QWidget()
        self.enrol = Button(self.tr("Enrol someone"), "", "enrol")
        self._lay_out()
        self.undo.clicked.connect(self.undo_wanted)
        self.export.clicked.connect(self._export)
        self.enrol.clicked.connect(self._enrol)
        desk.roster.changed.connect(self._people_changed)
        desk.session.state_changed.connect(self._people_changed)
        self._people_changed()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.summary)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(names, 1)
        top.addWidget(self.undo)
        top.addWidget(self.export)
        hint = label(self.tr("Nobody is enrolled, so every voice is a new one. Say who a turn was, or:"), "")
        hint.setWordWrap(True)
        row = QHBoxLayout(self.invitation)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(hint, 1)
        row.addWidget(self.enrol)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.trouble)
        column.addWidget(self.invitation)

    def show_job(self, job: Job) -> None:
        """How it stands with that recording now."""
        self.title.setText(job.path.name)
        self.summary.setText(_summary(job))
        self.undo.setEnabled(job.sheet.can_undo)
        self.export.setEnabled(bool(job.sheet.entries))
        self.trouble.setText(job.trouble)
        self.trouble.setVisible(bool(job.trouble) and not job.unheard)

    @Slot()
    def _people_changed(self) -> None:
        self.invitation.setVisible(self._session.ready and not self._roster.members)

    @Slot()
    def _enrol(self) -> None:
        self._bus.enrol.emit("")

    @Slot()
    def _export(self) -> None:
        self.export_wanted.emit(self.export)


def _summary(job: Job) -> str:
    """How long it is, how many turns, how many people; where the file is while nothing is known of it."""
    sheet = job.sheet
    if not job.total_s:
        return str(job.path.parent)
    known = sum(speaker != STRANGER for speaker in sheet.seconds)
    parts = [words.clock(job.total_s), telling.turns(len(sheet.entries))]
    if known:
        parts.append(telling.people(known))
    if STRANGER in sheet.seconds:
        parts.append(telling.and_strangers() if known else telling.strangers())
    if job.stage is Stage.WORKING:
        parts.append(telling.left(job.progress.left_s))
    return " · ".join(part for part in parts if part)
