"""`main.py evaluate` with a configuration of the kind "figures", on a tiny corpus and untrained networks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from audio.errors import WhoSpeaksError
from generator import training_cli
from generator.evaluation import run
from generator.training.material import HELD_OUT
from main import main
from tests.generator.systems.untrained import fill

SETTINGS = ("held_out.hamlet=2", "recordings=2", "judges=30", "tried=20", "moments=1", "shown=2", "resamples=20")


@pytest.fixture
def words(hamlet: Path, cache: Path, face_weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The command with all but the folder of networks."""
    monkeypatch.setattr(training_cli, "CACHE", cache)
    config = tmp_path / "figures.toml"
    config.write_text('kind = "figures"\n', encoding="utf-8")
    return ["evaluate", str(config), f"faces={face_weights}", *SETTINGS, "--corpus", str(hamlet), "--json"]


def test_all_systems_and_what_is_missing(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    networks, page = tmp_path / "networks", tmp_path / "docs" / "faces.md"
    fill(networks)
    (networks / "gan-male.safetensors").unlink()
    words[2:2] = [f"networks={networks}"]
    assert main([*words, "-o", str(page)]) == 0
    record = json.loads(capsys.readouterr().out)
    systems = record["systems"]
    assert list(systems) == [
        *("portrait voice", "gan general", "gan voice", "mapping voice", "speech2face voice"),
        *("published general", "chance "),
    ]
    assert record["held out"]["speakers"] == 2 and record["page"] == str(page)
    for key in ("portrait voice", "mapping voice", "speech2face voice", "chance "):
        found = systems[key]["figures"]
        assert 0 <= found["two_any"]["value"] <= 1 and 0 < found["l1"]["value"] < 255, key
        assert found["top_1"]["n"] == 2 and found["same_cosine"]["n"] == 2, key
        assert ("mapped_angle" in found) == (key in ("mapping voice", "speech2face voice")), key
    assert "gan-male.safetensors" in systems["gan voice"]["why_not"] and not systems["gan voice"]["figures"]
    text = page.read_text(encoding="utf-8")
    assert "| Portrait | Mapping network | Speech2Face | by chance |" in text
    assert systems["gan voice"]["why_not"] in text and "inception=FILE.pth" in text
    with Image.open(page.with_name("faces-compared.jpg")) as sheet:
        assert sheet.width > 8 * 160  # two people, the true face and three systems each
    shutil.rmtree(networks)
    assert main([*words, "-o", str(page)]) == 0
    again = json.loads(capsys.readouterr().out)["systems"]
    assert again["portrait voice"] == systems["portrait voice"]
    assert "mapping.safetensors" in again["mapping voice"]["why_not"] and not again["mapping voice"]["figures"]


def test_what_cannot_be_measured_is_one_sentence(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", words[1]]) != 0
    assert "trains nothing; give it to evaluate" in capsys.readouterr().err
    assert main([word if not word.startswith("faces=") else "faces=none.safetensors" for word in words]) != 0
    assert "none.safetensors" in capsys.readouterr().err
    assert main([word if word != "held_out.hamlet=2" else "held_out.hamlet=4" for word in words]) != 0
    assert "Nobody of this corpus is held out, or everybody" in capsys.readouterr().err
    assert main(["evaluate", str(tmp_path), "steps=3"]) != 0
    assert "steps=3 is a setting of a CONFIG.toml" in capsys.readouterr().err
    with pytest.raises(WhoSpeaksError, match="no setting called colour"):
        run.read(Path(words[1]), ["colour=3"])


def test_the_shipped_configuration_is_one() -> None:
    config = run.read(Path(__file__).resolve().parents[3] / "generator" / "configs" / "figures.toml")
    assert config.held_out == HELD_OUT and config.inception == ""
