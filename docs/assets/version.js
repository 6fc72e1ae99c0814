// Says whether the sheet whose code stands in the address is still up to date. What changed stands in the page's own list of
// versions; the words of each answer in its templates. What is typed becomes text, never HTML, and is sent nowhere.
"use strict";
(() => {
  // A version's number; a language in two letters; six digits of the words of a language, or of what is a clinic's own.
  const CODE = /^([0-9]{1,4})(?:-([a-z]{2}))?(?:-([0-9a-z]{1,16}))?$/i;
  const code = (new URLSearchParams(location.search).get("v") || "").trim();
  const answer = document.getElementById("answer");
  answer.style.minHeight = "9rem"; // this runs before the list of versions is drawn: keep room, so that nothing jumps

  const headings = () => [...document.querySelectorAll("article h3[id^=v]")]; // of the versions, newest first
  const changesOf = (heading) => [...heading.nextElementSibling.children];
  const isSafety = (item) => Boolean(item.querySelector(":scope > strong:first-child"));

  function fill(name, texts) {
    const made = document.getElementById(name).content.cloneNode(true);
    for (const [key, text] of Object.entries(texts)) made.querySelectorAll(`[data-${key}]`).forEach((slot) => { slot.textContent = text; });
    return made;
  }

  const sheets = new Map(answer.dataset.sheets.split(" ").filter(Boolean).map((one) => one.split("-"))); // of each language, today's words; none: it is withheld

  function answerTo(number, language, own) {
    if (language && !sheets.has(language)) return fill("unknown", { code: code.slice(0, 40) });
    if (language && !sheets.get(language) && headings().some((heading) => heading.id === `v${number}`)) return fill("withheld", { code: code.slice(0, 40) });
    const [versions, place] = [headings(), headings().findIndex((heading) => heading.id === `v${number}`)];
    if (place < 0) return fill(code ? "unknown" : "missing", { code: code.slice(0, 40) });
    const date = versions[place].textContent.split(": ")[1];
    if (!place) return fill(language && sheets.get(language) !== own ? "reworded" : "current", { number, date });
    const made = fill("old", { number, date });
    const items = versions.slice(0, place).flatMap(changesOf);
    const sorted = [...items.filter(isSafety), ...items.filter((item) => !isSafety(item))];
    made.querySelector("[data-changes]").append(...sorted.map((item) => item.cloneNode(true)));
    return made;
  }

  document.addEventListener("DOMContentLoaded", () => {
    const [, number, language, own] = CODE.exec(code.toLowerCase()) || [];
    const made = answerTo(Number(number), language, own);
    if (own && !language && made.querySelector("[data-number]")) made.firstElementChild.append(fill("own", {}));
    answer.style.minHeight = "";
    answer.append(made);
    document.getElementById("code").value = code;
    document.getElementById("ask").hidden = false;
  });
})();
