"""What people may be called, and when two names are one."""

from __future__ import annotations

import unicodedata

from sincnet.events import WhoSpeaksError

LONGEST_NAME = 80
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that turn the writing direction: in a name they would scramble the text around it."""


def checked_name(name: str) -> str:
    """`name` in composed form (NFC) without outer blanks; WhoSpeaksError if it cannot be anybody's name."""
    name = unicodedata.normalize("NFC", name).strip()
    if not name:
        raise WhoSpeaksError("The name is empty; type one.")
    if len(name) > LONGEST_NAME:
        raise WhoSpeaksError(
            "The name is longer than {longest} characters; choose a shorter one.", longest=LONGEST_NAME
        )
    kinds = {unicodedata.category(character) for character in name}
    if kinds & {"Cc", "Cs", "Zl", "Zp"} or any(character in TURNING for character in name):
        raise WhoSpeaksError("The name contains control characters; type it again without them.")
    if all(kind[0] in "CZ" for kind in kinds):
        raise WhoSpeaksError("The name has no character that can be seen; type one that has.")
    return name


def name_key(name: str) -> str:
    """The same for all names that are the same to a reader: canonical caseless matching (Unicode 3.13, D145)."""
    return unicodedata.normalize("NFC", " ".join(unicodedata.normalize("NFD", name).casefold().split()))
