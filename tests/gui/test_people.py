"""The people's page as its user sees it: found, opened, changed, and everything that is lost can be taken back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
import soundfile
from PIL import Image
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QLineEdit, QWidget

from audio.source import RATE
from gui.ask import DeleteDialog
from gui.controls import Button
from gui.people import speech as speech_module
from gui.people.cards import FACES_PX, cell_px
from gui.people.clip_list import ClipList
from gui.people.clip_rows import ClipDelegate
from gui.people.grid import FaceGrid
from gui.people.likeness import NeighbourRow
from gui.people.listing import chosen
from gui.people.merge import MergeDialog
from gui.people.namesakes import NamesakesDialog
from gui.people.view import PeopleView
from gui.people.words import day
from gui.roster import MANY, SMALL_PX, Member
from gui.session import State
from sincnet.gallery import Gallery
from tests.gui.fake_recogniser import speech
from tests.gui.people_staging import PeopleRecogniser, SilentPlayer
from tests.gui.staging import OpenStage, Stage, drop

Dialog = TypeVar("Dialog", bound=QDialog)


def png(colour: str = "#008080") -> bytes:
    file = BytesIO()
    Image.new("RGB", (512, 512), colour).save(file, "PNG")
    return file.getvalue()


@dataclass
class Scene:
    """The page in front of a window, and the gallery behind it."""

    stage: Stage
    recogniser: PeopleRecogniser
    page: PeopleView

    @property
    def gallery(self) -> Gallery:
        return self.recogniser.gallery

    def until(self, condition: Callable[[], bool]) -> None:
        self.stage.bot.waitUntil(condition)

    def names(self) -> list[str]:
        model = self.page.everybody.model
        return [model.member(row).name for row in range(model.rowCount())]

    def id_of(self, name: str) -> str:
        person = self.gallery.find(name)
        assert person is not None
        return person.id

    def open(self, name: str) -> None:
        """Somebody's page, with all that is found out about them."""
        self.stage.window.bus.show_person.emit(self.id_of(name))
        self.settled(name)

    def settled(self, name: str) -> None:
        person = self.gallery.get(self.id_of(name))
        self.until(lambda: self.page.person_id == person.id)
        self.until(lambda: self.page.pane.clips.model.rowCount() == person.utterances)
        self.until(lambda: bool(self.page.pane.likeness.verdict.text()))

    def dialog(self, kind: type[Dialog]) -> Dialog:
        self.until(lambda: any(isinstance(w, kind) and w.isVisible() for w in QApplication.topLevelWidgets()))
        found = next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
        assert isinstance(found, kind)
        return found

    def banner(self, words: str) -> None:
        self.until(lambda: words in self.stage.window.banner.text)

    def undo(self) -> None:
        assert self.stage.window.banner.undo.isVisible()
        click(self.stage.window.banner.undo)


Open = Callable[..., Scene]


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def scene(open_stage: OpenStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the page on these people, each with as many utterances."""
    monkeypatch.setattr(speech_module, "Player", SilentPlayer)

    def open_scene(prepare: Callable[[PeopleRecogniser], None] | None = None, **people: int) -> Scene:
        recogniser = PeopleRecogniser(tmp_path / "home")
        for name, utterances in people.items():
            recogniser.person(name, utterances)
        if prepare is not None:
            prepare(recogniser)
        stage = open_stage(open_recogniser=lambda: recogniser)
        stage.window.pages.show_page("people")
        page = stage.window.pages.page("people")
        assert isinstance(page, PeopleView)
        return Scene(stage, recogniser, page)

    yield open_scene


# Everybody


def test_everybody_is_found_by_typing_and_opened_by_enter(scene: Open) -> None:
    it = scene(Hana=2, Desmond=1, Callum=3)
    assert it.names() == ["Callum", "Desmond", "Hana"]
    grid = it.page.everybody
    QTest.keyClick(grid.grid, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(grid.search, "hAn")
    assert it.names() == ["Hana"] and grid.count.text() == "1 of 3 people"
    QTest.keyClick(grid.search, Qt.Key.Key_Down)
    QTest.keyClick(grid.grid, Qt.Key.Key_Return)
    it.settled("Hana")
    assert it.page.pane.name.text() == "Hana"
    QTest.keyClick(it.page.pane.back, Qt.Key.Key_Escape)
    assert it.page.person_id is None and grid.grid.isVisible()
    assert it.names() == ["Hana"]  # the search is as it was
    QTest.keyClick(grid.search, Qt.Key.Key_Escape)
    assert it.names() == ["Callum", "Desmond", "Hana"]


def test_a_double_click_opens_and_the_button_leads_back(scene: Open) -> None:
    it = scene(Hana=1, Desmond=1)
    grid = it.page.everybody.grid
    place = grid.visualRect(grid.model().index(1, 0)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    it.settled("Hana")
    click(it.page.pane.back)
    assert it.page.person_id is None
    assert grid.currentIndex().data() == "Hana" and grid.hasFocus()


def test_the_order_can_be_chosen(scene: Open) -> None:
    def dated(recogniser: PeopleRecogniser) -> None:
        with recogniser.gallery._database.writing() as change:
            change.db.execute("UPDATE people SET created_at = '2025-01-01T00:00:00+00:00' WHERE name = 'Hana'")

    it = scene(dated, Hana=3, Desmond=1, Callum=2)
    order = it.page.everybody.order
    order.setCurrentIndex(order.findData("date"))
    assert it.names() == ["Callum", "Desmond", "Hana"]
    order.setCurrentIndex(order.findData("speech"))
    assert it.names() == ["Hana", "Callum", "Desmond"]


def test_nobody_of_that_name(scene: Open) -> None:
    it = scene(Hana=1)
    grid = it.page.everybody
    QTest.keyClicks(grid.search, "Xaver")
    assert grid.no_match.isVisible() and "Xaver" in grid.no_match.hint.text()
    click(grid.everybody)
    assert it.names() == ["Hana"] and grid.grid.isVisible()


def test_with_nobody_enrolled_the_page_teaches(scene: Open) -> None:
    it = scene()
    grid = it.page.everybody
    assert grid.nobody.isVisible() and "20 seconds" in grid.nobody.hint.text()
    assert not grid.search.isVisible() and not grid.enrol.isVisible()
    asked: list[str] = []
    it.stage.window.bus.enrol.disconnect()
    it.stage.window.bus.enrol.connect(asked.append)
    click(grid.first)
    assert asked == [""]


def test_nobody_is_said_to_be_enrolled_before_that_is_known(open_stage: OpenStage, tmp_path: Path) -> None:
    let_open = threading.Event()
    stage = open_stage("Anna", ready=False, gate=let_open)
    stage.window.load()
    stage.window.pages.show_page("people")
    page = stage.window.pages.page("people")
    assert isinstance(page, PeopleView) and page.everybody.loading.isVisible()
    page.take([tmp_path / "early.whospeaks"])
    assert "still being loaded" in stage.window.banner.text
    let_open.set()
    stage.until(State.IDLE)
    assert page.everybody.grid.isVisible()


def test_a_thousand_people_are_listed_sorted_and_scrolled_in_no_time(scene: Open) -> None:
    def crowd(recogniser: PeopleRecogniser) -> None:
        with recogniser.gallery._database.writing() as change:
            change.db.executemany(
                "INSERT INTO people (id, name, name_key, colour, created_at) VALUES (?, ?, ?, ?, ?)",
                [(f"{n:036}", f"Person {n}", f"person {n}", n % 10, "2026-01-01T00:00:00+00:00") for n in range(1000)],
            )

    it = scene(crowd)
    grid = it.page.everybody
    assert len(it.names()) == 1000
    began = time.process_time()
    QTest.keyClicks(grid.search, "99")
    assert len(it.names()) == 19
    grid.search.clear()
    bar = grid.grid.verticalScrollBar()
    for place in range(0, bar.maximum(), bar.maximum() // 50):
        bar.setValue(place)
        grid.grid.viewport().repaint()
    assert time.process_time() - began < 5  # 50 screenfuls; with a widget each it takes longer to open


def test_faces_of_many_people_are_kept_small_and_shown_sharp(scene: Open, tmp_path: Path) -> None:
    def crowd(recogniser: PeopleRecogniser) -> None:
        recogniser.person("Hana", 1, png())
        for number in range(MANY):
            recogniser.gallery.add(f"Person {number}", [], [], "fake")

    it = scene(crowd)
    roster = it.stage.window.roster
    hana = roster.member(it.id_of("Hana"))
    assert hana is not None and hana.face is not None and hana.face.width() == SMALL_PX
    large = roster.portrait(hana.person_id, 400, 1.0).toImage()
    assert large.pixelColor(200, 200).name() == "#008080"
    decoded = hana.face
    with it.stage.bot.waitSignal(roster.changed):
        it.stage.session.change_people(
            lambda recogniser: recogniser.rename(hana.person_id, "Hanna"), it.page.one._renamed
        )
    again = roster.member(hana.person_id)
    assert again is not None and again.name == "Hanna" and again.face is decoded  # read from the disk once


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


def test_nothing_to_paste_is_said(scene: Open) -> None:
    it = scene(Hana=1)
    it.open("Hana")
    QGuiApplication.clipboard().setText("no picture")
    QTest.keyClick(it.page.pane.back, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    it.banner("no picture to paste")


# What they said


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


def test_names_are_sorted_as_people_read_them() -> None:
    members = [Member(name, name, 0, None) for name in ("zoe", "Visitor 10", "Änne", "Visitor 9", "Bo")]
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        names = [member.name for member in chosen(members, "", "name")]
    finally:
        QLocale.setDefault(before)
    assert names == ["Änne", "Bo", "Visitor 9", "Visitor 10", "zoe"]


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


# Merging, deleting


def test_two_people_are_merged_and_parted(scene: Open) -> None:
    it = scene(Hana=2, Hannah=3, Desmond=1)
    it.open("Hannah")
    hana, people = it.id_of("Hana"), it.gallery.people()
    click(it.page.pane.merge)
    dialog = it.dialog(MergeDialog)
    assert dialog.merge.isEnabled() is False
    QTest.keyClicks(dialog.search, "hana")
    assert dialog.model.rowCount() == 1 and dialog.merge.text() == "Merge into Hana"
    click(dialog.merge)
    it.banner("Hannah is one with Hana now")
    it.until(lambda: it.page.person_id == hana and it.page.pane.clips.model.rowCount() == 5)
    assert [person.name for person in it.gallery.people()] == ["Hana", "Desmond"]
    it.undo()
    it.until(lambda: it.page.pane.clips.model.rowCount() == 2)
    assert it.gallery.people() == people


def test_a_merge_that_is_thought_better_of(scene: Open) -> None:
    it = scene(Hana=1, Desmond=1)
    it.open("Hana")
    click(it.page.pane.merge)
    dialog = it.dialog(MergeDialog)
    click(dialog.no)
    assert [person.name for person in it.gallery.people()] == ["Hana", "Desmond"]


def test_deleting_asks_and_leads_back_to_everybody(scene: Open, tmp_path: Path) -> None:
    it = scene(Hana=2, Desmond=1)
    it.open("Hana")
    hana = it.id_of("Hana")
    click(it.page.pane.delete)
    dialog = it.dialog(DeleteDialog)
    assert dialog.no.hasFocus() or dialog.no.isDefault()
    click(dialog.yes)
    it.until(lambda: it.page.person_id is None and it.names() == ["Desmond"])
    it.banner("Hana is deleted")
    assert not list((tmp_path / "home" / "people").glob(f"{hana}/*"))


def test_whoever_is_deleted_elsewhere_is_not_shown_any_more(scene: Open) -> None:
    it = scene(Hana=1, Desmond=1)
    it.open("Hana")
    hana = it.id_of("Hana")
    it.stage.session.change_people(lambda recogniser: recogniser.delete(hana), it.page.one._renamed)
    it.until(lambda: it.page.person_id is None)
    it.stage.window.bus.show_person.emit(hana)  # a stale link
    assert it.page.person_id is None


# Carrying


def test_everybody_is_exported_and_imported_elsewhere(
    scene: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = scene(Hana=2, Desmond=1)
    file = tmp_path / "all.whospeaks"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file.with_suffix("")), ""))
    click(it.page.everybody.take_out)
    it.banner("2 people are in all.whospeaks now")
    for name in ("Hana", "Desmond"):
        it.recogniser.delete(it.id_of(name))
    drop(it.stage.window, file)
    it.banner("2 people are enrolled now")
    it.until(lambda: it.names() == ["Desmond", "Hana"])
    assert it.gallery.unprinted("fake") == []
    it.undo()
    it.until(lambda: it.page.everybody.nobody.isVisible())


def test_one_person_is_exported(scene: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    it = scene(Hana=1, Desmond=1)
    it.open("Hana")
    asked: list[str] = []

    def save(_parent: QWidget, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    click(it.page.pane.export)
    it.banner("1 person is in Hana.whospeaks now")
    assert asked == ["Hana.whospeaks"] and it.gallery.exchange.look(tmp_path / "Hana.whospeaks").names == ["Hana"]


@pytest.mark.parametrize(
    ("answer", "names"), [("number", ["Desmond", "Hana", "Hana (2)"]), ("leave_out", ["Desmond", "Hana"])]
)
def test_namesakes_are_asked_about(
    scene: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, names: list[str]
) -> None:
    it = scene(Hana=1, Desmond=1)
    file = tmp_path / "all.whospeaks"
    it.gallery.exchange.export(file)
    it.recogniser.delete(it.id_of("Desmond"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    click(it.page.everybody.bring_in)
    dialog = it.dialog(NamesakesDialog)
    assert "already somebody called Hana" in dialog.windowTitle() and "1 other" in dialog.text.text()
    click(getattr(dialog, answer))
    it.until(lambda: it.names() == names)


def test_a_file_of_somebody_elses_is_refused_in_words(scene: Open, tmp_path: Path) -> None:
    it = scene(Hana=1)
    file = tmp_path / "holiday.whospeaks"
    file.write_bytes(b"something else")
    drop(it.stage.window, file)
    it.banner("was not exported by WhoSpeaks")
    assert it.names() == ["Hana"]


# For everybody


def test_every_control_has_a_name(scene: Open) -> None:
    it = scene(Hana=1, Desmond=1, Callum=1, Mateo=1)
    it.open("Hana")
    for kind in (Button, QLineEdit, FaceGrid, ClipList, QComboBox, NeighbourRow):
        controls = it.page.findChildren(kind)
        assert controls
        for control in controls:
            named = control.rows if isinstance(control, ClipList) else control
            assert named.accessibleName(), control


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


def test_the_fewer_there_are_the_larger_their_faces(scene: Open) -> None:
    it = scene(Hana=1)
    grid, members = it.page.everybody.grid, it.stage.window.roster.members
    assert grid._cards.face_px == max(FACES_PX)
    it.page.everybody.model.show_members(members * 200)
    assert grid._cards.face_px == min(FACES_PX)
    assert grid.gridSize().width() >= cell_px(min(FACES_PX))[0]
