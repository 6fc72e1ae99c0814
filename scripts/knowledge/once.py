"""Keeps what a function made of a Knowledge, so that it is made once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from knowledge.model import Knowledge

Made = TypeVar("Made")


def once(make: Callable[[Knowledge], Made]) -> Callable[[Knowledge], Made]:
    """Let a function of a Knowledge work once for each: its answer is kept with the Knowledge,
    which never changes, and is not to be changed either."""
    name = f"once {make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(knowledge: Knowledge) -> Made:
        if name not in vars(knowledge):
            vars(knowledge)[name] = make(knowledge)
        return vars(knowledge)[name]

    return kept
