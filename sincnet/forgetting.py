"""Forgetting on a large scale: everybody and everything since some moment, or at all."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sincnet.diary import Diary
from sincnet.gallery import Gallery
from sincnet.people import Person

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser


def enrolled_since(gallery: Gallery, moment: datetime) -> list[Person]:
    """Everybody enrolled at `moment` (with a time zone) or later, in order of enrolment."""
    return [person for person in gallery.people() if datetime.fromisoformat(person.created_at) >= moment]


def forget_since(recogniser: Recogniser, diary: Diary | None, moment: datetime) -> None:
    """Deletes everybody enrolled at `moment` or later, and the sessions that went on then, for real: visitors spoke in
    them before they were enrolled, or without ever being."""
    for person in enrolled_since(recogniser.gallery, moment):
        recogniser.delete(person.id)
    if diary is not None:
        diary.delete_since(moment)


def forget_everything(recogniser: Recogniser, diary: Diary | None) -> None:
    """Deletes all people, all kept sessions, and what fine-tuning made of those people's voices, for real.

    Imported weights and settings stay: they tell nothing of anybody here.
    """
    for person in recogniser.gallery.people():
        recogniser.delete(person.id)
    gallery = recogniser.gallery
    for weights_id in (recogniser.shipped.id, *(one.model_id for one in gallery.imports.all())):
        for _ in gallery.tunings.of(weights_id):
            gallery.tunings.undo(weights_id)
    recogniser.refresh()
    if diary is not None:
        diary.delete_all()
