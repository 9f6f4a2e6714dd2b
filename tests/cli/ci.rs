//! `pmo-site init --ci`: each pipeline is valid YAML, and its lines do what they say.
#![expect(clippy::expect_used, reason = "a test stops where its pipeline is not as it should be")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use pmo_site::parse::yaml::{self, Node, NodeKind};
use pmo_site::source::SourcePath;

use super::site::{Run, Site};

const HOSTS: [(&str, &str); 2] = [("gitlab", ".gitlab-ci.yml"), ("github", ".github/workflows/pmo-site.yml")];

/// A pipeline's tree.
fn pipeline(site: &Site, path: &str) -> Node {
    let source = SourcePath::new("content/pipeline.yaml");
    let text = site.read(path);
    let (tree, found) = yaml::parse(&source, &text, 0..text.len());
    assert!(found.is_empty(), "{path}: {found:?}");
    tree.expect("a mapping")
}

/// What stands at a key.
fn at<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let NodeKind::Map(entries) = &node.kind else { return None };
    entries.iter().find(|(known, _)| known.text == key).map(|(_, value)| value)
}

fn texts(node: &Node) -> Vec<String> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => vec![text.clone()],
        NodeKind::List(items) => items.iter().flat_map(texts).collect(),
        NodeKind::Map(_) | NodeKind::Null => Vec::new(),
    }
}

/// The lines that a job runs, as one script: what prepares it, then its own; without the installation.
fn script(tree: &Node, host: &str, job: &str) -> String {
    let lines: Vec<String> = if host == "gitlab" {
        let before = at(tree, "default").and_then(|default| at(default, "before_script"));
        let own = at(tree, job).and_then(|job| at(job, "script"));
        before.into_iter().chain(own).flat_map(texts).collect()
    } else {
        let steps = at(tree, "jobs").and_then(|jobs| at(jobs, job)).and_then(|job| at(job, "steps"));
        let Some(NodeKind::List(steps)) = steps.map(|steps| &steps.kind) else { return String::new() };
        steps.iter().filter_map(|step| at(step, "run")).flat_map(texts).collect()
    };
    lines.iter().filter(|line| !line.contains("cargo install")).fold(String::new(), |mut script, line| {
        let _ = writeln!(script, "{line}");
        script
    })
}

fn sh(site: &Site, script: &str) -> Run {
    let program = Path::new(env!("CARGO_BIN_EXE_pmo-site")).parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-e", "-c", script])
        .current_dir(site.root())
        .env("PATH", format!("{}:{path}", program.display()))
        .env("CI_PROJECT_DIR", site.root())
        .env("CI_PAGES_URL", "https://pmo.example/site")
        .env("PAGES_URL", "https://pmo.example/site")
        .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD")
        .env("BASE_SHA", "HEAD")
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("sh runs");
    Run::new(script.to_owned(), &output)
}

/// A new site with a pipeline, in a repository of its own.
fn site(host: &str) -> Site {
    let site = Site::empty();
    site.run(&["init", "--ci", host]).assert_exit(0);
    let commit = "git init -q . && git add -A && git -c user.name=A -c user.email=a@a.example commit -q -m Site";
    sh(&site, commit).assert_exit(0);
    site
}

#[test]
fn the_lines_of_each_pipeline_check_and_publish() {
    for (host, path) in HOSTS {
        let site = site(host);
        let tree = pipeline(&site, path);
        let [check, publish] =
            ["check", if host == "gitlab" { "pages" } else { "publish" }].map(|job| script(&tree, host, job));
        assert!(check.contains("pmo-site check") && publish.contains("pmo-site build"), "{check}{publish}");
        sh(&site, &check).assert_exit(0);
        sh(&site, &publish).assert_exit(0);
        assert!(site.read("public/index.html").contains("https://pmo.example/site/"), "{host}");
        site.write("content/people/alex-moreau.yaml", "name: Alex\n");
        sh(&site, &check).assert_exit(1);
    }
}

#[test]
fn each_pipeline_checks_merge_requests_and_builds_at_night() {
    for (host, path) in HOSTS {
        let text = site(host).read(path);
        let words: &[&str] = if host == "gitlab" {
            &["merge_request_event", "Pipeline schedules", "GIT_DEPTH: \"0\"", "paths: [public]"]
        } else {
            &["pull_request:", "schedule:\n    - cron:", "fetch-depth: 0", "actions/deploy-pages"]
        };
        for word in words {
            assert!(text.contains(word), "{path} lacks {word}");
        }
        assert!(!text.contains("@repository@") && !text.contains("@against@") && !text.contains("@rust@"), "{path}");
    }
}

#[test]
fn a_site_that_is_there_gets_the_pipeline_alone_and_only_once() {
    for (host, path) in HOSTS {
        let site = Site::new();
        let before = site.tree(".");
        site.run(&["init", "--ci", host]).assert_exit(0).assert_stderr_contains(path);
        let mut after = site.tree(".");
        assert!(after.remove(path).is_some(), "{path}");
        assert_eq!(after, before);
        site.write(path, "mine: true\n");
        site.run(&["init", "--ci", host]).assert_exit(2).assert_stderr_contains("is there already");
        assert_eq!(site.read(path), "mine: true\n");
    }
}
