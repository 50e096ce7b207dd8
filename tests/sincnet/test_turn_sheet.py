"""Turns looked up, corrected and counted."""

import pytest

from sincnet.transcript import Entry
from sincnet.turn_sheet import STRANGER, TurnSheet, Who


def turn(start_s: float, end_s: float, name: str | None = None) -> Entry:
    return Entry(start_s, end_s, None if name is None else f"id-{name}", name, 0.9)


@pytest.fixture
def sheet() -> TurnSheet:
    sheet = TurnSheet()
    for entry in (turn(0, 2, "Anna"), turn(3, 4), turn(4, 8, "Ravi"), turn(10, 11, "Anna")):
        sheet.add(entry)
    return sheet


def test_who_speaks_at_a_time(sheet: TurnSheet) -> None:
    assert [sheet.at(t) for t in (0, 1.9, 2, 3.5, 4, 7.9, 9, 10.5, 99)] == [0, 0, None, 1, 2, 2, None, 3, None]


def test_what_reaches_into_a_stretch_is_found(sheet: TurnSheet) -> None:
    assert set(sheet.between(7.5, 9)) >= {2}
    assert 0 not in sheet.between(7.5, 9)
    assert 3 not in sheet.between(7.5, 9)


def test_speaking_time_and_shares(sheet: TurnSheet) -> None:
    assert sheet.seconds == {Who("id-Anna"): 3, STRANGER: 1, Who("id-Ravi"): 4}
    assert sheet.share(Who("id-Ravi")) == 0.5
    assert sheet.share(Who("nobody")) == 0


def test_a_pause_is_waited_for(sheet: TurnSheet) -> None:
    assert sheet.pause_after(5.0) == 8
    assert sheet.pause_after(9.0) == 9


def test_a_correction_is_certain_counts_and_can_be_undone(sheet: TurnSheet) -> None:
    sheet.correct(1, "id-Ravi", "Ravi")
    assert sheet.entries[1] == Entry(3, 4, "id-Ravi", "Ravi", 1.0)
    assert sheet.seconds == {Who("id-Anna"): 3, Who("id-Ravi"): 5}
    assert sheet.corrected(1)
    sheet.correct(1, None, "Eva")
    assert sheet.seconds[Who(name="Eva")] == 1
    assert sheet.undo() == 1
    assert sheet.entries[1].name == "Ravi" and sheet.corrected(1)
    assert sheet.undo() == 1
    assert sheet.entries[1] == turn(3, 4)
    assert not sheet.corrected(1) and not sheet.can_undo
    assert list(sheet.seconds) == [Who("id-Anna"), STRANGER, Who("id-Ravi")]


def test_turns_come_in_while_others_are_corrected(sheet: TurnSheet) -> None:
    sheet.correct(0, None, None)
    sheet.add(turn(12, 13, "Ravi"))
    assert sheet.seconds == {STRANGER: 3, Who("id-Ravi"): 5, Who("id-Anna"): 1}


def test_whoever_is_enrolled_later_keeps_their_turns(sheet: TurnSheet) -> None:
    sheet.correct(1, None, "Eva")
    sheet.correct(3, None, "Eva")
    assert sheet.named("Eva") == [1, 3]
    sheet.enrolled("Eva", "id-Eva")
    assert sheet.seconds[Who("id-Eva")] == 2
    assert sheet.named("Eva") == []


def test_it_knows_what_no_file_has(sheet: TurnSheet) -> None:
    seen = [sheet.unsaved]
    sheet.correct(0, None, None)
    version = sheet.version
    sheet.correct(1, None, None)
    sheet.saved(version)
    seen.append(sheet.unsaved)  # the second correction came after the file
    sheet.saved(sheet.version)
    seen.append(sheet.unsaved)
    sheet.undo()
    seen.append(sheet.unsaved)
    sheet.undo()
    seen.append(sheet.unsaved)  # none is left to lose
    assert seen == [False, True, False, True, False]


def test_a_correction_that_is_taken_back_is_nothing_to_save(sheet: TurnSheet) -> None:
    sheet.correct(0, None, None)
    sheet.saved(sheet.version)
    sheet.correct(1, None, None)
    assert sheet.unsaved
    sheet.undo()
    assert not sheet.unsaved  # as the file has it
