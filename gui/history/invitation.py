"""What the page shows while nothing is kept: why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui import theme
from gui.controls import Button, label
from gui.icons import icon

ICON_PX, LEAD_PX = 56, 520
PRIVACY = "privacy"


class Invitation(QWidget):
    """`go_wanted` carries the key of the page that helps; `privacy_wanted` asks for the settings of what is kept."""

    go_wanted = Signal(str)
    privacy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._sign.setFixedSize(ICON_PX, ICON_PX)
        self.heading = label("", "heading")
        self._lead = label("", "lead")
        self._lead.setWordWrap(True)
        self._lead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lead.setFixedWidth(LEAD_PX)
        self.button = Button("", "primary")
        self.button.clicked.connect(self._clicked)
        self._key = ""
        column = QVBoxLayout(self)
        column.addStretch()
        for widget, gap in ((self._sign, 16), (self.heading, 8), (self._lead, 24), (self.button, 0)):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(gap)
        column.addStretch()
        self._paint_sign()
        self.show_impossible()

    def show_nothing_kept(self) -> None:
        """Sessions are kept, but there has not been one."""
        self._show(
            self.tr("Nothing has been said yet"),
            self.tr(
                "What is said while the program listens is listed here, session by session: who it was, how sure that "
                "is, and why. Play it, put it right, export it."
            ),
            self.tr("Listen now"),
            "live",
        )

    def show_not_wanted(self) -> None:
        """The user chose to keep none."""
        self._show(
            self.tr("Sessions are not kept"),
            self.tr("You chose to keep nothing of what is said. The settings under privacy change that."),
            self.tr("Open the settings"),
            PRIVACY,
        )

    def show_impossible(self) -> None:
        """The diary is not open: not yet, or it cannot be read."""
        self._show(
            self.tr("No sessions to show"),
            self.tr("Sessions are listed here once the program is ready and can read and write its folder."),
            self.tr("Back to live"),
            "live",
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_sign()

    def _show(self, heading: str, lead: str, action: str, key: str) -> None:
        self.heading.setText(heading)
        self._lead.setText(lead)
        self._lead.setFixedHeight(self._lead.heightForWidth(LEAD_PX))  # a centred label is not asked how tall it is
        self.button.setText(action)
        self.button.setAccessibleName(action)
        self._key = key

    @Slot()
    def _clicked(self) -> None:
        if self._key == PRIVACY:
            self.privacy_wanted.emit()
        else:
            self.go_wanted.emit(self._key)

    def _paint_sign(self) -> None:
        size, ratio = QSize(ICON_PX, ICON_PX), self.devicePixelRatioF()
        self._sign.setPixmap(icon("history", theme.tokens().secondary, ICON_PX).pixmap(size, ratio))
