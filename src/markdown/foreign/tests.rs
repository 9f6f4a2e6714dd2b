//! Blocks of other tools, as pages hold them.

use super::super::trial::{options, page, page_with};
use super::super::{HtmlPolicy, Options};

/// A callout as it is written.
fn callout(class: &str, title: &str, body: &str) -> String {
    format!("<div class=\"callout {class}\" role=\"note\"><p class=\"callout-title\">{title}</p>\n{body}</div>\n")
}

#[test]
fn callouts_of_mkdocs_hold_what_is_indented() {
    for (text, html) in [
        ("!!! note \"A *b*\"\n    text\n", callout("note", "A <em>b</em>", "<p>text</p>\n")),
        ("!!! danger\n\n    one\n\n    two\n\nafter\n", callout("caution", "Danger", "<p>one</p>\n<p>two</p>\n") + "<p>after</p>\n"),
        ("before\n!!! tip inline end \"x\"\n    - a\n    - b\n", "<p>before</p>\n".to_owned() + &callout("tip", "x", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n")),
        (
            "!!! note\n    out\n\n    !!! warning \"In\"\n        deep\n\n    end\n",
            callout("note", "Note", &format!("<p>out</p>\n{}<p>end</p>\n", callout("warning", "In", "<p>deep</p>\n"))),
        ),
        (
            "!!! note \"A\"\n    a\n!!! tip \"B\"\n    b\n+ c\n",
            callout("note", "A", "<p>a</p>\n") + &callout("tip", "B", "<p>b</p>\n") + "<ul>\n<li>c</li>\n</ul>\n",
        ),
        (
            "- item\n\n    !!! note\n        x\n",
            format!("<ul>\n<li>\n<p>item</p>\n{}</li>\n</ul>\n", callout("note", "Note", "<p>x</p>\n")),
        ),
        ("> !!! note\n>     x\n", format!("<blockquote>\n{}</blockquote>\n", callout("note", "Note", "<p>x</p>\n"))),
        (
            "??? question \"Why\"\n    x\n",
            "<details class=\"callout note\"><summary class=\"callout-title\">Why</summary>\n<p>x</p>\n</details>\n".to_owned(),
        ),
        (
            "???+ bug\n\tx\n",
            "<details class=\"callout caution\" open=\"\"><summary class=\"callout-title\">Bug</summary>\n<p>x</p>\n</details>\n".to_owned(),
        ),
        (
            "=== \"Linux\"\n\n    apt `x`\n\n=== \"Mac\"\n\n    brew\n",
            "<div class=\"tab\" role=\"group\" aria-label=\"Linux\"><p class=\"tab-title\">Linux</p>\n<p>apt <code>x</code></p>\n</div>\n\
             <div class=\"tab\" role=\"group\" aria-label=\"Mac\"><p class=\"tab-title\">Mac</p>\n<p>brew</p>\n</div>\n"
                .to_owned(),
        ),
    ] {
        let trial = page(text);
        assert_eq!(trial.html, html, "{text}");
        assert_eq!(trial.findings(), [], "{text}");
    }
    let code = page("!!! note\n    ```sh\n    a\n      b\n    ```\n").html;
    assert!(code.contains("a\n  b\n"), "{code}");
}

#[test]
fn containers_end_with_their_own_line() {
    for (text, html) in [
        (":::note\nBring [x](y.md).\n:::\n", callout("note", "Note", "<p>Bring <a href=\"y.md\">x</a>.</p>\n")),
        (":::warning Own `t`\n\na\n\n:::\n", callout("warning", "Own <code>t</code>", "<p>a</p>\n")),
        (":::tip[Own *t*]\na\n:::\n", callout("tip", "Own <em>t</em>", "<p>a</p>\n")),
        ("::: danger\na\n:::\nb\n", callout("caution", "Danger", "<p>a</p>\n") + "<p>b</p>\n"),
        ("::: {.callout-note title=\"T\"}\na\n:::\n", callout("note", "T", "<p>a</p>\n")),
        (":::{important} T\na\n:::\n", callout("important", "T", "<p>a</p>\n")),
        (
            "::::info\na\n:::tip\nb\n:::\n::::\n",
            callout("note", "Info", &format!("<p>a</p>\n{}", callout("tip", "Tip", "<p>b</p>\n"))),
        ),
        ("- x\n  :::note\n  a\n  :::\n", format!("<ul>\n<li>x{}</li>\n</ul>\n", callout("note", "Note", "<p>a</p>\n"))),
        ("{% hint style=\"warning\" %}\na\n{% endhint %}\n", callout("warning", "Warning", "<p>a</p>\n")),
        (
            "{% stepper %}\n{% step %}\na\n{% endstep %}\n\n{% step %}\nb\n{% endstep %}\n{% endstepper %}\n",
            "<p>a</p>\n<p>b</p>\n".to_owned(),
        ),
        ("{% content-ref url=\"a.md\" %}\na\n{% endcontent-ref %}\n", "<p>a</p>\n".to_owned()),
        ("{% code title=\"x.js\" %}\na\n{% endcode %}\n", callout("note", "x.js", "<p>a</p>\n")),
        ("{% code overflow=\"wrap\" %}\na\n{% endcode %}\n", "<p>a</p>\n".to_owned()),
        (
            "{% tabs %}\n{% tab title=\"A\" %}\na\n{% endtab %}\n{% endtabs %}\n",
            "<div class=\"tab\" role=\"group\" aria-label=\"A\"><p class=\"tab-title\">A</p>\n<p>a</p>\n</div>\n"
                .to_owned(),
        ),
        (
            "<Tabs groupId=\"os\">\n  <TabItem value=\"a\" label=\"A b\" default>\n\n  - a\n\n  </TabItem>\
                 \n  <TabItem value='c'>\n  c\n  </TabItem>\n</Tabs>\n",
            "<div class=\"tab\" role=\"group\" aria-label=\"A b\"><p class=\"tab-title\">A b</p>\n<ul>\n<li>a</li>\
                 \n</ul>\n</div>\n\
             <div class=\"tab\" role=\"group\" aria-label=\"c\"><p class=\"tab-title\">c</p>\n<p>c</p>\n</div>\n"
                .to_owned(),
        ),
        (
            "<Admonition type=\"tip\" title=\"Own\">\na [x](y.md)\n</Admonition>\n",
            callout("tip", "Own", "<p>a <a href=\"y.md\">x</a></p>\n"),
        ),
    ] {
        let trial = page(text);
        assert_eq!(trial.html, html, "{text}");
        assert_eq!(trial.findings(), [], "{text}");
    }
}

#[test]
fn what_is_code_or_has_no_partner_stays_as_it_is() {
    let code = "```\n:::note\na\n:::\n!!! note\n    x\n[TOC]\n> [!NOTE] T\n{.lead}\n[[x]] {{ y }} {% z %}\n```\n";
    let trial = page(code);
    assert!(trial.html.contains(":::note\na\n:::\n!!! note\n    x\n[TOC]\n"), "{}", trial.html);
    assert_eq!(trial.findings(), []);
    let trial = page("[[c](d.md)] \\[[e]] `{% f %}` [[g]](h.md)\n:::\n");
    assert_eq!(trial.findings(), [("PMO-W0516", ":::")]);
    for text in
        [":::note\na\n", "- :::note\n\n:::\n", ":::columns\na\n:::\n", "!!! note\nno body\n", "- a\n  :::note\n\n:::\n"]
    {
        let trial = page(text);
        assert_eq!(trial.findings().iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["PMO-W0516"], "{text}");
        assert!(!trial.html.contains("callout") && !trial.html.contains("<hr"), "{text}: {}", trial.html);
    }
    let indented = page("<Tabs>\n  <TabItem value=\"a\">\n    prose\n  </TabItem>\n</Tabs>\n").html;
    assert!(indented.contains("prose") && !indented.contains("<code>"), "{indented}");
    let inner = page(":::columns\n:::note\na\n:::\n:::\n").html;
    assert!(inner.contains("callout note") && inner.matches(":::").count() == 2, "{inner}");
}

#[test]
fn quotes_with_a_title_are_callouts() {
    for (text, html) in [
        ("> [!WARNING] Own *t*\n> Text.\n", callout("warning", "Own <em>t</em>", "<p>Text.</p>\n")),
        ("> [!NOTE] The text [itself](a.md).\n", callout("note", "Note", "<p>The text <a href=\"a.md\">itself</a>.</p>\n")),
        ("> [!tip] T\n>\n> a\n> b\n", callout("tip", "T", "<p>a\nb</p>\n")),
        ("> [!info]\n> a\n", callout("note", "Info", "<p>a</p>\n")),
        ("> [!NOTE] **Bold**\n> a\n", callout("note", "<strong>Bold</strong>", "<p>a</p>\n")),
        (
            "> [!note]- Folded\n> a\n",
            "<details class=\"callout note\"><summary class=\"callout-title\">Folded</summary>\n<p>a</p>\n</details>\n".to_owned(),
        ),
        ("> [!faq]+\n> a\n", "<details class=\"callout note\" open=\"\"><summary class=\"callout-title\">Faq</summary>\n<p>a</p>\n</details>\n".to_owned()),
        ("> > [!NOTE] a\n> > b\n>\n> c\n", format!("<blockquote>\n{}<p>c</p>\n</blockquote>\n", callout("note", "a", "<p>b</p>\n"))),
        ("> [!x](y.md) z\n", "<blockquote>\n<p><a href=\"y.md\">!x</a> z</p>\n</blockquote>\n".to_owned()),
    ] {
        assert_eq!(page(text).html, html, "{text}");
    }
    let long = format!("> [!NOTE] {}\n> end\n", "word ".repeat(20).trim());
    assert_eq!(page(&long).html, callout("note", "Note", &format!("<p>{}\nend</p>\n", "word ".repeat(20).trim())));
}

#[test]
fn a_place_for_contents_is_left_out_where_the_page_has_contents() {
    for place in ["[TOC]", "[[_TOC_]]", "[toc]", "${toc}"] {
        let trial = page(&format!("{place}\n\n## A\n\n## B\n"));
        assert!(trial.html.starts_with("<h2"), "{}", trial.html);
        assert_eq!(trial.findings(), []);
        assert_eq!(page(&format!("a\n\n{place}\n")).findings(), [("PMO-W0516", place)]);
    }
    assert_eq!(page("[TOC]\n\n[toc]: a.md\n").html, "<p><a href=\"a.md\">TOC</a></p>\n");
}

#[test]
fn each_kind_of_other_syntax_is_told_once_and_stays_in_sight() {
    for (text, shown) in [
        ("See [[Other page|there]] and [[b]].", "[[Other page|there]]"),
        ("![[diagram.png]]", "![[diagram.png]]"),
        ("{{#include parts/intro.md}}", "{{#include parts/intro.md}}"),
        ("{% include note.html %} {% raw %}", "{% include note.html %}"),
        ("{{ site.title }}", "{{ site.title }}"),
        ("--8<-- \"intro.md\"", "--8<-- \"intro.md\""),
        (".. note:: for Sphinx", ".. note:: for Sphinx"),
        ("so:\nimport Tabs from '@theme/Tabs';", "import Tabs from '@theme/Tabs';"),
        ("<%= partial(\"x\") %>", "<%= partial(\"x\") %>"),
        ("{::options a=\"b\" /}", "{::options a=\"b\" /}"),
        ("a {: .b} c", "{: .b}"),
        ("```{note} Title\nbody\n```", "```{note} Title"),
    ] {
        let trial = page(text);
        assert_eq!(trial.findings(), [("PMO-W0516", shown)], "{text}: {}", trial.html);
        let words = super::super::plain::of_html(&trial.html);
        let shown = shown.trim_start_matches('`');
        assert!(words.contains(shown), "{text}: {words}");
    }
    for text in ["import duties rise", "export controls", "... and", ".. so", "{braces} {a: b} {}", "[[1]](a.md)", "<%"]
    {
        assert_eq!(page(text).findings(), [], "{text}");
    }
}

#[test]
fn shortcodes_have_their_own_finding() {
    for text in ["{{% mine %}}", "{{{< mine >}}", "{{% mine a=\"b\" %}} c {{% /mine %}}"] {
        assert_eq!(page(text).findings().iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["PMO-W0507"], "{text}");
    }
}

#[test]
fn attributes_are_left_out_and_their_ids_stay() {
    for (text, html) in [
        ("text\n{.lead}\n", "<p>text</p>\n"),
        ("text\n\n{: .a #b }\n\nmore\n", "<p>text</p>\n<a id=\"b\"></a>\n<p>more</p>\n"),
        ("text\n{#own-id}\n", "<p>text<a id=\"own-id\"></a></p>\n"),
        ("![a](b.png){width=200 height=\"10\"} c\n", "<p><img src=\"b.png\" alt=\"a\"> c</p>\n"),
        ("- a\n{: .list}\n", "<ul>\n<li>a</li>\n</ul>\n"),
        ("[a](b.md){target=_blank}\n", "<p><a href=\"b.md\">a</a></p>\n"),
        ("{{ .x }} {y} {#}", "<p>{{ .x }} {y} {#}</p>\n"),
        ("```\n{.lead}\n```\n", "<pre class=\"code\" tabindex=\"0\"><code>{.lead}\n</code></pre>\n"),
    ] {
        assert_eq!(page(text).html, html, "{text}");
    }
    let table = page("| a |\n|---|\n| b |\n{.table}\n");
    assert_eq!((table.html.matches("<tr>").count(), table.findings()), (2, vec![]), "{}", table.html);
    let trial = page("# T\n\n## A {: #own }\n");
    assert_eq!(
        trial.document.headings.first().map(|heading| (heading.id.as_str(), heading.text.as_str())),
        Some(("own", "A"))
    );
    assert!(page("text\n{#own-id}\n").document.anchors.contains("own-id"));
    let escaped = page_with(options(HtmlPolicy::Escape), "text\n{#own-id}\n");
    assert_eq!(escaped.html, "<p>text</p>\n");
    let smart = page_with(Options { smart_punctuation: true, ..Options::default() }, "![a](b.png){width=\"200\"}\n");
    assert_eq!(smart.html, "<p><img src=\"b.png\" alt=\"a\"></p>\n");
}

#[test]
fn hostile_pages_of_such_lines_take_no_time() {
    let texts = [
        ":::note\n".repeat(5_000),
        ":::note\n:::\n".repeat(3_000),
        "!!! note\n    x\n".repeat(3_000),
        (0..300).map(|level| format!("{}!!! note\n", "    ".repeat(level))).collect::<Vec<_>>().concat(),
        "> [!a] b\n\n".repeat(5_000),
        "[TOC]\n".repeat(5_000),
        "a\n{.b}\n".repeat(5_000),
        "{% tab %}".repeat(5_000),
        "[[a]] {{ b }} ".repeat(5_000),
        "{".repeat(50_000),
        "[[".repeat(30_000),
    ];
    for text in texts {
        let start = std::time::Instant::now();
        let _ = page(&text);
        let time = start.elapsed();
        assert!(time < std::time::Duration::from_secs(4), "{:?}: {time:?}", text.get(..20));
    }
}

#[test]
fn slips_that_leave_signs_in_the_text_are_told() {
    for (text, code, place) in [
        ("##Rules of *play*\n", "PMO-W0517", "##Rules of "),
        ("a\n###b\n", "PMO-W0517", "###b"),
        ("a[^x] b\n", "PMO-W0508", "[^x]"),
        ("## A {#x}\n\n## B {#x}\n", "PMO-W0518", "x"),
    ] {
        assert_eq!(page(text).findings(), [(code, place)], "{text}");
    }
    for text in
        ["#tag\n", "a ##b\n", "`##a`\n\n    ##b\n", "\\##a\n", "a[^x]\n\n[^x]: b\n", "`[^x]` \\[^x] [^a-z/] [^]\n"]
    {
        assert_eq!(page(text).findings(), [], "{text}");
    }
    let twice = page("a[^x]\n\n[^x]: one\n\n[^x]: two\n").html;
    assert!(twice.contains("<p>one") && twice.contains("<p>two"), "{twice}");
}

#[test]
fn comments_of_mdx_on_lines_of_their_own_are_left_out() {
    for source in ["A\n\n{/* secret */}\n\nB\n", "A\n\n{/* secret\n\n- secret\n*/}\n\nB\n", "A\n{/* secret */}\n\nB\n"]
    {
        let trial = page(source);
        assert_eq!(trial.html, "<p>A</p>\n<p>B</p>\n", "{source}");
        let told: Vec<_> = trial.findings().into_iter().map(|(code, _)| code).collect();
        assert_eq!(told, ["PMO-W0516"], "{source}");
    }
    // What is code, what has no end and what stands in a line is shown.
    assert!(page("```\n{/* code */}\n```\n").html.contains("{/* code */}"));
    assert!(page("{/* open\n\nB\n").html.contains("<p>B</p>"));
    assert!(page("A {/* here */} b\n").html.contains("here"));
}

#[test]
fn statements_of_mdx_are_left_out_and_told_once() {
    let text = "import Tabs from '@theme/Tabs';\nimport {A} from \"./a\";\n\nexport const x = 1;\n\ntext\n";
    let trial = page(text);
    assert_eq!(trial.html, "<p>text</p>\n");
    assert_eq!(trial.findings(), [("PMO-W0516", "import Tabs from '@theme/Tabs';")]);
    for text in [
        "prose\nimport a from 'b'\n",
        "- import a from 'b'\n",
        "export const x = {\n  a: 1 };\n",
        "import the list from the file\n",
        "```\n\nimport a from 'b'\n```\n",
    ] {
        let line = text.lines().find(|line| line.contains("port ")).unwrap_or_default().trim_start_matches("- ");
        assert!(page(text).html.contains(line.split(['\'', '{']).next().unwrap_or_default()), "{text}");
    }
}
