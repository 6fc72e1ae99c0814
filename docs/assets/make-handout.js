// A clinic's own words on the general sheet, in its own browser: shown at once, printed, saved as a clinic file. Every word of the sheet comes
// from the page; what is typed goes into its places as text, never as HTML, and nowhere else. Rules of a clinic's file: handout-rules.js.
"use strict";
(() => {
  const TEXTS = ["name", "address", "hours"]; // where somebody could write advice
  const LINES = ["name", "phone", "out_of_hours_phone", "address", "hours", "web"];
  const rules = window.handoutRules;
  const at = (id) => document.getElementById(id);
  if (!rules || !Element.prototype.attachShadow) return; // the page stays as it is without scripts
  const refused = rules.refused.map((group) => group.map((text) => new RegExp(text, "i")));
  const unprintable = new RegExp(rules.unprintable);
  const values = { logo: "" }; // what the sheet shows: only what has no fault
  const faults = {};
  let logoName = "";
  let sheet;

  // The rules.

  function folded(text) {
    const plain = [...text].map((letter) => rules.letters[letter] ?? letter).join("");
    return plain.normalize("NFKD").replace(/\p{M}/gu, "").split(/\s+/).filter(Boolean).join(" ");
  }

  function faultOf(name, text) {
    const { least, most, pattern, required } = rules.fields[name];
    const length = [...text].length;
    if (!text) return required ? "missing" : "";
    if (unprintable.test(text)) return "letters";
    if (length < least || (most && length > most) || !new RegExp(pattern).test(text)) return "form";
    return TEXTS.includes(name) && refused.some((group) => group.every((one) => one.test(folded(text)))) ? "refused" : "";
  }

  function luminance(color) { // WCAG 2.2, relative luminance
    const [red, green, blue] = [1, 3, 5].map((start) => parseInt(color.slice(start, start + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function reads(one, two) {
    const [dark, light] = [luminance(one), luminance(two)].sort((less, more) => less - more);
    return (light + 0.05) / (dark + 0.05) >= rules.contrast;
  }

  // The logo, as a data: address, or the name of its fault. A picture in an <img> runs nothing; the sheet's other views ask for more.

  async function logoOf(file) {
    if (file.size > rules.logo.bytes) return { fault: "large" };
    const bytes = new Uint8Array(await file.arrayBuffer());
    const isPng = [137, 80, 78, 71].every((byte, place) => bytes[place] === byte);
    const end = String.fromCharCode(...bytes.slice(-8, -4)); // a browser shows half a PNG, and paper would have half a logo
    const fault = isPng ? (end === "IEND" ? "" : "kind") : drawingFault(bytes);
    if (fault) return { fault };
    const data = await new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result.replace(/^data:[^;,]*/, `data:image/${isPng ? "png" : "svg+xml"}`));
      reader.readAsDataURL(file);
    });
    const picture = new Image();
    picture.src = data;
    const whole = await picture.decode().then(() => true, () => false);
    const [less, more] = [picture.naturalWidth, picture.naturalHeight].sort((one, two) => one - two);
    if (!whole) return { fault: "kind" };
    if (isPng && more > rules.logo.pixels) return { fault: "large" };
    return more > rules.logo.longest * less ? { fault: "long" } : { data, ending: isPng ? "png" : "svg" };
  }

  function drawingFault(bytes) {
    let text;
    try { text = new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch { return "kind"; }
    const tree = new DOMParser().parseFromString(text, "image/svg+xml");
    const root = tree.documentElement;
    const SVG = "http://www.w3.org/2000/svg";
    if (tree.querySelector("parsererror") || root.localName !== "svg" || root.namespaceURI !== SVG) return "kind";
    if (!root.hasAttribute("viewBox") && !(root.hasAttribute("width") && root.hasAttribute("height"))) return "kind";
    if (tree.doctype || /<!DOCTYPE|<!ENTITY/.test(text) || /<\?(?!xml\s)/.test(text)) return "parts";
    return [...tree.querySelectorAll("*")].every((one) => isDrawing(one, SVG)) ? "" : "parts";
  }

  function isDrawing(element, namespace) {
    const { shapes, attributes, paint, outside } = rules.logo;
    return element.namespaceURI === namespace && shapes.includes(element.localName) && [...element.attributes].every(({ name, localName, value }) => {
      if (/^xmlns(:|$)/.test(name)) return true;
      const painted = localName === "style" ? value.split(";").map((part) => part.split(":")[0].trim().toLowerCase()).filter(Boolean) : [];
      return attributes.includes(localName) && (localName !== "href" || value.startsWith("#")) && !new RegExp(outside, "i").test(value)
        && painted.every((one) => paint.includes(one));
    });
  }

  // The form.

  const typed = (name) => at(name).value.normalize("NFC").trim();

  function country() { // the code, and the number where the project knows it
    const code = at("place").value === "other" ? typed("country").toUpperCase() : at("place").value;
    return [code, rules.numbers[code]];
  }

  function read() {
    const [code, number] = country();
    at("other-country").hidden = at("place").value !== "other";
    at("emergency_number").readOnly = Boolean(number);
    if (number) at("emergency_number").value = number;
    for (const name of [...LINES, "emergency_number"]) faults[name] = faultOf(name, typed(name));
    for (const name of LINES) values[name] = faults[name] ? "" : typed(name);
    values.emergency_number = faults.emergency_number || !code ? "" : typed("emergency_number");
    faults.place = code || at("place").value ? "" : "missing";
    faults.country = at("place").value !== "other" ? "" : !code ? "missing" : rules.countries.includes(code) ? "" : "form";
    values.country = code;
    values.device = at("device").value;
    const [main, ground] = [at("main").value, at("ground").value];
    faults.main = reads("#ffffff", main) ? "" : "form";
    faults.ground = reads(main, ground) && reads(rules.ink, ground) ? "" : "form";
    if (!faults.main && !faults.ground) Object.assign(values, { main, ground });
  }

  function tell(name) { // beside the field
    const fault = faults[name] || "";
    const field = at(name);
    if (fault) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    at(`${name}-wrong`).querySelectorAll("[data-fault]").forEach((one) => { one.hidden = one.dataset.fault !== fault; });
  }

  const wrong = () => Object.keys(faults).filter((name) => faults[name]);

  function say(name, more = "") {
    const words = name && at("say").content.querySelector(`[data-say="${name}"]`).textContent;
    at("made").textContent = name ? words + more : "";
  }

  // The sheet.

  function choose() { // the words differ by device; rf has those of deep
    const kind = values.device === "rf" ? "deep" : values.device || "any";
    if (sheet.dataset.kind === kind) return;
    sheet.dataset.kind = kind;
    sheet.shadowRoot.replaceChildren(at("sheet-style").content.cloneNode(true), at(`sheet-${kind}`).content.cloneNode(true));
  }

  const dialed = (number) => number.split(" ext ")[0].replace(new RegExp(rules.trunk), "$1").replace(/[^\d+]/g, "");

  function fill(slot) {
    const name = slot.dataset.slot;
    const [text, link] = [values[name] || "", slot.closest("a")];
    const part = slot.closest(".call, .line");
    if (name === "logo") return slot.replaceChildren(...(text ? [picture(text)] : []));
    slot.textContent = text || at(name)?.dataset.empty || "";
    slot.classList.toggle("empty", !text);
    if (part) part.hidden = !slot.textContent;
    if (!link) return null;
    if (!text) return link.removeAttribute("href");
    return link.setAttribute("href", name === "web" ? text : `tel:${dialed(text)}`);
  }

  function picture(address) {
    const made = new Image();
    made.alt = "";
    made.src = address;
    return made;
  }

  function show() {
    read();
    choose();
    sheet.shadowRoot.querySelectorAll("[data-slot]").forEach(fill);
    for (const name of ["main", "ground"]) sheet.style.setProperty(`--${name}`, values[name]);
    document.documentElement.classList.toggle("ready", !wrong().length);
  }

  function isReady() { // says what is wrong, and goes to the first of it
    show();
    Object.keys(faults).forEach(tell);
    const first = [...at("make-form").elements].find((field) => faults[field.id]);
    say(first ? "wrong" : "");
    first?.focus();
    return !first;
  }

  // The clinic file: every text in quotes, as JSON writes it, which YAML reads too.

  const idOf = (name) => folded(name).toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40).replace(/-$/, "") || "our-clinic";

  function fileOf() {
    const id = idOf(values.name);
    const pairs = ["name", "country", "phone", "out_of_hours_phone", "emergency_number", "address", "hours", "web", "logo"]
      .map((name) => [name, name === "logo" ? values.logo && logoName : values[name]]).filter(([, text]) => text);
    const device = at("device").selectedOptions[0].dataset.name;
    const lines = [`# A clinic's handout. Put this file into the folder clinics, then run: build.py handouts --clinic ${id}`,
      ...pairs.map(([name, text]) => `${name}: ${JSON.stringify(text)}`), "colors:", `  main: "${values.main}"`, `  ground: "${values.ground}"`,
      ...(device ? ["device:", `  name: "${device}"`, `  kind: "${values.device}"`] : [])];
    return { name: `${id}.yml`, text: `${lines.join("\n")}\n` };
  }

  function save() {
    if (!isReady()) return;
    const file = fileOf();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.text], { type: "application/yaml" }));
    link.download = file.name;
    link.click();
    URL.revokeObjectURL(link.href);
    say(values.logo ? "saved-logo" : "saved", values.logo ? logoName : "");
  }

  function parse(text) { // a file that `fileOf` wrote, as {"colors.main": "#124f49"}; null for any other
    const found = {};
    let above = "";
    for (const line of text.split(/\r?\n/).filter((one) => one.trim() && !one.startsWith("#"))) {
      const [, indent, key, rest] = /^( {2})?([a-z_]+):(?: (".*"))?$/.exec(line) || [];
      if (!key || (!rest && indent)) return null;
      try { if (rest) found[indent ? `${above}.${key}` : key] = JSON.parse(rest); } catch { return null; }
      above = indent ? above : key;
    }
    const known = [...LINES, "country", "emergency_number", "logo", "colors.main", "colors.ground", "device.name", "device.kind"];
    return found.name && Object.keys(found).every((key) => known.includes(key)) ? found : null;
  }

  function open(text) {
    const found = parse(text);
    if (!found) return say("other");
    for (const name of [...LINES, "emergency_number"]) at(name).value = found[name] || "";
    const known = Boolean(rules.numbers[found.country]);
    at("place").value = known ? found.country : found.country ? "other" : "";
    at("country").value = known ? "" : found.country || "";
    at("device").value = found["device.kind"] || "";
    for (const name of ["main", "ground"]) at(name).value = found[`colors.${name}`] || at(name).defaultValue;
    setLogo({});
    return isReady() && say("opened");
  }

  function setLogo({ fault = "", data = "", ending = "" }) {
    faults.logo = fault;
    values.logo = data;
    logoName = ending && `${idOf(typed("name"))}-logo.${ending}`;
    at("no-logo").hidden = !data;
    if (!data && !fault) at("logo").value = "";
    show();
    tell("logo");
  }

  function begin() {
    const names = window.Intl?.DisplayNames && new Intl.DisplayNames(["en"], { type: "region" });
    document.querySelectorAll("#place optgroup option").forEach((one) => { // a code says less than a name
      one.value = one.textContent;
      one.textContent = names?.of(one.value) || one.value;
    });
    at("make").hidden = false;
    document.documentElement.classList.add("makes");
    sheet = at("sheet");
    sheet.attachShadow({ mode: "open" });
    at("make-form").addEventListener("input", show);
    at("make-form").addEventListener("change", (event) => {
      show();
      const together = [["place", "country", "emergency_number"], ["main", "ground"]].find((names) => names.includes(event.target.id));
      const seen = (name) => name === event.target.id || !faults[name] || event.target.type === "color"; // of the others, only what is right by now
      (together || [event.target.id]).filter((name) => name in faults && name !== "logo" && seen(name)).forEach(tell);
    });
    at("make-form").addEventListener("submit", (event) => event.preventDefault());
    at("logo").addEventListener("change", async () => { if (at("logo").files[0]) setLogo(await logoOf(at("logo").files[0])); });
    at("no-logo").addEventListener("click", () => { setLogo({}); at("logo").focus(); });
    at("print").addEventListener("click", () => { if (isReady()) window.print(); });
    at("save").addEventListener("click", save);
    at("load").addEventListener("change", async () => { open(await at("load").files[0].text()); at("load").value = ""; });
    show();
  }

  begin();
})();
