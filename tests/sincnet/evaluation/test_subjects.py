"""Whom an evaluation finds in a folder, and the sentences for folders and lists that do not match."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sincnet.corpora.dataset import Speaker
from sincnet.evaluation.subjects import read_subjects, restricted
from sincnet.events import WhoSpeaksError


@pytest.fixture
def copied(corpus: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(corpus, tmp_path / "copied"))


def ids(speakers: list[Speaker]) -> list[str]:
    return [speaker.id for speaker in speakers]


def test_a_corpus_has_those_of_its_list(corpus: Path) -> None:
    found = read_subjects(corpus)
    assert ids(found) == [f"s{n}" for n in range(6)] and [speaker.sex for speaker in found] == ["f", "m"] * 3


def test_a_plain_folder_has_a_person_per_folder(copied: Path) -> None:
    (copied / "speakers.csv").unlink()
    (copied / "notes").mkdir()
    (copied / ".thumbnails").mkdir()
    shutil.copy(copied / "s0" / "0.flac", copied / ".thumbnails")
    found = read_subjects(copied)
    assert ids(found) == [f"s{n}" for n in range(6)]
    assert [recording.name for recording in found[0].recordings()] == ["0.flac", "1.flac"]


@pytest.mark.parametrize("name", ["some.csv", "speakers.csv"])
def test_a_list_beside_the_corpus_names_some(copied: Path, name: str) -> None:
    everybody = (copied / "speakers.csv").read_text().splitlines()
    (copied / name).write_text("\n".join([everybody[0], everybody[5], everybody[2]]))
    assert sorted(ids(read_subjects(copied / name))) == ["s1", "s4"]


def test_a_split_is_a_part(corpus: Path) -> None:
    found = [
        Speaker(s.id, s.corpus, s.folder, s.sex, s.age, "test" if s.age else "train") for s in read_subjects(corpus)
    ]
    assert ids(restricted(found, "test")) == ["s0"]
    with pytest.raises(WhoSpeaksError, match=r"'dev'; there are: test, train\."):
        restricted(found, "dev")


def test_a_corpus_without_splits_says_so(corpus: Path) -> None:
    with pytest.raises(WhoSpeaksError, match="this corpus has no splits"):
        restricted(read_subjects(corpus), "test")


def test_a_list_of_another_corpus_is_one_sentence(copied: Path) -> None:
    (copied / "other.csv").write_text("speaker\ns1\nz8\nz9\n")
    with pytest.raises(WhoSpeaksError, match=r"other\.csv names 2 whom the corpus in .* has not, z8 for one"):
        read_subjects(copied / "other.csv")


@pytest.mark.parametrize("content", [b"name\nAnna\n", b"\xff\xfe\x00\x01", b""])
def test_what_is_no_list_is_one_sentence(copied: Path, content: bytes) -> None:
    (copied / "list.csv").write_bytes(content)
    with pytest.raises(WhoSpeaksError, match=r"column named speaker|lists no speaker"):
        read_subjects(copied / "list.csv")


def test_a_speaker_whose_folder_is_gone_is_one_sentence(copied: Path) -> None:
    shutil.rmtree(copied / "s2")
    with pytest.raises(WhoSpeaksError, match=r"s2 is to be found in .*, which is not there"):
        read_subjects(copied)


def test_nobody_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WhoSpeaksError, match="Nobody is in"):
        read_subjects(tmp_path)
    with pytest.raises(WhoSpeaksError, match="There is no"):
        read_subjects(tmp_path / "none")
    (tmp_path / "speakers.csv").write_text("speaker,corpus,folder,sex,age\n")
    with pytest.raises(WhoSpeaksError, match="lists no speaker"):
        read_subjects(tmp_path)
