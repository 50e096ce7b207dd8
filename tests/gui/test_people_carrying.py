"""People are merged and parted, deleted, and carried elsewhere in a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.ask import DeleteDialog
from gui.people.merge import MergeDialog
from gui.people.namesakes import NamesakesDialog
from tests.gui.people_scene import Open, click
from tests.gui.staging import drop

# Merging, deleting


def test_two_people_are_merged_and_parted(scene: Open) -> None:
    it = scene(Hana=2, Hannah=3, Desmond=1)
    it.open("Hannah")
    hana, people = it.id_of("Hana"), it.gallery.people()
    click(it.page.pane.merge)
    dialog = it.dialog(MergeDialog)
    assert dialog.merge.isEnabled() is False
    QTest.keyClicks(dialog.search, "hana")
    assert dialog.model.rowCount() == 1 and dialog.merge.text() == "Merge into Hana"
    click(dialog.merge)
    it.banner("Hannah is one with Hana now")
    it.until(lambda: it.page.person_id == hana and it.page.pane.clips.model.rowCount() == 5)
    assert [person.name for person in it.gallery.people()] == ["Hana", "Desmond"]
    it.undo()
    it.until(lambda: it.page.pane.clips.model.rowCount() == 2)
    assert it.gallery.people() == people


def test_a_merge_that_is_thought_better_of(scene: Open) -> None:
    it = scene(Hana=1, Desmond=1)
    it.open("Hana")
    click(it.page.pane.merge)
    dialog = it.dialog(MergeDialog)
    click(dialog.no)
    assert [person.name for person in it.gallery.people()] == ["Hana", "Desmond"]


def test_deleting_asks_and_leads_back_to_everybody(scene: Open, tmp_path: Path) -> None:
    it = scene(Hana=2, Desmond=1)
    it.open("Hana")
    hana = it.id_of("Hana")
    click(it.page.pane.delete)
    dialog = it.dialog(DeleteDialog)
    assert dialog.no.hasFocus() or dialog.no.isDefault()
    click(dialog.yes)
    it.until(lambda: it.page.person_id is None and it.names() == ["Desmond"])
    it.banner("Hana is deleted")
    assert not list((tmp_path / "home" / "people").glob(f"{hana}/*"))


def test_whoever_is_deleted_elsewhere_is_not_shown_any_more(scene: Open) -> None:
    it = scene(Hana=1, Desmond=1)
    it.open("Hana")
    hana = it.id_of("Hana")
    it.stage.session.change_people(lambda recogniser: recogniser.delete(hana), it.page.one._renamed)
    it.until(lambda: it.page.person_id is None)
    it.stage.window.bus.show_person.emit(hana)  # a stale link
    assert it.page.person_id is None


# Carrying


def test_everybody_is_exported_and_imported_elsewhere(
    scene: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = scene(Hana=2, Desmond=1)
    file = tmp_path / "all.whospeaks"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file.with_suffix("")), ""))
    click(it.page.everybody.take_out)
    it.banner("2 people are in all.whospeaks now")
    for name in ("Hana", "Desmond"):
        it.recogniser.delete(it.id_of(name))
    drop(it.stage.window, file)
    it.banner("2 people are enrolled now")
    it.until(lambda: it.names() == ["Desmond", "Hana"])
    assert it.gallery.unprinted("fake") == []
    it.undo()
    it.until(lambda: it.page.everybody.nobody.isVisible())


def test_one_person_is_exported(scene: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    it = scene(Hana=1, Desmond=1)
    it.open("Hana")
    asked: list[str] = []

    def save(_parent: QWidget, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    click(it.page.pane.export)
    it.banner("1 person is in Hana.whospeaks now")
    assert asked == ["Hana.whospeaks"] and it.gallery.exchange.look(tmp_path / "Hana.whospeaks").names == ["Hana"]


@pytest.mark.parametrize(
    ("answer", "names"), [("number", ["Desmond", "Hana", "Hana (2)"]), ("leave_out", ["Desmond", "Hana"])]
)
def test_namesakes_are_asked_about(
    scene: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, names: list[str]
) -> None:
    it = scene(Hana=1, Desmond=1)
    file = tmp_path / "all.whospeaks"
    it.gallery.exchange.export(file)
    it.recogniser.delete(it.id_of("Desmond"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    click(it.page.everybody.bring_in)
    dialog = it.dialog(NamesakesDialog)
    assert "already somebody called Hana" in dialog.windowTitle() and "1 other" in dialog.text.text()
    click(getattr(dialog, answer))
    it.until(lambda: it.names() == names)


def test_a_file_of_somebody_elses_is_refused_in_words(scene: Open, tmp_path: Path) -> None:
    it = scene(Hana=1)
    file = tmp_path / "holiday.whospeaks"
    file.write_bytes(b"something else")
    drop(it.stage.window, file)
    it.banner("was not exported by WhoSpeaks")
    assert it.names() == ["Hana"]
