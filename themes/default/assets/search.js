"use strict";
// The search page: its form, and the query and the choices in its address.
{
  const start = async (form) => {
    const [words, { attach }] = await Promise.all([import(form.dataset.engine), import(form.dataset.show)]);
    const field = form.querySelector("input");
    const given = new URLSearchParams(location.search);
    const chosen = Object.fromEntries(["kind", "area", "health", "year"].filter((name) => given.has(name)).map((name) => [name, given.get(name)]));
    const { submit, walk } = attach({
      words,
      base: document.body.dataset.base,
      field,
      list: document.querySelector("[data-results]"),
      status: document.querySelector("[data-status]"),
      facets: document.querySelector("[data-choices]"),
      shown: 20,
      lines: true,
      chosen,
      changed: (query, chosen) => {
        const address = new URLSearchParams(query ? { q: query, ...chosen } : {}).toString();
        history.replaceState(null, "", address ? `?${address}` : location.pathname);
      },
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submit();
    });
    document.addEventListener("keydown", (event) => {
      walk(event);
      if (event.key === "Escape" && document.activeElement?.closest("[data-results]")) field.focus();
    });
    form.hidden = false;
    field.value = given.get("q") ?? "";
    if (field.value) submit();
    else field.focus({ preventScroll: true });
  };

  const form = document.querySelector("[data-search]");
  if (form) start(form);
}
