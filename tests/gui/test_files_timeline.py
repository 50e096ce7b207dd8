"""Files: the timeline is looked at, moved and zoomed with pointer and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.files.lanes import HEADER_PX
from sincnet.turn_sheet import STRANGER
from tests.gui.files_staging import analyse, click, jobs, named, recording
from tests.gui.staging import OpenStage


def test_nobody_enrolled_shows_new_voices_and_how_to_enrol(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage()
    page = analyse(stage, recording(tmp_path))
    assert list(jobs(page)[0].sheet.seconds) == [STRANGER]
    assert page.recording.heading.invitation.isVisible()
    click(page, 0)
    assert page.recording.inspector.sentence.text() == "New voice"
    assert page.recording.inspector.correct.text() == "Who was that?"
    with stage.bot.waitSignal(stage.window.bus.enrol):
        page.recording.heading.enrol.click()


def test_a_turn_is_selected_by_click_and_keys(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    timeline, inspector = page.recording.timeline, page.recording.inspector
    click(page, 1)
    assert timeline.selection == 1
    assert inspector.sentence.text() == "Probably Ravi" and "70 %" in inspector.details.text()
    QTest.keyClick(timeline, Qt.Key.Key_Down)
    assert inspector.sentence.text() == "New voice"
    QTest.keyClick(timeline, Qt.Key.Key_Down)
    assert timeline.selection == 2, "there is none after it"
    inspector.before.click()
    assert timeline.selection == 1
    beside = QPoint(int(timeline.area_of(1).right()) + 20, int(timeline.area_of(1).center().y()))
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert timeline.selection == -1
    assert timeline.playhead_s == pytest.approx(jobs(page)[0].sheet.entries[1].end_s, abs=0.5)


def wheel(widget: QWidget, x: float, turned: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    where, none, phase = QPointF(x, 60), Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(where, where, QPoint(), QPoint(0, turned), none, keys, phase, False)
    QApplication.sendEvent(widget, event)


def test_wheel_and_keys_zoom_and_pan(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    timeline = page.recording.timeline
    view, total_s = timeline.view, timeline.view.total_s
    assert view.whole
    middle = HEADER_PX + (timeline.viewport().width() - HEADER_PX) / 2
    wheel(timeline.viewport(), middle, 240)
    assert view.length_s < total_s
    assert (view.start_s + view.end_s) / 2 == pytest.approx(total_s / 2, abs=0.05)
    start_s = view.start_s
    wheel(timeline.viewport(), middle, -120, Qt.KeyboardModifier.ShiftModifier)
    assert view.start_s > start_s
    QTest.keyClick(timeline, Qt.Key.Key_Home)
    assert view.start_s == 0
    QTest.keyClick(timeline, Qt.Key.Key_Right)
    assert view.start_s > 0
    QTest.keyClick(timeline, Qt.Key.Key_End)
    assert view.end_s == pytest.approx(total_s)
    length_s = view.length_s
    QTest.keyClick(timeline, Qt.Key.Key_Plus)
    assert view.length_s < length_s
    QTest.keyClick(timeline, Qt.Key.Key_0)
    assert view.whole
    page.recording.transport.closer.click()
    QTest.mouseClick(
        page.recording.overview, Qt.MouseButton.LeftButton, pos=QPoint(page.recording.overview.width() - 1, 9)
    )
    assert view.end_s == pytest.approx(total_s)


def test_dragging_the_timeline_moves_along(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    timeline = page.recording.timeline
    timeline.zoom(3, 0)
    port = timeline.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(HEADER_PX + 300, 60))
    for x in (280, 200, 100):
        QTest.mouseMove(port, QPoint(HEADER_PX + x, 60))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(HEADER_PX + 100, 60))
    assert timeline.view.start_s > 0
    assert timeline.selection == -1 and timeline.playhead_s == 0


def test_a_lane_that_is_out_of_sight_is_scrolled_to(open_stage: OpenStage, tmp_path: Path) -> None:
    people = [f"Person {n}" for n in range(14)]
    stage = open_stage(*people, script=lambda n, _: (people[n], 0.95, None))
    page = analyse(stage, recording(tmp_path, "many.wav", *[1.2] * 14))
    timeline = page.recording.timeline
    for _ in range(14):
        QTest.keyClick(timeline, Qt.Key.Key_Down)
    assert timeline.selection == 13
    assert timeline.viewport().rect().contains(timeline.area_of(13).toRect())
    assert timeline.area_of(0).top() < 0


def test_a_turn_is_found_where_it_is_painted(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    for number in range(3):
        assert page.recording.timeline.turn_at(page.recording.timeline.area_of(number).center()) == number
    assert page.recording.timeline.turn_at(QPointF(HEADER_PX + 5, 40)) == -1
