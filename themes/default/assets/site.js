"use strict";
{
  // Everything here improves a page that is complete without it. Nothing is fetched but the search index.

  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = (selector, from = document) => from.querySelector(selector);

  /** An element with attributes and children; text stays text. */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  // Light and dark: the system's preference until the reader chooses, and again when the reader chooses the system.
  const themes = () => {
    const tools = one("[data-tools]");
    if (!tools) return;
    const root = document.documentElement;
    const choices = { "": "System", light: "Light", dark: "Dark" };
    const options = Object.entries(choices).map(([value, text]) => make("option", { value }, text));
    const menu = make("select", { class: "tool" }, ...options);
    menu.value = root.dataset.theme ?? "";
    menu.addEventListener("change", () => {
      if (menu.value) root.dataset.theme = menu.value;
      else delete root.dataset.theme;
      try {
        if (menu.value) localStorage.setItem("theme", menu.value);
        else localStorage.removeItem("theme");
      } catch {
        // The choice holds for this page only.
      }
    });
    tools.append(make("label", { class: "theme" }, make("span", {}, "Theme"), menu));
  };

  // What scrolls sideways is reached by keyboard and has a name while it does so, and is no stop at all otherwise.
  const scrollers = () => {
    const set = (box) => {
      const scrolls = box.scrollWidth > box.clientWidth + 1;
      const name = one("caption, figcaption", box.closest("figure") ?? box);
      for (const attribute of ["tabindex", "role", "aria-label"]) box.removeAttribute(attribute);
      if (scrolls) box.tabIndex = 0;
      if (scrolls && name && box.tagName !== "TABLE") {
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", name.textContent.trim());
      }
    };
    const boxes = all(".table-scroll, .chart-drawing, pre, .prose table");
    const watch = new ResizeObserver((entries) => entries.forEach((entry) => set(entry.target)));
    for (const box of boxes) watch.observe(box);
  };

  /** The reader's day, as `2026-03-05`. */
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0")).join("-");
  };

  /** How long ago a day was on the reader's clock, in words; nothing for what is no day. */
  const age = (day) => {
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "auto" });
    const days = Math.round((Date.parse(day.slice(0, 10)) - Date.parse(today())) / 864e5);
    if (Number.isNaN(days)) return "";
    const [count, unit] = Math.abs(days) < 14 ? [days, "day"] : Math.abs(days) < 60 ? [days / 7, "week"] : [days / 30.44, "month"];
    return words.format(Math.round(count), unit);
  };

  // Ages: a date stays as it is printed and says how long ago it was.
  const ages = () => {
    for (const time of all("time[data-age]")) {
      const words = age(time.dateTime);
      if (words) time.after(make("span", { class: "muted age" }, ` (${words})`));
    }
  };

  // Whoever reads a page after the day of its review is told so, however long ago it was built.
  const reviews = () => {
    for (const next of all("[data-review-due]")) {
      if (today() <= next.dataset.reviewDue) continue;
      const words = `The review of this page was due on ${one("time", next).textContent}.`;
      one("article")?.before(make("aside", { class: "review", "aria-label": "Review of this page" }, make("p", {}, words)));
    }
  };

  // A page may be read long after it was built. Each status carries the last day on which it counts, in data-until, and the words for
  // the day on which the next report was due; after it the mark of a stale status stands beside the reported colour. A report's own
  // page shows what was true on its day and stays as it is.
  const staleness = () => {
    if (one("[data-as-it-stood]")) return;
    const day = today();
    // The foot names the day that the page is stated for.
    const foot = one("[data-old-from]");
    const state = foot && one("time", foot);
    const staleMark = (attributes) => {
      const drawn = (name, attributes) => {
        const element = document.createElementNS("http://www.w3.org/2000/svg", name);
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
        return element;
      };
      const mark = drawn("svg", { class: "mark mark-stale", viewBox: "0 0 16 16", ...attributes });
      mark.append(drawn("circle", { cx: 8, cy: 8, r: 5.8 }));
      return mark;
    };
    const stalePill = (words) => make("span", { class: "pill pill-stale" }, staleMark({ "aria-hidden": "true" }), words);
    for (const status of all("[data-until]")) {
      if (day <= status.dataset.until) continue;
      const words = `out of date: report was due ${status.dataset.due}`;
      const mark = one(":scope > .mark", status);
      if (status.matches(".pill")) status.after(" ", stalePill("out of date"), make("span", { class: "remark was-due" }, `report was due ${status.dataset.due}`));
      else if (mark) mark.after(staleMark({ role: "img", "aria-label": words }));
      else status.append(" ", stalePill(words));
      // The filter finds a program where it is counted.
      const row = status.closest("[data-facets]");
      if (row) row.dataset.facets = JSON.stringify({ ...JSON.parse(row.dataset.facets), Health: [["stale", "Stale"]] });
    }
    // Counts: `2026-03-15*3` are three programs that are counted so until that day.
    for (const tally of all("[data-tally]")) {
      const number = (item) => one("b", item);
      const change = (item, by) => {
        number(item).textContent = Number(number(item).textContent) + by;
        item.hidden = number(item).textContent === "0";
      };
      let ended = 0;
      for (const item of all("[data-expires]", tally)) {
        const parts = item.dataset.expires.split(" ").map((part) => part.split("*"));
        const gone = parts.reduce((sum, [until, programs]) => (day > until ? sum + Number(programs) : sum), 0);
        if (gone) change(item, -gone);
        ended += gone;
      }
      if (!ended) continue;
      let item = one('[data-mark="stale"]', tally);
      if (!item) {
        item = make("li", { "data-mark": "stale" }, make("a", { href: one("a", tally).getAttribute("href").replace(/health=[^#]*/, "health=stale") }, make("b", {}, "0"), " ", staleMark({ "aria-hidden": "true" }), " Stale"));
        tally.append(item);
      }
      change(item, ended);
      // The bar says what its legend says; what has just become stale has no stripe in it and takes the ground.
      const bar = tally.previousElementSibling?.matches(".health-bar") ? tally.previousElementSibling : undefined;
      const counts = new Map(all("[data-mark]", tally).map((entry) => [entry.dataset.mark, Number(number(entry).textContent)]));
      const whole = [...counts.values()].reduce((sum, count) => sum + count, 0);
      let left = 0;
      for (const part of bar ? all("[data-bar]", bar) : []) {
        const width = (100 * (counts.get(part.dataset.bar) ?? 0)) / whole;
        part.setAttribute("x", `${left}%`);
        part.setAttribute("width", `${width}%`);
        left += width;
      }
      for (const note of all("[data-counted]")) note.append(ended === 1 ? "1 has gone out of date since." : `${ended} have gone out of date since.`);
      const late = ended === 1 ? "1 program has not reported in time" : `${ended} programs have not reported in time`;
      for (const empty of all("[data-on-time]")) empty.append(` That was on ${state?.textContent ?? "its day"}: ${late} since.`);
    }
    if (!state || day < foot.dataset.oldFrom) return;
    const bar = make("aside", { class: "old-state", "aria-label": "Age of this site" }, make("p", {}, `${foot.textContent.trim()}, ${age(state.dateTime)}`));
    (one(".bar") ?? one(".skip"))?.after(bar);
  };

  // What clocks show now, and where now is in the days that are drawn.
  const clocks = () => {
    const places = all("[data-zone]").map((place) => ({ text: place.insertBefore(make("span", { class: "now" }), place.firstChild), zone: place.dataset.zone }));
    const lines = all(".day-strip").map((strip) => {
      const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
      line.setAttribute("class", "day-now");
      line.setAttribute("vector-effect", "non-scaling-stroke");
      strip.append(line);
      return line;
    });
    if (!places.length && !lines.length) return;
    const tick = () => {
      const now = new Date();
      for (const { text, zone } of places) {
        try {
          text.textContent = now.toLocaleTimeString(document.documentElement.lang || "en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
        } catch {
          // A browser that does not know the zone says nothing of it.
        }
      }
      const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
      for (const line of lines) line.setAttribute("d", `M${minute} 0V20`);
    };
    tick();
    setInterval(tick, 30000);
  };

  const copies = () => {
    if (!navigator.clipboard) return;
    for (const pre of all("pre")) {
      const button = make("button", { type: "button", class: "copy badge" }, "Copy");
      const box = make("div", { class: "code" });
      pre.replaceWith(box);
      box.append(pre, button);
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText((one("code", pre) ?? pre).textContent);
        button.textContent = "Copied";
        setTimeout(() => {
          button.textContent = "Copy";
        }, 2000);
      });
    }
  };

  // A long tree begins where the page stands in it.
  const tree = () => {
    const box = one(".book-tree");
    const here = box && one("[aria-current]", box);
    if (!here || box.scrollHeight <= box.clientHeight) return;
    const below = here.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (below > box.clientHeight - 2 * here.offsetHeight) box.scrollTop = below - box.clientHeight / 3;
  };

  // The contents rail follows the reader.
  const contents = () => {
    const links = all("[data-contents] a");
    const marks = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))).filter(Boolean);
    if (!marks.length) return;
    let waiting = false;
    const follow = () => {
      waiting = false;
      const passed = marks.filter((mark) => mark.getBoundingClientRect().top < 140);
      const end = innerHeight + scrollY >= document.documentElement.scrollHeight - 4;
      const here = end ? marks.at(-1) : (passed.at(-1) ?? marks[0]);
      for (const link of links) {
        if (decodeURIComponent(link.hash.slice(1)) === here.id) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    };
    addEventListener(
      "scroll",
      () => {
        if (!waiting) requestAnimationFrame(follow);
        waiting = true;
      },
      { passive: true },
    );
    follow();
  };

  // Wide screens show what narrow ones fold; browsers that cannot do so by style sheet are helped here.
  const folds = () => {
    if (CSS.supports("selector(::details-content)")) return;
    const wide = matchMedia("(min-width: 64rem)");
    const set = () => all(".fold").forEach((fold) => fold.toggleAttribute("open", wide.matches));
    wide.addEventListener("change", set);
    set();
  };

  /** What a cell is sorted by: its day, its number, or its words. */
  const sortKey = (cell) => {
    const pill = one(".pill", cell);
    if (pill) return ["red", "amber", "stale", "never", "green"].findIndex((mark) => pill.classList.contains(`pill-${mark}`));
    const day = one("time", cell)?.dateTime;
    if (day) return day;
    const text = cell.textContent.trim();
    const number = Number.parseFloat(text.replace("\u2212", "-").replace("+", ""));
    return Number.isNaN(number) ? text.toLowerCase() : number;
  };

  // The heads of a register sort it, each group within itself; a third press brings its own order back.
  const sorting = (table) => {
    const bodies = [...table.tBodies].map((body) => ({ body, rows: [...body.rows].filter((row) => !row.matches(".group")) }));
    if (bodies.reduce((sum, { rows }) => sum + rows.length, 0) < 3) return;
    const heads = all("thead th:not(.plain)", table);
    const columns = all("thead th", table);
    const compare = (one, other) => (typeof one === typeof other ? (one < other ? -1 : one > other ? 1 : 0) : typeof one === "number" ? -1 : 1);
    for (const head of heads) {
      const column = columns.indexOf(head);
      const button = make("button", { type: "button", class: "sort" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = { none: "ascending", ascending: "descending", descending: "none" }[head.ariaSort ?? "none"];
        for (const other of heads) other.ariaSort = null;
        if (next !== "none") head.ariaSort = next;
        const way = next === "descending" ? -1 : 1;
        for (const { body, rows } of bodies) {
          const keyed = rows.map((row, place) => ({ row, place, key: sortKey(row.cells[column] ?? row) }));
          keyed.sort((a, b) => (next === "none" ? 0 : way * compare(a.key, b.key)) || a.place - b.place);
          body.append(...keyed.map(({ row }) => row));
        }
      });
    }
  };

  // <… data-filter="id"> gets a field that hides rows of the table (or items of the list) with that id, and a choice for each facet
  // that their data-facets name: {"Health": [["green", "On track"]], …}. The address keeps the state, so a filtered page can be sent.
  const filters = () => {
    for (const place of all("[data-filter]")) {
      const target = document.getElementById(place.dataset.filter);
      if (!target) continue;
      const isTable = target.tagName === "TABLE";
      if (isTable) sorting(target);
      const rows = isTable ? all("tbody tr:not(.group)", target) : [...target.children];
      const items = rows.map((row) => ({ row, text: (row.textContent + (row.dataset.facets ?? "")).toLowerCase(), facets: () => JSON.parse(row.dataset.facets ?? "{}") }));
      const label = place.dataset.label || "Filter";
      const controls = new Map([["q", make("input", { type: "search", class: "field", "aria-label": label, placeholder: label })]]);
      const known = items.map((item) => item.facets());
      for (const name of new Set(known.flatMap((facets) => Object.keys(facets)))) {
        const values = new Map(known.flatMap((facets) => facets[name] ?? []));
        if (values.size < 2) continue;
        const options = [...values].sort((a, b) => a[1].localeCompare(b[1])).map(([value, text]) => make("option", { value }, text));
        controls.set(name, make("select", { class: "field", "aria-label": name }, make("option", { value: "" }, `${name}: all`), ...options));
      }
      const count = make("p", { class: "muted", role: "status" });
      const read = () => {
        const asked = new URL(location).searchParams;
        for (const [name, control] of controls) control.value = asked.get(name.toLowerCase()) ?? "";
        show();
      };
      const show = () => {
        const chosen = [...controls].filter(([, control]) => control.value);
        const words = controls.get("q").value.toLowerCase().split(/\s+/).filter(Boolean);
        let shown = 0;
        for (const { row, text, facets } of items) {
          const own = facets();
          const fits = ([name, { value }]) => (name === "q" ? words.every((word) => text.includes(word)) : (own[name] ?? []).some(([key]) => key === value));
          row.hidden = !chosen.every(fits);
          shown += row.hidden ? 0 : 1;
        }
        // A group without a row that is shown is not shown either.
        if (isTable) for (const body of target.tBodies) body.hidden = ![...body.rows].some((row) => !row.hidden && !row.matches(".group"));
        const named = chosen.filter(([name]) => name !== "q").map(([, control]) => control.selectedOptions[0]?.textContent);
        count.textContent = chosen.length ? `${shown} of ${items.length}${named.length ? `: ${named.join(", ")}` : ""}` : "";
      };
      const keep = () => {
        const address = new URL(location);
        for (const [name, { value }] of controls) {
          if (value) address.searchParams.set(name.toLowerCase(), value);
          else address.searchParams.delete(name.toLowerCase());
        }
        history.replaceState(null, "", address);
        show();
      };
      for (const control of controls.values()) control.addEventListener("input", keep);
      place.classList.add("filter");
      const [field, ...choices] = controls.values();
      place.append(field);
      if (choices.length) {
        // A phone has no room for every choice at once.
        const box = make("details", { class: "facets" }, make("summary", {}, "Choose"), make("div", {}, ...choices));
        const wide = matchMedia("(min-width: 40rem)");
        const open = () => box.toggleAttribute("open", wide.matches || choices.some((choice) => choice.value));
        wide.addEventListener("change", open);
        place.append(box);
        queueMicrotask(open);
      }
      place.append(count);
      // A link that only changes the filter need not fetch the page again. The keyboard goes where the reader looks.
      for (const link of all('a[href^="?"]')) {
        link.addEventListener("click", (event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          history.pushState(null, "", link.href);
          read();
          const to = document.getElementById(link.hash.slice(1));
          to?.setAttribute("tabindex", "-1");
          to?.focus();
        });
      }
      addEventListener("popstate", read);
      read();
    }
  };

  for (const part of [themes, ages, reviews, staleness, clocks, copies, tree, contents, folds, filters, scrollers]) part();
}
