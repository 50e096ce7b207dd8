"""When a window's first picture is on the screen."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.first_frame import LONGEST_MS, FirstFrame


class Canvas(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.happened: list[str] = []

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.happened.append("painting")

    def note(self) -> None:
        self.happened.append("told")


def test_it_is_told_once_and_after_the_painting(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    first = FirstFrame(canvas)
    first.painted.connect(canvas.note)
    with qtbot.waitSignal(first.painted):
        canvas.show()
    assert canvas.happened.index("told") > canvas.happened.index("painting")
    canvas.repaint()
    qtbot.wait(50)
    assert canvas.happened.count("told") == 1


def test_it_is_told_of_what_is_never_painted_too(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    with qtbot.waitSignal(FirstFrame(canvas).painted, timeout=3 * LONGEST_MS):
        pass
    assert canvas.happened == []
