"""What one does with an imagined face: choose what draws, vary, correct, ask why, save."""

import json
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from audio.segmenter import Utterance
from audio.source import RATE
from generator.honesty import CAPTION
from generator.imagined import GROWN, OF_A_SEX, OLDEST, YOUNGEST, Corrections
from gui.faces_view import corrections, picture_pane
from gui.faces_view.easel import VARIATIONS
from gui.faces_view.why import chance
from gui.imagined.picture import caption
from gui.preferences import Preferences
from sincnet.events import Identified
from tests.gui.faces_staging import allow, click, drawn, opened, settled
from tests.gui.fake_imaginer import CHILD, FakeImaginer
from tests.gui.fake_recogniser import answer
from tests.gui.staging import OpenStage


def test_systems_and_models_are_chosen_and_compared(
    open_stage: OpenStage, imaginer: FakeImaginer, recording: Path
) -> None:
    stage = open_stage()
    page = drawn(stage, recording)
    pane = page.workshop.pane
    assert [pane.system.itemText(at) for at in range(3)] == ["Drawn portrait", "Generator", "Mapping network"]
    assert "see the guide" in pane.system.itemData(2, Qt.ItemDataRole.ToolTipRole)
    assert pane.system.itemData(1, Qt.ItemDataRole.ToolTipRole) == "Of a network."
    assert [pane.model.itemData(at) for at in range(pane.model.count())] == ["voice", "general", "male", "female"]
    pane.model.activated.emit(3)
    settled(stage, page)
    assert imaginer.imagined[-1][1:3] == ("portrait", "female")
    pane.system.activated.emit(1)
    settled(stage, page)
    assert imaginer.imagined[-1][1:3] == ("gan", "female")
    assert [pane.model.itemData(at) for at in range(pane.model.count())] == ["general", "male", "female"]
    assert page.workshop.why.how.text() == "Of a network."
    click(pane.view.buttons["side"])
    settled(stage, page)
    cards = pane.comparison.cards
    assert list(cards) == ["portrait", "gan", "mapping"] and pane.comparison.isVisible()
    assert cards["portrait"].image is not None and cards["gan"].image is not None
    assert "weights are not here" in cards["mapping"].reason
    assert all(caption() in card.accessibleDescription() for card in cards.values())
    assert not pane.strip.isVisible() and not pane.save.isEnabled()  # which of them would it be?
    drawn_so_far = len(imaginer.imagined)
    pane.model.activated.emit(0)
    settled(stage, page)
    compared = [asked[1:3] for asked in imaginer.imagined[drawn_so_far:] if asked[3] == 0]
    assert compared.count(("portrait", "general")) == 1  # once more each, and with the same model


def test_the_system_is_remembered_and_draws_while_people_speak(
    open_stage: OpenStage, imaginer: FakeImaginer, recording: Path, tmp_path: Path
) -> None:
    file = tmp_path / "settings.json"
    stage = open_stage("Anna", preferences=Preferences(file))
    page = drawn(stage, recording)
    assert page.workshop.pane.system.currentData() == "portrait"
    page.workshop.pane.system.activated.emit(1)
    settled(stage, page)
    assert Preferences(file).now.face_system == "gan"
    sliders = page.workshop.corrections
    assert not sliders.age.isEnabled() and not sliders.sex.isEnabled() and not sliders.whole.isHidden()
    allow(stage, "Anna")
    said = Utterance(np.full(5 * RATE, 0.1, np.float32), 0, True)
    stage.session.identified.emit(Identified(said, answer(stage.recogniser.gallery, "Anna")))
    stage.bot.waitUntil(lambda: not stage.window.live.visions._busy)
    assert imaginer.imagined[-1][1:3] == ("gan", "general")
    stage.window.preferences.change(face_system="mapping")  # whose weights are gone meanwhile
    stage.session.identified.emit(Identified(said, answer(stage.recogniser.gallery, "Anna")))
    stage.bot.waitUntil(lambda: not stage.window.live.visions._busy)
    assert imaginer.imagined[-1][1] == "portrait"


def test_variations_are_clicked_through_and_walked_with_the_keys(
    open_stage: OpenStage, imaginer: FakeImaginer, recording: Path
) -> None:
    stage = open_stage()
    page = drawn(stage, recording)
    shop = page.workshop
    first = shop.pane.face.image
    click(shop.pane.strip.thumbs[3])
    settled(stage, page)
    assert shop.easel.wish.variation == 3 and shop.pane.face.image != first
    shop.pane.strip.thumbs[3].setFocus()
    QTest.keyClick(shop.pane.strip.thumbs[3], Qt.Key.Key_Right)
    settled(stage, page)
    assert shop.easel.wish.variation == 4
    counted = len(imaginer.imagined)
    click(shop.pane.strip.thumbs[0])
    settled(stage, page)
    assert len(imaginer.imagined) == counted + 1  # the strip is not drawn anew for it
    assert shop.pane.face.image == first


def test_traits_are_corrected_and_taken_back(open_stage: OpenStage, imaginer: FakeImaginer, recording: Path) -> None:
    stage = open_stage()
    page = drawn(stage, recording)
    shop, sliders = page.workshop, page.workshop.corrections
    assert (sliders.age.value(), sliders.sex.value()) == (34, 80) and not sliders.back.isEnabled()
    inferred = shop.pane.face.image
    sliders.age.setValue(24)
    settled(stage, page)
    assert shop.easel.wish.age == 24 and shop.easel.wish.male is None
    assert imaginer.imagined[-1][4].age == 24 and sliders.years.text() == "24 years"
    sliders.sex.setValue(10)
    settled(stage, page)
    assert imaginer.imagined[-1][4] == Corrections(0.1, 24)
    assert shop.why.groups.rows[2] == ("Adult", 0.9)  # what was inferred is still what was inferred
    click(sliders.back)
    settled(stage, page)
    assert not shop.easel.wish.corrected and shop.pane.face.image == inferred
    assert (sliders.age.value(), sliders.sex.value()) == (34, 80)


def test_why_this_face_and_what_is_made_up(open_stage: OpenStage, imaginer: FakeImaginer, recording: Path) -> None:
    stage = open_stage()
    page = opened(stage)
    why = page.workshop.why
    assert why.nothing.isVisible() and not why.groups.isVisible()
    page = drawn(stage, recording)
    assert why.groups.accessibleDescription() == "Child 2 %; Adolescent 8 %; Adult 90 %"
    assert why.sexes.accessibleDescription() == "Woman 20 %; Man 80 %"
    assert why.measured.text() == "Pitch: 112 Hz, usual for men"
    assert why.artistic.text() == "hair, face shape" and not why.no_sex.isVisible()
    why.grab()
    assert [chance(share) for share in (0.999, 0.994, 0.5, 0.004, 0.0)] == [
        "> 99 %",
        "> 99 %",
        "50 %",
        "< 1 %",
        "< 1 %",
    ]


def test_of_a_child_no_sex_is_drawn_and_nothing_is_saved(
    open_stage: OpenStage, imaginer: FakeImaginer, recording: Path
) -> None:
    imaginer.traits = CHILD
    stage = open_stage()
    page = drawn(stage, recording)
    shop = page.workshop
    assert shop.why.no_sex.isVisible() and not shop.why.sexes.isVisible()
    assert not shop.corrections.sex.isEnabled() and shop.corrections.age.isEnabled()
    assert not shop.pane.save.isEnabled() and "not saved" in shop.pane.why_not_saved.text()
    model = shop.pane.model
    choosable = {model.itemData(at): bool(model.itemData(at, Qt.ItemDataRole.ToolTipRole)) for at in range(4)}
    assert choosable == {"voice": False, "general": False, "male": True, "female": True}  # and it says why not
    shop.easel.want(model="male")  # as it was chosen for somebody else before
    settled(stage, page)
    assert model.currentData() == "general"
    shop.corrections.age.setValue(30)  # it was no child: now a sex can be drawn, which nobody inferred
    settled(stage, page)
    assert shop.corrections.sex.isEnabled() and shop.corrections.sex.value() == 50 and model.currentData() == "male"
    shop.corrections.sex.setValue(20)
    shop.corrections.age.setValue(17)
    settled(stage, page)
    assert not shop.corrections.sex.isEnabled() and shop.corrections.sex.value() == 50


def test_it_is_saved_with_its_caption_and_what_it_is(
    open_stage: OpenStage, imaginer: FakeImaginer, recording: Path, tmp_path: Path
) -> None:
    stage = open_stage()
    page = drawn(stage, recording)
    assert page.workshop.pane.save.isEnabled() and page.workshop.pane.why_not_saved.text() == ""
    target = tmp_path / "face.png"
    with stage.bot.waitSignal(stage.window.bus.news):
        page.workshop.save(target)
    with Image.open(target) as saved:
        assert saved.height > saved.width  # the strip with the caption
        assert saved.info["Description"] == CAPTION
        assert json.loads(saved.info["whospeaks"])["synthetic"] is True
    with stage.bot.waitSignal(stage.window.bus.trouble):
        page.workshop.save(tmp_path / ("no" * 200) / "face.png")


def test_a_wish_that_changed_meanwhile_is_not_shown(
    open_stage: OpenStage, imaginer: FakeImaginer, recording: Path
) -> None:
    stage = open_stage()
    page = drawn(stage, recording)
    easel = page.workshop.easel
    for age in range(20, 40):
        easel.want(age=float(age))
    asked = len(imaginer.imagined)
    settled(stage, page)
    assert imaginer.imagined[-1][4].age == 39
    assert len(imaginer.imagined) - asked < 20 + VARIATIONS  # those in between were skipped
    assert page.workshop.corrections.years.text() == "39 years"


def test_the_sliders_end_where_the_drawing_does() -> None:
    assert (corrections.YOUNGEST, corrections.GROWN, corrections.OLDEST) == (YOUNGEST, GROWN, OLDEST)
    assert picture_pane.OF_A_SEX == OF_A_SEX
