// What would stand on the paper: what only a screen can use, <details> that stay closed, whether the title shows, and how light,
// from 0 to 255, the lightest text and the darkest ground are.
() => {
    const shown = selector => [...document.querySelectorAll(selector)].filter(
        tag => tag.checkVisibility() && tag.getBoundingClientRect().height > 1);
    const words = tag => tag.textContent.trim().slice(0, 30);
    const closed = tag => ![...tag.children].slice(1).every(part => part.checkVisibility());

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
        closed: shown("article details").filter(closed).map(words),
        titled: shown("article h1").length > 0,
        ink: Math.round(Math.max(...[...inks].map(light))),
        paper: Math.round(Math.min(...grounds.map(light))),
    };
}
