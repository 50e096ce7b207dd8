"""`main.py evaluate`: what it writes and says, alone and as two processes, and its one sentence for bad input."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

import main
from sincnet import checkpoint
from sincnet.checkpoint import Weights
from sincnet.evaluation import noise, plots
from sincnet.evaluation.run import Settings, measure
from sincnet.evaluation.subjects import read_subjects

ROOT = Path(__file__).resolve().parents[2]

FILES = {
    *("figures.json", "report.html", "d_vectors.npz"),
    *("det.png", "calibration.png", "scores.png", "confusion.png"),
}


@pytest.fixture(scope="module")
def model(weights: Weights, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "tiny.safetensors"
    checkpoint.save(path, weights.model, weights.cohort, weights.calibration, {"name": "Tiny"})
    return path


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noise, "NOISES", 2)
    monkeypatch.setattr(plots, "DPI", 30)


def words(corpus: Path, model: Path, out: Path, *more: str) -> list[str]:
    return [
        "evaluate",
        str(corpus),
        "--model",
        str(model),
        "--out",
        str(out),
        "--enrol",
        "0.5",
        "--resamples",
        "5",
        *more,
    ]


def refusal(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> str:
    """The one sentence on stderr, when nothing was done."""
    assert main.main(arguments) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("whospeaks: ") and err.count("\n") == 1
    return err


def test_everything_is_written(corpus: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copied, out = Path(shutil.copytree(corpus, tmp_path / "copied")), tmp_path / "out"
    (copied / "s1" / "2.flac").write_bytes(b"no sound")
    assert main.main(words(copied, model, out)) == 0
    assert {path.name for path in out.iterdir()} == FILES
    record = json.loads((out / "figures.json").read_text())
    assert record["corpus"] == "copied" and record["model"]["name"] == "Tiny (tiny.safetensors)"
    assert record["protocol"]["enrolled"] == 6 and record["protocol"]["resampled_by"] == "speaker"
    assert list(record["figures"]["whole"]) == ["everybody", "female", "male", "under 16"]
    assert len(record["figures"]["1 s"]["everybody"]["ci95"]["eer"]) == 2
    assert [left["recording"] for left in record["left_out"]] == ["s1/2.flac"]
    said, remarked = capsys.readouterr()
    assert f"{out / 'report.html'}" in said and "EER" in said
    assert "s1/2.flac was left out: 2.flac is not an audio file" in remarked
    assert str(copied.parent) not in (out / "report.html").read_text()


def test_trials_noise_and_json_of_those_whom_a_training_leaves_out(
    corpus: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trials, config, out = tmp_path / "trials.txt", tmp_path / "run.toml", tmp_path / "out"
    trials.write_text("1 s0/0.flac s0/1.flac\n0 s1/0.flac s0/1.flac\n0 s2/0.flac s3/1.flac\n1 s2/0.flac s2/1.flac\n")
    config.write_text("held_out = { first = 3 }")
    more = ["--trials", str(trials), "--noise", "10", "--held-out", str(config), "--json"]
    assert main.main(words(corpus, model, out, *more)) == 0
    record = json.loads(capsys.readouterr().out)
    assert record == json.loads((out / "figures.json").read_text())
    assert record["protocol"]["snr_db"] == 10 and record["protocol"]["enrolled"] == 3
    assert record["protocol"]["speakers"] == "all speakers, held out by run.toml"
    assert record["trials"]["trials"] == 4 and 0 <= record["trials"]["cosine"]["eer"] <= 1
    assert {path.name for path in out.iterdir()} == FILES | {"trials.png", "trial_scores.csv"}
    assert len((out / "trial_scores.csv").read_text().splitlines()) == 5
    assert "Trial list" in (out / "report.html").read_text()


def test_two_processes_find_what_one_does(corpus: Path, model: Path, tmp_path: Path) -> None:
    trials = tmp_path / "trials.txt"
    trials.write_text("1 s0/0.flac s0/1.flac\n0 s1/0.flac s0/1.flac\n")
    settings = Settings(model, corpus, enrolment_s=0.5, resamples=0, trials=trials)
    alone = measure(read_subjects(corpus), settings)
    assert alone is not None
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    done = subprocess.run(
        [*torchrun, "main.py", *words(corpus, model, tmp_path, "--trials", str(trials), "--resamples", "0")],
        cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("report.html") == 1
    assert json.loads((tmp_path / "figures.json").read_text()) == json.loads(json.dumps(alone.record))
    with np.load(tmp_path / "d_vectors.npz") as ours, np.load(BytesIO(alone.files["d_vectors.npz"])) as theirs:
        assert ours["recordings"].tolist() == theirs["recordings"].tolist()
        np.testing.assert_allclose(ours["d_vectors"], theirs["d_vectors"], atol=1e-5)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--enrol", "100"], "two are the least that can be told apart"),
        (["--model", "none.safetensors"], "cannot both be read"),
        (["--split", "dev"], "this corpus has no splits"),
        (["--trials"], "has no trials.txt; name a list"),
    ],
)
def test_what_cannot_be_measured_is_one_sentence(
    corpus: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    assert said in refusal(capsys, [*words(corpus, model, tmp_path / "out"), *more])
    assert not any((tmp_path / "out").iterdir() if (tmp_path / "out").exists() else ())


def test_an_empty_folder_is_one_sentence(model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nobody is in" in refusal(capsys, words(tmp_path, model, tmp_path / "out"))


def test_where_nothing_can_be_written_is_said_before_the_work(
    corpus: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert "cannot be made" in refusal(capsys, words(corpus, model, tmp_path / "file" / "out"))


@pytest.mark.parametrize(
    "wrong", [["--enrol", "0"], ["--resamples", "-1"], ["--noise", "loud"], ["--noise", "nan"], ["--enrol", "inf"]]
)
def test_wrong_numbers_are_wrong_usage(corpus: Path, wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["evaluate", str(corpus), *wrong])
    assert ended.value.code == 2
