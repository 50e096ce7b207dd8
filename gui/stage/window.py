"""The window for the audience: on the second display if there is one, black, with nothing on it but who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QColor, QFont, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from gui import theme, words
from gui.backdrop import paint_light
from gui.imagined.visions import Visions
from gui.roster import Roster
from gui.scene import Scene
from gui.stage.bars import SpeakingBars
from gui.stage.dark import StageFace, StageImagined, StageLabel
from gui.stage.timeline import PortraitTimeline

# Shares of the window's height: face and name together are 60 % of it.
MARGIN, FACE, NAME, VERDICT, TIMELINE = 0.05, 0.46, 0.14, 0.07, 0.13
NAME_SIZES = (0.105, 0.08, 0.06)
VERDICT_SIZES = (0.042, 0.03)
BARS = 0.21
"""Share of the width for the speaking times, at the right."""

IMAGINED, IMAGINED_CAPTION = 0.36, 0.02
"""Shares of the height: of the imagined face, at the left where the light has room, and of the words under it."""


def screen_for_stage(screens: Sequence[QScreen], host: QScreen | None) -> QScreen | None:
    """The first display that is not the host's, else the host's."""
    return next((screen for screen in screens if screen is not host), host)


class StageWindow(QWidget):
    """Shows the `Scene`, and the face imagined of whoever is in it. `closed` comes when the audience sees it no more;
    `toggle_wanted` asks to start or stop listening, `news` is a sentence for the host.

    When its display is unplugged it waits, hidden, and comes back with the next one.
    """

    closed = Signal()
    toggle_wanted = Signal()
    news = Signal(str)

    def __init__(self, scene: Scene, visions: Visions, roster: Roster, host: QWidget) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self._scene, self._visions, self._host = scene, visions, host
        self._on: QScreen | None = None
        self.setWindowTitle(self.tr("WhoSpeaks, the stage"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.face = StageFace(roster, self)
        self.name = StageLabel((theme.STAGE,), QFont.Weight.Bold, self)
        self.name.setAccessibleName(self.tr("Who is speaking"))
        self.verdict = StageLabel((theme.HEADING,), QFont.Weight.Normal, self)
        self.imagined = StageImagined(self)
        self.bars = SpeakingBars(roster, self)
        self.timeline = PortraitTimeline(roster, self)
        self.face.light_changed.connect(self.update)
        scene.changed.connect(self._show)
        visions.changed.connect(self._show_vision)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._screen_removed)
        app.screenAdded.connect(self._screen_added)
        self._show()
        self._show_vision()

    def open(self) -> None:
        """Fill the display for the audience."""
        self._on = screen_for_stage(QGuiApplication.screens(), self._host.screen())
        apart = self._on is not None and self._on is not self._host.screen()
        # On a display of its own it is only looked at: keys go on going to the host's window.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, apart)
        if self._on is not None:
            self.setScreen(self._on)
            self.setGeometry(self._on.geometry())
        self.showFullScreen()
        self.raise_()
        (self._host if apart else self).activateWindow()

    @Slot(QScreen)
    def _screen_removed(self, screen: QScreen) -> None:
        if screen is self._on:
            self._on = None
            self.hide()  # not onto the host's own display, where it would be in the way
            self.news.emit(self.tr("The display for the audience is gone. The stage comes back with it."))

    @Slot(QScreen)
    def _screen_added(self, _screen: QScreen) -> None:
        if self._on is None:
            self.open()

    @Slot()
    def _show(self) -> None:
        shown = self._scene.shown
        self.bars.show_talk(self._scene.talk)
        self.timeline.show_talk(self._scene.talk)
        if shown is None:
            calm = self._scene.calm
            self.face.show_person(None, lit=False, opacity=0.6)
            self.name.setText(calm.headline)
            self.name.set_opacity(0.7)
            self.verdict.setText("" if calm.to_host else calm.hint)
            self.verdict.set_opacity(0.6)
            return
        answer, firm = shown.answer, not shown.provisional
        opacity = 1.0 if firm else theme.PROVISIONAL_FACE_OPACITY
        self.face.show_person(answer.person_id, lit=True, opacity=opacity, shares=words.shares(answer))
        self.name.setText(words.headline(answer))
        self.name.set_opacity(1.0 if firm else theme.PROVISIONAL_OPACITY)
        self.verdict.setText(words.verdict(answer))
        self.verdict.set_opacity(0.8 if firm else theme.PROVISIONAL_OPACITY)

    @Slot()
    def _show_vision(self) -> None:
        vision = self._visions.shown
        if vision is None:
            self.imagined.show_nothing()
        else:
            opacity = theme.PROVISIONAL_FACE_OPACITY if vision.provisional else 1.0
            self.imagined.show_imagined(vision.imagined, opacity)

    def _lay_out(self) -> None:
        width, height = self.width(), self.height()
        margin = round(MARGIN * height)
        bars = round(BARS * width)
        middle = QRect(margin + bars, 0, width - 2 * (margin + bars), height)
        top = margin
        for widget, share in ((self.face, FACE), (self.name, NAME), (self.verdict, VERDICT)):
            widget.setFixedHeight(round(share * height))
            widget.setGeometry(middle.left(), top, middle.width(), round(share * height))
            top += round(share * height)
        self.name.set_scale(tuple(round(share * height) for share in NAME_SIZES))
        self.verdict.set_scale(tuple(round(share * height) for share in VERDICT_SIZES))
        self.bars.setGeometry(width - margin - bars, margin, bars, top - margin)
        self._place_imagined(margin)
        below = round(TIMELINE * height)
        self.timeline.setGeometry(margin, height - margin - below, width - 2 * margin, below)

    def _place_imagined(self, margin: int) -> None:
        """Between the edge and the face, level with it."""
        face = self.face.geometry()
        room = face.center().x() - self.face.side // 2 - 2 * margin
        side = min(room, round(IMAGINED * self.height()))
        height = side + 4 * round(IMAGINED_CAPTION * self.height())
        self.imagined.set_caption_px(max(theme.CAPTION, round(IMAGINED_CAPTION * self.height())))
        left = margin + (room - side) // 2
        self.imagined.setGeometry(left, face.center().y() - height // 2, side, height)

    def resizeEvent(self, _event: object) -> None:
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.BLACK.page))
        with theme.on_black():
            paint_light(painter, self.face, self.face.geometry().center(), self.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        other = event.key() == Qt.Key.Key_S and event.modifiers() == both  # where F5 is taken
        if other or event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
            self.close()
        elif event.key() == Qt.Key.Key_Space:
            self.toggle_wanted.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
