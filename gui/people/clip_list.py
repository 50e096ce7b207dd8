"""What somebody said, utterance by utterance: to hear again and to delete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.controls import Button, label
from gui.keyed_list import KeyedList
from gui.people.clip_rows import ClipDelegate, ClipModel
from gui.people.words import amount

if TYPE_CHECKING:
    from audio.quality import Quality
    from sincnet.clips import Clip


class _Rows(KeyedList):
    """A click on a row's signs, or Enter and Delete; `play_wanted` and `delete_wanted` carry a clip's id."""

    play_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, model: ClipModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clips = model
        self.delegate = ClipDelegate(model, self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row = self.visualRect(index)
        if ClipDelegate.play_area(row).contains(event.position().toPoint()):
            self.play_wanted.emit(self._clips.clip(index.row()).id)
        elif ClipDelegate.delete_area(row).contains(event.position().toPoint()):
            self.delete_wanted.emit(self._clips.clip(index.row()).id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not ClipDelegate.delete_area(self.visualRect(index)).contains(
            event.position().toPoint()
        ):
            self.play_wanted.emit(self._clips.clip(index.row()).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.play_wanted.emit(self._clips.clip(index.row()).id)
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(self._clips.clip(index.row()).id)
        else:
            super().keyPressEvent(event)


class ClipList(QFrame):
    """The card with the list. `play_wanted` and `delete_wanted` carry a clip's id, `add_wanted` asks for recordings."""

    play_wanted = Signal(str)
    delete_wanted = Signal(str)
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.model = ClipModel(self)
        self.rows = _Rows(self.model)
        self.rows.setAccessibleName(self.tr("What was said at the enrolment"))
        self.total = label("", "caption")
        self.add = Button(self.tr("Add recordings…"), "", "open")
        self.add.setToolTip(self.tr("More speech of this person, from files; or drop them here"))
        self.nothing = label("", "lead")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.rows)
        self.stack.addWidget(self.nothing)
        self._keys = label(self.tr("Enter plays, Del deletes"), "caption")
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        head.setSpacing(12)
        head.addWidget(label(self.tr("What the voice is known by"), "section"))
        head.addWidget(self.total)
        head.addStretch()
        head.addWidget(self.add)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 0)
        foot.addStretch()
        foot.addWidget(self._keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
        self.add.clicked.connect(self.add_wanted)
        self.rows.play_wanted.connect(self.play_wanted)
        self.rows.delete_wanted.connect(self.delete_wanted)

    def show_clips(
        self,
        name: str,
        colour: QColor,
        clips: Sequence[tuple[Clip, Quality | None]],
        outlines: Mapping[str, np.ndarray],
    ) -> None:
        """What is kept of that person; the row that was chosen stays so, or the next one is. `outlines` tell how loud
        each is from beginning to end, in [0, 1], by its id."""
        row = self.rows.currentIndex().row()
        self.rows.delegate.colour = colour
        self.model.show_clips(clips, outlines)
        speech = amount(sum(clip.duration_s for clip, _ in clips))
        many = self.tr("1 utterance") if len(clips) == 1 else self.tr("{0} utterances").format(len(clips))
        self.total.setText(f"{many} · {speech}")
        self.nothing.setText(
            self.tr("Nothing is kept of this voice, so {0} is not recognised. Add recordings of it.").format(name)
        )
        self.stack.setCurrentWidget(self.rows if clips else self.nothing)
        self._keys.setVisible(bool(clips))
        if clips and row >= 0:
            self.rows.setCurrentIndex(self.model.index(min(row, len(clips) - 1)))

    def forget(self) -> None:
        """Nothing is shown until the next person's is."""
        self.model.show_clips([])
        self.rows.setCurrentIndex(QModelIndex())
        self.total.clear()
        self.stack.setCurrentWidget(self.rows)

    def clip(self, clip_id: str) -> Clip | None:
        """The utterance of that id, if it is shown."""
        clips = (self.model.clip(row) for row in range(self.model.rowCount()))
        return next((clip for clip in clips if clip.id == clip_id), None)
