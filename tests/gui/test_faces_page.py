"""The page of imagined faces: off until switched on, and whose voice may be drawn."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from audio.level import Level
from audio.segmenter import Utterance
from audio.source import RATE, Block
from gui.faces_view.easel import VARIATIONS
from gui.faces_view.recording import WANTED_S
from gui.imagined.picture import caption
from gui.preferences import Preferences
from gui.session import State
from gui.settings.view import SettingsView
from sincnet.events import Heard, Identified
from sincnet.voiceprints import Voiceprint
from tests.gui.faces_staging import allow, click, drawn, opened, settled
from tests.gui.fake_imaginer import FakeImaginer
from tests.gui.fake_recogniser import answer, speech
from tests.gui.staging import OpenStage, drop


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


def test_every_button_of_the_page_can_be_told_apart(
    open_stage: OpenStage, imaginer: FakeImaginer, recording: Path
) -> None:
    stage = open_stage("Anna")
    page = drawn(stage, recording)
    names = [button.accessibleName() for button in page.workshop.findChildren(QPushButton)]
    assert all(names) and len(set(names)) == len(names)
