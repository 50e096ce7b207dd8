"""The ring round the face: how much of it is lit is how sure the answer is, and in whose colours."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from gui import theme, words
from gui.live.sure_ring import SureRing
from gui.roster import Member, Roster
from gui.theme import Theme
from sincnet.gallery import Gallery
from tests.gui.fake_recogniser import answer

SIDE = 400


@pytest.fixture
def ring(theme: Theme) -> SureRing:
    roster = Roster(theme)
    roster.update([Member("a", "Anna", 0, None), Member("e", "Eva", 1, None)])
    return SureRing(roster, theme)


def colours(ring: SureRing) -> list[str]:
    """At every fifth degree, from the top clockwise."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.tokens().page))
    painter = QPainter(image)
    ring.paint(painter, QPointF(SIDE / 2, SIDE / 2), SIDE * 0.4, 12)
    painter.end()
    found = []
    for degree in range(2, 360, 5):
        turned = QPointF(0, -SIDE * 0.4)
        at = QTransform().rotate(degree).map(turned) + QPointF(SIDE / 2, SIDE / 2)
        found.append(image.pixelColor(at.toPoint()).name().upper())
    return found


@pytest.mark.parametrize("share", [0.25, 0.6, 1.0])
def test_it_is_lit_as_far_as_the_answer_is_sure(ring: SureRing, share: float) -> None:
    ring.show_shares([("a", share)])
    ring._fill.setCurrentTime(theme.MOVE_MS)
    lit = [colour == theme.tokens().people[0] for colour in colours(ring)]
    assert sum(lit) / len(lit) == pytest.approx(share, abs=0.04)
    assert lit == sorted(lit, reverse=True)  # from the top, clockwise, in one piece


def test_two_people_share_it(ring: SureRing) -> None:
    ring.show_shares([("a", 0.5), ("e", 0.4)])
    ring._fill.setCurrentTime(theme.MOVE_MS)
    found, people = colours(ring), theme.tokens().people
    assert found.count(people[0]) / len(found) == pytest.approx(0.5, abs=0.04)
    assert found.count(people[1]) / len(found) == pytest.approx(0.4, abs=0.04)
    assert found.index(people[1]) > found.index(people[0])


def test_it_fills_for_somebody_new_and_goes_on_for_the_same(ring: SureRing) -> None:
    ring.show_shares([("a", 0.8)])
    ring._fill.setCurrentTime(theme.MOVE_MS)
    ring.show_shares([("a", 0.4)])
    assert ring._from == pytest.approx(2.0)  # from where it stands, twice as far as it will
    ring.show_shares([("e", 0.9)])
    assert ring._from == 0.0


def test_whose_it_is(tmp_path: Path) -> None:
    with Gallery(tmp_path) as gallery:
        ids = {name: gallery.add(name, [], [], "fake").id for name in ("Anna", "Eva", "Ravi")}
        sure, either = answer(gallery, "Anna", 0.97), answer(gallery, "Anna", 0.51, "Eva")
        stranger = answer(gallery, None, 0.9)
    assert words.shares(sure) == ((ids["Anna"], 0.97),)
    assert [who for who, _ in words.shares(either)] == [ids["Anna"], ids["Eva"]]
    assert sum(share for _, share in words.shares(either)) <= 1.0
    assert words.shares(stranger) == ((None, 1.0),)
