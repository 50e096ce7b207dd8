"""Who was that? Somebody enrolled, with their face; a stranger; or a name that is typed."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.controls import Button, label
from gui.faces import face_of
from gui.keyed_list import KeyedList
from gui.notices import problem
from gui.roster import Roster
from gui.rows import paint_ground
from sincnet.events import WhoSpeaksError
from sincnet.names import checked_name, name_key
from sincnet.turn_sheet import STRANGER, Who

Index = QModelIndex | QPersistentModelIndex
FACE_PX = 28


class Options(QAbstractListModel):
    """Whoever's name has the typed text in it; a stranger, while nothing is typed; somebody new of that very name.

    Those `heard` in this recording come first, and last of all whoever it was taken for.
    """

    def __init__(self, heard_as: Who, heard: list[Who], roster: Roster, parent: QObject | None = None) -> None:
        super().__init__(parent)
        names = {Who(member.person_id): member.name for member in roster.members}
        names |= {speaker: speaker.name for speaker in heard if speaker.name is not None}
        self._everybody = [(speaker, names[speaker]) for speaker in heard if speaker in names and speaker != heard_as]
        if heard_as != STRANGER:
            self._everybody.append((STRANGER, self.tr("Somebody unknown")))
        self._everybody += [(s, name) for s, name in names.items() if s not in heard and s != heard_as]
        if heard_as in names:
            self._everybody.append((heard_as, names[heard_as]))
        self.people: list[tuple[Who, str]] = []
        self.search("")

    def search(self, text: str) -> None:
        self.beginResetModel()
        key = name_key(text)
        self.people = [(s, name) for s, name in self._everybody if not key or (s != STRANGER and key in name_key(name))]
        # Those whose name begins with it come first.
        self.people.sort(key=lambda option: not name_key(option[1]).startswith(key))
        if key and all(name_key(name) != key for _, name in self.people):
            name = text.strip()
            self.people.append((Who(name=name), self.tr("Somebody new: {0}").format(name)))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.people[index.row()][1]
        return None


class OptionDelegate(QStyledItemDelegate):
    """A face and a name."""

    def __init__(self, options: Options, roster: Roster, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._options, self._roster = options, roster

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), theme.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        speaker, name = self._options.people[index.row()]
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, chosen=theme.tokens().pressed)
        face = face_of(speaker, self._roster, FACE_PX, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(area.left() + 8, area.center().y() - FACE_PX / 2), face)
        font = theme.font(theme.BODY, QFont.Weight.DemiBold if speaker.person_id else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(theme.tokens().text))
        text = area.adjusted(FACE_PX + 20, 0, -8, 0)
        elided = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.restore()


class Chooser(QDialog):
    """Type to search or to name somebody new, up and down to choose, Return to say so. `chosen` carries a `Who`."""

    chosen = Signal(object)

    def __init__(self, heard_as: Who, name: str, heard: list[Who], roster: Roster, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Who was that?"))
        self.setFixedSize(400, 480)
        self.options = Options(heard_as, heard, roster, self)
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Search, or type a new name"))
        self.text.setAccessibleName(self.tr("Search, or type a new name"))
        self.text.setMaxLength(80)
        self.list = KeyedList()
        self.list.setModel(self.options)
        self.list.setItemDelegate(OptionDelegate(self.options, roster, self.list))
        self.list.setAccessibleName(self.tr("People"))
        self.error = label("", "error")
        self.error.setWordWrap(True)
        self.yes = Button(self.tr("That was them"), "primary")
        self.yes.setDefault(True)
        no = Button(self.tr("Cancel"))
        heading = label(self.tr("Who was that?"), "title")
        caption = label(self.tr("Heard as {0}").format(name), "caption")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(no)
        buttons.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        for widget in (heading, caption, self.text):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.error)
        column.addLayout(buttons)
        self.text.textChanged.connect(self._search)
        self.text.installEventFilter(self)
        self.list.clicked.connect(self._clicked)
        self.list.doubleClicked.connect(self._say)
        self.yes.clicked.connect(self._say)
        no.clicked.connect(self.reject)
        self._choose(0)
        self.text.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self._choose(self.list.currentIndex().row() + step)
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _search(self, text: str) -> None:
        self.error.clear()
        self.options.search(text)
        self._choose(0)

    def _choose(self, row: int) -> None:
        self.list.setCurrentIndex(self.options.index(min(max(0, row), self.options.rowCount() - 1)))
        self.yes.setEnabled(self.options.rowCount() > 0)

    @Slot()
    def _clicked(self) -> None:
        self.yes.setFocus()

    @Slot()
    def _say(self) -> None:
        speaker = self.options.people[self.list.currentIndex().row()][0]
        try:
            if speaker.name is not None:
                speaker = Who(name=checked_name(speaker.name))
        except WhoSpeaksError as error:
            self.error.setText(problem(error))
            return
        self.chosen.emit(speaker)
        self.accept()
