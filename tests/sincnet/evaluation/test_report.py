"""The report: everything in one file, and nothing from elsewhere."""

from __future__ import annotations

import re
from base64 import b64decode
from html.parser import HTMLParser
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from sincnet.calibration import Calibration
from sincnet.corpora.dataset import Speaker
from sincnet.evaluation import plots
from sincnet.evaluation.figures import decide, figures
from sincnet.evaluation.glossary import FIGURES, table
from sincnet.evaluation.open_set import everybody
from sincnet.evaluation.report import Evaluation, confusions, drawn, html
from sincnet.evaluation.trials import Pair, Scored, Verified
from tests.sincnet.evaluation.made_up import held_out, speakers
from tests.sincnet.evaluation.test_trials import nowhere

VOID = {"meta", "img", "source", "br"}


class Outline(HTMLParser):
    """Whether tags are closed in order, and the text and attributes on the way."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if name in ("src", "srcset", "href") and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text.append(data)


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    """Four people of whom the last always sounds like the first, with a name that is no HTML."""
    made = held_out({n: [[n % 3, n % 3]] * 3 for n in range(4)})
    people = speakers("fMm-")
    people[3] = Speaker("<b>名前", "made up", people[3].folder, "", None)
    calibration = Calibration(score=3.0, score_length=0.0, vote=5.0, person_length=0.0, stranger=6.0, threshold=0.5)
    decisions = decide(made, [(everybody(made), calibration)])
    pairs = [Pair(True, "a/0", "a/1"), Pair(False, "a/0", "b/0"), Pair(True, "b/0", "b/1"), Pair(False, "b/1", "a/1")]
    values = np.array([0.9, 0.2, 0.7, 0.8])
    verified = Verified(Scored(pairs, values, values, 0), nowhere("a/0", "a/1", "b/0", "b/1"))
    return Evaluation(
        "Told <apart>", "subtitle", people, decisions, figures(decisions, people, resamples=20),
        [("Weights", "w & w")], [("P/x.flac", "it is silent")], verified.figures(20), verified.rates(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def pictures(evaluation: Evaluation) -> tuple[dict[str, bytes], dict[str, bytes]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plots, "DPI", 40)  # as many pixels as a test needs
        return drawn(evaluation, plots.LIGHT), drawn(evaluation, plots.DARK)


@pytest.fixture(scope="module")
def page(evaluation: Evaluation, pictures: tuple[dict[str, bytes], dict[str, bytes]]) -> str:
    return html(evaluation, *pictures)


def test_plots_are_pictures_of_their_scheme(pictures: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    for made, scheme in zip(pictures, (plots.LIGHT, plots.DARK), strict=True):
        assert list(made) == ["det", "calibration", "scores", "confusion", "trials"]
        for png in made.values():
            image = Image.open(BytesIO(png)).convert("RGB")
            assert min(image.size) > 200
            assert "#{:02X}{:02X}{:02X}".format(*np.asarray(image)[2, 2]) == scheme.card
            assert len(image.getcolors(1 << 24) or []) > 50  # something is drawn


def test_the_page_is_whole_and_needs_nothing_from_elsewhere(page: str) -> None:
    outline = Outline(page)
    assert outline.open == []
    assert len(outline.links) == 10 and not re.search(r"https?:|@import|url\(", page)
    for link in outline.links:
        kind, data = link.split(",")
        assert kind == "data:image/png;base64" and b64decode(data).startswith(b"\x89PNG")


def test_names_and_titles_are_text(page: str) -> None:
    assert "Told &lt;apart&gt;" in page and "&lt;b&gt;名前" in page and "<b>名前" not in page and "w &amp; w" in page


def test_every_figure_is_shown_with_what_it_means(evaluation: Evaluation, page: str) -> None:
    text = "".join(Outline(page).text)
    whole = evaluation.figures["whole"]["everybody"]
    for figure in FIGURES:
        assert figure.title in text and figure.meaning in text
        assert figure.text(whole[figure.key]) in text and figure.interval(whole) in text
    assert "25.0 %" in text and "under 16" in text and "it is silent" in text


def test_who_was_taken_for_whom(evaluation: Evaluation) -> None:
    assert confusions(evaluation.decisions[None].closed, evaluation.speakers) == [
        {"speaker": "<b>名前", "taken_for": "s0", "times": 3, "of": 3}
    ]


def test_figures_are_written_as_the_field_does() -> None:
    by_key = {figure.key: figure for figure in FIGURES}
    assert by_key["error"].text(0.0646) == "6.5 %" and by_key["min_dcf_0.01"].text(0.5) == "0.500"
    assert by_key["eer"].text(None) == "–" and by_key["eer"].interval({}) == ""
    assert by_key["eer"].interval({"ci95": {"eer": [0.01, 0.055]}}) == "1.0 – 5.5"


def test_the_terminals_table_has_a_row_a_figure_and_lines_up() -> None:
    entry = {figure.key: 0.0512 for figure in FIGURES}
    first, *lines = table(
        {"whole": {**entry, "ci95": {"eer": [0.01, 0.2]}}, "1 s": {**entry, "eer": None}}
    ).splitlines()
    assert len(lines) == len(FIGURES) and {len(line) for line in lines} == {len(first)}
    assert " ".join(lines[3].split()) == "EER 5.1 % (1.0 – 20.0) –"
