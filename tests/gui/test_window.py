"""The window as its user sees it: what is said drives the widgets, and every control does what it says."""

import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from audio.level import Level
from audio.segmenter import Utterance
from audio.source import RATE, ArraySource, AudioError, Block, Notice
from gui import theme
from gui.ask import DeleteDialog, RenameDialog
from gui.live.turns import LISTED
from gui.session import State
from gui.theme import DARK, LIGHT, Theme
from sincnet.events import Heard, Identified, Provisional, SpeechDiscarded, SpeechStarted, WhoSpeaksError
from tests.gui.fake_recogniser import answer, conversation, silence
from tests.gui.staging import DEVICES, OpenStage, drop, no_microphone

NAMES = ["Anna", "Ravi", None]


def utterance(seconds: float = 1.0, start: int = 0, *, complete: bool = True) -> Utterance:
    return Utterance(np.zeros(int(seconds * RATE), np.float32), start, complete)


def level(activity: str, *, clipped: bool = False) -> Level:
    return Level(-20, -10, -60, -45, clipped, activity)  # type: ignore[arg-type]


# From the start to the first name


def test_the_window_is_up_while_the_voices_load(open_stage: OpenStage) -> None:
    let_open = threading.Event()
    stage = open_stage("Anna", ready=False, gate=let_open)
    stage.window.load()
    assert stage.window.isVisible()
    assert stage.window.live.stage.name.text() == "Getting ready"
    assert stage.window.top_bar.lamp.text == "Getting ready"
    assert not stage.window.top_bar.toggle.isEnabled()
    let_open.set()
    stage.until(State.IDLE)
    assert stage.window.live.stage.name.text() == "Ready"
    assert stage.window.top_bar.toggle.isEnabled()


def test_a_conversation_is_named_and_listed(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi", script=lambda number, _: (NAMES[number], 0.95, None))
    live = stage.window.live
    shown: list[str] = []
    stage.session.identified.connect(lambda _: shown.append(live.stage.name.text()))
    with stage.bot.waitSignal(stage.session.state_changed, check_params_cb=lambda state: state is State.IDLE):
        stage.window.listener.play_demo()
    assert shown == ["Anna", "Ravi", "New voice"]
    model = live.history.model
    rows = [model.data(model.index(row)) for row in range(model.rowCount())]
    assert rows == ["New voice", "Ravi", "Anna"]
    tip = model.data(model.index(2), Qt.ItemDataRole.ToolTipRole)
    assert "Anna, sure (95 %)" in str(tip)
    assert [mark.name for mark in live.waveform.envelope.marks()] == ["Anna", "Ravi", "New voice"]
    assert live.stage.name.text() == "Ready"


def test_the_stage_shows_who_and_how_sure(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Eva", "Ravi", "Mei")
    live, gallery = stage.window.live, stage.recogniser.gallery
    result = answer(gallery, "Anna", 0.97)
    stage.session.identified.emit(Identified(utterance(), result))
    assert live.stage.name.text() == "Anna"
    assert live.stage.verdict.text() == "sure · 97 %"
    assert [round(share, 2) for _, share in live.stage.face.ring.shares] == [0.97]
    assert live.stage.face.person_id == result.person_id
    assert live.stage.face.opacity == 1.0
    assert live.stage.latency.text() == ""  # nothing was heard, so nothing can be said of the time
    assert live.stage.accessibleDescription() == "Anna, sure"
    assert [row.name.text() for row in live.candidates.rows] == [c.name for c in result.candidates[:3]]
    stage.session.identified.emit(Identified(utterance(), answer(gallery, "Anna", 0.51, "Eva")))
    assert live.stage.name.text() == "Anna or Eva?"
    assert live.candidates.rows[1].share.text() == "41 %"
    stage.session.identified.emit(Identified(utterance(), answer(gallery, None, 0.9)))
    assert live.stage.name.text() == "New voice"
    assert live.stage.face.person_id is None


def test_a_guess_is_faint_and_never_flickers(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi")
    live, gallery = stage.window.live, stage.recogniser.gallery

    def guess(name: str) -> None:
        stage.session.provisional.emit(Provisional(utterance(complete=False), answer(gallery, name, 0.8)))

    stage.session.speech_started.emit(SpeechStarted(0))
    guess("Anna")
    assert live.stage.name.text() == "Anna"
    assert live.stage.face.opacity == theme.PROVISIONAL_FACE_OPACITY
    guess("Ravi")
    assert live.stage.name.text() == "Anna"
    guess("Ravi")
    assert live.stage.name.text() == "Ravi"
    assert live.stage.latency.text() == ""
    assert live.history.model.rowCount() == 0
    stage.session.identified.emit(Identified(utterance(), answer(gallery, "Ravi", 0.9)))
    assert live.stage.face.opacity == 1.0


def test_an_utterance_of_two_voices_has_two_turns(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi")
    live, gallery = stage.window.live, stage.recogniser.gallery

    def marks() -> list[tuple[str, int]]:
        return [(mark.name, mark.start) for mark in live.waveform.envelope.marks()]

    stage.session.speech_started.emit(SpeechStarted(0))
    anna, ravi = utterance(1.5, 320, complete=False), utterance(1.0, 24_000, complete=False)
    stage.session.provisional.emit(Provisional(anna, answer(gallery, "Anna", 0.8)))
    for _ in range(2):
        stage.session.provisional.emit(Provisional(ravi, answer(gallery, "Ravi", 0.8)))
    assert live.stage.name.text() == "Ravi"
    assert marks() == [("Anna", 320), ("Ravi", 24_000)]
    stage.session.identified.emit(Identified(utterance(1.4, 640), answer(gallery, "Anna", 0.9)))
    stage.session.identified.emit(Identified(utterance(1.2, 24_320), answer(gallery, "Ravi", 0.9)))
    assert marks() == [("Anna", 640), ("Ravi", 24_320)]
    assert live.stage.name.text() == "Ravi" and live.history.model.rowCount() == 2


def test_a_cough_leaves_no_trace(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi")
    live, gallery = stage.window.live, stage.recogniser.gallery
    stage.session.identified.emit(Identified(utterance(), answer(gallery, "Anna")))
    stage.session.speech_started.emit(SpeechStarted(40_000))
    stage.session.provisional.emit(Provisional(utterance(0.9, 40_000, complete=False), answer(gallery, "Ravi")))
    stage.session.discarded.emit(SpeechDiscarded(40_000))
    assert live.stage.name.text() == "Anna"
    assert live.stage.face.opacity == 1.0
    assert [mark.start for mark in live.waveform.envelope.marks()] == [0]


def test_level_lamp_and_clipping(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    meter = stage.window.live.meter
    words = {"calibrating": "adjusting", "silence": "silence", "noise": "noise", "speech": "speech"}
    for activity, word in words.items():
        stage.session.heard.emit(Heard(Block(silence(0.02), 0), level(activity)))
        assert meter.lamp.text == word
        assert meter.clip.text() == ""
    stage.session.heard.emit(Heard(Block(silence(0.02), 0), level("speech", clipped=True)))
    assert meter.clip.text() == "too loud"
    for _ in range(60):
        stage.session.heard.emit(Heard(Block(silence(0.02), 0), level("speech")))
    assert meter.clip.text() == ""


def test_a_long_or_foreign_name_fits(open_stage: OpenStage) -> None:
    long = "Wolfeschlegelsteinhausenbergerdorff-" * 2
    stage = open_stage(long, "أحمد", "王小明 🌞")
    name = stage.window.live.stage.name
    stage.session.identified.emit(Identified(utterance(), answer(stage.recogniser.gallery, long)))
    assert name.text() == long
    assert name.shown_text().endswith("…")
    assert name.toolTip() == long
    for other in ("أحمد", "王小明 🌞"):
        stage.session.identified.emit(Identified(utterance(), answer(stage.recogniser.gallery, other)))
        assert name.shown_text() == other
        assert name.toolTip() == ""


def test_thousands_of_rows_stay_a_list(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    event = Identified(utterance(), answer(stage.recogniser.gallery, "Anna"))
    for _ in range(3000):
        stage.session.identified.emit(event)
    assert stage.window.live.history.model.rowCount() == LISTED
    stage.window.grab()


# Start, stop and sources


def test_start_and_stop(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", microphone=lambda _: ArraySource(conversation(60), realtime=True))
    toggle = stage.window.top_bar.toggle
    assert toggle.text() == "Start"
    with stage.bot.waitSignal(stage.session.heard):
        QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert (toggle.text(), stage.window.top_bar.lamp.text) == ("Stop", "Listening")
    assert stage.window.live.stage.name.text() == "Listening"
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
    stage.until(State.IDLE)
    assert (toggle.text(), stage.window.top_bar.lamp.text) == ("Start", "Not listening")
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("whospeaks")]


def test_the_space_bar_starts_and_stops_but_stays_a_buttons_own(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", microphone=lambda _: ArraySource(conversation(60), realtime=True))
    QTest.keyClick(stage.window.live, Qt.Key.Key_Space)
    stage.until(State.LISTENING)
    QTest.keyClick(stage.window.live.enrol_button, Qt.Key.Key_Space)
    assert stage.session.state is State.LISTENING
    assert stage.window.enrolment.dialog is not None
    stage.window.enrolment.dialog.reject()
    QTest.keyClick(stage.window.live, Qt.Key.Key_Space)
    stage.until(State.IDLE)


def test_devices_are_listed_default_first_and_opened_by_name(open_stage: OpenStage) -> None:
    opened: list[str | None] = []

    def microphone(label: str | None) -> ArraySource:
        opened.append(label)
        return ArraySource(conversation(60), realtime=True)

    stage = open_stage("Anna", microphone=microphone)
    box = stage.window.top_bar.source
    labels = [box.itemText(at) for at in range(box.count())]
    assert labels == [f"{DEVICES[0].label} · system default", DEVICES[1].label, "Demo conversation"]
    stage.window.listener.listen()
    stage.bot.waitUntil(lambda: opened == [None])
    QTest.keyClick(box, Qt.Key.Key_Down)  # while listening: moves over to the other microphone
    stage.bot.waitUntil(lambda: opened == [None, DEVICES[1].label])
    stage.until(State.LISTENING)


def test_without_a_microphone_a_file_can_still_be_opened(open_stage: OpenStage, tmp_path: Path) -> None:
    def no_devices() -> list[object]:
        raise AudioError("PyAudio is not installed; open an audio file instead.")

    path = tmp_path / "talk.flac"
    soundfile.write(path, conversation(1.5), RATE)
    stage = open_stage("Anna", devices=no_devices, microphone=no_microphone, start_with="microphone", ready=False)
    stage.window.load()
    stage.bot.waitUntil(lambda: "PyAudio is not installed" in stage.window.banner.text)
    with stage.bot.waitSignal(stage.session.identified):
        stage.window.listener.play_file(path)
    stage.until(State.IDLE)
    assert stage.window.top_bar.source.currentText() == "talk.flac"
    assert stage.window.banner.text == ""


def test_no_device_at_all_is_said(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", devices=list, start_with="microphone", ready=False)
    stage.window.load()
    stage.bot.waitUntil(lambda: "No microphone was found" in stage.window.banner.text)


@pytest.mark.parametrize(
    ("start_with", "source"),
    [("microphone", f"{DEVICES[0].label} · system default"), ("demo", "Demo conversation")],
)
def test_it_can_listen_from_the_start(open_stage: OpenStage, start_with: str, source: str) -> None:
    stage = open_stage("Anna", start_with=start_with, ready=False)
    with stage.bot.waitSignal(stage.session.identified):
        stage.window.load()
    stage.until(State.IDLE)
    assert stage.window.top_bar.source.currentText() == source


def test_a_file_that_is_no_audio_is_one_sentence(open_stage: OpenStage, tmp_path: Path) -> None:
    path = tmp_path / "notes.wav"
    path.write_text("no sound")
    stage = open_stage("Anna")
    with stage.bot.waitSignal(stage.session.trouble):
        stage.window.listener.play_file(path)
    assert "notes.wav is not an audio file" in stage.window.banner.text
    assert stage.window.banner.isVisible()
    assert stage.session.state is State.IDLE


def test_a_dropped_file_is_played(open_stage: OpenStage, tmp_path: Path) -> None:
    path = tmp_path / "talk.wav"
    soundfile.write(path, conversation(1.5), RATE)
    stage = open_stage("Anna")
    with stage.bot.waitSignal(stage.session.identified):
        drop(stage.window, path)
    stage.until(State.IDLE)


def test_trouble_stays_and_good_news_replaces_it(open_stage: OpenStage) -> None:
    banner = (stage := open_stage("Anna")).window.banner
    stage.session.notice.emit(Notice("lost", "The microphone is gone."))
    assert (banner.text.startswith("The microphone delivers no sound"), banner.isVisible()) == (True, True)
    stage.session.notice.emit(Notice("recovered", "The microphone is back."))
    assert banner.text == "The microphone is back."
    banner.news("Anna is enrolled.")
    banner._leaving.setInterval(0)  # it is running, and begins anew with this
    stage.bot.waitUntil(banner.isHidden)


# When things go wrong


def test_weights_that_do_not_load_are_said(open_stage: OpenStage) -> None:
    def damaged() -> None:
        raise WhoSpeaksError("The weights are damaged; install the program again.")

    stage = open_stage(open_recogniser=damaged, ready=False)
    stage.window.load()
    stage.until(State.FAILED)
    assert stage.window.banner.text == "The weights are damaged; install the program again."
    assert stage.window.live.stage.verdict.text() == "The weights are damaged; install the program again."
    assert stage.window.top_bar.lamp.text == "Not ready"
    assert not stage.window.top_bar.toggle.isEnabled()


def test_closing_during_loading_hides_at_once_and_ends_in_order(open_stage: OpenStage) -> None:
    let_open = threading.Event()
    stage = open_stage("Anna", ready=False, gate=let_open)
    stage.window.load()
    stage.window.close()
    assert stage.window.isHidden()
    with stage.bot.waitSignal(stage.window.closed):
        let_open.set()
    stage.closed = True
    assert stage.recogniser.closed


# People


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


# The whole window


def test_dark_and_light_repaint_everything(open_stage: OpenStage, theme: Theme) -> None:
    stage = open_stage("Anna")
    stage.session.identified.emit(Identified(utterance(), answer(stage.recogniser.gallery, "Anna")))
    for scheme, tokens in ((Qt.ColorScheme.Light, LIGHT), (Qt.ColorScheme.Dark, DARK)):
        theme.show_scheme(scheme)
        picture = stage.window.grab().toImage()
        ratio = picture.devicePixelRatio()
        assert picture.pixelColor(int(4 * ratio), int(4 * ratio)).name().upper() == tokens.page
        card = stage.window.live.history.mapTo(stage.window, stage.window.live.history.rect().center())
        assert picture.pixelColor(int(card.x() * ratio), int(card.y() * ratio)).name().upper() == tokens.card


def test_nothing_jumps_between_the_longest_and_the_shortest_text(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Bartholomew")
    live = stage.window.live
    watched: list[QWidget] = [live.stage.face, live.stage.name, live.stage.verdict, live.history, live.waveform]
    watched += [stage.window.top_bar.toggle, stage.window.top_bar.source, live.meter.bar]

    def places() -> list[tuple[int, int, int, int]]:
        return [(w.x(), w.y(), w.width(), w.height()) for w in watched]

    stage.bot.wait(20)
    before = places()
    for name, confidence in (("Anna", 0.99), ("Bartholomew", 0.5), (None, 0.9)):
        stage.session.identified.emit(Identified(utterance(), answer(stage.recogniser.gallery, name, confidence)))
        stage.session.heard.emit(Heard(Block(silence(0.02), 0), level("speech", clipped=True)))
        stage.bot.wait(20)
        assert places() == before


def test_every_control_has_a_name(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    stage.window.enrolment.open()
    for widget in stage.window.findChildren(QWidget):
        if isinstance(widget, QPushButton | QLineEdit) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            named = widget.accessibleName() or getattr(widget, "text", str)()
            internal = widget.objectName().startswith("qt_") or widget is stage.window.live
            assert named or internal, widget
    assert stage.window.enrolment.dialog is not None
    stage.window.enrolment.dialog.reject()


def test_shortcuts(open_stage: OpenStage) -> None:
    actions = {action.shortcut().toString(): action.text() for action in open_stage("Anna").window.actions()}
    assert {"Ctrl+E", "Ctrl+O", "F11", "Ctrl+Q", "Alt+1"} <= set(actions)


def test_full_screen_and_back(open_stage: OpenStage) -> None:
    window = open_stage("Anna").window
    window.top_bar.full_screen.click()
    assert window.isFullScreen()
    QTest.keyClick(window.live, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
