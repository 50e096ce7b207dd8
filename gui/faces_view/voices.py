"""Whose voice: recorded now, from a file, said last, or of somebody enrolled."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from audio.files import SUFFIXES
from gui import theme
from gui.controls import Button, label
from gui.enrol.fill import Fill
from gui.faces_view.recording import WANTED_S, Recording
from gui.page import Desk
from gui.session import State

PANEL_PX, FACE_PX = 272, 32


class Voices(QFrame):
    """`file_wanted` carries a path, `person_wanted` an id; `last_wanted` asks for what was said last, `recorded` comes
    when `recording` has something."""

    file_wanted = Signal(object)
    person_wanted = Signal(str)
    last_wanted = Signal()
    recorded = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(PANEL_PX)
        self._desk = desk
        self.recording = Recording(desk, self)
        self.record = Button(self.tr("Record a voice"), "primary", "record")
        self.heard = Fill()
        self.heard.setAccessibleName(self.tr("Speech recorded"))
        self.hint = label("", "caption")
        self.open = Button(self.tr("Open a recording…"), "", "open")
        self.open.setToolTip(self.tr("A recording of one voice; or drop one on the page"))
        self.last = Button(self.tr("What was said last"), "", "history")
        self.people = QListWidget()
        self.people.setProperty("role", "faces")
        self.people.setAccessibleName(self.tr("People enrolled"))
        self.people.setIconSize(QSize(FACE_PX, FACE_PX))
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self._connect()
        self._show()
        self._show_people()

    def _lay_out(self) -> None:
        self.hint.setWordWrap(True)
        self.hint.setFixedHeight(48)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(self.tr("A voice"), "section"))
        column.addWidget(self.record)
        column.addWidget(self.heard)
        column.addWidget(self.hint)
        column.addWidget(self.open)
        column.addWidget(self.last)
        column.addSpacing(8)
        column.addWidget(label(self.tr("Or somebody enrolled"), "section"))
        column.addWidget(self.people, 1)

    def _connect(self) -> None:
        self.record.clicked.connect(self.recording.toggle)
        self.recording.changed.connect(self._show)
        self.recording.ended.connect(self.recorded)
        self.open.clicked.connect(self._choose)
        self.last.clicked.connect(self.last_wanted)
        self.people.itemActivated.connect(self._person_chosen)
        self.people.itemClicked.connect(self._person_chosen)
        self._desk.session.state_changed.connect(self._show)
        self._desk.session.identified.connect(self._show)
        self._desk.imagination.changed.connect(self._show)
        self._desk.roster.changed.connect(self._show_people)
        self._desk.imagination.changed.connect(self._show_people)

    @Slot()
    def _show(self) -> None:
        on, state = self.recording.on, self._desk.session.state
        self.record.setEnabled(on or state in (State.IDLE, State.LISTENING))
        text = self.tr("Stop recording") if on else self.tr("Record a voice")
        if text != self.record.text():  # blocks come fifty times a second
            self.record.setText(text)
            self.record.setAccessibleName(text)
            self.record.show_icon("stop" if on else "record")
        self.heard.show_share(self.recording.speech_s / WANTED_S if on else 0.0)
        if on:
            told = self.tr("{0} s of speech so far. About {1} s are good, 3 s the least.")
            self.hint.setText(told.format(f"{self.recording.speech_s:.0f}", f"{WANTED_S:.0f}"))
        else:
            self.hint.setText(self.tr("Ask before you record somebody else. It is not kept unless history keeps it."))
        self.last.setEnabled(self._desk.imagination.last is not None)

    @Slot()
    def _show_people(self) -> None:
        """Everybody; those who did not agree cannot be chosen, and it says so, or one would look for them in vain."""
        chosen = self.people.currentItem()
        before = chosen.data(Qt.ItemDataRole.UserRole) if chosen is not None else None
        self.people.clear()
        for member in self._desk.roster.members:
            item = QListWidgetItem(
                member.name if member.may_imagine else self.tr("{0} · not agreed").format(member.name)
            )
            item.setData(Qt.ItemDataRole.UserRole, member.person_id)
            item.setSizeHint(QSize(0, theme.ROW))
            face = self._desk.roster.portrait(member.person_id, FACE_PX, self.devicePixelRatioF())
            item.setIcon(QIcon(face))
            if not member.may_imagine:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
                item.setToolTip(self._desk.imagination.why_not(member.person_id))
            self.people.addItem(item)
            if member.person_id == before:
                self.people.setCurrentItem(item)

    @Slot()
    def _choose(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a recording of one voice"), "", self.tr("Recordings ({0})").format(kinds)
        )
        if path:
            self.file_wanted.emit(path)

    @Slot(QListWidgetItem)
    def _person_chosen(self, item: QListWidgetItem) -> None:
        self.person_wanted.emit(item.data(Qt.ItemDataRole.UserRole))
