//! The long forms of findings about Markdown.

use super::Long;

pub(super) const UNKNOWN_LANGUAGE: Long = Long {
    explanation: "The word after the fence names no language that can be coloured, so the code is shown without colours. It is usually a typing \
                  error; for plain text write `text`, or no word at all.",
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
    explanation: "The page begins with `---` (or `+++`) and no second such line ends its front matter, so its keys would be shown as text. Until \
                  then the page is withheld, since one of them may say that it is a draft. Add the closing line below the last key.",
    bad: r"<!-- content/handbook/calls.md -->
---
title: Calls

We call on Mondays.
",
    fixed: r"<!-- content/handbook/calls.md -->
---
title: Calls
---

We call on Mondays.
",
};

pub(super) const UNREADABLE_PUBLICATION: Long = Long {
    explanation: "Some keys keep a page from readers: `draft` and `internal` with `true`, `published` with `false`, `visibility: internal`, \
                  `publishDate` until its day, `expiryDate` from its day on. The value here is none that its key takes, or a line with such a key \
                  stands where no front matter is read. What the author meant is not certain, so the page is withheld, whatever the severity \
                  of this finding. Write one of the values that the hint names.",
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
    explanation: "The front matter of a page is not valid YAML, TOML or JSON, gives a key twice, or has a date of review that is none. Keys that \
                  this program does not know are fine: handbooks come from many generators. A page whose front matter cannot be read is \
                  withheld, whatever the severity of this finding: it may be a draft. Correct the line that the finding shows.",
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
    explanation: "Something in angle brackets is no HTML element; most often it is a placeholder. It is shown as text. Put it in backticks, or \
                  write `\\<` so that it stays text in every program.",
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
    explanation: "An HTML element or attribute is not allowed on pages and was removed: whatever runs code, loads something from elsewhere or \
                  changes the page's look. Write it in Markdown, or link to it. A site that trusts all its authors can set \
                  `markdown.html: trusted`.",
    bad: r#"<!-- content/handbook/calls.md -->
# Calls

<iframe src="https://video.example.com/1"></iframe>
"#,
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

[How to join](https://video.example.com/1)
",
};

pub(super) const OPEN_FENCE: Long = Long {
    explanation: "A code block begins and never ends, so the rest of the page is code. Close it with a line of the same three backticks or \
                  tildes; a block that shows backticks needs a longer fence around it.",
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

pub(super) const SHORTCODE: Long = Long {
    explanation: "The page uses a shortcode of another generator, `{{< … >}}` or `{{% … %}}`. It cannot be run here and is shown as text. Replace \
                  it with plain Markdown. To show one on purpose, put it in backticks.",
    bad: r"<!-- content/handbook/calls.md -->
# Calls

{{< alert >}} Mute yourself.
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

> Mute yourself.
",
};

pub(super) const UNDEFINED_REFERENCE: Long = Long {
    explanation: "The text uses a link by reference, `[text][label]`, and no line `[label]: address` defines it, so it is shown with its \
                  brackets. Add the line, or escape the bracket with `\\[` when it is meant as text.",
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
    explanation: "The page has neither `title` in its front matter nor a heading of the first level at its top. A title is made of the file's \
                  name, and the writer's own is better in navigation, search and browser tabs.",
    bad: r"<!-- content/handbook/calls.md -->
We call on Mondays.
",
    fixed: r"<!-- content/handbook/calls.md -->
# Calls

We call on Mondays.
",
};

pub(super) const NESTED_TOO_DEEP: Long = Long {
    explanation: "Quotes, lists or elements are nested more than 100 levels deep. No reader could follow, and browsers slow down. Look for \
                  elements that were never closed, or for text that was quoted again and again.",
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
    explanation: "A tag of raw HTML has more than 256 attributes. No element has that many: most likely a quote is missing, and the words after it \
                  are read as attributes. The tag is shown as text. Close the quote, or take out what does not belong there.",
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
    explanation: "Colouring this code could take very long: the time grows with the square of a line, and in some languages with its cube, so each \
                  page has a limit. The code is shown without colours. Break its long lines, or write `text` as its language.",
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
    explanation: "A page of this size serves no reader, and most likely came to be by a mistake: a log or a data set with the ending of a page. \
                  The same holds for one that is little but marks of Markdown, which takes more than 40 times that size in memory. It is not \
                  published. Split it, or move it below `static/`. A site that means it raises the limit, which is 2 MiB, with `markdown: { \
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
