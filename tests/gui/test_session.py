"""Threads: they start, they end, and each says exactly once how."""

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from audio.source import ArraySource, AudioError, AudioSource
from gui.session import Session, State
from gui.worker import Outcome, Worker
from sincnet.events import Event, WhoSpeaksError
from tests.gui.fake_recogniser import FakeRecogniser, conversation

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser


class Bug(Exception):
    """A fault of the program."""


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.outcomes: list[Outcome] = []
        self.threads: list[threading.Thread] = []

    @Slot(Outcome)
    def take(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.threads.append(threading.current_thread())


def fail(problem: BaseException) -> Callable[[], Any]:
    def work() -> None:
        raise problem

    return work


@pytest.mark.parametrize(
    ("work", "value", "error"),
    [
        (lambda: 42, 42, None),
        (fail(AudioError("No microphone was found; connect one.")), None, "No microphone was found; connect one."),
        (fail(WhoSpeaksError("The name is taken.")), None, "The name is taken."),
    ],
)
def test_a_worker_says_once_how_it_ended(qtbot: QtBot, work: Callable[[], Any], value: Any, error: str | None) -> None:
    receiver, worker = Receiver(), Worker(work, "test")
    worker.ended.connect(receiver.take)
    with qtbot.waitSignal(worker.ended):
        worker.start()
    qtbot.wait(20)
    assert receiver.outcomes == [Outcome(value, error)]
    assert receiver.threads == [threading.main_thread()]


def test_a_fault_ends_the_work_too_and_reaches_the_excepthook(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(args.exc_type))
    receiver, worker = Receiver(), Worker(fail(Bug()), "test")
    worker.ended.connect(receiver.take)
    with qtbot.waitSignal(worker.ended):
        worker.start()
    qtbot.wait(20)
    assert [outcome.value for outcome in receiver.outcomes] == [None]
    assert "inside the program" in (receiver.outcomes[0].error or "")
    assert reported == [Bug]


@pytest.fixture
def open_session(qtbot: QtBot, tmp_path: Any) -> Iterator[Callable[..., Session]]:
    sessions: list[Session] = []

    def open_session(open_recogniser: Callable[[], Any] | None = None) -> Session:
        recogniser = FakeRecogniser(tmp_path)
        session = Session(cast("Callable[[], Recogniser]", open_recogniser or (lambda: recogniser)))
        sessions.append(session)
        with qtbot.waitSignal(session.state_changed):
            session.load()
        return session

    yield open_session
    for session in sessions:
        if session.ready:
            with qtbot.waitSignal(session.closed):
                session.close()


OpenSession = Callable[..., Session]


def test_listening_ends_with_its_source(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session()
    states: list[State] = []
    session.state_changed.connect(states.append)
    heard: list[Event] = []
    session.identified.connect(heard.append)
    session.listen(lambda: ArraySource(conversation(1.5, 1.2)))
    qtbot.waitUntil(lambda: session.state is State.IDLE)
    assert states == [State.LISTENING, State.IDLE]
    assert len(heard) == 2


def test_stop_closes_the_source(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session()
    with qtbot.waitSignal(session.heard):
        session.listen(lambda: ArraySource(conversation(60), realtime=True))
    session.stop()
    assert session.state is State.STOPPING
    qtbot.waitUntil(lambda: session.state is State.IDLE)


def test_stop_before_the_source_is_open(qtbot: QtBot, open_session: OpenSession) -> None:
    session, let_open = open_session(), threading.Event()

    def slow() -> AudioSource:
        let_open.wait()
        return ArraySource(conversation(60), realtime=True)

    session.listen(slow)
    session.stop()
    let_open.set()
    qtbot.waitUntil(lambda: session.state is State.IDLE)


def test_another_source_follows_when_the_first_has_ended(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session()
    with qtbot.waitSignal(session.heard):
        session.listen(lambda: ArraySource(conversation(60), realtime=True))
    states: list[State] = []
    session.state_changed.connect(states.append)
    with qtbot.waitSignal(session.identified):
        session.listen(lambda: ArraySource(conversation(1.5)))
    qtbot.waitUntil(lambda: session.state is State.IDLE)
    assert states == [State.STOPPING, State.IDLE, State.LISTENING, State.IDLE]


def test_a_source_that_fails_is_one_sentence(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session()
    with qtbot.waitSignal(session.trouble) as trouble:
        session.listen(fail(AudioError("No microphone was found; connect one.")))
    assert trouble.args == ["No microphone was found; connect one."]
    assert session.state is State.IDLE


def test_a_source_that_never_ends_is_reported(
    qtbot: QtBot, open_session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, let_go = open_session(), threading.Event()

    class Stuck(ArraySource):
        def close(self) -> None:
            """As a driver that hangs."""

        def _pieces(self) -> Iterator[Any]:
            yield conversation(0.5)
            let_go.wait()

    session._patience.setInterval(20)
    with qtbot.waitSignal(session.heard):
        session.listen(lambda: Stuck(conversation(0.1)))
    with qtbot.waitSignal(session.trouble) as trouble:
        session.stop()
    assert "does not answer" in trouble.args[0]
    let_go.set()
    qtbot.waitUntil(lambda: session.state is State.IDLE)


def test_closing_during_loading_waits_for_it_and_closes_what_it_opened(qtbot: QtBot, tmp_path: Any) -> None:
    let_open, opened = threading.Event(), FakeRecogniser(tmp_path)

    def slow() -> FakeRecogniser:
        let_open.wait()
        return opened

    session = Session(cast("Callable[[], Recogniser]", slow))
    session.load()
    with qtbot.waitSignal(session.closed):
        session.close()
        assert not opened.closed
        let_open.set()
    assert opened.closed


def test_closing_while_listening_ends_every_thread(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session()
    session.listen(lambda: ArraySource(conversation(60), realtime=True))
    session.submit(lambda: 1, Receiver().take)
    with qtbot.waitSignal(session.closed):
        session.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("whospeaks")]


def test_people_changed_comes_before_the_outcome(qtbot: QtBot, open_session: OpenSession) -> None:
    session, order = open_session(), list[object]()
    session.people_changed.connect(lambda members: order.append([member.name for member in members]))

    class Then(QObject):
        @Slot(Outcome)
        def take(self, outcome: Outcome) -> None:
            order.append(outcome.error)

    then = Then()
    session.change_people(lambda recogniser: recogniser.gallery.add("Åsa 🌞", [], [], "fake"), then.take)
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == [["Åsa 🌞"], None]
    session.change_people(lambda recogniser: recogniser.gallery.add("åsa 🌞", [], [], "fake"), then.take)
    qtbot.waitUntil(lambda: len(order) == 3)
    assert "already somebody" in str(order[2])


def test_an_outcome_for_a_window_that_is_gone_goes_nowhere(qtbot: QtBot, open_session: OpenSession) -> None:
    session, go = open_session(), threading.Event()
    receiver = Receiver()
    session.submit(go.wait, receiver.take)
    with qtbot.waitSignal(receiver.destroyed):
        receiver.deleteLater()
    go.set()
    qtbot.waitUntil(lambda: not session._workers.busy)
    assert receiver.outcomes == []
