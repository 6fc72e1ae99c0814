// Marks the days that today is in on the page of a reader's own dates, leads to them and says which day it is, and asks about a treatment that
// is far away.
"use strict";
(() => {
  const DAY = 864e5; // milliseconds
  const FAR = 60; // days ahead: hardly anybody looks for dates so early, so the date may be wrong
  const now = document.getElementById("dates-now");
  const link = document.createElement("a");

  function today() { // as the reader's own clock has it
    const clock = new Date();
    return Date.UTC(clock.getFullYear(), clock.getMonth(), clock.getDate());
  }

  function words(day) {
    if (day < 0) return -day > FAR ? now.dataset.far : "";
    return day === 0 ? now.dataset.first : now.dataset.today;
  }

  function mark(day) { // the heading of the days that it is in
    let found = null;
    document.querySelectorAll("[data-from]").forEach((slot) => {
      const heading = slot.closest("h2");
      heading.removeAttribute("aria-current");
      if (day >= slot.dataset.from && day <= slot.dataset.until) found = heading;
    });
    found?.setAttribute("aria-current", "date");
    return found;
  }

  addEventListener("dated", ({ detail: treated }) => {
    const day = treated === null ? NaN : (today() - treated) / DAY;
    const heading = mark(day);
    now.textContent = Number.isNaN(day) ? "" : words(day).replace("{n}", Math.abs(day));
    if (!heading) return;
    link.href = `#${heading.id}`;
    link.textContent = now.dataset.go.replace("{day}", heading.firstChild.textContent.trim());
    now.append(" ", link);
  });
})();
