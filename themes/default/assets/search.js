"use strict";
// The search page. It reads the index once and, for each word, the one shard that can hold it (docs/open-data.md, "Search index").
{
  /** Han, kana and Hangul: written without spaces, so the index holds pairs of neighbours. */
  const UNSPACED = /[\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3fffd}]+/u;
  const SHOWN = 20;

  const words = (text) =>
    (text.normalize("NFKC").toLowerCase().match(/[\p{Alphabetic}\p{N}\p{M}]+/gu) ?? [])
      .flatMap((run) => run.split(new RegExp(`(${UNSPACED.source})`, "u")))
      .flatMap((run) => {
        if (!UNSPACED.test(run)) return [...run].length > 1 ? [run] : [];
        const letters = [...run];
        return letters.length < 2 ? [run] : letters.slice(1).map((letter, at) => letters[at] + letter);
      });

  const key = (word) => `${word}__`.slice(0, 2).replace(/[^a-z0-9]/g, "_");

  /** The terms of a shard that a word means: itself or its alias, else those it begins, else those its beginning begins. */
  const meant = ({ terms, aliases }, word) => {
    const own = Object.hasOwn(aliases, word) ? aliases[word] : word;
    if (Object.hasOwn(terms, own)) return [own];
    const letters = [...word];
    for (let length = letters.length; length >= Math.min(4, letters.length); length--) {
      const start = letters.slice(0, length).join("");
      const found = Object.keys(terms).filter((term) => term.startsWith(start));
      if (found.length) return found;
    }
    return [];
  };

  const entry = ([title, address, section], base) => {
    const link = document.createElement("a");
    link.href = base + address.replace(/^\//, "");
    link.textContent = title;
    const item = document.createElement("li");
    item.append(link);
    if (section) {
      const place = document.createElement("small");
      place.textContent = section;
      item.append(place);
    }
    return item;
  };

  const search = (form) => {
    const base = document.body.dataset.base;
    const field = form.querySelector("input");
    const list = document.querySelector("[data-results]");
    const status = document.querySelector("[data-status]");

    const kept = new Map();
    const read = (path) => {
      if (!kept.has(path)) {
        const answer = fetch(base + path).then((found) => (found.ok ? found.json() : Promise.reject(found.status)));
        // What failed once is asked for again.
        answer.catch(() => kept.delete(path));
        kept.set(path, answer);
      }
      return kept.get(path);
    };

    /** Weight by page for one word. */
    const weigh = async (word, index) => {
      const weights = new Map();
      const path = index.shards[key(word)];
      if (!path) return weights;
      const shard = await read(path);
      for (const term of meant(shard, word)) {
        for (const [page, weight] of shard.terms[term]) weights.set(page, (weights.get(page) ?? 0) + weight);
      }
      return weights;
    };

    const rank = (found) => {
      const sums = new Map();
      for (const weights of found) {
        for (const [page, weight] of weights) {
          const [hits, sum] = sums.get(page) ?? [0, 0];
          sums.set(page, [hits + 1, sum + weight]);
        }
      }
      // Pages with all words, or, when there is none, those with most of them.
      const most = Math.max(0, ...[...sums.values()].map(([hits]) => hits));
      const pages = [...sums].filter(([, [hits]]) => hits === most).sort(([a, [, x]], [b, [, y]]) => y - x || a - b);
      return { all: most === found.length, pages: pages.map(([page]) => page) };
    };

    const say = ({ all, pages }) => {
      const count = pages.length === 1 ? "1 page" : `${pages.length} pages`;
      if (!pages.length) return "No page has these words.";
      if (!all) return `No page has all these words; ${count} with some of them.`;
      return pages.length > SHOWN ? `${count}, the best ${SHOWN} first.` : `${count}.`;
    };

    let turn = 0;
    const run = async () => {
      const mine = ++turn;
      const query = field.value.trim();
      history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
      let text = "";
      let pages = [];
      let docs = [];
      try {
        if (query) {
          const index = await read("search/index.json");
          const sought = [...new Set(words(query))].filter((word) => !index.stop.includes(word));
          const ranked = sought.length ? rank(await Promise.all(sought.map((word) => weigh(word, index)))) : null;
          text = ranked ? say(ranked) : "These words are on too many pages. Add one that says more.";
          pages = ranked?.pages ?? [];
          docs = index.docs;
        }
      } catch {
        text = "The search index could not be read. Try again.";
      }
      if (mine !== turn) return;
      status.textContent = text;
      list.replaceChildren(...pages.slice(0, SHOWN).map((page) => entry(docs[page], base)));
    };

    let timer;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(run, 120);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      run();
    });

    // Down and up walk from the field through the results and back; Escape returns to the field.
    document.addEventListener("keydown", (event) => {
      const stops = [field, ...list.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement);
      if (at < 0 || event.isComposing) return;
      const to = { ArrowDown: Math.min(at + 1, stops.length - 1), ArrowUp: Math.max(at - 1, 0), Escape: 0 }[event.key];
      if (to === undefined || to === at) return;
      event.preventDefault();
      stops[to].focus();
    });

    form.hidden = false;
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    if (field.value) run();
    else field.focus({ preventScroll: true });
  };

  const form = document.querySelector("[data-search]");
  if (form) search(form);
}
