"""The window as its user sees it: what is said drives the widgets, and every control does what it says."""

import threading

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from audio.source import Block
from gui import theme
from gui.live.turns import LISTED
from gui.session import State
from gui.theme import DARK, LIGHT, Theme
from sincnet.events import Heard, Identified, Provisional, SpeechDiscarded, SpeechStarted
from tests.gui.fake_recogniser import answer, silence
from tests.gui.staging import OpenStage
from tests.gui.window_staging import NAMES, level, utterance

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
    assert live.stage.verdict.text().startswith("sure · 97 % · since ")
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


def test_tab_leads_to_the_page_in_front_and_not_to_all_of_them(open_stage: OpenStage) -> None:
    window = open_stage("Anna").window
    for key in ("people", "live"):
        window.pages.show_page(key)
        reached = [
            name for name, tab in window.top_bar.tabs.buttons.items() if tab.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]
        assert reached == [key]


def test_shortcuts(open_stage: OpenStage) -> None:
    actions = {action.shortcut().toString(): action.text() for action in open_stage("Anna").window.actions()}
    assert {"Ctrl+E", "Ctrl+O", "F11", "Ctrl+Q", "Alt+1"} <= set(actions)


def test_full_screen_and_back(open_stage: OpenStage) -> None:
    window = open_stage("Anna").window
    window.top_bar.full_screen.click()
    assert window.isFullScreen()
    QTest.keyClick(window.live, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
