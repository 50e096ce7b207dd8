"""Portraits that the program draws: an illustrated face from a few numbers, in the family of the demo's five people."""

from generator.portrait.draw import draw, silhouette
from generator.portrait.face import ARTISTIC, VARIATION, Face
from generator.portrait.moment import STILL, Moment
from generator.portrait.sheet import sheet
from generator.portrait.traits import face_of

__all__ = ["ARTISTIC", "STILL", "VARIATION", "Face", "Moment", "draw", "face_of", "sheet", "silhouette"]
