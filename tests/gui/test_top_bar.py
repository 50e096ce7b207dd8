"""The bar at the top has room for every tab at every width of the window, in every language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.pages import entries
from gui.session import State
from gui.sources import Choice
from gui.theme import Theme
from gui.top_bar import TopBar
from gui.translate import Translation

NARROWEST_PX = 1120
MICROPHONE = "Built-in Audio Analog Stereo · Standard"


@pytest.fixture(params=["en", "de"])
def bar(request: pytest.FixtureRequest, qapp: QApplication, theme: Theme, qtbot: QtBot) -> Iterator[TopBar]:
    translation = Translation(qapp)
    translation.speak(request.param)
    window = QWidget()
    qtbot.addWidget(window)
    bar = TopBar(entries(), window)
    bar.show_choices([Choice(MICROPHONE, lambda: pytest.fail("nobody listens"), "")])
    bar.show_state(State.IDLE)
    window.show()
    yield bar
    translation.speak("en")
    QLocale.setDefault(QLocale.system())


@pytest.mark.parametrize("width", [NARROWEST_PX, 1200, 1280, 1366, 1920])
def test_no_tab_is_cut_off_at_any_width(bar: TopBar, qapp: QApplication, width: int) -> None:
    assert bar.minimumWidth() <= NARROWEST_PX
    bar.resize(width, 48)
    qapp.processEvents()
    for tab in (*bar.tabs.buttons.values(), bar.toggle):
        assert tab.width() >= tab.sizeHint().width(), tab.text()
    assert bar.full_screen.geometry().right() < width
    assert bar.lamp.toolTip() == (bar.lamp.text if bar.lamp.compact else "")


def test_a_long_name_of_a_microphone_is_elided_and_told_whole(bar: TopBar, qapp: QApplication) -> None:
    bar.resize(NARROWEST_PX, 48)
    qapp.processEvents()
    shown = bar.source.shown_text()
    assert shown.endswith("…") and MICROPHONE.startswith(shown[:-1])
    assert MICROPHONE in bar.source.toolTip()


def test_where_there_is_room_the_lamp_has_its_word(bar: TopBar, qapp: QApplication) -> None:
    bar.resize(NARROWEST_PX, 48)
    qapp.processEvents()
    narrow = bar.lamp.width()
    bar.resize(1400, 48)
    qapp.processEvents()
    assert not bar.lamp.compact and bar.lamp.width() > narrow
