"""The live view beyond the name: a stranger one click from enrolment, votes by face, latency, speaking time."""

import time
from dataclasses import replace
from datetime import datetime

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from audio.level import Level
from audio.segmenter import Utterance
from audio.source import RATE, Block
from gui.session import State
from sincnet.events import Heard, Identified, Provisional, SpeechDiscarded
from tests.gui.fake_recogniser import answer, speech
from tests.gui.staging import OpenStage, Stage

LEVEL = Level(-20, -10, -60, -45, False, "speech")


def utterance(seconds: float = 1.0, start: int = 0, *, complete: bool = True) -> Utterance:
    return Utterance(np.zeros(int(seconds * RATE), np.float32), start, complete)


def hear(stage: Stage, samples: np.ndarray, start: int = 0) -> None:
    for at in range(0, len(samples), 320):
        stage.session.heard.emit(Heard(Block(samples[at : at + 320], start + at), LEVEL))


def tooltip(widget: QWidget, x: int) -> str:
    QToolTip.hideText()
    where = QPoint(x, widget.height() // 2)
    QApplication.sendEvent(widget, QHelpEvent(QHelpEvent.Type.ToolTip, where, widget.mapToGlobal(where)))
    return QToolTip.text()


def test_a_stranger_is_one_click_from_being_enrolled(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi")
    live, gallery = stage.window.live, stage.recogniser.gallery
    button = live.stage.stranger_button
    stage.session.identified.emit(Identified(utterance(), answer(gallery, "Anna")))
    assert not button.isVisible()
    stage.session.provisional.emit(Provisional(utterance(start=RATE, complete=False), answer(gallery, None)))
    assert not button.isVisible()  # a guess is no reason to hold out a hand
    stage.session.identified.emit(Identified(utterance(start=RATE), answer(gallery, None)))
    assert button.isVisible()
    assert live.stage.face.geometry().contains(button.geometry().center())
    with stage.bot.waitSignal(stage.window.bus.enrol_heard):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stage.window.enrolment.dialog is not None
    stage.window.enrolment.dialog.reject()


def test_the_light_goes_with_the_page(open_stage: OpenStage) -> None:
    """It reaches behind the bar at the top, which would keep it."""
    stage = open_stage("Anna")
    for page in ("map", "live"):
        with stage.bot.waitSignal(stage.window.live.stage.face.light_changed):
            stage.window.pages.show_page(page)


def test_since_when_they_speak_is_told(open_stage: OpenStage) -> None:
    """From the first of their turns in a row; a guess at somebody else in between does not begin anew."""
    stage = open_stage("Anna", "Ravi")
    session, gallery, live = stage.session, stage.recogniser.gallery, stage.window.live
    live._began = datetime(2026, 5, 4, 10, 0, 0)

    def since() -> str:
        return live.stage.verdict.text().rpartition(" ")[2]

    session.identified.emit(Identified(utterance(start=5 * RATE), answer(gallery, "Anna")))
    assert since() == "10:00:05"
    for name in ("Ravi", "Ravi", "Anna", "Anna"):
        session.provisional.emit(Provisional(utterance(start=30 * RATE, complete=False), answer(gallery, name, 0.8)))
    assert since() == "10:00:05"
    session.identified.emit(Identified(utterance(start=30 * RATE), answer(gallery, "Anna")))
    assert since() == "10:00:05"
    guess = Provisional(utterance(start=65 * RATE, complete=False), answer(gallery, "Ravi", 0.8))
    session.provisional.emit(guess)
    session.provisional.emit(guess)
    assert (live.stage.name.text(), since()) == ("Ravi", "10:01:05")
    session.discarded.emit(SpeechDiscarded(65 * RATE))
    assert (live.stage.name.text(), since()) == ("Anna", "10:00:05")
    session.identified.emit(Identified(utterance(start=90 * RATE), answer(gallery, None)))
    assert since() == "10:01:30"


def test_what_a_stranger_said_is_remembered_until_somebody_known_speaks(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    scene, gallery = stage.window.live.scene, stage.recogniser.gallery

    def say(name: str | None, seconds: float) -> None:
        stage.session.identified.emit(Identified(utterance(seconds), answer(gallery, name)))

    def remembered() -> list[float]:
        return [len(samples) / RATE for samples, _floor_dbfs in scene.stranger]

    say("Anna", 1.0)
    say(None, 2.0)
    say(None, 3.0)
    assert remembered() == [2.0, 3.0]
    say(None, 26.0)
    assert remembered() == [3.0, 26.0]  # half a minute at most
    say("Anna", 1.0)
    assert remembered() == []
    say(None, 2.0)
    with stage.bot.waitSignal(stage.session.people_changed):
        stage.session.change_people(lambda known: known.gallery.add("Bo", [], [], "fake"), lambda _outcome: None)
    assert remembered() == []  # that may have been Bo


def test_votes_are_counted_by_face_and_told_when_hovered(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi")
    live = stage.window.live
    result = answer(stage.recogniser.gallery, "Anna", 0.9)
    result = replace(result, window_votes=(0, 0, 1, 0))
    stage.session.identified.emit(Identified(utterance(), result))
    assert [(item.figure, item.sentence) for item in live.stage.legend.items] == [
        ("3", "Anna: 3 of 4 windows"),
        ("1", "Ravi: 1 of 4 windows"),
    ]
    ribbon = live.stage.ribbon
    assert "Window 3 of 4 votes for Ravi" in tooltip(ribbon, int(0.6 * ribbon.width()))
    assert "Window 1 of 4 votes for Anna" in tooltip(ribbon, 2)
    assert "Ravi: 1 of 4 windows" in tooltip(live.stage.legend, 50)
    assert ribbon.accessibleDescription() == "Anna: 3 of 4 windows; Ravi: 1 of 4 windows"


def test_a_candidate_tells_its_figures_when_hovered(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi")
    row = stage.window.live.candidates.rows[0]
    result = answer(stage.recogniser.gallery, "Anna", 0.9)
    best = replace(result.candidates[0], votes=0.75, score=4.21)
    stage.session.identified.emit(Identified(utterance(), replace(result, candidates=(best, *result.candidates[1:]))))
    assert row.toolTip().startswith("Anna: 90 % probable. 75 % of the windows")
    assert "4.2" in row.toolTip()


def test_of_two_hundred_people_the_strip_makes_a_handful_of_faces(open_stage: OpenStage) -> None:
    stage = open_stage(*(f"Somebody {number}" for number in range(200)))
    strip = stage.window.live.people
    shown = [face for face in strip.faces if face.isVisible()]
    assert len(strip.faces) <= 12 and strip.rest.text() == f"+{200 - len(shown)}"
    opened: list[str] = []
    stage.window.bus.show_person.disconnect()
    stage.window.bus.show_person.connect(opened.append)
    member = stage.window.roster.members[0]
    strip.menu_for(member).actions()[0].trigger()
    assert opened == [member.person_id]


def test_the_chip_counts_from_the_last_word_to_the_name(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    live = stage.window.live
    stage.session._enter(State.LISTENING)
    hear(stage, np.zeros(RATE, np.float32))  # half a second of speech, half a second of silence
    time.sleep(0.05)
    stage.session.identified.emit(Identified(utterance(0.5), answer(stage.recogniser.gallery, "Anna")))
    took = float(live.stage.latency.text().split()[2])
    assert 0.55 <= took < 3.0
    assert "24 ms" in live.stage.latency.toolTip()
    before = live.stage.latency.text()
    stage.session.provisional.emit(
        Provisional(utterance(start=RATE, complete=False), answer(stage.recogniser.gallery, None))
    )
    assert live.stage.latency.text() == before  # one guess does not move the light, nor the figure
    stage.session.state = State.IDLE


def test_speaking_time_adds_up_and_begins_anew_with_the_session(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi")
    live, gallery = stage.window.live, stage.recogniser.gallery
    for name, seconds in (("Anna", 3.0), ("Ravi", 70.0), ("Anna", 4.0), (None, 2.0)):
        stage.session.identified.emit(Identified(utterance(seconds), answer(gallery, name)))
    legend = live.history.speaking_time.legend
    assert [item.figure for item in legend.items] == ["1:10", "0:07", "0:02"]
    assert legend.items[0].sentence == "Ravi: 1:10 of speech in this session"
    stage.session._enter(State.LISTENING)
    assert legend.items == []
    stage.session.state = State.IDLE


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_the_spectrogram_is_a_choice_that_is_kept(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    live = stage.window.live
    hear(stage, speech(3.0))
    bars = picture(live.waveform)
    QTest.mouseClick(live.spectrogram_button, Qt.MouseButton.LeftButton)
    assert stage.window.preferences.now.show_spectrogram
    spectrogram = picture(live.waveform)
    assert spectrogram != bars
    stage.window.preferences.change(show_spectrogram=False)  # as the settings do
    assert not live.spectrogram_button.isChecked()
    assert picture(live.waveform) == bars


def test_the_strip_shows_the_newest_sound_in_its_speakers_colour(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    live, ratio = stage.window.live, stage.window.devicePixelRatioF()
    for spectral in (False, True):
        live.waveform.show_spectrogram(spectral)
        hear(stage, speech(2.0, level=0.9), live.waveform.envelope.end)
        end = live.waveform.envelope.end
        stage.session.identified.emit(
            Identified(utterance(2.0, end - 2 * RATE), answer(stage.recogniser.gallery, "Anna"))
        )
        shown, colour = picture(live.waveform), stage.window.roster.colour(stage.window.roster.members[0].person_id)
        row = int(ratio * (live.waveform.height() - 20) * (0.9 if spectral else 0.5))
        hues = {shown.pixelColor(int(ratio * (live.waveform.width() - x)), row).hue() for x in range(10, 150)}
        assert any(abs(hue - colour.hue()) < 6 for hue in hues)
        left = {shown.pixelColor(int(ratio * x), row).hue() for x in range(10, 60)}
        assert not any(abs(hue - colour.hue()) < 6 for hue in left)
