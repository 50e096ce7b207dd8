"""What fine-tuning leaves behind: kept whole or not at all, undone, and gone with its people."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sincnet.events import WhoSpeaksError
from sincnet.gallery import Gallery, Person, Voiceprint
from sincnet.tunings import KEPT, corrected

REPORT = {"people": 1}


@pytest.fixture
def gallery(tmp_path: Path) -> Iterator[Gallery]:
    with Gallery(tmp_path) as opened:
        yield opened


def enrol(gallery: Gallery, name: str, model: str = "shipped") -> Person:
    tone = np.sin(np.arange(8000) / 5).astype(np.float32)
    return gallery.add(name, [tone], [Voiceprint(np.array([3, 4], np.float32), 5)], model)


def networks(folder: Path) -> set[str]:
    return {path.name for path in (folder / "models").glob("*")}


def test_corrections_are_kept_with_their_people(gallery: Gallery) -> None:
    anna, eva = enrol(gallery, "Anna"), enrol(gallery, "Eva")
    added = {anna.id: np.array([0.5, 0], np.float32), "somebody deleted": np.array([1, 1], np.float32)}
    tuning = gallery.tunings.add("shipped", "shipped", REPORT, added)
    assert gallery.tunings.last("shipped") == tuning and not tuning.network and tuning.report == REPORT
    found = gallery.tunings.corrections(tuning, "shipped")
    assert {person_id: row.tolist() for person_id, row in found.items()} == {anna.id: [0.5, 0]}
    assert gallery.tunings.corrections(tuning, "another model") == {} == gallery.tunings.corrections(None, "shipped")
    gallery.delete(eva.id)
    assert list(gallery.tunings.corrections(tuning, "shipped")) == [anna.id]
    gallery.delete(anna.id)
    assert gallery.tunings.corrections(tuning, "shipped") == {}


def test_only_those_with_a_correction_have_another_row() -> None:
    rows = np.array([[1, 0], [0, 1]], np.float32)
    found = corrected(rows, ["a", "b"], {"b": np.array([1, 0], np.float32), "c": np.array([9, 9], np.float32)})
    np.testing.assert_allclose(found, [[1, 0], [np.sqrt(0.5), np.sqrt(0.5)]])
    np.testing.assert_array_equal(rows, [[1, 0], [0, 1]])
    assert corrected(rows, ["a", "b"], {}) is rows


def test_one_goes_back_run_by_run_and_files_go_too(gallery: Gallery, tmp_path: Path) -> None:
    enrol(gallery, "Anna")
    first = gallery.tunings.add("shipped", "shipped", REPORT, {})
    second = gallery.tunings.add("shipped", "net", REPORT, {}, (b"numbers", b"card"))
    third = gallery.tunings.add("shipped", "net", REPORT, {})
    gallery.put_prints(
        "net", {utterance: Voiceprint(np.ones(2, np.float32), 1) for utterance, _ in gallery.unprinted("net")}
    )
    assert gallery.tunings.of("shipped") == [first, second, third]
    assert gallery.tunings.weights("net").read_bytes() == b"numbers"
    assert gallery.tunings.undo("shipped") == third
    assert networks(tmp_path) == {"net.safetensors", "net.json"} and len(gallery.rows("net")[0]) == 1
    assert gallery.tunings.undo("shipped") == second
    assert networks(tmp_path) == set() and gallery.rows("net")[0] == [] and len(gallery.rows("shipped")[0]) == 1
    assert gallery.tunings.undo("shipped") == first
    assert gallery.tunings.last("shipped") is None
    with pytest.raises(WhoSpeaksError, match="nothing to undo"):
        gallery.tunings.undo("shipped")


def test_only_the_latest_runs_of_the_weights_shipped_now_stay(gallery: Gallery, tmp_path: Path) -> None:
    gallery.tunings.add("older weights", "old net", REPORT, {}, (b"numbers", b"card"))
    assert gallery.tunings.last("shipped") is None
    for number in range(KEPT + 2):
        gallery.tunings.add("shipped", f"net {number}", REPORT, {}, (b"numbers", b"card"))
    kept = [f"net {number}" for number in range(2, KEPT + 2)]
    assert [tuning.model_id for tuning in gallery.tunings.of("shipped")] == kept
    assert gallery.tunings.of("older weights") == []
    assert networks(tmp_path) == {f"{name}{suffix}" for name in kept for suffix in (".safetensors", ".json")}


def test_a_full_disk_leaves_everything_as_it_was(
    gallery: Gallery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tuning = gallery.tunings.add("shipped", "net", REPORT, {}, (b"numbers", b"card"))
    replace = Path.replace

    def full(path: Path, target: Path) -> Path:
        if Path(target).suffix == ".json":
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WhoSpeaksError, match="is full; make room"):
        gallery.tunings.add("shipped", "newer", REPORT, {}, (b"other numbers", b"card"))
    assert gallery.tunings.of("shipped") == [tuning]
    assert networks(tmp_path) == {"net.safetensors", "net.json"}


def test_others_notice_and_a_crash_is_swept(gallery: Gallery, tmp_path: Path) -> None:
    gallery.tunings.add("shipped", "net", REPORT, {}, (b"numbers", b"card"))
    with Gallery(tmp_path) as other:
        before = other.revision
        gallery.tunings.add("shipped", "shipped", REPORT, {})
        added = other.revision
        gallery.tunings.undo("shipped")
        assert before < added < other.revision
    (tmp_path / "models" / "orphan.safetensors").write_bytes(b"numbers")
    (tmp_path / "models" / "orphan.json.part").write_bytes(b"half a card")
    with Gallery(tmp_path):
        assert networks(tmp_path) == {"net.safetensors", "net.json"}
