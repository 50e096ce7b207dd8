"""What this program is, and what to send to whoever helps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from gui.controls import Button
from gui.diagnostics import report
from gui.page import Desk
from gui.settings.section import Row, Section
from gui.worker import Outcome

COPIED_MS = 3000


class About(Section):
    def __init__(self, title: str, desk: Desk) -> None:
        super().__init__(title)
        self._desk = desk
        self.copy = Button(self.tr("Copy diagnostics"), "primary")
        self.copy.setMinimumWidth(176)
        self.copy.clicked.connect(self._copy)
        self._copied = QTimer(self, interval=COPIED_MS, singleShot=True)
        self._copied.timeout.connect(self._show_usual)
        self.text = QPlainTextEdit()
        self.text.setProperty("role", "report")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(280)
        self.text.setAccessibleName(self.tr("Diagnostics"))
        version = QCoreApplication.applicationVersion()
        self.add_card(
            Row(
                self.tr("WhoSpeaks {0}").format(version) if version else self.tr("WhoSpeaks"),
                self.tr(
                    "Hears who is speaking and shows that person's face. Everything stays on this computer: nothing is "
                    "sent anywhere. Not fit to grant or refuse anybody anything."
                ),
            )
        )
        self.add_card(
            Row(
                self.tr("Diagnostics"),
                self.tr("Versions, devices and the end of the log; no names, nothing that was said."),
                self.copy,
                self.text,
            )
        )
        self.end()

    def look(self) -> None:
        """Put the report together anew; it reads a file, so off the GUI thread."""
        names = [member.name for member in self._desk.roster.members]
        devices, log = self._desk.devices.microphones, self._desk.log
        self._desk.session.submit(lambda: report(devices, log, names), self._reported)

    @Slot(Outcome)
    def _reported(self, outcome: Outcome) -> None:
        if outcome.error is None:
            self.text.setPlainText(outcome.value)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(self.tr("Copied"))
        self._copied.start()

    @Slot()
    def _show_usual(self) -> None:
        self.copy.setText(self.tr("Copy diagnostics"))
