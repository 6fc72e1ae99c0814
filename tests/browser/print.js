// What would stand on the paper: what only a screen can use, text that is kept back (a closed <details>, a tab that is not open), what
// may be split over two sheets and should not, whether the title shows, and how light, from 0 to 255, the lightest text and the darkest
// ground are. And the edges of the four cards: their line, how wide it is, and how light.
() => {
    const WHOLE = ".flags, .flags li, .side, .rule, .do-now";
    // Words that only lead elsewhere. Any other that is kept back, or one with words of its own beside its link, is a fault.
    const leadsOn = tag => tag.closest(".review-status > a, #open-mark + a, .onward") || (tag.closest(".side > p, figcaption > p")
        && [...tag.closest("p").childNodes].every(node => node.nodeName === "A" || /^[\s·]*$/.test(node.data)));
    const shown = selector => [...document.querySelectorAll(selector)].filter(
        tag => tag.checkVisibility() && tag.getBoundingClientRect().height > 1);
    const words = tag => tag.textContent.trim().slice(0, 30);
    const ownWords = tag => [...tag.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const keptBack = tag => ownWords(tag) && !leadsOn(tag) && !tag.closest("form, nav, script, noscript, .date, #search-none, #no-make")
        && !tag.checkVisibility({visibilityProperty: true, opacityProperty: true});

    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const light = color => {
        for (const fill of ["#fff", color]) {
            canvas.fillStyle = fill;
            canvas.fillRect(0, 0, 1, 1);
        }
        const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
        return (red + green + blue) / 3;
    };
    const inks = new Set(shown("article :is(h1, h2, p, li, td, a, strong)").map(tag => getComputedStyle(tag).color));
    const grounds = [document.documentElement, document.body].map(tag => getComputedStyle(tag).backgroundColor);
    return {
        screen: shown("nav, form, button, input, select, .skip, .help, footer a").map(tag => `<${tag.tagName.toLowerCase()}> ${words(tag)}`),
        kept: [...document.querySelectorAll("article *")].filter(keptBack).map(words),
        split: shown(`${WHOLE}, figure, tr, footer`).filter(tag => getComputedStyle(tag).breakInside !== "avoid").map(words),
        titled: shown("article h1").length > 0,
        ink: Math.round(Math.max(...[...inks].map(light))),
        paper: Math.round(Math.min(...grounds.map(light))),
        edges: shown(".four .flags").map(tag => getComputedStyle(tag))
            .map(style => [style.borderTopStyle, parseInt(style.borderTopWidth), Math.round(light(style.borderTopColor))]),
    };
}
