import logging
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sincnet import gallery as gallery_module
from sincnet.database import Database
from sincnet.events import WhoSpeaksError
from sincnet.gallery import Gallery, Person, Voiceprint
from sincnet.schema import CHANGES_KEPT, MIGRATIONS

ROOT = Path(__file__).resolve().parents[2]
RATE = 16_000


def tone(hz: float, seconds: float = 0.5) -> np.ndarray:
    return (0.4 * np.sin(2 * np.pi * hz * np.arange(int(seconds * RATE)) / RATE)).astype(np.float32)


def mark(*values: float, windows: int = 10) -> Voiceprint:
    return Voiceprint(np.array(values, np.float32), windows)


def enrol(gallery: Gallery, name: str, clips: int = 2, face: bytes | None = None, model: str = "m1") -> Person:
    return gallery.add(name, [tone(200 + i) for i in range(clips)], [mark(3, 4)] * clips, model, face)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in (folder / "people").rglob("*") if path.is_file()}


@pytest.fixture
def gallery(tmp_path: Path) -> Iterator[Gallery]:
    with Gallery(tmp_path) as opened:
        yield opened


# People


def test_what_was_added_is_there_after_reopening(tmp_path: Path) -> None:
    with Gallery(tmp_path) as gallery:
        added = gallery.add("Änna 李", [tone(200), tone(300, 1.0)], [mark(1, 0), mark(0, 2)], "m1", face=b"png")
    assert (added.name, added.colour, added.utterances, added.speech_s) == ("Änna 李", 0, 2, 1.5)
    assert added.face is not None and added.face.read_bytes() == b"png"
    with Gallery(tmp_path) as gallery:
        assert gallery.people() == [added]
        assert gallery.get(added.id) == added


def test_utterances_are_16_bit_flac_of_what_was_said(gallery: Gallery, tmp_path: Path) -> None:
    loud = np.array([0.25, -0.25, 1.5, -1.5] * 400, np.float32)  # over full scale clips, it does not wrap
    person = gallery.add("Anna", [loud], [mark(1, 0)], "m1")
    (file,) = (tmp_path / "people" / person.id).glob("*.flac")
    assert soundfile.info(file).subtype == "PCM_16"
    samples, rate = soundfile.read(file, dtype="float32")
    assert rate == RATE
    np.testing.assert_allclose(samples, np.clip(loud, -1, 1), atol=1 / 32767)


def test_names_are_one_however_they_are_written(gallery: Gallery) -> None:
    anna = enrol(gallery, "  Zoë Straße ")
    assert anna.name == "Zoë Straße"
    for same in ("ZOË STRASSE", unicodedata.normalize("NFD", "zoë straße"), "Zoë  Straße"):
        assert gallery.find(same) == anna
        with pytest.raises(WhoSpeaksError, match=r"already somebody called Zoë Straße; .*another name"):
            enrol(gallery, same)
    assert gallery.find("Zoe Straße") is None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("x" * 81, "longer than 80"),
        ("An\nna", "control"),
        ("An\x00na", "control"),
        ("\u202eAnna", "control"),
        ("Anna\udcff", "control"),  # what an undecodable command line argument looks like
        ("\u200b\u200d", "seen"),
    ],
)
def test_impossible_names_are_refused(gallery: Gallery, tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(WhoSpeaksError, match=why):
        enrol(gallery, name)
    assert gallery.find(name) is None
    assert gallery.people() == [] and files(tmp_path) == set()


@pytest.mark.parametrize(
    "name", ["x" * 80, "O'Brien", "नमस्ते", "👩\u200d🚀", "محمد", "Nguyễn", "'); DROP TABLE people; --"]
)
def test_any_script_is_a_name(gallery: Gallery, name: str) -> None:
    assert gallery.find(enrol(gallery, name).name) == gallery.people()[0]
    assert len(gallery.people()) == 1


def test_colours_are_dealt_out_in_order_and_reused(gallery: Gallery) -> None:
    people = [enrol(gallery, f"P{i}", clips=0) for i in range(12)]
    assert [person.colour for person in people] == [*range(10), 0, 1]
    gallery.delete(people[4].id)
    assert enrol(gallery, "Q").colour == 4
    assert enrol(gallery, "R").colour == 2


def test_more_utterances(gallery: Gallery, tmp_path: Path) -> None:
    anna = enrol(gallery, "Anna", clips=1)
    more = gallery.add_utterances(anna.id, [tone(400)], [mark(4, -3)], "m1")
    assert (more.utterances, more.speech_s) == (2, 1.0)
    assert len(files(tmp_path)) == 2
    assert gallery.rows("m1")[1] == pytest.approx(np.array([[7, 1]]) / 50**0.5)


def test_rename(gallery: Gallery) -> None:
    anna, eva = enrol(gallery, "Anna"), enrol(gallery, "Eva")
    gallery.rename(anna.id, "ANNA")
    assert gallery.get(anna.id).name == "ANNA"
    with pytest.raises(WhoSpeaksError, match="already somebody called Eva"):
        gallery.rename(anna.id, "eva")
    gallery.rename(eva.id, "Ewa")
    gallery.rename(anna.id, "Eva")
    assert [person.name for person in gallery.people()] == ["Eva", "Ewa"]


def test_a_new_face_replaces_the_old_at_a_new_path(gallery: Gallery, tmp_path: Path) -> None:
    anna = enrol(gallery, "Anna", face=b"old")
    gallery.set_face(anna.id, b"new")
    face = gallery.get(anna.id).face
    assert face is not None and anna.face is not None
    assert face.read_bytes() == b"new" and face != anna.face and not anna.face.exists()
    gallery.set_face(anna.id, None)
    assert gallery.get(anna.id).face is None
    assert len(files(tmp_path)) == 2


def test_nobody_is_a_sentence(gallery: Gallery) -> None:
    gone = enrol(gallery, "Anna").id
    gallery.delete(gone)
    for attempt in (
        lambda: gallery.get(gone),
        lambda: gallery.delete(gone),
        lambda: gallery.rename(gone, "Eva"),
        lambda: gallery.set_face(gone, b"png"),
        lambda: gallery.add_utterances(gone, [tone(200)], [mark(1, 0)], "m1"),
    ):
        with pytest.raises(WhoSpeaksError, match="not in the gallery any more"):
            attempt()


def test_deleting_leaves_no_trace_in_any_file(gallery: Gallery, tmp_path: Path) -> None:
    keep = enrol(gallery, "Eva", face=b"eva")
    secret = np.frombuffer(b"voiceprint-of-somebody-gone.", "<f4")
    gone = gallery.add("Unforgettable", [tone(200)], [Voiceprint(secret, 1)], "m1", face=b"the face")
    gallery.delete(gone.id)
    content = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for trace in (b"Unforgettable", b"unforgettable", secret.tobytes(), gone.id.encode(), b"the face"):
        assert trace not in content
    assert not (tmp_path / "people" / gone.id).exists()
    assert gallery.people() == [keep] and b"Eva" in content


# Voiceprints


def test_rows_are_unit_mean_embeddings_of_this_model_in_order(gallery: Gallery) -> None:
    anna = gallery.add("Anna", [tone(200), tone(210)], [mark(6, 0, windows=6), mark(0, 8, windows=8)], "m1")
    enrol(gallery, "Eva", model="m2")
    ravi = gallery.add("Ravi", [tone(220)], [mark(0, -5)], "m1")
    people, rows = gallery.rows("m1")
    assert people == [anna, ravi]
    assert rows.dtype == np.float32
    assert rows == pytest.approx(np.array([[0.6, 0.8], [0, -1]]), rel=1e-6)


def test_rows_of_nobody(gallery: Gallery) -> None:
    people, rows = gallery.rows("m1")
    assert people == [] and rows.shape == (0, 0) and not gallery.anybody()
    enrol(gallery, "Anna")
    assert gallery.anybody()


def test_a_new_model_finds_what_it_has_not_heard(gallery: Gallery, caplog: pytest.LogCaptureFixture) -> None:
    anna, eva = enrol(gallery, "Anna"), enrol(gallery, "Eva", clips=1)
    assert gallery.unprinted("m1") == []
    todo = gallery.unprinted("m2")
    assert len(todo) == 3 and all(soundfile.info(path).frames == RATE // 2 for _, path in todo)
    gallery.delete(eva.id)
    gallery.put_prints("m2", {utterance: mark(1, 0, 0) for utterance, _ in todo})  # Eva's has gone in the meantime
    assert gallery.unprinted("m2") == []
    people, rows = gallery.rows("m2")
    assert people == [anna] and rows.tolist() == [[1, 0, 0]]
    assert gallery.rows("m1")[0] == [anna]
    gallery.put_prints("m2", {todo[0][0]: mark(0, 0, 5), todo[1][0]: mark(0, 0, 1)})
    assert gallery.rows("m2")[1].tolist() == [[0, 0, 1]]


def test_revision_differs_after_every_change_and_only_then(gallery: Gallery, tmp_path: Path) -> None:
    seen = [gallery.revision]

    def changed() -> bool:
        seen.append(gallery.revision)
        return len(set(seen)) == len(seen)

    anna = enrol(gallery, "Anna")
    assert changed()
    gallery.people(), gallery.rows("m1"), gallery.find("x")
    assert gallery.revision == seen[-1]
    gallery.rename(anna.id, "Eva")
    assert changed()
    gallery.set_face(anna.id, b"png")
    assert changed()
    gallery.add_utterances(anna.id, [tone(200)], [mark(1, 0)], "m1")
    assert changed()
    gallery.put_prints("m2", {utterance: mark(1) for utterance, _ in gallery.unprinted("m2")})
    assert changed()
    with Gallery(tmp_path) as other:  # as the command line beside the window
        enrol(other, "Ravi")
    assert changed()
    gallery.delete(anna.id)
    assert changed()


# Changes


def test_what_changed_is_told_and_nothing_else(gallery: Gallery, tmp_path: Path) -> None:
    anna, eva = enrol(gallery, "Anna"), enrol(gallery, "Eva")
    first = gallery.changes("m1")
    assert first.everything and list(first.people) == [anna, eva] and first.gone == []
    assert first.rows == pytest.approx(np.array([[0.6, 0.8]] * 2)) and first.revision == gallery.revision
    same = gallery.changes("m1", first.revision)
    assert (same.revision, same.everything, same.gone, same.people) == (first.revision, False, [], [])

    ravi = gallery.add("Ravi", [tone(300)], [mark(0, 2)], "m1")
    gallery.rename(anna.id, "Änne")
    with Gallery(tmp_path) as other:
        other.delete(eva.id)
    second = gallery.changes("m1", first.revision)
    assert not second.everything and list(second.people) == [gallery.get(anna.id), ravi]
    assert second.rows == pytest.approx(np.array([[0.6, 0.8], [0, 1]]))
    assert list(second.gone) == [first.numbers[1]] and second.numbers[0] == first.numbers[0]

    gallery.add_utterances(ravi.id, [tone(300)], [mark(2, 0)], "m1")
    third = gallery.changes("m1", second.revision)
    assert [person.id for person in third.people] == [ravi.id] and third.gone == []
    assert third.rows == pytest.approx(np.array([[0.5, 0.5]]) ** 0.5)


def test_changes_are_those_of_one_model(gallery: Gallery) -> None:
    anna = enrol(gallery, "Anna")
    start = gallery.revision
    gallery.put_prints("m2", {utterance: mark(0, 1) for utterance, _ in gallery.unprinted("m2")})
    assert list(gallery.changes("m2", start).people) == [anna]
    assert gallery.changes("m3", start).gone == gallery.changes("m1").numbers
    assert gallery.changes("m1", start).rows == pytest.approx(np.array([[0.6, 0.8]]))


def test_whoever_missed_too_much_is_told_everything(gallery: Gallery) -> None:
    anna = enrol(gallery, "Anna", clips=1)
    start = gallery.revision
    with gallery._database.writing() as change:
        change.db.executemany("INSERT INTO changes (enrolled) VALUES (?)", [(7,)] * CHANGES_KEPT)
        assert change.db.execute("SELECT count(*) FROM changes").fetchone() == (CHANGES_KEPT,)
    assert gallery.changes("m1", start - 1).everything and list(gallery.changes("m1", start - 1).people) == [anna]
    late = gallery.changes("m1", start)
    assert not late.everything and list(late.gone) == [7]


def test_a_gallery_of_the_first_version_is_taken_over(tmp_path: Path) -> None:
    file = tmp_path / "gallery.sqlite3"
    Database(file, MIGRATIONS[:1]).close()
    with closing(sqlite3.connect(file)) as db:
        db.execute("INSERT INTO people VALUES (1, 'an id', 'Anna', 'anna', 0, '2026', NULL, NULL)")
        db.execute("INSERT INTO utterances VALUES ('u', 'an id', 'u.flac', 16000, '2026')")
        db.execute("INSERT INTO voiceprints VALUES ('u', 'm1', ?, 3)", (np.array([3, 4], "<f4").tobytes(),))
        db.commit()
    with Gallery(tmp_path) as gallery:
        before = gallery.changes("m1")
        assert [(person.name, person.imagine_at) for person in before.people] == [("Anna", None)]
        assert before.rows == pytest.approx(np.array([[0.6, 0.8]]))
        enrol(gallery, "Eva")
        assert [person.name for person in gallery.changes("m1", before.revision).people] == ["Eva"]


# All or nothing


def test_a_failed_enrolment_leaves_nothing(gallery: Gallery, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="shorter"):
        gallery.add("Anna", [tone(200), tone(300)], [mark(1, 0)], "m1")
    assert gallery.people() == [] and files(tmp_path) == set() and not list((tmp_path / "people").iterdir())
    anna = enrol(gallery, "Anna", face=b"png")
    before = files(tmp_path)
    with pytest.raises(ValueError, match="shorter"):
        gallery.add_utterances(anna.id, [tone(200), tone(300)], [mark(1, 0)], "m1")
    assert gallery.people() == [anna] and files(tmp_path) == before


def test_orphans_are_swept_and_strangers_files_are_not(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Gallery(tmp_path) as gallery:
        anna = enrol(gallery, "Anna", face=b"png")
    whole = files(tmp_path)
    people = tmp_path / "people"
    (people / anna.id / "0.flac.part").write_bytes(b"half")
    (people / anna.id / "face-1.png").write_bytes(b"never committed")
    nobody = people / "3f2b8c1e-0d6a-4a6e-9b1e-0123456789ab"
    nobody.mkdir()
    (nobody / "0.flac").write_bytes(b"never committed")
    theirs = [people / "notes.txt", people / "holiday" / "0.flac", people / anna.id / "notes.txt", tmp_path / "a.flac"]
    for path in theirs:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"the user's own")
    with Gallery(tmp_path) as gallery:
        assert gallery.people() == [anna]
    assert all(path.exists() for path in theirs) and not nobody.exists()
    assert files(tmp_path) - {path.relative_to(tmp_path).as_posix() for path in theirs} == whole


def test_missing_files_are_reported_and_the_rest_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Gallery(tmp_path) as gallery:
        anna = enrol(gallery, "Anna", face=b"png")
    shutil.rmtree(tmp_path / "people")
    with caplog.at_level(logging.WARNING), Gallery(tmp_path) as gallery:
        assert len(caplog.messages) == 3 and all("missing" in message for message in caplog.messages)
        (person,) = gallery.people()
        assert person.name == "Anna" and person.face is None
        assert gallery.rows("m1")[0] == [person]
        assert gallery.unprinted("m2") == []
        gallery.add_utterances(anna.id, [tone(200)], [mark(1, 0)], "m1")
        gallery.delete(anna.id)
        assert gallery.people() == []


def test_many_threads_use_one_gallery(gallery: Gallery) -> None:
    failures = []

    def work(number: int) -> None:
        try:
            for turn in range(4):
                person = enrol(gallery, f"P{number}.{turn}", clips=1)
                gallery.rows("m1"), gallery.people(), gallery.revision
                if turn % 2:
                    gallery.delete(person.id)
        except (WhoSpeaksError, sqlite3.Error) as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(person.name for person in gallery.people()) == sorted(f"P{n}.{t}" for n in range(6) for t in (0, 2))


def test_reading_does_not_wait_for_a_change_under_way(gallery: Gallery) -> None:
    anna = enrol(gallery, "Anna")
    with gallery._database.writing() as change:
        change.db.execute("DELETE FROM people")
        assert gallery.people() == [anna]
        assert len(gallery.rows("m1")[1]) == 1


ENROL = """
import sys
import numpy as np
from pathlib import Path
from sincnet.gallery import Gallery, Person, Voiceprint

folder, round = Path(sys.argv[1]), sys.argv[2]
rng = np.random.default_rng(int(round))
clips = [rng.uniform(-0.5, 0.5, 16_000 * k).astype(np.float32) for k in (1, 2)]
marks = [Voiceprint(np.ones(4, np.float32), 100)] * 2
with Gallery(folder) as gallery:
    for number in range(1000):
        person = gallery.add(f"{round}-{number}", clips, marks, "m1", face=b"face" * 5000)
        print("added", person.name, flush=True)
        if number % 3 == 1:
            gallery.set_face(person.id, b"FACE" * 5000)
            gallery.add_utterances(person.id, clips[:1], marks[:1], "m1")
            print("grown", person.name, flush=True)
        if number % 3 == 2:
            gallery.delete(person.id)
            print("deleted", person.name, flush=True)
"""


def enrolling(folder: Path, round_number: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", ENROL, str(folder), str(round_number)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_opening_beside_another_process_sweeps_nothing_of_its_enrolment(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with enrolling(tmp_path, 1) as one, enrolling(tmp_path, 2) as two:
        assert one.stdout is not None and two.stdout is not None
        for _ in range(8):
            assert one.stdout.readline() and two.stdout.readline()
            Gallery(tmp_path).close()
        one.kill()
        two.kill()
    with Gallery(tmp_path) as gallery:
        people = gallery.people()
        assert len(people) >= 6
        assert len(files(tmp_path)) == sum(person.utterances + 1 for person in people)
    assert caplog.messages == []


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a POSIX signal")
def test_killed_at_any_moment_it_opens_with_all_that_was_committed(tmp_path: Path) -> None:
    chance = random.Random(1)
    reported: dict[str, str] = {}
    for turn in range(8):
        with enrolling(tmp_path, turn) as process:
            assert process.stdout is not None
            for _ in range(chance.randint(1, 6)):
                state, name = process.stdout.readline().split()
                reported[name] = state
            threading.Event().wait(chance.uniform(0, 0.08))  # anywhere within the next few changes
            process.send_signal(signal.SIGKILL)
            for line in process.stdout:
                state, name = line.split()
                reported[name] = state
        with Gallery(tmp_path) as gallery:
            people = gallery.people()
            assert {person.id for person in gallery.rows("m1")[0]} == {person.id for person in people}
            on_disk = files(tmp_path)
            for person in people:
                folder = tmp_path / "people" / person.id
                frames = [soundfile.read(file)[0].size for file in sorted(folder.glob("*.flac"))]
                assert len(frames) == person.utterances and sum(frames) / RATE == person.speech_s
                assert person.face is not None and person.face.read_bytes() in (b"face" * 5000, b"FACE" * 5000)
                state = reported.get(person.name, "unreported")
                assert (person.utterances, person.speech_s) in {
                    "unreported": [(2, 3.0)],
                    "added": [(2, 3.0), (3, 4.0)],
                    "grown": [(3, 4.0)],
                    "deleted": [],
                }[state]
            assert len(on_disk) == sum(person.utterances + 1 for person in people)
        names = {person.name for person in people}
        for name, state in reported.items():
            last_before_a_delete = state == "added" and int(name.split("-")[1]) % 3 == 2
            assert (name in names) == (state != "deleted") or last_before_a_delete
        assert len(names - set(reported)) <= turn + 1  # at most one a round was committed and not yet reported


@pytest.mark.skipif(sys.platform != "linux", reason="a small file system is mounted the Linux way")
def test_a_full_disk_is_a_sentence_and_nothing_is_half_there(tmp_path: Path) -> None:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(tmp_path)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"may not mount a small file system here: {mounted.stderr.strip()}")
    try:
        noise = np.random.default_rng(1).uniform(-0.9, 0.9, RATE * 8).astype(np.float32)
        with Gallery(tmp_path) as gallery:
            number = 0
            with pytest.raises(WhoSpeaksError, match="full; make room"):
                while True:
                    gallery.add(f"P{number}", [noise], [mark(1, 0)], "m1", face=b"face" * 2000)
                    number += 1
            whole = gallery.people()
            assert len(whole) == number > 0
            assert len(files(tmp_path)) == 2 * number

            with (tmp_path / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError, match="space"):
                while True:
                    filler.write(bytes(512))
            with pytest.raises(WhoSpeaksError, match="full; make room"):
                for turn in range(100_000):
                    gallery.rename(whole[0].id, f"Q{turn}")
            renamed = gallery.get(whole[0].id)
        (tmp_path / "filler").unlink()
        with Gallery(tmp_path) as gallery:
            assert gallery.people() == [renamed, *whole[1:]]
            gallery.delete(whole[0].id)
            gallery.add("Ravi", [noise], [mark(1, 0)], "m1")
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


# Databases that cannot be used


def snapshot(folder: Path) -> dict[str, bytes]:
    """What is in the folder's files, but for those that SQLite shares memory through and an empty write-ahead log."""
    found = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and "-shm" not in path.name}
    return {name: content for name, content in found.items() if content or "-wal" not in name}


def refused(folder: Path, match: str) -> list[str]:
    """Opening is refused twice, nothing that was there is changed; the names of the copies kept."""
    before = snapshot(folder)
    for _ in range(2):
        with pytest.raises(WhoSpeaksError, match=match):
            Gallery(folder)
    after = snapshot(folder)
    assert {name: after[name] for name in before} == before
    return sorted(set(after) - set(before))


def test_garbage_is_kept_and_refused(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Gallery(tmp_path) as gallery:
        enrol(gallery, "Anna")
    (tmp_path / "gallery.sqlite3").write_bytes(b"this is no database " * 500)
    people = files(tmp_path)
    (copy,) = refused(tmp_path, "gallery.sqlite3 is damaged .*copy is kept as gallery-damaged-.*afresh")
    assert (tmp_path / copy).read_bytes() == (tmp_path / "gallery.sqlite3").read_bytes()
    assert files(tmp_path) == people


def test_a_damaged_page_is_found_on_opening(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Gallery(tmp_path) as gallery:
        for number in range(30):
            enrol(gallery, f"P{number}", clips=1)
    path = tmp_path / "gallery.sqlite3"
    content = bytearray(path.read_bytes())
    content[4096 + 8 : 8192] = os.urandom(4096 - 8)
    path.write_bytes(content)
    assert len(refused(tmp_path, "is damaged")) == 1


def test_a_truncated_database_is_refused(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Gallery(tmp_path) as gallery:
        enrol(gallery, "Anna")
    path = tmp_path / "gallery.sqlite3"
    path.write_bytes(path.read_bytes()[:5000])
    assert len(refused(tmp_path, "is damaged")) == 1


def test_another_programs_database_is_refused(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with closing(sqlite3.connect(tmp_path / "gallery.sqlite3")) as db:
        db.execute("CREATE TABLE cats (name)")
    assert len(refused(tmp_path, "cannot be read")) == 1


@pytest.mark.parametrize("leave", ["nothing", "an empty file"])
def test_a_lost_database_does_not_cost_the_recordings(tmp_path: Path, leave: str) -> None:
    with Gallery(tmp_path) as gallery:
        enrol(gallery, "Anna")
    (tmp_path / "gallery.sqlite3").unlink()
    if leave == "an empty file":
        (tmp_path / "gallery.sqlite3").touch()
    people = files(tmp_path)
    assert refused(tmp_path, "missing but the recordings .* are there") == []
    assert files(tmp_path) == people


def test_a_newer_database_is_kept_and_refused_untouched(tmp_path: Path) -> None:
    with Gallery(tmp_path) as gallery:
        enrol(gallery, "Anna")
    with closing(sqlite3.connect(tmp_path / "gallery.sqlite3")) as db:
        db.execute("PRAGMA user_version = 99")
    (copy,) = refused(tmp_path, "newer version of WhoSpeaks .*copy is kept as gallery-newer-.*install")
    assert (tmp_path / copy).read_bytes() == (tmp_path / "gallery.sqlite3").read_bytes()


def test_a_newer_version_in_the_log_of_a_killed_program_counts(tmp_path: Path) -> None:
    """The version is then in the write-ahead log only, and merely closing a connection would move it."""
    source, killed = tmp_path / "source", tmp_path / "killed"
    killed.mkdir()
    with Gallery(source) as gallery:
        enrol(gallery, "Anna")
        with closing(sqlite3.connect(source / "gallery.sqlite3")) as db:
            db.execute("PRAGMA user_version = 99")
            for name in ("gallery.sqlite3", "gallery.sqlite3-wal"):
                shutil.copy(source / name, killed / name)
    copies = refused(killed, "newer version")
    assert len(copies) == 2
    with closing(sqlite3.connect(killed / copies[0])) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (99,)
        assert db.execute("SELECT name FROM people").fetchone() == ("Anna",)


def test_a_migration_keeps_a_copy_until_somebody_asks_to_be_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Gallery(tmp_path) as gallery:
        anna = enrol(gallery, "Anna")
    step = ("ALTER TABLE people ADD COLUMN nickname TEXT", "UPDATE people SET nickname = 'A'")
    before = len(MIGRATIONS)
    monkeypatch.setattr(gallery_module, "MIGRATIONS", (*MIGRATIONS, step))
    with Gallery(tmp_path) as gallery:
        assert gallery.people() == [anna]
        (copy,) = tmp_path.glob(f"gallery-before-v{before + 1}-*.sqlite3")
        with closing(sqlite3.connect(copy)) as db:
            assert db.execute("PRAGMA user_version").fetchone() == (before,)
            assert db.execute("SELECT name FROM people").fetchone() == ("Anna",)
        with closing(sqlite3.connect(tmp_path / "gallery.sqlite3")) as db:
            assert db.execute("SELECT nickname FROM people").fetchone() == ("A",)
        gallery.delete(anna.id)
        assert not list(tmp_path.glob("gallery-before*"))


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Gallery(tmp_path) as gallery:
        anna = enrol(gallery, "Anna")
    step = ("DELETE FROM people", "no such statement")
    with monkeypatch.context() as patched:
        patched.setattr(gallery_module, "MIGRATIONS", (*MIGRATIONS, step))
        with pytest.raises(sqlite3.OperationalError):
            Gallery(tmp_path)
    with Gallery(tmp_path) as gallery:
        assert gallery.people() == [anna]


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WhoSpeaksError, match="make sure that it is there"):
        Gallery(tmp_path / "file")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(WhoSpeaksError, match="may be written"):
        Gallery(tmp_path)


def test_closing_twice_does_no_harm(tmp_path: Path) -> None:
    gallery = Gallery(tmp_path)
    gallery.close()
    gallery.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gallery.sqlite3"]
