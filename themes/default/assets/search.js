"use strict";
// The search page: an index of titles, and one shard of words for each pair of first letters, fetched when they are needed.
{
  const one = (selector, from = document) => from.querySelector(selector);

  const search = () => {
    const form = one("[data-search]");
    if (!form) return;
    const base = document.body.dataset.base;
    const field = one("input", form);
    const list = one("[data-results]");
    const status = one("[data-status]");
    const kept = new Map();
    const get = (path) => {
      if (!kept.has(path)) kept.set(path, fetch(base + path).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))));
      return kept.get(path);
    };
    const key = (word) => ([...word].slice(0, 2).join("") + "__").slice(0, 2).replace(/[^a-z0-9]/g, "_");
    const find = async (word, index) => {
      const weights = new Map();
      const path = index.shards[key(word)];
      if (!path) return weights;
      const { terms } = await get(path);
      for (const [term, hits] of Object.entries(terms)) {
        if (!term.startsWith(word)) continue;
        const whole = term === word ? 3 : 1;
        for (const [doc, weight] of hits) weights.set(doc, (weights.get(doc) ?? 0) + weight * whole);
      }
      return weights;
    };
    const entry = ([title, url, section]) => {
      const link = document.createElement("a");
      link.href = base + url.replace(/^\//, "");
      link.textContent = title;
      const place = document.createElement("small");
      place.textContent = section ?? "";
      const item = document.createElement("li");
      item.append(link, place);
      return item;
    };
    let turn = 0;
    const run = async () => {
      const mine = ++turn;
      const words = field.value.toLowerCase().normalize("NFKC").match(/[\p{L}\p{N}]+/gu) ?? [];
      history.replaceState(null, "", words.length ? `?q=${encodeURIComponent(field.value)}` : location.pathname);
      if (!words.length) {
        list.replaceChildren();
        status.textContent = "";
        return;
      }
      try {
        const index = await get("search/index.json");
        const found = await Promise.all(words.map((word) => find(word, index)));
        if (mine !== turn) return;
        const hits = [...found[0]]
          .filter(([doc]) => found.every((weights) => weights.has(doc)))
          .map(([doc]) => [doc, found.reduce((sum, weights) => sum + weights.get(doc), 0)])
          .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
        status.textContent = hits.length === 1 ? "1 page" : hits.length > 20 ? `The best 20 of ${hits.length} pages` : `${hits.length || "No"} pages`;
        list.replaceChildren(...hits.slice(0, 20).map(([doc]) => entry(index.docs[doc])));
      } catch {
        status.textContent = "The search index could not be read.";
      }
    };
    let timer;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(run, 80);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run();
    });
    form.hidden = false;
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    if (field.value) run();
  };

  search();
}
