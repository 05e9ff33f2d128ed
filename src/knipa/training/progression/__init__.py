"""From all that happened to where a person stands today: `follow` is a pure function of the facts."""

from knipa.training.progression.course import Course
from knipa.training.progression.follow import follow, stand

__all__ = ["Course", "follow", "stand"]
