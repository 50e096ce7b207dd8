"""Files: who spoke when, taken elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.gui.files_staging import analyse, click, jobs, named, recording, say_it_was
from tests.gui.staging import OpenStage


@pytest.mark.parametrize("kind", ["csv", "json", "rttm", "srt", "html"])
def test_it_is_exported(open_stage: OpenStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    click(page, 2)
    say_it_was(page, "Anna")
    target = tmp_path / "out" / "who"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.exporter.ask_where(jobs(page)[0], kind)  # type: ignore[arg-type]
    stage.bot.waitUntil(lambda: stage.window.banner.text == f"Exported to who.{kind}.")
    text = target.with_suffix(f".{kind}").read_text("utf-8")
    assert "Anna" in text and "Ravi" in text
    if kind == "json":
        assert [said["speaker"] for said in json.loads(text)["utterances"]] == ["Anna", "Ravi", "Anna"]
    assert page.at_stake() is None, "the corrections are safe"


def test_the_menu_offers_every_kind(open_stage: OpenStage, tmp_path: Path) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    page.recording.heading.export.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert len(menu.actions()) == 5
    menu.close()


def test_what_cannot_be_written_is_told_and_leaves_nothing(
    open_stage: OpenStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = open_stage("Anna", "Ravi", script=named)
    page = analyse(stage, recording(tmp_path))
    click(page, 2)
    say_it_was(page, "Anna")
    (tmp_path / "file").write_text("in the way of a folder")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "file" / "who.csv"), ""))
    page.exporter.ask_where(jobs(page)[0], "csv")
    stage.bot.waitUntil(lambda: "who.csv could not be written" in stage.window.banner.text)
    assert page.at_stake() is not None
    assert (tmp_path / "file").read_text() == "in the way of a folder"
