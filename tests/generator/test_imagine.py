"""The door: from the demo's synthetic voices to pictures, by what the program ships."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio.errors import WhoSpeaksError
from audio.files import read_audio
from audio.source import RATE
from generator.imagine import Corrections, Imagined, Imaginer, Traits, corrected, save_png
from generator.portrait import silhouette
from generator.traits.teller import SPANS, TRAITS, Axis, Teller
from generator.voice import WEIGHTS, Voice
from sincnet.checkpoint import load
from sincnet.paths import assets
from tests.generator.systems.untrained import fill

PEOPLE = assets() / "demo" / "people"


@pytest.fixture(scope="module")
def imaginer(tmp_path_factory: pytest.TempPathFactory) -> Imaginer:
    """With networks that have learned nothing, and a user who has no published weights."""
    return Imaginer.open(tmp_path_factory.mktemp("home"), fill(tmp_path_factory.mktemp("networks")))


@pytest.fixture(scope="module")
def voices(imaginer: Imaginer) -> dict[str, Voice]:
    return {
        name: Voice.together([imaginer.hear(read_audio(PEOPLE / name / f"{n}.flac")) for n in (1, 2)])
        for name in ("Callum", "Hana", "Mateo")
    }


def apart(one: Imagined, other: Imagined) -> float:
    return float(np.abs(one.image.astype(int) - other.image.astype(int)).mean())


def test_what_was_fitted_fits_what_is_shipped() -> None:
    Teller.load(TRAITS).check(load(WEIGHTS).id)


def test_a_voice_becomes_a_face(imaginer: Imaginer, voices: dict[str, Voice]) -> None:
    for voice in voices.values():
        found = imaginer.imagine(voice)
        size = next(system.size for system in imaginer.systems if system.key == "portrait")
        assert found.image.shape == (size, size, 3)
        assert found.image.dtype == np.uint8
        assert found.refused == ""
        assert found.traits is not None and found.speech_s > 5
        assert found.system == "portrait" and found.model == "voice"
        assert {reason.what for reason in found.reasons} >= {"pitch", "age", "sex"}
        assert found.artistic
        assert apart(found, imaginer.imagine(voice)) == 0


def test_adults_have_a_sex_that_fits_their_voice(imaginer: Imaginer, voices: dict[str, Voice]) -> None:
    told = {name: imaginer.imagine(voice).traits for name, voice in voices.items()}
    for name, is_man in (("Callum", True), ("Mateo", True), ("Hana", False)):
        traits = told[name]
        assert traits is not None
        if traits.adult:
            assert traits.male is not None and (traits.male > 0.5) == is_man
    assert sum(traits is not None and traits.adult for traits in told.values()) >= 2


def test_models_fix_the_drawn_sex_and_nothing_else(imaginer: Imaginer, voices: dict[str, Voice]) -> None:
    faces = {model: imaginer.imagine(voices["Callum"], model=model) for model in ("general", "male", "female")}
    assert apart(faces["male"], faces["female"]) > 1
    assert apart(faces["male"], faces["general"]) > 0.3
    assert faces["male"].traits == faces["female"].traits == imaginer.imagine(voices["Callum"]).traits


def test_variations_are_other_faces_of_the_same_traits(imaginer: Imaginer, voices: dict[str, Voice]) -> None:
    first, other = imaginer.imagine(voices["Hana"]), imaginer.imagine(voices["Hana"], variation=1)
    assert apart(first, other) > 1
    assert first.traits == other.traits and first.reasons == other.reasons
    assert apart(other, imaginer.imagine(voices["Hana"], variation=1)) == 0


def test_sliders_change_the_drawing_and_not_what_was_inferred(imaginer: Imaginer, voices: dict[str, Voice]) -> None:
    inferred = imaginer.imagine(voices["Mateo"])
    corrected = imaginer.imagine(voices["Mateo"], corrections=Corrections(male=0.0, age=22.0))
    assert apart(inferred, corrected) > 0.5
    assert corrected.traits == inferred.traits
    child = imaginer.imagine(voices["Mateo"], corrections=Corrections(age=8.0))
    assert not child.exportable and child.not_exportable


def test_one_recording_or_another_of_somebody_leads_to_the_same_face(imaginer: Imaginer) -> None:
    def recording(name: str, numbers: tuple[int, ...]) -> Imagined:
        heard = [imaginer.hear(read_audio(PEOPLE / name / f"{number}.flac")) for number in numbers]
        return imaginer.imagine(Voice.together(heard))

    faces = [(recording(name, (1, 2)), recording(name, (3, 4))) for name in ("Callum", "Hana", "Mateo")]
    own = [apart(*pair) for pair in faces]
    others = [apart(a, b) for i, (a, _) in enumerate(faces) for j, (_, b) in enumerate(faces) if i != j]
    assert np.mean(own) < 0.6 * np.mean(others)


def test_too_little_speech_is_the_neutral_tile(imaginer: Imaginer, tmp_path: Path) -> None:
    found = imaginer.imagine(imaginer.hear(read_audio(PEOPLE / "Hana" / "1.flac")[: 2 * RATE]))
    assert found.refused
    assert found.traits is None and found.reasons == () and not found.exportable
    assert np.array_equal(found.image, silhouette(found.image.shape[0]))
    with pytest.raises(WhoSpeaksError, match="3 s of speech"):
        save_png(found, tmp_path / "face.png")


def test_systems_are_listed_in_order_and_draw_what_they_say(imaginer: Imaginer, voices: dict[str, Voice]) -> None:
    listed = {system.key: system for system in imaginer.systems}
    assert list(listed) == ["portrait", "gan", "mapping", "speech2face", "published"]
    assert [system.available for system in listed.values()] == [True, True, True, True, False]
    assert all(system.about for system in listed.values())
    for key, system in listed.items():
        if not system.available:
            with pytest.raises(WhoSpeaksError, match=r"Not here: voice_embedding\.pth, generator\.pth\."):
                imaginer.imagine(voices["Hana"], key)
            continue
        found = imaginer.imagine(voices["Hana"], key)
        assert found.image.shape == (system.size, system.size, 3)
        assert (found.system, found.model) == (key, system.models[0])
        assert found.traits == imaginer.imagine(voices["Hana"]).traits and found.artistic
        changed = imaginer.imagine(voices["Hana"], key, corrections=Corrections(male=1.0, age=25.0))
        assert (apart(found, changed) > 0) == system.correctable
        tile = imaginer.imagine(replace(voices["Hana"], speech_s=1.0), key)
        assert tile.refused and tile.image.shape == found.image.shape


def test_the_gan_takes_the_generator_of_the_sex_that_is_heard(imaginer: Imaginer, voices: dict[str, Voice]) -> None:
    for name in voices:
        traits = imaginer.imagine(voices[name]).traits
        assert traits is not None
        model = "general" if traits.male is None else "male" if traits.male >= 0.5 else "female"
        chosen, taken = (imaginer.imagine(voices[name], "gan", which) for which in (model, "voice"))
        assert apart(chosen, taken) == 0


def test_a_child_has_no_sex_and_is_not_exported(imaginer: Imaginer, voices: dict[str, Voice], tmp_path: Path) -> None:
    """The same numbers, but for the bias of the age axis: whoever speaks sounds like a child to these."""
    fitted = Teller.load(TRAITS)
    numbers = replace(fitted.numbers, grown=Axis(fitted.numbers.grown.weight, -1000.0))
    drawers = tuple(imaginer._drawers.values())
    of_children = Imaginer(load(WEIGHTS), Teller(numbers, fitted.weights_id, {}), drawers)
    for system in ("portrait", "gan", "mapping", "speech2face"):
        found = of_children.imagine(voices["Callum"], system)
        assert found.traits is not None
        assert found.traits.male is None
        assert found.traits.age <= SPANS["child"][1]
        assert {"not inferred", "> 99% child"} <= {reason.value for reason in found.reasons}
        assert not found.exportable
        with pytest.raises(WhoSpeaksError, match="child"):
            save_png(found, tmp_path / "face.png")
    drawn = of_children.imagine(voices["Callum"], "gan")
    assert apart(drawn, imaginer.imagine(voices["Callum"], "gan", "general")) == 0
    for system in ("portrait", "gan"):  # nor does anybody who looks give them one
        general = of_children.imagine(voices["Callum"], system, "general")
        for model in ("male", "female"):
            asked = of_children.imagine(voices["Callum"], system, model)
            assert asked.model == "general" and apart(asked, general) == 0
    girl, boy = (of_children.imagine(voices["Callum"], corrections=Corrections(male=male)) for male in (0.0, 1.0))
    assert apart(girl, boy) == 0


def test_whoever_is_made_a_child_loses_their_sex_and_whoever_is_made_grown_may_have_one(
    imaginer: Imaginer, voices: dict[str, Voice]
) -> None:
    def drawn(age: float, male: float) -> Imagined:
        return imaginer.imagine(voices["Mateo"], corrections=Corrections(male, age))

    assert apart(drawn(9.0, 0.0), drawn(9.0, 1.0)) == 0
    assert apart(drawn(17.0, 0.0), drawn(17.0, 1.0)) == 0
    assert apart(drawn(18.0, 0.0), drawn(18.0, 1.0)) > 0.5
    unlike = Traits({"child": 0.9, "adolescent": 0.08, "adult": 0.02}, None, 9.0)
    assert corrected(unlike, Corrections(age=30.0)).male is None
    assert corrected(unlike, Corrections(male=0.2, age=30.0)).male == 0.2
    assert imaginer.imagine(voices["Mateo"], "gan", "male", corrections=Corrections(age=9.0)).corrections.age is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"system": "oracle"}, "no system 'oracle'"),
        ({"model": "old"}, "no model 'old'"),
        ({"system": "mapping", "model": "male"}, "no model 'male'; choose one of voice"),
        ({"variation": -1}, "from 0"),
    ],
)
def test_what_is_not_there_is_said(
    imaginer: Imaginer, voices: dict[str, Voice], asked: dict[str, str], said: str
) -> None:
    with pytest.raises(WhoSpeaksError, match=said):
        imaginer.imagine(voices["Hana"], **asked)  # type: ignore[arg-type]


def test_a_voice_that_other_weights_heard_is_refused(imaginer: Imaginer, voices: dict[str, Voice]) -> None:
    with pytest.raises(WhoSpeaksError, match="fit it anew"):
        imaginer.imagine(replace(voices["Hana"], weights_id="other"))
