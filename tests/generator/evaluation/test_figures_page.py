"""What stands on the page: every value with its interval, and a sentence where there is no value."""

from __future__ import annotations

import numpy as np

from generator.evaluation.drawn import Column
from generator.evaluation.page import cell, markdown, summary
from generator.evaluation.run import CHANCE, FiguresConfig, Measured
from generator.evaluation.speech import Heard
from generator.figures.intervals import Figure, wilson


def test_a_value_stands_with_its_interval() -> None:
    assert cell(Figure(0.9642, 42, 20, 0.912, 0.99), "%") == "96.4 (91.2 to 99.0)"
    assert cell(Figure(31.25, 42, 20, 30.0, 32.5), "°") == "31.2 (30.0 to 32.5)"
    assert cell(Figure(0.5, 1, 1), "") == "0.50"
    assert cell(None, "%") == cell(Figure(float("nan"), 0, 0), "%") == "–"
    low, high = wilson(20, 20)
    assert cell(Figure(1.0, 42, 20, 1.0, 1.0), "%") == f"100.0 ({100 * low:.1f} to {100 * high:.1f})"


def test_a_system_without_networks_is_a_sentence_and_no_number(town: Heard) -> None:
    here, gone = Column("portrait", "voice", "Portrait"), Column("gan", "general", "GAN", "GAN needs gan.safetensors.")
    found = {
        here.key: {"sex": Figure(0.9, 16, 8, 0.8, 1.0)},
        CHANCE.key: {"sex": Figure(0.5, 16, 8, 0.4, 0.6)},
    }
    judge = {key: Figure(0.98, 400, 200, 0.97, 0.99) for key in ("sex", "grown")}
    sheet = np.zeros((4, 4, 3), np.uint8)
    measured = Measured(FiguresConfig(), (here, gone, CHANCE), found, judge, town, town, "abc", sheet)
    text = markdown(measured, "compared.jpg")
    assert "**GAN** has no figures. GAN needs gan.safetensors." in text
    assert "|  | published | aim | Portrait | by chance | n |" in text
    sex = "| sex of the drawn face agrees, adults, % | 96.45 (Wen), 94 (Speech2Face) | ≥ 97 "
    assert f"{sex}| 90.0 (80.0 to 100.0) | 50.0 (40.0 to 60.0) | 16 / 8 |" in text
    assert "12 held-out speakers (4 women, 4 men, 4 children, 0 adolescents), 24 recordings (1 left out)" in text
    assert "fewer than 100 people" in text and "](compared.jpg)" in text
    assert "GAN: GAN needs gan.safetensors." in summary(measured)
    record = measured.record()
    assert record["systems"]["gan general"] == {"title": "GAN", "why_not": gone.why_not, "figures": {}}
    assert record["systems"]["portrait voice"]["figures"]["sex"]["value"] == 0.9
