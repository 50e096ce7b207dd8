"""The map of voices: everybody has an island, what is said flies over it, strangers drift out."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from audio.segmenter import Utterance
from audio.source import RATE
from gui.voicemap.sea import SHORE
from gui.voicemap.view import MapView
from sincnet.events import Identification, Identified, Provisional, SpeechDiscarded, SpeechStarted
from sincnet.voiceprints import Voiceprint
from tests.gui.fake_recogniser import FakeRecogniser, answer
from tests.gui.staging import OpenStage, Stage


@pytest.fixture(autouse=True)
def weights(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(FakeRecogniser, "weights", SimpleNamespace(id="fake"), raising=False)
    yield


def enrol(stage: Stage, *names: str) -> None:
    """People with voiceprints; the window learns of them as it does of any enrolment."""
    rng = np.random.default_rng(len(names))
    clip = np.zeros(RATE, np.float32)

    def change(recogniser: object) -> None:
        for name in names:
            voice = rng.normal(size=24)
            prints = [Voiceprint((voice + 0.3 * rng.normal(size=24)).astype(np.float32), 6) for _ in range(2)]
            stage.recogniser.gallery.add(name, [clip, clip], prints, "fake")

    with stage.bot.waitSignal(stage.session.people_changed, timeout=60_000):
        stage.session.change_people(change, lambda _outcome: None)


def mapped(stage: Stage) -> MapView:
    stage.window.pages.show_page("map")
    page = stage.window.pages.page("map")
    assert isinstance(page, MapView)
    stage.bot.waitUntil(lambda: len(page.sea.chart.islands) == len(stage.window.roster.members))
    return page


def said(stage: Stage, name: str | None, confidence: float, votes: tuple[int, ...] = (0, 0, 1)) -> Identification:
    result = answer(stage.recogniser.gallery, name, confidence)
    chances = np.full((len(votes), len(result.candidates)), 0.02, np.float32)
    chances[np.arange(len(votes)), votes] = 0.9
    return replace(result, window_votes=votes, window_chances=chances)


def utterance(*, complete: bool = True) -> Utterance:
    return Utterance(np.zeros(RATE, np.float32), 0, complete)


def head(page: MapView) -> np.ndarray:
    seen = page.sea.comet.at(1.0)
    assert seen is not None
    return seen.head


def test_with_fewer_than_three_it_says_what_it_will_be(open_stage: OpenStage) -> None:
    stage = open_stage()
    enrol(stage, "Anna")
    stage.window.pages.show_page("map")
    page = stage.window.pages.page("map")
    assert isinstance(page, MapView)
    assert page.too_few.isVisible() and not page.sea.isVisible()
    assert page.too_few.headline.text() == "A map takes two more voices"
    with stage.bot.waitSignal(stage.window.bus.enrol):
        QTest.mouseClick(page.too_few.enrol, Qt.MouseButton.LeftButton)
    assert stage.window.enrolment.dialog is not None
    stage.window.enrolment.dialog.reject()
    enrol(stage, "Ravi", "Mei")
    stage.bot.waitUntil(lambda: page.sea.isVisible() and len(page.sea.chart.islands) == 3)


def test_a_voice_lands_on_its_island(open_stage: OpenStage) -> None:
    stage = open_stage()
    enrol(stage, "Anna", "Ravi", "Mei", "Eva")
    page = mapped(stage)
    stage.session.speech_started.emit(SpeechStarted(0))
    stage.session.provisional.emit(Provisional(utterance(complete=False), said(stage, "Anna", 0.5)))
    guess = head(page)
    stage.session.identified.emit(Identified(utterance(), said(stage, "Anna", 0.98)))
    anna = next(island for island in page.sea.chart.islands if island.person.name == "Anna")
    target = np.array([anna.x, anna.y])
    assert np.linalg.norm(head(page) - target) < min(0.15, float(np.linalg.norm(guess - target)))
    assert (page.name.text(), page.verdict.text()) == ("Anna", "sure · 98 %")
    assert page.votes.text().startswith("2 of 3 pieces sound most like Anna")
    start = page.sea.comet.at(0.0)
    assert start is not None and start.head == pytest.approx(guess)  # it flies there from the guess
    page.grab()
    stage.session.discarded.emit(SpeechDiscarded(0))
    assert page.sea.comet.at(1.0) is None


def test_a_stranger_drifts_beyond_the_shore(open_stage: OpenStage) -> None:
    stage = open_stage()
    enrol(stage, "Anna", "Ravi", "Mei")
    page = mapped(stage)
    result = said(stage, None, 0.99)
    nobody = tuple(replace(candidate, probability=0.003) for candidate in result.candidates)
    stage.session.identified.emit(Identified(utterance(), replace(result, candidates=nobody)))
    assert np.linalg.norm(head(page)) > SHORE
    assert page.name.text() == "New voice"
    page.grab()


def test_islands_are_hovered_and_clicked(open_stage: OpenStage) -> None:
    stage = open_stage()
    enrol(stage, "Anna", "Ravi", "Mei")
    page = mapped(stage)
    ravi = page.sea.chart.islands[1]
    where = page.sea.chart.centre(ravi).toPoint()
    QApplication.sendEvent(page.sea, QHelpEvent(QHelpEvent.Type.ToolTip, where, page.sea.mapToGlobal(where)))
    assert QToolTip.text().startswith("Ravi\nVoice: most like ")
    assert "0:02 of speech in 2 recordings" in QToolTip.text()
    plain = page.sea.grab().toImage()
    QTest.mouseMove(page.sea, where)
    stage.bot.waitUntil(lambda: page.sea.grab().toImage() != plain)
    stage.window.bus.show_person.disconnect()
    with stage.bot.waitSignal(stage.window.bus.show_person, check_params_cb=ravi.person.id.__eq__):
        QTest.mouseClick(page.sea, Qt.MouseButton.LeftButton, pos=where)
    assert page.sea.chart.at(QPointF(QPoint(1, 1))) is None


def test_the_keyboard_reaches_everybody_through_the_list(open_stage: OpenStage) -> None:
    stage = open_stage()
    enrol(stage, "Ravi", "anna", "Mei")
    page = mapped(stage)
    model = page.list.model()
    assert [model.index(row, 0).data() for row in range(3)] == ["anna", "Mei", "Ravi"]
    opened: list[str] = []
    stage.window.bus.show_person.disconnect()
    stage.window.bus.show_person.connect(opened.append)
    page.list.setFocus()
    page.list.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert opened == [next(m.person_id for m in stage.window.roster.members if m.name == "Mei")]


def test_who_is_deleted_leaves_the_map_and_nobody_else_moves_far(open_stage: OpenStage) -> None:
    stage = open_stage()
    enrol(stage, *"abcdefgh")
    page = mapped(stage)
    before = {island.person.id: (island.x, island.y) for island in page.sea.chart.islands}
    gone = page.sea.chart.islands[3].person.id
    stage.session.change_people(lambda recogniser: recogniser.delete(gone), lambda _outcome: None)
    stage.bot.waitUntil(lambda: gone not in {island.person.id for island in page.sea.chart.islands})
    stage.bot.waitUntil(lambda: not page._drawing)
    moved = [np.hypot(i.x - before[i.person.id][0], i.y - before[i.person.id][1]) for i in page.sea.chart.islands]
    assert len(moved) == 7 and np.mean(moved) < 0.25


def test_of_two_hundred_names_as_many_as_have_room(open_stage: OpenStage) -> None:
    stage = open_stage()
    enrol(stage, *(f"Somebody {number}" for number in range(200)))
    page = mapped(stage)
    chart = page.sea.chart
    sizes = [page.sea.fontMetrics().size(0, island.person.name).toSizeF() for island in chart.islands]
    placed = [area for _, area in chart.with_room(sizes)]
    assert 0 < len(placed) < 200
    assert not any(a.intersects(b) for i, a in enumerate(placed) for b in placed[:i])
    assert chart.face_px >= 20
    page.grab()


def test_what_lands_on_somebody_does_not_cover_their_face(open_stage: OpenStage) -> None:
    stage = open_stage()
    enrol(stage, "Anna", "Ravi", "Mei")
    chart = mapped(stage).sea.chart
    anna = chart.islands[0]
    centre, elsewhere = chart.centre(anna), QPointF(3, 3)
    beads = [chart.beside_face(centre, {anna.person.id}, turn) for turn in (0.0, 0.25, 0.5)]
    ways = [bead - centre for bead in beads]
    assert all(np.hypot(way.x(), way.y()) > chart.face_px / 2 for way in ways)
    assert ways[0].y() < 0 < ways[2].y() and ways[1].x() > 0  # clockwise from above
    assert chart.beside_face(centre, set(), 0.3) == centre  # over somebody who got no vote it flies on
    assert chart.beside_face(elsewhere, {anna.person.id}, 0.3) == elsewhere
