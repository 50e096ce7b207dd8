"""Playing along: from anywhere, a stretch at a time, with whoever speaks shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest

from audio.files import read_audio
from audio.source import RATE
from gui.files import playback
from gui.files.job import Stage
from gui.files.page import FilesPage
from tests.gui.fake_recogniser import conversation
from tests.gui.staging import OpenStage
from tests.gui.staging import Stage as Staged


class FakePlayer(QObject):
    """Takes note of what it is to play; `go` plays on as `gui.player.Player` does."""

    moved = Signal(float)
    ended = Signal()
    trouble = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.played: list[np.ndarray] = []
        self.playing = False

    def play(self, samples: np.ndarray, from_s: float = 0.0) -> None:
        assert from_s == 0 and not self.playing
        self.played.append(samples)
        self.playing = True

    def go(self, to_s: float) -> None:
        self.moved.emit(to_s)

    def finish(self) -> None:
        self.moved.emit(len(self.played[-1]) / RATE)
        self.stop()

    def stop(self) -> None:
        if self.playing:
            self.playing = False
            self.ended.emit()


@pytest.fixture
def player(monkeypatch: pytest.MonkeyPatch) -> FakePlayer:
    player = FakePlayer()
    monkeypatch.setattr("gui.player.Player", lambda: player)
    return player


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """Three turns: about 0.6 to 2.1, 2.7 to 3.9, and 4.5 to 6.5 s."""
    path = tmp_path / "talk.wav"
    sf.write(path, conversation(1.5, 1.2, 2.0), RATE)
    return path


def opened(open_stage: OpenStage, path: Path) -> tuple[Staged, FilesPage]:
    stage = open_stage("Anna", "Ravi", script=lambda n, _: (["Anna", "Ravi", None][n], 0.95, None))
    stage.window.bus.go.emit("files")
    page = stage.window.pages.front
    assert isinstance(page, FilesPage)
    page.take([path])
    stage.bot.waitUntil(lambda: bool(page.works.queue.jobs) and page.works.queue.jobs[0].stage is Stage.DONE)
    return stage, page


def test_it_plays_along_and_shows_who_speaks(open_stage: OpenStage, talk: Path, player: FakePlayer) -> None:
    stage, page = opened(open_stage, talk)
    transport = page.recording.transport
    QTest.keyClick(page.recording.timeline, Qt.Key.Key_Space)
    stage.bot.waitUntil(lambda: player.playing)
    assert transport.play.accessibleName() == "Stop (Space)"
    whole = read_audio(talk)
    np.testing.assert_array_equal(player.played[0], whole[: len(player.played[0])])
    said = []
    for time_s in (0.1, 1.2, 3.0, 5.0):
        player.go(time_s)
        said.append(transport.speaker.text())
    assert said == ["", "Anna", "Ravi", "New voice"]
    assert page.recording.timeline.playhead_s == page.recording.overview.playhead_s == 5.0
    assert transport.time.text() == "0:05 / 0:07"
    player.finish()
    assert transport.play.accessibleName() == "Play (Space)"
    assert page.recording.timeline.playhead_s == pytest.approx(len(whole) / RATE, abs=0.1)


def test_a_long_one_is_read_in_stretches_that_end_where_nobody_speaks(
    open_stage: OpenStage, talk: Path, player: FakePlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playback, "STRETCH_S", 1.0)
    stage, page = opened(open_stage, talk)
    entries = page.works.queue.jobs[0].sheet.entries

    def heard_of(number: int) -> bool:
        return len(player.played) > number or not page.playback.playing

    page.recording.playhead.toggle()
    for number in range(10):
        stage.bot.waitUntil(partial(heard_of, number))
        if not page.playback.playing:
            break
        player.finish()
    np.testing.assert_array_equal(np.concatenate(player.played), read_audio(talk))
    assert len(player.played[0]) / RATE == pytest.approx(entries[0].end_s, abs=0.01)
    assert all(len(part) < 3 * RATE for part in player.played)
    assert not page.playback.playing


def test_one_turn_is_played_alone(open_stage: OpenStage, talk: Path, player: FakePlayer) -> None:
    stage, page = opened(open_stage, talk)
    entry = page.works.queue.jobs[0].sheet.entries[1]
    page.recording.timeline.select(1)
    page.recording.inspector.play.click()
    stage.bot.waitUntil(lambda: player.playing)
    assert len(player.played[0]) / RATE == pytest.approx(entry.duration_s, abs=0.01)
    player.finish()
    assert not page.playback.playing and len(player.played) == 1


def test_a_double_click_plays_a_turn_on(open_stage: OpenStage, talk: Path, player: FakePlayer) -> None:
    stage, page = opened(open_stage, talk)
    timeline = page.recording.timeline
    where = timeline.area_of(1).center().toPoint()
    QTest.mouseDClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=where)
    stage.bot.waitUntil(lambda: player.playing)
    start_s = page.works.queue.jobs[0].sheet.entries[1].start_s
    player.go(0.25)
    assert timeline.playhead_s == pytest.approx(start_s + 0.25)
    assert len(player.played[0]) / RATE > 4


def test_a_click_on_the_ruler_goes_on_from_there(open_stage: OpenStage, talk: Path, player: FakePlayer) -> None:
    stage, page = opened(open_stage, talk)
    timeline = page.recording.timeline
    page.recording.playhead.toggle()
    stage.bot.waitUntil(lambda: player.playing)
    where = timeline.area_of(2).center().toPoint()
    where.setY(8)
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=where)
    stage.bot.waitUntil(lambda: len(player.played) == 2)
    player.go(0.1)
    assert page.recording.transport.speaker.text() == "New voice"
    QTest.keyClick(timeline, Qt.Key.Key_Space)
    assert not player.playing


def test_another_page_or_recording_stops_it(open_stage: OpenStage, talk: Path, player: FakePlayer) -> None:
    stage, page = opened(open_stage, talk)
    page.recording.playhead.toggle()
    stage.bot.waitUntil(lambda: player.playing)
    stage.window.bus.go.emit("live")
    assert not player.playing and not page.playback.playing


def test_what_cannot_be_played_is_told_once(open_stage: OpenStage, talk: Path, player: FakePlayer) -> None:
    stage, page = opened(open_stage, talk)
    page.recording.playhead.toggle()
    stage.bot.waitUntil(lambda: player.playing)
    player.stop()  # as the real one does before it says why
    player.trouble.emit("The sound cannot be played.")
    assert stage.window.banner.text == "The sound cannot be played."
    assert not page.playback.playing and len(player.played) == 1
    talk.unlink()
    page.recording.playhead.toggle()
    stage.bot.waitUntil(lambda: "There is no file" in stage.window.banner.text)
    assert not page.playback.playing
