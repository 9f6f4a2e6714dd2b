//! `pmo-site adopt`: a handbook moves in as it is.

use std::fmt::Write as _;

use super::site::Site;

fn mkdocs() -> Site {
    Site::empty()
        .file("mkdocs.yml", "site_name: The book\nsite_url: https://book.example/\ndocs_dir: pages\n")
        .file("pages/index.md", "# Home\n\nSee [the guide](guide/start.md) and [nothing](gone.md).\n")
        .file("pages/guide/start.md", "# Start\n\n![a picture](picture.png)\n")
        .file("LICENSE", "Mine.\n")
}

#[test]
fn a_handbook_is_published_as_it_is_and_what_is_new_is_told() {
    let site = mkdocs();
    site.run(&["adopt"])
        .assert_exit(0)
        .assert_stderr_contains("a handbook of 2 pages in `pages` for MkDocs, as `mkdocs.yml` says")
        .assert_stderr_contains("1  PMO-E0401  link leads nowhere")
        .assert_stderr_contains("1  PMO-E0403  file does not exist");
    let settings = site.read("pmo.yaml");
    for line in ["  title: \"The book\"", "  base_url: \"https://book.example/\"", "  content: \"pages\""] {
        assert!(settings.lines().any(|have| have == line), "{line}\n{settings}");
    }
    assert!(site.read("known-findings.json").contains("\"pages/index.md\""));
    site.build(&[]).assert_exit(0).assert_stderr_contains(", 2 known");
    assert!(site.read("public/guide/start/index.html").contains("Start"));
    site.write("pages/guide/start.md", "# Start\n\n![a picture](picture.png) [new](/lost/)\n");
    site.build(&[]).assert_exit(1).assert_stderr_contains("pages/guide/start.md:3:");
}

#[test]
fn one_line_of_settings_is_enough_for_a_clean_handbook_and_a_dirty_one_is_told_of_adopt() {
    let site = Site::empty()
        .file("pmo.yaml", "site: { title: T }\npaths: { content: . }\n")
        .file("README.md", "# Home\n\n[guide](guide/a.md)\n")
        .file("guide/a.md", "---\nunknown: yes\ntitle: A\n---\n\nText.\n");
    site.build(&[]).assert_exit(0);
    assert!(site.read("public/guide/a/index.html").contains("Text."));
    assert!(!site.at("public/pmo.yaml").exists() && !site.at("public/public").exists());
    site.build(&[]).assert_exit(0).assert_stderr_contains("nothing changed");
}

#[test]
fn parts_of_the_host_that_are_no_pages_are_inferred() {
    let pictures = (0..12).fold(String::new(), |mut text, n| {
        let _ = writeln!(text, "![picture {n}](/images/{n}.png)\n");
        text
    });
    let site = Site::empty()
        .file("hugo.toml", "baseURL = \"https://h.example/\"\ntitle = 'H'\n")
        .file("content/_index.md", &format!("# Home\n\n{pictures}"));
    site.run(&["adopt"]).assert_exit(0);
    let settings = site.read("pmo.yaml");
    assert!(settings.contains("    \"/images/\": \"https://h.example/images/\"\n"), "{settings}");
    assert!(!settings.contains("paths:") && !settings.contains("baseline:"), "{settings}");
    site.build(&[]).assert_exit(0);
}

#[test]
fn a_dry_run_writes_nothing() {
    let site = mkdocs();
    site.run(&["adopt", "--dry-run"]).assert_exit(0).assert_stdout_contains("  content: \"pages\"");
    assert!(!site.at("pmo.yaml").exists() && !site.at("known-findings.json").exists());
    site.run(&["adopt", "--from", "plain", "--dry-run"]).assert_exit(0).assert_stdout_contains("  content: \".\"");
}

#[test]
fn a_clean_site_stays_as_it_is_and_nothing_is_nothing() {
    let site = Site::new();
    site.run(&["adopt"]).assert_exit(0).assert_stderr_contains("there is nothing to list");
    assert_eq!(site.read("pmo.yaml"), "site: { title: Test }\n");
    Site::empty().run(&["adopt"]).assert_exit(2).assert_stderr_contains("there is no Markdown page");
}

#[test]
fn a_dirty_handbook_with_settings_is_told_of_adopt_which_enters_the_list() {
    let site = Site::new().file("content/a.md", "# A\n\n[x](/x/)\n");
    site.write("pmo.yaml", "# Ours.\nsite: { title: T } # short\n");
    site.build(&[]).assert_exit(1).assert_stderr_contains("`pmo-site adopt` lists all of this as known");
    site.run(&["adopt"]).assert_exit(0).assert_stderr_contains("1  PMO-E0401");
    assert_eq!(site.read("pmo.yaml"), "# Ours.\nsite: { title: T } # short\nbaseline: known-findings.json\n");
    site.build(&[]).assert_exit(0).assert_stderr_contains(", 1 known");
    site.run(&["adopt"]).assert_exit(2).assert_stderr_contains("check --update-baseline");
    site.write("content/b.md", "# B\n\n[y](/y/)\n");
    let told = site.build(&[]).assert_exit(1);
    assert!(!told.stderr().contains("pmo-site adopt"));
}

#[test]
fn static_files_lie_beside_the_pages_and_folders_that_are_missing_are_named_as_written() {
    let site = Site::new();
    site.write("pmo.yaml", "site: { title: T }\npaths: { content: docs, static: docs }\n");
    site.write("docs/a.md", "# A\n");
    site.build(&[]).assert_exit(2).assert_stderr_contains("`static` is `docs`, which holds the pages");
    site.write("pmo.yaml", "site: { title: T }\npaths: { content: dosc }\n");
    site.build(&[])
        .assert_exit(1)
        .assert_stderr_contains("there is no folder `dosc`, which `paths` in `pmo.yaml` names");
}

#[test]
fn a_list_is_written_over_nothing_but_a_list() {
    let site = Site::new().file("content/a.md", "# A\n\n[x](/x/)\n");
    site.check(&["--update-baseline", "--baseline", "content/a.md"])
        .assert_exit(2)
        .assert_stderr_contains("is no list");
    assert!(site.read("content/a.md").starts_with("# A"));
    site.check(&["--update-baseline", "--baseline", "known.json"])
        .assert_exit(0)
        .assert_stderr_contains("1 finding; 1 added, 0 taken off");
    site.write("content/a.md", "# A\n");
    site.check(&["--update-baseline", "--baseline", "known.json"]).assert_exit(0);
}

#[test]
fn folders_of_departments_are_no_languages_and_pages_beside_the_folder_are_told() {
    let site = Site::empty()
        .file("docs/hr/leave.md", "# Leave\n")
        .file("docs/it/laptop.md", "# Laptop\n")
        .file("mkdocs.yml", "site_name: T\n");
    site.run(&["adopt"]).assert_exit(0).assert_stderr_contains("a handbook of 2 pages in `docs`");
    let plain = Site::empty().file("README.md", "# R\n").file("hr/a.md", "# A\n").file("docs/g.md", "# G\n");
    plain.run(&["adopt"]).assert_exit(0).assert_stderr_contains("a handbook of 3 pages in `.`");
    let languages = Site::empty()
        .file("hugo.toml", "defaultContentLanguage = 'en'\ntitle = 'T'\n")
        .file("content/en/a.md", "# A\n")
        .file("content/de/a.md", "# A\n")
        .file("content/de/b.md", "# B\n");
    languages.run(&["adopt"]).assert_exit(0).assert_stderr_contains("left out: 2 pages in `content/de`");
}

#[test]
fn what_the_other_tool_leaves_out_is_left_out_or_told() {
    let site = Site::empty()
        .file("mkdocs.yml", "site_name: T\nexclude_docs: |\n  drafts/\n  *.wip.md\n  !b.wip.md\n")
        .file("docs/index.md", "# Home\n")
        .file("docs/drafts/plan.md", "# Plan\n")
        .file("docs/a.wip.md", "# A\n");
    site.run(&["adopt"])
        .assert_exit(0)
        .assert_stderr_contains("left out: 1 page in `docs/drafts`")
        .assert_stderr_contains("nobody here reads `!b.wip.md` of the other tool");
    let settings = site.read("pmo.yaml");
    assert!(settings.contains("  exclude: [\"**/*.wip.md\", \"**/drafts\"]\n"), "{settings}");
    site.build(&[]).assert_exit(0);
    for page in ["drafts/plan", "a.wip"] {
        assert!(!site.at(&format!("public/{page}/index.html")).exists(), "{page}");
    }
    // What is written later is left out as well.
    site.write("docs/x/later.wip.md", "# Later\n");
    site.build(&[]).assert_exit(0);
    assert!(!site.at("public/x/later.wip/index.html").exists());
}

#[test]
fn jekyll_s_own_rules_and_defaults_withhold() {
    let config = "title: T\ndefaults:\n- scope: { path: plans }\n  values: { published: false }\n";
    let site = Site::empty()
        .file("_config.yml", config)
        .file("index.md", "# Home\n")
        .file("_posts/2026-01-02-old.md", "# Old\n")
        .file("_posts/2999-01-02-new.md", "# New\n")
        .file("_drafts/d.md", "# D\n")
        .file("_private/p.md", "# P\n")
        .file("plans/secret.md", "# Secret\n");
    site.run(&["adopt"]).assert_exit(0);
    site.build(&[]).assert_exit(0);
    let all: Vec<String> = site.tree("public").into_keys().collect();
    assert!(all.iter().any(|path| path.contains("old")), "{all:?}");
    for name in ["2999", "/d/", "/p/", "secret"] {
        assert!(!all.iter().any(|path| path.contains(name)), "{name} {all:?}");
    }
}

#[test]
fn pages_stand_in_the_order_of_the_other_tool() {
    let config = "site_name: T\nnav:\n- index.md\n- Two: zebra.md\n- Three:\n  - apple.md\n";
    let site = Site::empty()
        .file("mkdocs.yml", config)
        .file("docs/index.md", "# Home\n")
        .file("docs/apple.md", "# Apple\n")
        .file("docs/mango.md", "# Mango\n")
        .file("docs/zebra.md", "# Zebra\n");
    site.run(&["adopt"]).assert_exit(0);
    site.build(&[]).assert_exit(0);
    let page = site.read("public/apple/index.html");
    let at = |name: &str| page.find(&format!(">{name}<")).unwrap_or(usize::MAX);
    assert!(at("Zebra") < at("Mango") && at("Mango") < usize::MAX, "{page}");
    // A page of the list that is gone is told where the list stands.
    site.remove("docs/zebra.md");
    site.build(&[]).assert_exit(2).assert_stderr_contains("pmo.yaml:").assert_stderr_contains("/zebra.md");
}

#[test]
fn what_is_there_is_not_replaced_and_nothing_is_half_written() {
    let site = Site::empty().file("docs/a.md", "# A\n\n[x](/x/)\n").file("known-findings.json", "mine");
    site.run(&["adopt"]).assert_exit(2).assert_stderr_contains("known-findings.json` is there already");
    assert!(!site.at("pmo.yaml").exists());
    assert_eq!(site.read("known-findings.json"), "mine");
}

#[test]
fn a_secret_is_excused_by_no_list() {
    let key = ["AKIA", "QX7ZPLM4T9WBKD2H"].concat();
    let site = Site::empty().file("docs/a.md", &format!("# A\n\n{key}\n"));
    site.run(&["adopt"]).assert_exit(2).assert_stderr_contains("PMO-E0709").assert_stderr_contains("none is written");
    assert!(!site.at("pmo.yaml").exists() && !site.at("known-findings.json").exists());
    site.write("pmo.yaml", "site: { title: T }\npaths: { content: docs }\n");
    site.build(&[]).assert_exit(1);
    site.check(&["--update-baseline", "--baseline", "known.json"]).assert_exit(2);
    assert!(!site.at("known.json").exists());
}

#[test]
fn a_handbook_of_docusaurus_keeps_its_addresses() {
    let config = "module.exports = {\n  title: 'Book',\n  url: 'https://book.test',\n  baseUrl: '/our/',\
         \n  presets: [['classic', {\n    \
                  docs: { sidebarPath: './sidebars.js' },\n    blog: { routeBasePath: 'news' },\n  }]],\n};\n";
    let site = Site::empty()
        .file("docusaurus.config.js", config)
        .file("sidebars.js", "module.exports = { main: ['intro', 'Guide/setup', 'Guide/first'] };\n")
        .file(
            "docs/01-intro.md",
            "---\nslug: /\n---\n# Intro\n\
             \n[a](02-Guide/10-setup.md) [b](/docs/Guide/first) [c](/our/docs/Guide/setup)\n",
        )
        .file("docs/02-Guide/02-first.md", "---\nid: first\n---\n# First\n\n[setup](./setup) [top](/docs/)\n")
        .file("docs/02-Guide/10-setup.md", "Text without a title.\n")
        .file("docs/2026-03-notes.md", "# Notes\n");
    site.run(&["adopt"]).assert_exit(0);
    let settings = site.read("pmo.yaml");
    for line in [
        "  base_url: \"https://book.test/our/\"",
        "  prefix: \"docs\"",
        "  addresses: docusaurus",
        "    - \"/02-Guide/10-setup.md\"",
    ] {
        assert!(settings.lines().any(|have| have == line), "{line}\n{settings}");
    }
    let run = site.build(&[]).assert_exit(0);
    assert!(!run.stderr().contains("PMO-E"), "{}", run.stderr());
    for (file, words) in [
        ("docs/index.html", "Intro"),
        ("docs/Guide/first/index.html", "First"),
        ("docs/Guide/setup/index.html", "<h1>Setup</h1>"),
        ("docs/Guide/index.html", "Guide"),
        ("docs/2026-03-notes/index.html", "Notes"),
        ("index.html", "/our/docs/"),
    ] {
        assert!(site.read(&format!("public/{file}")).contains(words), "{file} lacks {words}");
    }
    let intro = site.read("public/docs/index.html");
    for address in ["/our/docs/Guide/setup/\">a<", "/our/docs/Guide/first/\">b<", "/our/docs/Guide/setup/\">c<"] {
        assert!(intro.contains(address), "{address}\n{intro}");
    }
}

#[test]
fn pages_of_docusaurus_at_the_root_and_numbers_without_sidebars() {
    let site = Site::empty()
        .file("docusaurus.config.ts", "export default { title: 'Book', presets: [['classic', { docs: { routeBasePath: '/', path: 'book' } }]] };\n")
        .file("book/10-last.md", "# A last\n")
        .file("book/2-first.md", "# Z first\n")
        .file("book/README.md", "# Home\n");
    site.run(&["adopt"]).assert_exit(0);
    let settings = site.read("pmo.yaml");
    assert!(settings.contains("  content: \"book\"\n") && !settings.contains("prefix:"), "{settings}");
    site.build(&[]).assert_exit(0);
    let home = site.read("public/first/index.html");
    let place = |words: &str| home.find(words);
    assert!(place("Z first").is_some() && place("/last/").is_some());
    let tree = site.read("public/index.html");
    assert!(tree.find("Z first") < tree.find("A last"), "numbers order pages");
}
