"""How far long work has gone, shown by whoever wants to see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Progress = Callable[..., Iterable[Any]]
"""Hands through the items it is given, one by one, and shows how many have gone; the keywords `total` and `unit` say of
how many and what they are. `tqdm` is one."""


def unseen(items: Iterable[Any], **_: object) -> Iterable[Any]:
    """Hands them through and shows nothing."""
    return items
