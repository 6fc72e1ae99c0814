"""Shares out jobs among this process, which has read all that it needs, and others, one for each
further core."""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

from builders.typst import workers

Made = TypeVar("Made")

FEW = 20
"""Jobs that this process does alone: to start another takes longer."""
AT_ONCE = 5
"""Jobs that another process is handed at a time."""
THREADS = "RAYON_NUM_THREADS"
"""How many threads Typst works with in a process that has not set anything yet: one for each core,
unless it is told. Processes that each have that many get in each other's way."""


def share_out(
    jobs: list[tuple], start: Callable[..., Callable[..., Made]], place: tuple, *read: object
) -> Iterator[Made]:
    """Yield what is made of each job, in any order. What makes it, `start` returns: in another
    process for `place`, and in this one for that and what it has `read`. The others begin with the
    first jobs, and this one with the last."""
    if not jobs:
        return
    others = workers() - 1
    if len(jobs) <= FEW or not others:
        make = start(*place, *read)
        yield from (make(*job) for job in jobs)
        return
    os.environ.setdefault(THREADS, "1")
    make = start(*place, *read)
    with ProcessPoolExecutor(
        others, mp_context=get_context("forkserver"), initializer=_start, initargs=(start, place)
    ) as pool:
        parts = [jobs[first : first + AT_ONCE] for first in range(0, len(jobs), AT_ONCE)]
        waiting = deque((part, pool.submit(_make, part)) for part in parts)
        while waiting:
            _, first = waiting[0]
            part, future = waiting.popleft() if first.done() else waiting.pop()
            # what another process has begun cannot be canceled
            yield from (make(*job) for job in part) if future.cancel() else future.result()


_MAKE: list[Callable] = []
"""In another process: what makes something of a job."""


def _start(start: Callable[..., Callable], place: tuple) -> None:
    _MAKE.append(start(*place))


def _make(jobs: list[tuple]) -> list:
    return [_MAKE[0](*job) for job in jobs]
