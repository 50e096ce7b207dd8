"""Everyone enrolled as a row of small faces; a face's menu shows, renames or deletes its person."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from gui.controls import Button, label
from gui.focus import has_focus
from gui.roster import Member, Roster

FACE_PX = 36
MOST = 12
"""Faces that are made at all, however many are enrolled; the side of the window has room for fewer."""


class PeopleStrip(QWidget):
    """As many faces as fit; the rest are counted. `show_wanted`, `rename_wanted` and `delete_wanted` carry an id."""

    show_wanted = Signal(str)
    rename_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.faces: list[Button] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self.rest = label("", "caption")
        self._row.addWidget(self.rest)
        self._row.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(FACE_PX + 8)
        roster.changed.connect(self._rebuild)
        self._rebuild()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:  # another scheme has other colours
            for face, member in zip(self.faces, self._roster.members, strict=False):
                face.setIcon(self._icon(member))

    @Slot()
    def _rebuild(self) -> None:
        held = next((at for at, face in enumerate(self.faces) if has_focus(face)), None)
        for face in self.faces:
            self._row.removeWidget(face)
            face.deleteLater()
        self.faces = [self._face(member) for member in self._roster.members[:MOST]]
        # In the order of the Tab key, too, they stand here and not after all that was made before. That order has
        # places only beside what takes the focus.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        before: QWidget = self
        for at, face in enumerate(self.faces):
            self._row.insertWidget(at, face)
            self.setTabOrder(before, face)
            before = face
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fit()
        if held is not None and self.faces:  # somebody was renamed or deleted here
            self.faces[min(held, len(self.faces) - 1)].setFocus()

    def _face(self, member: Member) -> Button:
        face = Button(member.name, "person", parent=self)
        face.setText("")
        face.setToolTip(member.name)
        face.setFixedSize(FACE_PX + 8, FACE_PX + 8)
        face.setIconSize(QSize(FACE_PX, FACE_PX))
        face.setIcon(self._icon(member))
        face.clicked.connect(partial(self._open_menu, face, member))
        face.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        face.customContextMenuRequested.connect(partial(self._open_menu, face, member))
        return face

    def _icon(self, member: Member) -> QIcon:
        return QIcon(self._roster.portrait(member.person_id, FACE_PX, self.devicePixelRatioF()))

    def _fit(self) -> None:
        step = FACE_PX + 12
        room = max(1, (self.width() - 32) // step)
        for at, face in enumerate(self.faces):
            face.setVisible(at < room)
        left = len(self._roster.members) - min(room, len(self.faces))
        self.rest.setText(f"+{left}" if left else "")

    def menu_for(self, member: Member) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        show = menu.addAction(self.tr("Show {0}").format(member.name))
        show.triggered.connect(partial(self.show_wanted.emit, member.person_id))
        rename = menu.addAction(self.tr("Rename {0}…").format(member.name))
        rename.triggered.connect(partial(self.rename_wanted.emit, member.person_id))
        delete = menu.addAction(self.tr("Delete {0}…").format(member.name))
        delete.triggered.connect(partial(self.delete_wanted.emit, member.person_id))
        return menu

    def _open_menu(self, face: Button, member: Member, _where: object = None) -> None:
        self.menu_for(member).popup(face.mapToGlobal(QPoint(0, face.height())))
