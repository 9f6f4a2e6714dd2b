//! `pmo-site build`.

use std::fs;
use std::time::Duration;

use super::site::Site;

#[test]
fn a_sound_site_builds_and_says_so_in_one_line() {
    let site = Site::with_program();
    site.build(&[])
        .assert_exit(0)
        .assert_no_stdout()
        .assert_stderr_contains("built ")
        .assert_stderr_contains("→ public/");
    assert!(site.at("public/index.html").is_file());
    assert!(site.at("public/programs/apollo/index.html").is_file());
    assert!(!site.at(".public.pmo-site").exists());
}

#[test]
fn quiet_is_silent_when_nothing_is_wrong() {
    Site::new().build(&["--quiet"]).assert_exit(0).assert_silent().assert_no_stdout();
}

#[test]
fn an_error_keeps_the_old_site_and_exits_with_1() {
    let site = Site::new();
    site.build(&[]).assert_exit(0);
    let before = site.tree("public");
    site.write("content/_index.md", "# Home\n\n[gone](/nowhere/)\n");
    site.build(&[])
        .assert_exit(1)
        .assert_stderr_contains("PMO-E0401")
        .assert_stderr_contains("nothing was published; `public` is as it was");
    assert_eq!(site.tree("public"), before);
}

#[test]
fn a_dead_link_that_is_no_error_stays_as_it_was_written() {
    let settings = "site: { title: T, base_url: \"https://pmo.example/office/\" }\nfindings: { PMO-E0401: warning }\n";
    let site = Site::empty().file("pmo.yaml", settings).file("content/a.md", "# A\n\n[b](/nowhere/?a=1#b)\n");
    site.build(&[]).assert_exit(0);
    assert!(site.read("public/a/index.html").contains("<a href=\"/office/nowhere/?a=1#b\">b</a>"));
}

#[test]
fn a_page_that_leads_to_a_former_address_leads_to_the_page_that_had_it() {
    let site = Site::new()
        .file("content/h/new.md", "---\ntitle: New\naliases: [/old/, older]\n---\n## Part\n")
        .file("content/h/moved.md", "---\nredirect_to: new.md\naliases: [/was/]\n---\n")
        .file("content/h/a.md", "---\nredirect_to: /old/#part\n---\n")
        .file("content/h/b.md", "---\nredirect_to: ../older\n---\n")
        .file("content/h/c.md", "---\nredirect_to: /was\n---\n");
    site.build(&[]).assert_exit(0);
    for (page, address) in [("a", "/h/new/#part"), ("b", "/h/new/"), ("c", "/h/new/")] {
        let html = site.read(&format!("public/h/{page}/index.html"));
        assert!(html.contains(&format!("url={address}\"")), "{page}: {html}");
    }
}

#[test]
fn a_name_with_marks_of_addresses_is_encoded_once_however_it_was_written() {
    let page = "# A\n\n[1](50%25.txt) [2](50%2525.txt) [3](C#.txt) [4](C%23.txt) [5](why?.txt) [6](why%3F.txt) [7](C#.txt#x)\n";
    let site = Site::empty().file("pmo.yaml", "site: { title: T }\n").file("content/h/_index.md", page);
    for name in ["50%25.txt", "C#.txt", "why?.txt"] {
        site.write(&format!("content/h/{name}"), name);
    }
    site.build(&[]).assert_exit(0);
    let page = site.read("public/h/index.html");
    for (words, address) in [
        ("1", "/h/50%2525.txt"),
        ("2", "/h/50%2525.txt"),
        ("3", "/h/C%23.txt"),
        ("4", "/h/C%23.txt"),
        ("5", "/h/why%3F.txt"),
        ("6", "/h/why%3F.txt"),
        ("7", "/h/C%23.txt#x"),
    ] {
        assert!(page.contains(&format!("href=\"{address}\">{words}</a>")), "{words}: {page}");
    }
    for name in ["50%25.txt", "C#.txt", "why?.txt"] {
        assert_eq!(site.read(&format!("public/h/{name}")), name);
    }
}

#[test]
fn a_warning_publishes_unless_strictness_is_asked_for() {
    let site = Site::new().file("content/a.md", "# A\n\n[b](#nowhere)\n");
    site.build(&[]).assert_exit(0).assert_stderr_contains("PMO-W0402");
    site.build(&["--strict"]).assert_exit(1).assert_stderr_contains("nothing was published");
}

#[test]
fn a_folder_without_a_configuration_is_no_site() {
    let site = Site::empty();
    site.build(&[])
        .assert_exit(2)
        .assert_stderr_contains("there is no `pmo.yaml`")
        .assert_stderr_contains("pmo-site init");
    let found = site.check(&["--format", "json"]).assert_exit(2).json();
    assert_eq!(found["diagnostics"][0]["code"], "PMO-E0701");
    site.run(&["new", "page", "a", "--format", "json"]).assert_exit(2);
    assert!(!site.at("content").exists(), "nothing is made where there is no site");
    site.build(&["--source", "nowhere"]).assert_exit(2).assert_stderr_contains("there is no folder `nowhere`");
}

#[test]
fn a_wrong_configuration_exits_with_2() {
    Site::new()
        .file("pmo.yaml", "site: { titel: T }\n")
        .build(&[])
        .assert_exit(2)
        .assert_stderr_contains("did you mean `title`?");
}

#[test]
fn a_wrong_command_line_exits_with_2() {
    let site = Site::new();
    site.run(&["build", "--nonsense"]).assert_exit(2);
    site.run(&["frobnicate"]).assert_exit(2);
    site.run(&["build", "--as-of", "2026-02-30"]).assert_exit(2).assert_stderr_contains("February 2026 has 28 days");
}

#[test]
fn the_epoch_of_reproducible_builds_is_read_and_checked() {
    let site = Site::with_program();
    let build = |epoch: &str| {
        let output = site.command(&["build", "--quiet"]).env("SOURCE_DATE_EPOCH", epoch).output();
        output.map(|output| super::site::Run::new(format!("build with epoch {epoch}"), &output))
    };
    assert!(build("1772755200").is_ok_and(|run| {
        run.assert_exit(0);
        true
    }));
    let with_epoch = site.tree("public");
    site.build(&["--quiet"]).assert_exit(0);
    assert_eq!(site.tree("public"), with_epoch, "2026-03-06T00:00:00Z and --as-of 2026-03-06 are one day");
    assert!(build("soon").is_ok_and(|run| {
        run.assert_exit(2).assert_stderr_contains("SOURCE_DATE_EPOCH is `soon`");
        true
    }));
}

#[test]
fn an_output_that_must_not_be_written_is_refused() {
    let site = Site::new().file("mine/notes.txt", "x");
    for output in [".", "content", "content/public", "static/x", "..", "/"] {
        site.build(&["--output", output]).assert_exit(2).assert_stderr_contains("output folder");
    }
    site.build(&["--output", "mine"]).assert_exit(2).assert_stderr_contains("has files that pmo-site did not write");
    assert_eq!(site.read("mine/notes.txt"), "x");
}

#[test]
fn the_output_is_relative_to_the_working_directory_and_its_default_to_the_site() {
    let outer = Site::empty().file("site/pmo.yaml", "site: { title: T }\n").file("site/content/_index.md", "# H\n");
    outer.build(&["--source", "site"]).assert_exit(0).assert_stderr_contains("site/public/");
    assert!(outer.at("site/public/index.html").is_file());
    outer.build(&["--source", "site", "--output", "out"]).assert_exit(0);
    assert!(outer.at("out/index.html").is_file());
}

#[test]
fn a_second_build_changes_no_time_stamp() {
    let site = Site::with_program();
    site.build(&[]).assert_exit(0);
    let times = || {
        let tree = site.tree("public").into_keys();
        tree.map(|path| fs::metadata(site.at("public").join(path)).and_then(|meta| meta.modified()).ok())
            .collect::<Vec<_>>()
    };
    let before = times();
    std::thread::sleep(Duration::from_millis(20));
    site.build(&["--jobs", "1"]).assert_exit(0).assert_stderr_contains("nothing changed");
    assert_eq!(times(), before);
}

#[test]
fn a_page_that_is_gone_leaves_the_output_and_a_foreign_file_stays() {
    let site = Site::new().file("content/a.md", "# A\n").file("static/logo.txt", "logo");
    site.build(&[]).assert_exit(0);
    assert!(site.at("public/a/index.html").is_file());
    site.write("public/CNAME", "pmo.example");
    site.remove("content/a.md");
    site.remove("static/logo.txt");
    site.build(&[]).assert_exit(0);
    assert!(!site.at("public/a").exists() && !site.at("public/logo.txt").exists());
    assert_eq!(site.read("public/CNAME"), "pmo.example");
}

#[test]
fn two_builds_at_once_both_succeed() {
    let site = Site::with_program();
    let start = || site.command(&["build", "--as-of", super::site::DAY]).stderr(std::process::Stdio::null()).spawn();
    let runs: Vec<_> = (0..4).map(|_| start()).collect();
    for run in runs {
        assert!(run.and_then(|mut child| child.wait()).is_ok_and(|status| status.success()));
    }
    let together = site.tree("public");
    site.build(&[]).assert_exit(0).assert_stderr_contains("nothing changed");
    assert_eq!(site.tree("public"), together);
}

#[test]
fn a_build_for_readers_inside_and_one_with_drafts_differ() {
    let site = Site::with_program();
    let draft =
        site.read("content/programs/apollo/updates/2026-03-05.md").replace("author: ada", "draft: true\nauthor: ada");
    site.write("content/programs/apollo/updates/2026-03-06.md", &draft);
    site.build(&[]).assert_exit(0);
    assert!(!site.at("public/programs/apollo/updates/2026-03-06/index.html").exists());
    site.build(&["--drafts"]).assert_exit(0);
    assert!(site.at("public/programs/apollo/updates/2026-03-06/index.html").is_file());
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_is_an_input_error() {
    let site = Site::new();
    assert!(std::os::unix::fs::symlink("/etc/hostname", site.at("content/x.md")).is_ok());
    site.build(&[]).assert_exit(3).assert_stderr_contains("content/x.md: symbolic link leaves the site's folder");
}

#[test]
fn what_lies_below_a_withheld_section_is_withheld_unless_a_page_leads_there() {
    let site = Site::new()
        .file("content/board/_index.md", "---\nvisibility: internal\n---\n# Board\n")
        .file("content/board/q3/layoffs.png", "x")
        .file("content/board/q3/shown.png", "x")
        .file("content/a.md", "# A\n\n![shown](/board/q3/shown.png)\n");
    site.build(&[]).assert_exit(0);
    assert!(!site.at("public/board/q3/layoffs.png").exists() && site.at("public/board/q3/shown.png").is_file());
    let site = Site::new()
        .file("content/plans/_index.en.md", "---\ncascade: { visibility: internal }\n---\n# Plans\n")
        .file("content/plans/a.md", "# Secret plan\n");
    site.build(&[]).assert_exit(0);
    assert!(!site.at("public/plans/a/index.html").exists());
}

#[test]
fn what_is_left_in_a_former_folder_of_an_internal_program_is_internal() {
    let site = Site::with_program();
    let record = site.read("content/programs/apollo/program.yaml");
    site.write("content/programs/apollo/program.yaml", &format!("{record}visibility: internal\nformerly: [hermes]\n"));
    site.write("content/programs/hermes/plan.png", "x");
    site.build(&[]).assert_exit(0);
    assert!(!site.at("public/programs/hermes/plan.png").exists());
    site.build(&["--audience", "internal"]).assert_exit(0);
    assert!(site.at("public/programs/hermes/plan.png").is_file());
}

#[test]
fn own_files_for_hosts_are_taken_in() {
    let site = Site::new()
        .file("static/_redirects", "/old/ /a/ 301\n")
        .file("static/_headers", "/x/*\n  X-Own: yes\n")
        .file("static/robots.txt", "User-agent: x\nDisallow: /\n")
        .file("content/404.md", "# Lost\n\nAsk Ana.\n")
        .file("content/a.md", "---\naliases: [/former/]\n---\n# A\n\n[old](/old/)\n");
    site.build(&[]).assert_exit(0);
    assert_eq!(site.read("public/_redirects"), "/old/ /a/ 301\n/former/ /a/ 301\n");
    let headers = site.read("public/_headers");
    assert!(headers.contains("Content-Security-Policy") && headers.ends_with("/x/*\n  X-Own: yes\n"), "{headers}");
    assert!(site.read("public/robots.txt").starts_with("User-agent: x\nDisallow: /\n"));
    let lost = site.read("public/404.html");
    assert!(lost.contains("<h1>Lost</h1>") && lost.contains("Ask Ana."), "{lost}");
}
