"""The model page in tests: ways to use it, and other weights."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from gui.model.page import ModelPage
from tests.gui.staging import Stage
from tests.gui.tiny import tiny_weights

if TYPE_CHECKING:
    from sincnet.about import About

SLOW_MS = 120_000


def about(page: ModelPage) -> About:
    assert page.about is not None
    return page.about


def click(stage: Stage, button: QPushButton) -> None:
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def done(stage: Stage, page: ModelPage) -> None:
    """Waits until the work is over and the page has heard what came of it."""
    stage.bot.waitUntil(lambda: not page.work.kind, timeout=SLOW_MS)
    stage.bot.waitUntil(lambda: not stage.session._workers.busy, timeout=SLOW_MS)


def shut(stage: Stage) -> None:
    with stage.bot.waitSignal(stage.session.closed, timeout=SLOW_MS):
        stage.window.close()
    stage.closed = True


def click_twice(stage: Stage, button: QPushButton) -> None:
    """As somebody who means it; a double click is no answer."""
    click(stage, button)
    click(stage, button)
    stage.bot.wait(QApplication.doubleClickInterval() + 50)
    assert button.isVisible()
    click(stage, button)


def other_weights(folder: Path, name: str = "Labor 3") -> Path:
    """Weights of another network, whose d-vectors have another length, as somebody might hand them on."""
    from sincnet import checkpoint

    other = tiny_weights(embedding=20, seed=5)
    path = folder / f"{name}.safetensors"
    checkpoint.save(path, other.model, other.cohort, other.calibration, {"name": name, "made": "2026-02-03"})
    return path
