"""Which microphone, and whether it hears anything."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStyledItemDelegate, QWidget

from audio.level import Level
from gui.controls import Button, label
from gui.live.meter import Meter
from gui.page import Desk
from gui.preferences import Choices
from gui.settings.level_test import LevelTest
from gui.settings.section import Row, Section


class TestButton(Button):
    """Begins and ends the level test; it cannot while the program listens, for then the level is shown anyway."""

    __test__ = False  # it is no test of pytest's

    def __init__(self, test: LevelTest) -> None:
        super().__init__("")
        self._test = test
        self.setMinimumWidth(176)
        self.clicked.connect(self._toggle)
        test.changed.connect(self._show)
        self._show()

    @Slot()
    def _toggle(self) -> None:
        if self._test.running:
            self._test.stop()
        else:
            self._test.start()

    @Slot()
    def _show(self) -> None:
        text = self.tr("End the test") if self._test.running else self.tr("Test the microphone")
        self.setText(text)
        self.setAccessibleName(text)
        self.setEnabled(self._test.possible)
        self.setToolTip("" if self._test.possible else self.tr("The program listens already, so the level is live."))


class Sound(Section):
    def __init__(self, title: str, desk: Desk, test: LevelTest) -> None:
        super().__init__(title)
        self._desk, self._test = desk, test
        self._wanted = desk.preferences.now.microphone
        self.microphone = QComboBox()
        self.microphone.setProperty("role", "field")
        self.microphone.setAccessibleName(self.tr("Microphone"))
        self.microphone.setFixedWidth(320)
        self.microphone.setItemDelegate(QStyledItemDelegate(self.microphone))
        self.microphone.view().setAccessibleName(self.microphone.accessibleName())
        self.microphone.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.microphone.activated.connect(self._chosen)
        self.meter = Meter()
        self.test = TestButton(test)
        self.trouble = label("", "error")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.meter, 1)
        row.addWidget(self.test)
        self.choice = Row(
            self.tr("Microphone"),
            self.tr("Kept for the next start. One that is plugged in appears by itself."),
            self.microphone,
        )
        self.level = Row(
            self.tr("Level"),
            self.tr("Speak as you would: the bar should pass the mark, and stay clear of the right end."),
            below=below,
        )
        self.add_card(self.choice, self.level, self.trouble)
        self.end()
        test.level.connect(self._show_level)
        test.trouble.connect(self._show_trouble)
        test.changed.connect(self._forget_trouble)
        desk.devices.changed.connect(self._show_devices)
        desk.preferences.changed.connect(self._obey)
        self._show_devices()

    def look(self) -> None:
        """See which microphones are there."""
        self._desk.devices.look()

    @Slot()
    def _show_devices(self) -> None:
        wanted, devices = self._desk.preferences.now.microphone, self._desk.devices.microphones
        self.microphone.clear()
        if not any(device.is_default for device in devices):
            self.microphone.addItem(self.tr("The system's default"), "")
        for device in devices:
            if device.is_default:
                self.microphone.addItem(self.tr("{0} · system default").format(device.label), "")
            else:
                self.microphone.addItem(device.label, device.label)
        if wanted and self.microphone.findData(wanted) < 0:
            self.microphone.addItem(self.tr("{0} · not plugged in").format(wanted), wanted)
        for at in range(self.microphone.count()):
            self.microphone.setItemData(at, self.microphone.itemText(at), Qt.ItemDataRole.ToolTipRole)
        self.microphone.setCurrentIndex(self.microphone.findData(wanted))

    @Slot(int)
    def _chosen(self, at: int) -> None:
        self._desk.preferences.change(microphone=self.microphone.itemData(at))

    @Slot(Choices)
    def _obey(self, choices: Choices) -> None:
        if choices.microphone != self._wanted:
            self._wanted = choices.microphone
            self._show_devices()
            self._test.restart()

    @Slot(object)
    def _show_level(self, level: Level | None) -> None:
        if self.isVisible():
            self.meter.show_level(level)

    @Slot(str)
    def _show_trouble(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()

    @Slot()
    def _forget_trouble(self) -> None:
        if self._test.running:
            self.trouble.hide()
