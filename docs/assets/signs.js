// Shows the signs that the words of a search belong to, above all results: word for word, and with no
// verdict on the reader. It needs nothing of the rest of the search. scripts/knowledge/prose/matching.py does
// the same, and a test holds the two together.
"use strict";
(() => {
  const MOST = 3; // signs shown at once
  const data = window.searchSigns;
  const place = document.getElementById("search-signs");
  if (!data) return;
  const little = new Set(data.little.split(" ")); // words that may stand between others
  const same = new Map(); // word: the one that stands for it
  const byFirst = new Map(); // the first word of a phrase: rows of { phrase, words, names, how }
  const apart = []; // rows whose words may stand apart, and in any order
  const pieces = []; // rows in letters that are not Latin: they stand inside other words too
  const order = Object.keys(data.ranks).sort((one, other) => data.ranks[one] - data.ranks[other]);
  const isSign = (name) => name in data.ranks && !["crisis", "unlisted", "cards"].includes(name);
  let before = "";

  Object.entries(data.same).forEach(([one, others]) => {
    others.split(" ").forEach((word) => same.set(word, one));
  });
  data.words.forEach(([names, how, phrases]) => phrases.split(";").forEach((phrase) => {
    const row = { phrase, words: phrase.split(" "), names: names.split(" "), how };
    const first = row.words[0];
    if (/[^\x00-\x7f]/.test(phrase)) pieces.push(row);
    else if (how === "apart") apart.push(row);
    else byFirst.set(first, [...(byFirst.get(first) || []), row]);
  }));

  function singular(word) {
    if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
    if (word.length > 4 && /(ch|sh|ss|x)es$/.test(word)) return word.slice(0, -2);
    return word.length > 3 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
  }

  // The words of a text in small letters, without accents, vowel marks and apostrophes.
  function fold(text) {
    const bare = text.toLowerCase().replace(/['’‘ʼ`´]/g, "").normalize("NFKD").replace(/\p{M}/gu, "");
    const letters = [...bare].map((letter) => data.letters[letter] ?? letter).join("");
    const joined = letters.replace(/([\u3400-\u9fff])\s+(?=[\u3400-\u9fff])/g, "$1");
    return joined.match(/[\p{L}\p{N}]+/gu) || [];
  }

  function plain(text) {
    const words = fold(text).map(singular).map((word) => same.get(word) ?? word);
    const put = (found, [several, one]) => found.replaceAll(several, one);
    return data.together.reduce(put, ` ${words.join(" ")} `).trim();
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
    const add = (start, end, names) => {
      found.push({ start, end, names, rank: Math.min(...names.map((name) => data.ranks[name])) });
    };
    words.forEach((word, at) => (byFirst.get(word) || []).forEach(({ words: phrase, names, how }) => {
      const end = endOf(phrase, words, at);
      const rest = [...words.slice(0, at), ...words.slice(end)];
      const counts = end && (!how || rest.every((one) => little.has(one)));
      if (counts) add(starts[at], starts[end] - 1, names);
    }));
    apart.forEach(({ words: phrase, names }) => {
      const at = phrase.map((word) => words.indexOf(word));
      if (!at.includes(-1)) add(starts[Math.min(...at)], starts[Math.max(...at) + 1] - 1, names);
    });
    pieces.forEach(({ phrase, names, how }) => {
      const start = text.indexOf(phrase);
      const counts = start >= 0 && (how !== "whole" || phrase === text);
      if (counts) add(start, start + phrase.length, names);
    });
    return found;
  }

  // A phrase inside a longer one that is as urgent does not count: a fever blister is no fever.
  function swallows(longer, one) {
    const inside = longer.start <= one.start && one.end <= longer.end;
    return inside && longer.end - longer.start > one.end - one.start && longer.rank <= one.rank;
  }

  // What a text shows, the most urgent first. The cards are shown alone, and to whoever asks for
  // nothing in particular.
  function find(typed) {
    const text = plain(typed);
    if (!text) return [];
    const found = matches(text);
    const kept = found.filter((one) => !found.some((other) => swallows(other, one)));
    const shown = new Set(kept.flatMap((match) => match.names));
    const names = order.filter((name) => shown.has(name));
    if (!names.length && text.split(" ").every((word) => little.has(word))) return ["cards"];
    return names.filter((name) => name !== "cards" || names.length === 1);
  }

  // Shows it, and gives the names. What stands there already is left alone: a screen reader would
  // read it again.
  function show(typed) {
    const found = find(typed);
    const signs = found.filter(isSign).slice(0, MOST);
    const names = found.filter((name) => !isSign(name) || signs.includes(name));
    if (names.join() === before) return names;
    before = names.join();
    place.replaceChildren(...names.flatMap((name) => {
      const intro = document.createElement("p");
      intro.textContent = signs.length > 1 ? place.dataset.several : place.dataset.one;
      const box = document.getElementById(`sign-${name}`).content.cloneNode(true);
      return name === signs[0] ? [intro, box] : [box];
    }));
    return names;
  }

  window.signs = { find, fold, isSign, plain, show };
})();
