"""What ends a run before its time is said in one sentence that helps."""

from __future__ import annotations

import pytest
import torch

from sincnet.events import WhoSpeaksError
from sincnet.training.interruptions import enough_memory


@pytest.mark.parametrize(
    ("error", "batch", "processes", "said"),
    [
        (torch.OutOfMemoryError("CUDA out of memory."), 128, 1, "memory of the GPU; add gan.batch=64 to the command"),
        (torch.OutOfMemoryError("CUDA out of memory."), 12, 4, "memory of the GPU; add gan.batch=4 to the command"),
        (torch.OutOfMemoryError("CUDA out of memory."), 4, 4, "memory of the GPU; end other programs"),
        (
            RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling"),
            8,
            1,
            "memory of the GPU; add gan.batch=4",
        ),
        (MemoryError(), 2, 1, "does not fit into the memory; add gan.batch=1 to the command"),
    ],
)
def test_too_little_memory(error: Exception, batch: int, processes: int, said: str) -> None:
    with pytest.raises(WhoSpeaksError) as raised, enough_memory("gan.batch", batch, processes):
        raise error
    assert f"A batch of {batch} does not fit" in str(raised.value) and said in str(raised.value)


def test_other_errors_are_left_alone() -> None:
    with pytest.raises(ZeroDivisionError), enough_memory("batch", 8):
        raise ZeroDivisionError


def test_more_than_there_is_on_the_cpu() -> None:
    """torch says so in an error of its own."""
    with pytest.raises(WhoSpeaksError, match=r"fit into the memory; add batch=64 to"), enough_memory("batch", 128):
        torch.empty(1 << 50)
    with pytest.raises(WhoSpeaksError, match="too little memory for this; end other programs"), enough_memory():
        torch.empty(1 << 50)
    with pytest.raises(RuntimeError, match="must match"), enough_memory("batch", 8):
        torch.zeros(3) + torch.zeros(2)
