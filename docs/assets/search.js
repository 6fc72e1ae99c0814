// Finds pages by what a reader types, in their own browser: it is sent nowhere, and nothing is concluded from it. lunr and the
// index are plain scripts, as a page in a folder may not fetch files. signs.js shows what needs help soon, above all pages.
"use strict";
(() => {
  const [MOST, EXCERPT, PAUSE] = [20, 160, 150]; // results; characters of text in each; milliseconds after the last key
  const FITS = 0.5; // of the weight of all words, what the best page has at least to count as an answer
  const NOW = "what-to-do"; // the place of what to do now
  const EXACT = 4; // how much more a section counts that has all that was asked for, and no more, as its own words
  const [form, status, results, none, noPage] = ["form", "status", "results", "none", "no-page"].map((id) => document.getElementById(`search-${id}`));
  const field = form.elements.q;
  const WORD = /([\p{L}\p{N}'’]+)/u;
  const titles = []; // page: the stems of its title
  const keys = new Map(); // word: its stem, or "" for one such as "the"
  const tops = []; // page: its first section
  const exact = new Map(); // words as they may be asked for: the sections that have them as their own
  let index, timer, loaded;

  const plain = (word) => word.toLowerCase().replace(/['’]/g, "");
  const wordsOf = (text) => text.split(WORD).filter((_, place) => place % 2).map(plain);
  const keysOf = (text) => wordsOf(text).map(keyOf).filter(Boolean);
  const asAsked = (text) => [...new Set(keysOf(text))].sort().join(" ");

  function keyOf(word) {
    if (!keys.has(word)) keys.set(word, lunr.stopWordFilter(word) ? lunr.stemmer(new lunr.Token(word)).toString() : "");
    return keys.get(word);
  }

  function createIndex() {
    const builder = new lunr.Builder();
    builder.tokenizer = keysOf;
    Object.entries({ title: 6, words: 6, heading: 4, text: 1 }).forEach(([name, boost]) => builder.field(name, { boost }));
    builder.b(0.3); // how much more a word counts in a short section than in a long one
    builder.k1(0.6); // how much more a word counts that stands there often
    searchIndex.sections.forEach(([page, anchor, heading, text, words], id) => {
      const [, title, boost] = searchIndex.pages[page];
      if (!anchor) {
        tops[page] = id;
        titles[page] = [...new Set(keysOf(title))];
      }
      if (boost >= 1) words.split("; ").map(asAsked).forEach((asked) => exact.set(asked, (exact.get(asked) || new Set()).add(`${id}`)));
      builder.add({ id, title: anchor ? "" : title, words, heading, text }, { boost });
    });
    return builder.build();
  }

  const isSign = ([page, anchor]) => page === searchIndex.signs && signs.isSign(anchor);

  // The sections with one word: in any ending or as a beginning, else spelled as signs.js knows it, else
  // with one letter wrong. One letter makes "blurred" of "slurred", another sign: it is forgiven on no
  // sign, and nowhere once the words `belong` to one.
  function hitsOf(word, belong) {
    const exactly = (word) => index.query((query) => {
      query.term(keyOf(word), { boost: 10 });
      if (word.length > 2) query.term(word, { wildcard: lunr.Query.wildcard.TRAILING });
    });
    const spellings = [word, signs.plain(word)].filter(keyOf);
    const found = spellings.map(exactly).find((hits) => hits.length);
    if (found || word.length < 5 || belong.length) return found || [];
    const near = index.query((query) => query.term(keyOf(word), { editDistance: 1 }));
    return near.filter(({ ref }) => !isSign(searchIndex.sections[ref]));
  }

  // Whether a section may be a result: a sign only if the words belong to it or, where they belong to
  // none, if it has them all.
  function mayShow(section, scores, belong) {
    if (!isSign(section)) return true;
    return belong.length ? belong.includes(section[1]) : scores.every(Boolean);
  }

  // Whether somebody who types this asks for a section by its own words, or for its page by its title: by
  // more than half of it, and by no other word.
  function isNamed(text, [page, , , , own]) {
    const asked = new Set(keysOf(text));
    const typed = titles[page].filter((key) => asked.has(key));
    const isTitle = typed.length === asked.size && 2 * typed.length > titles[page].length;
    return isTitle || own.split("; ").map(asAsked).includes(asAsked(text));
  }

  // In which of three groups a result stands, whatever its score. The last are pages about this site that
  // nobody asked for by name. Before them come pages that say that it can wait longer than the sign which the
  // words belong to, and before these that sign and all else.
  function groupOf(text, section, belong) {
    const [path, , , level] = searchIndex.pages[section[0]];
    if (isNamed(text, section)) return 0;
    if (path.startsWith("about/")) return 2;
    const soonest = Math.min(...belong.map((name) => searchSigns.ranks[name]));
    return level > soonest ? 1 : 0;
  }

  // The pages, best first, each by its best section. A section has the words at the top of its page too, and counts the more
  // for having more of those asked for, a rare one before a common one, and the most for having just these as its own words.
  // Equal pages keep their order in the index: the most urgent first. `fit` is the share of the words that the best page has.
  function find(text, belong) {
    const words = [...new Set(wordsOf(text).filter(keyOf))];
    const [scores, pages, marked] = [new Map(), new Map(), new Set()]; // scores: of a section, for each word
    const weights = words.map((word, place) => {
      const hits = hitsOf(word, belong);
      hits.forEach(({ ref, score, matchData }) => {
        if (!scores.has(ref)) scores.set(ref, words.map(() => 0));
        scores.get(ref)[place] = score;
        Object.keys(matchData.metadata).forEach((key) => marked.add(key));
      });
      return Math.log(1 + searchIndex.sections.length / (1 + hits.length));
    });
    const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
    for (const [ref, own] of scores) {
      const section = searchIndex.sections[ref];
      if (!mayShow(section, own, belong)) continue;
      const top = scores.get(`${tops[section[0]]}`) || own;
      const both = own.map((score, place) => Math.max(score, top[place]));
      const ownWords = exact.get(asAsked(text))?.has(ref) ? EXACT : 1;
      const fit = sum(weights.filter((_, place) => both[place])) / sum(weights);
      const score = ownWords * fit ** 2 * sum(both);
      const isBetter = !(pages.get(section[0])?.score >= score);
      if (isBetter) pages.set(section[0], { section, score, fit, group: groupOf(text, section, belong) });
    }
    const found = [...pages.values()].sort((one, other) => one.group - other.group || other.score - one.score || one.section[0] - other.section[0]);
    return { marked, found, fit: Math.max(0, ...found.map((one) => one.fit)) };
  }

  // The pages of the sheet in other languages that have most of the words; a folder has none of them.
  function sheetsWith(text) {
    const words = signs.fold(text);
    const has = (word) => (/[^\x00-\x7f]/.test(word) ? words.join(" ").includes(word) : words.includes(word));
    const counted = (form.dataset.ending === "/" ? searchIndex.sheets || [] : []).map((row) => [row, row[6].split(" ").filter(has).length]);
    const most = Math.max(1, ...counted.map(([, count]) => count));
    return counted.filter(([, count]) => count === most).map(([row]) => row);
  }

  function sheetItem([path, name, english, lang, dir, title]) {
    const link = Object.assign(element("a", `${name}: ${title}`), { href: form.dataset.base + path, lang, dir });
    return element("li", link, element("p", `The sheet in ${english}.`));
  }

  function addressOf(path, anchor) {
    const { base, ending } = form.dataset; // ending: "/" behind a web server, ".html" in a folder
    return base + (ending === "/" ? `${path}/`.replace(/(^|\/)index\/$/, "$1") : path + ending) + (anchor && `#${anchor}`);
  }

  function element(name, ...children) { // children are nodes or plain text, never HTML
    const made = document.createElement(name);
    made.append(...children);
    return made;
  }

  // The part of a text round its first marked word, or all of it, with every marked word in <mark>.
  function excerpt(text, marked, whole) {
    const pieces = text.split(WORD);
    const isMarked = (piece, place) => place % 2 && marked.has(keyOf(plain(piece)));
    const start = whole ? 0 : Math.max(0, pieces.findIndex(isMarked) - 16);
    let [end, room] = [start, whole ? text.length : EXCERPT];
    for (; end < pieces.length && room > 0; end += 1) room -= pieces[end].length;
    const shown = pieces.slice(start, end).map((piece, place) => (isMarked(piece, start + place) ? element("mark", piece) : piece));
    return element("p", start ? "… " : "", ...shown, end < pieces.length ? " …" : "");
  }

  // A result: its page, the place in it, how soon it needs help. A page with a rule at its top opens
  // there, and shows its own summary in place of a piece from its middle; or all of what to do now, if its
  // own words were typed: those of something done too early.
  function item([page, anchor, heading, text, own], marked, asked) {
    const [path, title, , level, summary] = searchIndex.pages[page];
    const isInside = anchor && !summary;
    const isBelow = anchor && summary;
    const link = element("a", isInside ? `${title}: ${heading}` : title);
    link.href = addressOf(path, isInside ? anchor : "");
    const top = searchIndex.sections[tops[page]][3];
    const isTyped = (words) => words && keysOf(words).every((key) => asked.includes(key));
    const isNow = isBelow && anchor === NOW && own.split("; ").some(isTyped);
    const words = excerpt(isBelow && !isNow ? top.slice(0, summary) : text, marked, isNow);
    const rank = isSign([page, anchor]) ? searchSigns.ranks[anchor] : level;
    if (rank in searchSigns.levels) words.prepend(element("strong", `${searchSigns.levels[rank]}.`), " ");
    if (isBelow && !isNow) words.append(` Look under “${heading}”.`);
    return element("li", link, words);
  }

  function show() {
    clearTimeout(timer);
    const text = field.value.trim();
    const shown = window.signs ? signs.show(text) : [];
    try { // so that Back comes back to the results
      history.replaceState(null, "", text ? `?q=${encodeURIComponent(text)}` : location.pathname);
    } catch { /* some browsers refuse this to a page in a folder */ }
    if (loaded) showPages(text, shown);
  }

  function showPages(text, shown) {
    index = index || createIndex();
    const belong = shown.filter(signs.isSign);
    const { found, marked, fit } = shown.includes("crisis") ? { found: [] } : find(text, belong);
    const sheets = shown.includes("crisis") ? [] : sheetsWith(text);
    const pages = found.slice(0, MOST - sheets.length).map(({ section }) => item(section, marked, keysOf(text)));
    results.replaceChildren(...sheets.map(sheetItem), ...pages);
    const all = sheets.length + found.length;
    results.hidden = !all;
    results.style.minHeight = "";
    none.hidden = !text || shown.length > 0 || sheets.length > 0 || fit >= FITS;
    noPage.hidden = all > 0;
    const count = `${all} page${all === 1 ? "" : "s"} for “${text}”`;
    if (!text || (!all && shown.length)) status.textContent = "";
    else status.textContent = all > MOST ? `The best ${MOST} of ${count}` : count;
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, PAUSE); });
  field.value = new URLSearchParams(location.search).get("q") || "";
  if (field.value.trim()) { // this runs before the list of pages is drawn: keep room for the results, so that nothing jumps
    status.textContent = "Looking …";
    results.hidden = false;
    results.style.minHeight = "100vh";
    show();
  }
  document.addEventListener("DOMContentLoaded", () => {
    loaded = window.lunr && window.searchIndex && window.signs;
    if (!loaded) {
      status.textContent = "The search did not load. All pages are in the list below.";
      results.hidden = true;
    } else if (field.value.trim()) show();
  });
})();
