"""What can go wrong in a way the user can do something about."""

from __future__ import annotations


class WhoSpeaksError(Exception):
    """Something the user can act on: one sentence saying what is wrong and what to do.

    What differs from time to time is given by name, `WhoSpeaksError("There is no file {path}.", path=path)`: `str()` is
    the sentence in English, and the window looks `template` up in the user's language.
    """

    def __init__(self, template: str, **said: object) -> None:
        super().__init__(template)
        self.template = template
        self.said = said

    def __str__(self) -> str:
        return self.template.format(**self.said) if self.said else self.template


def reason(error: Exception) -> str:
    """What went wrong, in few words; of what the system refused without the path, which the sentence names itself."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


class AudioError(WhoSpeaksError):
    """Such a thing about sound: a file, a device."""
