"""In the history: what was said is heard again, and one is told why a name was given."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from gui.history.utterance_rows import UtteranceDelegate
from gui.session import State
from tests.gui.history_staging import FakePlayer, diary_of, heard, playing, select, talk
from tests.gui.staging import OpenStage

# Playing


def test_space_plays_and_stops(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    player = FakePlayer(page)
    select(page, 1)
    QTest.keyClick(page.utterances.view, Qt.Key.Key_Space)
    stage.bot.waitUntil(lambda: len(player.played) == 1)
    shown = page.utterances.model.shown[1]
    assert player.played == [shown.samples] and playing(page) == shown.id
    assert page.utterances.choices.play.accessibleName() == "Stop"
    page.playing._moved(shown.duration_s / 2)
    assert page.utterances.model.progress == pytest.approx(0.5)
    QTest.keyClick(page.utterances.view, Qt.Key.Key_Space)
    assert playing(page) is None and page.utterances.choices.play.accessibleName() == "Play"
    assert stage.session.state is State.IDLE  # the space bar was not the window's
    select(page, 2)  # a stranger, whose sound is in memory only
    QTest.keyClick(page.utterances.view, Qt.Key.Key_Space)
    stage.bot.waitUntil(lambda: len(player.played) == 2)
    assert player.played[1] == page.utterances.model.shown[2].samples


def test_the_button_of_a_row_plays_it(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    player, view = FakePlayer(page), page.utterances.view
    area = UtteranceDelegate.play_area(QRectF(view.visualRect(page.utterances.model.index(1))))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    stage.bot.waitUntil(lambda: player.played == [page.utterances.model.shown[1].samples])
    stage.window.bus.go.emit("live")
    assert page.utterances.model.playing is None


def test_what_was_not_kept_cannot_be_played(open_stage: OpenStage) -> None:
    _, page = heard(open_stage, keep_audio=False)
    player = FakePlayer(page)
    select(page, 0)
    actions = page.utterances.choices
    assert not actions.play.isEnabled() and actions.note.text() == "Its sound was not kept."
    QTest.keyClick(page.utterances.view, Qt.Key.Key_Space)
    assert player.played == []
    page.utterances.choices.why.click()
    assert "not kept" in page.why.picture.accessibleDescription()


def test_of_a_stranger_is_kept_that_they_spoke_and_not_what(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    actions = page.utterances.choices
    assert [one.file is not None for one in page.utterances.model.shown] == [True, True, False]
    select(page, 0)
    assert actions.note.text() == ""
    select(page, 2)
    assert actions.play.isEnabled() and actions.correct.isEnabled() and "in memory only" in actions.note.text()
    before = page.utterances.model.shown[2]
    talk(stage)  # another session
    assert not before.audible
    stage.bot.waitUntil(lambda: diary_of(stage).sessions()[0].id != before.session_id)
    assert not diary_of(stage).utterances(before.session_id)[2].audible


def test_the_page_of_whoever_spoke_is_one_click_away(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    assert stage.recogniser.weights.model is not None  # torch, for that page, is loaded before the clock runs
    assert not page.utterances.choices.person.isEnabled()
    select(page, 2)
    assert not page.utterances.choices.person.isEnabled()  # a stranger has none
    select(page, 1)
    ravi = stage.recogniser.gallery.find("Ravi")
    assert ravi is not None
    with stage.bot.waitSignal(stage.window.bus.show_person) as wanted:
        QTest.keyClick(page.utterances.view, Qt.Key.Key_P)
    assert wanted.args == [ravi.id] and stage.window.pages.key == "people"


def test_sound_that_cannot_be_read_is_told(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    select(page, 0)
    path = page.utterances.model.shown[0].file
    assert path is not None
    path.write_bytes(b"no sound")
    with stage.bot.waitSignal(stage.window.bus.trouble):
        page.utterances.choices.play.click()
    assert page.utterances.model.playing is None


# Why


def test_why_tells_votes_candidates_and_filters(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    assert stage.recogniser.weights.model is not None  # torch is loaded before the clock runs
    select(page, 0)
    QTest.keyClick(page.utterances.view, Qt.Key.Key_Return)
    why = page.why
    assert why.isVisible() and why.heading.text() == "Why Anna?"
    assert why.sentence.text() == "Heard as: Anna, sure (95 %)."
    given = page.utterances.model.shown[0].answer
    assert why.counted.text() == f"{given.window_votes.count(0)} of {len(given.window_votes)} windows voted for Anna."
    assert [row.name.text() for row in why.rows] == [one.name for one in given.candidates[:3]]
    stage.bot.waitUntil(lambda: why.picture.accessibleDescription().startswith("Driven most:"), timeout=30_000)
    assert why.picture.accessibleDescription().count("Hz") == 8
    select(page, 2)
    assert why.heading.text() == "Why a new voice?"
    QTest.mouseClick(why.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert not why.isVisible() and not page.utterances.choices.why.isChecked()
