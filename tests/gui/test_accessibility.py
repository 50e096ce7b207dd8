"""Whoever cannot see the window or uses no mouse: each control has a name and can be reached, in each page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QWidget

from gui.pages import entries
from gui.settings.asking import DeleteEverythingDialog
from gui.shortcuts import HelpSheet
from tests.gui.model_staging import SLOW_MS
from tests.gui.staging import OpenStage, Stage


def nameless(root: QWidget) -> list[str]:
    """The controls in sight within that take the focus but have nothing to be called by."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or not widget.isVisible():
            continue
        parent = widget.parentWidget()
        inside = isinstance(parent, QAbstractScrollArea) and widget is parent.viewport()
        editor = widget.focusProxy() is not None  # the inner part of a control that is named itself
        if not (widget.accessibleName() or getattr(widget, "text", str)() or inside or editor):
            names = [type(widget).__name__]
            while parent is not None and parent is not root:
                names.append(type(parent).__name__)
                parent = parent.parentWidget()
            found.append(" in ".join(names))
    return found


def _settled(stage: Stage) -> None:
    """All that the page asked for is there: some of it begins by importing torch."""
    stage.bot.wait(50)
    stage.bot.waitUntil(lambda: not stage.session._workers.busy, timeout=SLOW_MS)


@pytest.mark.parametrize("key", [entry.key for entry in entries()])
@pytest.mark.parametrize("people", [(), ("Anna", "Ravi", "Mei")], ids=["nobody", "people"])
def test_every_control_of_every_page_has_a_name(open_stage: OpenStage, key: str, people: tuple[str, ...]) -> None:
    stage = open_stage(*people)
    stage.window.pages.show_page(key)
    _settled(stage)
    assert nameless(stage.window.top_bar) == []
    assert nameless(stage.window.pages.front) == []  # the page itself may take the focus for its keys


def test_every_control_of_the_dialogs_has_a_name(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    dialogs: list[QDialog] = [HelpSheet(stage.window), DeleteEverythingDialog(stage.session, stage.window)]
    stage.window.enrolment.open("Bo")
    assert stage.window.enrolment.dialog is not None
    for dialog in (*dialogs, stage.window.enrolment.dialog):
        dialog.show()
        assert nameless(dialog) == []
        dialog.reject()


@pytest.mark.parametrize("key", [entry.key for entry in entries()])
def test_every_page_can_be_gone_through_with_the_tab_key(open_stage: OpenStage, key: str) -> None:
    """The focus comes round to where it began, through more than one control."""
    stage = open_stage("Anna", "Ravi", "Mei")
    window = stage.window
    window.pages.show_page(key)
    _settled(stage)
    window.activateWindow()
    seen: list[QWidget] = []
    for _ in range(300):
        window.focusNextChild()
        now = window.focusWidget()
        if now is None or now in seen:
            break
        seen.append(now)
    assert len(seen) > 5
    of_page = window.pages.front.findChildren(QWidget)
    for widget in of_page:  # an empty list is nothing to stop at
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus.value:
            assert any(one in seen for one in of_page)
