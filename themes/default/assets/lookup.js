"use strict";
// The look-up box: the search link of the bar, `/` and Ctrl-K open it on every page. The engine is fetched when it is opened first; without
// scripts, or when it cannot be fetched, the link leads to the search page.
{
  let shown;

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  const build = async (opener) => {
    const [words, { attach }] = await Promise.all([import(opener.dataset.engine), import(opener.dataset.show)]);
    const field = make("input", {
      class: "field",
      // Escape closes the box and keeps the words: in a field for searches it would take them away.
      type: "text",
      role: "searchbox",
      name: "q",
      "aria-label": "Search this site",
      placeholder: "Search this site",
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: "false",
      enterkeyhint: "search",
    });
    const list = make("ol", { class: "results bare", "aria-label": "Results" });
    const status = make("p", { class: "muted", role: "status" });
    const all = make("a", { href: opener.href }, "All results");
    const form = make("form", { class: "lookup-form", role: "search", action: opener.href }, field);
    const box = make("dialog", { class: "lookup", "aria-label": "Search" }, form, status, list, make("p", { class: "lookup-foot" }, all));
    const address = () => opener.href + (field.value.trim() ? `?q=${encodeURIComponent(field.value.trim())}` : "");
    const { walk } = attach({
      words,
      base: document.body.dataset.base,
      field,
      list,
      status,
      shown: 8,
      changed: () => {
        all.href = address();
      },
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.assign(address());
    });
    box.addEventListener("keydown", walk);
    // A click beside the box closes it.
    box.addEventListener("click", (event) => {
      if (event.target === box) box.close();
    });
    list.addEventListener("click", (event) => {
      // A link to a place of this page leaves the box open over it.
      if (event.target.closest("a")) box.close();
    });
    document.body.append(box);
    return { box, field };
  };

  const open = async (opener) => {
    try {
      shown ??= build(opener);
      const { box, field } = await shown;
      if (!box.open) box.showModal();
      field.select();
    } catch {
      location.assign(opener.href);
    }
  };

  /** Opens the search: the field of the search page, on any other page the box. */
  const start = (event) => {
    const opener = document.querySelector("[data-search-open]");
    if (!opener) return;
    event.preventDefault();
    const field = document.querySelector("[data-search]:not([hidden]) input");
    if (field) field.select();
    else open(opener);
  };

  document.addEventListener("click", (event) => {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (isPlain && event.target.closest?.("[data-search-open]")) start(event);
  });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || event.altKey) return;
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isTyping && !document.querySelector("dialog[open]");
    if (isSlash || ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k")) start(event);
  });
}
