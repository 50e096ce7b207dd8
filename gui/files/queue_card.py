"""The list of recordings and what can be done with each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gui.controls import Button, label
from gui.files.job import Job, Stage
from gui.files.queue import Queue
from gui.files.queue_delegate import QueueDelegate
from gui.keyed_list import KeyedList

WIDTH_PX = 320


class QueueCard(QFrame):
    """`opened` carries the job that is chosen; the other signals what is wanted of it."""

    opened = Signal(Job)
    choose_wanted = Signal()
    cancel_wanted = Signal(Job)
    again_wanted = Signal(Job)
    remove_wanted = Signal(Job)
    cancel_all_wanted = Signal()

    def __init__(self, queue: Queue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH_PX)
        self._queue = queue
        self.view = KeyedList()
        self.view.setModel(queue)
        self.view.setItemDelegate(QueueDelegate(queue, self.view))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.setAccessibleName(self.tr("Recordings"))
        self.add = Button(self.tr("Add recordings…"), "", "open")
        self.stop = Button(self.tr("Cancel"), "flat")
        self.again = Button(self.tr("Again"), "flat")
        self.again.setToolTip(self.tr("Work through this recording once more"))
        self.take_off = Button(self.tr("Remove"), "flat")
        self.take_off.setToolTip(self.tr("Take it off this list; the file stays where it is (Delete)"))
        self.stop_all = Button(self.tr("Cancel all"), "flat")
        heading = label(self.tr("Recordings"), "section")
        heading.setContentsMargins(8, 0, 8, 0)
        actions = QHBoxLayout()
        actions.setSpacing(0)
        for button in (self.stop, self.again, self.take_off):
            actions.addWidget(button)
        actions.addStretch()
        actions.addWidget(self.stop_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 16, 8, 12)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(self.view, 1)
        column.addLayout(actions)
        column.addWidget(self.add)
        self._connect()
        self._show_actions()

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self._queue.dataChanged.connect(self._show_actions)
        self._queue.rowsInserted.connect(self._show_actions)
        self._queue.rowsRemoved.connect(self._show_actions)
        self.add.clicked.connect(self.choose_wanted)
        self.stop.clicked.connect(self._stop)
        self.again.clicked.connect(self._again)
        self.take_off.clicked.connect(self._remove)
        self.stop_all.clicked.connect(self.cancel_all_wanted)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)

    @property
    def job(self) -> Job | None:
        """The chosen one."""
        row = self.view.currentIndex().row()
        return self._queue.jobs[row] if 0 <= row < len(self._queue.jobs) else None

    def choose(self, job: Job) -> None:
        index = self._queue.index(self._queue.jobs.index(job))
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @Slot()
    def _current_changed(self) -> None:
        self._show_actions()
        if self.job is not None:
            self.opened.emit(self.job)

    @Slot()
    def _show_actions(self) -> None:
        job = self.job
        self.stop.setVisible(job is not None and not job.over)
        self.again.setVisible(job is not None and job.over)
        self.take_off.setEnabled(job is not None)
        self.stop_all.setEnabled(any(not other.over for other in self._queue.jobs))

    @Slot()
    def _stop(self) -> None:
        if self.job is not None:
            self.cancel_wanted.emit(self.job)

    @Slot()
    def _again(self) -> None:
        if self.job is not None:
            self.again_wanted.emit(self.job)

    @Slot()
    def _remove(self) -> None:
        if self.job is not None:
            self.remove_wanted.emit(self.job)

    @Slot(QPoint)
    def _open_menu(self, where: QPoint) -> None:
        row = self.view.indexAt(where).row()
        if row < 0:
            return
        job = self._queue.jobs[row]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if job.over:
            text = self.tr("Try again") if job.stage is Stage.FAILED else self.tr("Again")
            menu.addAction(text).triggered.connect(partial(self.again_wanted.emit, job))
        else:
            menu.addAction(self.tr("Cancel")).triggered.connect(partial(self.cancel_wanted.emit, job))
        menu.addAction(self.tr("Remove")).triggered.connect(partial(self.remove_wanted.emit, job))
        menu.popup(self.view.viewport().mapToGlobal(where))
