"""Utterances one by one, and two people made one: what is taken away is gone, and what is taken back is as it was."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sincnet.events import WhoSpeaksError
from sincnet.gallery import Gallery, Person, Voiceprint

RATE = 16_000


def tone(hz: float, seconds: float = 0.5) -> np.ndarray:
    return (0.4 * np.sin(2 * np.pi * hz * np.arange(int(seconds * RATE)) / RATE)).astype(np.float32)


def mark(*values: float) -> Voiceprint:
    return Voiceprint(np.array(values, np.float32), 10)


def enrol(gallery: Gallery, name: str, *prints: tuple[float, float], face: bytes | None = None) -> Person:
    clips = [tone(200 + 10 * i, 0.5 + 0.25 * i) for i in range(len(prints))]
    return gallery.add(name, clips, [mark(*one) for one in prints], "m1", face)


def everything(folder: Path) -> dict[str, bytes]:
    """All files of people and what is in them."""
    found = (folder / "people").rglob("*")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.is_file()}


@pytest.fixture
def gallery(tmp_path: Path) -> Iterator[Gallery]:
    with Gallery(tmp_path) as opened:
        yield opened


# One utterance


def test_what_somebody_said_is_listed_in_order(gallery: Gallery) -> None:
    anna = enrol(gallery, "Anna", (1, 0), (0, 1))
    enrol(gallery, "Eva", (1, 1))
    clips = gallery.clips.of(anna.id)
    assert [clip.duration_s for clip in clips] == [0.5, 0.75]
    assert [soundfile.info(clip.path).duration for clip in clips] == [0.5, 0.75]
    assert [mark.embedding_sum.tolist() for mark in gallery.clips.prints(anna.id, "m1")] == [[1, 0], [0, 1]]
    assert gallery.clips.prints(anna.id, "m2") == []
    with pytest.raises(WhoSpeaksError, match="not in the gallery"):
        gallery.clips.of("nobody")


def test_an_utterance_that_is_deleted_has_left_the_disk_and_the_voiceprint(gallery: Gallery, tmp_path: Path) -> None:
    secret = np.frombuffer(b"what this one sounded like..", "<f4")
    anna = gallery.add("Anna", [tone(200), tone(300)], [Voiceprint(secret, 1), Voiceprint(0 * secret + 1, 1)], "m1")
    since = gallery.revision
    first, second = gallery.clips.of(anna.id)
    flac = first.path.read_bytes()
    gallery.clips.remove(first.id)
    assert gallery.clips.of(anna.id) == [second]
    content = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(trace in file for file in content for trace in (flac, secret.tobytes(), first.id.encode()))
    (changed,) = gallery.changes("m1", since).rows  # whoever listens hears of it
    assert changed == pytest.approx(np.full(7, 7**-0.5))
    with pytest.raises(WhoSpeaksError, match="not in the gallery any more"):
        gallery.clips.remove(first.id)


def test_an_utterance_is_put_back_where_it_was(gallery: Gallery, tmp_path: Path) -> None:
    anna = enrol(gallery, "Anna", (1, 0), (0, 1), (1, 1))
    before, files = gallery.clips.of(anna.id), everything(tmp_path)
    removed = gallery.clips.remove(before[1].id)
    gallery.clips.restore(removed)
    assert gallery.clips.of(anna.id) == before and everything(tmp_path) == files
    assert [utterance for utterance, _ in gallery.unprinted("m1")] == [before[1].id]  # to be heard again


def test_an_utterance_of_somebody_gone_cannot_be_put_back(gallery: Gallery, tmp_path: Path) -> None:
    anna = enrol(gallery, "Anna", (1, 0))
    removed = gallery.clips.remove(gallery.clips.of(anna.id)[0].id)
    gallery.delete(anna.id)
    with pytest.raises(WhoSpeaksError, match="not in the gallery any more"):
        gallery.clips.restore(removed)
    assert everything(tmp_path) == {}


def test_the_last_utterance_leaves_somebody_who_is_not_recognised(gallery: Gallery) -> None:
    anna = enrol(gallery, "Anna", (1, 0))
    since = gallery.changes("m1")
    gallery.clips.remove(gallery.clips.of(anna.id)[0].id)
    assert gallery.get(anna.id).utterances == 0
    assert gallery.changes("m1", since.revision).gone == since.numbers


# Two people


def test_two_people_become_one_voiceprints_and_files_and_all(gallery: Gallery, tmp_path: Path) -> None:
    anna, eva = enrol(gallery, "Anna", (3, 0), face=b"anna"), enrol(gallery, "Eva", (0, 1), (0, 3), face=b"eva")
    since = gallery.revision
    gallery.merging.merge(anna.id, eva.id)
    (one,) = gallery.people()
    assert (one.name, one.utterances) == ("Eva", 3) and one.speech_s == pytest.approx(1.75)
    assert one.face is not None and one.face.read_bytes() == b"eva"
    assert all(clip.path.is_file() for clip in gallery.clips.of(eva.id))
    assert not (tmp_path / "people" / anna.id).exists()
    assert gallery.rows("m1")[1] == pytest.approx(np.array([[0.6, 0.8]]))
    told = gallery.changes("m1", since)
    assert [person.id for person in told.people] == [eva.id] and len(told.gone) == 1
    with pytest.raises(WhoSpeaksError, match="not in the gallery any more"):
        gallery.merging.merge(anna.id, eva.id)
    with pytest.raises(WhoSpeaksError, match="themselves"):
        gallery.merging.merge(eva.id, eva.id)


def test_parting_them_leaves_everything_as_it_was(gallery: Gallery, tmp_path: Path) -> None:
    anna = enrol(gallery, "Anna", (3, 0), (4, 1), face=b"anna")
    eva = enrol(gallery, "Eva", (0, 1))
    tuning = gallery.tunings.add("m1", "m1", {}, {anna.id: np.array([0, 1], np.float32)})
    people, files = gallery.people(), everything(tmp_path)
    rows, clips = gallery.rows("m1")[1], gallery.clips.of(anna.id)
    merged = gallery.merging.merge(anna.id, eva.id)
    lent = gallery.get(eva.id).face
    assert lent is not None and lent.read_bytes() == b"anna"  # Eva had none
    back = gallery.merging.part(merged)
    assert back == anna and gallery.people() == people
    assert everything(tmp_path) == files
    assert sorted(gallery.clips.of(anna.id), key=lambda clip: clip.id) == sorted(clips, key=lambda clip: clip.id)
    assert gallery.rows("m1")[1] == pytest.approx(rows)
    assert gallery.tunings.corrections(tuning, "m1")[anna.id].tolist() == [0, 1]


def test_parting_respects_what_happened_in_the_meantime(gallery: Gallery) -> None:
    eva, anna = enrol(gallery, "Eva", (0, 1)), enrol(gallery, "Anna", (3, 0), (4, 1))
    mine = gallery.clips.of(anna.id)
    merged = gallery.merging.merge(anna.id, eva.id)
    gallery.clips.remove(mine[0].id)
    gallery.add_utterances(eva.id, [tone(500)], [mark(1, 1)], "m1")
    newcomer = enrol(gallery, "Ravi", (1, 2))  # has the number that Anna had
    back = gallery.merging.part(merged)
    assert [clip.id for clip in gallery.clips.of(back.id)] == [mine[1].id]
    assert gallery.get(eva.id).utterances == 2
    assert [person.name for person in gallery.people()] == ["Eva", "Ravi", "Anna"]
    assert gallery.get(newcomer.id) == newcomer


def test_they_cannot_be_parted_once_the_name_or_the_other_is_gone(gallery: Gallery, tmp_path: Path) -> None:
    anna, eva = enrol(gallery, "Anna", (3, 0)), enrol(gallery, "Eva", (0, 1))
    merged = gallery.merging.merge(anna.id, eva.id)
    other = enrol(gallery, "anna", (1, 1))
    people, files = gallery.people(), everything(tmp_path)
    with pytest.raises(WhoSpeaksError, match="already somebody called anna"):
        gallery.merging.part(merged)
    assert gallery.people() == people and everything(tmp_path) == files
    gallery.delete(other.id)
    gallery.delete(eva.id)
    with pytest.raises(WhoSpeaksError, match="not in the gallery any more"):
        gallery.merging.part(merged)
    assert everything(tmp_path) == {}


def test_consent_goes_with_whoever_gave_it(gallery: Gallery) -> None:
    anna, eva = enrol(gallery, "Anna", (3, 0)), enrol(gallery, "Eva", (0, 1))
    with gallery._database.writing() as change:
        change.db.execute("UPDATE people SET consent_at = '2026-03-01T00:00:00+00:00' WHERE id = ?", (anna.id,))
    merged = gallery.merging.merge(anna.id, eva.id)
    assert gallery.get(eva.id).consent_at == "2026-03-01T00:00:00+00:00"
    gallery.merging.part(merged)
    assert gallery.get(anna.id).consent_at == "2026-03-01T00:00:00+00:00"
    assert gallery.get(eva.id).consent_at is None


def test_that_a_face_may_be_imagined_stays_with_whoever_said_so(gallery: Gallery) -> None:
    anna, eva = enrol(gallery, "Anna", (3, 0)), enrol(gallery, "Eva", (0, 1))
    gallery.let_imagine(anna.id, True)
    agreed = gallery.get(anna.id).imagine_at
    assert agreed is not None and gallery.get(eva.id).imagine_at is None
    merged = gallery.merging.merge(anna.id, eva.id)
    assert gallery.get(eva.id).imagine_at is None
    gallery.merging.part(merged)
    assert gallery.get(anna.id).imagine_at == agreed
    gallery.let_imagine(anna.id, False)
    assert gallery.get(anna.id).imagine_at is None
