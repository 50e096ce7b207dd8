"""People as one file: everything that matters comes out the same, and nothing that is not ours comes in."""

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import numpy as np
import pytest
import soundfile
from PIL import Image

from audio.files import read_audio
from sincnet.events import WhoSpeaksError
from sincnet.gallery import Gallery, Voiceprint

RATE = 16_000
DAMAGED = "damaged or was not exported by WhoSpeaks"


def tone(hz: float, seconds: float = 0.5) -> np.ndarray:
    return (0.4 * np.sin(2 * np.pi * hz * np.arange(int(seconds * RATE)) / RATE)).astype(np.float32)


def png(colour: str = "#008080", size: int = 64) -> bytes:
    file = BytesIO()
    Image.new("RGB", (size, size), colour).save(file, "PNG")
    return file.getvalue()


def flac(samples: np.ndarray, rate: int = RATE) -> bytes:
    file = BytesIO()
    soundfile.write(file, samples, rate, format="FLAC", subtype="PCM_16")
    return file.getvalue()


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Gallery]:
    with Gallery(tmp_path / "here") as opened:
        mark = Voiceprint(np.ones(2, np.float32), 1)
        anna = opened.add("Änna 李", [tone(200), tone(300, 1.0)], [mark, mark], "m1", png())
        opened.let_imagine(opened.add("Eva", [tone(400)], [mark], "m1").id, True)
        with opened._database.writing() as change:
            change.db.execute("UPDATE people SET consent_at = '2026-03-01T09:00:00+00:00' WHERE id = ?", (anna.id,))
        yield opened


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Gallery]:
    with Gallery(tmp_path / "there") as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.whospeaks"


def files(gallery_folder: Path) -> list[Path]:
    return [path for path in (gallery_folder / "people").rglob("*") if path.is_file()]


def test_everybody_arrives_as_they_were(here: Gallery, there: Gallery, file: Path) -> None:
    assert here.exchange.export(file) == 2
    assert there.exchange.look(file).names == ["Änna 李", "Eva"]
    arrived = there.exchange.take_in(file, "number")
    assert arrived == there.people()
    for old, new in zip(here.people(), arrived, strict=True):
        assert (old.name, old.created_at, old.consent_at) == (new.name, new.created_at, new.consent_at)
        assert (old.utterances, old.speech_s) == (new.utterances, new.speech_s)
        assert old.id != new.id
        for mine, theirs in zip(here.clips.of(old.id), there.clips.of(new.id), strict=True):
            np.testing.assert_array_equal(read_audio(mine.path), read_audio(theirs.path))
            assert mine.created_at == theirs.created_at
    assert arrived[0].consent_at == "2026-03-01T09:00:00+00:00" and arrived[1].consent_at is None
    assert arrived[0].imagine_at is None and arrived[1].imagine_at == here.people()[1].imagine_at is not None
    face = arrived[0].face
    assert face is not None and Image.open(face).getpixel((9, 9)) == (0, 0x80, 0x80)
    assert arrived[1].face is None
    assert len(there.unprinted("m1")) == 3  # voiceprints stay at home


def test_the_file_holds_data_only(here: Gallery, file: Path) -> None:
    (anna, _) = here.people()
    assert here.exchange.export(file, anna.id) == 1
    with ZipFile(file) as archive:
        assert sorted(archive.namelist()) == ["1/1.flac", "1/2.flac", "1/face.png", "people.json"]
        contents = json.loads(archive.read("people.json"))
    assert contents["version"] == 1 and [person["name"] for person in contents["people"]] == ["Änna 李"]
    assert not list(file.parent.glob("*.part"))


def test_a_recording_that_is_missing_is_left_out(here: Gallery, there: Gallery, file: Path) -> None:
    anna = here.people()[0]
    here.clips.of(anna.id)[0].path.unlink()
    here.exchange.export(file, anna.id)
    (arrived,) = there.exchange.take_in(file, "number")
    assert arrived.utterances == 1


def test_an_export_that_cannot_be_written_leaves_nothing(here: Gallery, tmp_path: Path) -> None:
    with pytest.raises(WhoSpeaksError, match="cannot be written"):
        here.exchange.export(tmp_path / "missing folder" / "a.whospeaks")


def test_namesakes_are_numbered_or_left_out(here: Gallery, file: Path) -> None:
    here.exchange.export(file)
    long = here.add("x" * 80, [], [], "m1")
    alone = file.with_name("long.whospeaks")
    here.exchange.export(alone, long.id)
    assert here.exchange.look(file).taken == ["Änna 李", "Eva"]
    assert here.exchange.take_in(file, "leave out") == []
    assert [person.name for person in here.exchange.take_in(file, "number")] == ["Änna 李 (2)", "Eva (2)"]
    assert [person.name for person in here.exchange.take_in(file, "number")] == ["Änna 李 (3)", "Eva (3)"]
    assert [person.name for person in here.exchange.take_in(alone, "number")] == ["x" * 72 + " (2)"]


# What is not ours


def contents(**changed: Any) -> dict[str, Any]:
    person = {
        "name": "Anna",
        "created_at": "2026-01-01T00:00:00+00:00",
        "consent_at": None,
        "face": "1/face.png",
        "utterances": [{"file": "1/1.flac", "created_at": "2026-01-01T00:00:00"}],
    }
    person.update(changed)
    return {"format": "whospeaks people", "version": 1, "people": [person]}


def write(path: Path, listed: object, entries: dict[str, bytes] | None = None, method: int = ZIP_DEFLATED) -> Path:
    entries = {"1/face.png": png(), "1/1.flac": flac(tone(200)), **(entries or {})}
    with ZipFile(path, "w", method) as archive:
        archive.writestr("people.json", listed if isinstance(listed, bytes) else json.dumps(listed))
        for name, data in entries.items():
            if data:
                archive.writestr(name, data)
    return path


def test_a_parcel_made_by_hand_is_taken(there: Gallery, file: Path) -> None:
    """What the tests below spoil in one place each."""
    (anna,) = there.exchange.take_in(write(file, contents()), "number")
    assert anna.created_at == "2026-01-01T00:00:00+00:00" and anna.utterances == 1 and anna.face is not None
    assert anna.imagine_at is None  # nobody had asked for it when such files were written


TWICE = {
    "format": "whospeaks people",
    "version": 1,
    "people": [*contents()["people"], *contents(name="ANNA")["people"]],
}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"PK\x03\x04 no zip at all"),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-40]),
        lambda path: path.write_bytes(
            write(path, contents(), method=ZIP_STORED).read_bytes().replace(b"fLaC", b"fLaX")
        ),
        lambda path: write(path, b"{not json"),
        lambda path: write(path, b"[" * 100_000),
        lambda path: write(path, []),
        lambda path: write(path, {**contents(), "format": "something else"}),
        lambda path: write(path, {**contents(), "people": "Anna"}),
        lambda path: write(path, {**contents(), "version": "1"}),
        lambda path: write(path, contents(name="")),
        lambda path: write(path, contents(name=7)),
        lambda path: write(path, contents(name="An\x00na")),
        lambda path: write(path, contents(created_at="yesterday")),
        lambda path: write(path, contents(created_at="0001-01-01T00:00:00+23:00")),
        lambda path: write(path, contents(consent_at=12)),
        lambda path: write(path, contents(imagine_at=True)),
        lambda path: write(path, contents(imagine_at="yes")),
        lambda path: write(path, contents(face="../../1.png"), {"../../1.png": png()}),
        lambda path: write(path, contents(face="/etc/face.png"), {"/etc/face.png": png()}),
        lambda path: write(path, contents(utterances=[{"file": "1/../1.flac", "created_at": "2026"}])),
        lambda path: write(path, contents(utterances=None)),
        lambda path: write(path, TWICE),
        lambda path: write(path, contents(), {"1/more.exe": b"MZ"}),
        lambda path: write(path, contents(), {"1/1.flac": b""}),
        lambda path: write(path, contents(), method=ZIP_LZMA),
        lambda path: write(path, contents(), {"1/face.png": b"GIF89a is no PNG"}),
        lambda path: write(path, contents(), {"1/face.png": b"\x89PNG\r\n\x1a\n and then nothing"}),
        lambda path: write(path, contents(), {"1/1.flac": b"RIFF is no FLAC"}),
        lambda path: write(path, contents(), {"1/1.flac": flac(tone(200))[:-200]}),
        lambda path: write(path, contents(), {"1/1.flac": flac(tone(200), 44_100)}),
        lambda path: write(path, contents(), {"1/1.flac": flac(np.zeros((800, 2), np.float32))}),
        lambda path: write(path, contents(), {"1/1.flac": flac(np.zeros(601 * RATE, np.float32))}),
        lambda path: write(path, contents(), {"1/face.png": bytes(41 * 2**20)}),
    ],
)
def test_what_was_tampered_with_is_refused_whole(
    there: Gallery, tmp_path: Path, file: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(write(file, contents()))
    with pytest.raises(WhoSpeaksError, match=DAMAGED):
        there.exchange.take_in(file, "number")
    assert there.people() == [] and files(tmp_path / "there") == []


def test_nobody_comes_in_half(here: Gallery, there: Gallery, tmp_path: Path, file: Path) -> None:
    here.exchange.export(file)
    with ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["2/1.flac"] = entries["2/1.flac"][:-100]  # only the last of them is damaged
    with ZipFile(file, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    with pytest.raises(WhoSpeaksError, match=DAMAGED):
        there.exchange.take_in(file, "number")
    assert there.people() == [] and files(tmp_path / "there") == []


def test_entries_that_share_their_bytes_are_a_bomb(there: Gallery, file: Path) -> None:
    """A directory that names the same megabyte thousands of times would unpack to gigabytes."""
    write(file, contents(), {"1/2.flac": flac(np.zeros(RATE * 60, np.float32))})
    with ZipFile(file, "a") as archive:
        (one,) = [entry for entry in archive.infolist() if entry.filename == "1/1.flac"]
        for number in range(3, 3000):
            twin = type(one)(f"1/{number}.flac")
            for slot in ("compress_type", "CRC", "compress_size", "file_size", "header_offset", "flag_bits"):
                setattr(twin, slot, getattr(one, slot))
            archive.filelist.append(twin)
        archive._didModify = True  # type: ignore[attr-defined]
    with pytest.raises(WhoSpeaksError, match=DAMAGED):
        there.exchange.look(file)


def test_a_newer_file_says_what_to_install(there: Gallery, file: Path) -> None:
    write(file, {**contents(), "version": 2})
    with pytest.raises(WhoSpeaksError, match="newer version"):
        there.exchange.look(file)


def test_a_file_that_is_not_there(there: Gallery, file: Path) -> None:
    with pytest.raises(WhoSpeaksError, match="There is no file"):
        there.exchange.look(file)
    with pytest.raises(WhoSpeaksError, match="cannot be read"):
        there.exchange.look(file.parent)
