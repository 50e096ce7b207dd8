"""Where people, sessions, recordings, weights and settings are: whatever takes the focus looks different with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.ask import DeleteDialog
from gui.chooser import Chooser
from gui.page import Page
from gui.people.merge import MergeDialog
from gui.settings.view import SettingsView
from gui.shortcuts import HelpSheet
from sincnet.turn_sheet import STRANGER
from tests.gui.files_staging import analyse, named, recording
from tests.gui.history_staging import heard, select
from tests.gui.model_staging import SLOW_MS
from tests.gui.staging import OpenStage, Stage

LEAST_PX, LEAST_STEP = 12, 24
"""So many pixels must change by so much of 255 at least: a thin ring round the smallest button does."""


def picture(widget: QWidget) -> np.ndarray:
    """The widget with a little around it as it is on its window, (height, width, 4)."""
    window = widget.window()
    place = widget.rect().translated(widget.mapTo(window, QPoint())).adjusted(-6, -6, 6, 6)
    image = window.grab(place.intersected(window.rect())).toImage().convertToFormat(QImage.Format.Format_RGB32)
    whole = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return whole[:, : image.width()].astype(int)


def unseen(root: QWidget) -> list[str]:
    """The controls in sight within `root` that take the focus and look the same with it."""
    found = []
    for widget in root.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        if not takes or widget.focusProxy() is not None or widget.visibleRegion().isEmpty():
            continue
        looks = []
        for _ in range(2):  # a list is come to with a row chosen, and keeps it: what counts is how that looks
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            looks.append(picture(widget))
            widget.clearFocus()
            QApplication.processEvents()
            looks.append(picture(widget))
        with_it, without = looks[2:]
        if (np.abs(with_it - without).max(axis=2) > LEAST_STEP).sum() < LEAST_PX:
            found.append(f"{type(widget).__name__} {widget.accessibleName()}")
    return found


def in_front(stage: Stage) -> Page:
    stage.window.activateWindow()
    stage.bot.wait(50)
    stage.bot.waitUntil(lambda: not stage.session._workers.busy, timeout=SLOW_MS)  # some begin by importing torch
    return stage.window.pages.front


@pytest.mark.parametrize("key", ["people", "history", "files", "model"])
def test_the_focus_is_seen_on_a_page(open_stage: OpenStage, key: str) -> None:
    stage = open_stage("Anna", "Ravi", "Mei")
    stage.window.pages.show_page(key)
    assert unseen(in_front(stage)) == []


def test_the_focus_is_seen_in_a_session(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    select(page, 0)
    QTest.keyClick(page.utterances.view, Qt.Key.Key_Return)
    assert page.why.isVisible() and unseen(in_front(stage)) == []


def test_the_focus_is_seen_in_a_recording(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    assert page.recording.timeline.selection < 0 and unseen(in_front(stage)) == []
    QTest.keyClick(page.recording.timeline, Qt.Key.Key_Down)
    assert page.recording.timeline.selection >= 0 and unseen(in_front(stage)) == []


def test_the_focus_is_seen_in_every_section_of_the_settings_and_on_a_persons_page(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi", "Mei")
    stage.window.pages.show_page("settings")
    settings = stage.window.pages.front
    assert isinstance(settings, SettingsView)
    for row in range(settings.sections.count()):
        settings.sections.setCurrentRow(row)
        stage.bot.wait(20)
        assert unseen(settings) == []
    stage.window.bus.show_person.emit(stage.window.roster.members[0].person_id)
    assert unseen(in_front(stage)) == []


def test_the_focus_is_seen_in_dialogs(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi", "Mei")
    anna, roster = stage.window.roster.members[0], stage.window.roster
    dialogs: list[QDialog] = [
        HelpSheet(stage.window),
        MergeDialog(anna, roster, [], stage.window),
        Chooser(STRANGER, "", [], roster, stage.window),
        DeleteDialog(anna, stage.session, stage.window),
    ]
    for dialog in dialogs:
        dialog.show()
        dialog.activateWindow()
        stage.bot.wait(20)
        assert unseen(dialog) == []
        dialog.reject()
