"""One calm sentence in a corner, when something is wrong or has just worked; some can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from audio.source import Notice
from gui import theme
from gui.controls import Button, label
from gui.live.meter import Lamp
from gui.notices import sentence
from gui.roles import announce
from gui.session import Session, State

NEWS_MS = 5000
"""How long good news stays."""

UNDO_MS = 12000
"""How long something can be taken back."""

WIDTH_PX = 320
ABOVE_BUTTONS_PX = 136
"""Where it ends above the lower edge: over the oldest turns of the live view, where it hides least."""


class Banner(QFrame):
    """Trouble stays until it is over or closed; good news goes by itself. It keeps to its corner of `host`."""

    accessible_role = QAccessible.Role.AlertMessage

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        host.installEventFilter(self)
        self.setProperty("role", "banner")
        self._lamp = Lamp([""])
        self._sentence = label("", "")
        self._sentence.setWordWrap(True)
        self.undo = Button(self.tr("Undo"), "flat")
        self.undo.setToolTip(self.tr("Take it back (Ctrl+Z)"))
        self.undo.clicked.connect(self._undo)
        self._key = QShortcut(QKeySequence.StandardKey.Undo, host, self._undo)  # far to go with the Tab key
        self._key.setEnabled(False)
        self._take_back: Callable[[], None] | None = None
        close = Button(self.tr("Close this message"), "icon", "close")
        close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 4, 12)
        row.setSpacing(4)
        row.addWidget(self._lamp, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._leaving = QTimer(self, singleShot=True)
        self._leaving.timeout.connect(self.clear)
        self.hide()

    def follow(self, session: Session) -> None:
        """Tell what goes wrong with listening, and when that is over."""
        session.state_changed.connect(self._state_changed)
        session.notice.connect(self._notice)
        session.trouble.connect(self.trouble)
        session.not_kept.connect(self.trouble)

    @Slot(State)
    def _state_changed(self, state: State) -> None:
        if state is State.LISTENING:
            self.clear()

    @Slot(Notice)
    def _notice(self, notice: Notice) -> None:
        if notice.kind in ("recovered", "unmuted"):
            self.news(sentence(notice))
        else:
            self.trouble(sentence(notice))

    @property
    def text(self) -> str:
        return self._sentence.text()

    def trouble(self, told: str) -> None:
        self._leaving.stop()
        self._show(told, good=False)

    def news(self, told: str) -> None:
        self._show(told, good=True)
        self._leaving.start(NEWS_MS)

    def undoable(self, told: str, take_back: Callable[[], None]) -> None:
        """Good news with a button that calls `take_back`."""
        self._show(told, good=True, take_back=take_back)
        self._leaving.start(UNDO_MS)

    @Slot()
    def clear(self) -> None:
        self._leaving.stop()
        self._take_back = None  # with it goes what was deleted and could have come back
        self._key.setEnabled(False)
        self._sentence.clear()
        self.hide()

    @Slot()
    def _undo(self) -> None:
        take_back = self._take_back
        self.clear()
        if take_back is not None:
            take_back()

    def _show(self, told: str, *, good: bool, take_back: Callable[[], None] | None = None) -> None:
        self._take_back = take_back
        self.undo.setVisible(take_back is not None)
        self._key.setEnabled(take_back is not None)
        self._lamp.show_state("", lambda: QColor(theme.tokens().speech if good else theme.tokens().trouble))
        self._sentence.setText(told)
        self.setAccessibleName(told)
        announce(self, told)
        self.show()
        self.raise_()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        height = self.heightForWidth(WIDTH_PX)
        left, bottom = self._host.width() - WIDTH_PX - 16, self._host.height() - ABOVE_BUTTONS_PX
        self.setGeometry(left, bottom - height, WIDTH_PX, height)
