"""The page of imagined faces: off until switched on, whose voice may be drawn, and all one can do with a face."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from audio.level import Level
from audio.segmenter import Utterance
from audio.source import RATE, Block
from generator.honesty import CAPTION
from generator.imagined import OLDEST, YOUNGEST, Corrections
from gui.enrol.camera import Frames
from gui.faces_view import corrections
from gui.faces_view.easel import VARIATIONS
from gui.faces_view.page import FacesPage
from gui.faces_view.recording import WANTED_S
from gui.imagined.picture import caption
from gui.people.view import PeopleView
from gui.preferences import Preferences
from gui.session import State
from gui.settings.view import SettingsView
from sincnet.events import Heard, Identified
from sincnet.voiceprints import Voiceprint
from tests.gui.fake_imaginer import CHILD, FakeImaginer
from tests.gui.fake_recogniser import answer, speech
from tests.gui.people_staging import PeopleRecogniser
from tests.gui.staging import OpenStage, Stage, drop


@pytest.fixture
def imaginer(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeImaginer]:
    fake = FakeImaginer()
    monkeypatch.setattr("gui.imagined.imagination.open_imaginer", lambda _home: fake)
    yield fake


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "voice.wav"
    soundfile.write(path, speech(5.0), RATE)
    return path


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def opened(stage: Stage, *, on: bool = True) -> FacesPage:
    stage.window.preferences.change(imagine_faces=on)
    stage.window.pages.show_page("faces")
    page = stage.window.pages.page("faces")
    assert isinstance(page, FacesPage)
    if on:
        stage.bot.waitUntil(lambda: bool(page.workshop.easel.systems))
    return page


def settled(stage: Stage, page: FacesPage) -> None:
    """All that was wished for is drawn."""
    shop = page.workshop
    stage.bot.waitUntil(lambda: not shop.sitting.busy and shop.easel._asked is None)


def drawn(stage: Stage, recording: Path) -> FacesPage:
    page = opened(stage)
    page.workshop.sitting.use_file(recording)
    settled(stage, page)
    assert page.workshop.easel.face is not None
    return page


def allow(stage: Stage, *names: str) -> None:
    def change(_recogniser: object) -> None:
        for name in names:
            person = stage.recogniser.gallery.find(name)
            assert person is not None
            stage.recogniser.gallery.let_imagine(person.id, True)

    with stage.bot.waitSignal(stage.session.people_changed):
        stage.session.change_people(change, lambda _outcome: None)


# Off until switched on


def test_first_it_says_what_it_is_and_what_it_is_not(
    open_stage: OpenStage, imaginer: FakeImaginer, tmp_path: Path
) -> None:
    file = tmp_path / "settings.json"
    stage = open_stage(preferences=Preferences(file))
    page = opened(stage, on=False)
    assert page.intro.isVisible() and not page.workshop.isVisible()
    assert page.take([tmp_path / "voice.wav"])  # dropped too early: said so, and nothing else
    assert "switched on" in stage.window.banner.text and imaginer.heard == []
    click(page.intro.switch)
    assert page.workshop.isVisible() and stage.window.preferences.now.imagine_faces
    kept = json.loads(file.read_text())
    assert kept["imagine_faces"] is True and kept["imagine_strangers"] is False
    assert Preferences(file).now.imagine_faces
    settled(stage, page)


def test_it_is_switched_off_under_privacy_too(open_stage: OpenStage, imaginer: FakeImaginer, recording: Path) -> None:
    stage = open_stage()
    page = drawn(stage, recording)
    stage.window.pages.show_page("settings")
    settings = stage.window.pages.page("settings")
    assert isinstance(settings, SettingsView)
    privacy = settings.privacy
    assert privacy.imagine.isChecked() and privacy.imagine_strangers.isEnabled()
    privacy.imagine_strangers.click()
    assert stage.window.preferences.now.imagine_strangers
    privacy.imagine.click()
    assert not stage.window.preferences.now.imagine_faces and not privacy.imagine_strangers.isEnabled()
    stage.window.pages.show_page("faces")
    assert page.intro.isVisible()
    assert page.workshop.easel.sitter is None  # and nobody's face is kept for the next time


# Whose voice


def test_a_recording_is_opened_dropped_and_drawn(
    open_stage: OpenStage, imaginer: FakeImaginer, recording: Path
) -> None:
    stage = open_stage()
    page = opened(stage)
    shop = page.workshop
    assert shop.pane.places.currentWidget() is shop.pane.invitation
    assert not shop.pane.save.isEnabled() and not shop.corrections.age.isEnabled()
    drop(stage.window, recording)
    stage.bot.waitUntil(lambda: shop.easel.face is not None)
    settled(stage, page)
    assert shop.pane.places.currentWidget() is shop.pane.face
    assert shop.pane.title.text() == "voice.wav" and "5.0 s" in shop.pane.facts.text()
    assert caption() in shop.pane.face.accessibleDescription()
    assert len(shop.easel.faces) == VARIATIONS and all(thumb.isEnabled() for thumb in shop.pane.strip.thumbs)


def test_too_little_speech_gives_the_neutral_tile_with_the_reason(
    open_stage: OpenStage, imaginer: FakeImaginer, tmp_path: Path
) -> None:
    path = tmp_path / "short.wav"
    soundfile.write(path, speech(1.5), RATE)
    stage = open_stage()
    page = drawn(stage, path)
    pane = page.workshop.pane
    assert "only 1.5 s of speech" in pane.face.reason
    assert not pane.save.isEnabled() and not page.workshop.corrections.age.isEnabled()
    assert not pane.strip.thumbs[1].isEnabled()


def test_a_file_that_is_none_is_said_in_words(open_stage: OpenStage, imaginer: FakeImaginer, tmp_path: Path) -> None:
    path = tmp_path / "noise.wav"
    path.write_bytes(b"no sound at all")
    stage = open_stage()
    page = opened(stage)
    page.workshop.sitting.use_file(path)
    settled(stage, page)
    assert "noise.wav" in page.workshop.pane.invitation.text.text()
    assert page.workshop.pane.invitation.isVisible()


def test_nobody_enrolled_is_drawn_without_having_agreed(
    open_stage: OpenStage, imaginer: FakeImaginer, recording: Path
) -> None:
    """Neither by name, nor from a file, a recording or what was said last that turns out to be theirs."""
    stage = open_stage("Anna", "Ravi", script=lambda _number, _utterance: ("Anna", 0.95, None))
    allow(stage, "Ravi")
    page = opened(stage)
    shop, people = page.workshop, page.workshop.voices.people
    flags = {people.item(row).text(): people.item(row).flags() for row in range(people.count())}
    assert Qt.ItemFlag.ItemIsEnabled in flags["Ravi"] and Qt.ItemFlag.ItemIsEnabled not in flags["Anna · not agreed"]
    anna, ravi = (member.person_id for member in stage.window.roster.members)
    stage.session.identified.emit(Identified(Utterance(speech(4.0), 0, True), answer(stage.recogniser.gallery, "Anna")))
    attempts: tuple[Callable[[], object], ...] = (
        lambda: shop.sitting.use_person(anna),
        lambda: shop.sitting.use_file(recording),
        lambda: shop.sitting.use_recording(speech(5.0), [ravi, anna]),
        lambda: click(shop.voices.last),
    )
    for attempt in attempts:
        shop.pane.invitation.show_problem("")
        attempt()
        settled(stage, page)
        assert "Anna has not agreed" in shop.pane.invitation.text.text()
        assert shop.easel.sitter is None and imaginer.imagined == []


def test_a_stranger_who_spoke_last_is_left_alone_unless_the_settings_say_otherwise(
    open_stage: OpenStage, imaginer: FakeImaginer
) -> None:
    stage = open_stage("Anna")
    page = opened(stage)
    shop = page.workshop
    assert not shop.voices.last.isEnabled()
    said = Identified(Utterance(speech(4.0), 0, True), answer(stage.recogniser.gallery, None))
    stage.session.identified.emit(said)
    click(shop.voices.last)
    settled(stage, page)
    assert shop.easel.sitter is None and "Privacy" in shop.pane.invitation.text.text()
    stage.window.preferences.change(imagine_strangers=True)
    click(shop.voices.last)
    settled(stage, page)
    assert shop.easel.face is not None and shop.pane.title.text() == "New voice"


def test_somebody_enrolled_is_drawn_beside_their_photo(open_stage: OpenStage, imaginer: FakeImaginer) -> None:
    stage = open_stage("Anna")
    anna = stage.recogniser.gallery.people()[0]
    stage.recogniser.gallery.add_utterances(
        anna.id, [speech(2.0), speech(2.5)], [Voiceprint(np.ones(8, np.float32), 1)] * 2, "fake"
    )
    allow(stage, "Anna")
    page = opened(stage)
    shop = page.workshop
    shop.voices.people.itemActivated.emit(shop.voices.people.item(0))
    settled(stage, page)
    assert imaginer.imagined[-1][0].speech_s == pytest.approx(4.5)  # all that is kept of her
    assert shop.pane.title.text() == "Anna"
    click(shop.pane.view.buttons["side"])
    settled(stage, page)
    assert shop.pane.comparison.photo.person_id == anna.id
    with stage.bot.waitSignal(stage.session.people_changed):
        stage.session.change_people(
            lambda _recogniser: stage.recogniser.gallery.let_imagine(anna.id, False), lambda _outcome: None
        )
    assert shop.easel.sitter is None and shop.easel.face is None  # withdrawn is gone, at once


def test_recording_ends_by_itself_when_there_is_enough(open_stage: OpenStage, imaginer: FakeImaginer) -> None:
    stage = open_stage("Anna")
    page = opened(stage)
    shop = page.workshop
    stage.session._enter(State.LISTENING)
    click(shop.voices.record)
    assert shop.voices.recording.on and "Stop" in shop.voices.record.text()
    level = Level(-20, -10, -60, -45, clipped=False, activity="speech")
    samples = speech(WANTED_S + 1)
    for at in range(0, len(samples), 1600):
        stage.session.heard.emit(Heard(Block(samples[at : at + 1600], at), level))
    stage.bot.waitUntil(lambda: not shop.voices.recording.on)
    settled(stage, page)
    assert shop.easel.sitter is not None and shop.easel.sitter.voice.speech_s == pytest.approx(WANTED_S, abs=0.2)
    stage.session.state = State.IDLE


def test_recording_starts_listening_and_leaving_the_page_ends_it(open_stage: OpenStage, imaginer: FakeImaginer) -> None:
    stage = open_stage("Anna")
    page = opened(stage)
    with stage.bot.waitSignal(stage.session.state_changed, check_params_cb=State.LISTENING.__eq__):
        click(page.workshop.voices.record)
    # The microphone is unplugged: what was heard counts.
    stage.bot.waitUntil(lambda: stage.session.state is State.IDLE, timeout=60_000)
    stage.bot.waitUntil(lambda: not page.workshop.voices.recording.on)
    settled(stage, page)
    assert len(imaginer.heard) == 1
    click(page.workshop.voices.record)
    stage.window.pages.show_page("live")
    assert not page.workshop.voices.recording.on
    stage.bot.waitUntil(lambda: stage.session.state is State.IDLE, timeout=60_000)
    assert len(imaginer.heard) == 1


# What one does with a face


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
    assert (corrections.YOUNGEST, corrections.OLDEST) == (YOUNGEST, OLDEST)


# Consent, apart from enrolment


def test_the_wizard_asks_for_it_apart_and_only_where_faces_are_imagined(
    open_stage: OpenStage, imaginer: FakeImaginer
) -> None:
    stage = open_stage()
    stage.window.enrolment.make_camera = Frames
    stage.window.enrolment.open("Anna")
    dialog = stage.window.enrolment.dialog
    assert dialog is not None and not dialog.welcome.imagine.isVisible()
    dialog.reject()
    stage.window.preferences.change(imagine_faces=True)
    enrol(stage, "Ravi", agrees=False)
    enrol(stage, "Anna", agrees=True)
    agreed = {person.name: person.imagine_at is not None for person in stage.recogniser.gallery.people()}
    assert agreed == {"Ravi": False, "Anna": True}


def enrol(stage: Stage, name: str, *, agrees: bool) -> None:
    """Through the wizard, from consent to the name."""
    stage.window.enrolment.open(name)
    dialog = stage.window.enrolment.dialog
    assert dialog is not None
    assert dialog.welcome.imagine.isVisible() and not dialog.welcome.imagine.isChecked()
    if agrees:
        dialog.welcome.imagine.click()
    click(dialog.frame.next)
    dialog.draft.call(name)
    dialog.studio.take.add(speech(6.0), -60.0)
    dialog.studio._examine_more()
    stage.bot.waitUntil(lambda: not dialog.studio.busy)
    dialog.finishing._enrol()
    stage.bot.waitUntil(lambda: dialog.step is dialog.trying)
    dialog.accept()


def test_somebody_agrees_on_their_page_and_changes_their_mind(open_stage: OpenStage, tmp_path: Path) -> None:
    recogniser = PeopleRecogniser(tmp_path / "people")
    recogniser.person("Anna")
    stage = open_stage(open_recogniser=lambda: recogniser)
    member = stage.window.roster.members[0]
    stage.window.bus.show_person.emit(member.person_id)
    people = stage.window.pages.page("people")
    assert isinstance(people, PeopleView)
    switch = people.pane.imagine
    assert switch.isVisible() and not switch.isChecked()
    for agrees in (True, False):
        with stage.bot.waitSignal(stage.session.people_changed):
            click(switch)
        assert (recogniser.gallery.get(member.person_id).imagine_at is not None) == agrees
        assert stage.window.roster.members[0].may_imagine == agrees == switch.isChecked()


def test_every_button_of_the_page_can_be_told_apart(
    open_stage: OpenStage, imaginer: FakeImaginer, recording: Path
) -> None:
    stage = open_stage("Anna")
    page = drawn(stage, recording)
    names = [button.accessibleName() for button in page.workshop.findChildren(QPushButton)]
    assert all(names) and len(set(names)) == len(names)
