"""The bar at the top: what the program is doing, start and stop, what it listens to, and the way to every page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import theme
from gui.controls import Button
from gui.focus import set_enabled
from gui.live.meter import Lamp
from gui.navigation import Tabs
from gui.pages import Entry
from gui.session import State
from gui.source_box import SourceBox
from gui.sources import Choice


class TopBar(QWidget):
    """Asks for start or stop, a file, a page, the stage, the full screen; `source_changed` comes when the user chose
    another source."""

    toggle_wanted = Signal()
    file_wanted = Signal()
    stage_wanted = Signal()
    full_screen_wanted = Signal()
    source_changed = Signal()
    page_wanted = Signal(str)

    def __init__(self, entries: list[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self._state = State.LOADING
        self._chosen_once = False
        self.lamp = Lamp([self._word(state) for state in State])
        self.toggle = Button(self.tr("Start"), "", "play")
        self.toggle.setFixedWidth(104)
        self.toggle.clicked.connect(self.toggle_wanted)
        self.source = SourceBox(self.tr("Listen to"), self.tr("What to listen to"))
        self.source.activated.connect(self._chosen)
        self.tabs = Tabs(entries, quiet=False)
        self.quiet_tabs = Tabs(entries, quiet=True)
        for tabs in (self.tabs, self.quiet_tabs):
            tabs.wanted.connect(self.page_wanted)
        self.open_file = Button(self.tr("Listen to a recording"), "icon", "open")
        self.open_file.setToolTip(self.tr("Listen to a recording (Ctrl+O), or drop one on the window"))
        self.open_file.clicked.connect(self.file_wanted)
        self.stage = Button(self.tr("Stage for an audience (F5)"), "icon", "stage")
        self.stage.setToolTip(self.tr("Show who speaks to an audience, full screen on the second display (F5)"))
        self.stage.clicked.connect(self.stage_wanted)
        self.full_screen = Button(self.tr("Full screen (F11)"), "icon", "fullscreen")
        self.full_screen.clicked.connect(self.full_screen_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.lamp)
        row.addWidget(self.toggle)
        row.addWidget(self.source, 1)
        row.addWidget(self.open_file)
        row.addStretch()
        row.addWidget(self.tabs)
        row.addSpacing(8)
        row.addWidget(self.quiet_tabs)
        row.addWidget(self.stage)
        row.addWidget(self.full_screen)
        self.show_choices([])
        self.show_state(State.LOADING)
        self._roomy_px = self.minimumSizeHint().width()
        self.lamp.set_compact(True)
        self.setMinimumWidth(self.minimumSizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs are never cut off: where there is little room, what the lamp says is left to the button beside it."""
        super().resizeEvent(event)
        narrow = self.width() < self._roomy_px
        if narrow != self.lamp.compact:
            self.lamp.set_compact(narrow)

    def show_state(self, state: State) -> None:
        self.lamp.show_state(self._word(state), lambda: QColor(_lamp_token(state)))
        running = state in (State.LISTENING, State.STOPPING)
        text = self.tr("Stop") if running else self.tr("Start")
        self.toggle.setText(text)
        self.toggle.setAccessibleName(text)
        self.toggle.setToolTip(self.tr("{0} listening (space bar)").format(text))
        self.toggle.show_icon("stop" if running else "play")
        self._state = state
        self._enable_toggle()

    def show_page(self, key: str) -> None:
        """Mark the tab of the page in front; if one of them has the focus, it is that one."""
        focused = self.tabs.focused or self.quiet_tabs.focused
        for tabs in (self.tabs, self.quiet_tabs):
            tabs.show_current(key)
            if focused and key in tabs.buttons:
                tabs.buttons[key].setFocus()

    def show_choices(self, choices: list[Choice]) -> None:
        """Offer `choices`, keeping the user's if it is still among them and they made one, else the first."""
        current = self.choice if self._chosen_once else None
        self._choices = choices
        self.source.clear()
        for choice in choices:
            self.source.addItem(choice.label, choice.label)
            self.source.setItemData(self.source.count() - 1, choice.label, Qt.ItemDataRole.ToolTipRole)
        labels = [choice.label for choice in choices]
        kept = labels.index(current.label) if current is not None and current.label in labels else 0
        self.source.setCurrentIndex(kept if choices else -1)
        self._enable_toggle()

    def choose(self, label: str) -> None:
        """Make the entry of that label the current one."""
        self._chosen_once = True
        self.source.setCurrentIndex([choice.label for choice in self._choices].index(label))
        self._enable_toggle()

    @property
    def choice(self) -> Choice | None:
        at = self.source.currentIndex()
        return self._choices[at] if 0 <= at < len(self._choices) else None

    @Slot(int)
    def _chosen(self, _at: int) -> None:
        self._chosen_once = True
        self._enable_toggle()
        self.source_changed.emit()

    def _enable_toggle(self) -> None:
        startable = self._state is State.IDLE and self.choice is not None
        set_enabled(self.toggle, startable or self._state is State.LISTENING, self)

    def _word(self, state: State) -> str:
        return {
            State.LOADING: self.tr("Getting ready"),
            State.FAILED: self.tr("Not ready"),
            State.IDLE: self.tr("Not listening"),
            State.LISTENING: self.tr("Listening"),
            State.STOPPING: self.tr("Stopping"),
        }[state]


def _lamp_token(state: State) -> str:
    now = theme.tokens()
    return {State.LOADING: now.accent, State.FAILED: now.trouble, State.LISTENING: now.speech}.get(state, now.noise)
