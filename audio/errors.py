"""What can go wrong in a way the user can do something about."""

from __future__ import annotations


class WhoSpeaksError(Exception):
    """Something the user can act on; `str()` is one sentence saying what is wrong and what to do."""


class AudioError(WhoSpeaksError):
    """Such a thing about sound: a file, a device."""
