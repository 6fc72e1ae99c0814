// Shows the signs that the words of a search belong to, above all results: word for word, and with no verdict on the reader.
// It needs nothing of the rest of the search. scripts/knowledge/matching.py does the same, and a test holds the two together.
"use strict";
(() => {
  const MOST = 3; // signs shown at once
  const place = document.getElementById("search-signs");
  const data = window.searchSigns;
  if (!data) return;
  const little = new Set(data.little.split(" "));
  const same = new Map(Object.entries(data.same).flatMap(([word, others]) => others.split(" ").map((other) => [other, word])));
  const byFirst = new Map(); // the first word of a phrase: [its words, what it shows, whether only alone]
  const pieces = []; // phrases in letters that are not Latin: they stand inside other words too
  data.words.forEach(([names, alone, phrases]) => phrases.split(";").forEach((phrase) => {
    const row = [phrase.split(" "), names.split(" "), alone];
    if (/[^\x00-\x7f]/.test(phrase)) pieces.push([phrase, ...row.slice(1)]);
    else byFirst.set(row[0][0], [...(byFirst.get(row[0][0]) || []), row]);
  }));
  const isSign = (name) => name in data.ranks && !["crisis", "unlisted", "cards"].includes(name);
  let before = "";

  function singular(word) {
    if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
    if (word.length > 4 && /(ch|sh|ss|x)es$/.test(word)) return word.slice(0, -2);
    return word.length > 3 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
  }

  function fold(text) {
    const letters = text.toLowerCase().replace(/['’‘ʼ`´]/g, "").normalize("NFKD").replace(/\p{M}/gu, "");
    const folded = [...letters].map((letter) => data.letters[letter] ?? letter).join("");
    return folded.replace(/([\u3400-\u9fff])\s+(?=[\u3400-\u9fff])/g, "$1").match(/[\p{L}\p{N}]+/gu) || [];
  }

  function plain(text) {
    const words = fold(text).map(singular).map((word) => same.get(word) ?? word);
    return data.together.reduce((found, [several, one]) => found.replaceAll(several, one), ` ${words.join(" ")} `).trim();
  }

  // Where a phrase whose first word stands at `at` ends in `words`; 0 where it does not stand there.
  function endOf(phrase, words, at) {
    let end = at;
    for (const wanted of phrase) {
      while (end < words.length && words[end] !== wanted && little.has(words[end])) end += 1;
      if (words[end] !== wanted) return 0;
      end += 1;
    }
    return end;
  }

  function matches(text) {
    const words = text.split(" ");
    const starts = [0];
    words.forEach((word) => starts.push(starts.at(-1) + word.length + 1));
    const found = [];
    const add = (start, end, names) => found.push({ start, end, names, rank: Math.min(...names.map((name) => data.ranks[name])) });
    words.forEach((word, at) => (byFirst.get(word) || []).forEach(([phrase, names, alone]) => {
      const end = endOf(phrase, words, at);
      const rest = [...words.slice(0, at), ...words.slice(end)];
      if (end && (!alone || rest.every((one) => little.has(one)))) add(starts[at], starts[end] - 1, names);
    }));
    pieces.forEach(([phrase, names, alone]) => {
      const start = text.indexOf(phrase);
      if (start >= 0 && (!alone || phrase === text)) add(start, start + phrase.length, names);
    });
    return found;
  }

  // What a text shows, the most urgent first. A phrase inside a longer one that is as urgent does not count.
  function find(typed) {
    const text = plain(typed);
    if (!text) return [];
    const found = matches(text);
    const swallows = (longer, one) => longer.start <= one.start && one.end <= longer.end
      && longer.end - longer.start > one.end - one.start && longer.rank <= one.rank;
    const kept = found.filter((one) => !found.some((other) => swallows(other, one)));
    kept.sort((one, other) => one.rank - other.rank || one.start - one.end - (other.start - other.end));
    const names = [...new Set(kept.flatMap((match) => match.names))].sort((one, other) => data.ranks[one] - data.ranks[other]);
    if (!names.length && text.split(" ").every((word) => little.has(word))) return ["cards"];
    return names.filter((name) => name !== "cards" || names.length === 1);
  }

  // Shows them, and gives their names. Nothing is drawn anew that stands there already: a screen reader would read it again.
  function show(typed) {
    const found = find(typed);
    const signs = found.filter(isSign).slice(0, MOST);
    const names = found.filter((name) => !isSign(name) || signs.includes(name));
    if (names.join() === before) return names;
    before = names.join();
    place.replaceChildren(...names.flatMap((name) => {
      const intro = document.createElement("p");
      intro.textContent = signs.length > 1 ? place.dataset.several : place.dataset.one;
      return [...(name === signs[0] ? [intro] : []), document.getElementById(`sign-${name}`).content.cloneNode(true)];
    }));
    return names;
  }

  window.signs = { find, isSign, plain, show };
})();
