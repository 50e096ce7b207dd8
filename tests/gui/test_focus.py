"""With the keys alone: one sees where the focus is, it does not go astray, and the Tab key reads as the eye does."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from audio.source import ArraySource
from gui.enrol.camera import Frames
from gui.focus import has_focus, set_enabled
from gui.preferences import Preferences
from gui.session import State
from gui.theme import Theme
from gui.voicemap.view import MapView
from sincnet.events import Identified
from sincnet.voice_map import Island
from tests.gui.fake_imaginer import FakeImaginer
from tests.gui.fake_recogniser import answer, conversation
from tests.gui.staging import OpenStage, Stage
from tests.gui.window_staging import utterance

LEAST_PX = 60
"""Pixels that change when the focus comes or goes."""


@pytest.fixture
def still(theme: Theme) -> Preferences:
    """Nothing moves, so that only the focus makes a difference."""
    preferences = Preferences()
    preferences.change(motion="none")
    theme.follow(preferences)
    return preferences


def stops(window: QWidget) -> list[QWidget]:
    """Where the Tab key leads, in order, from what has the focus to before it comes round."""
    found: list[QWidget] = []
    for _ in range(100):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        now = window.focusWidget()
        assert now is not None
        if now in found:
            break
        found.append(now)
    return found


def picture(window: QWidget) -> np.ndarray:
    QApplication.processEvents()
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].astype(int)


def unseen(window: QWidget) -> list[str]:
    """The stops of the Tab key at which the window looks as if nothing had the focus."""
    found = []
    for widget in stops(window):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        with_it = picture(window)
        widget.clearFocus()
        without = picture(window)
        if (abs(with_it - without) > 24).sum() < LEAST_PX:
            found.append(f"{type(widget).__name__} {widget.accessibleName()}")
        widget.setFocus(Qt.FocusReason.TabFocusReason)
    return found


def hear(stage: Stage, *names: str | None) -> None:
    for name in names:
        stage.session.identified.emit(Identified(utterance(), answer(stage.recogniser.gallery, name)))


@pytest.mark.parametrize("people", [(), ("Anna", "Ravi", "Mei")], ids=["nobody", "people"])
def test_where_the_focus_is_can_be_seen(
    open_stage: OpenStage, still: Preferences, people: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.voicemap.view.voice_map", lambda _known, before: before)  # the islands come by hand
    stage = open_stage(*people, preferences=still)
    if people:
        hear(stage, "Anna", None)
    stage.window.activateWindow()
    for page in ("live", "map"):
        stage.window.pages.show_page(page)
        if isinstance(view := stage.window.pages.front, MapView):
            persons = stage.recogniser.gallery.people()
            view.list.show_islands([Island(one, 0.1, 0.1, 0.5, (persons[0].id, 0.5)) for one in persons])
        stage.bot.wait(50)
        assert unseen(stage.window) == []


def test_in_the_wizard_too(open_stage: OpenStage, still: Preferences, imaginer: FakeImaginer) -> None:
    stage = open_stage("Anna", preferences=still)
    still.change(imagine_faces=True)
    stage.window.enrolment.make_camera = Frames
    stage.window.enrolment.open("Bo")
    dialog = stage.window.enrolment.dialog
    assert dialog is not None
    dialog.cropping.show_picture(QImage(320, 240, QImage.Format.Format_RGB888))
    for step in (dialog.identity, dialog.drawing, dialog.cropping, dialog.speak, dialog.many):
        assert unseen(dialog) == []
        dialog.go(step)
    assert unseen(dialog) == []


def test_the_tab_key_reads_from_top_to_bottom(open_stage: OpenStage) -> None:
    """Also when somebody was enrolled since: their face comes between the list and the button below it."""
    stage = open_stage("Anna", "Ravi")
    hear(stage, "Anna", None)
    stage.recogniser.gallery.add("Mei", [], [], "fake")
    with stage.bot.waitSignal(stage.window.roster.changed):
        stage.session.change_people(lambda _known: None, lambda _outcome: None)
    hear(stage, None)
    stage.bot.wait(20)
    live = stage.window.live
    live.setFocus()
    order = [widget for widget in stops(stage.window) if live.isAncestorOf(widget)]
    wanted = [live.stage.stranger_button, live.spectrogram_button, live.history.view]
    assert order == [*wanted, *live.people.faces, live.enrol_button]
    live.setFocus()
    bar = [widget for widget in stops(stage.window) if stage.window.top_bar.isAncestorOf(widget)]
    lefts = [widget.mapTo(stage.window, QPoint(0, 0)).x() for widget in bar]
    assert len(lefts) > 5 and lefts == sorted(lefts)


def test_at_the_first_start_enter_is_enough(open_stage: OpenStage) -> None:
    stage = open_stage()
    window = stage.window
    button = window.live.stage.enrol_button
    assert window.focusWidget() is button
    QTest.keyClick(button, Qt.Key.Key_Return)
    dialog = window.enrolment.dialog
    assert isinstance(dialog, QDialog) and dialog.isVisible()
    dialog.reject()


def test_once_somebody_is_enrolled_the_space_bar_is_free_again(open_stage: OpenStage) -> None:
    stage = open_stage()
    stage.recogniser.gallery.add("Mei", [], [], "fake")
    with stage.bot.waitSignal(stage.window.roster.changed):
        stage.session.change_people(lambda _known: None, lambda _outcome: None)
    assert stage.window.focusWidget() is stage.window.live
    with stage.bot.waitSignal(stage.session.state_changed, check_params_cb=State.LISTENING.__eq__):
        QTest.keyClick(stage.window.live, Qt.Key.Key_Space)
    stage.until(State.IDLE)


def test_a_stranger_who_leaves_the_light_takes_no_key_along(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    live = stage.window.live
    hear(stage, None)
    live.stage.stranger_button.setFocus()
    hear(stage, "Anna")
    assert stage.window.focusWidget() is live
    hear(stage, None)
    live.stage.stranger_button.setFocus()
    stage.window.pages.show_page("map")
    stage.window.pages.show_page("live")
    assert stage.window.focusWidget() is live  # where the space bar starts and stops


def test_a_stranger_is_enrolled_by_a_key_with_what_they_said(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    hear(stage, None)
    QTest.keyClick(stage.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = stage.window.enrolment.dialog
    assert dialog is not None and len(dialog._heard) == 1
    dialog.reject()


def test_stop_and_start_again_with_the_same_key(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", microphone=lambda _: ArraySource(conversation(60), realtime=True))
    toggle = stage.window.top_bar.toggle
    toggle.setFocus()
    for state in (State.LISTENING, State.IDLE, State.LISTENING, State.IDLE):
        with stage.bot.waitSignal(stage.session.state_changed, check_params_cb=lambda now: now is state):  # noqa: B023
            QTest.keyClick(stage.window.focusWidget(), Qt.Key.Key_Space)
        assert stage.window.focusWidget() is toggle


def test_the_list_of_turns_opens_a_person_and_leaves_the_space_bar_alone(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", microphone=lambda _: ArraySource(conversation(60), realtime=True))
    turns = stage.window.live.history.view
    stage.bot.wait(10)
    assert turns.focusPolicy() == Qt.FocusPolicy.NoFocus  # there is nothing yet
    hear(stage, "Anna", None)
    turns.setFocus(Qt.FocusReason.TabFocusReason)
    assert turns.currentIndex().row() == 0
    QTest.keyClick(turns, Qt.Key.Key_Return)
    assert stage.window.pages.key == "live"  # a stranger has no page
    QTest.keyClick(turns, Qt.Key.Key_Down)
    with stage.bot.waitSignal(stage.session.state_changed, check_params_cb=State.LISTENING.__eq__):
        QTest.keyClick(turns, Qt.Key.Key_Space)
    stage.session.stop()
    stage.until(State.IDLE)
    QTest.keyClick(turns, Qt.Key.Key_Return)
    assert stage.window.pages.key == "people"


def test_the_focus_goes_along_with_the_tabs(open_stage: OpenStage) -> None:
    window = open_stage("Anna").window
    tabs = {**window.top_bar.tabs.buttons, **window.top_bar.quiet_tabs.buttons}
    tabs["live"].setFocus()
    QTest.keyClick(tabs["live"], Qt.Key.Key_Right)
    assert window.pages.key == "people" and window.focusWidget() is tabs["people"]
    for before, after in pairwise(("people", "history", "files", "map")):
        QTest.keyClick(tabs[before], Qt.Key.Key_Right)
        assert window.pages.key == after and window.focusWidget() is tabs[after]
    window.pages.show_page("live")
    window.pages.show_page("map")
    assert not any(has_focus(tab) for tab in tabs.values())


def test_whose_face_had_the_focus_has_it_still_with_another_name(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi")
    people = stage.window.live.people
    people.faces[1].setFocus()
    [_, ravi] = stage.window.roster.members
    with stage.bot.waitSignal(stage.window.roster.changed):
        stage.session.change_people(lambda known: known.rename(ravi.person_id, "Ravindra"), lambda _outcome: None)
    assert stage.window.focusWidget() is people.faces[1]
    with stage.bot.waitSignal(stage.window.roster.changed):
        stage.session.change_people(lambda known: known.delete(ravi.person_id), lambda _outcome: None)
    assert stage.window.focusWidget() is people.faces[0]


def test_escape_leads_back_from_a_picture_and_only_then_leaves(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    stage.window.enrolment.make_camera = Frames
    stage.window.enrolment.open("Bo")
    dialog = stage.window.enrolment.dialog
    assert dialog is not None
    dialog.frame.next.click()
    dialog.identity.name.setText("Bob")
    for step in (dialog.drawing, dialog.snapshot, dialog.cropping):
        dialog.go(step)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.step is dialog.identity
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.step is dialog.leaving
    dialog.leaving.leave_all.click()


def test_a_way_that_is_closed_hands_the_focus_to_the_way_on(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", microphone=lambda _: ArraySource(conversation(60), realtime=True))
    stage.window.enrolment.open("Bo")
    dialog = stage.window.enrolment.dialog
    assert dialog is not None
    dialog.go(dialog.speak)
    dialog.speak.files.setFocus()
    QTest.keyClick(dialog.frame.next, Qt.Key.Key_Return)
    assert dialog.studio.recording and not dialog.speak.files.isVisible()
    assert not dialog.frame.next.isEnabled() and dialog.focusWidget() is dialog.frame
    dialog.studio.stop()
    assert dialog.focusWidget() is dialog.frame.next
    dialog.reject()
    stage.session.stop()
    stage.until(State.IDLE)


def test_the_camera_s_button_gets_the_focus_with_the_first_picture(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    camera = Frames()
    stage.window.enrolment.make_camera = lambda: camera
    stage.window.enrolment.open("Bo")
    dialog = stage.window.enrolment.dialog
    assert dialog is not None
    dialog.go(dialog.snapshot)
    assert not dialog.frame.next.isEnabled()
    camera.frame.emit(QImage(32, 24, QImage.Format.Format_RGB888))
    assert dialog.focusWidget() is dialog.frame.next
    dialog.leaving.throw_away.emit()


def test_a_disabled_control_gets_its_focus_back(open_stage: OpenStage) -> None:
    window = open_stage("Anna").window
    control, stead = window.live.enrol_button, window.live
    control.setFocus()
    set_enabled(control, False, stead)
    assert window.focusWidget() is stead
    set_enabled(control, True, stead)
    assert window.focusWidget() is control
    window.live.spectrogram_button.setFocus()
    set_enabled(control, False, stead)
    set_enabled(control, True, stead)
    assert window.focusWidget() is window.live.spectrogram_button


def test_the_ring_is_the_house_s_and_nothing_of_the_style_s(open_stage: OpenStage, still: Preferences) -> None:
    """With the Tab key Qt's own style would lay a frame over the face that is chosen."""
    stage = open_stage(preferences=still)
    stage.window.enrolment.make_camera = Frames
    stage.window.enrolment.open("Bo")
    dialog = stage.window.enrolment.dialog
    assert dialog is not None
    dialog.go(dialog.drawing)
    stage.bot.wait(50)
    face = dialog.drawing.faces[1]
    QTest.keyClick(dialog.drawing.faces[0], Qt.Key.Key_Right)
    assert dialog.focusWidget() is face and face.isChecked()
    inside = face.geometry().adjusted(40, 40, -40, -40)
    area = inside.translated(dialog.drawing.mapTo(dialog, QPoint(0, 0)))

    def seen() -> np.ndarray:
        QApplication.processEvents()
        image = dialog.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB888)
        return np.frombuffer(image.constBits(), np.uint8).copy()

    with_focus = seen()
    dialog.drawing.others.setFocus()
    assert np.array_equal(with_focus, seen())
    dialog.done(0)
