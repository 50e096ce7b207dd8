"""Whole corpora prepared: what is written, what is told, and that no kill, copy or damaged file spoils it."""

from __future__ import annotations

import csv
import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

import main
from audio.source import RATE
from sincnet.config import WindowConfig
from sincnet.corpora import sharing
from sincnet.corpora.dataset import Shard, read_speakers, split
from sincnet.corpora.prepare import listed, prepare
from sincnet.corpora.silence import Silence
from sincnet.events import WhoSpeaksError
from sincnet.windows import trim


@pytest.fixture
def lab(tmp_path: Path, write_sound: Any) -> Path:
    """Three people with two recordings each."""
    for person in ("Ana", "Bo", "Žofie"):
        for take in (1, 2):
            write_sound(tmp_path / "lab" / person / f"{take}.flac")
    return tmp_path / "lab"


def prepared(kind: str, source: Path, folder: Path, **how: Any) -> dict[str, Any]:
    for _ in prepare(kind, listed(kind, source), folder, **how):
        pass
    about: dict[str, Any] = json.loads((folder / "corpus.json").read_text())
    return about


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def told(folder: Path) -> list[tuple[str, str]]:
    return [(row["kind"], row["name"]) for row in rows(folder / "problems.csv")]


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_recordings_come_back_trimmed_and_divided_by_their_peak(lab: Path, tmp_path: Path) -> None:
    about = prepared("lab", lab, tmp_path / "out")
    assert (about["speakers"], about["recordings"], about["problems"]) == (3, 6, {})
    speakers = read_speakers(tmp_path / "out")
    assert [(s.id, s.corpus) for s in speakers] == [("Ana", "lab"), ("Bo", "lab"), ("Žofie", "lab")]
    total = 0
    for speaker in speakers:
        for recording in speaker.recordings():
            whole, _ = soundfile.read(lab / speaker.id / recording.name, dtype="float32")
            start, stop = trim(whole, 35.0)
            assert stop - start < len(whole)
            np.testing.assert_allclose(recording.samples(), whole[start:stop] / np.abs(whole).max(), atol=1e-4)
            total += stop - start
    assert about["hours"] == round(total / RATE / 3600, 3)


def test_a_prepared_corpus_trains_as_its_sound_files_do_without_another_copy(lab: Path, tmp_path: Path) -> None:
    (lab / "speakers.csv").write_text("speaker,corpus,folder,sex,age\nAna,lab,Ana,f,\nBo,lab,Bo,m,9\n")
    prepared("lab", lab, tmp_path / "out")
    raw, ready = read_speakers(lab), read_speakers(tmp_path / "out")
    assert [(s.id, s.corpus, s.sex, s.age) for s in raw] == [(s.id, s.corpus, s.sex, s.age) for s in ready]
    from_raw = Shard.build(tmp_path / "cache", raw, WindowConfig(), (1.0, 0.9))
    from_ready = Shard.build(tmp_path / "none", ready, WindowConfig(), (1.0, 0.9))
    assert from_raw.classes == from_ready.classes and not (tmp_path / "none").exists()
    np.testing.assert_array_equal(from_raw.labels, from_ready.labels)
    for clip in range(len(from_raw.labels)):
        np.testing.assert_array_equal(from_raw.samples(clip), from_ready.samples(clip))


def test_timit_from_its_disc(tmp_path: Path, write_sound: Any) -> None:
    disc, written = tmp_path / "TIMIT", {}
    for place in ("TRAIN/DR1/FCJF0", "TEST/DR1/FAKS0"):
        for number, sentence in enumerate(("SA1", *(f"SX{n}" for n in range(5)), "SI10", "SI20", "SI30")):
            path = disc / place / f"{sentence}.WAV"
            how = {"endian": "BIG"} if number % 2 else {"format": "WAV"} if number == 8 else {}
            written[path.parent.name.lower(), f"{sentence.lower()}.wav"] = write_sound(path, **how)
            path.with_suffix(".WRD").write_text("4000 6000 one\n6500 9000 two\n")
    about = prepared("timit", disc, tmp_path / "out")
    assert about["speakers_by_split"] == {"test": 1, "train": 1}
    assert about["recordings_by_closed_set"] == {"test": 3, "train": 5}
    assert told(tmp_path / "out") == [("missing", "train"), ("missing", "test")]
    training, held_out = split(read_speakers(tmp_path / "out"), {})
    assert [s.id for s in training] == ["fcjf0"] and [s.id for s in held_out] == ["faks0"]
    for speaker in training + held_out:
        assert len(speaker.recordings()) == 8
        for recording in speaker.recordings():
            whole = written[speaker.id, recording.name]
            # As published: the whole sentence's peak, from the first word to the last.
            expected = whole[4000:9000] / np.abs(whole).max()
            np.testing.assert_allclose(recording.samples(), expected, atol=1e-3)
    shard = Shard.build(tmp_path, training, WindowConfig())
    assert sorted(shard.closed_sets) == ["test"] * 3 + ["train"] * 5


def test_voxceleb1_with_trials(tmp_path: Path, write_sound: Any) -> None:
    source = tmp_path / "vox1"
    clips = [f"id10270/video{n}/0000{n}.wav" for n in range(3)]
    for clip in clips:
        write_sound(source / "wav" / clip, like=Path("twin") if clip in clips[:2] else None)
    lines = [f"1 {clips[0]} {clips[1]}", f"1 {clips[0]} id10270/video9/00009.wav", f"0 {clips[2]} id10271/a/00001.wav"]
    (source / "veri_test2.txt").write_text("\n".join(lines))
    about = prepared("voxceleb1", source, tmp_path / "out")
    assert (tmp_path / "out" / "trials.txt").read_text() == f"{lines[0]}\n" and about["trials"] == 1
    problems = told(tmp_path / "out")
    assert ("missing", "id10270/video9/00009.wav") in problems and ("missing", "trials.txt") in problems
    # What a published list names stays, a copy or not.
    assert ("duplicate", clips[1]) in problems and len(read_speakers(tmp_path / "out")[0].recordings()) == 3


def test_voxceleb2_in_aac(tmp_path: Path, write_sound: Any) -> None:
    written = write_sound(tmp_path / "vox2/dev/aac/id00012/video/00001.m4a")
    write_sound(tmp_path / "vox2/dev/aac/id00012/video/00002.m4a")
    about = prepared("voxceleb2", tmp_path / "vox2", tmp_path / "out")
    first, second = read_speakers(tmp_path / "out")[0].recordings()
    assert about["recordings"] == 2 and abs(len(first.samples()) - len(written) + 2 * RATE // 5) < RATE // 10
    assert np.abs(second.samples()).max() == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(("pause_ms", "parts"), [(None, 1), (400, 1), (125, 2)])
def test_long_pauses_part_recordings(tmp_path: Path, write_sound: Any, pause_ms: float | None, parts: int) -> None:
    for person in ("Ana", "Bo"):
        sound = write_sound(tmp_path / "lab" / person / "1.wav")[RATE // 5 : -RATE // 5]
        pause, short = np.zeros(RATE // 4), np.zeros(RATE // 10)
        # A click between two pauses is no part of speech; a pause of 100 ms parts nothing.
        pieces = [sound, pause, sound[:400], pause, sound[:4000], short, sound[:4000]]
        soundfile.write(tmp_path / "lab" / person / "1.wav", np.concatenate(pieces), RATE)
    prepared("lab", tmp_path / "lab", tmp_path / "out", silence=Silence(longest_pause_ms=pause_ms))
    recordings = read_speakers(tmp_path / "out")[0].recordings()
    assert [r.name for r in recordings] == (["1.wav"] if parts == 1 else ["1.wav#1", "1.wav#2"])
    if parts == 2:
        lengths = [r.length for r in recordings]
        assert lengths == pytest.approx([len(sound), 8000 + len(short)], abs=400)


# What is wrong with a corpus


def test_damaged_missing_and_silent_recordings_are_listed_and_the_others_prepared(
    lab: Path, tmp_path: Path, write_sound: Any
) -> None:
    whole = (lab / "Ana" / "1.flac").read_bytes()
    (lab / "Ana" / "3.flac").write_bytes(whole[: len(whole) // 2])
    (lab / "Ana" / "4.wav").write_bytes(b"no sound")
    (lab / "Bo" / "3.wav").symlink_to(tmp_path / "gone.wav")
    soundfile.write(lab / "Bo" / "4.wav", np.zeros(RATE), RATE)
    (lab / "Cy").mkdir()
    write_sound(lab / "Di" / "1.wav")
    about = prepared("lab", lab, tmp_path / "out")
    assert told(tmp_path / "out") == [
        ("damaged", "Ana/3.flac"), ("damaged", "Ana/4.wav"), ("missing", "Bo/3.wav"), ("silent", "Bo/4.wav"),
        ("silent", "Cy"), ("single", "Di"),
    ]  # fmt: skip
    assert about["recordings"] == 7 and [s.id for s in read_speakers(tmp_path / "out")] == ["Ana", "Bo", "Di", "Žofie"]


def test_rates_may_be_mixed(lab: Path, tmp_path: Path, write_sound: Any) -> None:
    written = write_sound(lab / "Ana" / "3.wav", rate=8000)
    write_sound(lab / "Ana" / "4.wav", rate=44100)
    about = prepared("lab", lab, tmp_path / "out")
    assert about["recordings_by_rate"] == {"16000": 6, "8000": 1, "44100": 1}
    recording = read_speakers(tmp_path / "out")[0].recordings()[2]
    assert recording.name == "3.wav" and recording.length == pytest.approx(len(written) * 2 - 6400, abs=700)


def test_a_clip_twice_is_there_once_and_one_under_two_names_not_at_all(
    lab: Path, tmp_path: Path, write_sound: Any
) -> None:
    (lab / "Ana" / "copy.flac").write_bytes((lab / "Ana" / "1.flac").read_bytes())
    samples, rate = soundfile.read(lab / "Ana" / "2.flac", dtype="int16")
    soundfile.write(lab / "Bo" / "of Ana.wav", samples, rate)  # the same sound in another file
    about = prepared("lab", lab, tmp_path / "out")
    assert told(tmp_path / "out") == [
        ("duplicate", "Ana/copy.flac"), ("duplicate", "Bo/of Ana.wav"), ("single", "Ana")
    ]  # fmt: skip
    assert about["problems"] == {"duplicate": 2, "single": 1}
    names = {s.id: [recording.name for recording in s.recordings()] for s in read_speakers(tmp_path / "out")}
    assert names == {"Ana": ["1.flac"], "Bo": ["1.flac", "2.flac"], "Žofie": ["1.flac", "2.flac"]}


# Killed, run again, and where it goes


def test_several_processes_write_what_one_writes(lab: Path, tmp_path: Path) -> None:
    prepared("lab", lab, tmp_path / "one", jobs=1)
    prepared("lab", lab, tmp_path / "two", jobs=2)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_no_process_is_started_where_all_is_done(lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    about = prepared("lab", lab, tmp_path / "out", jobs=2)
    monkeypatch.delattr(sharing, "ProcessPoolExecutor")
    assert prepared("lab", lab, tmp_path / "out", jobs=2) == about


def test_what_is_done_is_not_done_again_and_what_changed_is(lab: Path, tmp_path: Path, write_sound: Any) -> None:
    out = tmp_path / "out"
    prepared("lab", lab, out)
    before = {path.name: path.stat().st_mtime_ns for path in (out / "samples").iterdir()}
    write_sound(lab / "Bo" / "3.wav")
    for path in [*(lab / "Žofie").iterdir(), lab / "Žofie"]:
        path.unlink() if path.is_file() else path.rmdir()
    about = prepared("lab", lab, out)
    after = {path.name: path.stat().st_mtime_ns for path in (out / "samples").iterdir()}
    assert {name for name in after if after[name] == before[name]} == {"Ana.i16", "Ana.json"}
    assert set(after) == {"Ana.i16", "Ana.json", "Bo.i16", "Bo.json"} and about["recordings"] == 5


def test_after_a_kill_it_goes_on_and_ends_as_if_there_had_been_none(lab: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    parts = prepare("lab", listed("lab", lab), out)
    assert next(parts).speaker == "Ana"
    parts.close()  # type: ignore[attr-defined]
    (out / "samples" / "Bo.i16.part").write_bytes(b"half")  # what a kill leaves
    with pytest.raises(WhoSpeaksError, match=r"no readable speakers\.csv"):
        read_speakers(out)
    prepared("lab", lab, out)
    prepared("lab", lab, tmp_path / "whole")
    assert content(out) == content(tmp_path / "whole")


def test_one_that_is_being_prepared_again_is_not_taken_for_whole(lab: Path, tmp_path: Path) -> None:
    prepared("lab", lab, tmp_path / "out")
    next(iter(prepare("lab", listed("lab", lab), tmp_path / "out")))
    with pytest.raises(WhoSpeaksError, match="prepare it to the end"):
        read_speakers(tmp_path / "out")


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
@pytest.mark.parametrize("deadly", [signal.SIGINT, signal.SIGKILL])
def test_nobody_decodes_for_a_program_that_is_gone(lab: Path, tmp_path: Path, deadly: signal.Signals) -> None:
    command = [sys.executable, main.__file__, "prepare", "lab", str(lab), str(tmp_path / "out"), "--jobs", "2"]
    # A recording that never ends holds the command up.
    os.mkfifo(lab / "Bo" / "0.wav")
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 150
    while not (tmp_path / "out" / "samples" / "Žofie.json").exists():
        assert running.poll() is None and time.monotonic() < deadline
        time.sleep(0.05)
    if deadly is signal.SIGINT:
        # Ctrl-C goes to all of them; the recording in hand is finished, here by ending it.
        os.killpg(running.pid, deadly)
        os.close(os.open(lab / "Bo" / "0.wav", os.O_WRONLY))
        assert "goes on where this ended" in running.communicate(timeout=60)[1]
        assert running.returncode == 1
    else:
        running.kill()
        running.communicate(timeout=60)  # ends when the last process that holds stderr does


def test_a_full_disk_is_one_sentence_and_leaves_nothing_half(
    lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(WhoSpeaksError, match=r"out cannot be written \(No space left on device\)"):
            prepared("lab", lab, tmp_path / "out")
    assert not list((tmp_path / "out" / "samples").iterdir())
    assert prepared("lab", lab, tmp_path / "out")["recordings"] == 6


def test_a_folder_that_holds_something_else_is_left_alone(lab: Path, tmp_path: Path, write_sound: Any) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(WhoSpeaksError, match=r"holds thesis\.txt; give an empty folder"):
        prepared("lab", lab, tmp_path / "mine")
    write_sound(tmp_path / "vox" / "wav" / "id10001" / "v" / "1.wav")
    prepared("voxceleb1", tmp_path / "vox", tmp_path / "out")
    before = content(tmp_path / "out")
    with pytest.raises(WhoSpeaksError, match="holds voxceleb1 already"):
        prepared("lab", lab, tmp_path / "out")
    assert content(tmp_path / "out") == before
    with pytest.raises(WhoSpeaksError, match="is prepared already"):
        listed("lab", tmp_path / "out")


def test_samples_that_are_gone_or_cut_short_are_one_sentence(lab: Path, tmp_path: Path) -> None:
    prepared("lab", lab, tmp_path / "out")
    shard = Shard.build(tmp_path, read_speakers(tmp_path / "out"), WindowConfig())
    samples = tmp_path / "out" / "samples" / "Ana.i16"
    samples.write_bytes(samples.read_bytes()[:-2])
    shard.samples(0)
    with pytest.raises(WhoSpeaksError, match=r"Ana\.i16 is cut short; prepare the corpus again"):
        shard.samples(1)
    samples.unlink()
    with pytest.raises(WhoSpeaksError, match=r"Ana\.i16 cannot be read \(No such file"):
        shard.samples(0)


def test_a_corpus_of_another_version_is_refused(lab: Path, tmp_path: Path) -> None:
    prepared("lab", lab, tmp_path / "out")
    (tmp_path / "out" / "corpus.json").write_text('{"format": 0}')
    with pytest.raises(WhoSpeaksError, match="another version"):
        read_speakers(tmp_path / "out")


# The command line


def run(*words: str) -> int:
    return main.main(["prepare", *words])


def test_the_command_says_what_there_is_and_tells_by_its_status_what_is_not(
    lab: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("lab", str(lab), str(tmp_path / "out")) == 0
    assert f"{tmp_path / 'out'}: 3 speakers, 6 recordings, 0.001 h; no problems." in capsys.readouterr().out
    for n in range(12):
        (lab / "Bo" / f"broken{n:02}.wav").write_bytes(b"no sound")
    assert run("lab", str(lab), str(tmp_path / "out"), "--json") == 3
    out, err = capsys.readouterr()
    assert json.loads(out)["problems"] == {"damaged": 12}
    assert err.count("damaged: Bo/broken") == 10 and "and 2 more, all in" in err


def test_a_corpus_is_not_prepared_into_itself(lab: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for source, folder in ((lab, lab), (lab, lab / "out"), (lab, tmp_path)):
        assert run("lab", str(source), str(folder)) == 1
        assert "lie in each other" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("--jobs", "0"), ("--trim-db", "-3"), ("--split-pauses", "0"), ("--jobs", "1.5")])
def test_wrong_numbers_are_wrong_usage(words: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run("lab", "a", "b", *words)
    assert caught.value.code == 2
    assert re.search(rf"{words[0]}: it has to be from 1 to \d+ \w+, not '{words[1]}'", capsys.readouterr().err)
