"""What a run writes down for people: `log.csv`, TensorBoard's events, its settings, and the filters it has learned."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Iterable
from dataclasses import asdict

from torch.utils.tensorboard import SummaryWriter

from sincnet.events import WhoSpeaksError
from sincnet.paths import write_durably
from sincnet.training.filters import draw_filters
from sincnet.training.run import Run, Step

EVENTS = "tensorboard"


class Record:
    """Of one process, from the step where the run stands on. To be closed.

    What a kill left in the log and the events about later steps is dropped, for those steps are done again. A row is
    the mean of the steps since the row before; `seconds` are those of training, without the time between two starts.
    """

    def __init__(self, run: Run, judged: Iterable[str]) -> None:
        """Raises `WhoSpeaksError` when the folder cannot be written to."""
        self._run = run
        self._columns = ["step", "seconds", "loss", "accuracy", *["likeness"] * bool(run.config.teacher), *judged]
        self._steps: list[Step] = []
        self._path = run.folder / "log.csv"
        try:
            write_durably(run.folder / "config.json", (json.dumps(asdict(run.config), indent=2) + "\n").encode())
            before = self._rows_until(run.step)
            table = io.StringIO(newline="")
            csv.writer(table).writerows([self._columns, *before])
            write_durably(self._path, table.getvalue().encode())
            self._file = self._path.open("a", newline="", encoding="utf-8")
        except OSError as error:
            raise WhoSpeaksError(f"{run.folder} cannot be written to ({error.strerror}).") from error
        self._started = time.monotonic() - (float(before[-1][1]) if before else 0.0)
        self._events = SummaryWriter(run.folder / EVENTS, purge_step=run.step + 1)

    def _rows_until(self, step: int) -> list[list[str]]:
        if not self._path.exists():
            return []
        with self._path.open(newline="", encoding="utf-8") as file:
            rows = [row for row in csv.reader(file) if len(row) == len(self._columns)]
        return [row for row in rows if row[0].isdecimal() and int(row[0]) <= step]

    def take(self, step: Step) -> None:
        """Raises `WhoSpeaksError` when there is no room."""
        self._steps.append(step)
        if step.step % self._run.config.log_every and not step.judged:
            return
        count = len(self._steps)
        values: dict[str, float] = {
            name: sum(getattr(each, name) for each in self._steps) / count
            for name in ("loss", "accuracy", "likeness")
            if name in self._columns
        }
        values |= {"seconds": time.monotonic() - self._started, **(step.judged or {})}
        self._steps.clear()
        row = [step.step, *(f"{values[name]:.4f}" if name in values else "" for name in self._columns[1:])]
        try:
            csv.writer(self._file).writerow(row)
            self._file.flush()
            self._scalars(step, values)
        except OSError as error:
            raise WhoSpeaksError(f"{self._path} cannot be written to ({error.strerror}); make room.") from error

    def _scalars(self, step: Step, values: dict[str, float]) -> None:
        for name, value in values.items():
            if name != "seconds":
                self._events.add_scalar(f"judged/{name}" if name in (step.judged or {}) else name, value, step.step)
        self._events.add_scalar("rate", self._run.schedule.get_last_lr()[0], step.step)

    def filters(self) -> None:
        """Draws the learned sinc filters beside mel: `filters.png`, and an image among the events."""
        figure = draw_filters(self._run.network())
        if figure is None:
            return
        image = io.BytesIO()
        figure.savefig(image, dpi=100)
        write_durably(self._run.folder / "filters.png", image.getvalue())
        self._events.add_figure("filters", figure, self._run.step)

    def close(self) -> None:
        self._file.close()
        self._events.close()
