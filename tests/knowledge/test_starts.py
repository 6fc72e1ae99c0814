"""A window's rule is that of what it is about, whole; one for deep needling alone has its later
day."""

from knowledge.model import Knowledge
from knowledge.starts import thing_start, window_start
from knowledge.windows import Window, windows


def of_kind(knowledge: Knowledge, after: str) -> list[Window]:
    found = [window for window in windows(knowledge) if window.avoid.after == after]
    assert found
    return found


def test_a_window_after_any_needling_has_the_whole_rule(knowledge: Knowledge):
    found = of_kind(knowledge, "any")
    assert any(window_start(knowledge, window).deep is not None for window in found)
    for window in found:
        assert window_start(knowledge, window) == thing_start(knowledge, window.what)


def test_a_window_after_deep_needling_has_its_own_day(knowledge: Knowledge):
    for window in of_kind(knowledge, "deep_or_rf"):
        whole, start = thing_start(knowledge, window.what), window_start(knowledge, window)
        assert (start.day, start.deep) == (whole.deep or whole.day, None)
        assert (start.healed, start.checked) == (whole.healed, whole.checked)
        assert start.never == whole.never
