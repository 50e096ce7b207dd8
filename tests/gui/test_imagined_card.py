"""The imagined face beside the enrolled one: of whom, when, and always with its caption."""

import ast
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QRect
from PySide6.QtGui import QFont, QFontMetrics

from audio.errors import WhoSpeaksError
from audio.segmenter import Utterance
from audio.source import RATE
from generator.honesty import CAPTION
from gui.imagined.card import BREAK, WRAPPED, ImaginedCard, shortened
from gui.imagined.picture import caption, fitted, to_image
from gui.imagined.terms import known, said, template
from gui.imagined.visions import VOICES
from gui.theme import Theme
from sincnet.events import Identified, Provisional
from tests.gui.fake_imaginer import FakeImaginer, FakeVoice
from tests.gui.fake_recogniser import answer
from tests.gui.staging import OpenStage, Stage


def allow(stage: Stage, *names: str) -> None:
    """Imagining is on, and these people agreed to it."""

    def change(_recogniser: object) -> None:
        for name in names:
            person = stage.recogniser.gallery.find(name)
            assert person is not None
            stage.recogniser.gallery.let_imagine(person.id, True)

    stage.window.preferences.change(imagine_faces=True)
    with stage.bot.waitSignal(stage.session.people_changed):
        stage.session.change_people(change, lambda _outcome: None)


def says(stage: Stage, name: str | None, seconds: float, start_s: float = 0.0, *, level: float = 0.1) -> None:
    """A whole turn."""
    samples = np.full(int(seconds * RATE), level, np.float32)
    result = answer(stage.recogniser.gallery, name)
    stage.session.identified.emit(Identified(Utterance(samples, int(start_s * RATE), True), result))


def guesses(stage: Stage, name: str | None, seconds: float, start_s: float = 0.0) -> None:
    """The same turn twice while it goes on, so that the light moves."""
    samples = np.full(int(seconds * RATE), 0.1, np.float32)
    for _ in range(2):
        result = answer(stage.recogniser.gallery, name, 0.8)
        stage.session.provisional.emit(Provisional(Utterance(samples, int(start_s * RATE), False), result))


def settled(stage: Stage) -> ImaginedCard:
    """The card of the live view, once all that was said has been looked at."""
    visions = stage.window.live.visions
    stage.bot.waitUntil(lambda: not visions._busy and not visions._waiting)
    return stage.window.live.stage.imagined


def test_nothing_is_imagined_before_it_is_switched_on(open_stage: OpenStage, imaginer: FakeImaginer) -> None:
    stage = open_stage("Anna")
    person = stage.recogniser.gallery.people()[0]
    stage.recogniser.gallery.let_imagine(person.id, True)
    says(stage, "Anna", 5.0)
    assert settled(stage).empty and not stage.window.live.stage.imagined.isVisible()
    assert imaginer.heard == [] and stage.window.imagination.last is None
    assert not stage.window.preferences.now.imagine_faces and not stage.window.preferences.now.imagine_strangers


def test_only_those_are_imagined_who_agreed(open_stage: OpenStage, imaginer: FakeImaginer) -> None:
    stage = open_stage("Anna", "Ravi")
    allow(stage, "Anna")
    face = stage.window.live.stage.face
    says(stage, "Ravi", 5.0)
    place = face.mapTo(stage.window, face.rect().center())
    assert settled(stage).empty and imaginer.heard == []
    says(stage, "Anna", 5.0)
    card = settled(stage)
    assert not card.empty and card.isVisible() and card.reason == ""
    assert caption() in card.accessibleDescription()
    assert face.mapTo(stage.window, face.rect().center()) == place  # the enrolled face has not moved
    says(stage, None, 5.0)
    assert settled(stage).empty and len(imaginer.heard) == 1  # nor is a stranger heard
    stage.window.preferences.change(imagine_strangers=True)
    says(stage, None, 5.0)
    assert not settled(stage).empty and len(imaginer.heard) == 2


def test_it_stands_there_with_the_name_and_settles(open_stage: OpenStage, imaginer: FakeImaginer) -> None:
    stage = open_stage("Anna", "Ravi")
    allow(stage, "Anna", "Ravi")
    guesses(stage, "Anna", 1.2)
    card = settled(stage)
    assert "only 1.2 s of speech" in card.reason  # the neutral tile, with the reason
    assert "1.2" in card.accessibleDescription() and caption() in card.accessibleDescription()
    says(stage, "Anna", 2.0)
    assert "2.0" in settled(stage).reason
    says(stage, "Anna", 2.0, 3.0)
    card = settled(stage)
    assert card.reason == "" and imaginer.imagined[-1][0].speech_s == 4.0  # both turns together
    before = card.image
    says(stage, "Ravi", 4.0, 6.0, level=0.9)
    settled(stage)
    asked = len(imaginer.imagined)
    guesses(stage, "Anna", 0.8, 12.0)
    assert card.image == before  # at once, with the name, before anything was asked
    settled(stage)
    assert len(imaginer.imagined) > asked
    voice = imaginer.imagined[-1][0]
    assert voice.parts == 3 and abs(voice.mark - 0.1) < 1e-3  # of Anna alone, over the session


def test_of_a_turn_under_way_there_is_another_look_only_for_more_speech(
    open_stage: OpenStage, imaginer: FakeImaginer
) -> None:
    stage = open_stage("Anna")
    allow(stage, "Anna")
    for tenths in range(8, 40, 2):  # guesses come five times a second
        guesses(stage, "Anna", tenths / 10)
        settled(stage)
    assert 3 <= len(imaginer.heard) <= 7
    assert len(stage.window.live.visions._known[stage.window.roster.members[0].person_id].voices) == 0  # not over yet


def test_a_stranger_is_whoever_speaks_now_and_nobody_from_before(open_stage: OpenStage, imaginer: FakeImaginer) -> None:
    stage = open_stage("Anna")
    allow(stage)
    stage.window.preferences.change(imagine_strangers=True)
    says(stage, None, 2.0, level=0.2)
    settled(stage)
    says(stage, None, 2.0, 3.0, level=0.2)
    settled(stage)
    assert imaginer.imagined[-1][0].parts == 2
    says(stage, "Anna", 2.0, 6.0)
    settled(stage)
    assert None not in stage.window.live.visions._known
    says(stage, None, 4.0, 9.0, level=0.6)
    settled(stage)
    voice = imaginer.imagined[-1][0]
    assert voice.parts == 1 and abs(voice.mark - 0.6) < 1e-3


def test_an_answer_that_comes_too_late_is_nobodys(open_stage: OpenStage, imaginer: FakeImaginer) -> None:
    """While it is drawn, consent is withdrawn, or the stranger has gone."""
    stage = open_stage("Anna")
    allow(stage, "Anna")
    person_id = stage.window.roster.members[0].person_id
    says(stage, "Anna", 5.0)
    with stage.bot.waitSignal(stage.session.people_changed):
        stage.session.change_people(
            lambda _recogniser: stage.recogniser.gallery.let_imagine(person_id, False), lambda _outcome: None
        )
    assert settled(stage).empty and person_id not in stage.window.live.visions._known
    stage.window.preferences.change(imagine_strangers=True)
    says(stage, None, 5.0)
    says(stage, "Anna", 5.0)
    assert settled(stage).empty and None not in stage.window.live.visions._known


def test_switching_it_off_forgets_everybody(open_stage: OpenStage, imaginer: FakeImaginer) -> None:
    stage = open_stage("Anna")
    allow(stage, "Anna")
    says(stage, "Anna", 5.0)
    assert not settled(stage).empty and stage.window.imagination.last is not None
    stage.window.preferences.change(imagine_faces=False)
    live = stage.window.live
    assert live.stage.imagined.empty and not live.stage.imagined.isVisible()
    assert not live.visions._known and stage.window.imagination.last is None


def test_a_cough_does_not_take_the_face_away_and_memory_is_bounded(
    open_stage: OpenStage, imaginer: FakeImaginer, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = open_stage("Anna")
    allow(stage, "Anna")
    says(stage, "Anna", 5.0)
    card = settled(stage)
    face = card.image
    refusing = FakeVoice(1.0, 0.0)
    refused = imaginer.imagine(refusing)
    with monkeypatch.context() as coughing:
        coughing.setattr(imaginer, "hear", lambda _samples: refusing)
        coughing.setattr(imaginer, "imagine", lambda *_asked: refused)
        says(stage, "Anna", 1.0, 6.0)
        assert settled(stage).image == face and card.reason == ""
    visions = stage.window.live.visions
    known = visions._known[stage.window.roster.members[0].person_id]
    assert len(known.voices) == 1
    known.voices = [refusing] * VOICES  # type: ignore[list-item]
    says(stage, "Anna", 4.0, 8.0)
    settled(stage)
    assert len(known.voices) == VOICES


def test_the_stage_shows_it_too(open_stage: OpenStage, imaginer: FakeImaginer) -> None:
    stage = open_stage("Anna", "Ravi")
    allow(stage, "Anna")
    stage.window.stage.toggle()
    window = stage.window.stage.window
    assert window is not None
    says(stage, "Anna", 5.0)
    settled(stage)
    assert not window.imagined.empty and caption() in window.imagined.accessibleDescription()
    face = window.face.geometry()
    assert window.imagined.geometry().right() < face.center().x() - window.face.side // 2
    assert window.imagined.geometry().left() >= 0
    says(stage, "Ravi", 5.0)
    settled(stage)
    assert window.imagined.empty


def test_what_cannot_be_opened_is_told_once(open_stage: OpenStage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_home: object) -> FakeImaginer:
        raise WhoSpeaksError("The file of faces is damaged; install the program again.")

    monkeypatch.setattr("gui.imagined.imagination.open_imaginer", broken)
    stage = open_stage("Anna")
    allow(stage, "Anna")
    told: list[str] = []
    stage.window.live.visions.trouble.connect(told.append)
    for start in (0.0, 5.0):
        says(stage, "Anna", 4.0, start)
        assert settled(stage).empty
    assert told == ["The file of faces is damaged; install the program again."]


def test_the_caption_is_what_is_burnt_into_exports(qapp: object) -> None:
    assert caption() == CAPTION


def test_the_caption_is_painted_under_every_picture(theme: Theme, imaginer: FakeImaginer) -> None:
    """In the strip below the square there is ink wherever there is a picture, a reason or only a place for one."""
    card = ImaginedCard()
    card.resize(260, 330)
    card._fade.setDuration(0)
    drawn = imaginer.imagine(FakeVoice(5.0, 0.1))
    for imagined in (drawn, None):
        card.show_imagined(imagined)
        assert ink(card) > 50
    card.show_reason("No.")
    assert ink(card) > 50
    card.show_nothing()
    assert ink(card) == 0
    card.deleteLater()


def ink(card: ImaginedCard) -> int:
    """Pixels in the caption's strip that differ from what is around it."""
    picture = card.grab().toImage()
    strip = range(picture.height() - 24, picture.height() - 2)
    ground = picture.pixelColor(0, 0)
    return sum(
        abs(picture.pixelColor(x, y).lightness() - ground.lightness()) > 40
        for y in strip
        for x in range(picture.width())
    )


def test_numbers_are_taken_over_whatever_the_language(qapp: object) -> None:
    assert (
        said("There are only 2.1 s of speech; a face takes 3 s.") == "There are only 2.1 s of speech; a face takes 3 s."
    )
    assert said("No {braces} at 5 %") == "No {braces} at 5 %"
    assert said("") == ""
    usual = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        assert said("14.3 cm") == "14,3 cm"
    finally:
        QLocale.setDefault(usual)


def test_a_small_picture_is_enlarged_without_a_grid() -> None:
    """A ramp stays a ramp: between neighbouring pixels of the large one there is no step of a small one's size."""
    ramp = np.repeat(np.linspace(0, 252, 64, dtype=np.uint8)[None, :, None], 64, axis=0).repeat(3, axis=2)
    large = fitted(to_image(ramp), 256)
    assert (large.width(), large.height()) == (256, 256)
    row = np.array([large.pixelColor(x, 128).red() for x in range(8, 248)])
    assert (np.diff(row) >= 0).all() and np.diff(row).max() <= 2
    assert fitted(to_image(ramp), 32).width() == 32


def test_a_reason_stays_within_its_card_and_a_long_name_is_broken(theme: Theme) -> None:
    metrics, room = QFontMetrics(QFont()), QRect(0, 0, 140, 1000)
    text = f"Put that into /somewhere/{'very_long.' * 20}pth."
    whole = shortened(text, metrics, room)
    assert whole.replace(BREAK, "") == text
    needed = metrics.boundingRect(room, int(WRAPPED), whole)
    assert needed.width() <= 140 and needed.height() > 5 * metrics.height()
    assert metrics.boundingRect(room, int(WRAPPED), text).width() > 140  # as it would be without
    little = QRect(0, 0, 140, 3 * metrics.height())
    assert shortened(f"It is short. {text}", metrics, little) == "It is short. Put that into…"


def test_a_picture_keeps_its_colours_and_memory_of_its_own() -> None:
    image = np.zeros((5, 7, 3), np.uint8)
    image[2, 3] = (200, 100, 50)
    shown = to_image(image[:, ::1])
    image[:] = 0
    assert (shown.width(), shown.height()) == (7, 5)
    assert shown.pixelColor(3, 2).name() == "#c86432"


def test_whatever_the_generator_says_is_known_to_the_translators(qapp: object) -> None:
    """Its measurements with what they say, what is artistic, why nothing is drawn, and its systems."""
    from generator import honesty
    from generator.portrait import ARTISTIC
    from generator.systems.gan import GAN, PUBLISHED
    from generator.systems.hearing import ALL_OF_IT
    from generator.systems.mapping import MAPPING
    from generator.systems.speech2face import SPEECH2FACE
    from generator.traits.drawing import PortraitSystem
    from generator.traits.reasons import PITCH, RANGE, TRACT

    tables = [text for table in (PITCH, RANGE, TRACT) for _, text in table]
    systems = (PortraitSystem.system, GAN, MAPPING, SPEECH2FACE, PUBLISHED)
    tables += [system.about for system in systems] + [system.title for system in systems if system is not SPEECH2FACE]
    words = {template(text) for text in (*tables, *ARTISTIC, *ALL_OF_IT, "pitch", "vocal tract")}
    assert words <= set(known())
    tree = ast.parse(Path(honesty.__file__).read_text("utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.endswith("refusal")]
    sentences = {
        _as_template(node.value) for one in functions for node in ast.walk(one) if isinstance(node, ast.Return)
    }
    assert len(sentences) > 6 and sentences - {""} <= set(known())


def _as_template(returned: ast.expr | None) -> str:
    match returned:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            places = iter(range(len(parts)))
            return "".join(
                str(part.value) if isinstance(part, ast.Constant) else f"{{{next(places)}}}" for part in parts
            )
    raise AssertionError("a refusal that is put together otherwise")
