"""The pages with the keys alone, each pressed where the focus is: reach, open, rename, merge, correct, export, undo."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from gui.controls import Button
from gui.model.doing import Doing
from gui.model.work import Steps, Work
from gui.people.merge import MergeDialog
from gui.settings.view import SettingsView
from tests.gui.files_staging import analyse, named, recording
from tests.gui.history_staging import heard
from tests.gui.people_scene import Open
from tests.gui.staging import OpenStage, Stage

CTRL, ALT, NO = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
    """Where the focus is, or in the menu that is open."""
    widget = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def tab_to(stage: Stage, name: str) -> None:
    """Press Tab until the focus is on what is called so."""
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is not None and focused.accessibleName().startswith(name):
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"the Tab key does not lead to {name}")


def in_front(stage: Stage) -> None:
    stage.window.activateWindow()
    stage.bot.waitUntil(lambda: QApplication.activeWindow() is stage.window)


def test_somebody_is_opened_renamed_and_called_as_before(scene: Open) -> None:
    it = scene(Hana=2, Desmond=2)
    in_front(it.stage)
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    it.settled("Desmond")
    name = it.page.pane.name
    place = name.geometry()
    tab_to(it.stage, "Name")
    press(Qt.Key.Key_A, CTRL)
    QTest.keyClicks(name, "Hana")
    press(Qt.Key.Key_Return)
    it.until(lambda: "already somebody called Hana" in it.page.pane.error.text())
    assert it.page.pane.error.isVisible() and name.geometry() == place  # nothing jumps
    press(Qt.Key.Key_Escape)
    assert name.text() == "Desmond" and not it.page.pane.error.isVisible() and it.page.pane.facts.isVisible()
    press(Qt.Key.Key_A, CTRL)
    QTest.keyClicks(name, "Des")
    press(Qt.Key.Key_Return)
    it.banner("Desmond is called Des now.")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Z, CTRL)
    it.until(lambda: name.text() == "Desmond")
    assert it.gallery.find("Des") is None


def test_two_are_merged_and_parted_again(scene: Open) -> None:
    it = scene(Hana=2, Desmond=3)
    in_front(it.stage)
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    it.settled("Desmond")
    tab_to(it.stage, "Merge into")
    press(Qt.Key.Key_Return)
    dialog = it.dialog(MergeDialog)
    dialog.activateWindow()
    it.until(dialog.search.hasFocus)
    press(Qt.Key.Key_Down)
    assert dialog.list.hasFocus() and dialog.merge.text() == "Merge into Hana"
    press(Qt.Key.Key_Return)
    it.banner("Desmond is one with Hana now.")
    in_front(it.stage)
    press(Qt.Key.Key_Z, CTRL)
    it.until(lambda: it.gallery.find("Desmond") is not None)
    it.until(lambda: not it.stage.window.banner.isVisible())
    press(Qt.Key.Key_Z, CTRL)  # once is enough
    it.stage.bot.wait(50)
    assert it.gallery.find("Desmond") is not None


def test_a_session_is_searched_corrected_put_back_and_exported(
    open_stage: OpenStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, page = heard(open_stage)
    in_front(stage)
    page.sessions.view.setFocus()
    press(Qt.Key.Key_F, CTRL)
    assert page.sessions.search.hasFocus()
    QTest.keyClicks(page.sessions.search, "team")
    press(Qt.Key.Key_Down)
    assert page.sessions.view.hasFocus() and page.sessions.current is not None
    tab_to(stage, "What was said")
    assert page.utterances.current is not None  # seen without another key
    press(Qt.Key.Key_C)
    chooser = page.correcting.chooser
    assert chooser is not None
    QTest.keyClicks(chooser.text, "Mei")
    with stage.bot.waitSignal(page.correcting.changed):
        QTest.keyClick(chooser.text, Qt.Key.Key_Return)
    in_front(stage)
    stage.bot.waitUntil(lambda: page.utterances.model.shown[0].corrected)
    with stage.bot.waitSignal(page.correcting.changed):
        press(Qt.Key.Key_Z, CTRL)
    stage.bot.waitUntil(lambda: not page.utterances.model.shown[0].corrected)

    target = tmp_path / "talk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    tab_to(stage, "Export")
    press(Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and menu.activeAction() is menu.actions()[0]
    assert menu.geometry().right() <= page.utterances.export.mapToGlobal(page.utterances.export.rect().topRight()).x()
    with stage.bot.waitSignal(page.exporter.news):
        press(Qt.Key.Key_Return)
    assert target.with_suffix(".html").exists()


def test_recordings_are_reached_and_the_last_correction_is_taken_back(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    in_front(stage)
    press(Qt.Key.Key_4, ALT)
    page = analyse(stage, recording(tmp_path))
    assert page.queue.view.hasFocus()  # the invitation, which had it, is gone
    press(Qt.Key.Key_Return)
    assert page.recording.timeline.hasFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    chooser = page.recording.corrections.chooser
    assert chooser is not None
    QTest.keyClicks(chooser.text, "Ravi")
    QTest.keyClick(chooser.text, Qt.Key.Key_Return)
    sheet = page.recording.corrections, page.queue.job
    assert sheet[1] is not None and sheet[1].sheet.can_undo
    in_front(stage)
    page.queue.view.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert not sheet[1].sheet.can_undo


def test_the_focus_goes_with_long_work_and_comes_back(open_stage: OpenStage) -> None:
    """Else the space bar, meant for a button that has just gone, would start or stop listening."""
    stage, gate = open_stage("Anna", "Ravi"), threading.Event()
    work = Work(stage.session)
    button = Button("Learn")
    doing = Doing(work, ("learn",), [button], stage.window.centralWidget())
    doing.set_usable(True)
    doing.resize(600, doing.height())
    doing.show()
    in_front(stage)
    button.setFocus()

    def steps(_recogniser: object) -> Steps:
        gate.wait()
        yield from ()

    work.begin("learn", steps)
    assert doing.cancel.hasFocus()
    with stage.bot.waitSignal(work.ended):
        gate.set()
    assert button.hasFocus()


def test_the_thresholds_as_they_came_are_taken_back(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    in_front(stage)
    stage.window.preferences.change(gate_db=6.0, strictness=0.5)
    press(Qt.Key.Key_Comma, CTRL)
    settings = stage.window.pages.front
    assert isinstance(settings, SettingsView)
    press(Qt.Key.Key_Down)
    tab_to(stage, "Back to the usual")
    press(Qt.Key.Key_Return)
    assert stage.window.preferences.now.gate_db == stage.window.preferences.now.strictness == 0.0
    press(Qt.Key.Key_Z, CTRL)
    assert (stage.window.preferences.now.gate_db, stage.window.preferences.now.strictness) == (6.0, 0.5)
