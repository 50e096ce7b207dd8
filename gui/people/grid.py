"""Everybody: a grid of faces to search, sort and open."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from gui.controls import Button, label
from gui.drops import dropped_files
from gui.keyed_list import KeyedList
from gui.people.cards import FACES_PX, GAP_PX, CardDelegate, cell_px
from gui.people.invitation import Invitation
from gui.people.listing import PERSON, Order, PeopleModel, chosen
from gui.roster import Roster
from gui.search import SearchField

SCROLL_BAR_PX = 8


class FaceGrid(KeyedList):
    """Cards in as many columns as fit, spread over the whole width; the fewer there are, the larger.

    `dropped` carries the id of the person on whose card files were dropped, or none, and the files.
    """

    dropped = Signal(str, list)

    def __init__(self, model: PeopleModel, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._cards = CardDelegate(model, roster, self)
        self.setItemDelegate(self._cards)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(cell_px(FACES_PX[0])[1] // 4)
        self.setAccessibleName(self.tr("Everybody who is enrolled"))
        self.viewport().setAcceptDrops(True)
        model.modelReset.connect(self._fit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The card under the pointer is lit."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self.dropped.emit(index.data(PERSON) if index.isValid() else "", dropped_files(event.mimeData()))
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    @Slot()
    def _fit(self) -> None:
        width = self.width() - SCROLL_BAR_PX  # whether there is one or not, or the columns would jump
        for face_px in reversed(FACES_PX):
            cell_width, cell_height = cell_px(face_px)
            columns = max(1, width // cell_width)
            if -(-self.model().rowCount() // columns) * cell_height <= self.height():
                break
        self._cards.face_px = face_px
        self.setGridSize(QSize(width // columns, cell_height))


class GridPane(QWidget):
    """The grid with its search, order and buttons. `opened` carries the id of whoever is to be looked at."""

    opened = Signal(str)
    enrol_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self._ready = False
        self.model = PeopleModel(self)
        self.grid = FaceGrid(self.model, roster)
        self.search = SearchField(self.tr("Search people"), self.tr("Show everybody again"))
        self.order = QComboBox()
        self.count = label("", "caption")
        self.enrol = Button(self.tr("Enrol someone"), "primary", "enrol")
        self.bring_in = Button(self.tr("Import…"), "flat", "import")
        self.take_out = Button(self.tr("Export everybody…"), "flat", "export")
        self.first = Button(self.tr("Enrol the first person"), "primary", "enrol")
        self.bring_in_first = Button(self.tr("Import people…"), "", "import")
        self.everybody = Button(self.tr("Show everybody again"))
        self.nobody = Invitation(self.first, self.bring_in_first)
        self.no_match = Invitation(self.everybody)
        self.loading = Invitation()
        self.stack = QStackedWidget()
        self._make()
        self._lay_out()
        self._connect()
        self.refresh()

    def _make(self) -> None:
        self.search.setFixedWidth(280)
        self.search.setToolTip(self.tr("Search people (Ctrl+F)"))
        self.order.setItemDelegate(QStyledItemDelegate(self.order))  # Qt's own for combo boxes ignores the stylesheet
        self.order.setFixedWidth(168)
        self.order.setAccessibleName(self.tr("Order"))
        self.order.setToolTip(self.tr("In which order"))
        orders: list[tuple[str, Order]] = [
            (self.tr("By name"), "name"),
            (self.tr("Newest first"), "date"),
            (self.tr("Most speech first"), "speech"),
        ]
        for text, order in orders:
            self.order.addItem(text, order)
        self.bring_in.setToolTip(self.tr("Enrol people from an exported file; or drop one here"))
        self.take_out.setToolTip(self.tr("Write everybody into one file, to be imported elsewhere"))
        for pane in (self.grid, self.nobody, self.no_match, self.loading):
            self.stack.addWidget(pane)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(GAP_PX // 2, 0, GAP_PX // 2 + 8, 0)
        head.setSpacing(8)
        head.addWidget(self.search)
        head.addWidget(self.order)
        head.addWidget(self.count)
        head.addStretch()
        for button in (self.bring_in, self.take_out, self.enrol):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 12, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self._roster.changed.connect(self.refresh)
        self.search.textChanged.connect(self.refresh)
        self.search.onward.connect(self._to_grid)
        self.order.currentIndexChanged.connect(self.refresh)
        self.grid.activated.connect(self._open)
        self.everybody.clicked.connect(self.search.clear)
        for button in (self.enrol, self.first):
            button.clicked.connect(self.enrol_wanted)
        for button in (self.bring_in, self.bring_in_first):
            button.clicked.connect(self.import_wanted)
        self.take_out.clicked.connect(self.export_wanted)
        QShortcut(QKeySequence.StandardKey.Find, self, self._to_search)

    def set_ready(self, ready: bool) -> None:
        """Whether it is known who is enrolled."""
        self._ready = ready
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show whom the search and the order ask for; whoever was chosen stays so if they are still there."""
        members = self._roster.members
        current = self.grid.currentIndex().data(PERSON) if self.grid.currentIndex().isValid() else None
        found = chosen(members, self.search.text(), self.order.currentData())
        self.model.show_members(found)
        self.count.setText(self._how_many(len(found), len(members)))
        self.take_out.setEnabled(bool(members))
        for button in (self.enrol, self.bring_in, self.bring_in_first, self.first):
            button.setEnabled(self._ready)
        for widget in (self.search, self.order, self.count, self.enrol, self.bring_in, self.take_out):
            widget.setVisible(bool(members))
        if found:
            row = self.model.row_of(current) if current else -1
            if row >= 0:
                self.grid.setCurrentIndex(self.model.index(row))
            self.stack.setCurrentWidget(self.grid)
        elif members:
            self.no_match.say(
                self.tr("Nobody of that name"),
                self.tr("None of the {0} people enrolled is called “{1}”.").format(len(members), self.search.text()),
            )
            self.stack.setCurrentWidget(self.no_match)
        elif self._ready:
            self.nobody.say(
                self.tr("Nobody is enrolled yet"),
                self.tr(
                    "The program knows a voice once it has heard 20 seconds of it. Enrol somebody here, or drop a file "
                    "that was exported on another machine."
                ),
            )
            self.stack.setCurrentWidget(self.nobody)
        else:
            self.loading.say(self.tr("Getting ready"), self.tr("The voices are being loaded"))
            self.stack.setCurrentWidget(self.loading)

    def select(self, person_id: str | None) -> None:
        """Put the keyboard on that person's card, or the one it was on."""
        row = self.model.row_of(person_id) if person_id else -1
        if row >= 0:
            self.grid.setCurrentIndex(self.model.index(row))
        if self.model.rowCount():
            self.grid.setFocus()

    def _how_many(self, found: int, everybody: int) -> str:
        if found < everybody:
            return self.tr("{0} of {1} people").format(found, everybody)
        return self.tr("1 person") if everybody == 1 else self.tr("{0} people").format(everybody)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(PERSON))

    @Slot()
    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    @Slot()
    def _to_grid(self) -> None:
        if self.model.rowCount():
            if not self.grid.currentIndex().isValid():
                self.grid.setCurrentIndex(self.model.index(0))
            self.grid.setFocus()
