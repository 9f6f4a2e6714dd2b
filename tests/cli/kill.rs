//! A build that is killed at any moment leaves the old site or the new one.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use super::site::{DAY, Site};

/// Builds that are killed.
const KILLS: u32 = 40;

/// Pages of the site.
const PAGES: usize = 200;

fn write(site: &Site, version: &str) {
    for page in 0..PAGES {
        site.write(
            &format!("content/part-{}/page-{page}.md", page % 10),
            &format!("# Page {page}\n\nThis is version {version}.\n"),
        );
    }
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let site = Site::new();
    write(&site, "one");
    site.build(&["--quiet"]).assert_exit(0);
    let one = site.tree("public");
    write(&site, "two");
    let start = Instant::now();
    site.build(&["--quiet"]).assert_exit(0);
    let whole = start.elapsed();
    let two = site.tree("public");
    assert_ne!(one, two);
    let (mut old_seen, mut new_seen) = (0, 0);
    let mut published: BTreeMap<_, _> = two.clone();
    for attempt in 0..KILLS {
        let (version, wanted) = if published == two { ("one", &one) } else { ("two", &two) };
        write(&site, version);
        // Spread over the whole build and beyond, so that some are killed while they publish and some just after.
        let wait =
            whole.mul_f64(f64::from(attempt) * 1.2 / f64::from(KILLS)) + Duration::from_micros(u64::from(attempt) * 37);
        let child =
            site.command(&["build", "--quiet", "--as-of", DAY]).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        thread::sleep(wait);
        assert!(child.is_ok_and(|mut child| child.kill().is_ok() && child.wait().is_ok()));
        let found = site.tree("public");
        assert!(found == published || found == *wanted, "a mix was left by kill {attempt} after {wait:?}");
        if found == *wanted {
            new_seen += 1;
        } else {
            old_seen += 1;
        }
        published = found;
    }
    assert!(old_seen > 0, "no kill came early enough to mean anything ({new_seen} came too late)");
    write(&site, "one");
    site.build(&["--quiet"]).assert_exit(0).assert_silent();
    assert_eq!(site.tree("public"), one);
    assert!(!site.at(".public.pmo-site").exists(), "debris of killed builds was left");
}
