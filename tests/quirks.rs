//! What breaks a naive generator of handbooks: each quirk that real ones have is built right or is one clear finding.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why")]

use jiff::civil::date;
use pmo_site::artifact::MemorySink;
use pmo_site::pipeline::{BuildInputs, Memo, Outcome, build};
use pmo_site::source::{ContentHash, SourceBytes, SourceFile, SourcePath, SourceTree};

struct Site {
    outcome: Outcome,
    sink: MemorySink,
}

/// Builds a site of these files; every error that a site may choose to live with is a warning.
fn site(files: &[(&str, &str)]) -> Site {
    let codes =
        ["E0401", "E0403", "E0404", "E0409", "E0502", "E0503"].map(|code| format!("PMO-{code}: warning")).join(", ");
    let config = format!(
        "site: {{ title: T }}\nfindings: {{ {codes} }}\nlinks: {{ external: {{ /jobs/: \"https://jobs.example.org/\" }} }}\n"
    );
    let mut tree = SourceTree::new();
    tree.insert(SourcePath::new("pmo.yaml"), SourceFile::text(config));
    for (path, text) in files {
        let file = if std::path::Path::new(path).extension().is_some_and(|extension| extension == "md") {
            SourceFile::text((*text).to_owned())
        } else {
            SourceFile {
                bytes: SourceBytes::Opaque {
                    len: 1,
                    hash: ContentHash::of(text.as_bytes()),
                    dimensions: None,
                    scripted: false,
                    leaks: None,
                },
            }
        };
        tree.insert(SourcePath::new(path), file);
    }
    let mut sink = MemorySink::default();
    let outcome = build(&tree, &BuildInputs::on(date(2026, 3, 5)), &mut Memo::default(), &mut sink)
        .expect("memory takes everything");
    Site { outcome, sink }
}

/// A site of one page.
fn page(text: &str) -> Site {
    site(&[("content/p.md", text)])
}

impl Site {
    fn codes(&self) -> Vec<&'static str> {
        self.outcome.findings.as_slice().iter().map(|finding| finding.rule.code).collect()
    }

    fn messages(&self) -> Vec<&str> {
        self.outcome.findings.as_slice().iter().map(|finding| finding.message.as_str()).collect()
    }

    fn html(&self, path: &str) -> &str {
        self.sink.text(path).unwrap_or_else(|| panic!("no {path}: {:?}", self.messages()))
    }

    fn main(&self) -> &str {
        let html = self.html("p/index.html");
        html.split_once("<main").map_or(html, |(_, main)| main).split("</main>").next().unwrap_or("")
    }

    fn has(&self, path: &str) -> bool {
        self.sink.text(path).is_some()
    }

    #[track_caller]
    fn shows(&self, parts: &[&str]) {
        for part in parts {
            assert!(self.main().contains(part), "`{part}` is not in {}", self.main());
        }
    }
}

// Front matter.

#[test]
fn q01_only_a_first_line_of_three_dashes_opens_front_matter() {
    let rule = page("---\n\n# Title below a rule\n");
    rule.shows(&["<hr", "Title below a rule"]);
    let frame = page("-----|-----\ntitle: no\n-----|-----\n\n# Framed\n");
    frame.shows(&["Framed", "title: no"]);
    let comment = page("<!---\nnote: hidden\n--->\n\n# Commented\n");
    assert!(comment.main().contains("Commented") && !comment.main().contains("hidden"));
    let open = page("---\ntitle: Lost\nowner: nobody\n\n# Body\n");
    assert_eq!(open.codes(), ["PMO-W0503"]);
    assert!(open.sink.text("p/index.html").is_none(), "a page whose front matter cannot be read may be a draft");
}

#[test]
fn q02_toml_empty_blocks_blank_lines_and_marks_before_front_matter() {
    assert!(page("+++\ntitle = \"In TOML\"\nweight = 3\n+++\ntext\n").main().contains("In TOML"));
    let empty = page("---\n---\n# Own title\n");
    assert_eq!(empty.codes(), [] as [&str; 0]);
    assert!(page("\u{feff}---\ntitle: Marked\n---\ntext\n").main().contains("Marked"));
    let late = page("\n---\ntitle: Late\n---\n\ntext\n");
    assert_eq!(late.codes(), [] as [&str; 0]);
    assert!(
        late.main().contains("Late") && !late.main().contains("title:"),
        "empty lines above front matter are forgiven"
    );
}

#[test]
fn q03_keys_of_every_shape() {
    let odd = page(
        "---\ntitle: 2019\ndate: 2020-01-02T03:04:05Z\nCreated time: x\nExternal use?: null\ncSpell:ignore: y\n+description: z\ndecription: w\nowners: [a, b]\n---\ntext\n",
    );
    // `+description` and `decription` are nearly a key; the others are a site's own.
    assert_eq!(odd.codes(), ["PMO-W0529", "PMO-W0529"]);
    assert!(odd.html("p/index.html").contains("<title>2019"));
    let twice = page("---\ntitle: One\ntitle: Two\n---\ntext\n");
    assert_eq!(twice.codes(), ["PMO-W0503"]);
    twice.shows(&["One"]);
    let marked = page("---\ntitle: \"A <b> & `c` *d* [e]\"\n---\ntext\n");
    assert!(marked.html("p/index.html").contains("<title>A &lt;b&gt; &amp;"), "{}", marked.html("p/index.html"));
    assert!(!marked.main().contains("<b>"));
}

#[test]
fn q04_a_title_comes_from_front_matter_the_first_h1_or_the_name() {
    let title = |files: &[(&str, &str)], path: &str| {
        let built = site(files);
        let html = built.html(path).to_owned();
        (html.split("<title>").nth(1).unwrap_or("").split([' ', '<']).next().unwrap_or("").to_owned(), built.codes())
    };
    assert_eq!(
        title(&[("content/a.md", "---\ntitle: Front\n---\n# Head\n")], "a/index.html"),
        ("Front".to_owned(), vec![])
    );
    assert_eq!(title(&[("content/a.md", "# Head\n\n# Other\n")], "a/index.html"), ("Head".to_owned(), vec![]));
    assert_eq!(
        title(&[("content/working.md", "text\n")], "working/index.html"),
        ("Working".to_owned(), vec!["PMO-W0509"])
    );
    let two = page("# One\n\n# Two\n");
    assert_eq!(two.main().matches("<h1").count(), 1);
}

// Shortcodes.

#[test]
fn q05_a_shortcode_in_a_link_is_one_finding_and_none_in_code() {
    let link = page("# T\n\n[x]({{< ref \"a b\" >}}) [y]({{<relref \"c\">}})\n");
    assert_eq!(link.codes(), ["PMO-E0401", "PMO-E0401"]);
    let code = page("# T\n\n`{{< ref \"a\" >}}`\n\n```\n{{% tabs %}}\n```\n\n    {{< x >}}\n\n<!-- {{< y >}} -->\n");
    assert_eq!(code.codes(), [] as [&str; 0]);
    code.shows(&["{{&lt; ref"]);
}

#[test]
fn q06_both_kinds_wherever_they_stand() {
    let built = page(
        "# T\n\n## Head {{< badge >}}\n\n{{% note %}}\n**bold**\n{{% /note %}}\n\n| a |\n|---|\n| {{< icon \"x\" >}} |\n\n- item\n\n  {{<youtube id=\"a\n  b\" />}}\n\n{{< blocks/tab name=\"x\" >}}\n",
    );
    assert_eq!(built.codes(), ["PMO-W0531", "PMO-W0419", "PMO-W0531"]);
    // An identifier that cannot be one is still one address, and nothing that a browser reads in two ways.
    built.shows(&["<strong>bold</strong>", "{{&lt; badge &gt;}}", "watch?v=a%0A"]);
}

#[test]
fn q07_shortcodes_that_do_not_match_are_told_by_line() {
    let built = page("# T\n\n{{< tabs >}}\n\n{{% codetab %}}\ntext\n{{% /codetab %}}\n{{% /codetab %}}\n\nend\n");
    let lines: Vec<_> =
        built.outcome.findings.as_slice().iter().map(|finding| (finding.rule.code, finding.place.span.start)).collect();
    assert_eq!(lines, [("PMO-W0531", 5), ("PMO-W0531", 57)]);
    built.shows(&["end"]);
}

#[test]
fn q08_shortcodes_that_need_data_are_shown_and_told() {
    let built = page("# T\n\n{{< member-by-name \"A B\" >}} and {{% team-by-manager-slug \"c\" %}}\n");
    assert_eq!(built.codes(), ["PMO-W0533", "PMO-W0533"]);
    built.shows(&["A B", "and c"]);
}

#[test]
fn q09_the_syntax_of_other_systems_stays_in_sight() {
    let built = page(
        "# T\n\ntext\n{: .note}\n\n{::options toc=\"1\" /}\n\n<%= partial %>\n\n{% include \"a\" %}\n\n{{ page.title }}\n",
    );
    built.shows(&["text", "{::options", "partial", "{% include", "{{ page.title }}"]);
    assert_eq!(built.codes(), ["PMO-W0516"; 4]);
}

// Links, anchors, names.

#[test]
fn q10_one_page_has_many_spellings() {
    let links = "# B\n\n[1](/a/c/) [2](/a/c) [3](/a/c.html) [4](/a/c.md) [5](../a/c.md) [6](../a/c/) [7](c.md) [8](../c) [9](./c.md#c) [10](/a/c/index.html)\n";
    let index = "# A\n\n[1](c.md) [2](c/) [3](./c) [4](../a/c.md)\n";
    let built = site(&[("content/a/_index.md", index), ("content/a/b.md", links), ("content/a/c.md", "# C\n")]);
    assert_eq!(built.messages(), [] as [&str; 0]);
    let html = built.html("a/b/index.html");
    assert!(html.matches("href=\"/a/c/\">").count() + html.matches("href=\"/a/c/#c\">").count() >= 10);
}

#[test]
fn q11_prefixes_that_live_elsewhere_and_others_that_do_not() {
    let built = page("# T\n\n[a](/jobs/tpm/) [b](/images/x.png) [c](/library/y/)\n");
    assert_eq!(built.messages(), ["`/images/x.png` leads nowhere", "`/library/y/` leads nowhere"]);
    built.shows(&["href=\"https://jobs.example.org/tpm/\""]);
    assert!(
        built
            .outcome
            .findings
            .as_slice()
            .iter()
            .all(|finding| finding.hint.as_ref().is_some_and(|hint| hint.contains("links.external")))
    );
}

#[test]
fn q12_slips_of_the_finger_are_no_paths() {
    let built = page(
        "# T\n\n[1](htts://a.b) [2](hhttps://a.b) [3](ttps://a.b) [4](malto:a@b.c) [5](javascript:x) [6](Name@host.org) [7]() [8](TODO)\n",
    );
    let mut codes = built.codes();
    codes.sort_unstable();
    assert_eq!(
        codes,
        ["PMO-E0404", "PMO-W0406", "PMO-W0406", "PMO-W0406", "PMO-W0406", "PMO-W0406", "PMO-W0406", "PMO-W0406"]
    );
    assert!(!built.main().contains("javascript:"));
}

#[test]
fn q13_anchors_of_every_heading() {
    let built = page(
        "# T\n\n[1](#setup) [2](#setup-1) [3](#own) [4](#raw) [5](#old) [6](#über-日本) [7](#a-code-link)\n\n## Setup\n\n## Setup\n\n## ???\n\n## !!!\n\n## X {#own}\n\n<div id=\"raw\"></div>\n\n<a name=\"old\"></a>\n\n## Über 日本\n\n## A\t`code` [link](https://a.b) ![](i.png)\n",
    );
    assert!(!built.codes().contains(&"PMO-W0402"), "{:?}", built.messages());
    let html = built.html("p/index.html");
    let mut ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "ids are unique");
    assert_eq!(page("# T\n\n[x](#gone)\n").codes(), ["PMO-W0402"]);
}

#[test]
fn q14_names_collide_or_are_mended() {
    assert_eq!(site(&[("content/x.md", "# X\n"), ("content/x/README.md", "# Y\n")]).codes(), ["PMO-W0417"]);
    let beside = site(&[("content/x/README.md", "# Y\n"), ("content/x/index.md", "# Z\n")]);
    assert_eq!(beside.codes(), ["PMO-W0417"]);
    assert!(beside.html("x/index.html").contains("<title>Z"));
    assert_eq!(site(&[("content/x.html.md", "# X\n"), ("content/x.md", "# Y\n")]).codes(), [] as [&str; 0]);
    let built = site(&[
        (
            "content/a/README.md",
            "# A\n\n[1](v1.2.md) [2](<R & D (2024) – notes.md>) [3](R%20&%20D%20%282024%29%20–%20notes.md) ![i](<image (6) (2).png>)\n",
        ),
        ("content/a/v1.2.md", "# V\n"),
        ("content/a/R & D (2024) – notes.md", "# R\n"),
        ("content/a/image (6) (2).png", "x"),
    ]);
    assert_eq!(built.messages(), [] as [&str; 0]);
    assert!(built.has("a/index.html") && built.has("a/v1.2/index.html"));
    assert!(
        built.html("a/index.html").contains("src=\"/a/image%20(6)%20(2).png\"")
            || built.html("a/index.html").contains("image%20%286%29")
    );
}

#[test]
fn q15_old_addresses_lead_on() {
    let built = site(&[
        ("content/new/_index.md", "# N\n"),
        ("content/new/p.md", "---\naliases: [/old/p/, /old.html, sibling]\n---\n# P\n\n[x](/old/p/)\n"),
        ("content/new/q.md", "---\nredirect_from: /q-was-here\n---\n# Q\n"),
    ]);
    assert_eq!(built.messages(), [] as [&str; 0]);
    for old in ["old/p/index.html", "old.html", "new/sibling/index.html"] {
        assert!(built.html(old).contains("/new/p/"), "{old}");
    }
    assert!(built.html("q-was-here/index.html").contains("/new/q/"));
    assert_eq!(
        site(&[("content/a.md", "---\naliases: [/b/]\n---\n# A\n"), ("content/b.md", "# B\n")]).codes(),
        ["PMO-W0409"]
    );
}

// The body.

#[test]
fn q16_placeholders_do_not_vanish() {
    let built = page("# T\n\nInstall <package> by <date> for <organization-name>.\n");
    assert_eq!(built.codes(), vec!["PMO-W0504"; 3]);
    built.shows(&["Install &lt;package&gt; by &lt;date&gt; for &lt;organization-name&gt;."]);
}

#[test]
fn q17_what_runs_is_removed_and_details_are_content() {
    let built = page(
        "# T\n\n<script>go()</script>\n\n<style>p{}</style>\n\n<iframe src=\"https://a.b\"></iframe>\n\n<form action=\"/x\"><input></form>\n\n<object data=\"d\"></object>\n\n<details><summary>More</summary>\n\n**inside**\n\n</details>\n",
    );
    assert!(
        built.codes().iter().all(|code| ["PMO-W0505", "PMO-W0419"].contains(code)) && built.codes().len() >= 5,
        "{:?}",
        built.messages()
    );
    for gone in ["go()", "<iframe", "<form", "<object", "p{}"] {
        assert!(!built.main().contains(gone), "{gone}");
    }
    built.shows(&["<details>", "<strong>inside</strong>"]);
}

#[test]
fn q18_fences_of_every_kind() {
    let open = page("# T\n\n```go\nfunc main() {}\n\n## No heading\n");
    assert_eq!(open.codes(), ["PMO-W0506"]);
    let built = page(
        "# T\n\n- item\n\n  ~~~Python\n  x = 1\n  ~~~\n\n````markdown\n```\nin\n```\n````\n\n```go {hl_lines=[7,11]}\na\n```\n\n```shell script\nb\n```\n\n```yaml container-linux-config:norender\nc: 1\n```\n\n```C#\nd\n```\n\n```SHELL\ne\n```\n\n```nocode\nf\n```\n\n```prompt\ng\n```\n\n```golang\nh\n```\n\n```markdown:\ni\n```\n",
    );
    assert_eq!(built.messages(), [] as [&str; 0]);
    assert_eq!(built.main().matches("<pre").count(), 11);
}

#[test]
fn q19_diagrams_notes_definitions_tasks_and_full_cells() {
    let built = page(
        "# T\n\n```mermaid\ngraph TD\n```\n\n```plantuml\n@startuml\n```\n\n$$ a^2 $$\n\nnote[^1]\n\n[^1]: The note.\n\nTerm\n: Its meaning\n\n| a | b |\n|---|---|\n| one<br>two | <ul><li>x</li></ul> |\n\n- [x] done\n- [ ] open\n",
    );
    assert_eq!(built.messages(), [] as [&str; 0]);
    built.shows(&[
        "graph TD",
        "a^2",
        "The note.",
        "<dt id=\"term-term\">Term</dt>",
        "one<br>two",
        "<li>x</li>",
        "aria-label=\"done\"",
    ]);
}

#[test]
fn q20_very_large_and_very_small_pages() {
    let large = format!("# Large\n\n{}", "A sentence with a [link](#large) and `code`.\n\n".repeat(30_000));
    let line = format!("# Line\n\n{}\n", "word ".repeat(32_000));
    let japanese = format!("# 日本語\n\n{}\n", "検索できる文章です。".repeat(2_000));
    let built = site(&[
        ("content/large.md", &large),
        ("content/line.md", &line),
        ("content/empty.md", ""),
        ("content/only.md", "---\ntitle: Only front matter\n---\n"),
        ("content/ja.md", &japanese),
    ]);
    assert_eq!(built.codes(), ["PMO-W0509"]);
    for path in ["large", "line", "empty", "only", "ja"] {
        assert!(built.has(&format!("{path}/index.html")), "{path}");
    }
    let indexed = built
        .sink
        .artifacts
        .keys()
        .filter(|path| path.to_string().starts_with("search/"))
        .any(|path| built.sink.text(&path.to_string()).is_some_and(|text| text.contains("検索")));
    assert!(indexed, "a Japanese word can be found");
}
