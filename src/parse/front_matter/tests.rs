//! Tests of front matter as a whole.

use super::*;

fn cut(text: &str) -> (Option<&str>, &str, bool) {
    let (split, finding) = split(&SourcePath::new("x.md"), text);
    (split.front.map(|(_, range)| &text[range]), &text[split.body], finding.is_some())
}

#[test]
fn only_a_first_line_of_three_dashes_opens_front_matter() {
    assert_eq!(cut("---\ntitle: x\n---\nbody"), (Some("title: x\n"), "body", false));
    assert_eq!(cut("\u{feff}---\r\na: 1\r\n---\r\nb"), (Some("a: 1\r\n"), "b", false));
    assert_eq!(cut("-----\na: 1\n---\n"), (None, "-----\na: 1\n---\n", false));
    assert_eq!(cut("---\n---\nb"), (Some(""), "b", false));
    assert_eq!(cut("---\n\nprose below a rule"), (None, "---\n\nprose below a rule", false));
}

#[test]
fn empty_lines_above_front_matter_are_forgiven() {
    assert_eq!(cut("\n \r\n---\ntitle: x\n---\nbody"), (Some("title: x\n"), "body", false));
    assert_eq!(cut("\u{feff}\n+++\ntitle = \"x\"\n+++\nbody"), (Some("title = \"x\"\n"), "body", false));
    for rules in [
        "\n---\nprose between rules: kept\n---\nmore",
        "\n---\n\nkey: in prose\n---\n",
        "\n---\nkey: in prose below one rule\n",
        "\n\ntext\n---\na: 1\n---\n",
        "\n\n",
    ] {
        assert_eq!(cut(rules), (None, rules, false));
    }
}

/// What the parse of a page finds, and whether the page is withheld from everyone.
fn page(text: &str) -> (Vec<&'static str>, bool) {
    let compiler = crate::markdown::Compiler::new(crate::markdown::Options::default());
    let path = SourcePath::new("content/x.md");
    match crate::parse::file(&path, text, crate::parse::FileKind::Page, &compiler) {
        Some((crate::parse::ParsedFile::Page(page), found)) => {
            let publication = page.front.publication;
            let due = publication.is_due(jiff::civil::date(2026, 3, 5), false) && !publication.internal;
            (found.iter().map(|finding| finding.rule.code).collect(), !due)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn json_at_the_start_of_a_file_is_front_matter() {
    let json = "{ \"title\": \"x\", \"draft\": true }\nbody";
    assert_eq!(cut(json), (Some("{ \"title\": \"x\", \"draft\": true }"), "\nbody", false));
    assert_eq!(page(json), (vec![], true));
    assert_eq!(page("{\n  \"title\": \"x\",\n  \"draft\": \"yes\"\n}\n"), (vec!["PMO-E0514"], true));
    assert_eq!(page("{\n  \"draft\": true,\n}\n"), (vec!["PMO-W0503"], true));
    for text in ["{{< note >}}\n", "{ braces } in prose\n", "{% raw %}\n", "{}\n"] {
        assert_eq!(cut(text), (None, text, false));
    }
}

#[test]
fn front_matter_that_cannot_be_read_withholds_the_page() {
    for text in [
        "---\ntitle: x\ndraft: true\nbad: [\n---\n# T\n",
        "---\ndraft: true\ndraft: false\n---\n# T\n",
        "---\n[draft, true]\n---\n# T\n",
        "+++\ndraft = yes\n+++\n# T\n",
        "---\ntitle: x\n\n# T\n",
    ] {
        let (found, withheld) = page(text);
        assert!(withheld && matches!(found.as_slice(), ["PMO-W0503" | "PMO-E0502"]), "{found:?} {text}");
    }
    assert_eq!(
        page("---\ntitle: x\nreviewed: soon\n---\n# T\n"),
        (vec!["PMO-W0503"], false),
        "that costs the day of review alone"
    );
}

#[test]
fn a_line_that_would_withhold_and_is_no_key_withholds_all_the_same() {
    for text in [
        "---\ntitle: x\ndraft:true\n---\n# T\n",
        "----\ntitle: x\ndraft: true\n----\n# T\n",
        "<!-- a licence\nof two lines -->\n---\ndraft: true\n---\n# T\n",
        "---\ntitle: x\n---\n---\npublished: false\n---\n# T\n",
        "title: x\nvisibility: internal\n\n# T\n",
        "  ---\n  draft: yes\n  ---\n# T\n",
        "---\nparams:\n  draft: true # until May\n---\n# T\n",
        "---\nparams: {draft: true}\n---\n# T\n",
        "+++\n[params]\ndraft = true # c\n+++\n# T\n",
        "{\"params\":{\"draft\":true}}\n# T\n",
        "{\"title\":\"x\",\"draft\":\"maybe\",\"draft\":false}\n# T\n",
        "----\n# comment\ndraft: true\n----\n# T\n",
        "draft: true # soon\n\n# T\n",
        "---yaml\ndraft: true\n---\n# T\n",
        "--- # c\ntitle: x\ndraft: true\n---\n# T\n",
        "# T\n\n---\ndraft: true\n---\n",
        "> Licence\n\n---\ntitle: x\nvisibility: internal # until May\n---\n# T\n",
        "\u{200b}---\ndraft: true\n---\n# T\n",
        "\u{2013}\u{2013}\u{2013}\ndraft: true\n\u{2013}\u{2013}\u{2013}\n# T\n",
        "---\rdraft: true\r---\r# T\r",
        "{draft: true}\n# T\n",
        ";;;\n\"draft\": true\n;;;\n# T\n",
        "[{\"draft\": true}]\n# T\n",
        "---\ndraft:\n  true\n",
    ] {
        let (found, withheld) = page(text);
        assert!(withheld && matches!(found.as_slice(), [.., "PMO-E0514" | "PMO-W0503"]), "{found:?} {text}");
    }
    for text in [
        "---\ntitle: x\ndraft: false\n---\n# T\n",
        "# How to write a draft\n\ndraft: true\n",
        "Draft: this page is being written.\n\n# T\n",
        "```yaml\ndraft: true\n```\n\n# T\n",
        "# T\n\n```yaml\n---\ndraft: true\n---\n```\n",
        "# T\n\n---\n\nText below a rule.\n\ndraft: true\n",
        "---\ntitle: x\nparams: { draft: false }\n---\n# T\n",
        "---\ntitle: x\n# draft: true\n---\n# T\n",
    ] {
        let (found, withheld) = page(text);
        assert!(!withheld && !found.contains(&"PMO-E0514"), "{found:?} {text}");
    }
}

#[test]
fn a_missing_fence_is_found() {
    assert_eq!(cut("---\ntitle: x\n\nbody"), (None, "---\ntitle: x\n\nbody", true));
}

#[test]
fn keys_of_other_generators_are_left_alone() {
    let text =
        "title: 2019\nweight: 3\ncSpell:ignore: x\naliases: [/a, /b]\nreviewed: 2026-01-31\nExternal use?: null\n";
    let (front, found) = read(&SourcePath::new("x.md"), text, FrontMatterLanguage::Yaml, 0..text.len());
    assert_eq!(found, []);
    assert_eq!((front.title.as_deref(), front.weight, front.aliases.len()), (Some("2019"), Some(3), 2));
}

#[test]
fn toml_reads_like_yaml() {
    let text = "title = \"Kubeflow\"\nweight = 10\naliases = [\"/old\"]\ndraft = true\n[menu]\nx = 1\n";
    let (front, found) = read(&SourcePath::new("x.md"), text, FrontMatterLanguage::Toml, 0..text.len());
    assert_eq!(found, []);
    assert_eq!((front.title.as_deref(), front.weight, front.publication.draft), (Some("Kubeflow"), Some(10), true));
    let (_, found) = read(&SourcePath::new("x.md"), "title = \n", FrontMatterLanguage::Toml, 0..9);
    assert_eq!(found.first().map(|finding| finding.rule.code), Some("PMO-W0503"));
}

#[test]
fn faults_of_a_page_go_by_one_code() {
    let text = "title: a\ntitle: b\n";
    let (front, found) = read(&SourcePath::new("x.md"), text, FrontMatterLanguage::Yaml, 0..text.len());
    assert_eq!(front.title.as_deref(), Some("a"));
    assert_eq!(found.first().map(|finding| finding.rule.code), Some("PMO-W0503"));
}
