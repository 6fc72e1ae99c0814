// Leads from a patient portal's link to the page for its code, or for the most urgent of its codes. What a portal sends is only compared with
// the list of codes on this page: it becomes text, never HTML or an address, and is neither kept nor sent anywhere. The parameters are those of
// HL7's Infobutton standard.
"use strict";
(() => {
  const MOST = 100; // characters of anything that is sent
  const sent = new Map(); // a parameter's name in small letters: its values. Behind # they do not even reach the server
  for (const [name, value] of [location.search, location.hash].flatMap((part) => [...new URLSearchParams(part.slice(1))])) {
    const key = name.toLowerCase();
    sent.set(key, [...(sent.get(key) || []), value.trim().slice(0, MOST)]);
  }
  const values = (name) => sent.get(name.toLowerCase()) || [];
  // The numbers that a parameter is sent with, in their order: "" for v.c itself, "1" for v.c1.
  const numbers = (name) => [...sent.keys()].filter((key) => key.startsWith(name.toLowerCase()))
    .map((key) => key.slice(name.length)).filter((rest) => /^\d*$/.test(rest));
  const all = (name) => numbers(name).flatMap((number) => values(name + number)).filter(Boolean);
  const [CODE, SYSTEM] = ["mainSearchCriteria.v.c", "mainSearchCriteria.v.cs"];
  // Each code with the name of its list: the one sent in the same place, under the same number. One without is of the first list that is named.
  const codes = numbers(CODE).flatMap((number) => {
    const systems = values(SYSTEM + number);
    return values(CODE + number).map((code, place) => [code, systems[place] || systems[0] || all(SYSTEM)[0] || ""]);
  }).filter(([code]) => code);
  const [language = "en"] = values("informationRecipient.languageCode.c").filter(Boolean);
  const answer = document.getElementById("answer");
  if (sent.size) answer.style.minHeight = "9rem"; // this runs before the list is drawn: keep room, so that nothing jumps

  // A system's heading by one of its names: its OID, with or without urn:oid:, or its name in any spelling.
  function systemOf(name) {
    const key = name.toLowerCase().replace(/^urn:oid:/, "").replace(/[^a-z0-9.]/g, "");
    return [...document.querySelectorAll("article h3[data-names]")].find((heading) => heading.dataset.names.split(" ").includes(key));
  }

  // The list's own link for a code in any spelling, with or without its dot; nothing where the list has none.
  function linkOf(code, heading) {
    const wanted = code.toLowerCase().replace(/[.\s]/g, "");
    const links = heading ? [...document.querySelectorAll(`article a[id^="${heading.id}-"]`)] : [];
    return links.find((link) => link.id.slice(heading.id.length + 1).replace(/-/g, "") === wanted);
  }

  // What leads to the sheet in the language that was asked for, where there is one: by its code, with or without a region, or by its name.
  function offerOf() {
    const key = language.toLowerCase().replace(/[-_].*$/, "").replace(/\s/g, "");
    return [...document.querySelectorAll("template[data-codes]")].find((offer) => offer.dataset.codes.split(" ").includes(key));
  }

  function show(name, target) {
    add(document.getElementById(name), target);
  }

  function add(template, target) {
    const made = document.importNode(template.content, true); // cloneNode would leave its links without a base
    made.querySelectorAll("[data-code]").forEach((slot) => { slot.textContent = codes[0][0].slice(0, 40); });
    const query = new URLSearchParams(all("mainSearchCriteria.v.dn").slice(0, 1).map((words) => ["q", words]));
    made.querySelectorAll("[data-search]").forEach((link) => { link.search = query; });
    made.querySelectorAll("[data-page]").forEach((link) => { [link.href, link.textContent] = [target.href, target.textContent]; });
    answer.append(made);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const pairs = codes.map(([code, system]) => [code, systemOf(system)]);
    const links = pairs.map(([code, heading]) => linkOf(code, heading)).filter(Boolean);
    const [target] = links.sort((one, other) => one.dataset.rank - other.dataset.rank); // of equals, the first that was sent
    const isEnglish = /^en(g|glish)?([-_].*)?$/i.test(language);
    const offer = offerOf();
    answer.style.minHeight = "";
    if (offer) add(offer);
    if (target && isEnglish) location.replace(target.href);
    else if (target) show(offer ? "english" : "language", target);
    else if (pairs.length) show(pairs.some(([, heading]) => heading) ? "unknown" : "system");
    else if (sent.size) show("missing");
  });
})();
