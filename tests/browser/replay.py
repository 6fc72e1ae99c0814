"""What a page says to many addresses without a load for each: its own script runs anew for each
end of the address, on the page as it was loaded. Where it leads to is noted, and not gone to."""

from collections.abc import Iterable
from dataclasses import dataclass

from playwright.sync_api import Page

ASK = """ends => {
    const run = () => {
%s
    };
    const answer = document.getElementById("answer");
    const ask = end => {
        answer.replaceChildren();
        history.replaceState(null, "", location.pathname + end);
        const said = { led: "", error: "" };
        navigation.onnavigate = event => {
            said.led = event.destination.url;
            event.preventDefault();
        };
        document.addEventListener = (_, ear) => ear(); // the page has long been read
        try { run(); } catch (error) { said.error = `${error}`; }
        delete document.addEventListener;
        navigation.onnavigate = null;
        return {
            ...said, text: answer.innerText, html: answer.innerHTML,
            links: [...answer.querySelectorAll("a")].map(link => link.href),
            width: document.documentElement.scrollWidth,
        };
    };
    return ends.map(ask);
}"""


@dataclass(frozen=True)
class Said:
    """What a page does at an address: where it leads to, "" where it stays; what its script throws;
    the words, the HTML and the links of its answer; how wide it is then."""

    led: str
    error: str
    text: str
    html: str
    links: list[str]
    width: int


def replay(page: Page, ends: Iterable[str]) -> list[Said]:
    """What `page`, which has one script, does at its address with each of these ends."""
    [script] = page.evaluate("[...document.scripts].map(one => one.src).filter(Boolean)")
    found = page.evaluate(ASK % page.request.get(script).text(), list(ends))
    return [Said(**said) for said in found]
