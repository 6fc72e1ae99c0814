// Marks the row that today is in on the page of a reader's own dates, says which day it is, and asks about a treatment that is far away.
"use strict";
(() => {
  const DAY = 864e5; // milliseconds
  const FAR = 60; // days ahead: hardly anybody looks for dates so early, so the date may be wrong
  const now = document.getElementById("dates-now");

  function today() { // as the reader's own clock has it
    const clock = new Date();
    return Date.UTC(clock.getFullYear(), clock.getMonth(), clock.getDate());
  }

  function words(day) {
    if (day < 0) return -day > FAR ? now.dataset.far : "";
    return day === 0 ? now.dataset.first : now.dataset.today;
  }

  addEventListener("dated", ({ detail: treated }) => {
    const day = treated === null ? NaN : (today() - treated) / DAY;
    document.querySelectorAll("[data-from]").forEach((slot) => {
      const { from, until = Infinity } = slot.dataset; // "from day 7" has no last day
      if (day >= from && day <= until) slot.closest("li").setAttribute("aria-current", "date");
      else slot.closest("li").removeAttribute("aria-current");
    });
    now.textContent = Number.isNaN(day) ? "" : words(day).replace("{n}", Math.abs(day));
  });
})();
