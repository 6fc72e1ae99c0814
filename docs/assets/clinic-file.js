// A clinic's file in the browser: read, held against the rules of the build (handout-rules.js), written. Nothing here knows of a form or a sheet.
"use strict";
window.clinicFile = ((rules) => {
  if (!rules) return null;
  const { names } = rules;
  const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const whole = (pattern, flags = "") => new RegExp(`^(?:${pattern})$`, flags);
  const NIGHT = "out_of_hours_phone"; // the only field whose number may be short
  const LEVELS = ["emergency_now", "same_day", "within_48h", "routine"];
  const rank = (level) => LEVELS.indexOf(level);

  // Names: the letters, the shape and the words of one (scripts/knowledge/names.py).

  const plain = (text) => [...text.toLowerCase()].map((letter) => names.plain[letter] ?? letter).join("").normalize("NFKD").replace(/\p{M}/gu, "");
  const wordsOf = (text) => text.match(new RegExp(`[${names.letters}0-9'’]+`, "g")) || [];
  const isBig = (text) => /[\p{Lu}0-9]/u.test(text);

  function nameFault(kind, text, substances) { // [code, what is wrong], or null
    const odd = [...text].find((sign) => !new RegExp(`[${names.letters}${names.signs[kind] || names.signs[""]}]`, "u").test(sign));
    if (odd) return ["letters", odd];
    const shape = shapeFault(kind, text);
    if (shape) return ["shape", shape];
    const word = wordFault(kind, text);
    if (word) return ["word", word];
    if (kind === "person" && wordsOf(text).every((one) => names.nobody.includes(plain(one)))) return ["nobody", text];
    const term = termIn(kind, text, substances);
    return term ? ["term", term] : null;
  }

  function shapeFault(kind, text) {
    if (kind === "address") return text.split(/[,;]/).map((part) => part.trim()).find((part) => !isBig(part));
    const words = wordsOf(text);
    return words.length ? words.find((word) => !isBig(word) && !names.small[kind].includes(plain(word))) : text;
  }

  function wordFault(kind, text) {
    const bare = plain(text).replace(new RegExp(names.numbered, "g"), "");
    const found = new RegExp(names.times).exec(bare.replace(/[^a-z0-9]+/g, " ")) || new RegExp(names.endings).exec(bare);
    if (found) return found[0];
    const brands = wordsOf(text).filter((word) => /^\p{Ll}/u.test(word) && /\p{Lu}/u.test(word)).map(plain).concat(kind === "person" ? names.surnames : []);
    const isRefused = (word) => names.advice.includes(word) ? kind === "address" || !brands.includes(word)
      : kind !== "address" && names.sentence.includes(word) && !brands.includes(word);
    return wordsOf(bare).find(isRefused);
  }

  function termIn(kind, text, substances) {
    const allowed = new Set(substances.flatMap((name) => rules.substances.find(([id]) => id === name)?.[2] || [name]));
    const [fuzzy, long, hidden] = names.near;
    const words = wordsOf(plain(text));
    const runs = words.flatMap((word, place) => [1, 2, 3].map((count) => words.slice(place, place + count).join("")));
    const found = names.terms.find(([term, owners, medicine, exact, sold, products]) => {
      if (owners.some((one) => allowed.has(one)) || (kind === "address" && !medicine) || (products && kind !== "product") || (kind === "person" && names.surnames.includes(term))) return false;
      if (exact || (sold && kind !== "product")) return runs.includes(term);
      const most = (term.length >= fuzzy) + (term.length >= long);
      return (term.length >= hidden && words.join("").includes(term)) || runs.some((run) => isNear(run, term, most));
    });
    return found?.[0];
  }

  function isNear(one, two, most) { // `most` letters put in, taken out or changed make one of the other
    if (most === 0 || one === two) return one === two;
    if (Math.abs(one.length - two.length) > most) return false;
    let row = [...Array(two.length + 1).keys()];
    [...one].forEach((letter, number) => {
      const next = [number + 1];
      [...two].forEach((other, place) => next.push(Math.min(row[place + 1] + 1, next[place] + 1, row[place] + (letter !== other))));
      row = next;
    });
    return row[two.length] <= most;
  }

  // Phones: {link} as all phones dial it, or {fault} (scripts/knowledge/phones.py). What is called at night may be short, as 111.

  function phone(text, country, mayBeShort = false) {
    const [code, prefix, transform, all, premium, kinds, short] = rules.phones[country] || [];
    const few = whole(rules.short).test(text) ? text.replaceAll(" ", "") : "";
    if (mayBeShort && short && whole(short).test(few)) return { link: few };
    if (!code || !new RegExp(rules.written, "i").test(text)) return { fault: "form" };
    const [, number, extension] = /^(.*?)(?: ?(?:ext\.?|x) ?(\d{1,6}))?$/i.exec(text);
    const digits = number.replace(/[^\d+]/g, "");
    if (digits.startsWith("+") && !digits.startsWith(`+${code}`)) return { fault: "country" };
    const own = withoutPrefix(digits.startsWith("+") ? digits.slice(code.length + 1) : digits, prefix, transform, whole(all));
    if (!whole(all).test(own) || !whole(kinds).test(own)) return { fault: "country" };
    if (premium && whole(premium).test(own)) return { fault: "premium" };
    return { link: `+${code}${own}${extension ? `;ext=${extension}` : ""}` };
  }

  function withoutPrefix(digits, prefix, transform, all) { // without what is dialed inside the country alone
    const found = prefix && new RegExp(`^(?:${prefix})`).exec(digits);
    if (!found) return digits;
    const changes = transform && found.length > 1 && found[found.length - 1] !== undefined;
    const rest = digits.slice(found[0].length);
    const own = changes ? transform.replace(/\\(\d)/g, (_, group) => found[group] ?? "") + rest : rest;
    return all.test(digits) && !all.test(own) ? digits : own;
  }

  // Colors (WCAG 2.2, relative luminance).

  function luminance(color) {
    const [red, green, blue] = [1, 3, 5].map((start) => parseInt(color.slice(start, start + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function reads(one, two) {
    const [dark, light] = [luminance(one), luminance(two)].sort((less, more) => less - more);
    return (light + 0.05) / (dark + 0.05) >= rules.contrast;
  }

  // The whole file: a list of {path: "products.0.name", code, got}.

  const isDate = (text) => typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text;
  const isCount = (value, least, most) => Number.isInteger(value) && value >= least && value <= most;

  function faults(clinic) {
    const found = [];
    const tell = (path, code, got = "") => found.push({ path, code, got: String(got) });
    const list = (holder, name, path, check) => {
      const items = holder?.[name] ?? [];
      if (!Array.isArray(items) || items.length > rules.most[name]) return tell(path, "form");
      return items.forEach((item, number) => { if (hasKeys(item, name, `${path}.${number}`, tell)) check(item, `${path}.${number}`, items.slice(0, number)); });
    };
    if (!hasKeys(clinic, "", "", tell)) return found;
    simple(clinic, tell);
    const { country, stricter = {} } = clinic;
    const called = (text, path) => {
      const fault = typeof text === "string" ? phone(text, country, path === NIGHT).fault : "form";
      if (fault) tell(path, fault);
    };
    for (const name of ["phone", NIGHT]) if (clinic[name] !== undefined && rules.countries.includes(country)) called(clinic[name], name);
    if (clinic.device !== undefined && hasKeys(clinic.device, "device", "device", tell)) deviceFaults(clinic.device, tell);
    list(clinic, "products", "products", (item, path) => productFaults(item, path, tell));
    list(clinic, "lines", "lines", (item, path, before) => lineFaults(item, path, before, called, tell));
    if (!isCount(clinic.write_lines ?? 0, 0, rules.most.write_lines)) tell("write_lines", "form");
    if (!hasKeys(stricter, "stricter", "stricter", tell)) return found;
    strictFaults(stricter, ["deep", "rf"].includes(clinic.device?.kind), list, tell);
    if (clinic.signed_off && hasKeys(clinic.signed_off, "signed_off", "signed_off", tell)) signedFaults(clinic.signed_off, "signed_off", tell);
    list(clinic, "languages", "languages", (item, path) => signedFaults(item, path, tell));
    return found;
  }

  function hasKeys(item, name, path, tell) { // a mapping with what it needs, and nothing else
    if (!isMap(item)) { tell(path, "form"); return false; }
    const known = rules.keys[name];
    const odd = Object.keys(item).filter((key) => !(key in known));
    const missing = Object.keys(known).filter((key) => known[key] && (item[key] === undefined || item[key] === ""));
    const at = (key) => (path ? `${path}.${key}` : key);
    odd.forEach((key) => tell(at(key), "unknown", key));
    missing.forEach((key) => tell(at(key), "missing", key));
    return name === "" || !odd.length && !missing.length;
  }

  function named(kind, value, path, tell, most = 60, substances = []) {
    const text = typeof value === "string" ? value.replace(/^ +| +$/g, "") : value;
    if (typeof text !== "string" || [...text].length < 2 || [...text].length > most) return tell(path, "form");
    const fault = nameFault(kind, text, substances);
    return fault && tell(path, ...fault);
  }

  function simple(clinic, tell) { // the fields that stand alone
    for (const [name, { least, most, pattern }] of Object.entries(rules.fields)) {
      const value = clinic[name];
      if (value === undefined || (value === "" && rules.fields[name].required)) continue;
      const length = typeof value === "string" ? [...value].length : -1;
      const kind = { name: "name", address: "address" }[name];
      if (length < Math.max(least, 1) || (most && length > most) || (pattern && !new RegExp(pattern).test(value))) tell(name, "form", value);
      else if (kind) named(kind, value, name, tell, most);
    }
    if (typeof clinic.hours === "string" && !new RegExp(rules.hours, "i").test(clinic.hours)) tell("hours", "form", clinic.hours);
    if (typeof clinic.country === "string" && clinic.country && !rules.countries.includes(clinic.country)) tell("country", "form", clinic.country);
    const { country, emergency_number: number } = clinic;
    const known = rules.numbers[country];
    if (known ? number !== known : !whole(rules.emergency[country] || "(?!)").test(number)) {
      const own = known || ownNumbers(country);
      if (own || number) tell("emergency_number", own ? "number" : "form", own);
    }
    if (clinic.colors && hasKeys(clinic.colors, "colors", "colors", tell)) colorFaults(clinic.colors, tell);
  }

  function ownNumbers(country) { // those of up to four digits that call for help there
    const pattern = whole(rules.emergency[country] || "(?!)");
    const every = [2, 3, 4].flatMap((digits) => [...Array(10 ** digits).keys()].map((number) => `${number}`.padStart(digits, "0")));
    return every.filter((number) => pattern.test(number)).join(" or ");
  }

  function colorFaults({ main, ground = "#f3ede2" }, tell) {
    const isColor = (text) => typeof text === "string" && /^#[0-9a-fA-F]{6}$/.test(text);
    if (!isColor(main) || !reads("#ffffff", main)) tell("colors.main", "form", main);
    if (!isColor(ground) || (isColor(main) && !(reads(main, ground) && reads(rules.ink, ground)))) tell("colors.ground", "form", ground);
  }

  function deviceFaults(device, tell) {
    named("device", device.name, "device.name", tell);
    if (!["needles", "deep", "rf"].includes(device.kind)) tell("device.kind", "form", device.kind);
    else if (device.kind === "needles" && new RegExp(rules.deep, "i").test(device.name)) tell("device.kind", "deep", device.name);
  }

  function productFaults(item, path, tell) {
    const given = Array.isArray(item.substances) ? item.substances : [];
    if (!given.length || given.some((name) => !rules.substances.some(([id]) => id === name))) tell(`${path}.substances`, "form", given);
    named("product", item.name, `${path}.name`, tell, 60, given);
    if (!rules.uses.some(([id]) => id === item.use)) tell(`${path}.use`, "form", item.use);
  }

  const lineOf = (id) => rules.lines.find(([one]) => one === id);
  const slotsOf = (id) => [...new Set([...(lineOf(id)?.[2] || "").matchAll(/\{([a-z]+)\}/g)].map(([, slot]) => slot))];

  function lineFaults(item, path, before, called, tell) {
    if (!lineOf(item.line)) return tell(`${path}.line`, "form", item.line);
    const slots = slotsOf(item.line);
    const given = Object.keys(item).filter((key) => key !== "line");
    slots.filter((slot) => !given.includes(slot)).forEach((slot) => tell(`${path}.${slot}`, "missing"));
    given.filter((slot) => !slots.includes(slot)).forEach((slot) => tell(`${path}.${slot}`, "unknown", slot));
    const same = JSON.stringify(Object.entries(item).sort());
    if (before.some((one) => isMap(one) && JSON.stringify(Object.entries(one).sort()) === same)) tell(`${path}.line`, "twice");
    slots.filter((slot) => given.includes(slot)).forEach((slot) => slotFault(slot, item[slot], `${path}.${slot}`, called, tell));
    if (!isDate(item.from) || !isDate(item.to)) return null;
    const days = (Date.parse(item.to) - Date.parse(item.from)) / 864e5;
    if (days <= 0) return tell(`${path}.to`, "order");
    return days > rules.span && tell(`${path}.to`, "far");
  }

  function slotFault(slot, value, path, called, tell) {
    if (slot === "phone") return called(value, path);
    if (slot === "name") return named("person", value, path, tell);
    const isRight = { date: isDate, from: isDate, to: isDate, time: (text) => typeof text === "string" && new RegExp(rules.time).test(text),
      day: (text) => rules.weekdays.includes(text), language: (text) => rules.languages.includes(text), number: (one) => isCount(one, 1, 99) }[slot];
    return isRight(value) || tell(path, "form", value);
  }

  function strictFaults(stricter, isDeep, list, tell) {
    list(stricter, "red_flags", "stricter.red_flags", (item, path, before) => {
      const sign = rules.signs.find(([id]) => id === item.sign);
      if (!sign) tell(`${path}.sign`, "form", item.sign);
      else if (rank(item.urgency) < 0 || rank(item.urgency) > rank(sign[2])) tell(`${path}.urgency`, "least");
      if (before.some((one) => one.sign === item.sign)) tell(`${path}.sign`, "twice");
    });
    const named = (value) => (Array.isArray(value) ? value : [value]);
    const once = (key, item, path, before) => { // of two days or levels, nobody knows which one the clinic means
      if (named(item[key]).some((one) => before.some((other) => isMap(other) && named(other[key]).includes(one)))) tell(`${path}.${key}`, "twice");
    };
    list(stricter, "calls", "stricter.calls", (item, path, before) => {
      once("red_flag", item, path, before);
      const level = rules.flags[item.red_flag];
      if (!level || rank(item.urgency) < 0 || rank(item.urgency) > rank(level)) tell(path, "form");
    });
    list(stricter, "first_days", "stricter.first_days", (item, path, before) => {
      once("remedy", item, path, before);
      const [first, deep, last] = rules.remedies[item.remedy] || [];
      if (first === undefined || !isCount(item.first_day, isDeep ? deep : first, last ?? 365)) tell(path, "form");
    });
    list(stricter, "avoid", "stricter.avoid", (item, path, before) => {
      once("what", item, path, before);
      const ends = Array.isArray(item.what) && item.what.length ? item.what.map((name) => rules.waits[name]?.[isDeep ? 1 : 0]) : [undefined];
      const isLong = (end) => end !== undefined && (item.until_day === null || (end !== null && isCount(item.until_day, Math.max(end, 1), 365)));
      if (!ends.every(isLong)) tell(path, "form");
    });
  }

  function signedFaults(signed, path, tell) {
    named("person", signed.name, `${path}.name`, tell);
    named("role", signed.role, `${path}.role`, tell, 40);
    if (!isDate(signed.date)) tell(`${path}.date`, "form", signed.date);
    if (signed.id !== undefined && !rules.tongues.includes(signed.id)) tell(`${path}.id`, "form", signed.id);
    if (!/^[0-9a-f]{16}$/.test(signed.content_hash)) tell(`${path}.content_hash`, "form");
  }

  // Reading: the part of YAML that clinics' files are written in. Throws at anything else.

  function parse(text) {
    const rows = text.replace(/^\ufeff/, "").split(/\r?\n/).map(withoutComment).filter((row) => row.trim() && row.trim() !== "---")
      .map((row) => ({ indent: row.length - row.trimStart().length, text: row.trim() }));
    let place = 0;
    const isItem = () => /^- /.test(rows[place].text);
    const here = (indent) => place < rows.length && rows[place].indent === indent;
    function block(indent) {
      return isItem() ? list(indent) : map(indent);
    }
    function map(indent) {
      const found = {};
      while (here(indent) && !isItem()) {
        const [, key, rest] = /^([A-Za-z_]+):(?: +(.*))?$/.exec(rows[place].text) || refuse();
        if (Object.hasOwn(found, key)) refuse();
        place += 1;
        if (rest) found[key] = flow(rest);
        else found[key] = place < rows.length && (rows[place].indent > indent || (here(indent) && isItem())) ? block(rows[place].indent) : null;
      }
      return found;
    }
    function list(indent) {
      const found = [];
      while (here(indent) && isItem()) {
        const rest = rows[place].text.slice(2);
        const inner = indent + 2 + rest.length - rest.trimStart().length;
        rows[place] = { indent: inner, text: rest.trim() };
        if (/^[A-Za-z_]+:( |$)/.test(rest.trim())) found.push(map(inner));
        else { found.push(flow(rest.trim())); place += 1; }
      }
      return found;
    }
    if (!rows.length) refuse();
    const value = rows[0].text.startsWith("{") ? flow(rows.map((row) => row.text).join(" ")) : block(rows[0].indent);
    if ((place < rows.length && !rows[0].text.startsWith("{")) || !isMap(value)) refuse();
    return value;
  }

  function refuse() {
    throw new SyntaxError("not a clinic's file");
  }

  function withoutComment(row) {
    let quote = "";
    for (let place = 0; place < row.length; place += 1) {
      const sign = row[place];
      if (quote === '"' && sign === "\\") place += 1;
      else if (quote) quote = sign === quote ? "" : quote;
      else if (/["']/.test(sign) && /^$|[\s[{,:]/.test(row[place - 1] || "")) quote = sign;
      else if (sign === "#" && (place === 0 || /\s/.test(row[place - 1]))) return row.slice(0, place);
    }
    return row;
  }

  function flow(text) { // one value on one line
    let rest = text;
    const skip = (pattern) => { const found = pattern.exec(rest) || refuse(); rest = rest.slice(found[0].length); return found; };
    function value(inside) {
      if (rest.startsWith("[")) return items("]", () => value(true));
      if (rest.startsWith("{")) {
        const pairs = items("}", () => {
          const [, quoted, bare] = skip(/^(?:"([A-Za-z_]+)"|([A-Za-z_]+)) *: */);
          return [quoted || bare, value(true)];
        });
        if (new Set(pairs.map(([key]) => key)).size < pairs.length) refuse();
        return Object.fromEntries(pairs);
      }
      if (rest.startsWith('"')) return JSON.parse(skip(/^"(?:[^"\\]|\\.)*"/)[0]);
      if (rest.startsWith("'")) return skip(/^'((?:[^']|'')*)'/)[1].replaceAll("''", "'");
      return scalar(skip(inside ? /^[^,[\]{}]+/ : /^.+/)[0].trim());
    }
    function items(end, item) {
      const found = [];
      skip(/^. */);
      while (!rest.startsWith(end)) {
        found.push(item());
        skip(/^ */);
        if (!rest.startsWith(end)) skip(/^, */);
      }
      rest = rest.slice(1);
      return found;
    }
    const found = value(false);
    return rest.trim() ? refuse() : found;
  }

  function scalar(text) {
    if (/^[&*!|>%@`"'?]|: |^- /.test(text)) refuse();
    if (/^(null|~)$/i.test(text)) return null;
    if (/^(true|false)$/i.test(text)) return /^true$/i.test(text);
    if (/^[-+]?\d[\d_]*(:[0-5]?\d)*(\.\d+)?$/.test(text)) return Number(text.replace(/[:_]/g, ""));
    return text;
  }

  // Writing: each text in quotes, as JSON and YAML both read it; dates as YAML's own.

  function flowOf(value, key = "") {
    if (Array.isArray(value)) return `[${value.map((one) => flowOf(one)).join(", ")}]`;
    if (isMap(value)) return `{${Object.entries(value).map(([name, one]) => `${name}: ${flowOf(one, name)}`).join(", ")}}`;
    return ["date", "from", "to"].includes(key) && isDate(value) ? value : JSON.stringify(value);
  }

  function linesOf(key, value, indent = "") {
    if (Array.isArray(value) && isMap(value[0])) return [`${indent}${key}:`, ...value.map((one) => `${indent}  - ${flowOf(one)}`)];
    if (isMap(value) && key !== "signed_off") {
      return [`${indent}${key}:`, ...Object.entries(value).flatMap(([name, one]) => linesOf(name, one, `${indent}  `))];
    }
    return [`${indent}${key}: ${flowOf(value, key)}`];
  }

  const isEmpty = (value) => value === undefined || value === "" || value === 0 || (typeof value === "object" && value && !Object.keys(value).length);

  function write(clinic, id) {
    const order = Object.keys(rules.keys[""]).filter((key) => !isEmpty(clinic[key]));
    const lines = order.flatMap((key) => linesOf(key, clinic[key]));
    return `# A clinic's handout. Put this file into the folder clinics, then run: build.py handouts --clinic ${id}\n${lines.join("\n")}\n`;
  }

  return { faults, parse, phone, plain, slotsOf, lineOf, write };
})(window.handoutRules);
