"""The page: a table of figures by systems for each question, beside what was published, and how it was measured."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from generator.evaluation.compared import ADULT, CHILD
from generator.evaluation.rows import SECTIONS, Row, Unit
from generator.evaluation.run import Measured
from generator.evaluation.speech import Heard
from generator.figures.intervals import Figure, wilson
from generator.gan.networks import SIZE
from sincnet.paths import write_durably

NOTHING = "–"

HEAD = """# Faces from voices: every system side by side

Made by `python main.py evaluate generator/configs/figures.toml --corpus DIR`; not written by hand.

**These are drawings compared with drawings.** A "true" face is our own drawing of a speaker, of the corpus's sex and
age, all else the artistic variation of that speaker's mean voice. No photograph is in it. So the figures say how much
of what is drawn a system gets out of a new voice; they do not say that anybody looks like that. The portrait draws its
variation by the very map by which the true faces have theirs: it shows what a voice allows, the networks what they
learned of it. Published figures are of photographs and of other people."""

FOOT = """## How it was measured

- Every value is followed by its 95 % interval: a bootstrap over speakers with all their recordings; of shares that are
  all or nothing, Wilson's by speakers; of Fréchet distances, a jackknife over groups of speakers. n is recordings /
  speakers.
- Recordings are of ten seconds; of who said less than twenty there are two halves, which may be of one session. What
  was left out was too short or no clear speech, for which the app draws nothing either.
- All pictures are compared at {size}×{size}, in our face embedding network ({faces}), which learned from drawn people
  by chance, each in pictures that differ as what is drawn of one voice does from recording to recording. "By chance"
  stands for somebody drawn at random in place of a system: what a figure is without a voice.
- Sex and age are read off a face by a judge, a logistic regression on face features fitted to drawn people by chance
  and to no system. On drawn people whom it never saw it is right about sex in {judge_sex}, about child or adult in
  {judge_grown}. Children are below 13, adults 18 and more; of children no sex is inferred, adolescents are left out.
- Out of two, and R@K: the face whose feature is nearest to the drawn face's, the mean over all galleries. "Another
  recording's face" is what the same system drew of the speaker's first recording. {hundred}
- A training speaker is recognised where a recording's face is nearest to the mean of the speaker's other ones, among
  all {classes} who have two. **The networks learned from these recordings**; the portrait's numbers did so, too, and
  so did the network that it hears with.
- How long ten seconds of speech take until there is a picture: `python -m benchmarks.imagining`."""


def write(measured: Measured, path: Path) -> None:
    """The page at `path` and, beside it, the contact sheet. Raises OSError."""
    picture, out = path.with_name(f"{path.stem}-compared.jpg"), io.BytesIO()
    Image.fromarray(measured.sheet).save(out, "JPEG", quality=88)
    write_durably(picture, out.getvalue())
    write_durably(path, markdown(measured, picture.name).encode())


def markdown(measured: Measured, sheet: str) -> str:
    """The page; `sheet` is the name of the contact sheet's file beside it."""
    shown = [column for column in measured.columns if not column.why_not]
    missing = {column.why_not: column.title for column in reversed(measured.columns) if column.why_not}
    missing = {column.why_not: column.title for column in reversed(measured.columns) if column.why_not}
    parts = [HEAD, _who(measured)]
    parts += [f"**{title}** has no figures. {why_not}" for why_not, title in reversed(missing.items())]
    for question, rows in SECTIONS.items():
        head = ["", "published", "aim", *[column.title for column in shown], "n"]
        lines = [_line(head), _line(["---"] * len(head))]
        lines += [_row(row, [measured.found[column.key].get(row.key) for column in shown]) for row in rows]
        parts += [f"## {question}", "\n".join(lines)]
    if not measured.config.inception:
        parts.append("The FID needs Inception's weights, which are not ours to ship: `inception=FILE.pth`.")
    enough = any("recall_10_of_100" in found and found["recall_10_of_100"].n for found in measured.found.values())
    foot = FOOT.format(
        size=SIZE,
        faces=measured.faces_id,
        judge_sex=cell(measured.judge["sex"], "%") + " %",
        judge_grown=cell(measured.judge["grown"], "%") + " %",
        classes=len(np.unique(measured.known.who)),
        hundred="Galleries of 100 are filled up with the true faces of training speakers."
        if enough
        else "There are fewer than 100 people here for a gallery of 100.",
    )
    people = min(measured.config.shown, int(measured.heard.firsts.sum()))
    return "\n\n".join([*parts, f"![{people} people never heard: the true face and what each system draws]({sheet})",
                        foot, ""])  # fmt: skip


def summary(measured: Measured) -> str:
    """What was aimed at, a line for each system."""
    aimed = [row for rows in SECTIONS.values() for row in rows if row.aim]
    lines = []
    for column in measured.columns:
        found = measured.found.get(column.key, {})
        told = [f"{row.title} {cell(found[row.key], row.unit)}" for row in aimed if row.key in found]
        lines.append(f"{column.title}: {'; '.join(told) if told else column.why_not}")
    return "\n".join(lines)


def cell(figure: Figure | None, unit: Unit) -> str:
    """A value and its interval, such as "96.4 (91.2 to 99.0)"."""
    if figure is None or not np.isfinite(figure.value):
        return NOTHING
    low, high = interval(figure, unit)
    factor = 100 if unit == "%" else 1
    digits = 1 if unit else 2
    value = f"{factor * figure.value:.{digits}f}"
    if low is None or high is None:
        return value
    return f"{value} ({factor * low:.{digits}f} to {factor * high:.{digits}f})"


def interval(figure: Figure, unit: Unit) -> tuple[float | None, float | None]:
    """A bootstrap cannot move where all is right or nothing: there it is Wilson's, of as many trials as speakers."""
    if unit == "%" and figure.value in (0.0, 1.0) and figure.speakers:
        return wilson(round(figure.value * figure.speakers), figure.speakers)
    return figure.low, figure.high


def _row(row: Row, found: Sequence[Figure | None]) -> str:
    unit = f", {row.unit}" if row.unit else ""
    counted = {f"{figure.n} / {figure.speakers}" for figure in found if figure is not None and figure.n}
    values = [cell(figure, row.unit) for figure in found]
    return _line([row.title + unit, row.published or NOTHING, row.aim or NOTHING, *values, "; ".join(sorted(counted))])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _who(measured: Measured) -> str:
    heard, known = measured.heard, measured.known
    return (
        f"Heard: {_people(heard)}, {len(heard.who)} recordings ({heard.refused} left out); no network was trained on "
        f"any of them. To recognise training speakers: {len(known.who)} recordings of {len(np.unique(known.who))} "
        f"({known.refused} left out)."
    )


def _people(heard: Heard) -> str:
    first = heard.firsts
    groups, sexes = heard.groups[first], heard.sexes[first]
    women, men = ((groups == ADULT) & (sexes == sex) for sex in ("f", "m"))
    adolescents = (groups != ADULT) & (groups != CHILD)
    return (
        f"{first.sum()} held-out speakers ({women.sum()} women, {men.sum()} men, {(groups == CHILD).sum()} children, "
        f"{adolescents.sum()} adolescents)"
    )
