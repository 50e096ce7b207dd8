"""What somebody said: heard again, deleted, brought back, added to."""

from __future__ import annotations

from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from audio.source import RATE
from gui.people.clip_rows import ClipDelegate
from tests.gui.fake_recogniser import speech
from tests.gui.people_scene import Open
from tests.gui.people_staging import SilentPlayer
from tests.gui.staging import drop


def test_an_utterance_is_heard_and_stopped(scene: Open) -> None:
    it = scene(Hana=2, Desmond=1)
    it.open("Hana")
    rows, model = it.page.pane.clips.rows, it.page.pane.clips.model
    player = it.page.one.speech.player
    assert isinstance(player, SilentPlayer)
    rows.setCurrentIndex(model.index(1))
    QTest.keyClick(rows, Qt.Key.Key_Return)
    it.until(lambda: model.playing == model.clip(1).id)
    assert len(player.heard[0]) == round(2.1 * RATE)
    player.moved.emit(1.05)
    assert model.progress == pytest.approx(0.5)
    place = ClipDelegate.play_area(rows.visualRect(model.index(1))).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert model.playing is None and not player.playing
    QTest.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=place - QPoint(0, rows.visualRect(model.index(1)).height())
    )
    it.until(lambda: model.playing == model.clip(0).id)
    it.stage.window.pages.show_page("live")
    assert not player.playing


def test_a_deleted_utterance_is_gone_until_it_is_undone(scene: Open) -> None:
    it = scene(Hana=3, Desmond=1)
    it.open("Hana")
    hana = it.id_of("Hana")
    before = it.gallery.clips.of(hana)
    rows, model = it.page.pane.clips.rows, it.page.pane.clips.model
    place = ClipDelegate.delete_area(rows.visualRect(model.index(0))).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    it.until(lambda: model.rowCount() == 2)
    assert not before[0].path.exists()
    it.banner("One utterance of Hana is deleted")
    it.undo()
    it.until(lambda: model.rowCount() == 3)
    assert it.gallery.clips.of(hana) == before and before[0].path.exists()
    assert it.recogniser.caught_up == 1 and it.gallery.unprinted("fake") == []
    rows.setCurrentIndex(model.index(2))
    for _ in range(2):  # an impatient user
        QTest.keyClick(rows, Qt.Key.Key_Delete)
    it.until(lambda: model.rowCount() == 2)
    it.banner("is deleted")
    it.stage.window.banner.clear()
    assert it.gallery.clips.of(hana) == before[:2]


def test_recordings_are_dropped_on_a_page_and_taken_back(scene: Open, tmp_path: Path) -> None:
    it = scene(Hana=1)
    it.open("Hana")
    hana = it.id_of("Hana")
    soundfile.write(tmp_path / "more.wav", speech(4.0), RATE)
    drop(it.stage.window, tmp_path / "more.wav")
    it.banner("4 s of speech were added to Hana")
    it.until(lambda: it.page.pane.clips.model.rowCount() == 2)
    it.undo()
    it.until(lambda: it.page.pane.clips.model.rowCount() == 1)
    assert it.gallery.get(hana).utterances == 1


def test_a_row_shows_how_loud_it_is_and_how_far_it_has_been_heard(scene: Open) -> None:
    it = scene(Hana=2)
    it.open("Hana")
    rows = it.page.pane.clips
    outline = rows.model.outline(0)
    assert outline is not None and outline.max() == 1.0
    assert outline[:4].max() < 0.1 < outline[40:80].max()  # the recordings begin with silence

    def lit() -> int:
        """Pixels in the person's full colour."""
        seen, wanted = rows.rows.grab().toImage(), it.stage.window.roster.colour(it.id_of("Hana")).rgb()
        return sum(seen.pixel(x, y) == wanted for x in range(seen.width()) for y in range(0, 44, 2))

    assert lit() == 0
    rows.model.show_playing(rows.model.clip(0).id, 0.5)
    half = lit()
    rows.model.show_playing(rows.model.clip(0).id, 1.0)
    assert 0 < half < lit()
