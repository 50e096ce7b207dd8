"""The gallery on a real disk: people, their voiceprints, and what changed."""

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sincnet.database import Database
from sincnet.events import WhoSpeaksError
from sincnet.gallery import Gallery, Voiceprint
from sincnet.schema import CHANGES_KEPT, MIGRATIONS
from tests.sincnet.gallery_tools import RATE, enrol, files, mark, tone


@pytest.fixture
def gallery(tmp_path: Path) -> Iterator[Gallery]:
    with Gallery(tmp_path) as opened:
        yield opened


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
