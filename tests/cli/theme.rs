//! `pmo-site theme`: what is listed, printed and copied, and what the copies do.

use super::site::Site;

/// A site with a theme of its own that extends one template.
fn themed() -> Site {
    Site::new()
        .file("pmo.yaml", "site: { title: Test }\ntheme: acme\n")
        .file("themes/acme/templates/home.html", "{% extends \"default/home.html\" %}\n")
        .file("themes/acme/assets/99-acme.css", ":root { --accent: #063 }\n")
}

#[test]
fn the_list_has_every_file_and_what_became_of_it() {
    let run = themed().run(&["theme", "list"]).assert_exit(0).assert_silent();
    let line =
        |name: &str| run.stdout().lines().find(|line| line.split_whitespace().next() == Some(name)).unwrap_or_default();
    let words = |name: &str| line(name).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words("NAME"), "NAME KIND ORIGIN FILE OF THE SITE");
    assert_eq!(words("home.html"), "home.html template extended themes/acme/templates/home.html");
    assert_eq!(words("programs/program.html"), "programs/program.html template built-in");
    assert_eq!(words("00-tokens.css"), "00-tokens.css style built-in");
    assert_eq!(words("99-acme.css"), "99-acme.css style added themes/acme/assets/99-acme.css");
    assert_eq!(words("site.js"), "site.js asset built-in");
}

#[test]
fn the_list_is_for_programs_too() {
    let list = themed().run(&["theme", "list", "--format", "json"]).assert_exit(0).json();
    assert_eq!(list.pointer("/theme").and_then(|theme| theme.as_str()), Some("acme"));
    let files = list.pointer("/files").and_then(|files| files.as_array()).cloned().unwrap_or_default();
    let home = serde_json::json!({ "name": "home.html", "kind": "template", "origin": "extended", "file": "themes/acme/templates/home.html" });
    let base = serde_json::json!({ "name": "base.html", "kind": "template", "origin": "built-in", "file": null });
    assert!(files.contains(&home) && files.contains(&base), "{files:?}");
    Site::empty().run(&["theme", "list"]).assert_exit(2).assert_stderr_contains("there is no `pmo.yaml`");
    let broken = Site::new().file("pmo.yaml", "site: [\n");
    broken.run(&["theme", "list"]).assert_exit(2).assert_stderr_contains("`pmo-site check` says why");
    themed()
        .run(&["--format", "human", "theme", "list"])
        .assert_exit(2)
        .assert_stderr_contains("is no format of this command");
    themed().run(&["theme", "list", "--format", "csv"]).assert_exit(2);
}

#[test]
fn a_built_in_file_is_printed_wherever_one_is() {
    let site = Site::empty();
    let run = site.run(&["theme", "show", "programs/program.html"]).assert_exit(0).assert_silent();
    assert!(run.stdout().starts_with("{% extends \"base.html\" %}"));
    site.run(&["theme", "show", "00-tokens.css"]).assert_exit(0).assert_stdout_contains("--accent:");
    site.run(&["theme", "show", "program.html"])
        .assert_exit(2)
        .assert_stderr_contains("did you mean `programs/program.html`?");
    site.run(&["theme", "show", "zzz"]).assert_exit(2).assert_stderr_contains("`pmo-site theme list` shows all");
}

#[test]
fn a_copy_is_a_file_of_the_theme_in_force_and_changes_nothing() {
    let site = themed();
    site.build(&[]).assert_exit(0);
    let before = site.tree("public");
    let run = site.run(&["theme", "copy", "not-found.html"]).assert_exit(0).assert_stderr_contains("--extend");
    assert_eq!(run.stdout(), "themes/acme/templates/not-found.html\n");
    site.run(&["theme", "copy", "00-tokens.css", "--quiet"]).assert_exit(0).assert_silent();
    site.build(&[]).assert_exit(0);
    assert!(before == site.tree("public"), "a copy changed the site");
}

#[test]
fn a_copy_replaces_nothing_unless_it_is_told_to() {
    let site = themed();
    site.run(&["theme", "copy", "home.html"]).assert_exit(2).assert_no_stdout().assert_stderr_contains("`--overwrite`");
    assert!(site.read("themes/acme/templates/home.html").starts_with("{% extends \"default/home.html\" %}"));
    site.run(&["theme", "copy", "home.html", "--overwrite"]).assert_exit(0);
    assert!(site.read("themes/acme/templates/home.html").starts_with("{% extends \"base.html\" %}"));
}

#[test]
fn a_template_that_extends_names_the_blocks_and_takes_one() {
    let site = Site::with_program();
    site.run(&["theme", "copy", "programs/program.html", "--extend"])
        .assert_exit(0)
        .assert_stderr_contains("{{ super() }}");
    let file = "themes/default/templates/programs/program.html";
    let text = site.read(file);
    assert!(
        text.starts_with(
            "{% extends \"default/programs/program.html\" %}\n{#- Blocks: card_text, main, header, status,"
        ),
        "{text}"
    );
    site.check(&["--strict"]).assert_exit(0);
    site.write(file, &format!("{text}{{% block needed %}}{{{{ super() }}}}<p>Ours</p>{{% endblock needed %}}\n"));
    site.build(&["--strict"]).assert_exit(0);
    let page = site.read("public/programs/apollo/index.html");
    let needed =
        page.find("<p>Ours</p>").zip(page.find("<dl class=\"facts\">")).is_some_and(|(ours, facts)| ours < facts);
    assert!(needed && page.contains("id=\"milestones\""), "{page}");
    site.run(&["theme", "copy", "site.js", "--extend"]).assert_exit(2).assert_stderr_contains("has no blocks");
}

#[test]
fn a_theme_that_is_not_in_force_is_told_with_the_line_that_uses_it() {
    let site = Site::new();
    site.run(&["theme", "copy", "base.html"])
        .assert_exit(0)
        .assert_stdout_contains("themes/default/templates/base.html");
    let run = site.run(&["theme", "copy", "base.html", "--to", "acme"]).assert_exit(0);
    run.assert_stdout_contains("themes/acme/templates/base.html")
        .assert_stderr_contains("write the line `theme: acme` in pmo.yaml");
    site.run(&["theme", "copy", "base.html", "--to", "../acme"]).assert_exit(2).assert_stderr_contains("is no slug");
    Site::empty().run(&["theme", "copy", "base.html"]).assert_exit(2);
}
