//! The long forms of findings about Markdown.

use super::Long;

pub(super) const UNKNOWN_LANGUAGE: Long = Long {
    explanation: "The word after the fence is not a language that can be highlighted, so the code is shown without \
                  colours. Usually it is a typing error. For plain text write `text`, or no word at all.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

```pyton
print(1)
```
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

```python
print(1)
```
",
};

pub(super) const OPEN_FRONT_MATTER: Long = Long {
    explanation: "The status update begins with `---` and no second such line closes its front matter, so nothing of \
                  it can be read. Add the closing line below the last key. A page without that line is PMO-W0503.",
    bad: r"<!-- content/programs/apollo/updates/2026-03-05.md -->
---
author: ana
health: green

We are on track.
",
    fixed: r"<!-- content/programs/apollo/updates/2026-03-05.md -->
---
author: ana
health: green
confidence: 80
headline: We are on track.
---
",
};

pub(super) const UNREADABLE_PUBLICATION: Long = Long {
    explanation: "Some keys keep a page from readers: `draft` and `internal` with `true`, `published` with `false`, \
                  `visibility: internal`, `publishDate` until its day, `expiryDate` from its day on. Here the value of \
                  such a key is not valid, or a line with such a key is in a place where no front matter is read. It \
                  is not certain what the author meant, so the page is withheld, whatever the severity of this \
                  finding. Write one of the values that the hint names.",
    bad: r"<!-- content/handbook/calls.md -->
---
title: Calls
draft: yes
---
",
    fixed: r"<!-- content/handbook/calls.md -->
---
title: Calls
draft: true
---
",
};

pub(super) const BAD_FRONT_MATTER: Long = Long {
    explanation: "The front matter of a page is not valid YAML, TOML or JSON, is not closed by a second `---` line, \
                  has a key twice, or has an invalid date of review. Unknown keys are fine: handbooks come from many \
                  generators. A page whose front matter cannot be read may be a draft, so it is withheld, whatever the \
                  severity of this finding. Correct the line that the finding shows.",
    bad: r"<!-- content/handbook/calls.md -->
---
title: Calls
reviewed: last spring
---
",
    fixed: r"<!-- content/handbook/calls.md -->
---
title: Calls
reviewed: 2026-02-27
---
",
};

pub(super) const UNKNOWN_ELEMENT: Long = Long {
    explanation: "Something in angle brackets is not an HTML element; most often it is a placeholder. It is shown as \
                  text. Put it in backticks, or write `\\<` so that other programs show it as text too.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

Dial <number>.
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

Dial `<number>`.
",
};

pub(super) const REMOVED_HTML: Long = Long {
    explanation: "An HTML element or attribute is not allowed on pages and was removed. Pages may not contain HTML \
                  that runs code, loads something from elsewhere or changes the look of the page. Write it in \
                  Markdown, or link to it. A site that trusts all its authors can set `markdown.html: trusted`.",
    bad: r#"<!-- content/handbook/calls.md -->
# Calls

<button onclick="join()">Join</button>
"#,
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

[Join](https://calls.example.com/1)
",
};

pub(super) const OPEN_FENCE: Long = Long {
    explanation: "A code block begins and never ends, so the rest of the page is code. Close it with a line of the \
                  same three backticks or tildes; a block that shows backticks needs a longer fence around it.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

```text
Dial 1.
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

```text
Dial 1.
```
",
};

pub(super) const UNDEFINED_REFERENCE: Long = Long {
    explanation: "The text uses a reference link, `[text][label]`, and no line `[label]: address` defines it, so it is \
                  shown as text with its brackets. Add the line, or escape the bracket with `\\[` if you mean text.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

See [the rota][rota].
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

See [the rota][rota].

[rota]: https://rota.example.com/
",
};

pub(super) const NO_TITLE: Long = Long {
    explanation: "The page has neither `title` in its front matter nor a heading of the first level at its top. So its \
                  title is made from the file name. A title by its author is better in navigation, search and browser \
                  tabs.",
    bad: r"<!-- content/handbook/calls.md -->
We call on Mondays.
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

We call on Mondays.
",
};

pub(super) const NESTED_TOO_DEEP: Long = Long {
    explanation: "Quotes, lists or elements are nested more than 100 levels deep. No reader can follow that, and it \
                  slows browsers down. Look for elements that were never closed, or for text that was quoted again and \
                  again.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

>>>>>>>> and so on, a hundred times
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

> Mute yourself.
",
};

pub(super) const CROWDED_TAG: Long = Long {
    explanation: "A tag of raw HTML has more than 256 attributes. No element has that many: most likely a quote is \
                  missing, and the words after it are read as attributes. The tag is shown as text. Close the quote, \
                  or remove what does not belong there.",
    bad: r#"<!-- content/handbook/calls.md -->
# Calls

<p title="Mute yourself" a1 a2 a3 and so on, three hundred times>
"#,
    fixed: r#"<!-- content/handbook/calls.md -->
# Calls

<p title="Mute yourself">Calls are recorded.</p>
"#,
};

pub(super) const COSTLY_CODE: Long = Long {
    explanation: "Highlighting this code could take very long: the time grows with the square of the length of a line, \
                  and in some languages with its cube. So each page has a limit, and this code is shown without \
                  colours. Break its long lines, or write `text` as its language.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

```systemverilog
one line of thousands of brackets
```
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

```text
one line of thousands of brackets
```
",
};

pub(super) const PAGE_TOO_LARGE: Long = Long {
    explanation: "A page of this size is useful to nobody. Most likely it is a mistake: a log or a data set with the \
                  file extension of a page. The same is true for a page that consists mostly of Markdown syntax: it \
                  takes more than 40 times that size in memory. The page is not published. Split it, or move it below \
                  `static/`. If your site needs such pages, raise the limit, which is 2 MiB, with `markdown: { \
                  max_page_size: … }` in pmo.yaml, in bytes.",
    bad: r"<!-- pmo.yaml -->
markdown: { max_page_size: 1024 }

<!-- content/handbook/calls.md -->
# Calls

(and a log of two thousand characters)
",
    fixed: r"<!-- pmo.yaml -->
markdown: { max_page_size: 4194304 }

<!-- content/handbook/calls.md -->
# Calls

(and a log of two thousand characters)
",
};

pub(super) const WIDE_ROW: Long = Long {
    explanation: "A row of a table has more cells than the head of the table. Readers see as many cells as the head \
                  has, on our pages as on those of GitHub, and the text of the others is lost. The message quotes it. \
                  Often a `|` is meant as text: it divides cells everywhere, within code too, unless it is written \
                  `\\|`.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

| Setting | Meaning |
|---|---|
| `mode` | `fast|safe` |
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

| Setting | Meaning |
|---|---|
| `mode` | `fast\|safe` |
",
};

pub(super) const FOREIGN: Long = Long {
    explanation: "The page was written for another tool and uses syntax that only this tool knows, such as \
                  `[[wikilinks]]`, `{{#include}}` or `{% include %}`. It is shown as text, so that no word is lost; \
                  only lines that `import` or `export` something in MDX are left out. There is one finding for each \
                  kind and page; it says how often the kind is used. Write the same in plain Markdown, or put it in \
                  backticks to show it as it is.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

See [[Meetings]].
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

See [Meetings](_index.md).
",
};

pub(super) const CROWDED_HEADING: Long = Long {
    explanation: "A line begins with two or more `#` and a word, without a space between them. Some older tools make a \
                  heading of it; CommonMark, GitHub and this site show it as text, so that the page has no such \
                  section and no such anchor. Write a space after the signs.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

##Rules
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

## Rules
",
};

pub(super) const REPEATED_ID: Long = Long {
    explanation: "Two headings of a page, or a heading and an element, were given the same id. A browser follows a \
                  link to the first of them, and no link leads to the other. The heading was given an id of its own, \
                  which the message names. Give each its own.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

## Rules {#rules}

## More rules {#rules}
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

## Rules {#rules}

## More rules {#more-rules}
",
};

pub(super) const NOT_DRAWN: Long = Long {
    explanation: "A block of code in the language `mermaid` is drawn when the site is built, and this one cannot be: \
                  it is not written as Mermaid has it, or it is too large. The page shows its source instead. The \
                  message says what is wrong, and its place is the line.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

```mermaid
flowchart TD
  ask[Ask --> answer[Answer]
```
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

```mermaid
flowchart TD
  ask[Ask] --> answer[Answer]
```
",
};

pub(super) const NOT_SET: Long = Long {
    explanation: "A formula, between dollars or in a block of code in the language `math`, is set when the site is \
                  built, and this one cannot be: it has a command that is not known, or a brace that is never closed. \
                  The page shows its source instead. Write dollars that are money as `\\$`; `markdown: { math: false \
                  }` in `pmo.yaml` leaves all dollars alone.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

We expect $\fraction{n}{2}$ calls.
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

We expect $\frac{n}{2}$ calls.
",
};

pub(super) const UNREADABLE_KEY: Long = Long {
    explanation: "A key of the page takes values of a certain kind, and this one is of another: `noindex`, `unlisted`, \
                  `sitemap` and `search` take `true` or `false`, `date` a day, `canonical` an address. Until it is \
                  corrected the page counts as one that should not be found: search engines are asked to stay away, \
                  and the search and the sitemap leave it out. A `date` that names a year only counts as the last day \
                  of it. Links to the page hold.",
    bad: r"<!-- content/handbook/calls.md -->
---
title: Calls
noindex: yes
---
",
    fixed: r"<!-- content/handbook/calls.md -->
---
title: Calls
noindex: true
---
",
};

pub(super) const CASCADE: Long = Long {
    explanation: "`cascade` tells all pages below a section who sees them and where they are listed. Here a part of it \
                  is not honoured: a target that is no `path` or `kind`, or a key that each page has to say itself, \
                  such as `title`. A rule whose target is not understood has no effect, unless it keeps pages from \
                  readers: then it holds for all pages below.",
    bad: r"<!-- content/handbook/_index.md -->
---
title: Handbook
cascade:
  target: { environment: production }
  toc_hide: false
---
",
    fixed: r#"<!-- content/handbook/_index.md -->
---
title: Handbook
cascade:
  target: { path: "/handbook/**" }
  toc_hide: false
---
"#,
};

pub(super) const LIKELY_KEY: Long = Long {
    explanation: "A key in the front matter of one or more pages is nearly one that is read, so it may be a slip. It \
                  counts as a parameter of the page, which nothing reads. There is one finding for each such key of a \
                  site, at the first page that has it. Write the key that the hint names, or give the parameter \
                  another name.",
    bad: r"<!-- content/handbook/calls.md -->
---
title: Calls
wieght: 10
---
",
    fixed: r"<!-- content/handbook/calls.md -->
---
title: Calls
weight: 10
---
",
};

pub(super) const KEY_NOT_HONOURED: Long = Long {
    explanation: "Other tools read this key to decide who sees a page, or at which address it stands. This program \
                  does not. There is one finding for each such key of a site, at the first page that has it. Write \
                  what the hint names, and take the key out.",
    bad: r"<!-- content/handbook/calls.md -->
---
title: Calls
password: open sesame
---
",
    fixed: r"<!-- content/handbook/calls.md -->
---
title: Calls
visibility: internal
---
",
};
