"""Consent to imagined faces, apart from enrolment."""

from pathlib import Path

from gui.enrol.camera import Frames
from gui.people.view import PeopleView
from tests.gui.faces_staging import click
from tests.gui.fake_imaginer import FakeImaginer
from tests.gui.fake_recogniser import speech
from tests.gui.people_staging import PeopleRecogniser
from tests.gui.staging import OpenStage, Stage


def test_the_wizard_asks_for_it_apart_and_only_where_faces_are_imagined(
    open_stage: OpenStage, imaginer: FakeImaginer
) -> None:
    stage = open_stage()
    stage.window.enrolment.make_camera = Frames
    stage.window.enrolment.open("Anna")
    dialog = stage.window.enrolment.dialog
    assert dialog is not None and not dialog.welcome.imagine.isVisible()
    dialog.reject()
    stage.window.preferences.change(imagine_faces=True)
    enrol(stage, "Ravi", agrees=False)
    enrol(stage, "Anna", agrees=True)
    agreed = {person.name: person.imagine_at is not None for person in stage.recogniser.gallery.people()}
    assert agreed == {"Ravi": False, "Anna": True}


def enrol(stage: Stage, name: str, *, agrees: bool) -> None:
    """Through the wizard, from consent to the name."""
    stage.window.enrolment.open(name)
    dialog = stage.window.enrolment.dialog
    assert dialog is not None
    assert dialog.welcome.imagine.isVisible() and not dialog.welcome.imagine.isChecked()
    if agrees:
        dialog.welcome.imagine.click()
    click(dialog.frame.next)
    dialog.draft.call(name)
    dialog.studio.take.add(speech(6.0), -60.0)
    dialog.studio._examine_more()
    stage.bot.waitUntil(lambda: not dialog.studio.busy)
    dialog.finishing._enrol()
    stage.bot.waitUntil(lambda: dialog.step is dialog.trying)
    dialog.accept()


def test_somebody_agrees_on_their_page_and_changes_their_mind(open_stage: OpenStage, tmp_path: Path) -> None:
    recogniser = PeopleRecogniser(tmp_path / "people")
    recogniser.person("Anna")
    stage = open_stage(open_recogniser=lambda: recogniser)
    member = stage.window.roster.members[0]
    stage.window.bus.show_person.emit(member.person_id)
    people = stage.window.pages.page("people")
    assert isinstance(people, PeopleView)
    switch = people.pane.imagine
    assert switch.isVisible() and not switch.isChecked()
    for agrees in (True, False):
        with stage.bot.waitSignal(stage.session.people_changed):
            click(switch)
        assert (recogniser.gallery.get(member.person_id).imagine_at is not None) == agrees
        assert stage.window.roster.members[0].may_imagine == agrees == switch.isChecked()
