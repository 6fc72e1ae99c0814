"""axe-core: what a page does that keeps somebody from reading it. Reads the one file of the package
that ships it."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Page

STANDARDS = (
    "wcag2a",
    "wcag2aa",
    "wcag2aaa",
    "wcag21a",
    "wcag21aa",
    "wcag22a",
    "wcag22aa",
    "best-practice",
)
COLORS = ("color-contrast", "link-in-text-block")
LAYOUT = (*COLORS, "target-size", "scrollable-region-focusable")
"""The rules whose answer depends on how wide the window is; all others read what the page is."""
READY = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
RUN = """async ([only, each]) => {
    measureEach(each);
    const found = await axe.run(document, {
        runOnly: only, rules: {"color-contrast-enhanced": {enabled: false}},
        resultTypes: ["violations"], preload: false});
    const why = node => [...node.any, ...node.all, ...node.none].map(check => check.message)[0];
    return found.violations.flatMap(rule => rule.nodes.map(node =>
        `${rule.id}: ${node.target.join(" ")}: ${why(node)}`));
}"""


@cache
def source() -> str:
    """axe-core itself."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def version(page: Page) -> str:
    """The version of axe-core that looks at `page`."""
    page.evaluate(source())
    return page.evaluate("axe.version")


def violations(page: Page, only: tuple[str, ...] = STANDARDS, each: bool = False) -> list[str]:
    """Each fault of `page` as it is now, as "rule: element: why"; `only` are names of standards, or
    of single rules. Of texts that look alike one is measured, and with `each` every one."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())  # not a <script>: the page's own policy stays in force
        page.evaluate(READY)
    return page.evaluate(RUN, [only, each])
