// A clinic's own words on the general sheet, in its own browser: shown at once, printed, saved as a clinic file. Every word of the sheet comes
// from the page; what is typed goes into its places as text, never as HTML, and nowhere else. The rules of a clinic's file: clinic-file.js.
"use strict";
(() => {
  const PHONES = ["phone", "out_of_hours_phone"];
  const PLACES = ["name", "phone", "out_of_hours_phone", "address", "hours", "web"]; // fields of the form that a file has by the same name
  const KEPT = ["handout_page", "signed_off", "languages"]; // of a file that was opened: the form has no field for them
  const KEPT_RULES = ["first_days", "avoid", "calls"];
  const rules = window.handoutRules;
  const { clinicFile } = window;
  const at = (id) => document.getElementById(id);
  if (!rules || !clinicFile || !Element.prototype.attachShadow) return; // the page stays as it is without scripts
  if (at("sheet").lang && !window.handoutWords) return;
  const range = (name) => [...Array(rules.most[name]).keys()];
  const colors = { main: at("main").defaultValue, ground: at("ground").defaultValue }; // what the sheet shows: only what has no fault
  let kept = {}; // what the form does not show, of the file that was opened
  let logo = { data: "", ending: "" };
  let faults = {}; // by the id of a field: {code, got}
  let logoFault = "";
  const said = { ...rules, ...window.handoutWords }; // what stands on the sheet, in its language; the form is in English
  let sheet;

  // The logo as pixels: a picture in an <img> runs nothing, and what the page keeps is a drawing of it.

  async function logoOf(file) {
    if (file.size > rules.logo.bytes) return { fault: "large" };
    const bytes = new Uint8Array(await file.arrayBuffer());
    const isPng = [137, 80, 78, 71].every((byte, place) => bytes[place] === byte);
    const end = String.fromCharCode(...bytes.slice(-8, -4)); // a browser shows half a PNG, and paper would have half a logo
    const found = isPng ? { fault: end === "IEND" ? "" : "kind" } : sizeOf(bytes);
    if (found.fault) return found;
    const picture = new Image();
    const reader = new FileReader();
    const read = new Promise((done) => { reader.onload = done; });
    reader.readAsDataURL(file);
    await read;
    picture.src = reader.result.replace(/^data:[^;,]*/, `data:image/${isPng ? "png" : "svg+xml"}`);
    if (!await picture.decode().then(() => true, () => false)) return { fault: "kind" };
    const [wide, high] = found.size || [picture.naturalWidth, picture.naturalHeight];
    if (Math.max(wide, high) > rules.logo.pixels[isPng ? "png" : "svg"]) return { fault: "large" };
    if (Math.max(wide, high) > rules.logo.longest * Math.min(wide, high)) return { fault: "long" };
    return { data: drawn(picture, wide / high), ending: isPng ? "png" : "svg" };
  }

  function drawn(picture, ratio) { // as a PNG, 160 pixels high: twice what paper shows
    const canvas = document.createElement("canvas");
    canvas.height = 160;
    canvas.width = Math.max(Math.round(canvas.height * ratio), 1);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/png");
  }

  function sizeOf(bytes) { // of a drawing: {size}, or {fault}
    let text;
    try { text = new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch { return { fault: "kind" }; }
    const tree = new DOMParser().parseFromString(text, "image/svg+xml");
    const root = tree.documentElement;
    if (tree.querySelector("parsererror") || root.localName !== "svg" || root.namespaceURI !== "http://www.w3.org/2000/svg") return { fault: "kind" };
    if (tree.doctype || /<!DOCTYPE|<!ENTITY/.test(text)) return { fault: "parts" };
    if (rules.logo.heavy.some((name) => tree.getElementsByTagNameNS("*", name).length)) return { fault: "parts" };
    const length = (value) => Number(/^([0-9]*\.?[0-9]+(?:e[0-9]{1,2})?)(?:px|pt|pc|mm|cm|in)?$/.exec(value || "")?.[1] || 0);
    const sides = ["width", "height"].map((name) => length(root.getAttribute(name)));
    const box = (root.getAttribute("viewBox") || "").trim().split(/[\s,]+/).slice(2).map(length);
    const size = sides.every(Boolean) ? sides : box;
    return size.length === 2 && size.every(Boolean) ? { size } : { fault: "kind" };
  }

  // The form as a clinic's file, and back.

  const typed = (id) => at(id).value.replace(/^\s+|\s+$/g, "");
  const idOf = (path) => path.replace(/^(colors|stricter)\./, "").replaceAll(".", "-"); // of the field that a part of the file stands in
  const filled = (pairs) => Object.fromEntries(pairs.filter(([, value]) => value !== "" && value !== undefined));

  const country = () => [at("place").value, rules.numbers[at("place").value]]; // the code, and the number where the project knows it

  function clinicOf() {
    const [code, number] = country();
    at("emergency_number").readOnly = Boolean(number);
    if (number) at("emergency_number").value = number;
    const signs = range("red_flags").map((place) => filled(["sign", "urgency"].map((key) => [key, at(`red_flags-${place}-${key}`).value]))).filter((one) => one.sign);
    const kind = at("device-kind").value;
    at("device-name").closest(".field").hidden = !kind;
    return {
      ...filled(PLACES.map((name) => [name, typed(name)])), country: code, emergency_number: typed("emergency_number"),
      ...(logo.data ? { logo: `${fileName()}-logo.${logo.ending}` } : {}),
      colors: { main: at("main").value, ground: at("ground").value },
      ...(kind ? { device: { name: typed("device-name") || at("device-kind").selectedOptions[0].dataset.name, kind } } : {}),
      products: range("products").map(productOf).filter((one) => one.name || one.use || one.substances.length),
      lines: range("lines").map(lineOf).filter((one) => one.line),
      write_lines: Number(at("write_lines").value),
      stricter: { ...kept.stricter, ...(signs.length ? { red_flags: signs } : {}) },
      ...filled(KEPT.map((name) => [name, kept[name]])),
    };
  }

  const boxes = (place) => [...at(`products-${place}-substances`).querySelectorAll("input")];

  function productOf(place) {
    const substances = boxes(place).filter((one) => one.checked).map((one) => one.value);
    return { ...filled([["name", typed(`products-${place}-name`)]]), substances, ...filled([["use", at(`products-${place}-use`).value]]) };
  }

  function lineOf(place) {
    const line = at(`lines-${place}-line`).value;
    const slots = clinicFile.slotsOf(line);
    document.querySelectorAll(`[data-slot-of="lines-${place}"]`).forEach((field) => { field.hidden = !slots.includes(field.dataset.name); });
    const value = (slot) => (slot === "number" && typed(`lines-${place}-number`) ? Number(typed(`lines-${place}-number`)) : typed(`lines-${place}-${slot}`));
    return filled([["line", line], ...slots.map((slot) => [slot, value(slot)])]);
  }

  function put(clinic) { // a clinic's file into the fields of the form
    at("make-form").reset();
    for (const name of [...PLACES, "emergency_number"]) at(name).value = clinic[name] ?? "";
    at("place").value = clinic.country ?? "";
    if (at("place").selectedIndex < 0) at("place").value = ""; // no country
    range("lines").forEach(offerLines);
    at("device-kind").value = clinic.device?.kind ?? "";
    at("device-name").value = clinic.device?.name ?? "";
    for (const name of ["main", "ground"]) at(name).value = clinic.colors?.[name] ?? at(name).defaultValue;
    (clinic.products ?? []).slice(0, rules.most.products).forEach((one, place) => {
      for (const key of ["name", "use"]) at(`products-${place}-${key}`).value = one[key] ?? "";
      for (const box of boxes(place)) box.checked = (one.substances ?? []).includes(box.value);
    });
    (clinic.lines ?? []).slice(0, rules.most.lines).forEach((one, place) => Object.entries(one).forEach(([key, value]) => { if (at(`lines-${place}-${key}`)) at(`lines-${place}-${key}`).value = value; }));
    (clinic.stricter?.red_flags ?? []).slice(0, rules.most.red_flags).forEach((one, place) => ["sign", "urgency"].forEach((key) => { at(`red_flags-${place}-${key}`).value = one[key] ?? ""; }));
    at("write_lines").value = clinic.write_lines ?? 0;
    const stricter = filled(KEPT_RULES.map((name) => [name, clinic.stricter?.[name]]));
    kept = { ...filled(KEPT.map((name) => [name, clinic[name]])), ...(Object.keys(stricter).length ? { stricter } : {}) };
    document.querySelectorAll("#make-form details").forEach((part) => { part.open = [...part.querySelectorAll("input, select")].some((field) => (field.type === "checkbox" ? field.checked : field.value && field.value !== "0")); });
  }

  function lost(before, after, path = "") { // the parts of a file that the form did not keep, by name
    if (typeof before !== "object" || before === null) return before === after || `${before}` === `${after}` ? [] : [path];
    return Object.keys(before).flatMap((key) => lost(before[key], after?.[key], path ? `${path}.${key}` : key));
  }

  // What is wrong stands beside its field.

  function check(clinic) {
    faults = {};
    for (const { path, code, got } of clinicFile.faults(clinic)) {
      if (!faults[idOf(path)] || code === "number") faults[idOf(path)] = { code, got };
    }
    const [code] = country();
    if (faults.country) faults.place = { code: "missing", got: "" };
    delete faults.country;
    if (!code) delete faults.emergency_number;
    if (!code && !typed("emergency_number")) faults.emergency_number = { code: "missing", got: "" };
    if (logoFault) faults.logo = { code: logoFault, got: "" };
  }

  function tell(id) {
    const field = at(id);
    const place = at(`${id}-wrong`);
    if (!field || !place) return;
    const { code, got } = faults[id] || {};
    for (const one of field.matches("fieldset") ? field.querySelectorAll("input") : [field]) {
      if (code) one.setAttribute("aria-invalid", "true");
      else one.removeAttribute("aria-invalid");
    }
    place.replaceChildren(...(code ? [span(wordsOf(field, code, got))] : []));
    if (code) field.closest("details")?.setAttribute("open", "");
  }

  function wordsOf(field, code, got) {
    const template = at("faults").content.querySelector(`[data-fault="${code}"]`);
    if (code === "missing" && field.dataset.missing) return field.dataset.missing;
    if (!template) return field.dataset.wrong || at("faults").content.querySelector('[data-fault="missing"]').textContent;
    return template.textContent + (template.textContent.endsWith(" ") ? `“${got}”` : "");
  }

  function span(text) {
    const made = document.createElement("span");
    made.textContent = text;
    return made;
  }

  const fields = () => [...at("make-form").elements].filter((field) => at(`${field.id}-wrong`));
  const isWrong = () => Object.keys(faults).length > 0;

  function say(name, places = {}, place = "made") {
    at(place).textContent = name ? filledIn(at("say").content.querySelector(`[data-say="${name}"]`).textContent, places) : "";
  }

  // The sheet.

  function choose(kind) { // the words differ by device; rf has those of deep
    const name = kind === "rf" ? "deep" : kind || "any";
    if (sheet.dataset.kind === name) return;
    sheet.dataset.kind = name;
    sheet.shadowRoot.replaceChildren(at("sheet-style").content.cloneNode(true), at(`sheet-${name}`).content.cloneNode(true));
  }

  function fill(slot, shown, code) {
    const name = slot.dataset.slot;
    const [text, link] = [name === "logo" ? logo.data : shown[name] || "", slot.closest("a")];
    const part = slot.closest(".call, .line");
    if (name === "logo") return slot.replaceChildren(...(text ? [picture(text)] : []));
    slot.textContent = text || at(name)?.dataset.empty || "";
    if (sheet.lang && !text && name !== "emergency_number") slot.lang = "en"; // the form's word for what is missing
    else slot.removeAttribute("lang");
    slot.classList.toggle("empty", !text);
    if (part) part.hidden = !slot.textContent;
    if (!link) return null;
    if (!text) return link.removeAttribute("href");
    const dialed = name === "emergency_number" ? text : clinicFile.phone(text, code, name === PHONES[1]).link;
    return link.setAttribute("href", name === "web" ? text : `tel:${dialed}`);
  }

  function picture(address) {
    const made = new Image();
    made.alt = "";
    made.src = address;
    return made;
  }

  const element = (name, ...children) => { const made = document.createElement(name); made.append(...children); return made; };

  function inEnglish(text) { // what a translation does not have stands in English between two marks (creators/handout/english.py)
    let depth = 0;
    return text.split(/([\ue000\ue001])/).flatMap((part) => {
      depth += { "\ue000": 1, "\ue001": -1 }[part] ?? 0;
      if (/^[\ue000\ue001]?$/.test(part)) return [];
      return [depth ? Object.assign(element("bdi", part), { lang: "en", dir: "ltr" }) : part];
    });
  }

  function item(text, tag = "") { // a line of the clinic's own
    const made = element("li", element("bdi", ...inEnglish(text)));
    if (tag) made.append(" ", Object.assign(element("span", ...inEnglish(tag)), { className: "tag" }));
    return made;
  }

  function product([name, use]) {
    const colon = said.colon.trimEnd();
    return element("li", element("strong", element("bdi", name), colon), said.colon.slice(colon.length) || " ", ...inEnglish(use));
  }

  function listed(name, items) {
    const list = sheet.shadowRoot.querySelector(`[data-list="${name}"]`);
    list.replaceChildren(...items);
    return list;
  }

  function fillLists(clinic) {
    const right = (path) => !Object.keys(faults).some((id) => id.startsWith(idOf(path)));
    const signs = (clinic.stricter.red_flags ?? []).filter((_, place) => right(`red_flags-${place}`)).map((one) => ({ ...one, words: said.signs.find(([id]) => id === one.sign)[1] }));
    const lines = clinic.lines.filter((_, place) => right(`lines-${place}`)).map((one) => wordsWith(said.lines.find(([id]) => id === one.line)[2], one));
    const products = clinic.products.filter((_, place) => right(`products-${place}`)).map((one) => [one.name, said.uses.find(([id]) => id === one.use)[1]]);
    const notes = listed("notes", lines.map((one) => item(one)));
    notes.hidden = !lines.length;
    notes.closest("section").hidden = !lines.length && !clinic.write_lines;
    sheet.shadowRoot.querySelectorAll(".write").forEach((one, place) => { one.hidden = place >= clinic.write_lines; });
    const given = listed("products", products.map(product));
    given.hidden = given.previousElementSibling.hidden = !products.length;
    listed("changes", signs.length ? signs.map((one) => item(filledIn(said.change, { sign: one.words, level: said.levels[one.urgency] }))) : [item(said.words["no-changes"])]);
    sheet.shadowRoot.querySelectorAll("li.own").forEach((one) => one.remove());
    for (const one of signs) {
      const made = item(one.words, said.words["own-sign"]);
      made.className = "own";
      sheet.shadowRoot.querySelector(`.card.${one.urgency} ul`).append(made);
    }
  }

  const filledIn = (words, places) => words.replace(/\{([a-z]+)\}/g, (_, place) => places[place]);

  function wordsWith(words, slots) { // a line with what the clinic chose, in the language of the sheet
    return filledIn(words, Object.fromEntries(Object.entries(slots).map(([name, value]) => [name, given(name, value)])));
  }

  function given(name, value) {
    if (["date", "from", "to"].includes(name)) {
      const [year, month, day] = value.split("-").map(Number);
      return filledIn(said.dates[month - 1], { day, year });
    }
    if (name === "day") return said.weekdays[rules.weekdays.indexOf(value)];
    if (name === "language") return said.languages[rules.languages.indexOf(value)];
    return said.dir === "rtl" ? `\u2066${value}\u2069` : value; // read from left to right: left-to-right isolate
  }

  function show() {
    const clinic = clinicOf();
    check(clinic);
    choose(clinic.device?.kind);
    const shown = filled([...PLACES, "emergency_number"].map((name) => [name, faults[name] ? "" : clinic[name]]));
    if (!clinic.country) delete shown.emergency_number;
    sheet.shadowRoot.querySelectorAll("[data-slot]").forEach((slot) => fill(slot, shown, clinic.country));
    fillLists(clinic);
    if (!faults.main && !faults.ground) Object.assign(colors, clinic.colors);
    for (const name of ["main", "ground"]) sheet.style.setProperty(`--${name}`, colors[name]);
    document.documentElement.classList.toggle("ready", !isWrong() && !kept.stricter);
    fields().filter((field) => !faults[field.id]).forEach((field) => tell(field.id)); // what is right by now
    return clinic;
  }

  function isReady() { // says what is wrong, and goes to the first of it
    show();
    fields().forEach((field) => tell(field.id));
    const first = fields().find((field) => faults[field.id]);
    say(first || isWrong() ? "wrong" : "");
    (first?.querySelector("input") ?? first)?.focus(); // of several boxes, the first
    return !isWrong();
  }

  // The clinic file.

  function fileName() { // of 40 letters at most, cut between two words
    const name = clinicFile.plain(typed("name")).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    return (name.length > 40 ? name.slice(0, 41).replace(/-[^-]*$/, "").slice(0, 40) : name) || "our-clinic";
  }

  function save() {
    if (!isReady()) return;
    const clinic = clinicOf();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([clinicFile.write(clinic, fileName())], { type: "application/yaml" }));
    link.download = `${fileName()}.yml`;
    link.click();
    URL.revokeObjectURL(link.href);
    say(clinic.logo ? "saved-logo" : "saved", { clinic: fileName(), logo: clinic.logo });
  }

  function open(text) {
    let clinic;
    try { clinic = clinicFile.parse(text); } catch { return say("other"); }
    if (typeof clinic.name !== "string") return say("other");
    const opened = { ...clinic };
    delete opened.logo;
    put(opened);
    setLogo({});
    const missing = lost(opened, clinicOf());
    const isRight = isReady();
    const unseen = [...Object.keys(kept).filter((name) => name !== "stricter"), ...Object.keys(kept.stricter ?? {}).map((name) => `stricter.${name}`)];
    if (isRight) say("opened");
    if (missing.length) say("lost", { parts: missing.join(", ") }, "kept");
    else say(unseen.length ? "not-shown" : "", { parts: unseen.join(", ") }, "kept");
    return null;
  }

  function setLogo({ fault = "", data = "", ending = "" }) {
    logoFault = fault;
    logo = { data, ending };
    at("no-logo").hidden = !data;
    if (!data && !fault) at("logo").value = "";
    show();
    tell("logo");
  }

  function print() {
    if (!isReady()) return;
    if (kept.stricter) say("no-print");
    else window.print();
  }

  // The lists to choose from.

  function options(id, items) { // [value, words, group]
    const select = at(id);
    for (const [value, words, group] of items) {
      const made = Object.assign(document.createElement("option"), { value, textContent: words });
      const last = select.lastElementChild;
      if (!group) select.append(made);
      else if (last?.label === group) last.append(made);
      else { const part = Object.assign(document.createElement("optgroup"), { label: group }); part.append(made); select.append(part); }
    }
  }

  const capital = (text) => text[0].toUpperCase() + text.slice(1);
  const named = (id) => capital(id.replaceAll("-", " "));

  function offerLines(place) { // those of the subject that is chosen, or all
    const [about, select] = ["about", "line"].map((name) => at(`lines-${place}-${name}`));
    const chosen = select.value;
    const found = rules.lines.filter(([, group]) => !about.value || group === about.value);
    select.replaceChildren(select.options[0]);
    options(select.id, found.map(([id, group, words]) => [id, words.replace(/\{[a-z]+\}/g, "…"), named(group)]));
    select.value = found.some(([id]) => id === chosen) ? chosen : "";
  }

  function tick(id, items) { // a box to tick for each
    const place = at(`${id}-wrong`);
    for (const [value, words] of items) {
      const box = Object.assign(document.createElement("input"), { type: "checkbox", value });
      place.before(Object.assign(element("label", box, capital(words)), { className: "tick" }));
    }
  }

  function fillChoices() {
    const subjects = [...new Set(rules.lines.map(([, group]) => group))];
    for (const place of range("lines")) {
      options(`lines-${place}-about`, subjects.map((group) => [group, named(group)]));
      offerLines(place);
    }
    for (const place of range("products")) {
      tick(`products-${place}-substances`, rules.substances);
      options(`products-${place}-use`, rules.uses);
    }
    for (const place of range("red_flags")) {
      options(`red_flags-${place}-sign`, rules.signs.map(([id, words]) => [id, words]));
      options(`red_flags-${place}-urgency`, ["same_day", "emergency_now"].map((level) => [level, rules.levels[level]]));
    }
    at("languages").append(...rules.languages.map((value) => Object.assign(document.createElement("option"), { value })));
    const names = window.Intl?.DisplayNames && new Intl.DisplayNames(["en"], { type: "region" });
    at("others").append(...rules.countries.filter((code) => !rules.numbers[code]).map((code) => element("option", code)));
    document.querySelectorAll("#place optgroup option").forEach((one) => { // a code says less than a name
      one.value = one.textContent;
      one.textContent = names?.of(one.value) || one.value;
    });
    at("others").append(...[...at("others").children].sort((one, two) => one.textContent.localeCompare(two.textContent, "en")));
  }

  function begin() {
    fillChoices();
    at("make").hidden = false;
    document.documentElement.classList.add("makes");
    sheet = at("sheet");
    sheet.attachShadow({ mode: "open" });
    range("lines").forEach((place) => at(`lines-${place}-about`).addEventListener("change", () => offerLines(place)));
    at("make-form").addEventListener("input", () => {
      show();
      if (!isWrong()) say(""); // what was said of faults, or of a file, is over
    });
    at("make-form").addEventListener("change", (event) => {
      show();
      if (event.target.id !== "logo") tell(event.target.id || event.target.closest("fieldset").id); // of several boxes
      if (event.target.type === "color") Object.keys(colors).forEach(tell); // one is read on the other
      if (event.target.id === "place") PHONES.filter(typed).forEach(tell); // a country says which numbers there are
    });
    at("make-form").addEventListener("submit", (event) => event.preventDefault());
    at("logo").addEventListener("change", async () => { if (at("logo").files[0]) setLogo(await logoOf(at("logo").files[0])); });
    at("no-logo").addEventListener("click", () => { setLogo({}); at("logo").focus(); });
    at("print").addEventListener("click", print);
    at("save").addEventListener("click", save);
    at("load").addEventListener("change", async () => { const file = at("load").files[0]; const text = await file.text(); open(text); at("load").value = ""; });
    show();
  }

  begin();
})();
