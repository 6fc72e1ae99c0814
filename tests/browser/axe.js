// Makes axe-core ready: contrast as AAA asks, and what looks alike measured once. To find what lies behind a text takes axe-core some
// milliseconds, and a table of a thousand cells has a few kinds of them: the same tag in the same style, in boxes of the same style all
// the way up. What stands out of the flow may lie anywhere, and is measured by itself; so is what axe-core could not tell.
() => {
    const STYLE = ["color", "backgroundColor", "backgroundImage", "borderBottom", "display", "filter", "fontSize", "fontStyle", "fontWeight",
        "mixBlendMode", "opacity", "position", "textDecoration", "textShadow", "webkitTextStroke"];
    // axe-core has a rule for contrast as AA asks and one as AAA asks, and measures for each. Here the first rule asks for AAA.
    axe.configure({checks: [{id: "color-contrast", options: {
        ignoreUnicode: true, ignoreLength: false, ignorePseudo: false,
        boldValue: 700, boldTextPt: 14, largeTextPt: 18,
        pseudoSizeThreshold: 0.25, shadowOutlineEmMax: 0.1, textStrokeEmMin: 0.03,
        contrastRatio: {normal: {expected: 7}, large: {expected: 4.5}}}}]});

    let each, looks, numbers, known;
    window.measureEach = value => [each, looks, numbers, known] = [value, new Map(), new Map(), new Map()];
    // A number for how a tag looks and what it lies in, the same for all that look alike.
    const look = tag => {
        if (!tag) return 0;
        if (!looks.has(tag)) {
            const style = getComputedStyle(tag);
            const own = ["absolute", "fixed", "sticky"].includes(style.position) ? looks.size : "";
            const key = [look(tag.parentElement), tag.tagName, own, ...STYLE.map(name => style[name])].join(";");
            if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
            looks.set(tag, numbers.get(key));
        }
        return looks.get(tag);
    };
    for (const id of ["color-contrast", "link-in-text-block"]) {
        const check = axe._audit.checks[id], measure = check.evaluate;
        check.evaluate = function (tag, ...more) {
            const key = `${id} ${look(tag)}`;
            if (each || !known.has(key)) {
                let said;
                const verdict = measure.call({...this, data: words => this.data(said = words)}, tag, ...more);
                if (verdict === undefined || said?.messageKey === "hidden") return verdict;
                known.set(key, [verdict, said]);
            }
            const [verdict, said] = known.get(key);
            this.data(said);
            return verdict;
        };
    }
}
