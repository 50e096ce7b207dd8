"""Each corpus, in small and in the layout it is distributed in, listed by its reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from sincnet.corpora.layout import Corpus, Listed, Trial
from sincnet.corpora.prepare import LAYOUTS, listed
from sincnet.events import WhoSpeaksError

SENTENCES = ("sa1", "sa2", "sx1", "sx22", "sx100", "sx190", "sx280", "si500", "si1130", "si1760")


def touch(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def by_id(corpus: Corpus) -> dict[str, Listed]:
    return {speaker.id: speaker for speaker in corpus.speakers}


def problems(corpus: Corpus) -> set[str]:
    return {problem.name for problem in corpus.problems}


# TIMIT


@pytest.fixture(params=["upper", "lower"])
def timit(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Two training speakers and a test speaker on the disc."""
    case = getattr(str, request.param)
    root = tmp_path / case("timit")
    for place in ("train/dr1/fcjf0", "train/dr2/mabc0", "test/dr1/faks0"):
        for sentence in SENTENCES:
            touch(root / case(f"{place}/{sentence}.wav"))
            touch(root / case(f"{place}/{sentence}.wrd"), "3050 5723 she\n5723 10337 had\n")
            touch(root / case(f"{place}/{sentence}.phn"))
    table = (
        "; ID Sex DR Use RecDate\nCJF0  F  1  TRN  03/30/86  07/03/62  5'6\"  WHT  BS\nABC0  M  2  TRN  ??  ??  x  y\n"
    )
    touch(root / case("doc/spkrinfo.txt"), table)
    return root


def test_timit_has_sincnets_lists_and_the_official_split(timit: Path) -> None:
    for source in (timit, timit.parent):  # archives unpack into a folder of their own
        corpus = listed("timit", source)
        speakers = by_id(corpus)
        assert {s.id: (s.sex, s.age, s.split) for s in corpus.speakers} == {
            "fcjf0": ("f", 23, "train"),
            "mabc0": ("m", None, "train"),
            "faks0": ("f", None, "test"),
        }
        train = {source.name: source.closed_set for source in speakers["fcjf0"].sources}
        assert train == {f"{name}.wav": "train" if name[1] == "x" else "test" for name in SENTENCES[2:]}
        assert {source.closed_set for source in speakers["faks0"].sources} == {""}
        assert {source.speech for source in speakers["faks0"].sources} == {(3050, 10337)}
        assert problems(corpus) == {"train", "test"}  # three speakers are not 630


def test_a_sentence_without_sound_is_missing(timit: Path) -> None:
    (victim,) = (path for path in timit.rglob("*") if path.name.lower() == "sx22.wav" and "cjf0" in str(path).lower())
    victim.unlink()
    corpus = listed("timit", timit)
    (source,) = (source for source in by_id(corpus)["fcjf0"].sources if source.name == "sx22.wav")
    assert not source.path.exists() and "fcjf0" not in problems(corpus)
    for path in list(victim.parent.glob("*")):
        if path.name.lower().startswith("sx22."):
            path.unlink()
    assert "fcjf0" in problems(listed("timit", timit))


def test_a_copy_in_riff_beside_the_discs_file_is_not_another_sentence(timit: Path) -> None:
    (disc,) = (path for path in timit.rglob("*") if path.name.lower() == "sx1.wav" and "faks0" in str(path).lower())
    touch(disc.with_name(disc.name + ".wav"))
    sources = by_id(listed("timit", timit))["faks0"].sources
    assert len(sources) == 8 and sources[[s.name for s in sources].index("sx1.wav")].path == disc


# VoxCeleb


@pytest.fixture
def voxceleb1(tmp_path: Path) -> Path:
    root = tmp_path / "vox1"
    for split, speaker in (("dev", "id10001"), ("dev", "id11251"), ("test", "id10270")):
        for video in ("1zcIwhmdeo4", "7gWzIy6yIIk"):
            for clip in ("00001", "00002"):
                touch(root / split / "wav" / speaker / video / f"{clip}.wav")
    return root


def test_voxceleb1_knows_its_test_speakers_without_a_table(voxceleb1: Path) -> None:
    corpus = listed("voxceleb1", voxceleb1)
    assert {s.id: (s.sex, s.split) for s in corpus.speakers} == {
        "id10001": ("", "train"),
        "id10270": ("", "test"),
        "id11251": ("", "train"),
    }
    names = [source.name for source in corpus.speakers[0].sources]
    assert names == [f"{video}/{clip}.wav" for video in ("1zcIwhmdeo4", "7gWzIy6yIIk") for clip in ("00001", "00002")]
    assert problems(corpus) == {"vox1_meta.csv", "veri_test2.txt"}


def test_voxceleb1_with_its_lists(voxceleb1: Path) -> None:
    table = "VoxCeleb1 ID\tVGGFace1 ID\tGender\tNationality\tSet\nid10001\tA.J._Buckley\tm\tIreland\tdev\n"
    touch(voxceleb1 / "vox1_meta.csv", table + "id10270\tEartha_Kitt\tf\tUSA\ttest\n")
    touch(voxceleb1 / "veri_test.txt", "0 id10270/1zcIwhmdeo4/00002.wav id10270/1zcIwhmdeo4/00001.wav\n")
    trials = "1 id10270/1zcIwhmdeo4/00001.wav id10270/7gWzIy6yIIk/00001.wav\n"
    touch(voxceleb1.parent / "veri_test2.txt", trials + "0 id10270/1zcIwhmdeo4/00003.wav id10271/a/00001.wav\n")
    touch(voxceleb1 / "iden_split.txt", "3 id10001/1zcIwhmdeo4/00002.wav\n1 id10001/7gWzIy6yIIk/00001.wav\n")
    corpus = listed("voxceleb1", voxceleb1)
    speakers = by_id(corpus)
    assert (speakers["id10001"].sex, speakers["id10270"].sex) == ("m", "f") and not corpus.problems
    assert [source.closed_set for source in speakers["id10001"].sources] == ["", "test", "train", ""]
    assert corpus.trials[0] == Trial(True, "id10270/1zcIwhmdeo4/00001.wav", "id10270/7gWzIy6yIIk/00001.wav")
    missing = [source.name for source in speakers["id10270"].sources if not source.path.exists()]
    assert missing == ["1zcIwhmdeo4/00003.wav"]


def test_voxceleb1_with_dev_and_test_in_one_folder(tmp_path: Path) -> None:
    for speaker in ("id10002", "id10309"):
        touch(tmp_path / "wav" / speaker / "a" / "00001.wav")
    for source in (tmp_path, tmp_path / "wav"):
        assert [s.split for s in listed("voxceleb1", source).speakers] == ["train", "test"]


def test_voxceleb2_prefers_what_needs_no_decoding_of_aac(tmp_path: Path) -> None:
    for name in ("dev/aac/id00012/v/00001.m4a", "dev/aac/id00012/v/00002.m4a", "test/aac/id00017/v/00001.m4a"):
        touch(tmp_path / name)
    touch(tmp_path / "dev/aac/id00012/v/00002.wav")
    touch(tmp_path / "vox2_meta.csv", "VoxCeleb2 ID ,VGGFace2 ID ,Gender ,Set \nid00012 ,n000012 ,f ,dev \n")
    corpus = listed("voxceleb2", tmp_path)
    assert [(s.id, s.sex, s.split) for s in corpus.speakers] == [("id00012", "f", "train"), ("id00017", "", "test")]
    assert [source.name for source in corpus.speakers[0].sources] == ["v/00001.m4a", "v/00002.wav"]


def test_aac_without_its_package_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path / "dev/aac/id00012/v/00001.m4a")
    monkeypatch.setattr("sincnet.corpora.decode.AAC_PACKAGE", "no_such_package")
    with pytest.raises(WhoSpeaksError, match="pip install av"):
        listed("voxceleb2", tmp_path)


# LibriSpeech and speechocean762


def test_librispeech_lists_what_its_texts_promise(tmp_path: Path) -> None:
    root = tmp_path / "LibriSpeech"
    for subset, speaker in (("train-clean-100", 103), ("train-other-500", 20), ("test-clean", 1089)):
        chapter = root / subset / str(speaker) / "1240"
        for number in range(2):
            touch(chapter / f"{speaker}-1240-000{number}.flac")
        touch(chapter / f"{speaker}-1240.trans.txt", "".join(f"{speaker}-1240-000{n} WORDS OF IT\n" for n in range(3)))
    people = (
        ";ID  |SEX| SUBSET |MINUTES| NAME\n103 | F | train-clean-100 | 25 | Karen\n1089 | M | test-clean | 8 | Peter\n"
    )
    touch(root / "SPEAKERS.TXT", people)
    for source in (root, tmp_path):
        corpus = listed("librispeech", source)
        assert [(s.id, s.sex, s.split) for s in corpus.speakers] == [
            *(("103", "f", "train"), ("1089", "m", "test"), ("20", "", "train"))
        ]
        names = {source.name: source.path.exists() for source in corpus.speakers[0].sources}
        assert names == {f"1240/103-1240-000{n}.flac": n < 2 for n in range(3)}
    assert [(s.id, s.sex) for s in listed("librispeech", root / "train-clean-100").speakers] == [("103", "f")]
    (root / "SPEAKERS.TXT").unlink()
    assert problems(listed("librispeech", root)) == {"SPEAKERS.TXT"}


def test_speechocean762_is_read_from_its_lists(tmp_path: Path) -> None:
    for split, speaker, age in (("train", "0001", "6"), ("test", "0003", "27")):
        names = [f"0{speaker}001{n}" for n in range(2)]
        touch(tmp_path / "WAVE" / f"SPEAKER{speaker}" / f"{names[0]}.WAV")
        touch(tmp_path / split / "wav.scp", "".join(f"{name}\tWAVE/SPEAKER{speaker}/{name}.WAV\n" for name in names))
        touch(tmp_path / split / "utt2spk", "".join(f"{name}\t{speaker}\n" for name in names))
        touch(tmp_path / split / "spk2gender", f"{speaker}\tm\n")
        touch(tmp_path / split / "spk2age", f"{speaker}\t{age}\n")
    corpus = listed("speechocean762", tmp_path)
    assert [(s.id, s.sex, s.age, s.split) for s in corpus.speakers] == [
        *(("0001", "m", 6, "train"), ("0003", "m", 27, "test"))
    ]
    there = {source.name: source.path.exists() for source in corpus.speakers[0].sources}
    assert there == {"000010010.WAV": True, "000010011.WAV": False}


# A lab


def test_a_lab_is_a_folder_per_person(tmp_path: Path) -> None:
    for name in (
        "Ana/1.wav",
        "Ana/monday/2.MP3",
        "Ana/face.png",
        "Žofie/._1.wav",
        "Žofie/a.opus",
        ".git/x.wav",
        "Bo/b",
    ):
        touch(tmp_path / name)
    corpus = listed("lab", tmp_path)
    sources = {speaker.id: [source.name for source in speaker.sources] for speaker in corpus.speakers}
    assert sources == {"Ana": ["1.wav", "monday/2.MP3"], "Bo": [], "Žofie": ["a.opus"]}


def test_a_lab_may_say_who_its_people_are(tmp_path: Path) -> None:
    for name in ("a/1.wav", "b/1.wav", "c/1.wav"):
        touch(tmp_path / name)
    rows = "Ana,lab,a,f,31\nBo,visitors,b,m,\nGone,lab,d,m,40\n"
    touch(tmp_path / "speakers.csv", f"speaker,corpus,folder,sex,age\n{rows}")
    corpus = listed("lab", tmp_path)
    assert [(s.id, s.corpus, s.sex, s.age) for s in corpus.speakers] == [
        *(("Ana", "lab", "f", 31), ("Bo", "visitors", "m", None))
    ]
    assert problems(corpus) == {"Gone"}


# Of the wrong kind


@pytest.mark.parametrize("kind", LAYOUTS)
@pytest.mark.parametrize("content", [None, "notes.txt", "Ana/notes.txt", "Ana/1.wav"])
def test_a_folder_of_no_kind_says_what_was_expected(tmp_path: Path, kind: str, content: str | None) -> None:
    if content:
        touch(tmp_path / content)
    with pytest.raises(WhoSpeaksError) as caught:
        listed(kind, tmp_path)
    assert LAYOUTS[kind].expected in str(caught.value) and "looks like" not in str(caught.value)


@pytest.mark.parametrize("kind", ["voxceleb2", "librispeech", "speechocean762", "lab", "timit"])
def test_another_corpus_is_recognised(voxceleb1: Path, kind: str) -> None:
    for source in (voxceleb1, voxceleb1 / "dev", voxceleb1 / "dev" / "wav"):
        with pytest.raises(WhoSpeaksError, match=r"looks like VoxCeleb 1: python main\.py prepare voxceleb1"):
            listed(kind, source)


def test_no_folder_at_all_is_one_sentence(tmp_path: Path) -> None:
    touch(tmp_path / "file")
    for name in ("gone", "file"):
        with pytest.raises(WhoSpeaksError, match=f"{name} cannot be read"):
            listed("lab", tmp_path / name)


def test_one_person_in_two_folders_is_one_sentence(tmp_path: Path) -> None:
    touch(tmp_path / "a/1.wav")
    touch(tmp_path / "speakers.csv", "speaker,corpus,folder,sex,age\nAna,lab,a,f,\nAna,lab,a,f,\n")
    with pytest.raises(WhoSpeaksError, match="more than one folder of Ana"):
        listed("lab", tmp_path)


def test_every_layout_has_its_place_on_the_command_line() -> None:
    from sincnet.corpora_cli import KINDS

    assert tuple(LAYOUTS) == KINDS
