"""Whole folders of faces prepared: what is written, what is told, and that no kill, copy or damaged file spoils it."""

from __future__ import annotations

import csv
import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

import main
from audio.errors import WhoSpeaksError
from generator.faces import pictures, store
from generator.faces.align import TEMPLATE, by_picture, cut, similarity
from generator.faces.faceset import FaceSet
from generator.faces.folders import listed
from generator.faces.prepare import prepare
from generator.faces.voices import linked


@pytest.fixture
def people(tmp_path: Path, write_picture: Any) -> Path:
    """Three people with two pictures each."""
    for person in ("Ana", "Bo", "Žofie"):
        for number in (1, 2):
            write_picture(tmp_path / "people" / person / f"{number}.png", like=Path(f"{person}{number}"))
    return tmp_path / "people"


def steps(source: Path, folder: Path, size: int = 64, kind: str = "faces", jobs: int | None = None) -> Iterator[Any]:
    listing = listed(kind, source)
    return prepare(kind, listing, linked(listing.people, source, None), folder, size, jobs)


def prepared(source: Path, folder: Path, **how: Any) -> dict[str, Any]:
    for _ in steps(source, folder, **how):
        pass
    about: dict[str, Any] = json.loads((folder / "faces.json").read_text())
    return about


def told(folder: Path) -> list[tuple[str, str]]:
    with (folder / "problems.csv").open(newline="", encoding="utf-8") as file:
        return [(row["kind"], row["name"]) for row in csv.DictReader(file)]


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_crops_come_back_by_person(people: Path, tmp_path: Path) -> None:
    about = prepared(people, tmp_path / "out")
    assert (about["people"], about["pictures"], about["problems"]) == (3, 6, {})
    faces = FaceSet.open(tmp_path / "out")
    assert isinstance(faces.images, np.memmap) and faces.images.dtype == np.uint8
    assert [person.id for person in faces.people] == ["Ana", "Bo", "Žofie"]
    assert (len(faces), faces.labels.tolist()) == (6, [0, 0, 1, 1, 2, 2])
    picture = Image.open(people / "Bo/2.png")
    (crop,) = faces.pictures(faces.of(1)[1:])
    np.testing.assert_array_equal(crop, cut(picture, by_picture(80, 100, 64), 64))


def test_landmarks_align(people: Path, tmp_path: Path) -> None:
    points = TEMPLATE * 40 + (15, 25)
    (people / "landmarks.csv").write_text(f"Ana/1,{','.join(f'{number:.3f}' for number in points.ravel())}\n")
    prepared(people, tmp_path / "out")
    crop = FaceSet.open(tmp_path / "out").images[0]
    expected = cut(Image.open(people / "Ana/1.png"), similarity(points, TEMPLATE * 64), 64)
    assert np.abs(crop.astype(int) - expected).max() <= 2
    assert np.abs(crop.astype(int) - cut(Image.open(people / "Ana/1.png"), by_picture(80, 100, 64), 64)).mean() > 2


def test_what_cannot_be_read_is_told_and_left_out(people: Path, tmp_path: Path) -> None:
    (people / "Bo/1.png").write_text("not a picture")
    whole = (people / "Žofie/1.png").read_bytes()
    for number in (1, 2):
        (people / f"Žofie/{number}.png").write_bytes(whole[: len(whole) // 2])
    about = prepared(people, tmp_path / "out")
    assert told(tmp_path / "out") == [
        ("damaged", "Bo/1.png"),
        ("damaged", "Žofie/1.png"),
        ("damaged", "Žofie/2.png"),
        ("no picture", "Žofie"),
    ]
    assert (about["people"], about["pictures"]) == (2, 3)
    faces = FaceSet.open(tmp_path / "out")
    assert faces.names == ["1.png", "2.png", "2.png"] and faces.rows.tolist() == [0, 1, 3]


def test_nothing_but_damaged_pictures_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "people/Ana").mkdir(parents=True)
    (tmp_path / "people/Ana/1.jpg").write_text("no")
    with pytest.raises(WhoSpeaksError, match=r"None of the 1 pictures can be used, Ana/1.jpg for one: 1.jpg is not a"):
        prepared(tmp_path / "people", tmp_path / "out")


def test_the_same_picture_twice_counts_once_and_under_two_names_never(
    people: Path, tmp_path: Path, write_picture: Any
) -> None:
    write_picture(people / "Ana/3.png", like=Path("Ana1"))
    write_picture(people / "Bo/3.png", like=Path("Žofie2"))
    about = prepared(people, tmp_path / "out")
    faces = FaceSet.open(tmp_path / "out")
    left = [(faces.people[label].id, name) for label, name in zip(faces.labels, faces.names, strict=True)]
    assert left == [("Ana", "1.png"), ("Ana", "2.png"), ("Bo", "1.png"), ("Bo", "2.png"), ("Žofie", "1.png")]
    assert about["problems"] == {"duplicate": 2} and about["pictures"] == 5
    with (tmp_path / "out/problems.csv").open(encoding="utf-8") as file:
        assert "the same picture, pixel for pixel, as Ana/1.png; left out: Ana/3.png" in file.read()


def test_it_goes_on_where_it_was_interrupted(people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared(people, tmp_path / "whole")
    work = steps(people, tmp_path / "out")
    next(work), next(work)
    work.close()  # type: ignore[attr-defined]
    with (tmp_path / "out/done.jsonl").open("a") as file:
        file.write('{"made_of": "what a kill str')
    with pytest.raises(WhoSpeaksError, match="no prepared faces"):
        FaceSet.open(tmp_path / "out")
    opened: list[str] = []
    crop_of = pictures.crop_of

    def noted(path: Path, *how: Any) -> np.ndarray:
        opened.append(path.parent.name)
        return crop_of(path, *how)

    monkeypatch.setattr(store, "crop_of", noted)
    prepared(people, tmp_path / "out")
    assert opened == ["Žofie", "Žofie"]
    ours, theirs = content(tmp_path / "out"), content(tmp_path / "whole")
    assert {name: data for name, data in ours.items() if name != "done.jsonl"} == {
        name: data for name, data in theirs.items() if name != "done.jsonl"
    }


def test_once_more_opens_only_what_has_changed(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_picture: Any
) -> None:
    prepared(people, tmp_path / "out")
    before = FaceSet.open(tmp_path / "out").pictures(np.arange(6))
    write_picture(people / "Bo/1.png", 90, 90, like=Path("new"))
    opened: list[str] = []
    crop_of = pictures.crop_of

    def noted(path: Path, *how: Any) -> np.ndarray:
        opened.append(path.parent.name)
        return crop_of(path, *how)

    monkeypatch.setattr(store, "crop_of", noted)
    prepared(people, tmp_path / "out")
    after = FaceSet.open(tmp_path / "out").pictures(np.arange(6))
    assert opened == ["Bo", "Bo"]
    assert [bool((a != b).any()) for a, b in zip(after, before, strict=True)] == [False, False, True] + 3 * [False]


def test_who_asked_to_be_deleted_is_gone(people: Path, tmp_path: Path) -> None:
    prepared(people, tmp_path / "out")
    crop = FaceSet.open(tmp_path / "out").pictures(np.array([0])).tobytes()
    for path in (people / "Ana").iterdir():
        path.unlink()
    prepared(people, tmp_path / "out")
    assert all(crop not in data and b"Ana" not in data for data in content(tmp_path / "out").values())


def test_processes_give_what_one_does(people: Path, tmp_path: Path) -> None:
    prepared(people, tmp_path / "one", jobs=1)
    prepared(people, tmp_path / "two", jobs=2)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_a_full_disk_is_one_sentence(people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WhoSpeaksError, match=r"cannot be written \(No space left on device\); make room"):
        prepared(people, tmp_path / "out")


def test_other_peoples_folders_are_left_alone(people: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.doc").touch()
    with pytest.raises(WhoSpeaksError, match=r"holds thesis.doc; give an empty folder"):
        prepared(people, tmp_path / "out")
    prepared(people, tmp_path / "new")
    with pytest.raises(WhoSpeaksError, match="prepared already; give the folder"):
        prepared(tmp_path / "new", tmp_path / "newer")


def test_lists_that_do_not_fit_the_pictures_are_refused(people: Path, tmp_path: Path) -> None:
    prepared(people, tmp_path / "out")
    (tmp_path / "out/faces.npy").write_bytes(b"")
    with pytest.raises(WhoSpeaksError, match=r"cannot be read .*; prepare them again"):
        FaceSet.open(tmp_path / "out")


def write_film(path: Path) -> None:
    """Two seconds at 10 frames a second: the first red, the second blue."""
    with av.open(str(path), "w") as film:
        stream = film.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for number in range(20):
            colour = (220, 20, 20) if number < 10 else (20, 20, 220)
            picture = np.full((64, 96, 3), colour, np.uint8)
            film.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        film.mux(stream.encode(None))


def test_frames_of_films_are_those_of_their_second(tmp_path: Path) -> None:
    (tmp_path / "av").mkdir()
    write_film(tmp_path / "av/AAAAAAAAAAA.mp4")
    (tmp_path / "av/BBBBBBBBBBB_3.0.mp4").write_text("not a film")
    rows = (
        "AAAAAAAAAAA,0,1,0.5,0.5",
        "AAAAAAAAAAA,1.5,2,0.5,0.5",
        "AAAAAAAAAAA,9,10,0.5,0.5",
        "BBBBBBBBBBB,3,4,0.5,0.5",
    )
    (tmp_path / "av/avspeech_test.csv").write_text("\n".join(rows))
    prepared(tmp_path / "av", tmp_path / "out", kind="avspeech")
    red, blue = FaceSet.open(tmp_path / "out").pictures(np.arange(2)).mean((1, 2))
    assert red[0] > 150 > 80 > red[2] and blue[2] > 150 > 80 > blue[0]
    assert [kind for kind, _ in told(tmp_path / "out")] == ["damaged", "damaged", "no picture", "no picture"]


def test_the_command(people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices/speakers.csv").write_text("speaker,corpus,folder,sex,age\nAna,c,a,f,\nCy,c,c,m,\n")
    words = ["prepare", "faces", str(people), str(tmp_path / "out"), "--size", "96", "--json"]
    assert main.main([*words, "--voices", str(tmp_path / "voices")]) == 0
    said = capsys.readouterr()
    about = json.loads(said.out)
    assert (about["people"], about["people_with_a_voice"], about["size"]) == (3, 1, 96)
    assert about["problems"] == {"no voice": 2, "no face": 1}
    assert "no face: Cy: There is this voice in voices and no face of it." in said.err
    ana = FaceSet.open(tmp_path / "out").people[0]
    assert (ana.voice, ana.sex) == ("Ana", "f")
    (people / "Ana/1.png").write_text("no")
    assert main.main(words) == 3
    assert main.main(["prepare", "faces", str(tmp_path / "none"), str(tmp_path / "x")]) == 1
    assert main.main(["prepare", "faces", str(people), str(people / "x")]) == 1
    assert "lie in each other" in capsys.readouterr().err
