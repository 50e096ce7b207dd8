"""The history in tests: sessions that were listened to and kept in a real diary, and ways to use its page."""

from typing import cast

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from audio.segmenter import Utterance
from audio.source import ArraySource
from gui.history.page import HistoryPage
from gui.preferences import Preferences
from gui.session import State
from gui.worker import Outcome
from sincnet.diary import Diary
from tests.gui.fake_recogniser import conversation
from tests.gui.staging import OpenStage, Stage

NAMES = ["Anna", "Ravi", None]


class Done(QObject):
    """Keeps what a change came to."""

    @Slot(Outcome)
    def take(self, outcome: Outcome) -> None:
        assert outcome.error is None


class FakePlayer:
    """What is asked to be played; a test says how far it got."""

    def __init__(self, page: HistoryPage) -> None:
        self.played: list[int] = []
        self.stopped = 0
        page.playing._player = cast("object", self)  # type: ignore[assignment]

    def play(self, samples: object, from_s: float = 0.0) -> None:
        self.played.append(len(samples))  # type: ignore[arg-type]

    def stop(self) -> None:
        self.stopped += 1


def follow(number: int, _utterance: Utterance) -> tuple[str | None, float, str | None]:
    return NAMES[number % 3], 0.95, None


def open_history(stage: Stage) -> HistoryPage:
    stage.window.bus.go.emit("history")
    page = stage.window.pages.front
    assert isinstance(page, HistoryPage)
    return page


def heard(open_stage: OpenStage, **wishes: object) -> tuple[Stage, HistoryPage]:
    """A window in which three people have just spoken, with the history in front."""
    stage = open_stage("Anna", "Ravi", "Mei", script=follow, preferences=chosen(**wishes))
    talk(stage)
    page = open_history(stage)
    stage.bot.waitUntil(lambda: page.utterances.model.rowCount() == 3)
    return stage, page


def talk(stage: Stage) -> None:
    ended: list[State] = []
    stage.session.state_changed.connect(ended.append)
    stage.session.listen(lambda: ArraySource(conversation(1.5, 1.2, 2.0), name="team talk"))
    stage.bot.waitUntil(lambda: State.IDLE in ended, timeout=20_000)


def chosen(**wishes: object) -> Preferences:
    preferences = Preferences()
    preferences.change(**wishes)
    return preferences


def rows(page: HistoryPage) -> list[str]:
    model = page.utterances.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def playing(page: HistoryPage) -> str | None:
    return page.utterances.model.playing


def sessions(page: HistoryPage) -> list[str]:
    return [str(page.sessions.found.index(row, 0).data()) for row in range(page.sessions.found.rowCount())]


def select(page: HistoryPage, row: int) -> None:
    view = page.utterances.view
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(page.utterances.model.index(row)).center()
    )


def diary_of(stage: Stage) -> Diary:
    assert stage.session.diary is not None
    return stage.session.diary


def press(question: QWidget, text: str) -> None:
    next(button for button in question.findChildren(QPushButton) if button.text() == text).click()


def correct(stage: Stage, page: HistoryPage, row: int, typed: str) -> None:
    select(page, row)
    QTest.keyClick(page.utterances.view, Qt.Key.Key_C)
    chooser = page.correcting.chooser
    assert chooser is not None
    QTest.keyClicks(chooser.text, typed)
    with stage.bot.waitSignal(page.correcting.changed):
        QTest.keyClick(chooser.text, Qt.Key.Key_Return)
