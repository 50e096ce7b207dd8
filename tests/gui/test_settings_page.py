"""The settings as a user turns them: each one holds at once, and says what it does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from audio.level import Level
from audio.segmenter import Utterance
from audio.source import ArraySource, AudioError, Block
from gui import theme
from gui.preferences import Preferences
from gui.session import State
from gui.settings.asking import DeleteEverythingDialog, ForgetTodayDialog
from gui.settings.view import SettingsView
from gui.theme import DARK, LIGHT, Theme
from sincnet.diary import KeptSession
from sincnet.events import Heard, Identified
from sincnet.strictness import STEPS, Expected, Scale
from tests.gui.fake_recogniser import answer, conversation, silence
from tests.gui.staging import DEVICES, OpenStage, Stage


def settings(stage: Stage, section: str = "") -> SettingsView:
    stage.window.pages.show_page("settings")
    view = stage.window.pages.front
    assert isinstance(view, SettingsView)
    titles = [view.sections.item(row).text() for row in range(view.sections.count())]
    if section:
        view.sections.setCurrentRow(titles.index(section))
    return view


def level(rms: float, floor: float = -60.0) -> Level:
    return Level(rms, rms + 6, floor, floor + 6, False, "speech" if rms > floor + 6 else "silence")


def hear(stage: Stage, rms: float, blocks: int = 50) -> None:
    for _ in range(blocks):
        stage.session.heard.emit(Heard(Block(silence(0.02), 0), level(rms)))


def test_they_open_by_key_and_by_icon_and_the_list_leads_through_them(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    QTest.keyClick(stage.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    view = settings(stage)
    assert view.sound.isVisible() and view.sections.hasFocus()
    QTest.keyClick(view.sections, Qt.Key.Key_Down)
    assert view.processing.isVisible() and not view.sound.isVisible()
    stage.window.top_bar.quiet_tabs.buttons["settings"].click()
    assert stage.window.pages.key == "settings"


# Sound


def test_the_level_test_works_while_not_listening_and_ends_with_the_page(open_stage: OpenStage) -> None:
    opened: list[str | None] = []

    def microphone(label: str | None) -> ArraySource:
        opened.append(label)
        return ArraySource(conversation(60), realtime=True)

    stage = open_stage("Anna", microphone=microphone)
    sound = settings(stage, "Sound").sound
    assert sound.test.text() == "Test the microphone" and sound.meter.bar.level is None
    QTest.mouseClick(sound.test, Qt.MouseButton.LeftButton)
    stage.bot.waitUntil(lambda: sound.meter.bar.level is not None)
    assert stage.session.state is State.IDLE and opened == [None] and sound.test.text() == "End the test"
    stage.window.pages.show_page("live")
    stage.bot.waitUntil(lambda: sound.test.text() == "Test the microphone")
    settings(stage)
    assert stage.session.state is State.IDLE and sound.test.isEnabled()


def test_listening_takes_over_from_the_test(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", microphone=lambda _: ArraySource(conversation(60), realtime=True))
    sound = settings(stage, "Sound").sound
    sound.test.click()
    stage.bot.waitUntil(lambda: sound.meter.bar.level is not None)
    stage.window.listener.listen()
    with stage.bot.waitSignal(stage.session.heard):
        pass
    stage.bot.waitUntil(lambda: not sound.test.isEnabled() and sound.test.text() == "Test the microphone")
    assert sound.meter.bar.level is not None  # the level of what is listened to
    stage.window.listener.toggle()
    stage.until(State.IDLE)
    assert sound.test.isEnabled()


def test_a_microphone_that_cannot_be_opened_is_one_sentence_in_place(open_stage: OpenStage) -> None:
    def refused(_label: str | None) -> ArraySource:
        raise AudioError("The microphone cannot be opened; another program may be using it.")

    stage = open_stage("Anna", microphone=refused)
    sound = settings(stage, "Sound").sound
    sound.test.click()
    stage.bot.waitUntil(sound.trouble.isVisible)
    assert "another program" in sound.trouble.text()


def test_the_microphone_is_kept_and_chosen_at_the_next_start(open_stage: OpenStage) -> None:
    opened: list[str | None] = []

    def microphone(label: str | None) -> ArraySource:
        opened.append(label)
        return ArraySource(conversation(1.5), realtime=False)

    stage = open_stage("Anna", microphone=microphone)
    box = settings(stage, "Sound").sound.microphone
    QTest.keyClick(box, Qt.Key.Key_Down)
    headset = DEVICES[1].label
    assert stage.window.preferences.now.microphone == headset
    assert stage.window.top_bar.source.currentText() == headset
    preferences = stage.window.preferences
    stage.close()
    again = open_stage("Anna", microphone=microphone, preferences=preferences)
    assert again.window.top_bar.source.currentText() == headset
    again.listen_to_the_end()
    assert opened == [headset]


def test_a_choice_in_the_top_bar_is_the_same_choice(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    QTest.keyClick(stage.window.top_bar.source, Qt.Key.Key_Down)
    assert stage.window.preferences.now.microphone == DEVICES[1].label
    assert settings(stage, "Sound").sound.microphone.currentText() == DEVICES[1].label


# Processing


def test_the_gate_holds_at_once_and_shows_what_it_would_let_through(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", microphone=lambda _: ArraySource(conversation(60), realtime=True))
    processing = settings(stage, "Processing").processing
    assert "appear here" in processing.gate_words.text()
    hear(stage, -50, 150)
    hear(stage, -66, 50)
    assert processing.gate_preview.passed == 0.75
    assert "75 %" in processing.gate_words.text()
    for _ in range(6):
        QTest.keyClick(processing.gate, Qt.Key.Key_Right)
    assert stage.window.preferences.now.gate_db == 6.0 == stage.recogniser.dials.gate_db
    assert processing.gate_preview.passed == 0.0 and "0 %" in processing.gate_words.text()
    with stage.bot.waitSignal(stage.session.heard) as heard:
        stage.window.listener.listen()
    [event] = heard.args
    assert event.level.threshold_dbfs - event.level.floor_dbfs == pytest.approx(12.0)
    QTest.keyClick(processing.gate, Qt.Key.Key_Right)  # while listening, too
    with stage.bot.waitSignal(
        stage.session.heard,
        check_params_cb=lambda event: event.level.threshold_dbfs - event.level.floor_dbfs == pytest.approx(13.0),
    ):
        pass
    stage.window.listener.toggle()
    stage.until(State.IDLE)


def test_strictness_says_what_was_measured_and_nothing_else(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    stage.recogniser.scale = Scale(0.9, {0.0: Expected(0.018, 0.158)})
    processing = settings(stage, "Processing").processing
    stage.bot.waitUntil(lambda: "1.8" in processing.cost.text())
    assert "16 get none" in processing.cost.text() and "90 %" in processing.cost.text()
    QTest.keyClick(processing.strictness, Qt.Key.Key_Right)
    assert stage.recogniser.dials.strictness == STEPS[STEPS.index(0.0) + 1]
    assert "not measured" in processing.source.text() and "1.8" not in processing.cost.text()
    QTest.keyClick(processing.strictness, Qt.Key.Key_Home)
    assert stage.window.preferences.now.strictness == -1.0
    processing.usual.click()
    assert stage.window.preferences.now.strictness == 0.0 and "1.8" in processing.cost.text()
    assert not processing.usual.isEnabled()


def test_recent_answers_are_named_or_not_as_the_threshold_moves(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi")
    processing = settings(stage, "Processing").processing
    stage.bot.waitUntil(lambda: "90 %" in processing.cost.text())
    for confidence in (0.7, 0.99):
        utterance = Utterance(silence(1.0), 0, complete=True)
        stage.session.identified.emit(Identified(utterance, answer(stage.recogniser.gallery, "Anna", confidence)))
    known = [round(reply.known, 2) for reply in processing.names_preview.answers]
    assert processing.names_preview.named == sum(one >= 0.9 for one in known) > 0
    QTest.keyClick(processing.strictness, Qt.Key.Key_Home)
    assert processing.names_preview.named == sum(one >= 0.5 for one in known) == 2
    assert "2 would have a name" in processing.names_words.text()


def test_choices_hold_before_the_recogniser_is_there(open_stage: OpenStage) -> None:
    preferences = Preferences()
    preferences.change(strictness=0.5, gate_db=3.0)
    stage = open_stage("Anna", preferences=preferences)
    assert (stage.recogniser.dials.strictness, stage.recogniser.dials.gate_db) == (0.5, 3.0)


# Appearance


def test_scheme_and_motion_change_at_once(open_stage: OpenStage, qapp: QApplication) -> None:
    preferences = Preferences()
    dresser = Theme(qapp)
    dresser.follow(preferences)
    stage = open_stage("Anna", preferences=preferences)
    appearance = settings(stage, "Appearance").appearance
    try:
        appearance.scheme.buttons["light"].click()
        assert (theme.tokens(), preferences.now.scheme) == (LIGHT, "light")
        appearance.scheme.buttons["light"].setFocus()
        QTest.keyClick(appearance.scheme.buttons["light"], Qt.Key.Key_Left)
        assert (theme.tokens(), preferences.now.scheme) == (DARK, "dark")
        appearance.motion.buttons["none"].click()
        assert theme.motion_ms(150) == 0
        appearance.motion.buttons["full"].click()
        assert theme.motion_ms(150) == 150
    finally:
        preferences.change(scheme="system", motion="system")
        dresser.deleteLater()


# Privacy


def test_what_is_kept_follows_the_switches(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    privacy, choices = settings(stage, "Privacy").privacy, stage.window.preferences
    assert (choices.now.keep_strangers, choices.now.keep_audio) == (False, True)  # strangers were not asked
    QTest.keyClick(privacy.strangers, Qt.Key.Key_Space)
    assert (choices.now.keep_strangers, choices.now.keep_audio) == (True, True)
    QTest.keyClick(privacy.audio, Qt.Key.Key_Space)
    assert (choices.now.keep_sessions, choices.now.keep_audio) == (True, False)
    assert not privacy.strangers.isEnabled()
    QTest.mouseClick(privacy.sessions, Qt.MouseButton.LeftButton)
    assert (choices.now.keep_sessions, choices.now.keep_audio) == (False, False)
    assert not privacy.audio.isEnabled() and not privacy.retention.isEnabled()
    privacy.sessions.click()
    assert privacy.retention.currentText() == "30 days"
    QTest.keyClick(privacy.retention, Qt.Key.Key_End)
    assert privacy.retention.currentText() == "Never" and choices.now.retention_days == 0


def test_forgetting_today_names_whom_and_asks(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", "Ravi")
    privacy = settings(stage, "Privacy").privacy
    privacy.forget_today.click()
    stage.bot.waitUntil(lambda: bool(stage.window.findChildren(ForgetTodayDialog)))
    [dialog] = stage.window.findChildren(ForgetTodayDialog)
    assert dialog.names.text().splitlines() == ["Anna", "Ravi"] and dialog.names.isVisible()
    assert dialog.no.isDefault()
    with stage.bot.waitSignal(stage.session.people_changed):
        dialog.yes.click()
    assert stage.recogniser.gallery.people() == []
    stage.bot.waitUntil(lambda: "nothing of it is left" in stage.window.banner.text)
    privacy.forget_today.click()
    stage.bot.waitUntil(lambda: "Nobody was enrolled today" in stage.window.banner.text)


def test_forgetting_today_forgets_what_was_said_by_nobody_enrolled_too(open_stage: OpenStage) -> None:
    stage = open_stage()
    privacy, diary = settings(stage, "Privacy").privacy, stage.session.diary
    assert diary is not None
    said = Utterance(np.zeros(16_000, np.float32), 0, complete=True)
    told = answer(stage.recogniser.gallery, None)
    for name, began in (("old", datetime.now(UTC) - timedelta(days=2)), ("new", datetime.now(UTC))):
        diary.add(KeptSession(name, began, "microphone"), said, told, keep_audio=False)
    privacy.forget_today.click()
    stage.bot.waitUntil(lambda: bool(stage.window.findChildren(ForgetTodayDialog)))
    [dialog] = stage.window.findChildren(ForgetTodayDialog)
    assert not dialog.names.isVisible()
    dialog.yes.click()
    stage.bot.waitUntil(lambda: [session.id for session in diary.sessions()] == ["old"])


def test_deleting_everything_wants_the_word_typed(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    settings(stage, "Privacy").privacy.delete_all.click()
    [dialog] = stage.window.findChildren(DeleteEverythingDialog)
    assert not dialog.yes.isEnabled()
    QTest.keyClicks(dialog.typed, "delet")
    assert not dialog.yes.isEnabled()
    QTest.keyClicks(dialog.typed, "e")
    assert dialog.yes.isEnabled()
    dialog.reject()
    assert len(stage.recogniser.gallery.people()) == 1


# About


def test_diagnostics_tell_devices_and_versions_and_no_names(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Zebulon")
    about = settings(stage, "About and diagnostics").about
    stage.bot.waitUntil(lambda: bool(about.text.toPlainText()))
    about.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text == about.text.toPlainText() and about.copy.text() == "Copied"
    assert DEVICES[1].label in text and "Qt 6" in text and "torch" in text and "People enrolled: 1" in text
    assert "Zebulon" not in text and str(Path.home()) not in text
