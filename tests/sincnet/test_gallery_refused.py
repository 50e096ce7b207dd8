"""Databases that cannot be used are refused in a sentence, kept as they are, and never replaced."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sincnet import gallery as gallery_module
from sincnet.events import WhoSpeaksError
from sincnet.gallery import Gallery
from sincnet.schema import MIGRATIONS
from tests.sincnet.gallery_tools import enrol, files


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
