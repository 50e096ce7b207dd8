"""The history as its user sees it: sessions are listened to, kept in a real diary, played, explained and put right."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from audio.segmenter import Utterance
from audio.source import ArraySource
from gui import words
from gui.history import telling
from gui.session import State
from gui.settings.view import SettingsView
from sincnet.diary import KeptSession
from tests.gui.fake_recogniser import answer, conversation, speech
from tests.gui.history_staging import (
    chosen,
    diary_of,
    follow,
    heard,
    open_history,
    press,
    rows,
    sessions,
    talk,
)
from tests.gui.staging import OpenStage

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
    assert not page.sessions.view.hasFocus()  # a list that is not shown would swallow the keys
    page.invitation.button.click()
    assert stage.window.pages.key == "live"


def test_who_keeps_nothing_is_told_so(open_stage: OpenStage) -> None:
    stage = open_stage("Anna", script=follow, preferences=chosen(keep_sessions=False))
    talk(stage)
    page = open_history(stage)
    stage.bot.waitUntil(lambda: page.invitation.heading.text() == "Sessions are not kept")
    assert diary_of(stage).sessions() == []
    page.invitation.button.click()
    settings = stage.window.pages.front
    assert isinstance(settings, SettingsView) and settings.privacy.isVisible()


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
    page.utterances.choices.why.click()
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
