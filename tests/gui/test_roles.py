"""What widgets that paint themselves are to a screen reader."""

import gc

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from gui.live.ribbon import VoteRibbon
from gui.roles import tell_roles
from sincnet.events import Identified
from tests.gui.fake_recogniser import answer
from tests.gui.staging import OpenStage
from tests.gui.test_live_view import utterance

Role = QAccessible.Role


@pytest.fixture(autouse=True)
def roles(qapp: QApplication) -> None:
    tell_roles()


def told(widget: QWidget) -> tuple[Role, str, str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role(), interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Description)


def test_the_live_view_reads_out_who_and_how_sure(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Eva")
    live = stage.window.live
    assert told(live.stage.face) == (Role.Graphic, "Nobody in the light", "")
    stage.session.identified.emit(Identified(utterance(), answer(stage.recogniser.gallery, "Anna", 0.97)))
    assert told(live.stage.face) == (Role.Graphic, "Anna, sure", "97 %")
    role, name, votes = told(live.stage.ribbon)
    assert (role, name) == (Role.Chart, "Votes of the windows") and "Anna: " in votes
    assert told(live.candidates.rows[0].bar) == (Role.ProgressBar, "Confidence", "97 %")
    stage.window.banner.trouble("The microphone is gone.")
    assert told(stage.window.banner)[:2] == (Role.AlertMessage, "The microphone is gone.")


def test_a_widget_goes_while_it_is_known_to_a_screen_reader(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    for _ in range(5):
        widget = VoteRibbon(stage.window.roster)
        assert told(widget)[0] == Role.Chart
        widget.deleteLater()
        del widget
        stage.bot.wait(1)
        gc.collect()
    assert told(stage.window.live.enrol_button)[0] == Role.Button  # Qt's own are left to Qt
