"""The stage for an audience: the same scene, on black, and gone when its display is."""

from types import SimpleNamespace
from typing import cast

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from audio.segmenter import Utterance
from audio.source import RATE
from gui import theme
from gui.session import State
from gui.stage.window import StageWindow, screen_for_stage
from gui.theme import Theme
from sincnet.events import Identified, Provisional, SpeechDiscarded
from tests.gui.fake_recogniser import answer
from tests.gui.staging import OpenStage, Stage


def utterance(seconds: float = 1.0, *, complete: bool = True) -> Utterance:
    return Utterance(np.zeros(int(seconds * RATE), np.float32), 0, complete)


def opened(stage: Stage) -> StageWindow:
    QTest.mouseClick(stage.window.top_bar.stage, Qt.MouseButton.LeftButton)
    window = stage.window.stage.window
    assert window is not None and window.isFullScreen()
    return window


def test_it_shows_what_the_live_view_shows(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi")
    gallery = stage.recogniser.gallery
    window = opened(stage)
    assert window.name.text() == "Ready"
    stage.session.provisional.emit(Provisional(utterance(complete=False), answer(gallery, "Anna", 0.8)))
    assert (window.name.text(), window.verdict.text()) == ("Anna", "probably")
    assert window.face.opacity == theme.PROVISIONAL_FACE_OPACITY
    stage.session.provisional.emit(Provisional(utterance(complete=False), answer(gallery, "Ravi", 0.8)))
    assert window.name.text() == stage.window.live.stage.name.text() == "Anna"  # never flickers
    stage.session.identified.emit(Identified(utterance(), answer(gallery, "Ravi", 0.95)))
    assert (window.name.text(), window.verdict.text()) == ("Ravi", "sure")
    assert window.face.opacity == 1.0
    assert window.face.height() + window.name.height() >= 0.58 * window.height()
    assert window.bars.accessibleDescription() == "Ravi 0:01"


def test_portraits_grow_with_speaking_time(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi")
    gallery, window = stage.recogniser.gallery, opened(stage)

    def widths() -> list[tuple[str | None, int]]:
        names = {member.person_id: member.name for member in stage.window.roster.members}
        return [(names.get(part.person_id or ""), round(area.width())) for part, area in window.timeline.places()]

    stage.session.identified.emit(Identified(utterance(4.0), answer(gallery, "Anna")))
    stage.session.provisional.emit(Provisional(utterance(5.0, complete=False), answer(gallery, "Ravi")))
    stage.session.provisional.emit(Provisional(utterance(5.0, complete=False), answer(gallery, "Ravi")))
    before = dict(widths())
    assert list(before) == ["Ravi", "Anna"]  # the newest is at the right end
    assert [round(area.left()) for _, area in window.timeline.places()][-1] == 0  # and the first begins at the left
    assert before["Ravi"] > before["Anna"]
    stage.session.discarded.emit(SpeechDiscarded(0))
    assert [name for name, _ in widths()] == ["Anna"]
    stage.session.identified.emit(Identified(utterance(4.0), answer(gallery, "Anna")))
    assert dict(widths())["Anna"] > before["Anna"]
    for _ in range(60):
        for name in ("Anna", "Ravi"):
            stage.session.identified.emit(Identified(utterance(2.0), answer(gallery, name)))
    assert len(widths()) < 60  # what has no room has left
    assert round(next(area for _, area in window.timeline.places()).right()) == window.timeline.width()
    window.grab()


def test_keys_open_and_close_it(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    window = opened(stage)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert {"F5", "Ctrl+Shift+S"} <= {action.shortcut().toString() for action in stage.window.actions()}
    stage.window.stage.toggle()
    again = stage.window.stage.window
    assert again is not None and again.isVisible()
    stage.window.stage.toggle()
    assert not again.isVisible()


def test_what_opens_it_where_f5_is_taken_closes_it(open_stage: OpenStage) -> None:
    window = opened(open_stage("Anna"))
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert not window.isVisible()


def test_on_a_display_of_its_own_it_leaves_the_keys_to_the_host(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    live, asked = stage.window.live, list[bool]()
    host = SimpleNamespace(screen=lambda: None, activateWindow=lambda: asked.append(True))  # on no display of these
    window = StageWindow(live.scene, live.visions, stage.window.roster, cast("QWidget", host))
    stage.bot.addWidget(window)
    window.open()
    assert window.isVisible() and window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert asked == [True]
    assert not opened(stage).testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # one display for both


def test_the_space_bar_starts_listening_from_there(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    window = opened(stage)
    with stage.bot.waitSignal(stage.session.state_changed, check_params_cb=State.LISTENING.__eq__):
        QTest.keyClick(window, Qt.Key.Key_Space)
    stage.until(State.IDLE)


def test_closing_the_program_closes_it(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    window = opened(stage)
    stage.close()
    assert not window.isVisible()


def test_it_survives_its_display_being_unplugged(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    window = opened(stage)
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.screenRemoved.emit(window.screen())
    assert not window.isVisible()
    assert "comes back" in stage.window.banner.text
    stage.session.identified.emit(Identified(utterance(), answer(stage.recogniser.gallery, "Anna")))
    app.screenAdded.emit(app.primaryScreen())
    assert window.isVisible() and window.name.text() == "Anna"


def test_it_goes_to_the_display_that_the_host_does_not_look_at() -> None:
    laptop, projector = cast("QScreen", object()), cast("QScreen", object())
    assert screen_for_stage([laptop, projector], laptop) is projector
    assert screen_for_stage([projector, laptop], projector) is laptop
    assert screen_for_stage([laptop], laptop) is laptop


def test_it_is_black_in_either_scheme(open_stage: OpenStage, theme: Theme) -> None:
    stage = open_stage("Anna")
    window = opened(stage)
    theme.show_scheme(Qt.ColorScheme.Light)
    try:
        stage.session.identified.emit(Identified(utterance(), answer(stage.recogniser.gallery, "Anna")))
        picture = window.grab().toImage()
    finally:
        theme.show_scheme(Qt.ColorScheme.Dark)
    assert picture.pixelColor(2, picture.height() - 2).name() == "#000000"
    area, ratio = window.name.geometry(), picture.devicePixelRatio()
    lights = [
        picture.pixelColor(int(x * ratio), int(area.center().y() * ratio)).lightness()
        for x in range(area.left(), area.right(), 2)
    ]
    assert max(lights) > 200
