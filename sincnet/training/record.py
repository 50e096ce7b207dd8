"""What a run writes down for people: `log.csv`, TensorBoard's events, its settings, and pictures of what it learned."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from torch.utils.tensorboard import SummaryWriter

from sincnet.events import WhoSpeaksError
from sincnet.paths import write_durably

EVENTS = "tensorboard"


class Record:
    """Of one process, from the step where the run stands on. To be closed.

    What a kill left in the log and the events about later steps is dropped, for those steps are done again. A row is
    the mean of the steps since the row before; `seconds` are those of training, without the time between two starts.
    """

    def __init__(
        self,
        folder: Path,
        settings: Mapping[str, Any],
        step: int,
        every: int,
        figures: Sequence[str],
        judged: Sequence[str],
    ) -> None:
        """A row `every` so many steps, with a column for each of the `figures` of a step and each one `judged`.

        Raises `WhoSpeaksError` when the folder cannot be written to.
        """
        self._folder, self._every, self._figures = folder, every, figures
        self._columns = ["step", "seconds", *figures, *judged]
        self._taken: list[Mapping[str, float]] = []
        self._path = folder / "log.csv"
        try:
            write_durably(folder / "config.json", (json.dumps(settings, indent=2) + "\n").encode())
            before = self._rows_until(step)
            table = io.StringIO(newline="")
            csv.writer(table).writerows([self._columns, *before])
            write_durably(self._path, table.getvalue().encode())
            self._file = self._path.open("a", newline="", encoding="utf-8")
        except OSError as error:
            raise WhoSpeaksError(
                f"{folder} cannot be written to ({error.strerror}); make room, or name another folder with --run-dir."
            ) from error
        self._started = time.monotonic() - (float(before[-1][1]) if before else 0.0)
        self._events = SummaryWriter(folder / EVENTS, purge_step=step + 1)

    def _rows_until(self, step: int) -> list[list[str]]:
        if not self._path.exists():
            return []
        with self._path.open(newline="", encoding="utf-8") as file:
            rows = [row for row in csv.reader(file) if len(row) == len(self._columns)]
        return [row for row in rows if row[0].isdecimal() and int(row[0]) <= step]

    def take(self, step: int, figures: Mapping[str, float], judged: Mapping[str, float] | None, rate: float) -> None:
        """What a step gave, what it was judged to have come to, if it was, and the learning rate.

        Raises `WhoSpeaksError` when there is no room.
        """
        self._taken.append(figures)
        if step % self._every and not judged:
            return
        means = {name: sum(each[name] for each in self._taken) / len(self._taken) for name in self._figures}
        values = {**means, **(judged or {}), "seconds": time.monotonic() - self._started}
        self._taken.clear()
        row = [step, *(f"{values[name]:.4f}" if name in values else "" for name in self._columns[1:])]
        with self._writing():
            csv.writer(self._file).writerow(row)
            self._file.flush()
            for name, value in {**means, **{f"judged/{name}": each for name, each in (judged or {}).items()}}.items():
                self._events.add_scalar(name, value, step)
            self._events.add_scalar("rate", rate, step)

    def draw(self, name: str, figure: Figure, step: int) -> None:
        """A picture as it stands: `NAME.png`, and an image among the events. Raises `WhoSpeaksError` without room."""
        image = io.BytesIO()
        figure.savefig(image, dpi=100)
        with self._writing():
            write_durably(self._folder / f"{name}.png", image.getvalue())
            self._events.add_figure(name, figure, step)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise WhoSpeaksError(
                f"The log in {self._folder} cannot be written ({error.strerror}); make room and give the same command "
                "again."
            ) from error

    def close(self) -> None:
        """Of a full disk `take` has told; here it must not hide what ended the run."""
        for written in (self._file, self._events):
            with suppress(OSError):
                written.close()
