"""Somebody's page: what is kept of them, their name and their picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from audio.source import RATE
from gui.people.words import day
from tests.gui.fake_recogniser import speech
from tests.gui.people_scene import Open, click, png
from tests.gui.people_staging import PeopleRecogniser
from tests.gui.staging import drop

# Somebody's page


def test_a_page_tells_all_that_is_kept(scene: Open) -> None:
    def consenting(recogniser: PeopleRecogniser) -> None:
        with recogniser.gallery._database.writing() as change:
            change.db.execute("UPDATE people SET consent_at = '2026-03-04T12:00:00+00:00' WHERE name = 'Hana'")

    it = scene(consenting, Hana=3, Desmond=3, Callum=2, Mateo=2, Priya=2)
    it.open("Hana")
    pane = it.page.pane
    assert it.stage.window.pages.key == "people"
    assert "of speech" in pane.facts.text() and day("2026-03-04T12:00:00+00:00") in pane.facts.text()
    model = pane.clips.model
    spoken = [str(model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)) for row in range(3)]
    assert [text.split(", ")[2] for text in spoken] == ["1.6 s", "2.1 s", "2.6 s"]
    assert all(text.endswith("Clear") for text in spoken)
    assert "dB above the background" in str(model.data(model.index(0), Qt.ItemDataRole.ToolTipRole))
    nearest = pane.likeness.rows[0]
    assert pane.likeness.verdict.text() == f"Told apart well from {nearest.text()}"
    assert "3 of 3 utterances" in pane.likeness.verdict.toolTip()
    assert all(row.isVisible() for row in pane.likeness.rows)
    neighbour = nearest.text()
    click(nearest)
    it.settled(neighbour)
    it.open("Desmond")
    assert "No consent on record" in pane.facts.text()


def test_poor_recordings_are_called_so(scene: Open) -> None:
    def recordings(recogniser: PeopleRecogniser) -> None:
        loud = np.clip(8 * speech(2.0), -1, 1)
        hiss = speech(2.0) + np.random.default_rng(0).normal(0, 0.2, 2 * RATE).astype(np.float32)
        person = recogniser.gallery.add("Hana", [], [], "fake")
        recogniser.add_speech(person.id, [loud, hiss, 0.003 * speech(2.0), speech(2.0)])
        recogniser.gallery.clips.of(person.id)[3].path.unlink()

    it = scene(recordings, Desmond=1)
    it.open("Hana")
    model = it.page.pane.clips.model
    spoken = [str(model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)) for row in range(4)]
    assert [text.rsplit(", ", 1)[1] for text in spoken] == ["Too loud", "Noisy", "Too quiet", "File missing"]


def test_a_name_is_typed_over_where_it_stands(scene: Open) -> None:
    it = scene(Hana=1, Desmond=1)
    it.open("Hana")
    name = it.page.pane.name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Hanna")
    QTest.keyClick(name, Qt.Key.Key_Escape)
    assert name.text() == "Hana" and it.page.person_id is not None  # the first Esc is the name's
    name.selectAll()
    QTest.keyClicks(name, "desmond")
    QTest.keyClick(name, Qt.Key.Key_Return)
    it.until(lambda: it.page.pane.error.isVisible())
    assert "already somebody called Desmond" in it.page.pane.error.text()
    name.selectAll()
    QTest.keyClicks(name, "Hanna")
    it.page.pane.back.setFocus()
    it.until(lambda: it.gallery.find("Hanna") is not None)
    it.until(lambda: name.text() == "Hanna" and not it.page.pane.error.isVisible())


def test_a_long_name_ends_in_an_ellipsis_until_it_is_edited(scene: Open) -> None:
    long = "Wolfeschlegelsteinhausenbergerdorff von und zu Hohenlohe"
    it = scene(lambda recogniser: recogniser.person(long, 1) and None)
    it.open(long)
    name = it.page.pane.name
    assert name.text().endswith("…") and long in name.toolTip()
    name.setFocus()
    assert name.text() == long
    it.page.pane.back.setFocus()
    assert name.text().endswith("…") and it.gallery.find(long) is not None


def test_a_picture_is_dropped_pasted_removed_and_brought_back(scene: Open, tmp_path: Path) -> None:
    it = scene(Hana=1)
    it.open("Hana")
    hana = it.id_of("Hana")

    def colour() -> str:
        member = it.stage.window.roster.member(hana)
        return member.face.pixelColor(256, 256).name() if member and member.face else "none"

    picture = tmp_path / "face.png"
    picture.write_bytes(png("#102030"))
    drop(it.stage.window, picture)
    it.until(lambda: colour() == "#102030")
    green = QImage(300, 300, QImage.Format.Format_RGB32)
    green.fill(0xFF00AA00)
    QGuiApplication.clipboard().setImage(green)
    QTest.keyClick(it.page.pane.back, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    it.until(lambda: colour() == "#00aa00")
    it.banner("Hana has another picture now")
    it.undo()
    it.until(lambda: colour() == "#102030")
    click(it.page.pane.photo.remove)
    it.until(lambda: colour() == "none" and not it.page.pane.photo.remove.isEnabled())
    it.undo()
    it.until(lambda: colour() == "#102030")
    broken = tmp_path / "broken.png"
    broken.write_bytes(png()[:300])
    drop(it.stage.window, broken)
    it.banner("damaged")
    assert colour() == "#102030"


def test_a_picture_is_chosen_from_a_file(scene: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    it = scene(Hana=1)
    it.open("Hana")
    picture = tmp_path / "face.png"
    picture.write_bytes(png())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(picture), ""))
    click(it.page.pane.photo.choose)
    it.until(lambda: it.gallery.get(it.id_of("Hana")).face is not None)


def test_what_is_dropped_on_a_card_is_that_persons(scene: Open, tmp_path: Path) -> None:
    it = scene(Hana=1, Desmond=1)
    picture = tmp_path / "face.png"
    picture.write_bytes(png())
    grid = it.page.everybody.grid
    hana = it.page.everybody.model.index(it.page.everybody.model.row_of(it.id_of("Hana")))
    it.until(lambda: grid.visualRect(hana).width() > 100)
    drop(grid.viewport(), picture, at=grid.visualRect(hana).center())
    it.until(lambda: it.gallery.get(it.id_of("Hana")).face is not None)
    it.banner("Hana has another picture now.")
    assert it.page.person_id == it.id_of("Hana") and it.gallery.get(it.id_of("Desmond")).face is None
    it.undo()
    it.until(lambda: it.gallery.get(it.id_of("Hana")).face is None)
    it.page.show_everybody()
    drop(grid.viewport(), picture, at=grid.viewport().rect().bottomRight())  # beside all cards
    it.banner("drop it on their card")


def test_nothing_to_paste_is_said(scene: Open) -> None:
    it = scene(Hana=1)
    it.open("Hana")
    QGuiApplication.clipboard().setText("no picture")
    QTest.keyClick(it.page.pane.back, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    it.banner("no picture to paste")


def test_somebody_without_utterances_is_told_to_be_unknown(scene: Open) -> None:
    it = scene(Hana=1, Desmond=1)
    it.open("Hana")
    rows, model = it.page.pane.clips.rows, it.page.pane.clips.model
    rows.setCurrentIndex(model.index(0))
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    it.until(lambda: it.page.pane.clips.nothing.isVisible())
    assert "Hana is not recognised" in it.page.pane.clips.nothing.text()
    it.until(lambda: it.page.pane.likeness.verdict.text().startswith("Too little speech"))


def test_somebody_alone_cannot_be_taken_for_anybody(scene: Open) -> None:
    it = scene(Hana=2)
    it.open("Hana")
    assert it.page.pane.likeness.verdict.text() == "Nobody else is enrolled to be taken for"
    assert not it.page.pane.merge.isEnabled()
    assert not any(row.isVisible() for row in it.page.pane.likeness.rows)


@pytest.mark.parametrize(
    ("language", "said"), [("en_GB", "4 Mar 2026"), ("en_US", "Mar 4, 2026"), ("de_DE", "4. März 2026")]
)
def test_a_day_is_written_as_the_language_has_it(language: str, said: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        assert day("2026-03-04T12:00:00+00:00") == said
    finally:
        QLocale.setDefault(before)
    assert day("no date") == ""
