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

  // Light and dark: the system's preference until the reader chooses.
  const themes = () => {
    const tools = one("[data-tools]");
    if (!tools) return;
    const root = document.documentElement;
    const system = matchMedia("(prefers-color-scheme: dark)");
    const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
    const button = make("button", { type: "button", class: "tool" });
    const label = () => {
      button.textContent = dark() ? "Light theme" : "Dark theme";
    };
    button.addEventListener("click", () => {
      const choice = dark() ? "light" : "dark";
      root.dataset.theme = choice;
      try {
        localStorage.setItem("theme", choice);
      } catch {
        // The choice holds for this page only.
      }
      label();
    });
    system.addEventListener("change", label);
    label();
    tools.append(button);
  };

  // Ages: a date stays as it is printed and says how long ago it was on the reader's clock.
  const ages = () => {
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "auto" });
    const now = new Date();
    const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    for (const time of all("time[data-age]")) {
      const days = Math.round((Date.parse(time.dateTime.slice(0, 10)) - today) / 864e5);
      if (Number.isNaN(days)) continue;
      const [count, unit] = Math.abs(days) < 14 ? [days, "day"] : Math.abs(days) < 60 ? [days / 7, "week"] : [days / 30.44, "month"];
      time.after(make("span", { class: "muted" }, ` (${words.format(Math.round(count), unit)})`));
    }
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

  // The contents rail follows the reader.
  const contents = () => {
    const links = all("[data-contents] a");
    const marks = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))).filter(Boolean);
    if (!marks.length) return;
    let waiting = false;
    const follow = () => {
      waiting = false;
      const passed = marks.filter((mark) => mark.getBoundingClientRect().top < 120);
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
    const wide = matchMedia("(min-width: 60rem)");
    const set = () => all(".fold").forEach((fold) => fold.toggleAttribute("open", wide.matches));
    wide.addEventListener("change", set);
    set();
  };

  // <… data-filter="id"> puts a field before it that hides rows of the table (or items of the list) with that id.
  const filters = () => {
    for (const place of all("[data-filter]")) {
      const target = document.getElementById(place.dataset.filter);
      if (!target) continue;
      const items = target.tagName === "TABLE" ? all("tbody tr", target) : [...target.children];
      const field = make("input", { type: "search", class: "field", "aria-label": place.dataset.label || "Filter", placeholder: place.dataset.label || "Filter" });
      const count = make("p", { class: "muted", role: "status" });
      field.addEventListener("input", () => {
        const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
        let shown = 0;
        for (const item of items) {
          const text = item.textContent.toLowerCase();
          item.hidden = !words.every((word) => text.includes(word));
          shown += item.hidden ? 0 : 1;
        }
        count.textContent = words.length ? `${shown} of ${items.length}` : "";
      });
      place.append(field, count);
    }
  };

  for (const part of [themes, ages, copies, contents, folds, filters]) part();
}
