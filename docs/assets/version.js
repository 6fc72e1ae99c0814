// Says whether the sheet whose code stands in the address is still up to date. What changed stands in the page's own list of
// versions; the words of each answer in its templates. What is typed becomes text, never HTML, and is sent nowhere.
"use strict";
(() => {
  const CODE = /^([0-9]{1,4})(-[0-9a-z]{1,16})?$/i; // a version's number; behind the hyphen what is a clinic's own
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

  function answerTo(number) {
    const [versions, place] = [headings(), headings().findIndex((heading) => heading.id === `v${number}`)];
    if (place < 0) return fill(code ? "unknown" : "missing", { code: code.slice(0, 40) });
    const date = versions[place].textContent.split(": ")[1];
    if (!place) return fill("current", { number, date });
    const made = fill("old", { number, date });
    const items = versions.slice(0, place).flatMap(changesOf);
    const sorted = [...items.filter(isSafety), ...items.filter((item) => !isSafety(item))];
    made.querySelector("[data-changes]").append(...sorted.map((item) => item.cloneNode(true)));
    return made;
  }

  document.addEventListener("DOMContentLoaded", () => {
    const [, number, own] = CODE.exec(code) || [];
    const made = answerTo(Number(number));
    if (own && made.querySelector("[data-number]")) made.firstElementChild.append(fill("own", {}));
    answer.style.minHeight = "";
    answer.append(made);
    document.getElementById("code").value = code;
    document.getElementById("ask").hidden = false;
  });
})();
