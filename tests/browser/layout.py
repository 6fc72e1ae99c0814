"""What stands beyond the edge of the window or is cut off, and the text spacing that a reader may
ask for."""

from pathlib import Path

from playwright.sync_api import Page

FAULTS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

# WCAG 2.2, 1.4.12. A sheet made by script is not held by the page's policy, a <style> would be.
SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: .12em !important;
            word-spacing: .16em !important }
        p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def overflow(page: Page) -> list[str]:
    """Each element that stands beyond the window's edge or is cut off by its box, by tag, id or
    class and first words."""
    return page.evaluate(FAULTS)


def space_text(page: Page) -> None:
    """Give all text of `page` the spacing that WCAG 1.4.12 says it must bear."""
    page.evaluate(SPACING)
