// Each element that stands beyond the edge of the window or is cut off by its own box, and by how much.
() => {
    const width = document.documentElement.clientWidth;
    const faults = [];
    const size = tag => tag.getBoundingClientRect();
    const above = tag => tag ? [tag, ...above(tag.parentElement)] : [];
    const overflow = tag => getComputedStyle(tag).overflowX;

    // Words put out of sight on purpose are clipped to nothing or 1 px in size, with all that they hold.
    const unseen = tag => !tag.checkVisibility() || getComputedStyle(tag).clipPath === "inset(50%)"
        || size(tag).width <= 1 && size(tag).height <= 1;
    const report = (tag, fault) => {
        if (above(tag).some(unseen)) return;
        const mark = tag.id ? `#${tag.id}` : tag.classList.length ? `.${tag.classList[0]}` : "";
        const words = (tag.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
        faults.push(`<${tag.tagName.toLowerCase()}${mark}> ${words}: ${fault}`);
    };

    const more = document.documentElement.scrollWidth - width;
    if (more > 0) faults.push(`the page scrolls sideways by ${more} px`);
    for (const tag of document.body.querySelectorAll(":not(svg, svg *)")) {
        const {left, right} = size(tag);
        const {scrollWidth, clientWidth, scrollHeight, clientHeight} = tag;
        // What is wider than a box that scrolls is no fault: the box has to fit.
        if ((right > width + 1 || left < -1) && !above(tag.parentElement).some(box => ["auto", "scroll"].includes(overflow(box)))) {
            report(tag, `stands from ${Math.round(left)} to ${Math.round(right)} of ${width} px`);
        }
        if ((scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1) && ["hidden", "clip"].includes(overflow(tag))) {
            report(tag, `${scrollWidth} x ${scrollHeight} px cut off at ${clientWidth} x ${clientHeight}`);
        }
    }
    return faults;
}
