"""The page of the people: everybody in a grid, and behind each card a page of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from audio.files import SUFFIXES
from gui.drops import is_picture
from gui.page import Desk, Page
from gui.people.carrying import Carrying
from gui.people.grid import GridPane
from gui.people.one import OnePerson
from gui.people.person import PersonPane
from gui.session import State
from sincnet.parcel import SUFFIX as PARCEL


class PeopleView(Page):
    """`show_person` opens somebody's page; Esc, or the mouse's back button, leads back to everybody."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.everybody = GridPane(desk.roster)
        self.pane = PersonPane(desk.roster)
        self.one = OnePerson(desk, self.pane, self)
        self.carrying = Carrying(desk, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.everybody)
        self._stack.addWidget(self.pane)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._connect()
        self._session_changed(desk.session.state)

    def _connect(self) -> None:
        self._desk.session.state_changed.connect(self._session_changed)
        self.everybody.opened.connect(self.show_person)
        self.everybody.grid.dropped.connect(self._dropped)
        self.everybody.enrol_wanted.connect(self._enrol)
        self.everybody.import_wanted.connect(self._choose_parcel)
        self.everybody.export_wanted.connect(self._export_everybody)
        self.pane.back_wanted.connect(self.show_everybody)
        self.one.gone.connect(self.show_everybody)
        self.one.export_wanted.connect(self.carrying.ask_to_export)
        paste = QShortcut(QKeySequence.StandardKey.Paste, self.pane)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.one.paste)

    @property
    def person_id(self) -> str | None:
        """Whose page is open."""
        member = self.one.member
        return member.person_id if member is not None and self._stack.currentWidget() is self.pane else None

    @Slot(str)
    def show_person(self, person_id: str) -> None:
        if self._desk.roster.member(person_id) is None:
            return
        self.one.show(person_id)
        self._stack.setCurrentWidget(self.pane)
        self.pane.back.setFocus()

    @Slot()
    def show_everybody(self) -> None:
        last = self.person_id
        self.one.leave()
        self._stack.setCurrentWidget(self.everybody)
        self.everybody.select(last)

    def arrive(self) -> None:
        if self.person_id is None:
            self.everybody.select(None)
        else:
            self.pane.back.setFocus()

    def leave(self) -> None:
        self.one.speech.stop()

    def take(self, files: Sequence[Path]) -> bool:
        """An exported file is imported; what else, only a person's page has a use for."""
        parcels = [path for path in files if path.suffix.lower() == PARCEL]
        if parcels:
            self.carrying.bring_in(parcels[0])
            return True
        return self.person_id is not None and self.one.take(files)

    @Slot(str, list)
    def _dropped(self, person_id: str, files: list[Path]) -> None:
        """On somebody's card, it is theirs: their page opens, where it can be seen what came of it."""
        if person_id and any(is_picture(path) or path.suffix.lower() in SUFFIXES for path in files):
            self.show_person(person_id)
        self._desk.bus.dropped.emit(files)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.person_id is not None:
            self.show_everybody()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton and self.person_id is not None:
            self.show_everybody()
        else:
            super().mousePressEvent(event)

    @Slot(State)
    def _session_changed(self, _state: State) -> None:
        self.everybody.set_ready(self._desk.session.ready)

    @Slot()
    def _enrol(self) -> None:
        self._desk.bus.enrol.emit("")

    @Slot()
    def _export_everybody(self) -> None:
        self.carrying.ask_to_export("")

    @Slot()
    def _choose_parcel(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose exported people"), "", self.tr("Exported people (*{0})").format(PARCEL)
        )
        if path:
            self.carrying.bring_in(Path(path))
