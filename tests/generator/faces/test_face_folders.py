"""Folders of faces as they are distributed: what is listed of each, and what is said of anything else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audio.errors import WhoSpeaksError
from generator.cli_prepare import KINDS
from generator.faces.folders import LAYOUTS, listed
from generator.faces.layout import Listing
from generator.faces.voices import linked

LANDMARKS = "30,40,50,40,40,52,32,65,48,65"


def told(listing: Listing) -> list[tuple[str, str]]:
    return [(problem.kind, problem.name) for problem in listing.problems]


def test_every_layout_has_its_place_on_the_command_line() -> None:
    assert tuple(LAYOUTS) == KINDS


def test_vggface(tmp_path: Path, write_picture: Any) -> None:
    lists = tmp_path / "vgg_face_dataset/files"
    lists.mkdir(parents=True)
    (lists / "Ana_One.txt").write_text(
        "00000001 http://a.example/x/one.jpg 10.5 20.0 60.0 80.0 3.0 4.1 1\n"
        "00000002 http://a.example/two.jpg 1 2 3 4 3 4 1\n"
        "00000003 http://b.example/three.PNG 5.0 6.0 70.0 90.0 2 3.5 0\n"
    )
    (lists / "Bo.txt").write_text("00000001 http://a.example/b.jpg 1 2 3 4 3 4 1\n")
    (lists.parent / "licence.txt").write_text("All rights reserved.\n")
    write_picture(lists.parent / "images/Ana_One/00000001.jpg")
    write_picture(lists.parent / "images/Ana_One/three.png")
    listing = listed("vggface", lists.parent)
    (ana,) = listing.people
    assert (ana.id, ana.names, ana.hint) == ("Ana_One", ["00000001.jpg", "three.png"], "box")
    np.testing.assert_array_equal(ana.places, [[10.5, 20, 60, 80], [5, 6, 70, 90]])
    assert told(listing) == [("missing", "Ana_One"), ("missing", "Bo")]
    assert "1 of the 3 pictures" in listing.problems[0].detail


def test_vggface2(tmp_path: Path, write_picture: Any) -> None:
    for name in ("train/n000002/0001_01", "train/n000002/0002_01", "train/n000009/0004_02", "test/n000001/0001_01"):
        write_picture(tmp_path / f"{name}.jpg")
    (tmp_path / "identity_meta.csv").write_text(
        'Class_ID, Name, Sample_Num, Flag, Gender\nn000001, "14th, Dalai", 424, 0, m\nn000002, "A_Fine", 315, 1, f\n'
    )
    (tmp_path / "bb_landmark").mkdir()
    (tmp_path / "bb_landmark/loose_landmark_train.csv").write_text(
        f'NAME_ID,P1X,P1Y,P2X,P2Y,P3X,P3Y,P4X,P4Y,P5X,P5Y\n"n000002/0001_01",{LANDMARKS}\n'
    )
    listing = listed("vggface2", tmp_path)
    assert [(p.id, p.sex, p.split, p.hint) for p in listing.people] == [
        ("n000001", "m", "test", "nothing"),
        ("n000002", "f", "train", "landmarks"),
        ("n000009", "", "train", "landmarks"),
    ]
    places = listing.people[1].places
    np.testing.assert_array_equal(places[0], [float(cell) for cell in LANDMARKS.split(",")])
    assert np.isnan(places[1]).all()
    assert told(listing) == [("missing", "loose_landmark_test.csv")]


def test_avspeech(tmp_path: Path, write_picture: Any) -> None:
    (tmp_path / "avspeech_train.csv").write_text(
        "AAAAAAAAAAA,90.000000,95.500000,0.25,0.5\n"
        "AAAAAAAAAAA,120.5,125.0,0.75,0.5\n"
        "B_B-BBBBBBB,7.000000,12.000000,0.5,0.4\n"
        "CCCCCCCCCCC,1.0,4.0,0.5,0.5\n"
    )
    write_picture(tmp_path / "frames/AAAAAAAAAAA_90.0_95.5_1.jpg")
    write_picture(tmp_path / "frames/AAAAAAAAAAA_90.00.jpg")
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips/B_B-BBBBBBB.mp4").touch()
    listing = listed("avspeech", tmp_path)
    ana, bo = listing.people
    assert (ana.id, ana.names) == (
        "AAAAAAAAAAA_90.00",
        ["frames/AAAAAAAAAAA_90.00.jpg", "frames/AAAAAAAAAAA_90.0_95.5_1.jpg"],
    )
    np.testing.assert_array_equal(ana.places, [[0.25, 0.5, 0, 5.5]] * 2)
    assert bo.id == "B_B-BBBBBBB_7.00"
    np.testing.assert_allclose(bo.places, [[0.5, 0.4, 7, 5]])
    assert [problem.detail[:7] for problem in listing.problems] == ["Of 2 of"]


def test_a_folder_per_person(tmp_path: Path, write_picture: Any) -> None:
    write_picture(tmp_path / "Ana/2.png")
    write_picture(tmp_path / "Ana/party/1.JPG")
    write_picture(tmp_path / "Bo/1.webp")
    write_picture(tmp_path / "stray.png")
    (tmp_path / "Cy").mkdir()
    (tmp_path / "Bo/.hidden.jpg").touch()
    (tmp_path / "landmarks.csv").write_text(f"Ana/party/1,{LANDMARKS}\n")
    listing = listed("faces", tmp_path)
    assert [(p.id, p.names) for p in listing.people] == [("Ana", ["2.png", "party/1.JPG"]), ("Bo", ["1.webp"])]
    assert np.isfinite(listing.people[0].places).all(1).tolist() == [False, True]
    assert told(listing) == [("nobody", tmp_path.name)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_without_faces_and_one_that_is_not_there(kind: str, tmp_path: Path) -> None:
    (tmp_path / "Ana").mkdir()
    (tmp_path / "Ana/notes.txt").write_text("no face")
    (tmp_path / "table.csv").write_text("name,age\nAna,7\n")
    with pytest.raises(WhoSpeaksError, match=r"is not .*, which has"):
        listed(kind, tmp_path)
    with pytest.raises(WhoSpeaksError, match="There is no folder"):
        listed(kind, tmp_path / "nothing")


def test_lists_with_no_picture_of_anybody(tmp_path: Path) -> None:
    (tmp_path / "Ana.txt").write_text("00000001 http://a.example/x.jpg 1 2 3 4 3 4 1\n")
    with pytest.raises(WhoSpeaksError, match=r"There is no picture of a face in .*; it should have files/NAME.txt"):
        listed("vggface", tmp_path)


def test_lists_that_are_none(tmp_path: Path, write_picture: Any) -> None:
    write_picture(tmp_path / "Ana/1.png")
    (tmp_path / "landmarks.csv").write_text("Ana/1,1,2,3\n")
    with pytest.raises(WhoSpeaksError, match=r"landmarks.csv is no list of landmarks .*line 1 has 4 columns"):
        listed("faces", tmp_path)
    (tmp_path / "avspeech_train.csv").write_text("AAAAAAAAAAA,1.0,4.0,0.5,0.5\nnonsense\n")
    with pytest.raises(WhoSpeaksError, match="Line 2 of"):
        listed("avspeech", tmp_path)


def corpus(folder: Path, *speakers: tuple[str, str]) -> Path:
    folder.mkdir()
    rows = "".join(f"{speaker},c,{speaker},{sex},\n" for speaker, sex in speakers)
    (folder / "speakers.csv").write_text("speaker,corpus,folder,sex,age\n" + rows)
    return folder


def test_faces_and_voices_of_the_same_name_are_one_persons(tmp_path: Path, write_picture: Any) -> None:
    for name in ("Ana", "Bo"):
        write_picture(tmp_path / "faces" / name / "1.png")
    people = listed("faces", tmp_path / "faces").people
    links = linked(people, tmp_path / "faces", corpus(tmp_path / "voices", ("Ana", "f"), ("Cy", "m")))
    assert links.voice == {"Ana": "Ana"} and links.sex["Ana"] == "f"
    assert [(p.kind, p.name) for p in links.problems] == [("no voice", "Bo"), ("no face", "Cy")]
    with pytest.raises(WhoSpeaksError, match=r"Nobody's face in .* belongs to a voice in .*Ana for one"):
        linked(people, tmp_path / "faces", corpus(tmp_path / "others", ("Dia", "f")))


def test_voxcelebs_tables_say_whose_is_whose(tmp_path: Path, write_picture: Any) -> None:
    write_picture(tmp_path / "vgg2/train/n000012/0001_01.jpg")
    write_picture(tmp_path / "vgg2/train/n000099/0001_01.jpg")
    table = tmp_path / "vgg2/vox2_meta.csv"
    table.write_text("VoxCeleb2 ID ,VGGFace2 ID ,Gender ,Set \nid00012 ,n000012 ,m ,dev \nid00013 ,n000013 ,f ,test \n")
    people = listed("vggface2", tmp_path / "vgg2").people
    by_table = linked(people, tmp_path / "vgg2", table)
    assert (by_table.voice, by_table.sex["n000012"]) == ({"n000012": "id00012"}, "m")
    assert [(p.kind, p.name) for p in by_table.problems] == [("no voice", "n000099"), ("no face", "id00013")]
    by_corpus = linked(people, tmp_path / "vgg2", corpus(tmp_path / "vox2", ("id00012", "m")))
    assert by_corpus.voice == {"n000012": "id00012"}
    without = linked(people, tmp_path / "vgg2", None)
    assert (without.voice, without.problems, without.sex["n000012"]) == ({}, [], "m")
    vox1 = tmp_path / "vox1_meta.csv"
    vox1.write_text("VoxCeleb1 ID\tVGGFace1 ID\tGender\tNationality\tSet\nid10001\tAna_One\tf\tIreland\tdev\n")
    write_picture(tmp_path / "plain/Ana_One/1.png")
    found = linked(listed("faces", tmp_path / "plain").people, tmp_path / "plain", vox1)
    assert found.voice == {"Ana_One": "id10001"}
    nothing = tmp_path / "list.csv"
    nothing.write_text("a,b\n1,2\n")
    with pytest.raises(WhoSpeaksError, match="no table of VoxCeleb"):
        linked(people, tmp_path / "elsewhere" / "x", nothing)
