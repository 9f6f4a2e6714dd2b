//! Saves of every kind reach the page (W1 to W10).

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::{Duration, Instant};

use super::driver::{DAY, Preview, Site, until};

const PAGE: &str = "content/handbook/a.md";

/// A way in which a program saves a file.
type Save = fn(&Site, &str);

fn truncate_and_write(site: &Site, text: &str) {
    site.write(PAGE, text);
}

fn rename_over(site: &Site, text: &str) {
    fs::write(site.at("content/handbook/.goutputstream-AB12"), text).unwrap();
    fs::rename(site.at("content/handbook/.goutputstream-AB12"), site.at(PAGE)).unwrap();
}

fn vim(site: &Site, text: &str) {
    let at = |name: &str| site.at(&format!("content/handbook/{name}"));
    fs::write(at(".a.md.swp"), "b0VIM 9.0").unwrap();
    fs::write(at(".a.md.swx"), "").unwrap();
    fs::remove_file(at(".a.md.swx")).unwrap();
    fs::write(at("4913"), "").unwrap();
    fs::remove_file(at("4913")).unwrap();
    fs::rename(at("a.md"), at("a.md~")).unwrap();
    fs::write(at("a.md"), text).unwrap();
    fs::remove_file(at("a.md~")).unwrap();
    fs::remove_file(at(".a.md.swp")).unwrap();
}

fn emacs(site: &Site, text: &str) {
    let at = |name: &str| site.at(&format!("content/handbook/{name}"));
    symlink("somebody@desk.4711:1700000000", at(".#a.md")).unwrap();
    fs::write(at("#a.md#"), text).unwrap();
    fs::rename(at("a.md"), at("a.md~")).unwrap();
    fs::write(at("a.md"), text).unwrap();
    fs::remove_file(at(".#a.md")).unwrap();
    fs::remove_file(at("#a.md#")).unwrap();
}

fn safe_write(site: &Site, text: &str) {
    let at = |name: &str| site.at(&format!("content/handbook/{name}"));
    fs::write(at("a.md___jb_tmp___"), text).unwrap();
    fs::rename(at("a.md"), at("a.md___jb_old___")).unwrap();
    fs::rename(at("a.md___jb_tmp___"), at("a.md")).unwrap();
    fs::remove_file(at("a.md___jb_old___")).unwrap();
}

fn copy_over_hard_link(site: &Site, text: &str) {
    let at = |name: &str| site.at(&format!("content/handbook/{name}"));
    fs::write(at(".a.md.new"), text).unwrap();
    fs::remove_file(at("a.md")).unwrap();
    fs::hard_link(at(".a.md.new"), at("a.md")).unwrap();
    fs::remove_file(at(".a.md.new")).unwrap();
}

#[test]
fn w1_each_editors_save_is_one_rebuild_without_a_word_of_error() {
    let ways: [(&str, Save); 6] = [
        ("truncate", truncate_and_write),
        ("rename", rename_over),
        ("vim", vim),
        ("emacs", emacs),
        ("safe write", safe_write),
        ("link", copy_over_hard_link),
    ];
    let site = Site::new();
    let preview = site.serve(&[]);
    let mut saves = 0;
    for (name, save) in ways {
        for round in 0..5 {
            let words = format!("Saved by {name}, round {round}.");
            save(&site, &format!("# A\n\n{words}\n"));
            preview.shows("/handbook/a/", &words);
            saves += 1;
            until("the line of the build", || (preview.times_said(": built (") >= saves).then_some(()));
        }
    }
    assert_eq!(preview.times_said(": built ("), saves, "{}", preview.said());
    assert_eq!(preview.times_said("error"), 0);
}

#[test]
fn w2_an_emptied_file_is_no_page_until_it_stays_empty() {
    let site = Site::new();
    let preview = site.serve(&[]);
    for round in 0..5 {
        let words = format!("Round {round}.");
        site.write(PAGE, "");
        let end = Instant::now() + Duration::from_millis(50);
        while Instant::now() < end {
            assert!(preview.get("/handbook/a/").text().contains(if round == 0 { "First." } else { "Round" }));
        }
        site.write(PAGE, &format!("# A\n\n{words}\n"));
        preview.shows("/handbook/a/", &words);
    }
    site.write(PAGE, "");
    until("the empty page", || (!preview.get("/handbook/a/").text().contains("Round")).then_some(()));
}

#[test]
fn w3_a_file_removed_and_made_again_never_answers_404() {
    let site = Site::new();
    let preview = site.serve(&[]);
    for round in 0..5 {
        fs::remove_file(site.at(PAGE)).unwrap();
        let end = Instant::now() + Duration::from_millis(40);
        while Instant::now() < end {
            assert_eq!(preview.get("/handbook/a/").status, 200);
        }
        site.write(PAGE, &format!("# A\n\nRound {round}.\n"));
        preview.shows("/handbook/a/", &format!("Round {round}."));
    }
    fs::remove_file(site.at(PAGE)).unwrap();
    preview.answers("/handbook/a/", 404);
}

#[test]
fn w3_a_switch_of_branches_over_many_files_converges_in_few_builds() {
    const FILES: usize = 1500;
    let site = Site::new();
    let branch = |name: &str| {
        for number in 0..FILES {
            let path = site.at(&format!("content/handbook/many/page-{number}.md"));
            // As git does: the old file is removed, the new one made.
            let _ = fs::remove_file(&path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, format!("# Page {number}\n\nOn {name}.\n")).unwrap();
        }
    };
    branch("main");
    let preview = site.serve(&[]);
    for name in ["topic", "main", "other"] {
        let before = preview.times_said(": built (");
        branch(name);
        for number in [0, FILES / 2, FILES - 1] {
            preview.shows(&format!("/handbook/many/page-{number}/"), &format!("On {name}."));
        }
        let builds = preview.times_said(": built (") - before;
        assert!(builds <= 6, "{builds} builds for one switch");
    }
}

#[test]
fn w4_folders_made_and_filled_at_once_are_seen() {
    let site = Site::new();
    let preview = site.serve(&[]);
    for round in 0..8 {
        site.write(&format!("content/handbook/new-{round}/b/c/d/page.md"), &format!("# New\n\nDeep {round}.\n"));
        preview.shows(&format!("/handbook/new-{round}/b/c/d/page/"), &format!("Deep {round}."));
        // And what is saved later in a folder that was new.
        site.write(&format!("content/handbook/new-{round}/b/c/d/page.md"), &format!("# New\n\nDeeper {round}.\n"));
        preview.shows(&format!("/handbook/new-{round}/b/c/d/page/"), &format!("Deeper {round}."));
    }
}

#[test]
fn w4_folders_are_renamed_moved_out_and_moved_in() {
    let site = Site::new();
    site.write("content/guides/x/one.md", "# One\n\nA guide.\n");
    let preview = site.serve(&[]);
    preview.shows("/guides/x/one/", "A guide.");
    fs::rename(site.at("content/guides"), site.at("content/manuals")).unwrap();
    preview.shows("/manuals/x/one/", "A guide.");
    preview.answers("/guides/x/one/", 404);
    fs::rename(site.at("content/manuals"), site.at("aside")).unwrap();
    preview.answers("/manuals/x/one/", 404);
    fs::rename(site.at("aside"), site.at("content/back")).unwrap();
    preview.shows("/back/x/one/", "A guide.");
    site.write("content/back/x/one.md", "# One\n\nEdited after the move.\n");
    preview.shows("/back/x/one/", "Edited after the move.");
}

#[test]
fn w4_the_whole_site_is_moved_away_and_back() {
    let site = Site::new();
    // The working directory of the program moves with the folder, so the site is named by its path.
    let root = site.at("root");
    fs::create_dir(&root).unwrap();
    for part in ["pmo.yaml", "content", "static"] {
        fs::rename(site.at(part), root.join(part)).unwrap();
    }
    let mut command = super::driver::command(site.root());
    command.args(["--as-of", DAY, "--source"]).arg(&root);
    let mut preview = Preview::start(command);
    preview.shows("/handbook/a/", "First.");
    fs::rename(&root, site.at("elsewhere")).unwrap();
    preview.says("was removed");
    assert!(preview.lives() && preview.get("/handbook/a/").text().contains("First."));
    fs::rename(site.at("elsewhere"), &root).unwrap();
    fs::write(root.join("content/handbook/a.md"), "# A\n\nBack again.\n").unwrap();
    preview.shows("/handbook/a/", "Back again.");
    fs::write(root.join("content/handbook/a.md"), "# A\n\nAnd edited.\n").unwrap();
    preview.shows("/handbook/a/", "And edited.");
}

#[test]
fn w5_where_the_system_watches_no_more_folders_it_says_what_to_type_and_polls() {
    let site = Site::new();
    for folder in 0..10 {
        site.write(&format!("content/handbook/f{folder}/page.md"), "# Page\n\nFirst.\n");
    }
    let script = format!(
        "echo 5 > /proc/sys/user/max_inotify_watches && exec '{}' serve --port 0 --as-of {DAY}",
        env!("CARGO_BIN_EXE_pmo-site")
    );
    let probe =
        Command::new("unshare").args(["-Ur", "sh", "-c", "echo 5 > /proc/sys/user/max_inotify_watches"]).output();
    if !probe.is_ok_and(|output| output.status.success()) {
        println!("left out: this system gives no user namespace, in which the limit could be set");
        return;
    }
    let mut command = Command::new("unshare");
    command.args(["-Ur", "sh", "-c", &script]).current_dir(site.root());
    command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped());
    let preview = Preview::start(command);
    site.write("content/handbook/f7/page.md", "# Page\n\nSeen by polling.\n");
    let start = Instant::now();
    preview.shows("/handbook/f7/page/", "Seen by polling.");
    println!("seen after {:?}", start.elapsed());
    site.write("content/handbook/f7/page.md", "# Page\n\nSeen again.\n");
    preview.shows("/handbook/f7/page/", "Seen again.");
    assert_eq!(preview.times_said("sysctl fs.inotify.max_user_watches"), 1, "{}", preview.said());
}

#[test]
fn w6_after_more_events_than_the_system_keeps_the_site_is_read_anew() {
    let site = Site::new();
    let preview = site.serve(&[]);
    let signal = |name: &str| {
        let done = Command::new("kill").args([name, &preview.pid().to_string()]).status();
        assert!(done.is_ok_and(|status| status.success()));
    };
    // While the program stands still nobody takes events out of the queue, which holds 16,384 by default.
    signal("-STOP");
    for number in 0..9000 {
        let path = site.at(&format!("content/handbook/flood-{}.tmp", number % 7));
        fs::write(&path, "x").unwrap();
        fs::remove_file(&path).unwrap();
    }
    site.write(PAGE, "# A\n\nIts own event was lost.\n");
    signal("-CONT");
    preview.shows("/handbook/a/", "Its own event was lost.");
    site.write(PAGE, "# A\n\nAnd later ones come.\n");
    preview.shows("/handbook/a/", "And later ones come.");
}

#[test]
fn w7_settings_themes_data_and_linked_folders_are_followed_and_equal_a_clean_build() {
    let site = Site::new();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("linked.md"), "# Linked\n\nFrom elsewhere.\n").unwrap();
    let preview = site.serve(&["--verify", "--allow-linked-root"]);
    site.write("pmo.yaml", "site: { title: Renamed }\n");
    preview.shows("/", "Renamed");
    site.write("themes/default/assets/99-own.css", "h1 { color: rgb(1, 2, 3) }\n");
    until("the style sheet", || {
        let page = preview.get("/").text();
        let href = super::driver::attribute(page.split_once("rel=\"stylesheet\"")?.1, "href");
        preview.get(&href).text().contains("rgb(1").then_some(())
    });
    let template =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/not-found.html")).unwrap();
    site.write(
        "themes/default/templates/not-found.html",
        &template.replacen("{% block main %}", "{% block main %}<p>Our own words.</p>", 1),
    );
    until("the template", || preview.get("/nowhere/").text().contains("Our own words.").then_some(()));
    site.write("content/people/ada.yaml", "name: Ada\nrole: TPM\ntime_zone: Europe/Paris\nkind: stakeholder\n");
    preview.shows("/team/ada/", "Ada");
    site.write("static/new.bin", "new type");
    until("the new file", || (preview.get("/new.bin").text() == "new type").then_some(()));
    site.write("static/new.bin", "newer type");
    until("the newer file", || (preview.get("/new.bin").text() == "newer type").then_some(()));
    fs::remove_dir_all(site.at("content/handbook")).unwrap();
    preview.answers("/handbook/a/", 404);
    // A content folder that lives elsewhere.
    fs::rename(site.at("content"), site.at("own-content")).unwrap();
    symlink(elsewhere.path(), site.at("content")).unwrap();
    preview.shows("/linked/", "From elsewhere.");
    fs::write(elsewhere.path().join("linked.md"), "# Linked\n\nEdited elsewhere.\n").unwrap();
    preview.shows("/linked/", "Edited elsewhere.");
    assert!(!preview.said().contains("differs"), "{}", preview.said());
}

#[test]
fn w8_an_error_is_told_with_its_place_over_the_last_good_page_and_told_once() {
    let site = Site::new();
    let mut preview = site.serve(&[]);
    let mut events = preview.listen("/handbook/a/");
    site.write("content/people/ada.yaml", "name: Ada\nrole: [\n");
    let told = events.next("notices");
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        (&told["findings"][0]["file"], &told["findings"][0]["severity"]),
        (&"content/people/ada.yaml".into(), &"error".into())
    );
    assert!(told["findings"][0]["line"].as_u64().unwrap() >= 2);
    assert!(preview.get("/handbook/a/").text().contains("First."));
    // Another save of another file does not print the same finding again.
    site.write(PAGE, "# A\n\nWhile there is an error.\n");
    until("the second build", || (preview.times_said("the last good version stays") == 2).then_some(()));
    assert_eq!(
        preview.times_said("content/people/ada.yaml:"),
        1 + preview.times_said("content/people/ada.yaml: errors"),
        "{}",
        preview.said()
    );
    site.write("content/people/ada.yaml", "name: Ada\nrole: TPM\ntime_zone: Europe/Paris\nkind: stakeholder\n");
    until("the mending", || {
        serde_json::from_str::<serde_json::Value>(&events.next("notices")).unwrap()["errors"].eq(&0).then_some(())
    });
    preview.shows("/handbook/a/", "While there is an error.");
    preview.says("mended");
    // What cannot be read.
    symlink("nowhere", site.at("content/handbook/dangling.md")).unwrap();
    let told: serde_json::Value = serde_json::from_str(&events.next("notices")).unwrap();
    assert!(told["fault"].as_str().unwrap().contains("content/handbook/dangling.md"), "{told}");
    assert!(preview.lives() && preview.get("/handbook/a/").status == 200);
    fs::remove_file(site.at("content/handbook/dangling.md")).unwrap();
    let told: serde_json::Value = serde_json::from_str(&events.next("notices")).unwrap();
    assert!(told["fault"].is_null(), "{told}");
}

#[test]
fn w9_saves_without_end_starve_nobody_and_keep_nothing() {
    let site = Site::new();
    let preview = site.serve(&[]);
    let mut last = 0;
    let mut seen = 0;
    let memory = preview.memory();
    let end = Instant::now() + Duration::from_secs(5);
    while Instant::now() < end {
        last += 1;
        site.write(PAGE, &format!("# A\n\nSave {last}.\n"));
        if last % 50 == 0 {
            seen = seen.max(u32::from(preview.get("/handbook/a/").text().contains("Save ")));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(seen, 1, "no save was shown while more came");
    preview.shows("/handbook/a/", &format!("Save {last}."));
    assert!(preview.memory() < memory + 64 * 1024, "{} kB, then {} kB", memory, preview.memory());
}

#[test]
fn w10_without_events_changes_are_found_by_the_clock() {
    let site = Site::new();
    let preview = site.serve(&["--poll"]);
    for round in 0..3 {
        site.write(PAGE, &format!("# A\n\nPolled {round}.\n"));
        preview.shows("/handbook/a/", &format!("Polled {round}."));
    }
    site.write("content/handbook/new/c.md", "# C\n\nA new folder.\n");
    preview.shows("/handbook/new/c/", "A new folder.");
}
