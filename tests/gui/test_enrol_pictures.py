"""Ways to a picture: camera, file, clipboard, drawn face, none; and cutting the face out by hand and by keys."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.enrol.avatars import draw
from gui.enrol.camera import Frames
from gui.enrol.crop import Circle, Crop
from gui.enrol.dialog import EnrolDialog
from gui.enrol.step import Step
from tests.gui.staging import OpenStage, Stage, drop


def halves(width: int, height: int) -> QImage:
    """A picture that is red at the left and blue at the right."""
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor("blue"))
    for x in range(width // 2):
        for y in range(height):
            picture.setPixelColor(x, y, QColor("red"))
    return picture


class FakeCamera(Frames):
    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []

    @property
    def present(self) -> bool:
        return True

    def runs(self) -> bool:
        return self.calls[-1:] == ["start"]

    def start(self) -> None:
        self.calls.append("start")

    def stop(self) -> None:
        self.calls.append("stop")


def at_identity(stage: Stage, camera: Frames) -> EnrolDialog:
    stage.window.enrolment.make_camera = lambda: camera
    stage.window.enrolment.open("Anna")
    assert stage.window.enrolment.dialog is not None
    stage.window.enrolment.dialog.frame.next.click()
    return stage.window.enrolment.dialog


def front(dialog: EnrolDialog) -> Step:
    return dialog.step


def left(dialog: EnrolDialog) -> None:
    dialog.reject()
    if dialog.step is dialog.leaving:
        dialog.leaving.leave_all.click()


def test_a_photograph_is_taken_as_in_a_mirror(open_stage: OpenStage) -> None:
    stage, camera = open_stage(), FakeCamera()
    dialog = at_identity(stage, camera)
    dialog.identity.take_picture.click()
    assert camera.runs() and not dialog.frame.next.isEnabled()
    camera.frame.emit(halves(64, 48))
    dialog.frame.next.click()
    assert front(dialog) is dialog.cropping and not camera.runs()
    dialog.frame.next.click()
    assert front(dialog) is dialog.identity
    face = dialog.draft.face
    assert face is not None and (face.width(), face.height()) == (512, 512)
    assert face.pixelColor(100, 256) == QColor("blue") and face.pixelColor(400, 256) == QColor("red")
    left(dialog)


def test_a_camera_that_fails_says_so_and_is_let_go(open_stage: OpenStage) -> None:
    stage, camera = open_stage(), FakeCamera()
    dialog = at_identity(stage, camera)
    dialog.identity.take_picture.click()
    camera.frame.emit(halves(64, 48))
    camera.trouble.emit("The camera is gone.")
    assert not dialog.frame.next.isEnabled()
    assert dialog.snapshot.mirror._words == "The camera is gone."
    assert camera.runs()
    dialog.reject()
    assert not camera.runs()


def test_without_a_camera_there_is_no_button(open_stage: OpenStage) -> None:
    stage, nothing = open_stage(), Frames()
    dialog = at_identity(stage, nothing)
    assert dialog.identity.take_picture.isHidden()
    assert not dialog.identity.choose.isHidden()
    left(dialog)


def test_a_dropped_picture_is_cut(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage()
    dialog = at_identity(stage, Frames())
    file = tmp_path / "both.png"
    Image.new("RGB", (3000, 1500), "teal").save(file)
    with stage.bot.waitSignal(dialog.identity.cropping_wanted):
        drop(dialog, file)
    assert dialog.cropping.crop.circle.width == 1600  # no more of it is unpacked than is needed
    dialog.frame.next.click()
    face = dialog.draft.face
    assert face is not None and face.pixelColor(5, 5).name() == "#008080"
    dialog.identity.initials.click()
    assert dialog.draft.png() is None
    left(dialog)


def test_a_picture_is_pasted_while_one_types_the_name(open_stage: OpenStage) -> None:
    stage = open_stage()
    dialog = at_identity(stage, Frames())
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("Two")
    QTest.keyClick(dialog.identity.name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dialog.identity.name.text() == "AnnaTwo"  # text is text
    dialog.identity.paste.click()
    assert "no picture on the clipboard" in dialog.frame.error.text()
    clipboard.setImage(halves(40, 40))
    QTest.keyClick(dialog.identity.name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert front(dialog) is dialog.cropping
    dialog.back()
    assert dialog.draft.face is None
    left(dialog)


def test_a_drawn_face_is_chosen_among_others(open_stage: OpenStage) -> None:
    stage = open_stage()
    dialog = at_identity(stage, Frames())
    dialog.identity.draw.click()
    dialog.drawing.others.click()
    dialog.drawing.faces[2].click()
    dialog.frame.next.click()
    assert dialog.draft.face == draw(8, theme.person_colour(0))
    assert dialog.draft.face != draw(2, theme.person_colour(0))
    left(dialog)


def test_drawn_faces_follow_the_seed_and_the_person(theme: object) -> None:
    one = draw(3, QColor("#68D1E9"), 64)
    assert one == draw(3, QColor("#68D1E9"), 64)
    assert one != draw(4, QColor("#68D1E9"), 64)
    assert one != draw(3, QColor("#F59A96"), 64)
    assert (one.width(), one.height()) == (64, 64)


@pytest.mark.parametrize(("width", "height"), [(400, 300), (300, 400), (50, 1000)])
def test_the_circle_never_leaves_the_picture(width: int, height: int) -> None:
    circle = Circle.on(width, height)
    for change in (
        circle.moved(-9999, -9999), circle.moved(9999, 9999), circle.zoomed(50), circle.zoomed(0.001),
        circle.zoomed(50).moved(30, 30), circle.moved(9999, 0).zoomed(3),
    ):  # fmt: skip
        square = change.square
        assert square.left() >= -1e-6 and square.top() >= -1e-6
        assert square.right() <= width + 1e-6 and square.bottom() <= height + 1e-6
        assert square.width() >= 0.14 * min(width, height)


def test_hand_wheel_and_keys_move_and_size_the_circle(qtbot: QtBot, theme: object) -> None:
    crop = Crop()
    qtbot.addWidget(crop)
    crop.resize(400, 200)
    crop.show_picture(halves(400, 200))
    crop.show()
    first = crop.circle
    QTest.mousePress(crop, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
    QTest.mouseMove(crop, QPoint(260, 100))
    QTest.mouseRelease(crop, Qt.MouseButton.LeftButton, pos=QPoint(260, 100))
    assert crop.circle.x == pytest.approx(first.x + 60)
    for _ in range(40):
        QTest.keyClick(crop, Qt.Key.Key_Right)
    assert crop.circle.x == pytest.approx(400 - crop.circle.radius)
    assert crop.face().pixelColor(256, 256) == QColor("blue")
    before = crop.circle.radius
    QTest.keyClick(crop, Qt.Key.Key_Minus)
    assert crop.circle.radius < before
    wheel = QWheelEvent(
        QPointF(200, 100), QPointF(200, 100), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(crop, wheel)
    assert crop.circle.radius == pytest.approx(before)
