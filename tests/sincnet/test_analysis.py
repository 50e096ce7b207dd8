"""Recordings worked through: the same session as live, every kind of bad file, long ones in bounded memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from audio.files import FileSource, promised_s
from audio.level import Level
from audio.segmenter import Utterance
from audio.source import RATE, ArraySource, AudioError, AudioSource, Notice
from sincnet.analysis import Progress, analyse
from sincnet.events import Event, Heard, Identification, Identified
from sincnet.transcript import Entry

QUIET = Level(-60, -60, -62, -44, clipped=False, activity="silence")


class EveryTenSeconds:
    """Hears a turn of two seconds in every ten, by Anna and by a stranger in turn, however it sounds."""

    def live(self, source: AudioSource, *, guesses: bool = True) -> Iterator[Event]:
        assert not guesses, "nobody sees them"
        said = 0
        with source:
            for heard in source:
                assert not isinstance(heard, Notice)
                yield Heard(heard, QUIET)
                while (said + 1) * 10 * RATE <= heard.end:
                    anna = said % 2 == 0
                    answer = Identification(
                        "Anna" if anna else None, "a" if anna else None, 0.9, (), (), np.zeros(8, np.float32), 1.0, 4
                    )
                    yield Identified(Utterance(np.zeros(2 * RATE, np.float32), said * 10 * RATE, True), answer)
                    said += 1


def noise(seconds: float) -> np.ndarray:
    return np.random.default_rng(0).uniform(-0.3, 0.3, int(seconds * RATE)).astype(np.float32)


def file_source(path: Path) -> FileSource:
    return FileSource(path, realtime=False, block_ms=100)


def ticks() -> Iterator[float]:
    """A clock on which 50 ms go by between any two looks."""
    return (0.05 * n for n in range(10**9))


def test_turns_come_in_order_as_entries() -> None:
    news = list(analyse(EveryTenSeconds(), ArraySource(noise(25)), 25.0))
    assert [entry for entry in news if isinstance(entry, Entry)] == [
        Entry(0.0, 2.0, "a", "Anna", 0.9),
        Entry(10.0, 12.0, None, None, 0.9),
    ]


def test_progress_ends_with_all_of_it_and_tells_the_time_left() -> None:
    clock = ticks()
    news = list(analyse(EveryTenSeconds(), ArraySource(noise(25)), 25.0, lambda: next(clock)))
    steps = [step for step in news if isinstance(step, Progress)]
    assert [step.done_s for step in steps] == sorted(step.done_s for step in steps)
    assert steps[0].left_s is None, "nobody can know yet"
    half = min(steps, key=lambda step: abs(step.done_s - 12.5))
    worked_s = 0.05 * 1250  # about one look at the clock for each of the 20 ms blocks
    assert half.left_s == pytest.approx(worked_s / 2, rel=0.2)
    assert (steps[-1].done_s, steps[-1].total_s) == (25.0, 25.0)
    assert len(steps[-1].outline.low) * steps[-1].outline.column_s == pytest.approx(25, abs=0.02)


def test_a_length_that_was_promised_wrongly_is_put_right() -> None:
    last = [n for n in analyse(EveryTenSeconds(), ArraySource(noise(15)), 5.0) if isinstance(n, Progress)][-1]
    assert last.total_s == 15.0


def test_closing_the_recording_ends_the_work() -> None:
    source = ArraySource(noise(60))
    heard = []
    for news in analyse(EveryTenSeconds(), source, 60.0):
        heard.append(news)
        source.close()
    assert sum(isinstance(news, Entry) for news in heard) == 1


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("text", "is not an audio file"),
        ("empty", r"is empty \(0 bytes\)"),
        ("gone", "There is no file"),
        ("folder", "is a folder"),
        ("no samples", "holds no sound"),
        ("silent", "is silent from beginning to end"),
        ("nobody", "No speech was found"),
    ],
)
def test_a_bad_file_gets_one_sentence(tmp_path: Path, kind: str, sentence: str) -> None:
    path = tmp_path / "file.wav"
    match kind:
        case "text":
            path.write_text("Dear diary")
        case "empty":
            path.touch()
        case "folder":
            path.mkdir()
        case "no samples":
            sf.write(path, np.zeros(0, np.float32), RATE)
        case "silent":
            sf.write(path, np.zeros(3 * RATE, np.float32), RATE)
        case "nobody":
            sf.write(path, noise(3), RATE)
    with pytest.raises(AudioError, match=sentence) as raised:
        list(analyse(EveryTenSeconds(), file_source(path), promised_s(path)))
    assert "\n" not in str(raised.value)


def test_of_a_damaged_file_all_is_kept_that_could_be_heard(tmp_path: Path) -> None:
    path = tmp_path / "cut.wav"
    sf.write(path, noise(30), RATE)
    path.write_bytes(path.read_bytes()[: 2 * 22 * RATE])
    news = []
    with pytest.raises(AudioError, match=r"only its first 2[12]\.\d s can be heard"):
        for each in analyse(EveryTenSeconds(), file_source(path), promised_s(path)):
            news.append(each)
    assert sum(isinstance(each, Entry) for each in news) == 2
    assert isinstance(news[-1], Progress)
    assert news[-1].done_s == pytest.approx(22, abs=0.1)


def test_a_long_recording_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    minute = noise(60)

    def peak_mb(minutes: int) -> tuple[float, int]:
        path = tmp_path / f"{minutes}.wav"
        with sf.SoundFile(path, "w", RATE, 1, "PCM_U8") as file:
            for _ in range(minutes):
                file.write(minute)
        tracemalloc.start()
        turns = sum(isinstance(n, Entry) for n in analyse(EveryTenSeconds(), file_source(path), minutes * 60.0))
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        path.unlink()
        return peak, turns

    short, _ = peak_mb(1)
    long, turns = peak_mb(8)
    assert turns == 48
    assert long < short + 2, "seven minutes of samples are 26 MB"
