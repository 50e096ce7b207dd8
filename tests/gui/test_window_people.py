"""People in the live view: invited, renamed, deleted, and more of them than fit."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.ask import DeleteDialog, RenameDialog
from gui.session import State
from sincnet.events import Identified
from tests.gui.fake_recogniser import answer
from tests.gui.staging import OpenStage
from tests.gui.window_staging import utterance


def test_nobody_is_enrolled_yet(open_stage: OpenStage) -> None:
    stage = open_stage()
    live = stage.window.live
    assert live.stage.name.text() == "Nobody is enrolled yet"
    assert live.stage.enrol_button.isVisible()
    with stage.bot.waitSignal(stage.session.identified):
        QTest.mouseClick(live.stage.demo_button, Qt.MouseButton.LeftButton)
    assert live.stage.name.text() == "Nobody is enrolled yet"
    stage.until(State.IDLE)
    assert live.history.model.rowCount() == 3
    QTest.mouseClick(live.stage.enrol_button, Qt.MouseButton.LeftButton)
    assert stage.window.enrolment.dialog is not None
    stage.window.enrolment.dialog.reject()


def test_where_the_demos_people_are_strangers_it_opens_elsewhere(open_stage: OpenStage) -> None:
    opened: list[bool] = []
    stage = open_stage(demo=None, open_demo=lambda: opened.append(True))
    choices = [stage.window.top_bar.source.itemText(i) for i in range(stage.window.top_bar.source.count())]
    assert "Demo conversation" not in choices
    QTest.mouseClick(stage.window.live.stage.demo_button, Qt.MouseButton.LeftButton)
    assert opened == [True]
    assert "window of its own" in stage.window.banner.text


def test_people_are_renamed_and_deleted(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi")
    anna, ravi = stage.window.roster.members
    strip = stage.window.live.people
    assert [face.accessibleName() for face in strip.faces] == ["Anna", "Ravi"]
    _show, rename, delete = strip.menu_for(anna).actions()

    rename.trigger()
    question = stage.window.findChild(RenameDialog)
    assert isinstance(question, RenameDialog)
    question.name.setText("Ravi")
    question.yes.click()
    stage.bot.waitUntil(lambda: "already somebody called Ravi" in question.error.text())
    question.name.setText("Änne")
    question.yes.click()
    stage.bot.waitUntil(lambda: [face.accessibleName() for face in strip.faces] == ["Änne", "Ravi"])

    stage.session.identified.emit(Identified(utterance(), answer(stage.recogniser.gallery, "Änne")))
    assert stage.window.live.stage.name.text() == "Änne"
    delete.trigger()
    sure = stage.window.findChild(DeleteDialog)
    assert isinstance(sure, DeleteDialog)
    sure.yes.click()
    stage.bot.waitUntil(lambda: stage.window.roster.members[0].person_id == ravi.person_id)
    assert stage.window.live.stage.name.text() == "Ready"


def test_more_people_than_fit_are_counted(open_stage: OpenStage) -> None:
    stage = open_stage(*(f"Person {number}" for number in range(12)))
    strip = stage.window.live.people
    shown = [face for face in strip.faces if face.isVisible()]
    assert len(shown) + int(strip.rest.text().removeprefix("+")) == 12
    assert all(face.geometry().right() <= strip.width() for face in shown)
