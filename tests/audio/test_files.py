import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile as sf

from audio.files import FileSource, find_audio, read_audio
from audio.source import RATE, AudioError, Block

FORMATS: dict[str, dict[str, Any]] = {
    "wav": {},
    "flac": {},
    "ogg": {},
    "opus": {"format": "OGG", "subtype": "OPUS"},
    "mp3": {},
    "aiff": {},
    "au": {},
    "w64": {},
    "caf": {},
}


LISTENER = """
import resource, sys
from audio.files import FileSource

def most_memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

before = most_memory()
with FileSource(sys.argv[1], realtime=False, block_ms=1000) as source:
    print(sum(len(block.samples) for block in source), most_memory() - before)
"""


def sine(rate: int, seconds: float = 2.0, hz: float = 300.0) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(round(rate * seconds)) / rate)).astype(np.float32)


def written(path: Path, samples: np.ndarray, rate: int = 48_000, **kind: Any) -> Path:
    sf.write(path, samples, rate, **kind)
    return path


def cut(path: Path, share: float) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    return path


def heard(path: Path) -> tuple[np.ndarray, AudioError | None]:
    """What a FileSource gives, and the error that ended it."""
    blocks: list[np.ndarray] = []
    try:
        with FileSource(path, realtime=False) as source:
            for block in source:
                assert isinstance(block, Block)
                assert block.start == sum(len(before) for before in blocks)
                blocks.append(block.samples)
    except AudioError as error:
        return np.concatenate([np.zeros(0, np.float32), *blocks]), error
    return np.concatenate(blocks), None


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_heard_as_what_was_written(tmp_path, suffix):
    samples = read_audio(written(tmp_path / f"a.{suffix}", sine(48_000), **FORMATS[suffix]))
    assert samples.dtype == np.float32
    assert abs(len(samples) - 2 * RATE) < 0.1 * RATE  # mp3 is padded to whole frames
    middle = sine(RATE, 1.0)
    assert np.correlate(samples, middle, "valid").max() > 0.99 * np.dot(middle, middle)


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100, 96_000, 192_000])
def test_any_rate_and_many_channels(tmp_path, rate):
    eight = np.repeat(sine(rate)[:, None], 8, axis=1)
    samples = read_audio(written(tmp_path / "a.wav", eight, rate))
    assert len(samples) == 2 * RATE
    assert np.corrcoef(samples, sine(RATE))[0, 1] > 0.999


def test_a_source_gives_even_blocks_that_join_to_the_whole_file(tmp_path):
    path = written(tmp_path / "a.flac", sine(44_100, 1.237), 44_100)
    with FileSource(path, realtime=False, block_ms=30) as source:
        assert source.name == "a.flac"
        blocks = [block.samples for block in source if isinstance(block, Block)]
    assert {len(block) for block in blocks[:-1]} == {480}
    np.testing.assert_array_equal(np.concatenate(blocks), read_audio(path))


def test_silence_is_a_sound_like_any_other(tmp_path):
    assert not read_audio(written(tmp_path / "a.wav", np.zeros(8000), 8000)).any()


@pytest.mark.parametrize("suffix", ["wav", "aiff", "au", "w64", "flac"])
@pytest.mark.parametrize("share", [0.4, 0.9])
def test_a_truncated_file_is_heard_up_to_there_and_then_says_so(tmp_path, suffix, share):
    rng = np.random.default_rng(0)
    path = cut(written(tmp_path / f"a.{suffix}", 0.1 * rng.standard_normal(96_000)), share)
    samples, error = heard(path)
    assert error is not None
    assert "cut short or damaged" in str(error)
    assert len(samples) > (share - 0.1) * 2 * RATE
    with pytest.raises(AudioError, match="cut short or damaged"):
        read_audio(path)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_cut_within_its_head_gets_a_sentence(tmp_path, suffix):
    path = cut(written(tmp_path / f"a.{suffix}", sine(48_000), **FORMATS[suffix]), 20 / 100_000)
    with pytest.raises(AudioError, match=r"a\.\w+ (is|holds) "):
        read_audio(path)


def test_a_stream_of_unknown_length_is_not_taken_for_truncated(tmp_path):
    content = bytearray(written(tmp_path / "a.wav", sine(RATE), RATE).read_bytes())
    size = content.index(b"data") + 4
    content[size : size + 4] = b"\xff\xff\xff\xff"  # what programs that write to a pipe put there
    (tmp_path / "a.wav").write_bytes(content)
    assert len(read_audio(tmp_path / "a.wav")) == 2 * RATE


@pytest.mark.parametrize("name", ["a.wav", "a.mp3", "a.txt", "a.raw", "a.flac"])
def test_what_is_not_audio_gets_one_sentence(tmp_path, name, capfd):
    (tmp_path / name).write_bytes(np.random.default_rng(0).bytes(100_000))
    with pytest.raises(AudioError, match=f"{name} is not an audio file"):
        read_audio(tmp_path / name)
    assert capfd.readouterr().err == ""


def test_empty_missing_folder_and_soundless_each_get_their_sentence(tmp_path):
    (tmp_path / "empty.wav").touch()
    for path, sentence in [
        (tmp_path / "empty.wav", "empty.wav is empty"),
        (tmp_path / "nothing.wav", "There is no file .*nothing.wav"),
        (tmp_path, "is a folder"),
        (written(tmp_path / "none.wav", np.zeros(0)), "none.wav holds no sound"),
    ]:
        with pytest.raises(AudioError, match=sentence):
            read_audio(path)


def test_a_limit_is_kept(tmp_path):
    path = written(tmp_path / "a.wav", sine(8000, 3.0), 8000)
    assert len(read_audio(path, limit_s=3.0)) == 3 * RATE
    with pytest.raises(AudioError, match=r"a.wav is longer than 2\.5 seconds"):
        read_audio(path, limit_s=2.5)


def test_two_hours_are_streamed_in_little_memory(tmp_path):
    pytest.importorskip("resource", reason="the memory of a process is measured the Unix way")
    path = tmp_path / "long.flac"
    with sf.SoundFile(path, "w", RATE, 1) as file:
        for _ in range(120):
            file.write(np.zeros(60 * RATE, np.float32))
    # In a process of its own, for the most memory a process ever had says nothing about its last minute.
    done = subprocess.run([sys.executable, "-c", LISTENER, str(path)], capture_output=True, text=True, check=True)
    length, grown_kib = map(int, done.stdout.split())
    assert length == 7200 * RATE
    assert grown_kib < 50_000  # all of it would be 450,000


def test_closing_ends_a_file_that_plays_in_real_time(tmp_path):
    path = written(tmp_path / "a.wav", sine(8000, 1.0), 8000)
    source = FileSource(path, realtime=True, block_ms=600)
    heard_blocks: list[object] = []
    listener = threading.Thread(target=lambda: heard_blocks.extend(source))
    source.close()
    listener.start()
    listener.join(timeout=60)
    assert not listener.is_alive()
    assert heard_blocks == []


def test_folders_are_searched_through(tmp_path):
    inside = tmp_path / "b" / "c"
    inside.mkdir(parents=True)
    for path in (tmp_path / "z.wav", inside / "a.FLAC", inside / "x.ogg", inside / "notes.txt", inside / "._a.wav"):
        path.touch()
    odd = tmp_path / "named.bin"
    odd.touch()
    found = [inside / "a.FLAC", inside / "x.ogg", tmp_path / "z.wav"]
    assert find_audio([tmp_path]) == find_audio([inside, tmp_path / "z.wav", tmp_path]) == found
    assert find_audio([str(odd)]) == [odd]


def test_nothing_found_gets_a_sentence(tmp_path):
    with pytest.raises(AudioError, match="No audio file was found in"):
        find_audio([tmp_path])
    with pytest.raises(AudioError, match="There is no file"):
        find_audio([tmp_path / "nowhere"])
