"""What may end a run before its time: Ctrl-C, a number that is none, settings of another run, and too little memory."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from sincnet.events import WhoSpeaksError
from sincnet.training import states


@contextmanager
def stop_requests() -> Iterator[threading.Event]:
    """Set by the first Ctrl-C or SIGTERM, so that the step at hand is finished; a second one ends at once."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():  # only there can signals be had
        yield asked
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def ask_to_stop(number: int, _: object) -> None:
        asked.set()
        signal.signal(number, before[signal.Signals(number)])

    for number in before:
        signal.signal(number, ask_to_stop)
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def stopped(step: int, folder: Path) -> WhoSpeaksError:
    """After Ctrl-C, when the state is kept."""
    return WhoSpeaksError(f"Stopped at step {step}, which is kept in {folder}; the same command goes on from there.")


def not_a_number(step: int, folder: Path) -> WhoSpeaksError:
    """When a loss or its gradient is none, which nothing was changed by; `folder` is the run's."""
    if not (folder / states.LAST).exists():
        return WhoSpeaksError(
            f"The loss or its gradient is not a number at step {step}, before any state was kept in {folder}; begin "
            "again with a lower learning rate."
        )
    return WhoSpeaksError(
        f"The loss or its gradient is not a number at step {step}; the last good state is kept in {folder}. Give the "
        "command again with a lower learning rate, and it goes on from there."
    )


def other_settings(folder: Path) -> WhoSpeaksError:
    """For a state that does not fit the networks of now."""
    return WhoSpeaksError(
        f"The settings are not those that the run in {folder} was begun with; give it the same, or another folder "
        "with --run-dir."
    )


OF_THE_GPU = ("CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED")
OF_THE_CPU = ("DefaultCPUAllocator",)
"""In the words of torch's other errors that mean that the memory is full."""


@contextmanager
def enough_memory(setting: str = "", batch: int = 0, processes: int = 1) -> Iterator[None]:
    """Raises `WhoSpeaksError` when what is computed inside does not fit into the memory.

    `setting` is the name of that which says how large a batch is, if that helps, `processes` how many share it.
    """
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        of_the_gpu = isinstance(error, torch.OutOfMemoryError) or any(sign in str(error) for sign in OF_THE_GPU)
        if not (of_the_gpu or isinstance(error, MemoryError) or any(sign in str(error) for sign in OF_THE_CPU)):
            raise
        where = "memory of the GPU" if of_the_gpu else "memory"
        if not setting:
            raise WhoSpeaksError(f"There is too little {where} for this; end other programs that use it.") from error
        smaller = batch // 2 // processes * processes
        if smaller:
            less = f"add {setting}={smaller} to the command, which goes on from the last state kept"
        else:
            less = "end other programs that use it"
        raise WhoSpeaksError(f"A batch of {batch} does not fit into the {where}; {less}.") from error
