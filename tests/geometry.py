"""Where text stands on pages: what a test asks of every paper."""

from collections.abc import Iterator

from pdf_reader import Pdf, Run


def text_runs(pdf: Pdf) -> list[Run]:
    """Every piece of text but empty space."""
    return [run for run in pdf.runs if run.kind == "text" and run.text.strip()]


def by_page(runs: list[Run]) -> dict[int, list[Run]]:
    """Pieces by the page they are on."""
    found: dict[int, list[Run]] = {}
    for run in runs:
        found.setdefault(run.page, []).append(run)
    return found


def touching(runs: list[Run]) -> Iterator[tuple[Run, Run]]:
    """Pieces of one page that overlap: each is compared with those that begin above its lower
    edge."""
    runs = sorted(runs, key=lambda run: -run.box[3])
    for index, one in enumerate(runs):
        for other in runs[index + 1 :]:
            if other.box[3] <= one.box[1]:
                break
            if overlap(one.box, other.box):
                yield one, other


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes overlap by more than half a point in height, and by more in width than the
    foot of a j hangs over the letter before it."""
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 2
        and min(one[3], other[3]) - max(one[1], other[1]) > 0.5
    )


def clashes(pdf: Pdf) -> list[tuple[int, str, str]]:
    """Text that stands on other text or on a picture: the page, the text, and what it stands on."""
    inside = {mark for figure, _, _ in pdf.pictures for mark in figure.marks}
    found = by_page([run for run in text_runs(pdf) if run.mark not in inside])
    hits = [
        (one.page, one.text, other.text) for runs in found.values() for one, other in touching(runs)
    ]
    hits += [
        (page, run.text, str(figure.facts.Alt))
        for figure, page, box in pdf.pictures
        for run in found.get(page, ())
        if overlap(run.box, box)
    ]
    return hits
