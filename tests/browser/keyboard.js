// From now on each press of Tab adds to window.stops what has the focus then and what is wrong with that, as {name, faults}; null where
// nothing has it, or the first one again: the page's end. Called before any key, it remembers how everything looks without the focus.
() => {
    const looks = tag => getComputedStyle(tag).boxShadow;
    const unfocused = new Map([...document.querySelectorAll("*")].map(tag => [tag, looks(tag)]));
    let first, last;
    window.stops = [];
    window.addEventListener("keyup", event => event.key === "Tab" && stops.push(focused()), true);

    function focused() {
        const tag = document.activeElement;
        if (!tag || tag === document.body || tag === document.documentElement) return null;
        if (last && last !== tag && tag === first) return null;
        first = first || tag;

        // A control that is out of sight (a radio button of 1 px, say) shows its focus on its label.
        const face = tag.getBoundingClientRect().width <= 1 && tag.labels && tag.labels[0] || tag;
        const box = face.getClientRects()[0] || face.getBoundingClientRect();
        const style = getComputedStyle(face);
        const faults = [];

        const below = box.height < innerHeight && box.bottom > innerHeight + 1;
        if (box.width < 2 || box.height < 2 || box.top < -1 || box.left < -1 || box.right > innerWidth + 1 || below) {
            faults.push("is not in the window");
        } else {
            for (const [across, down] of [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]]) {
                const y = Math.min(box.top + box.height * down, innerHeight - 1);
                const top = document.elementFromPoint(box.left + box.width * across, y);
                if (top && (face.contains(top) || top.contains(face))) continue;
                faults.push(`is covered by <${top ? `${top.tagName.toLowerCase()}.${top.className}` : ""}>`);
                break;
            }
        }
        // A field for a date is several stops: month, day, year, and a button that has the browser's own ring.
        const inside = tag === last && tag.type === "date";
        const ring = inside || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
        if (!ring && looks(face) === unfocused.get(face)) faults.push("shows no ring when it has the focus");
        if (last && !inside && !(last.compareDocumentPosition(tag) & Node.DOCUMENT_POSITION_FOLLOWING)) {
            faults.push("comes before the one that had the focus");
        }
        last = tag;

        const words = (tag.getAttribute("aria-label") || tag.textContent).trim().replace(/\s+/g, " ").slice(0, 40);
        return {name: `<${tag.tagName.toLowerCase()}> ${words}`, faults};
    }
}
