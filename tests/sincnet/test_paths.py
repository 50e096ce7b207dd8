from pathlib import Path

import platformdirs
import pytest

from sincnet.paths import assets, data_home, remove, write_durably


def test_an_override_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WHOSPEAKS_HOME", str(tmp_path / "environment"))
    assert data_home(tmp_path / "override") == tmp_path / "override"
    assert data_home() == tmp_path / "environment"


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_wish_it_is_the_systems_place(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv("WHOSPEAKS_HOME", raising=False)
    if value is not None:
        monkeypatch.setenv("WHOSPEAKS_HOME", value)
    assert data_home() == platformdirs.user_data_path("WhoSpeaks", appauthor=False)


def test_homes_are_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WHOSPEAKS_HOME", "~/voices")
    assert data_home() == Path.home() / "voices"
    assert data_home(Path("here")) == tmp_path / "here"


def test_assets_are_the_projects() -> None:
    assert (assets().parent / "pyproject.toml").is_file()
    assert (assets() / "models").is_dir()


def test_a_durable_file_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "file"
    for content in (b"one", b"two"):
        write_durably(path, content)
        assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_cannot_be_put_in_place_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file" / "in the way").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        write_durably(tmp_path / "file", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_removing_takes_empty_folders_along(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("a/1", "a/2", "b/1", "b/2"):
        write_durably(tmp_path / name, b"")
    remove([tmp_path / "a/1", tmp_path / "a/2", tmp_path / "b/1", tmp_path / "c/never there"])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["b", "b/2"]
    assert caplog.messages == []
    remove([tmp_path / "b"])
    assert "Could not remove" in caplog.text
