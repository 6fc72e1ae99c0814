// What a page says, in the order in which it is to be printed: texts that only a screen can use; blocks of text; how many centimeters
// high its pictures are; what must not be split; headings, each with what follows it, and the heads of tables; links out of the site and
// inside it with their addresses as written; what has to stand at the end, and the address that the page names as its own, at its head.
() => {
    const printed = document.body.cloneNode(true);
    // From .review-status on they are words that only lead elsewhere.
    const screen = "nav, form, aside, .skip, .vh, noscript, script, [hidden], .review-status a, #open-mark + a, .side > :last-child > a, figcaption > :last-child > a, .onward, footer span";
    const list = (root, selector) => [...root.querySelectorAll(selector)];
    const words = tag => tag.textContent;
    const address = document.querySelector("link[rel=canonical]")?.href ?? "";
    const onScreen = list(document, ".skip, aside, nav, form").map(words);
    list(printed, screen).forEach(tag => tag.remove());
    const after = tag => {
        const rest = document.createRange();
        rest.setStartAfter(tag);
        rest.setEndAfter(printed.lastChild);
        return rest.toString();
    };
    const links = list(printed, "article a[href]").map(tag => [words(tag), tag.getAttribute("href")]);
    return {
        screen: onScreen.filter(text => !words(printed).includes(text.trim())),
        texts: list(printed, "article :is(h1, h2, h3, summary, p, li, th, td, figcaption)").filter(tag => !tag.querySelector("a, p, li")).map(words),
        tall: list(document, "img").map(tag => tag.getBoundingClientRect().height / 96 * 2.54),
        cards: list(printed, ".flags:not(:has(img)), .flags li, .side, .rule, .do-now, figcaption, tr").map(words),
        heads: list(printed, "article :is(h1, h2, h3, summary)").filter(tag => !tag.nextElementSibling?.querySelector("img"))
            .map(tag => [words(tag), after(tag)]),
        columns: list(printed, "thead").map(words),
        outside: links.filter(([, href]) => /^https?:/.test(href)),
        inside: links.filter(([, href]) => !/^[a-z]+:/.test(href)),
        foot: list(printed, "footer p:not(.words)").map(words),
        address,
    };
}
