"""The recordings in the order in which they are worked through, as Qt's views want them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from gui import words
from gui.files import telling
from gui.files.job import Job, Stage

Index = QModelIndex | QPersistentModelIndex


class Queue(QAbstractListModel):
    """A row a recording."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs: list[Job] = []

    def find(self, path: Path) -> Job | None:
        """The job of that file, if there is one."""
        return next((job for job in self.jobs if job.path == path), None)

    def insert(self, job: Job, row: int) -> None:
        self.beginInsertRows(QModelIndex(), row, row)
        self.jobs.insert(row, job)
        self.endInsertRows()
        job.changed.connect(self._changed)

    def remove(self, job: Job) -> None:
        row = self.jobs.index(job)
        job.changed.disconnect(self._changed)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self.jobs[row]
        self.endRemoveRows()

    def next_waiting(self) -> Job | None:
        return next((job for job in self.jobs if job.stage is Stage.WAITING), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.jobs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        job = self.jobs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return job.path.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{job.path.name}: {self.told(job)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{job.path}\n{self.told(job)}"
        return None

    def told(self, job: Job) -> str:
        """How it stands with a recording, in a sentence at most."""
        progress = job.progress
        match job.stage:
            case Stage.WAITING:
                return self.tr("Waiting")
            case Stage.WORKING:
                parts = [words.percent(share_done(job)), telling.left(progress.left_s)]
                return " · ".join(part for part in parts if part)
            case Stage.FAILED:
                return job.trouble
            case Stage.CANCELLED:
                return self.tr("Cancelled at {0}").format(words.clock(progress.done_s))
            case Stage.DONE:
                return f"{words.clock(progress.done_s)} · {telling.turns(len(job.sheet.entries))}"

    @Slot()
    def _changed(self) -> None:
        job = self.sender()
        if isinstance(job, Job) and job in self.jobs:
            index = self.index(self.jobs.index(job))
            self.dataChanged.emit(index, index)


def share_done(job: Job) -> float:
    """In [0, 1]; a hundredth is left until it is really over."""
    return min(0.99, job.progress.done_s / job.progress.total_s) if job.progress.total_s else 0.0
