"""The command line as a user meets it: real processes, real files, a real gallery."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = ROOT / "assets" / "demo" / "people"
CONVERSATION = ROOT / "assets" / "demo" / "conversation.flac"


def run(*words: str | Path, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    inherited.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "main.py", *map(str, words)],
        cwd=ROOT,
        env={**inherited, "WHOSPEAKS_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def objects(result: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everybody of the demo, enrolled from their folders, one with a face."""
    home = tmp_path_factory.mktemp("home")
    source = tmp_path_factory.mktemp("people")
    for folder in PEOPLE.iterdir():
        (source / folder.name).symlink_to(folder, target_is_directory=True)
    found = objects(run("enrol", "--from", source, "--json", home=home))
    assert sorted(person["name"] for person in found) == sorted(folder.name for folder in PEOPLE.iterdir())
    return home


def test_whole_files_are_named(home: Path) -> None:
    files = [sorted(folder.iterdir())[-1] for folder in sorted(PEOPLE.iterdir())]
    found = objects(run("identify", "--whole", "--json", *files, home=home))
    assert [item["speaker"] for item in found] == [file.parent.name for file in files]
    names = {folder.name for folder in PEOPLE.iterdir()}
    for item in found:
        assert set(item) == {
            *("file", "start_s", "end_s", "speaker", "confidence", "votes", "scores", "windows", "compute_ms")
        }
        assert set(item["votes"]) == set(item["scores"]) == names
        assert sum(item["votes"].values()) == pytest.approx(1, abs=0.01)


def test_a_conversation_is_cut_into_utterances(home: Path) -> None:
    found = objects(run("identify", CONVERSATION, "--json", home=home))
    assert len(found) == 20
    assert all(item["file"] == str(CONVERSATION) for item in found)
    assert any(item["speaker"] is None for item in found)


def test_listening_to_a_file_says_the_same_as_identify(home: Path) -> None:
    words = ("listen", "--file", CONVERSATION, "--fast", "--seconds", "20", "--provisional", "--json")
    found = objects(run(*words, home=home))
    finals = [item for item in found if not item["provisional"]]
    identified = objects(run("identify", CONVERSATION, "--json", home=home))
    assert len(found) > len(finals) > 2
    for listened, known in zip(finals[:-1], identified, strict=False):
        assert (listened["speaker"], listened["start_s"]) == (known["speaker"], known["start_s"])


def test_people_are_listed_shown_renamed_and_deleted(tmp_path: Path) -> None:
    home = tmp_path / "home"
    face = ROOT / "assets" / "faces" / "hana.png"
    objects(run("enrol", "Žofie 花子", PEOPLE / "Hana", "--face", face, "--json", home=home))
    (listed,) = objects(run("people", "--json", home=home))
    assert listed["name"] == "Žofie 花子"
    assert Path(listed["face"]).exists()
    assert "Žofie 花子" in run("people", "show", "žofie 花子", home=home).stdout
    assert run("people", "rename", "Žofie 花子", "Ann", home=home).returncode == 0
    (renamed,) = objects(run("people", "list", "--json", home=home))
    assert (renamed["id"], renamed["name"]) == (listed["id"], "Ann")
    assert run("people", "delete", "ann", home=home).returncode == 0
    assert objects(run("people", "--json", home=home)) == []
    assert not list((home / "people").rglob("*.flac"))


def test_people_are_carried_from_one_gallery_to_another(home: Path, tmp_path: Path) -> None:
    parcel = tmp_path / "all.whospeaks"
    names = [person["name"] for person in objects(run("people", "--json", home=home))]
    (said,) = objects(run("people", "export", parcel, "--json", home=home))
    assert said == {"file": str(parcel), "people": len(names)}
    assert "already a file" in run("people", "export", parcel, home=home).stderr
    arrived = objects(run("people", "import", parcel, "--json", home=tmp_path))
    assert [person["name"] for person in arrived] == names
    assert run("people", "import", parcel, "--leave-out", home=tmp_path).stderr == "Nobody new is in that file.\n"
    assert f"{names[0]} (2) is enrolled" in run("people", "import", parcel, home=tmp_path).stdout
    alone = tmp_path / "one.whospeaks"
    assert f"{names[1]} exported to" in run("people", "export", alone, names[1].upper(), home=home).stdout
    assert len(objects(run("people", "import", alone, "--json", home=tmp_path / "third"))) == 1
    refused = run("people", "import", ROOT / "README.md", home=tmp_path)
    assert refused.returncode == 1 and "was not exported by WhoSpeaks" in refused.stderr


def test_a_second_person_of_one_name_is_refused_but_more_speech_may_be_added(tmp_path: Path) -> None:
    home = tmp_path / "home"
    clips = sorted((PEOPLE / "Mateo").iterdir())
    (before,) = objects(run("enrol", "Mateo", *clips[:3], "--json", home=home))
    refused = run("enrol", "MATEO", *clips[3:], "--json", home=home)
    assert refused.returncode == 1
    assert "already somebody called Mateo" in refused.stderr
    (after,) = objects(run("enrol", "Mateo", *clips[3:], "--add", "--json", home=home))
    assert (after["id"], after["utterances"] > before["utterances"]) == (before["id"], True)


def test_options_count_before_the_command_as_after_it(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    (said_after,) = objects(run("enrol", "Ann", PEOPLE / "Hana", "--data-dir", other, "--json", home=home))
    (said_before,) = objects(run("--data-dir", other, "--json", "people", home=home))
    assert said_before == said_after
    assert not home.exists()


def test_names_of_any_script_are_printed_whatever_the_terminal_is_set_to(tmp_path: Path) -> None:
    objects(run("enrol", "مريم", PEOPLE / "Hana", "--json", home=tmp_path))
    assert "مريم" in run("people", home=tmp_path, PYTHONIOENCODING="ascii").stdout


def test_an_interrupted_listener_still_names_whoever_was_speaking(home: Path) -> None:
    words = [sys.executable, "main.py", "listen", "--file", str(CONVERSATION), "--provisional", "--json"]
    environment = {**os.environ, "WHOSPEAKS_HOME": str(home)}
    with subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        first = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        rest = [json.loads(line) for line in process.stdout]
    assert process.returncode == 0
    assert [item["provisional"] for item in (first, rest[-1])] == [True, False]
    assert rest[-1]["start_s"] == first["start_s"]


def test_a_recording_without_speech_is_said_to_be_one(home: Path, tmp_path: Path) -> None:
    result = run("identify", "--json", write(tmp_path / "silent.wav", np.zeros(32_000)), home=home)
    assert (result.returncode, result.stdout) == (0, "")
    assert "No speech was found" in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full, the disk that is always full")
def test_answers_that_cannot_be_written_get_a_sentence(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "main.py", "people", "--data-dir", home],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert result.returncode == 1
    assert result.stderr.startswith("whospeaks: The answers cannot be written")
    assert "Traceback" not in result.stderr


def write(path: Path, samples: np.ndarray, rate: int = 16_000) -> Path:
    soundfile.write(path, samples, rate)
    return path


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["identify", "nowhere.wav"], 1, "nowhere.wav"),
        (["identify", "README.md"], 1, "README.md"),
        (["people", "show", "Nobody"], 1, "Nobody called Nobody"),
        (["enrol", "X", "README.md"], 1, "README.md"),
        (["enrol"], 2, "NAME"),
        (["identify"], 2, "PATH"),
        (["listen", "--seconds", "0"], 2, "more than 0"),
        (["listen", "--seconds", "long"], 2, "more than 0"),
        (["listen", "--fast"], 2, "--file"),
        (["--data-dir", "", "people"], 2, "path is empty"),
        (["identify", ""], 2, "path is empty"),
        (["dance"], 2, "dance"),
        ([], 1, "no display"),
        (["demo"], 1, "no display"),
        (["train", "nowhere.toml"], 1, "nowhere.toml"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence(words: list[str], status: int, sentence: str, tmp_path: Path) -> None:
    result = run(*words, home=tmp_path)
    assert result.returncode == status
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert not result.stdout


def test_too_little_speech_is_not_enrolled(tmp_path: Path) -> None:
    samples, rate = soundfile.read(sorted((PEOPLE / "Hana").iterdir())[0])
    short = write(tmp_path / "short.wav", samples[: int(0.8 * rate)], rate)
    silent = write(tmp_path / "silent.wav", np.zeros(32_000))
    for file in (short, silent):
        result = run("enrol", "Hana", file, home=tmp_path / "home")
        assert result.returncode == 1
        assert "enrolling takes at least" in result.stderr
    assert objects(run("people", "--json", home=tmp_path / "home")) == []


def test_one_bad_file_does_not_stop_the_others(home: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.wav").write_bytes(b"RIFF, but no more than that")
    good = sorted((PEOPLE / "Hana").iterdir())[0]
    result = run("identify", "--whole", "--json", tmp_path / "bad.wav", good, home=home)
    assert result.returncode == 1
    assert "bad.wav" in result.stderr
    assert [json.loads(line)["speaker"] for line in result.stdout.splitlines()] == ["Hana"]


def test_any_rate_and_channels_are_heard(home: Path, tmp_path: Path) -> None:
    samples, rate = soundfile.read(sorted((PEOPLE / "Hana").iterdir())[0])
    surround = write(tmp_path / "eight.wav", np.repeat(np.repeat(samples, 12)[:, None], 8, axis=1), rate * 12)
    (found,) = objects(run("identify", "--whole", "--json", surround, home=home))
    assert found["speaker"] == "Hana"


def test_a_newer_database_is_refused_and_kept(tmp_path: Path) -> None:
    import sqlite3

    objects(run("people", "--json", home=tmp_path))
    database = tmp_path / "gallery.sqlite3"
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    result = run("people", home=tmp_path)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "newer" in result.stderr


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    from sincnet.checkpoint import load
    from sincnet.events import WhoSpeaksError

    model = ROOT / "assets" / "models" / "default.safetensors"
    damaged = bytearray(model.read_bytes())
    damaged[-100] ^= 1
    (tmp_path / "default.safetensors").write_bytes(damaged)
    (tmp_path / "default.json").write_bytes(model.with_suffix(".json").read_bytes())
    with pytest.raises(WhoSpeaksError, match="damaged"):
        load(tmp_path / "default.safetensors")


@pytest.mark.parametrize("display", [{"DISPLAY": ":7777"}, {"DISPLAY": ":0", "QT_QPA_PLATFORM": "nonsense"}])
def test_a_display_that_cannot_be_reached_gets_a_sentence(display: dict[str, str], tmp_path: Path) -> None:
    result = run("demo", home=tmp_path, **display)
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith("whospeaks: No window can be opened on this display")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are text there")
def test_a_file_name_that_is_no_text_is_heard(home: Path, tmp_path: Path) -> None:
    strange = Path(os.fsdecode(os.fsencode(tmp_path) + b"/na\xffme.flac"))
    strange.write_bytes(sorted((PEOPLE / "Hana").iterdir())[0].read_bytes())
    (found,) = objects(run("identify", "--whole", "--json", strange, home=home))
    assert found["speaker"] == "Hana"


def test_settings_may_stand_behind_options(tmp_path: Path) -> None:
    config = "sincnet/configs/default.toml"
    said = run("train", config, "--run-dir", tmp_path / "run", "no.such=1", home=tmp_path)
    assert said.returncode == 1
    assert "There is no setting called no" in said.stderr
    wrong = run("people", "--nonsense", home=tmp_path)
    assert wrong.returncode == 2
    assert "unrecognized arguments: --nonsense" in wrong.stderr
