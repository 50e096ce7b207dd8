"""What voices tell: fitted to made-up d-vectors of which the truth is known, and kept as numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from audio.errors import WhoSpeaksError
from generator.measures import NOTHING_MEASURED
from generator.traits.corpus import Heard
from generator.traits.figures import figures
from generator.traits.fit import TraitsConfig, age_group, contradicted, fit
from generator.traits.learner import Clips, Learner, weighed
from generator.traits.teller import Likeness, Teller
from generator.traits.training import kept_variation
from generator.traits.variation import another, carried
from generator.voice import Voice, features, unit
from sincnet.corpora.dataset import Speaker

SIZE = 24
CONFIG = TraitsConfig(ages_from="aged")


def crowd(seed: int, per_group: int = 30) -> list[Heard]:
    """Speakers whose d-vectors tell age (axis 0), sex of adults (axis 1) and corpus (axis 2), and who differ beside."""
    rng = np.random.default_rng(seed)
    people = []
    for number in range(5 * per_group):
        kind = number % 5
        age = [8, 9, 15, 25, None][kind]
        corpus = "aged" if age is not None else "ageless"
        sex = "fm"[number // 5 % 2]
        centre = 0.6 * rng.standard_normal(SIZE)
        centre[:3] = [0.2, 0.0, -0.6 if corpus == "aged" else 0.6]
        centre[0] += 3.0 * ([-1, -1, 0.2, 1, 1][kind] + 0.15 * rng.standard_normal())
        if age is None or age >= 18:
            centre[1] = (2.0 if sex == "m" else -2.0) + 0.3 * rng.standard_normal()
        windows = centre + 0.35 * rng.standard_normal((2, 12, SIZE))
        windows /= np.linalg.norm(windows, axis=-1, keepdims=True)
        person = Speaker(f"{seed}-{number}", corpus, Path(), sex, age)
        pitches = np.full((2, 12), 110 if centre[1] > 1 else 215, np.float32)
        people.append(Heard(person, windows.astype(np.float32), pitches, np.repeat(np.arange(3), 4)))
    return people


@pytest.fixture(scope="module")
def teller() -> Teller:
    return Teller(fit(crowd(1), CONFIG), "made-up", {"name": "a test's"})


def voice_of(heard: Heard, weights_id: str = "made-up") -> Voice:
    embedding, pitch_hz = heard.first(7)[:-1], float(heard.pitches[0, 0])
    return Voice(embedding, weights_id, 10.0, 11.0, replace(NOTHING_MEASURED, pitch_hz=pitch_hz))


def test_unseen_speakers_are_told_apart(teller: Teller) -> None:
    found = figures(lambda _: teller.numbers, crowd(2), 8, "aged")
    for length in ("10 s", "3 s", "10 s, noisy"):
        assert found[length]["sex of adults"]["share"] > 0.95
        assert found[length]["child or adult, balanced"]["share"] > 0.95
        assert found[length]["adults of other corpora taken for adults"]["share"] > 0.95
        assert found[length]["adult calibration error"] < 0.12
    assert found["10 s"]["sex of adults"]["speakers"] == 60


def test_probabilities_sum_to_one_and_children_have_no_sex(teller: Teller) -> None:
    for heard in crowd(3, 6):
        traits = teller.traits(voice_of(heard))
        assert sum(traits.age_group.values()) == pytest.approx(1)
        assert min(traits.age_group.values()) >= 0
        assert (traits.male is None) == (traits.age_group["adult"] < 0.5)
        likeliest = max(traits.age_group, key=lambda group: traits.age_group[group])
        if traits.age_group[likeliest] > 0.95:
            assert {"child": 6, "adolescent": 13, "adult": 18}[likeliest] - 1 <= traits.age
            assert traits.age <= {"child": 14, "adolescent": 19, "adult": 45}[likeliest]
        if age_group(heard.speaker) == 0:
            assert traits.male is None


def test_the_microphone_of_a_corpus_is_not_in_the_variation(teller: Teller) -> None:
    told = teller.numbers.variation.rows @ np.eye(SIZE)[2]
    others = np.linalg.norm(teller.numbers.variation.rows @ np.eye(SIZE)[:, 3:], axis=1)
    assert (np.abs(told) < 0.25 * others).all()


def test_one_voice_is_one_variation_and_others_are_others(teller: Teller) -> None:
    found = figures(lambda _: teller.numbers, crowd(4), 8, "aged")["variation"]
    assert found["within speakers"] < 0.6 * found["between speakers"]
    assert 0.7 < found["standard deviation over speakers"] < 1.3
    assert found["own half is nearest"] > 0.9


def test_other_faces_of_a_voice_are_as_usual_and_as_smooth_as_the_first() -> None:
    rng = np.random.default_rng(0)
    one = rng.standard_normal(20) / 2
    near = one + 0.01 * rng.standard_normal(20)
    assert np.array_equal(another(one, 0), one)
    assert np.array_equal(another(one, 3), another(one, 3))
    assert np.linalg.norm(another(one, 3)) == pytest.approx(np.linalg.norm(one))
    assert np.linalg.norm(another(one, 3) - another(near, 3)) == pytest.approx(np.linalg.norm(one - near))
    assert np.linalg.norm(another(one, 3) - another(one, 4)) > 1


def test_more_is_asked_of_the_variation_than_there_are_axes(teller: Teller) -> None:
    found = teller.variation(voice_of(crowd(3, 1)[0]), 100)
    assert found.shape == (100,)
    assert np.abs(found).max() <= 3
    assert not found[-50:].any()


def test_numbers_are_kept_as_they_are(teller: Teller, tmp_path: Path) -> None:
    teller.save(tmp_path / "traits.safetensors")
    again = Teller.load(tmp_path / "traits.safetensors")
    voice = voice_of(crowd(5, 1)[3])
    assert again.weights_id == "made-up"
    assert again.card["name"] == "a test's"
    assert again.traits(voice) == teller.traits(voice)
    assert np.array_equal(again.variation(voice, 9), teller.variation(voice, 9))


def test_other_weights_are_refused(teller: Teller) -> None:
    voice = voice_of(crowd(5, 1)[0], "another")
    for ask in (teller.traits, lambda voice: teller.variation(voice, 4)):
        with pytest.raises(WhoSpeaksError, match=r"fitted to the weights made-up, not to another; fit it anew"):
            ask(voice)


def test_files_that_do_not_fit_are_refused(teller: Teller, tmp_path: Path) -> None:
    path = tmp_path / "traits.safetensors"
    with pytest.raises(WhoSpeaksError, match="cannot both be read"):
        Teller.load(path)
    teller.save(path)
    card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    path.with_suffix(".json").write_text(json.dumps({**card, "format": 99}), encoding="utf-8")
    with pytest.raises(WhoSpeaksError, match="another version"):
        Teller.load(path)
    path.with_suffix(".json").write_text(json.dumps(card), encoding="utf-8")
    tensors = load_file(path)
    save_file({**tensors, "male": tensors["male"][:-1]}, path)
    with pytest.raises(WhoSpeaksError, match="damaged"):
        Teller.load(path)


def test_numbers_of_different_lengths_are_refused(teller: Teller, tmp_path: Path) -> None:
    numbers = replace(teller.numbers, male=replace(teller.numbers.male, weight=np.zeros(5)))
    Teller(numbers, "made-up", {}).save(tmp_path / "traits.safetensors")
    with pytest.raises(WhoSpeaksError, match="male is"):
        Teller.load(tmp_path / "traits.safetensors")


def test_a_corpus_without_children_is_refused() -> None:
    adults = [heard for heard in crowd(1) if age_group(heard.speaker) == 2]
    with pytest.raises(WhoSpeaksError, match="not enough children"):
        fit(adults, CONFIG)


@pytest.mark.parametrize(
    "wrong", [{"windows": 1}, {"noisy": -1}, {"ridge": 0.0}, {"width": -1.0}, {"others": 0.5}, {"others": -0.1}]
)
def test_settings_without_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(WhoSpeaksError):
        TraitsConfig(**wrong)  # type: ignore[arg-type]


def labelled(sex: str, age: int | None, hz: float) -> Heard:
    return Heard(
        Speaker("one", "aged", Path(), sex, age),
        np.ones((1, 3, 4), np.float32),
        np.full((1, 3), hz, np.float32),
        np.arange(3),
    )


@pytest.mark.parametrize(
    ("sex", "age", "hz", "wrong"),
    [
        ("m", 8, 112, True), ("m", 8, 230, False), ("f", 12, 140, True), ("m", 15, 110, False), ("f", 25, 120, True),
        ("f", None, 180, False), ("m", None, 120, False), ("m", 30, 240, True), ("", 30, 240, False),
        ("m", 8, 0, False),
    ],
)  # fmt: skip
def test_labels_that_the_pitch_contradicts_are_found(sex: str, age: int | None, hz: float, wrong: bool) -> None:
    assert contradicted(labelled(sex, age, hz)) is wrong


def test_nothing_is_learnt_from_labels_that_the_pitch_contradicts(teller: Teller) -> None:
    """Men who are said to be eight years old are told as before."""
    learnt = crowd(1)
    wrong = [
        replace(heard, speaker=replace(heard.speaker, id=f"wrong {heard.speaker.id}", age=8))
        for heard in crowd(6)
        if heard.pitches[0, 0] < 120 and heard.speaker.age == 25
    ]
    men = [heard for heard in crowd(7) if heard.pitches[0, 0] < 120 and heard.speaker.age == 25]
    assert len(wrong) >= 10
    numbers = fit([*learnt, *wrong], CONFIG)
    for heard in men:
        assert numbers.age_groups(heard.first(7))[2] > 0.5


def test_figures_are_told_with_and_without_labels_that_the_pitch_contradicts(teller: Teller) -> None:
    people = crowd(2)
    man = next(heard for heard in people if heard.pitches[0, 0] < 120 and heard.speaker.age == 25)
    child = replace(man, speaker=replace(man.speaker, age=8))
    found = figures(lambda _: teller.numbers, [child if one is man else one for one in people], 8, "aged")["10 s"]
    assert found["speakers whose label their pitch contradicts"] == 1
    assert found["children taken for children"]["speakers"] == 61
    assert (
        found["without these"]["child or adult, balanced"]["speakers"]
        == found["child or adult, balanced"]["speakers"] - 1
    )
    assert found["without these"]["child or adult, balanced"]["share"] > found["child or adult, balanced"]["share"]


def test_similar_voices_are_told_alike(teller: Teller) -> None:
    rng = np.random.default_rng(0)
    for heard in crowd(8, 4):
        voice = heard.first(7)
        near = np.append(unit(voice[:-1] + 0.01 * unit(rng.standard_normal(SIZE).astype(np.float32))), voice[-1] + 0.01)
        numbers = teller.numbers
        assert numbers.age_groups(near) == pytest.approx(numbers.age_groups(voice), abs=0.05)
        assert numbers.chance_of_a_man(near) == pytest.approx(numbers.chance_of_a_man(voice), abs=0.05)
        groups = numbers.age_groups(voice)
        assert numbers.age(near, groups) == pytest.approx(numbers.age(voice, groups), abs=0.5)


def test_likeness_is_a_gaussian_of_the_distance() -> None:
    rng = np.random.default_rng(0)
    voices, scale = rng.standard_normal((5, 3)).astype(np.float32), np.array([1.0, 2.0, 0.5], np.float32)
    asked = rng.standard_normal((2, 4, 3)).astype(np.float32)
    expected = np.exp(-np.square((asked[..., None, :] - voices) / scale).sum(axis=-1))
    assert Likeness(voices, scale)(asked) == pytest.approx(expected, abs=1e-6)
    assert np.diag(Likeness(voices, scale)(voices)) == pytest.approx(np.ones(5), abs=1e-6)


def test_the_axis_is_where_the_penalised_error_is_least() -> None:
    rng = np.random.default_rng(0)
    alike, target = rng.random((30, 4)), rng.standard_normal(30)
    share = rng.random(30) / 15
    share /= share.sum()
    own = np.eye(4) + 0.3
    axis = Learner(alike, own, Clips(np.zeros((30, 2), np.float32), np.arange(30)), 0.05)(target, np.arange(30), share)

    def loss(weight: np.ndarray, bias: float) -> float:
        return float(share @ np.square(alike @ weight + bias - target) + 0.05 * weight @ own @ weight)

    least = loss(axis.weight, axis.bias)
    for _ in range(50):
        assert loss(axis.weight + 0.01 * rng.standard_normal(4), axis.bias + 0.01 * rng.standard_normal()) > least


def test_everybody_weighs_the_same_in_a_group_and_groups_weigh_the_same() -> None:
    clips = Clips(np.zeros((9, 2), np.float32), np.array([0, 0, 0, 1, 2, 3, 3, 4, 4]))
    mine, share = weighed(clips, np.array([True, True, True, True, False]), [np.array([0, 0, 0, 1, 1])])
    assert mine.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert np.bincount(clips.speakers[mine], share) == pytest.approx([1 / 6, 1 / 6, 1 / 6, 1 / 2])


def test_the_artistic_variation_of_the_same_weights_stays(teller: Teller, tmp_path: Path) -> None:
    path = tmp_path / "traits.safetensors"
    assert kept_variation(path, "made-up") is None
    teller.save(path)
    kept = kept_variation(path, "made-up")
    assert kept is not None
    assert kept_variation(path, "others") is None
    assert np.array_equal(fit(crowd(9), CONFIG, kept).variation.rows, teller.numbers.variation.rows)


def test_voices_keep_their_faces_when_another_network_hears_them(teller: Teller) -> None:
    before, rng = teller.numbers.variation, np.random.default_rng(0)
    other = np.linalg.qr(rng.standard_normal((SIZE + 8, SIZE + 8)))[0][:SIZE]  # its d-vectors have other axes, and more

    def heard(seed: int) -> tuple[np.ndarray, np.ndarray]:
        d_vectors = Clips.of(crowd(seed), 7).features[:, :-1]
        return d_vectors, (d_vectors @ other).astype(np.float32)

    after = carried(before, *heard(1))
    then, now = heard(2)  # people whom it was not fitted to
    told, kept = (
        np.stack([one.of(d_vector, 9) for d_vector in heard]) for one, heard in ((before, then), (after, now))
    )
    assert min(np.corrcoef(told[:, axis], kept[:, axis])[0, 1] for axis in range(9)) > 0.99
    assert kept.std(0) == pytest.approx(told.std(0), rel=0.05)
    assert kept.mean(0) == pytest.approx(told.mean(0), abs=0.1)


def test_stretches_go_on_through_clips() -> None:
    heard = crowd(1, 1)[0]  # twelve windows
    assert len(heard.stretches(7)) == 2
    assert len(heard.stretches(9)) == 1  # three are less than half
    assert len(heard.stretches(40)) == 1
    assert np.array_equal(heard.stretches(7)[0], heard.first(7))


def test_clips_are_means_of_windows_of_one_recording() -> None:
    heard = crowd(1, 1)[0]
    assert len(heard.clips_of(2)) == 6
    assert len(heard.clips_of(3)) == 3  # what is left of a recording is no clip
    second = features(unit(heard.d_vectors[0, 2:4].sum(axis=0)), float(heard.pitches[0, 0]))
    assert heard.clips_of(2)[1] == pytest.approx(second, abs=1e-6)
