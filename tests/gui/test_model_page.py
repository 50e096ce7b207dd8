"""The model page as a host uses it, on a real recogniser with a tiny network."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from audio.files import read_audio
from gui.leaving import LeaveDialog
from gui.model import terms
from gui.model.page import ModelPage
from gui.session import State
from gui.worker import Outcome
from sincnet.gallery import Gallery
from sincnet.paths import assets
from tests.gui.model_staging import SLOW_MS, about, click, click_twice, done, other_weights, shut
from tests.gui.staging import OpenStage, Stage, drop
from tests.gui.tiny import tiny_weights

NAMES = ("Callum", "Hana", "Mateo")
IN_USE, FILTERS, PEOPLE, WEIGHTS = range(4)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """So little to do that fine-tuning takes seconds."""
    from sincnet import finetune

    monkeypatch.setattr(finetune, "ROOMS", 4)
    monkeypatch.setattr(finetune, "NOISES", 4)


@pytest.fixture(scope="module")
def card() -> dict[str, Any]:
    return json.loads((assets() / "models" / "default.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where three people are enrolled by the tiny network."""
    from sincnet.recogniser import Recogniser

    home = tmp_path_factory.mktemp("enrolled")
    with Recogniser(tiny_weights(), Gallery(home)) as recogniser:
        for name in NAMES:
            recogniser.enrol(name, [read_audio(assets() / "demo" / "people" / name / f"{n}.flac") for n in (1, 2)])
    return home


OpenPage = Callable[..., tuple[Stage, ModelPage]]


@pytest.fixture
def open_page(open_stage: OpenStage, enrolled: Path, tmp_path: Path, card: dict[str, Any]) -> OpenPage:
    """The page on the gallery in `home`, by default one with three people, with what the recogniser knows shown."""

    def open_page(home: Path | None = None, **said: Any) -> tuple[Stage, ModelPage]:
        from sincnet.recogniser import Recogniser

        if home is None:
            home = tmp_path / "home"
            if not home.exists():
                shutil.copytree(enrolled, home)
        weights = tiny_weights(said.get("card", card))
        stage = open_stage(open_recogniser=lambda: Recogniser(weights, Gallery(home)), ready=False)
        stage.window.load()
        stage.window.pages.show_page("model")
        page = stage.window.pages.page("model")
        assert isinstance(page, ModelPage)
        stage.bot.waitUntil(lambda: page.about is not None, timeout=SLOW_MS)
        return stage, page

    return open_page


def _add_ada(recogniser: Any) -> None:
    recogniser.gallery.add("Ada", [], [], "x")


def _told(_outcome: Outcome) -> None:
    """What came of it is seen on the page."""


def _delete_first(recogniser: Any) -> None:
    recogniser.delete(recogniser.gallery.people()[0].id)


def test_the_card_is_told_in_words_with_its_figures_and_counts(open_page: OpenPage, card: dict[str, Any]) -> None:
    _, page = open_page()
    clean, noisy = (card["figures"][condition]["by_length"]["whole"] for condition in ("clean", "noisy"))
    right = round(100 * (1 - clean["error"]))
    assert f"about {right} go to the right person" in page.in_use.summary.text()
    text = page.in_use.by_length.as_text()
    assert (
        f"Goes to the wrong person: Whole utterances Quiet room {terms.share(clean['error'])}, "
        f"Noise behind the voice {terms.share(noisy['error'])}; Only 2 seconds"
    ) in text
    assert "A stranger gets somebody's name" in text and page.in_use.by_length.accessibleDescription() == text
    groups = page.in_use.by_group.as_text()
    child = card["figures"]["clean"]["whole_by_group"]["under 16"]["error"]
    assert f"Under 16 years Quiet room {terms.share(child)}" in groups
    facts = [line.text() for line in page.in_use.findChildren(QLabel)]
    assert card["protocol"] in facts and card["limits"] in facts
    assert any(credit in fact for fact in facts for credit in card["training"]["attribution"])
    assert any(f"a voice is {about(page).embedding} of its own" in fact for fact in facts)
    assert page.name.text() == card["name"] and page.state.text() == "as shipped"
    assert all("FAR" not in row.title and "EER" not in row.title for row in page.in_use.by_length.rows)
    assert any("EER" in row.term for row in page.in_use.by_length.rows)


def test_weights_without_a_card_worth_the_name_are_shown_all_the_same(open_page: OpenPage) -> None:
    _, page = open_page(card={"figures": {"clean": {"by_length": {"whole": "no"}}}, "training": 7})
    assert "came without figures" in page.in_use.summary.text() and page.name.text() == "Model"
    assert not page.in_use.by_length.isVisibleTo(page) and not page.in_use.by_group.isVisibleTo(page)


def test_a_filter_is_read_by_pointing_at_it(open_page: OpenPage) -> None:
    stage, page = open_page()
    click(stage, page.tabs[FILTERS])
    bank = about(page).bank
    assert bank is not None and f"{len(bank.low_hz)} band-pass filters" in page.filters.summary.text()
    plot = page.filters.bands
    reading = plot.reading(plot.place(float(bank.centre_hz[5]), float(bank.band_hz[5])).toPoint())
    assert reading.startswith(f"Filter 6 of {len(bank.low_hz)}: centre {bank.centre_hz[5]:.0f} Hz")
    assert plot.reading(QPoint(int(plot.area().right()), int(plot.area().bottom()))) == ""
    response = page.filters.response
    assert "times the mean" in response.reading(response.area().center().toPoint())
    picture = plot.grab().toImage()
    at = plot.place(float(bank.centre_hz[5]), float(bank.band_hz[5])).toPoint() * picture.devicePixelRatio()
    assert picture.pixelColor(at) != picture.pixelColor(QPoint(at.x(), 1))


def test_with_fewer_than_two_people_it_says_what_to_do(open_page: OpenPage, tmp_path: Path) -> None:
    stage, page = open_page(tmp_path / "empty")
    click(stage, page.tabs[PEOPLE])
    assert page.people.heading.text() == "Nobody is enrolled yet" and page.people.heading.isVisible()
    with stage.bot.waitSignal(stage.window.bus.enrol):
        click(stage, page.people.enrol)
    if stage.window.enrolment.dialog is not None:
        stage.window.enrolment.dialog.reject()
    with stage.bot.waitSignal(stage.session.people_changed, timeout=SLOW_MS):
        stage.session.change_people(_add_ada, _told)
    stage.bot.waitUntil(lambda: page.people.heading.text() == "Only Ada is enrolled yet", timeout=SLOW_MS)


def test_trying_shows_who_was_taken_for_whom_and_says_how_little_it_rests_on(open_page: OpenPage) -> None:
    stage, page = open_page()
    click(stage, page.tabs[PEOPLE])
    trying = page.people.trying
    click(stage, trying.begin)
    assert page.at_stake() is None and not page.people.learning.begin.isEnabled()
    done(stage, page)
    assert trying.results.isVisible() and not trying.stale.isVisible()
    total = about(page).utterances
    right = sum(trying.matrix.counts[row, row] for row in range(3))
    assert trying.right.number.text() == f"{right} of {total}" and sum(trying.matrix.counts.values()) == total
    assert [name for _, name in trying.matrix.people] == list(NAMES)
    assert f"rests on {total} utterances only" in trying.honest.text() and "another day" in trying.honest.text()
    assert "Callum: " in trying.matrix.accessibleDescription()
    with stage.bot.waitSignal(stage.session.people_changed, timeout=SLOW_MS):
        stage.session.change_people(_delete_first, _told)
    stage.bot.waitUntil(trying.stale.isVisible, timeout=SLOW_MS)


def test_learning_is_watched_kept_and_undone(open_page: OpenPage) -> None:
    stage, page = open_page()
    click(stage, page.tabs[PEOPLE])
    learning = page.people.learning
    click(stage, learning.begin)
    assert "Closing cancels it" in (page.at_stake() or "")
    with stage.bot.waitSignal(page.work.stepped, timeout=SLOW_MS):
        pass
    stage.bot.waitUntil(lambda: learning.doing.bar.share > 0, timeout=SLOW_MS)
    assert learning.doing.cancel.isVisible() and not learning.begin.isVisible()
    done(stage, page)
    assert learning.message.text() == "Better, so it is kept and in use from now on."
    assert "margin to the nearest other" in learning.counts.text()
    assert "before" in learning.figures.as_text() and learning.figures.isVisible()
    assert page.state.text() == "as shipped, and fine-tuned on 3 people enrolled"
    assert page.in_use.note.text()
    click_twice(stage, learning.undo)
    done(stage, page)
    assert about(page).tunings == () and page.state.text() == "as shipped" and not learning.undo.isVisible()


def test_what_was_learned_is_told_after_a_restart(open_page: OpenPage) -> None:
    stage, page = open_page()
    click(stage, page.tabs[PEOPLE])
    click(stage, page.people.learning.begin)
    done(stage, page)
    figures = page.people.learning.figures.as_text()
    shut(stage)
    _, later = open_page()
    assert later.people.learning.figures.as_text() == figures and about(later).tunings


@pytest.mark.parametrize("thorough", [False, True])
def test_cancelling_leaves_everything_as_it_was(open_page: OpenPage, thorough: bool) -> None:
    stage, page = open_page()
    click(stage, page.tabs[PEOPLE])
    learning = page.people.learning
    if thorough:
        click(stage, learning.thorough)
    with stage.bot.waitSignal(page.work.stepped, timeout=SLOW_MS):
        click(stage, learning.begin)
    click(stage, learning.doing.cancel)
    done(stage, page)
    assert learning.message.text() == "Cancelled. Everything is as it was."
    assert about(page).tunings == () and learning.begin.isVisible()


def test_closing_during_learning_ends_in_order(open_page: OpenPage, tmp_path: Path) -> None:
    stage, page = open_page()
    click(stage, page.tabs[PEOPLE])
    click(stage, page.people.learning.thorough)
    with stage.bot.waitSignal(page.work.stepped, timeout=SLOW_MS):
        click(stage, page.people.learning.begin)
    stage.window.close()
    question = stage.window.findChild(LeaveDialog)
    assert question is not None and not stage.session._closing
    with stage.bot.waitSignal(stage.session.closed, timeout=SLOW_MS):
        question.accept()
    stage.closed = True
    with Gallery(tmp_path / "home") as gallery:
        assert gallery.tunings.of("tiny") == [] and len(gallery.people()) == 3


def test_weights_dropped_on_the_page_are_used_and_left_again(open_page: OpenPage, tmp_path: Path) -> None:
    stage, page = open_page()
    path = other_weights(tmp_path)
    drop(stage.window, path)
    assert page.work.kind and "Closing cancels" in (page.at_stake() or "")
    done(stage, page)
    assert page.tabs[WEIGHTS].isChecked()
    assert page.state.text() == f"imported from {path.name}" and about(page).embedding == 20
    assert [row.choice.in_use for row in page.weights.rows] == [False, True]
    assert stage.window.banner.text == f"In use from now on: {path.name}."
    click(stage, stage.window.banner.undo)
    done(stage, page)
    assert page.state.text() == "as shipped" and about(page).embedding == 12
    click(stage, page.weights.rows[1].use)
    done(stage, page)
    assert about(page).embedding == 20 and about(page).people == NAMES
    shut(stage)
    stage, page = open_page()  # they survive a restart
    assert about(page).embedding == 20
    click(stage, page.tabs[WEIGHTS])
    remove = page.weights.rows[1].remove
    assert remove is not None
    click_twice(stage, remove)
    done(stage, page)
    assert len(page.weights.rows) == 1 and about(page).embedding == 12
    assert list((tmp_path / "home" / "weights").glob("*")) == []


def test_weights_are_chosen_in_a_dialog_or_refused_in_a_sentence(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, page = open_page()
    path = other_weights(tmp_path)
    path.with_suffix(".json").unlink()
    monkeypatch.setattr("gui.model.weights.QFileDialog.getOpenFileName", lambda *_: (str(path), ""))
    click(stage, page.tabs[WEIGHTS])
    click(stage, page.weights.choose)
    done(stage, page)
    assert page.weights.trouble.isVisible() and "put Labor 3.json beside it" in page.weights.trouble.text()
    (tmp_path / "model.pt").write_bytes(b"pickled code")
    drop(stage.window, tmp_path / "model.pt")
    done(stage, page)
    assert "model.pt holds no weights" in page.weights.trouble.text() and stage.session.state is State.IDLE
    assert page.state.text() == "as shipped"


def test_every_control_has_a_name_and_takes_the_focus(open_page: OpenPage, tmp_path: Path) -> None:
    stage, page = open_page()
    drop(stage.window, other_weights(tmp_path))
    done(stage, page)
    for button in page.findChildren(QPushButton):
        # Of an exclusive group Tab reaches the one chosen, arrows the others.
        assert button.accessibleName() and (button.focusPolicy() & Qt.FocusPolicy.TabFocus or button.group())
    for widget in (page.in_use.by_length, page.filters.bands, page.filters.response, page.people.trying.matrix):
        assert widget.accessibleName()


def test_opened_before_the_recogniser_it_waits_for_it(open_stage: OpenStage) -> None:
    stage = open_stage("Ada", "Eva", ready=False)
    stage.window.pages.show_page("model")
    page = stage.window.pages.page("model")
    assert isinstance(page, ModelPage) and page.waiting.isVisible()
    stage.window.load()
    stage.bot.waitUntil(lambda: page.about is not None, timeout=SLOW_MS)
    assert about(page).people == ("Ada", "Eva") and not page.waiting.isVisible()


def test_a_long_name_and_many_people_stay_readable(open_page: OpenPage) -> None:
    from sincnet.people import Person
    from sincnet.self_test import Result

    _, page = open_page()
    people = tuple(
        Person(str(n), f"Somebody {n} " + "of a long name " * 4, n % 10, "", 2, 9.0, None) for n in range(200)
    )
    truths = np.repeat(np.arange(200), 2)
    choices = truths.copy()
    choices[[20, 61]] = 7
    flags = np.ones(400, bool)
    matrix = page.people.trying.matrix
    matrix.show_result(Result(people, truths, choices, flags, ~flags, (), 0, tuned=False))
    assert len(matrix.people) == 12 and matrix.left_out == 188
    shown = [person_id for person_id, _ in matrix.people]
    assert {"7", "10", "30"} <= set(shown)
    row, column = shown.index("10"), shown.index("7")
    assert matrix.counts[row, column] == 1 and "1 to Somebody 7" in matrix.row_in_words(row)
    assert matrix.sizeHint().width() < 820
