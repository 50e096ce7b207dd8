"""The keys that do something, in one list: for the settings and for the help sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.controls import Button, label


@dataclass(frozen=True, slots=True)
class Group:
    """Keys of one place: pairs of keys and what they do."""

    title: str
    keys: Sequence[tuple[str, str]]


def groups() -> list[Group]:
    translate = QCoreApplication.translate
    space, undo, delete, search = (
        translate("Shortcuts", "Space"),
        translate("Shortcuts", "Ctrl+Z"),
        translate("Shortcuts", "Delete"),
        translate("Shortcuts", "Ctrl+F"),
    )
    return [
        Group(
            translate("Shortcuts", "Anywhere"),
            [
                (space, translate("Shortcuts", "Start or stop listening")),
                (translate("Shortcuts", "Ctrl+E"), translate("Shortcuts", "Enrol someone")),
                (translate("Shortcuts", "Ctrl+Shift+E"), translate("Shortcuts", "Enrol the new voice in the light")),
                (translate("Shortcuts", "Ctrl+O"), translate("Shortcuts", "Listen to a recording")),
                (translate("Shortcuts", "Alt+1, Alt+2 …"), translate("Shortcuts", "Go to a page")),
                (translate("Shortcuts", "Ctrl+,"), translate("Shortcuts", "Settings")),
                (translate("Shortcuts", "F5"), translate("Shortcuts", "Stage for an audience; again or Esc closes it")),
                (translate("Shortcuts", "F11"), translate("Shortcuts", "Full screen, and back")),
                (undo, translate("Shortcuts", "Take back what the message in the corner tells")),
                (translate("Shortcuts", "F1 or ?"), translate("Shortcuts", "This list")),
                (translate("Shortcuts", "Ctrl+Q"), translate("Shortcuts", "Quit")),
            ],
        ),
        Group(
            translate("Shortcuts", "People"),
            [
                (search, translate("Shortcuts", "Search")),
                (translate("Shortcuts", "Enter"), translate("Shortcuts", "Open a person, play a recording")),
                (translate("Shortcuts", "Ctrl+V"), translate("Shortcuts", "Paste a picture of somebody")),
                (delete, translate("Shortcuts", "Delete a recording")),
                (translate("Shortcuts", "Esc"), translate("Shortcuts", "Back to everybody")),
            ],
        ),
        Group(
            translate("Shortcuts", "History"),
            [
                (search, translate("Shortcuts", "Search")),
                (space, translate("Shortcuts", "Play what was said, or stop")),
                (translate("Shortcuts", "Enter"), translate("Shortcuts", "Why this name?")),
                (translate("Shortcuts", "C"), translate("Shortcuts", "Say who it was")),
                (translate("Shortcuts", "P"), translate("Shortcuts", "Open the person's page")),
                (delete, translate("Shortcuts", "Delete a session")),
            ],
        ),
        Group(
            translate("Shortcuts", "Files"),
            [
                (space, translate("Shortcuts", "Play or pause")),
                (translate("Shortcuts", "↑ ↓"), translate("Shortcuts", "Go to the turn before or after")),
                (translate("Shortcuts", "Shift+← →"), translate("Shortcuts", "Go back or ahead in time")),
                (translate("Shortcuts", "← → Home End"), translate("Shortcuts", "Look earlier or later")),
                (translate("Shortcuts", "+ − 0"), translate("Shortcuts", "Closer, farther, all of it")),
                (translate("Shortcuts", "Enter"), translate("Shortcuts", "Say who it was")),
                (undo, translate("Shortcuts", "Take a correction back")),
                (delete, translate("Shortcuts", "Remove a recording from the queue")),
            ],
        ),
    ]


def sheet(group: Group) -> QWidget:
    """One group as a table of two columns."""
    result = QWidget()
    grid = QGridLayout(result)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.addWidget(label(group.title, "section"), 0, 0, 1, 2)
    for row, (keys, what) in enumerate(group.keys, 1):
        cap = label(keys, "key")
        cap.setAccessibleName(f"{keys}: {what}")
        grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(what, ""), row, 1)
    grid.setColumnMinimumWidth(0, 136)
    grid.setColumnStretch(1, 1)
    return result


class HelpSheet(QDialog):
    """All keys at a glance; any of the usual keys closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheets = [sheet(group) for group in groups()]
        columns = QHBoxLayout()
        columns.setSpacing(48)
        for below_each_other in (sheets[: len(sheets) // 2], sheets[len(sheets) // 2 :]):
            column = QVBoxLayout()
            column.setSpacing(24)
            for one in below_each_other:
                column.addWidget(one)
            column.addStretch(1)
            columns.addLayout(column)
        close = Button(self.tr("Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(label(self.tr("Keys"), "title"))
        column.addLayout(columns)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
