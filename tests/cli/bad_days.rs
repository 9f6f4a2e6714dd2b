//! Folders that are gone, links, closed files, limits: the old site stays, and a sentence says why.

use super::site::{DAY, Site};

/// A published site, and its output's files.
fn published() -> (Site, std::collections::BTreeMap<String, Vec<u8>>) {
    let site = Site::new().file("static/logo.txt", "logo");
    site.build(&[]).assert_exit(0);
    let tree = site.tree("public");
    assert!(tree.contains_key("index.html") && tree.contains_key("logo.txt"));
    (site, tree)
}

#[test]
fn a_site_whose_content_is_gone_stays_as_it_was() {
    let (site, before) = published();
    let rename = |from: &str, to: &str| assert!(std::fs::rename(site.at(from), site.at(to)).is_ok());
    rename("content", "Content");
    site.build(&[])
        .assert_exit(1)
        .assert_stderr_contains("one that is called `Content`")
        .assert_stderr_contains("mv Content content");
    rename("Content", "elsewhere");
    site.build(&[]).assert_exit(1).assert_stderr_contains("PMO-E0707").assert_stderr_contains("`public` is as it was");
    site.run(&["list", "programs"]).assert_exit(1);
    site.write("content", "../elsewhere");
    let found = site.check(&["--format", "json"]).assert_exit(1).json();
    assert_eq!(
        (&found["diagnostics"][0]["code"], &found["diagnostics"][0]["file"]),
        (&"PMO-E0707".into(), &"content".into())
    );
    site.build(&[]).assert_exit(1);
    assert_eq!(site.tree("public"), before);
    site.remove("content");
    rename("elsewhere", "content");
    site.build(&[]).assert_exit(0).assert_stderr_contains("nothing changed");
}

#[test]
fn static_files_that_are_misplaced_are_not_unpublished() {
    let (site, before) = published();
    assert!(std::fs::rename(site.at("static"), site.at("Static")).is_ok());
    site.build(&[]).assert_exit(1).assert_stderr_contains("PMO-E0708").assert_stderr_contains("mv Static static");
    site.write("static", "a file");
    site.build(&[]).assert_exit(1).assert_stderr_contains("`static` is no folder");
    assert_eq!(site.tree("public"), before);
    site.remove("static");
    assert!(std::fs::remove_dir_all(site.at("Static")).is_ok());
    site.build(&[]).assert_exit(0).assert_stderr_contains("1 removed");
}

#[test]
fn a_site_begins_with_a_folder_for_its_content() {
    let site = Site::empty().file("pmo.yaml", "site: { title: T }\n");
    site.build(&[]).assert_exit(1);
    site.run(&["new", "page", "a"]).assert_exit(0);
    site.write("content/a.md", "# A\n");
    site.build(&[]).assert_exit(0);
}

#[test]
fn nothing_waits_for_the_disk_where_that_is_not_wanted() {
    let (site, before) = published();
    for (way, output) in [(&["--no-sync"][..], "scratch"), (&[][..], "safe")] {
        site.run(&[&["build", "--as-of", DAY, "--output", output], way].concat()).assert_exit(0);
        assert_eq!(site.tree(output), before);
    }
    site.check(&["--no-sync"]).assert_exit(2);
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn only_the_command_line_lets_folders_of_the_site_lie_elsewhere() {
        let outside = Site::empty().file("canary.txt", "CANARY");
        for folder in ["content", "static", "themes"] {
            let (site, before) = published();
            if site.at(folder).exists() {
                assert!(std::fs::remove_dir_all(site.at(folder)).is_ok());
            }
            assert!(symlink(outside.root(), site.at(folder)).is_ok());
            let told = format!("{folder}: symbolic link leaves the site's folder");
            for command in ["build", "check"] {
                site.run(&[command])
                    .assert_exit(3)
                    .assert_stderr_contains(&told)
                    .assert_stderr_contains("`--allow-linked-root`");
            }
            assert_eq!(site.tree("public"), before);
            site.check(&["--allow-linked-root"]).assert_exit(0);
        }
        let site = Site::new();
        assert!(symlink(outside.root(), site.at("static")).is_ok());
        site.build(&["--allow-linked-root"]).assert_exit(0);
        assert_eq!(site.read("public/canary.txt"), "CANARY");
        let setting = "site: { title: T }\nallow_linked_root: true\n";
        site.file("pmo.yaml", setting).build(&[]).assert_exit(3);
    }

    #[test]
    fn a_link_below_static_publishes_no_record_and_no_settings() {
        for target in ["../content", "../content/_index.md", "../pmo.yaml"] {
            let site = Site::new().file("static/a.txt", "a");
            assert!(symlink(target, site.at("static/x")).is_ok());
            site.build(&[])
                .assert_exit(3)
                .assert_stderr_contains("static/x: symbolic link leads to settings, a record or a page");
        }
        let site = Site::with_program();
        assert!(symlink("programs/apollo/program.yaml", site.at("content/plan.png")).is_ok());
        site.build(&[])
            .assert_exit(3)
            .assert_stderr_contains("content/plan.png: symbolic link leads to settings, a record or a page");
        let site = Site::new().file("static/a.txt", "a");
        assert!(symlink("a.txt", site.at("static/b.txt")).is_ok());
        site.build(&[]).assert_exit(0);
        assert_eq!(site.read("public/b.txt"), "a");
    }

    #[test]
    fn a_link_to_the_output_publishes_nothing_twice() {
        let (site, before) = published();
        assert!(symlink("../public", site.at("static/pub")).is_ok());
        site.build(&[]).assert_exit(3).assert_stderr_contains("static/pub: symbolic link leads to the output folder");
        site.check(&[]).assert_exit(3);
        assert_eq!(site.tree("public"), before);
        site.build(&["--output", "static/x"]).assert_exit(2).assert_stderr_contains("lies in the site's sources");
        assert!(!site.at("static/x").exists());
    }

    /// Runs the program after a command of the shell that sets a limit.
    fn limited(site: &Site, limit: &str, args: &str) -> super::super::site::Run {
        let line = format!("{limit} && exec \"$0\" build --as-of {DAY} {args}");
        let output = std::process::Command::new("sh")
            .args(["-c", &line, env!("CARGO_BIN_EXE_pmo-site")])
            .current_dir(site.root())
            .output()
            .unwrap_or_else(|error| unreachable!("sh: {error}"));
        super::super::site::Run::new(line, &output)
    }

    #[test]
    fn a_limit_of_the_size_of_files_is_a_sentence() {
        let (site, before) = published();
        let site = site.file("static/large.bin", &"x".repeat(64 << 10));
        limited(&site, "ulimit -f 40", "").assert_exit(3).assert_stderr_contains("File too large");
        assert_eq!(site.tree("public"), before);
        assert!(!site.at(".public.pmo-site").exists(), "nothing is left beside the output");
        site.build(&[]).assert_exit(0);
        assert_eq!(site.read("public/large.bin").len(), 64 << 10);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn more_threads_than_have_room_are_not_started() {
        let (site, _) = published();
        // 500 stacks of 8 MiB are four times as much.
        limited(&site, "ulimit -v 1000000", "--jobs 500 --output roomy").assert_exit(0);
        limited(&site, "ulimit -v 160000", "--output cramped")
            .assert_exit(3)
            .assert_stderr_contains("this process may address 156 MB");
        assert!(!site.at("cramped").exists());
    }

    #[test]
    fn settings_that_may_not_be_read_are_not_taken_for_missing() {
        use std::os::unix::fs::PermissionsExt;
        let (site, before) = published();
        let close = |mode| std::fs::set_permissions(site.at("pmo.yaml"), std::fs::Permissions::from_mode(mode)).is_ok();
        assert!(close(0o000));
        // Nothing is closed to the superuser.
        if std::fs::read(site.at("pmo.yaml")).is_err() {
            site.build(&[]).assert_exit(3).assert_stderr_contains("pmo.yaml: no permission to read it");
        }
        assert!(close(0o644));
        site.remove("pmo.yaml");
        assert!(symlink("pmo.yaml", site.at("pmo.yaml")).is_ok());
        site.build(&[]).assert_exit(3).assert_stderr_contains("pmo.yaml: ");
        assert_eq!(site.tree("public"), before);
    }
}
