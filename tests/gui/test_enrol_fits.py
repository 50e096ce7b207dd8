"""No word of the wizard is cut off and nothing in it moves, in either language and whatever has to be said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from gui.controls import FittedLabel
from gui.enrol.camera import Frames
from gui.enrol.dialog import EnrolDialog
from gui.enrol.speak import LONGEST_READ
from gui.preferences import Preferences
from gui.roster import Member
from gui.translate import Translation
from sincnet.faces import whole_picture
from sincnet.paths import assets
from tests.gui.fake_imaginer import FakeImaginer
from tests.gui.staging import OpenStage

NAME = "Maximiliane-Wilhelmina Ammermann"
"""As long as one may be that is told whole."""


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    translation = Translation(qapp)
    translation.speak(request.param)
    yield request.param
    translation.speak("en")
    QLocale.setDefault(QLocale.system())


def cut_off(root: QWidget) -> list[str]:
    """The texts in sight that do not fit where they stand."""
    found = []
    for text in root.findChildren(QLabel):
        if not text.isVisible() or not text.text() or isinstance(text, FittedLabel):
            continue
        needed = text.heightForWidth(text.width()) if text.wordWrap() else text.sizeHint().height()
        wide = text.wordWrap() or text.width() >= text.sizeHint().width()
        if text.height() < needed or not wide:
            found.append(text.text())
    for button in root.findChildren(QPushButton):
        if button.isVisible() and button.text() and button.width() < button.minimumSizeHint().width():
            found.append(button.text())
    return found


def opened(open_stage: OpenStage, *people: str) -> EnrolDialog:
    preferences = Preferences()
    preferences.change(imagine_faces=True, keep_sessions=True, keep_audio=True, retention_days=30, motion="none")
    stage = open_stage(*people, preferences=preferences)
    stage.window.enrolment.make_camera = Frames
    stage.window.enrolment.open()
    dialog = stage.window.enrolment.dialog
    assert dialog is not None
    return dialog


def test_every_page_has_room_for_its_words(
    open_stage: OpenStage, language: str, qapp: QApplication, imaginer: FakeImaginer
) -> None:
    dialog = opened(open_stage, NAME)
    dialog.welcome.show_heard(12.0)
    dialog.draft.call(NAME)
    assert dialog.draft.short_name == NAME
    dialog.cropping.show_picture(QImage.fromData(whole_picture(assets() / "faces" / "hana.png")))
    member = dialog.draft.member
    assert isinstance(member, Member)
    dialog.resemblance._other = member
    pages = (dialog.many, dialog.identity, dialog.snapshot, dialog.cropping, dialog.drawing, dialog.speak)
    for page in (dialog.welcome, *pages, dialog.resemblance, dialog.leaving, dialog.trying):
        dialog.go(page)
        dialog.leaving.show_loss(dialog.loss or "")
        qapp.processEvents()
        assert cut_off(dialog) == [], type(page).__name__
    dialog.draft.call(NAME[:LONGEST_READ])
    dialog.go(dialog.speak)
    qapp.processEvents()
    assert NAME[:LONGEST_READ] in dialog.speak.prompt.text() and cut_off(dialog) == []
    dialog.done(0)


def test_a_picture_moves_nothing(open_stage: OpenStage, qapp: QApplication, imaginer: FakeImaginer) -> None:
    dialog = opened(open_stage)
    dialog.go(dialog.identity)
    identity = dialog.identity
    watched = (identity.name, identity.ring, identity.draw, dialog.frame.next)
    qapp.processEvents()
    before = [widget.mapTo(dialog, widget.rect().topLeft()) for widget in watched]
    dialog.draft.show_face(QImage(64, 64, QImage.Format.Format_RGB888))
    qapp.processEvents()
    assert identity.initials.isVisible()
    assert [widget.mapTo(dialog, widget.rect().topLeft()) for widget in watched] == before
    dialog.done(0)
