// Puts a date beside each day of a sheet, once a reader has picked the day of their treatment, and makes the same days a calendar file.
// The date stands in the page's address, behind the #, and nowhere else: it is not kept, and never sent.
"use strict";
(() => {
  const DAY = 864e5; // milliseconds
  const [form, status, save, data] = ["form", "status", "save", "data"].map((id) => document.getElementById(`dates-${id}`));
  // `first` is the earliest day, `ahead` how many days ahead of today the latest is
  const { words, first, ahead, weekdays, months, date: pattern, shared, head, begins, events, end } = JSON.parse(data.textContent);
  const field = form.elements.treated;
  const encoder = new TextEncoder();
  let treated = null; // the start of that day in UTC: a day there is always 24 hours, whatever a reader's clock does

  const iso = (time) => new Date(time).toISOString().slice(0, 10);
  const digits = (time) => iso(time).replaceAll("-", "");

  function inWords(time) {
    const date = new Date(time);
    const parts = { weekday: weekdays[(date.getUTCDay() + 6) % 7], day: date.getUTCDate(), month: months[date.getUTCMonth()] };
    return pattern.replace(/\{(\w+)\}/g, (place, name) => parts[name]);
  }

  function lastDay() { // counted from today as the reader's own clock has it
    const now = new Date();
    return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) + ahead * DAY;
  }

  function parse(text) { // "2026-11-22" to its time, all else to NaN: February 30 is no day
    const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
    return Number.isNaN(time) || iso(time) !== text ? NaN : time;
  }

  function faultOf(time) {
    if (Number.isNaN(time)) return words.bad;
    if (time < parse(first)) return words.early;
    return time > lastDay() ? words.late : "";
  }

  // A line of a calendar file has 74 bytes at most, and the next begins with a space (RFC 5545, 3.1). A backslash stays with the sign
  // behind it, as in Python's icalendar: both make the same bytes.
  function fold(line) {
    let [text, part, size] = ["", [], 0];
    for (const sign of line) {
      const more = encoder.encode(sign).length;
      if (size + more > 74) {
        const rest = part.length > 1 && "\\^".includes(part.at(-1)) ? [part.pop()] : [];
        [text, part, size] = [`${text}${part.join("")}\r\n `, rest, rest.length];
      }
      part.push(sign);
      size += more;
    }
    return text + part.join("");
  }

  function calendar() {
    const made = events.map(([day, kind, text]) => begins[kind].replaceAll("{day}", day).replace("{treated}", digits(treated))
      .replace("{start}", digits(treated + day * DAY)).replace("{end}", digits(treated + (day + 1) * DAY)) + text + shared);
    return [head, ...made, end].join("").split("\r\n").map(fold).join("\r\n");
  }

  function offer() {
    URL.revokeObjectURL(save.href);
    document.getElementById("dates-offer").hidden = treated === null;
    if (treated === null) return;
    save.href = URL.createObjectURL(new Blob([calendar()], { type: "text/calendar" }));
    save.download = `microneedling-${iso(treated)}.ics`;
  }

  // Shows the dates for what is typed, or none; what is wrong with it is not said while somebody may still be typing. A browser without a
  // picker leaves blanks in it.
  function show(typed, typing = false) {
    const text = typed.replace(/\s/g, "");
    const time = parse(text);
    const fault = text ? faultOf(time) : "";
    treated = text && !fault ? time : null;
    const none = treated === null;
    document.querySelectorAll("time").forEach((slot) => { // at first "P3D"
      slot.dataset.day ??= slot.dateTime.slice(1, -1);
      const day = treated + slot.dataset.day * DAY;
      slot.textContent = none ? "" : inWords(day);
      slot.dateTime = none ? "" : iso(day);
    });
    document.querySelectorAll("[data-to]").forEach((one) => { one.textContent = none ? "" : " – "; });
    document.querySelectorAll(".date").forEach((one) => { one.hidden = none; });
    dispatchEvent(new CustomEvent("dated", { detail: treated })); // today.js listens, where a page has it
    status.textContent = typing ? "" : fault;
    if (!none) status.textContent = `${words.treated} ${inWords(treated)} ${iso(treated).slice(0, 4)}. ${words.shown}`;
    offer();
  }

  function keep() {
    const fragment = treated === null ? "" : `#${iso(treated)}`;
    if (location.hash === fragment) return;
    try {
      history.replaceState(null, "", fragment || location.pathname + location.search);
    } catch { // some browsers refuse this to a page in a folder
      location.replace(fragment || "#");
    }
  }

  function read() { // a fragment that leads to a place on the page is no date: the date comes back behind it
    const fragment = location.hash.slice(1);
    const isPlace = document.getElementById(fragment);
    if (isPlace && treated !== null) return keep();
    const day = isPlace || !fragment ? field.defaultValue : fragment; // a page made for one day has that day in its field
    if (!day) return treated !== null && show("");
    show(day);
    field.value = treated === null ? "" : day;
  }

  document.getElementById("dates").hidden = false; // this may run before the days are drawn: the field holds its place
  field.min = first;
  field.max = iso(lastDay());
  field.addEventListener("input", () => { show(field.value, true); keep(); });
  field.addEventListener("blur", () => { if (treated === null) show(field.validity.badInput ? "?" : field.value); });
  form.addEventListener("submit", (event) => { event.preventDefault(); show(field.value); keep(); });
  save.addEventListener("click", () => { status.textContent = words.saved; });
  window.addEventListener("hashchange", read);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", read);
  else read();
})();
