from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audio.segmenter import Segmenter, SegmenterConfig, Utterance, segment
from audio.source import RATE, Block

MS = RATE // 1000
shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)


def room(seconds: float, level_dbfs: float = -65.0, seed: int = 0) -> np.ndarray:
    return noise(seconds, level_dbfs, 0.0, seed)


def noise(seconds: float, level_dbfs: float, colour: float = 0.0, seed: int = 0) -> np.ndarray:
    """Noise through a one-pole low-pass: white at `colour` 0, a fan about 0.9, rumble at 0.99."""
    white = np.random.default_rng(seed).standard_normal(round(seconds * RATE) + 4096)
    kernel = colour ** np.arange(4096) if colour else np.ones(1)
    coloured = np.convolve(white, kernel)[4096 : 4096 + round(seconds * RATE)]
    return (coloured * 10 ** (level_dbfs / 20) / coloured.std()).astype(np.float32)


def hum(seconds: float, level_dbfs: float, hz: float) -> np.ndarray:
    time_s = np.arange(round(seconds * RATE)) / RATE
    harmonics = np.arange(1, 6)[:, None]
    wave = (np.sin(2 * np.pi * hz * harmonics * time_s) / harmonics).sum(axis=0)
    return (wave * 10 ** (level_dbfs / 20) / wave.std()).astype(np.float32)


def key_taps(seconds: float, per_s: float) -> np.ndarray:
    """Short bursts, each followed by the weaker one of the key's way back."""
    rng = np.random.default_rng(1)
    samples = room(seconds)
    for at_s in np.cumsum(rng.exponential(1 / per_s, round(2 * seconds * per_s))):
        for start, strength in ((round(at_s * RATE), 0.3), (round((at_s + 0.07) * RATE), 0.15)):
            tail = samples[start : start + 800]
            tail += (strength * rng.standard_normal(800) * np.exp(-np.arange(800) / 120))[: len(tail)].astype(
                np.float32
            )
    return samples


def door(decay_s: float) -> np.ndarray:
    bang = noise(1.5, -15, 0.97) * np.exp(-np.arange(round(1.5 * RATE)) / RATE / decay_s)
    samples = room(5.0)
    samples[2 * RATE : 2 * RATE + len(bang)] += bang.astype(np.float32)
    return samples


def at_peak(samples: np.ndarray, peak_dbfs: float) -> np.ndarray:
    return samples / np.abs(samples).max() * np.float32(10 ** (peak_dbfs / 20))


def conversation(
    sentences: list[np.ndarray], pause_s: float = 1.0, lead_s: float = 2.0, room_dbfs: float = -65.0
) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """The sentences one after the other in a quiet room, and where each begins and ends."""
    samples, spans = np.zeros(round(lead_s * RATE), np.float32), []
    for sentence in sentences:
        spans.append((len(samples), len(samples) + len(sentence)))
        samples = np.concatenate([samples, sentence, np.zeros(round(pause_s * RATE), np.float32)])
    return samples + room(len(samples) / RATE, room_dbfs), spans


def pushed(segmenter: Segmenter, samples: np.ndarray, borders: list[int]) -> list[Utterance]:
    found, start = [], 0
    for piece in np.split(samples, sorted(borders)):
        found += segmenter.push(Block(piece, start))
        start += len(piece)
    return found + segmenter.finish()


def same(one: list[Utterance], other: list[Utterance]) -> bool:
    return len(one) == len(other) and all(
        (a.start, a.complete) == (b.start, b.complete) and np.array_equal(a.samples, b.samples)
        for a, b in zip(one, other, strict=True)
    )


def assert_each_heard_once(found: list[Utterance], spans: list[tuple[int, int]]) -> None:
    assert len(found) == len(spans)
    for utterance, (start, end) in zip(found, spans, strict=True):
        assert start - 400 * MS <= utterance.start <= start
        assert end - 60 * MS <= utterance.end <= end + 500 * MS


@pytest.mark.parametrize("lead_s", [0.0, 0.1, 2.0, 6.0])
def test_every_sentence_is_an_utterance_from_before_its_first_syllable_to_after_its_last(sentences, lead_s):
    samples, spans = conversation(sentences, lead_s=lead_s)
    found = segment(samples)
    assert_each_heard_once(found, [(max(start, 0), end) for start, end in spans])
    for utterance in found:
        assert np.array_equal(utterance.samples, samples[utterance.start : utterance.end])


@pytest.mark.parametrize("peak_dbfs", [0, -20, -35])
def test_loud_and_quiet_recordings(sentences, peak_dbfs):
    samples, spans = conversation([at_peak(each, peak_dbfs) for each in sentences], room_dbfs=peak_dbfs - 50)
    assert_each_heard_once(segment(samples), spans)


def test_a_recording_of_nothing_but_speech_is_heard_whole(sentences):
    for sentence in sentences:
        found = segment(sentence)
        assert sum(len(utterance.samples) for utterance in found) > 0.95 * len(sentence)
        assert found[0].start == 0


@pytest.mark.parametrize("colour", [0.0, 0.9])
def test_speech_10_db_above_a_steady_noise(sentences, colour):
    samples, spans = conversation(sentences, lead_s=3.0)
    speech = np.concatenate([samples[start:end] for start, end in spans])
    level_dbfs = 20 * np.log10(speech.std()) - 10
    found = segment(samples + noise(len(samples) / RATE, level_dbfs, colour, seed=1))
    for start, end in spans:
        covered = sum(max(0, min(end, each.end) - max(start, each.start)) for each in found)
        assert covered > 0.85 * (end - start)
    assert all(any(each.start < end and start < each.end for start, end in spans) for each in found)


@pytest.mark.parametrize(
    "samples",
    [
        pytest.param(np.zeros(10 * RATE, np.float32), id="digital silence"),
        pytest.param(np.full(10 * RATE, 0.3, np.float32), id="offset"),
        pytest.param(room(10), id="quiet room"),
        *(
            pytest.param(
                np.concatenate([room(3), noise(10, level, colour), room(3)]), id=f"fan {colour} at {level} dBFS"
            )
            for colour in (0.0, 0.9, 0.97, 0.99)
            for level in (-45, -20)
        ),
        *(pytest.param(noise(10, -25, colour), id=f"fan {colour} from the start") for colour in (0.0, 0.9, 0.99)),
        *(pytest.param(np.concatenate([room(3), hum(8, -25, hz)]), id=f"hum {hz} Hz") for hz in (50, 60, 120, 440)),
        pytest.param(hum(10, -25, 100), id="hum from the start"),
        *(pytest.param(key_taps(15, per_s), id=f"{per_s} keys a second") for per_s in (3, 6, 10)),
        *(pytest.param(door(decay_s), id=f"door, {decay_s} s") for decay_s in (0.05, 0.1, 0.2)),
    ],
)
def test_what_is_no_speech(samples):
    assert segment(samples) == []


def test_the_mode_and_the_times_can_be_set(sentences):
    samples, spans = conversation(sentences, pause_s=0.95)
    assert len(segment(samples, SegmenterConfig(hang_over_ms=1000))) < len(spans)
    later = segment(samples, SegmenterConfig(pre_roll_ms=100))
    earlier = segment(samples, SegmenterConfig(pre_roll_ms=400))
    assert [a.start - b.start for a, b in zip(later, earlier, strict=True)] == [300 * MS] * 3
    for mode in (0, 3):
        assert len(segment(samples, SegmenterConfig(vad_mode=mode))) == 3


@pytest.mark.parametrize("wrong", [{"pre_roll_ms": 60}, {"hang_over_ms": 3000}, {"longest_ms": 3000}])
def test_times_that_contradict_each_other_are_refused(wrong):
    with pytest.raises(ValueError, match="_ms"):
        SegmenterConfig(**wrong)


def test_what_is_over_too_soon_is_discarded_after_it_was_reported(sentences):
    word = sentences[0][: RATE // 4]
    samples = np.concatenate([room(2.5), word + room(0.25), room(1.5)])
    found = pushed(Segmenter(), samples, [])
    assert [len(each.samples) > 0 for each in found if not each.complete] == [True] * (len(found) - 1)
    assert found[-1].complete
    assert len(found[-1].samples) == 0
    assert {each.start for each in found} == {found[-1].start}
    assert segment(samples) == []


def test_the_silence_that_closes_an_utterance_belongs_to_it_and_nothing_lies_between_close_ones(sentences):
    samples, spans = conversation(sentences, pause_s=0.7)
    found = segment(samples)
    assert len(found) == len(spans)
    assert all(one.end == other.start for one, other in pairwise(found))
    assert found[-1].end >= spans[-1][1] + SegmenterConfig().hang_over_ms * MS - 60 * MS


def test_while_someone_speaks_the_utterance_grows(sentences):
    samples, spans = conversation(sentences[:1])
    *growing, complete = pushed(Segmenter(), samples, [])
    assert complete.complete
    assert not any(each.complete for each in growing)
    assert {each.start for each in growing} == {complete.start}
    assert growing[0].end <= spans[0][0] + 300 * MS
    assert {b.end - a.end for a, b in pairwise(growing[1:])} == {200 * MS}
    for each in growing:
        length = min(len(each.samples), len(complete.samples))
        assert np.array_equal(each.samples[:length], complete.samples[:length])


def test_long_speech_is_cut_where_it_is_quiet_and_nothing_is_lost(sentences):
    speech = np.tile(np.concatenate(sentences), 3)  # no pause is as long as the hang-over
    samples = np.concatenate([room(2), speech + room(len(speech) / RATE), room(1)])
    found = segment(samples)
    assert len(found) >= len(speech) // (8 * RATE) + 1
    assert all(len(each.samples) <= 8 * RATE for each in found)
    assert all(len(each.samples) >= 5 * RATE for each in found[:-1])
    assert all(a.end == b.start for a, b in pairwise(found))
    assert found[0].start <= 2 * RATE
    assert found[-1].end >= 2 * RATE + len(speech) - 60 * MS
    loudness = np.sqrt(np.mean(np.square(speech)))
    for each in found[:-1]:
        around = samples[each.end - 40 * MS : each.end + 40 * MS]
        assert np.sqrt(np.mean(np.square(around))) < 0.2 * loudness


def test_the_end_of_the_stream_ends_the_utterance_and_the_next_stream_starts_afresh(sentences):
    segmenter = Segmenter()
    samples = np.concatenate([room(2.5), sentences[0]])
    first = pushed(segmenter, samples, [])
    assert first[-1].complete
    assert first[-1].end >= len(samples) - 60 * MS
    assert segmenter.level.activity == "calibrating"
    assert same(first, pushed(segmenter, samples, []))
    assert same(first, pushed(Segmenter(), samples, []))


def test_a_gap_in_time_ends_the_utterance_before_it(sentences):
    speech = sentences[0] + room(len(sentences[0]) / RATE)
    half = len(speech) // 2
    segmenter = Segmenter()
    lead = room(2.5)
    found = segmenter.push(Block(np.concatenate([lead, speech[:half]]), 0))
    assert found
    assert not found[-1].complete
    resumed = len(lead) + half + 5 * RATE + 7
    found = segmenter.push(Block(np.concatenate([speech[half:], room(1)]), resumed))
    before, *after = [each for each in found if each.complete]
    assert before.end <= len(lead) + half
    assert before.end >= len(lead) + half - 60 * MS
    assert [each.start >= resumed for each in after] == [True]
    assert np.array_equal(after[0].samples[:RATE], speech[half:][after[0].start - resumed :][:RATE])


def test_an_interruption_ends_the_utterance_and_keeps_the_floor(sentences):
    segmenter = Segmenter()
    samples = np.concatenate([room(2.5), sentences[0]])
    assert not segmenter.push(Block(samples, 0))[-1].complete
    (ended,) = segmenter.interrupt()
    assert ended.complete
    assert ended.end >= len(samples) - 60 * MS
    assert segmenter.interrupt() == []
    assert segmenter.level.activity != "calibrating"
    later = len(samples) + 10 * RATE
    found = segmenter.push(Block(np.concatenate([sentences[1], room(1)]), later))
    assert [each.start >= later for each in found if each.complete] == [True]


def test_the_level_tells_what_is_heard(sentences):
    segmenter = Segmenter()
    assert segmenter.level.activity == "calibrating"
    activities: list[str] = []
    samples = np.concatenate([room(3), sentences[0], room(2), noise(2, -20), room(1)])
    for start in range(0, len(samples), 320):
        segmenter.push(Block(samples[start : start + 320], start))
        activities.append(segmenter.level.activity)
    end_of_speech, start_of_noise = 150 + len(sentences[0]) // 320 + 40, 250 + len(sentences[0]) // 320
    assert set(activities[99:140]) == {"silence"}
    assert set(activities[165 : end_of_speech - 50]) == {"speech"}
    assert set(activities[end_of_speech:start_of_noise]) == {"silence"}
    assert set(activities[start_of_noise + 2 : start_of_noise + 95]) == {"noise"}
    assert activities.count("calibrating") == 99


def test_the_level_shows_floor_threshold_and_clipping():
    segmenter = Segmenter()
    segmenter.push(Block(room(3, -50), 0))
    level = segmenter.level
    assert level.rms_dbfs == pytest.approx(-50, abs=0.5)
    assert level.floor_dbfs == pytest.approx(-50, abs=1.5)
    assert level.threshold_dbfs == pytest.approx(level.floor_dbfs + SegmenterConfig().open_db)
    assert not level.clipped
    segmenter.push(Block(np.ones(10, np.float32), 3 * RATE))
    assert segmenter.level.clipped


@given(borders=st.lists(st.integers(0, 12 * RATE), max_size=60))
@shared
def test_how_the_stream_is_cut_into_blocks_changes_nothing(sentences, borders):
    samples, _ = conversation(sentences, pause_s=0.5, lead_s=0.3)
    assert same(
        pushed(Segmenter(), samples, []), pushed(Segmenter(), samples, [b for b in borders if b < len(samples)])
    )


@given(
    scenes=st.lists(
        st.tuples(st.sampled_from(["speech", "room", "fan", "hum", "taps", "gap"]), st.floats(0.01, 4.0)),
        min_size=1,
        max_size=8,
    )
)
@shared
def test_utterances_come_in_order_and_are_what_was_heard(sentences, scenes):
    voice = np.concatenate(sentences)
    sounds = {
        "room": room(4),
        "fan": noise(4, -30, 0.9),
        "hum": hum(4, -30, 100),
        "taps": key_taps(4, 6),
        "speech": voice,
    }
    stream = np.full(0, np.nan, np.float32)
    segmenter, found = Segmenter(), []
    for scene, seconds in scenes:
        if scene == "gap":
            stream = np.concatenate([stream, np.full(round(seconds * RATE), np.nan, np.float32)])
            continue
        samples = sounds[scene][: round(seconds * RATE)]
        found += segmenter.push(Block(samples, len(stream)))
        stream = np.concatenate([stream, samples])
    found += segmenter.finish()
    for each in found:
        assert np.array_equal(each.samples, stream[each.start : each.end])  # never equal across a gap
        assert len(each.samples) <= 8 * RATE
    done = [each for each in found if each.complete]
    assert all(a.end <= b.start for a, b in pairwise(done))
    opened = [each.start for each in found if not each.complete]
    assert opened == sorted(opened)
    assert set(opened) <= {each.start for each in done}
