// What the search shows: results with two lines of their text, the words marked. The search page and the look-up box in the bar share it.
// Lines come from the pages themselves, of those results that are in sight.

const INLINE = /<\/?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var|wbr)\b[^>]*>/g;
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
/** About two lines of text. */
const LINES = 150;
const SECTIONS = 3;

const plain = (html) =>
  html
    .replace(INLINE, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, number, name) =>
      name ? (NAMED[name] ?? whole) : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(number)),
    )
    .replace(/\s+/g, " ")
    .trim();

/** The sections of a page's main part: the id of the heading, the heading, the text below it. */
export const sections = (html) => {
  const main = /<main\b[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? "";
  const written = main.replace(/<a class="anchor"[\s\S]*?<\/a>/g, "");
  const text = written.replace(/<(script|style|svg|nav|noscript|template|form)\b[\s\S]*?<\/\1>/g, " ");
  return text.split(/(?=<h[1-6]\b)/).map((part) => {
    const [, level, attributes, heading] = /^<h([1-6])\b([^>]*)>([\s\S]*?)<\/h\1>/.exec(part) ?? [];
    const below = part.replace(/^<h([1-6])\b[\s\S]*?<\/h\1>/, "");
    const id = level > 1 ? (/\bid="([^"]*)"/.exec(attributes)?.[1] ?? null) : null;
    return { id: id && plain(id), heading: level > 1 ? plain(heading) : "", text: plain(below) };
  });
};

export const bodyOf = (html) => sections(html).map(({ heading, text }) => `${heading}\n${text}`).join("\n");

/** Where words of `marks` stand in `text`, as pairs of places with the word that stands there. */
export const marked = (text, marks, { tokens, normal, folded }) => {
  const found = [];
  const isMark = (word) => marks.has(normal(word)) || marks.has(folded(normal(word)));
  for (const token of tokens(text)) {
    if (token.pairs) {
      let at = token.at;
      const letters = token.text.match(/.\p{M}*/gsu);
      letters.forEach((letter, index) => {
        const pair = letter + (letters[index + 1] ?? "");
        if (isMark(pair) || (letters.length === 1 && isMark(letter))) {
          const last = found.at(-1);
          if (last && last.to >= at) last.to = at + pair.length;
          else found.push({ from: at, to: at + pair.length, word: normal(pair) });
        }
        at += letter.length;
      });
    } else if (token.whole && isMark(token.whole)) {
      const from = token.at - (token.whole.length - token.text.length);
      found.push({ from, to: token.at + token.text.length, word: normal(token.whole) });
    } else {
      let at = token.at;
      for (const run of token.runs) {
        at = text.indexOf(run, at);
        if (isMark(run)) found.push({ from: at, to: at + run.length, word: folded(normal(run)) });
        at += run.length;
      }
    }
  }
  return found;
};

/** The piece of a text with the most different words of a query, and the places of these words in it. */
export const excerpt = (text, places) => {
  let [best, first] = [-1, 0];
  places.forEach(({ from }, at) => {
    const near = new Set();
    for (let next = at; next < places.length && places[next].to <= from + LINES - 30; next++) near.add(places[next].word);
    if (near.size > best) [best, first] = [near.size, from];
  });
  // From the word before on, and to the end of a word, where there are spaces.
  let start = Math.max(0, first - 40);
  const space = text.indexOf(" ", start);
  if (start > 0 && space >= 0 && space < first) start = space + 1;
  let end = Math.min(text.length, start + LINES);
  const last = text.lastIndexOf(" ", end);
  if (end < text.length && last > start + LINES / 2) end = last;
  const within = places.filter(({ from, to }) => from >= start && to <= end);
  const pieces = [];
  let at = start;
  for (const { from, to } of within) {
    if (from < at) continue;
    pieces.push({ text: text.slice(at, from) }, { text: text.slice(from, to), isMark: true });
    at = to;
  }
  pieces.push({ text: text.slice(at, end) });
  if (start > 0) pieces.unshift({ text: "… " });
  if (end < text.length) pieces.push({ text: " …" });
  return pieces.filter(({ text }) => text);
};

/** What a result says of its page: two lines, and the sections that answer. */
export const answerOf = (html, marks, words) => {
  const all = sections(html).map((section) => {
    const inText = marked(section.text, marks, words);
    const inHeading = marked(section.heading, marks, words);
    const different = new Set([...inText, ...inHeading].map(({ word }) => word)).size;
    return { ...section, inText, worth: different + 1.5 * new Set(inHeading.map(({ word }) => word)).size };
  });
  // What is asked for by its id (`R2`) is a place of the page, whatever stands there.
  const ids = [...marks].filter((mark) => /^[a-z]+\d+$/.test(mark) && new RegExp(`\\sid="${mark}"`).test(html));
  const byWorth = [...all].sort((a, b) => b.worth - a.worth);
  const lines = byWorth.find(({ inText }) => inText.length) ?? all.find(({ text }) => text) ?? { text: "", inText: [] };
  const most = byWorth[0]?.worth ?? 0;
  const places = byWorth.filter(({ id, worth }) => id && worth > 0 && worth >= most * 0.6).slice(0, SECTIONS);
  return {
    lines: excerpt(lines.text, lines.inText),
    places: [...ids.map((id) => ({ id, heading: id.toUpperCase() })), ...places.map(({ id, heading }) => ({ id, heading }))],
  };
};

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};

const SHAPES = {
  green: ["circle", { cx: 8, cy: 8, r: 6 }],
  amber: ["path", { d: "M8 1.2 14.8 8 8 14.8 1.2 8z" }],
  red: ["path", { d: "M8 1.6 15 14H1z" }],
};

const pill = (mark, label) => {
  const element = make("span", { class: `pill pill-${mark}` });
  if (SHAPES[mark]) {
    const [name, attributes] = SHAPES[mark];
    const drawn = (name, attributes) => {
      const part = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
      return part;
    };
    const svg = drawn("svg", { class: `mark mark-${mark}`, viewBox: "0 0 16 16", "aria-hidden": "true" });
    svg.append(drawn(name, attributes));
    element.append(svg);
  }
  element.append(label);
  return element;
};

const KINDS = { Programs: "Program", People: "Person", Reports: "Status report", Handbook: "Page", Overviews: "Overview" };
const FACETS = { kind: "Kind", area: "Focus area", health: "Health", year: "Year" };

const pages = (count) => (count === 1 ? "1 page" : `${count} pages`);
const quoted = (words) => words.map((word) => `“${word}”`).join(" and ");

/** One sentence on what was found, or why nothing was. */
export const told = (found, shown) => {
  const mended = found.mended.map(([from, to]) => `No page has “${from}”; these have “${to}”.`).join(" ");
  const missing = found.missing.length ? `No page has ${quoted(found.missing)}.` : "";
  const count = found.hits.length;
  if (found.isEmpty) return "There is no word in this query: words have letters or digits.";
  if (!count && found.phrases.length && !missing) {
    return `No page has ${quoted(found.phrases)} in this order. Without the quotes, pages with these words are found.`;
  }
  if (!count && !missing && found.common.length) {
    return `${quoted(found.common)} is on nearly every page and finds titles and headings only. Add a word that says more.`;
  }
  if (!count) return missing ? `${missing} Check the spelling, or use fewer words.` : "No page is left. Take back a choice, or a word with a minus.";
  const some = found.isPart && !missing && !mended ? "No page has all these words." : "";
  const first = count > shown ? `${pages(count)}, the best ${shown} first.` : `${pages(count)}.`;
  const cut = found.cut ? "Only the pages that fit best were read for the words in quotes." : "";
  return [mended, missing, some, first, cut].filter(Boolean).join(" ");
};

/** Makes a field search: what is typed is looked up and shown in a list. */
export const attach = ({ words, base, field, list, status, facets, shown, lines, chosen = {}, changed = () => {} }) => {
  const kept = new Map();
  const get = (path, as) => {
    if (!kept.has(path)) {
      const answer = fetch(base + path).then((found) => (found.ok ? found[as]() : Promise.reject(new Error(`${found.status}`))));
      // What failed once is asked for again.
      answer.catch(() => kept.delete(path));
      kept.set(path, answer);
    }
    return kept.get(path);
  };
  const pathOf = (address) => address.replace(/^\//, "");
  let engine;
  const opened = () => {
    engine ??= words.open((path) => get(path, "json"));
    engine.catch(() => {
      engine = undefined;
    });
    return engine;
  };

  const tell = async (item, address, marks) => {
    const { lines, places } = answerOf(await get(pathOf(address), "text"), marks, words);
    const text = item.querySelector(".result-text");
    text.replaceChildren(...lines.map(({ text, isMark }) => (isMark ? make("mark", {}, text) : text)));
    if (places.length) {
      const link = ({ id, heading }) => make("li", {}, make("a", { href: `${base}${pathOf(address)}#${encodeURIComponent(id)}` }, heading || id));
      item.append(make("ul", { class: "result-parts" }, ...places.map(link)));
    }
  };
  let waiting = new Map();
  const eye = lines && new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting || !waiting.has(target)) continue;
      const [address, marks] = waiting.get(target);
      waiting.delete(target);
      eye.unobserve(target);
      // Without its lines a result still leads to its page.
      tell(target, address, marks).catch(() => {});
    }
  });

  const result = ({ title, address, path, mark, label, kind }) => {
    const where = [KINDS[kind] ?? kind, path].filter(Boolean).join(" · ");
    const link = make("a", { href: base + pathOf(address) }, title);
    const head = make("p", { class: "result-head" }, link, mark ? " " : null, mark ? pill(mark, label) : null);
    return make("li", {}, make("p", { class: "result-where" }, where), head, lines ? make("p", { class: "result-text" }) : null);
  };

  const choices = (counts) => {
    const group = ([name, values]) => {
      if (values.length < 2 && !chosen[name]) return null;
      const button = ([value, count]) => {
        const isOn = chosen[name] === String(value);
        const number = make("span", { class: "muted" }, `${count}`);
        const element = make("button", { type: "button", class: "facet", "aria-pressed": String(isOn) }, `${value} `, number);
        element.addEventListener("click", () => {
          if (isOn) delete chosen[name];
          else chosen[name] = String(value);
          run().then(() => facets.querySelector(`.facet-${name} button`)?.focus());
        });
        return element;
      };
      const attributes = { role: "group", "aria-label": FACETS[name], class: `facet-group facet-${name}` };
      return make("div", attributes, ...values.slice(0, 8).map(button));
    };
    facets.replaceChildren(...Object.entries(counts).map(group).filter(Boolean));
  };

  let turn = 0;
  const run = async (typing = false) => {
    const mine = ++turn;
    const query = field.value.trim();
    let [text, items, counts] = ["", [], {}];
    try {
      if (query) {
        const searcher = await opened();
        const page = (address) => get(pathOf(address), "text").then(bodyOf);
        const found = await searcher.search(query, { only: { ...chosen }, typing, text: page, limit: shown });
        if (mine !== turn) return;
        const titles = await searcher.titles(found.hits.slice(0, shown).map(({ page }) => page));
        text = told(found, shown);
        counts = found.counts;
        items = titles.map((title) => [result(title), title.address, found.marks]);
      }
    } catch {
      text = "The search index could not be read. Try again.";
    }
    if (mine !== turn) return;
    eye?.disconnect();
    waiting = new Map(items.map(([item, ...of]) => [item, of]));
    status.textContent = text;
    list.replaceChildren(...items.map(([item]) => item));
    if (facets) choices(counts);
    for (const [item] of items) eye?.observe(item);
    changed(query, chosen);
  };

  let timer;
  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(() => run(true), 150);
  });
  field.addEventListener("compositionend", () => {
    clearTimeout(timer);
    timer = setTimeout(() => run(true), 150);
  });
  const submit = () => {
    clearTimeout(timer);
    return run();
  };

  // Down and up walk from the field through the results and back.
  const walk = (event) => {
    const stops = [field, ...list.querySelectorAll(".result-head a, .result-parts a")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0 || event.isComposing) return;
    const to = { ArrowDown: Math.min(at + 1, stops.length - 1), ArrowUp: Math.max(at - 1, 0) }[event.key];
    if (to === undefined || to === at) return;
    event.preventDefault();
    stops[to].focus();
  };
  return { submit, walk };
};
