"""The history as its user sees it: sessions are listened to, kept in a real diary, played, explained and put right."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QObject, QRectF, Qt, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from audio.segmenter import Utterance
from audio.source import ArraySource
from gui import words
from gui.history import telling
from gui.history.page import HistoryPage
from gui.history.utterance_rows import UtteranceDelegate
from gui.preferences import Preferences
from gui.session import State
from gui.worker import Outcome
from sincnet.diary import Diary, KeptSession
from tests.gui.fake_recogniser import answer, conversation, speech
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


# Sessions come and go


def test_what_was_said_is_listed(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    assert rows(page) == ["Anna", "Ravi", "New voice"]
    assert page.utterances.details.text().endswith("team talk")
    spoken = [(words.clock(total.seconds), total.person_id) for total in page.utterances.talk.shares.totals]
    people = {member.name: member.person_id for member in stage.window.roster.members}
    assert spoken == [("0:02", None), ("0:02", people["Anna"]), ("0:01", people["Ravi"])]
    first = page.utterances.model.shown[0]
    assert telling.measured(first, stage.window.roster) == "sure · 95 %"
    tip = str(page.utterances.model.index(0).data(Qt.ItemDataRole.ToolTipRole))
    assert tip.startswith("Anna, sure, 95 %, ") and " s" in tip
    assert len(sessions(page)) == 1 and sessions(page)[0].startswith("Today, ")
    told = str(page.sessions.found.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "team talk" in told and "Anna" in told and "New voice" in told


def test_the_running_session_grows_while_one_looks(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    stage.session.listen(lambda: ArraySource(conversation(*[1.2] * 40), name="live", realtime=True))
    stage.bot.waitUntil(lambda: len(sessions(page)) == 2, timeout=20_000)
    assert sessions(page)[0].endswith("now") and rows(page) == ["Anna", "Ravi", "New voice"]
    first = page.sessions.view.visualRect(page.sessions.found.index(0, 0)).center()
    QTest.mouseClick(page.sessions.view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    stage.bot.waitUntil(
        lambda: rows(page)[:2] == ["Anna", "Ravi"] and page.utterances.model.rowCount() < 3, timeout=20_000
    )
    stage.bot.waitUntil(lambda: page.utterances.model.rowCount() >= 3, timeout=20_000)
    stage.session.stop()
    stage.until(State.IDLE)
    stage.bot.waitUntil(lambda: not sessions(page)[0].endswith("now"))
    assert len({one.id for one in page.utterances.model.everything}) == page.utterances.model.rowCount()


def test_without_a_session_the_page_says_what_to_do(open_stage: OpenStage) -> None:
    stage = open_stage("Anna")
    page = open_history(stage)
    stage.bot.waitUntil(lambda: page.invitation.heading.text() == "Nothing has been said yet")
    page.invitation.button.click()
    assert stage.window.pages.key == "live"


def test_who_keeps_nothing_is_told_so(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", script=follow, preferences=chosen(keep_sessions=False))
    talk(stage)
    page = open_history(stage)
    stage.bot.waitUntil(lambda: page.invitation.heading.text() == "Sessions are not kept")
    assert diary_of(stage).sessions() == []


def test_a_diary_that_cannot_be_read_is_told_and_all_else_works(open_stage: OpenStage, tmp_path: Path) -> None:
    (tmp_path / "diary-0").mkdir()
    (tmp_path / "diary-0" / "diary.sqlite3").write_bytes(b"no database at all" * 100)
    stage = open_stage("Anna", script=follow)
    assert "damaged" in stage.window.banner.accessibleName()
    talk(stage)
    page = open_history(stage)
    assert page.invitation.heading.text() == "No sessions to show"
    assert stage.window.live.history.model.rowCount() == 3


def test_a_search_finds_names_and_dates(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    old = KeptSession("00000000-0000-4000-8000-000000000001", datetime(2024, 3, 5, 12, tzinfo=UTC), "Parlour")
    diary_of(stage).add(old, Utterance(speech(1.0), 0, True), answer(stage.recogniser.gallery, "Mei"), keep_audio=False)
    page.arrive()
    stage.bot.waitUntil(lambda: len(sessions(page)) == 2)
    field = page.sessions.search
    for text, found in (("mei", 1), ("2024-03", 1), ("march", 1), ("parlour", 1), ("today", 1), ("zzz", 0), ("", 2)):
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)
        assert len(sessions(page)) == found, text
    QTest.keyClicks(field, "ravi")
    stage.bot.waitUntil(lambda: rows(page) == ["Ravi"])
    assert len(sessions(page)) == 1


def test_a_session_is_deleted_only_when_that_was_meant(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage, keep_strangers=True)
    files = [one.file for one in page.utterances.model.everything]
    assert all(path is not None and path.is_file() for path in files)
    page.sessions.view.setFocus()
    QTest.keyClick(page.sessions.view, Qt.Key.Key_Delete)
    assert page.question is not None and page.question.no.isDefault()
    press(page.question, "Cancel")
    assert len(diary_of(stage).sessions()) == 1
    page.utterances.delete.click()
    press(page.question, "Delete")
    stage.bot.waitUntil(lambda: page.stack.currentWidget() is page.invitation)
    assert diary_of(stage).sessions() == [] and not any(path.exists() for path in files if path)


# Playing


def test_space_plays_and_stops(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    player = FakePlayer(page)
    select(page, 1)
    QTest.keyClick(page.utterances.view, Qt.Key.Key_Space)
    stage.bot.waitUntil(lambda: len(player.played) == 1)
    shown = page.utterances.model.shown[1]
    assert player.played == [shown.samples] and playing(page) == shown.id
    assert page.utterances.play.accessibleName() == "Stop"
    page.playing._moved(shown.duration_s / 2)
    assert page.utterances.model.progress == pytest.approx(0.5)
    QTest.keyClick(page.utterances.view, Qt.Key.Key_Space)
    assert playing(page) is None and page.utterances.play.accessibleName() == "Play"
    assert stage.session.state is State.IDLE  # the space bar was not the window's
    select(page, 2)  # a stranger, whose sound is not kept
    QTest.keyClick(page.utterances.view, Qt.Key.Key_Space)
    stage.bot.wait(50)
    assert player.played == [shown.samples] and not page.utterances.play.isEnabled()


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
    assert not page.utterances.play.isEnabled()
    QTest.keyClick(page.utterances.view, Qt.Key.Key_Space)
    assert player.played == []
    page.utterances.why.click()
    assert "not kept" in page.why.picture.accessibleDescription()


def test_of_a_stranger_is_kept_that_they_spoke_and_not_what(open_stage: OpenStage) -> None:
    _, page = heard(open_stage)
    assert [one.file is not None for one in page.utterances.model.shown] == [True, True, False]
    select(page, 2)
    assert not page.utterances.play.isEnabled() and page.utterances.correct.isEnabled()


def test_the_page_of_whoever_spoke_is_one_click_away(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    assert stage.recogniser.weights.model is not None  # torch, for that page, is loaded before the clock runs
    assert not page.utterances.person.isEnabled()
    select(page, 2)
    assert not page.utterances.person.isEnabled()  # a stranger has none
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
        page.utterances.play.click()
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
    assert not why.isVisible() and not page.utterances.why.isChecked()


# Putting right


def correct(stage: Stage, page: HistoryPage, row: int, typed: str) -> None:
    select(page, row)
    QTest.keyClick(page.utterances.view, Qt.Key.Key_C)
    chooser = page.correcting.chooser
    assert chooser is not None
    QTest.keyClicks(chooser.text, typed)
    with stage.bot.waitSignal(page.correcting.changed):
        QTest.keyClick(chooser.text, Qt.Key.Key_Return)


def test_a_correction_counts_and_can_be_undone(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    correct(stage, page, 0, "Ravi")
    stage.bot.waitUntil(lambda: rows(page) == ["Ravi", "Ravi", "New voice"])
    assert "you said so" in str(page.utterances.model.index(0).data(Qt.ItemDataRole.ToolTipRole))
    assert page.utterances.learn.isVisible()
    assert stage.recogniser.added == []  # nothing is learned silently
    stage.window.banner.undo.click()
    stage.bot.waitUntil(lambda: rows(page) == ["Anna", "Ravi", "New voice"])
    assert not page.utterances.learn.isVisible()


def test_what_was_put_right_is_learned_from_when_the_user_says_so(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    correct(stage, page, 0, "Ravi")
    stage.bot.waitUntil(page.utterances.learn.isVisible)
    page.utterances.learn.click()
    question = page.correcting.question
    assert question is not None
    assert stage.recogniser.added == []
    with stage.bot.waitSignal(stage.window.bus.news):
        question.yes.click()
    ((name, clips, _),) = stage.recogniser.added
    assert name == "Ravi"
    assert len(clips[0]) == page.utterances.model.shown[0].samples
    assert stage.recogniser.consents[-1] is not None


def test_a_stranger_gets_a_name_and_is_enrolled(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage, keep_strangers=True)
    correct(stage, page, 2, "Zoe")
    stage.bot.waitUntil(lambda: rows(page)[2] == "Zoe")
    correct(stage, page, 0, "Zoe")
    stage.bot.waitUntil(lambda: rows(page)[0] == "Zoe")
    page.utterances.learn.click()
    assert page.correcting.question is not None
    with stage.bot.waitSignal(stage.window.bus.news):
        page.correcting.question.yes.click()
    zoe = stage.recogniser.gallery.find("Zoe")
    assert zoe is not None and len(stage.recogniser.enrolled[0][1]) == 2
    stage.bot.waitUntil(lambda: page.utterances.model.shown[0].person_id == zoe.id)
    assert page.utterances.model.shown[2].person_id == zoe.id


def test_who_is_deleted_is_somebody_from_then_on(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    anna, done = stage.recogniser.gallery.find("Anna"), Done()
    assert anna is not None
    file = page.utterances.model.shown[0].file
    stage.session.change_people(lambda recogniser: recogniser.delete(anna.id), done.take)
    stage.bot.waitUntil(lambda: rows(page)[0] == "Somebody deleted")
    assert file is not None and not file.exists()
    select(page, 0)
    page.utterances.why.click()
    assert page.why.heading.text() == "Somebody deleted" and "Anna" not in page.why.sentence.text()


def test_who_is_renamed_or_merged_has_the_new_name(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    gallery = stage.recogniser.gallery
    anna, ravi, done = gallery.find("Anna"), gallery.find("Ravi"), Done()
    assert anna is not None and ravi is not None
    stage.session.change_people(lambda recogniser: recogniser.rename(anna.id, "Annika"), done.take)
    stage.bot.waitUntil(lambda: rows(page) == ["Annika", "Ravi", "New voice"])
    stage.session.change_people(lambda recogniser: recogniser.gallery.merging.merge(anna.id, ravi.id), done.take)
    stage.bot.waitUntil(lambda: rows(page) == ["Ravi", "Ravi", "New voice"])
    assert page.utterances.model.shown[0].file is not None


# Taking it elsewhere


def test_a_session_is_exported(open_stage: OpenStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage, page = heard(open_stage)
    target = tmp_path / "talk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.utterances.export.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None and len(menu.actions()) == 5
    news: list[str] = []
    stage.window.bus.news.connect(news.append)
    with stage.bot.waitSignal(stage.window.bus.news):
        next(action for action in menu.actions() if "CSV" in action.text()).trigger()
    menu.close()
    assert news == ["Exported to talk.csv."]
    with target.with_suffix(".csv").open(newline="", encoding="utf-8") as file:
        assert [row["speaker"] for row in csv.DictReader(file)] == ["Anna", "Ravi", "Unknown"]


def test_an_export_that_fails_says_why(open_stage: OpenStage, tmp_path: Path) -> None:
    stage, page = heard(open_stage)
    assert page._shown is not None
    (tmp_path / "a-file").write_text("")
    with stage.bot.waitSignal(stage.window.bus.trouble):
        page.exporter.write(page._shown, page.utterances.model.everything, "srt", tmp_path / "a-file" / "talk.srt")


# For everybody


def test_every_control_has_a_name(open_stage: OpenStage) -> None:
    _, page = heard(open_stage)
    page.utterances.why.click()
    for button in page.findChildren(QPushButton):
        assert button.accessibleName() or button.text()
    for widget in (page.sessions.view, page.utterances.view, page.sessions.search, page.why.picture):
        assert widget.accessibleName()


@pytest.mark.parametrize(
    ("ago", "said"),
    [(timedelta(0), "Today"), (timedelta(days=1), "Yesterday"), (timedelta(days=400), "10 August 2024")],
)
def test_days_in_words(ago: timedelta, said: str) -> None:
    now = datetime(2025, 9, 14, 12).astimezone()
    assert telling.day(now - ago, now.replace(tzinfo=None)) == said
