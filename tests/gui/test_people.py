"""The people's page as its user sees it: found, opened, changed, and everything that is lost can be taken back."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from gui.controls import Button
from gui.people.cards import FACES_PX, cell_px
from gui.people.clip_list import ClipList
from gui.people.grid import FaceGrid
from gui.people.likeness import NeighbourRow
from gui.people.listing import chosen
from gui.people.view import PeopleView
from gui.roster import MANY, SMALL_PX, Member
from gui.session import State
from tests.gui.people_scene import Open, click, png
from tests.gui.people_staging import PeopleRecogniser
from tests.gui.staging import OpenStage

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


def test_names_are_sorted_as_people_read_them() -> None:
    members = [Member(name, name, 0, None) for name in ("zoe", "Visitor 10", "Änne", "Visitor 9", "Bo")]
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        names = [member.name for member in chosen(members, "", "name")]
    finally:
        QLocale.setDefault(before)
    assert names == ["Änne", "Bo", "Visitor 9", "Visitor 10", "zoe"]


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


def test_the_fewer_there_are_the_larger_their_faces(scene: Open) -> None:
    it = scene(Hana=1)
    grid, members = it.page.everybody.grid, it.stage.window.roster.members
    assert grid._cards.face_px == max(FACES_PX)
    it.page.everybody.model.show_members(members * 200)
    assert grid._cards.face_px == min(FACES_PX)
    assert grid.gridSize().width() >= cell_px(min(FACES_PX))[0]
