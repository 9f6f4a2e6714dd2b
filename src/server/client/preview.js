"use strict";
// The page in a preview follows its source. The server says which version of it is the newest one; this script fetches that, changes the
// document in place, and shows what is wrong with the site. It is put into pages by `pmo-site serve` alone and is in no published one.
{
  const own = document.currentScript;
  const { token } = own.dataset;
  let { version } = own.dataset;
  const prefix = new URL(".", own.src);

  // What the page's scripts listen to, so that they can be run anew on a changed page. Our own listeners go round this by `listen`.
  const listen = Function.prototype.call.bind(EventTarget.prototype.addEventListener);
  let heard = [];
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = this ?? globalThis;
    heard.push({ target, type, listener, options });
    return listen(target, type, listener, options);
  };

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const button = (text, press, attributes = {}) => {
    const element = make("button", { type: "button", ...attributes }, text);
    listen(element, "click", press);
    return element;
  };
  const wish = (name, values) => fetch(new URL(`${name}?${new URLSearchParams(values)}`, prefix), { method: "POST", headers: { "X-Preview-Token": token } });

  // ── The page ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Elements that a reader takes for one piece. */
  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, pre, blockquote, dt, dd, figcaption, caption";
  const isOwn = (element) => element.src?.startsWith(prefix.href);
  const sheets = (from) => [...from.querySelectorAll('head link[rel~="stylesheet"]')];
  const address = () => location.pathname + location.search;

  /** Style sheets of `next` that the page lacks, loaded; gives those that it then no longer needs. */
  const dress = async (next) => {
    const wanted = sheets(next).map((link) => link.getAttribute("href"));
    const worn = sheets(document);
    const added = sheets(next).filter((link) => !worn.some((old) => old.getAttribute("href") === link.getAttribute("href")));
    await Promise.all(
      added.map(
        (link) =>
          new Promise((done) => {
            const copy = document.importNode(link);
            listen(copy, "load", done);
            listen(copy, "error", done);
            (worn.at(-1) ?? document.head.lastElementChild).after(copy);
          }),
      ),
    );
    return worn.filter((link) => !wanted.includes(link.getAttribute("href")));
  };

  /** Title, descriptions and relations of `next`. Policies stay: a page cannot loosen one, and a second one would bind it twice. */
  const head = (next) => {
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    const facts = (from) => [...from.head.querySelectorAll('meta:not([http-equiv]), link:not([rel~="stylesheet"])')];
    const [old, fresh] = [facts(document), facts(next)];
    if (old.map((fact) => fact.outerHTML).join() === fresh.map((fact) => fact.outerHTML).join()) return;
    for (const fact of old) fact.remove();
    document.head.append(...fresh.map((fact) => document.importNode(fact)));
  };

  /** Where the reader types or stands, in words that hold for a page whose elements were made anew. */
  const focused = () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === host) return () => {};
    const name = ["id", "name", "aria-label", "href"].find((attribute) => element.getAttribute(attribute));
    const { selectionStart, selectionEnd, value } = element;
    const selector = element.localName + (name ? `[${name}="${CSS.escape(element.getAttribute(name))}"]` : "");
    const at = [...document.querySelectorAll(selector)].indexOf(element);
    return () => {
      if (element.isConnected && element === document.activeElement) return;
      const again = element.isConnected ? element : document.querySelectorAll(selector)[at];
      if (!again) return;
      again.focus({ preventScroll: true });
      if (typeof selectionStart !== "number") return;
      if (again.value !== value) {
        again.value = value;
        again.dispatchEvent(new Event("input", { bubbles: true }));
      }
      again.setSelectionRange(selectionStart, selectionEnd);
    };
  };

  /** What the reader sees first stays where it is on the screen, whichever element says it afterwards. */
  const anchored = () => {
    const { scrollX, scrollY } = globalThis;
    const alike = (element) => [...document.querySelectorAll(element.localName)].filter((other) => other.textContent === text);
    let anchor = null;
    for (let y = 90; y < innerHeight && !anchor; y += 40) {
      const element = document.elementFromPoint(innerWidth / 2, y)?.closest(BLOCKS);
      if (element && document.querySelector("main")?.contains(element)) anchor = element;
    }
    const text = anchor?.textContent;
    const top = anchor?.getBoundingClientRect().top;
    const at = anchor ? alike(anchor).indexOf(anchor) : 0;
    return () => {
      if (scrollY === 0) return scrollTo(scrollX, 0);
      const same = anchor && alike(anchor);
      const now = same?.[Math.min(at, same.length - 1)] ?? (anchor?.isConnected ? anchor : null);
      if (now) scrollBy(0, now.getBoundingClientRect().top - top);
      else scrollTo(scrollX, scrollY);
    };
  };

  const scripts = (from) => [...from.querySelectorAll("script[src]")].filter((script) => !isOwn(script));

  /** Has the scripts of `next` at hand, so that they run in the same frame in which the page changes. */
  const ready = (next) =>
    Promise.all(
      scripts(next).map(
        (script) =>
          new Promise((done) => {
            const link = make("link", { rel: "preload", as: "script", href: script.getAttribute("src") });
            if (script.integrity) link.integrity = script.integrity;
            const end = () => {
              link.remove();
              done();
            };
            listen(link, "load", end);
            listen(link, "error", end);
            document.head.append(link);
          }),
      ),
    );

  /** Runs scripts as after a load: what they listened to before is let go first. */
  const rerun = (next) => {
    for (const { target, type, listener, options } of heard) target.removeEventListener(type, listener, options);
    heard = [];
    return Promise.all(
      next.map(
        (script) =>
          new Promise((done) => {
            const copy = make("script", { src: script.getAttribute("src") });
            if (script.integrity) copy.integrity = script.integrity;
            if (script.type) copy.type = script.type;
            copy.async = false;
            const end = () => {
              copy.remove();
              done();
            };
            listen(copy, "load", end);
            listen(copy, "error", end);
            document.head.append(copy);
          }),
      ),
    );
  };

  /** Makes the open document that of `html`. */
  const morph = async (html) => {
    const next = new DOMParser().parseFromString(html, "text/html");
    version = [...next.scripts].find((script) => script.dataset.version)?.dataset.version ?? version;
    const undressed = await dress(next);
    await ready(next);
    const again = scripts(next);
    for (const script of next.querySelectorAll("body script")) script.remove();
    const [refocus, reanchor] = [focused(), anchored()];
    head(next);
    globalThis.Idiomorph.morph(document.body, next.body, {
      morphStyle: "outerHTML",
      ignoreActiveValue: true,
      callbacks: {
        // Open and closed is for the reader to decide.
        beforeAttributeUpdated: (name, element) => !(name === "open" && element.localName === "details"),
        // A picture of the same name may be another one now; `files` brings it up to date.
        beforeNodeMorphed: (element, fresh) => !(element.localName === "img" && fresh.localName === "img" && fresh.getAttribute("src") === element.dataset?.previewSrc),
      },
    });
    for (const link of undressed) link.remove();
    await rerun(again);
    refocus();
    reanchor();
    document.dispatchEvent(new CustomEvent("preview:shown", { detail: { version } }));
  };

  let wanted = null;
  let busy = false;
  const follow = async () => {
    if (busy) return;
    busy = true;
    try {
      while (wanted) {
        const asked = wanted;
        wanted = null;
        gone = !asked.there && (gone || !version.startsWith("gone-"));
        if (gone) {
          // The reader keeps the last version.
          version = asked.version;
          draw();
          continue;
        }
        const response = await fetch(address(), { cache: "no-cache" });
        const html = await response.text();
        // From nothing to a site: there is nothing to keep.
        if (response.status === 503 || version === "none") return location.reload();
        await morph(html);
        draw();
      }
    } catch {
      // The server went away in between; the stream notices and comes back.
    } finally {
      busy = false;
    }
  };

  /** Pictures that were published as they are, by their addresses. */
  const refresh = (files) => {
    for (const image of document.images) {
      const plain = image.dataset.previewSrc ?? image.getAttribute("src");
      if (!plain || !files.includes(new URL(plain, location).pathname)) continue;
      image.dataset.previewSrc = plain;
      image.src = `${plain}?v=${Date.now()}`;
    }
  };

  // ── What is wrong ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  const host = document.createElement("pmo-preview");
  const shadow = host.attachShadow({ mode: "open" });
  let notices = { findings: [], errors: 0, warnings: 0, fault: null, asOf: null, pinned: false, editor: null };
  let gone = false;
  let away = false;
  let list = null;
  let dismissed = "";
  let note = "";

  const place = ({ file, line, column }) => `${file}:${line}:${column}`;

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      say(`copied ${text}`);
    } catch {
      say(text);
    }
  };

  const open = (finding) => {
    if (finding.href) location.assign(finding.href);
    else if (notices.editor) wish("open", { file: finding.file, line: finding.line, column: finding.column }).catch(() => copy(place(finding)));
    else copy(place(finding));
  };

  const excerpt = ({ excerpt, line, column, length }) => {
    const pre = make("pre");
    for (const [number, text] of excerpt) {
      const row = make("span", { class: "row" }, make("span", { class: "number" }, `${number}`));
      if (number === line) {
        const letters = [...text];
        const [from, to] = [column - 1, column - 1 + Math.max(1, length)];
        row.append(letters.slice(0, from).join(""), make("mark", {}, letters.slice(from, to).join("") || " "), letters.slice(to).join(""));
      } else {
        row.append(text);
      }
      pre.append(row, "\n");
    }
    return pre;
  };

  const entry = (finding) => {
    const title = make("p", { class: "message" }, make("strong", {}, finding.severity), ` ${finding.code}: ${finding.message}`);
    const link = finding.href
      ? make("a", { href: finding.href }, place(finding))
      : button(place(finding), () => open(finding), { class: "place", title: notices.editor ? "Open in the editor" : "Copy" });
    const item = make("li", { class: finding.severity }, title, link);
    if (finding.excerpt.length) item.append(excerpt(finding));
    if (finding.hint) item.append(make("p", { class: "hint" }, `help: ${finding.hint}`));
    return item;
  };

  const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  const panel = () => {
    const errors = list === "errors";
    const shown = notices.findings.filter(({ severity }) => (severity === "error") === errors);
    const total = errors ? notices.errors : notices.warnings;
    const title = errors ? (notices.fault && !total ? "The site cannot be read" : `${counted(total, "error")} in the site`) : counted(total, "warning");
    const region = make("section", { class: "panel", "aria-label": title, tabindex: "-1" });
    region.append(make("header", {}, make("h2", {}, title), button("Close", close)));
    if (errors) region.append(make("p", { class: "stale" }, "What you see below this is the last version without errors."));
    if (errors && notices.fault) region.append(make("pre", { class: "fault" }, notices.fault));
    region.append(make("ul", {}, ...shown.map(entry)));
    if (shown.length < total) region.append(make("p", {}, `${total - shown.length} more; pmo-site check --all prints every one.`));
    return region;
  };

  const asOf = () => {
    const day = make("input", { type: "date", "aria-label": "State as of", value: notices.asOf ?? "" });
    listen(day, "change", () => day.value && wish("as-of", { day: day.value }));
    const label = make("label", {}, "As of ", day);
    return notices.pinned ? [label, button("Today", () => wish("as-of", { day: "" }))] : [label];
  };

  const bar = () => {
    const parts = make("div", { class: "bar", role: "group", "aria-label": "Preview" });
    const toggle = (which) => () => {
      list = list === which ? null : which;
      dismissed = notices.text;
      draw();
    };
    if (away) parts.append(make("span", { class: "away" }, "Preview is not running"));
    if (gone) parts.append(make("span", { class: "gone" }, "This page is gone from the site"));
    const errors = notices.errors || (notices.fault ? 1 : 0);
    if (errors) parts.append(button(counted(errors, "error"), toggle("errors"), { class: "errors", "aria-expanded": `${list === "errors"}` }));
    if (notices.warnings) parts.append(button(counted(notices.warnings, "warning"), toggle("warnings"), { class: "warnings", "aria-expanded": `${list === "warnings"}` }));
    if (note) parts.append(make("span", { class: "note" }, note));
    parts.append(...asOf());
    return parts;
  };

  const status = make("p", { class: "status", role: "status" });
  const place_ = make("div");
  const draw = () => {
    // A day that is being chosen must not be taken away from under the hand.
    if (shadow.activeElement?.type === "date" && !notices.errors && !notices.fault && !list) return;
    place_.replaceChildren(...(list ? [panel()] : []), bar());
    const words = gone ? "This page is gone from the site" : notices.errors || notices.fault ? counted(notices.errors || 1, "error") : "";
    if (status.textContent !== words) status.textContent = words;
  };

  let quiet;
  const say = (text) => {
    note = text;
    draw();
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      note = "";
      draw();
    }, 3000);
  };

  const close = () => {
    list = null;
    dismissed = notices.text;
    draw();
  };

  const notice = (text) => {
    notices = { ...JSON.parse(text), text };
    if (notices.errors || notices.fault) {
      if (dismissed !== text) list = "errors";
    } else if (list === "errors" || !notices.warnings) {
      list = null;
    }
    draw();
  };

  listen(document, "keydown", (event) => {
    if (event.key === "Escape" && list && !event.defaultPrevented) close();
  });

  // ── From the page to its source ─────────────────────────────────────────────────────────────────────────────────────────────────────

  listen(
    document,
    "click",
    async (event) => {
      if (!event.altKey || event.button !== 0 || event.composedPath().includes(host)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const block = event.target.closest?.(BLOCKS);
      const answer = await wish("source", { page: location.pathname, text: (block?.textContent ?? "").slice(0, 300) });
      if (answer.ok) open(await answer.json());
      else say("this page has no file of its own");
    },
    { capture: true },
  );

  // ── The stream ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  let stream = null;
  let tries = 0;
  let timer;
  const connect = () => {
    clearTimeout(timer);
    stream?.close();
    if (document.hidden) return;
    const source = new EventSource(new URL(`events?${new URLSearchParams({ token, page: location.pathname, version })}`, prefix));
    stream = source;
    listen(source, "open", () => {
      tries = 0;
      if (away) {
        away = false;
        draw();
      }
    });
    listen(source, "page", ({ data }) => {
      wanted = JSON.parse(data);
      follow();
    });
    listen(source, "files", ({ data }) => refresh(JSON.parse(data)));
    listen(source, "notices", ({ data }) => notice(data));
    listen(source, "error", async () => {
      if (stream !== source) return;
      source.close();
      tries += 1;
      if (tries > 2) {
        // A server that answers and refuses the stream is another run, with another token.
        const answers = await fetch(address(), { method: "HEAD" }).then(() => true, () => false);
        if (answers && tries > 3) return location.reload();
        if (!answers && !away) {
          away = true;
          draw();
        }
      }
      timer = setTimeout(connect, Math.min(100 * 2 ** tries, 2000));
    });
  };

  const start = () => {
    const style = make("link", { rel: "stylesheet", href: new URL("preview.css", prefix).href });
    shadow.append(style, status, place_);
    document.documentElement.append(host);
    listen(document, "visibilitychange", () => (document.hidden ? (stream?.close(), (stream = null)) : connect()));
    listen(globalThis, "pageshow", (event) => event.persisted && connect());
    listen(globalThis, "pagehide", () => {
      stream?.close();
      stream = null;
    });
    connect();
  };
  if (document.readyState === "loading") listen(document, "DOMContentLoaded", start);
  else start();
}
