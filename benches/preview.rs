//! Save → browser told: through a real file, the running program and a real event stream.
//!
//! ```text
//! cargo bench --bench preview                                        # the reference site, 100 edits
//! PMO_SITE_BENCH_SITE=/path/to/site cargo bench --bench preview      # a copy of another site
//! PMO_SITE_BENCH_EDITS=10000 cargo bench --bench preview             # and its memory after that many rebuilds
//! ```
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measurement stops at the first surprise, touches the machine and prints what it found"
)]
#![expect(dead_code, reason = "the driver is the tests'")]

#[path = "../tests/serve/driver.rs"]
mod driver;

use std::path::Path;
use std::time::{Duration, Instant};

use driver::{Site, command};

/// How often memory is read while edits go on.
const READINGS: usize = 10;

fn main() {
    // `cargo test --benches` runs this too, to see that it runs.
    let test = !std::env::args().any(|argument| argument == "--bench");
    let edits = if test {
        3
    } else {
        std::env::var("PMO_SITE_BENCH_EDITS").ok().and_then(|text| text.parse().ok()).unwrap_or(100)
    };
    let from = std::env::var("PMO_SITE_BENCH_SITE").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    let site = Site::empty();
    for part in ["content", "static", "themes"] {
        if Path::new(&from).join(part).is_dir() {
            copy(&Path::new(&from).join(part), &site.at(part));
        }
    }
    std::fs::copy(Path::new(&from).join("pmo.yaml"), site.at("pmo.yaml")).unwrap();
    // The first paragraph stands in lists of pages and in the navigation: most edits are of another.
    site.write("content/bench-trial.md", "# Trial\n\nA page to edit.\n\nEdit none.\n");
    if !test {
        looks(site.root());
    }
    let mut command = command(site.root());
    command.args(["--as-of", "2026-11-20", "--quiet"]);
    let start = Instant::now();
    let preview = driver::Preview::start(command);
    println!("{from}: serving after {:.0} ms, {} MB", start.elapsed().as_secs_f64() * 1e3, preview.memory() >> 10);
    // Files that have just been written are read again at each look; the measurement is of a site at rest.
    if !test {
        std::thread::sleep(Duration::from_secs(4));
    }
    follow(&site, &preview, "page", "bench-trial/", edits, |edit| {
        ("content/bench-trial.md".to_owned(), format!("# Trial\n\nA page to edit.\n\nEdit {edit}.\n"))
    });
    let Some((file, page)) = last_report(site.root()) else { return };
    let report = std::fs::read_to_string(site.at(&file)).unwrap();
    let line = |key: &str| report.lines().find(|line| line.starts_with(key)).map(str::to_owned);
    let headline = line("headline:").unwrap();
    follow(&site, &preview, "story", &page, edits, |edit| (file.clone(), format!("{report}\nEdit {edit}.\n")));
    follow(&site, &preview, "headline", &page, edits, |edit| {
        (file.clone(), report.replace(&headline, &format!("headline: Edit {edit}")))
    });
    // The portfolio tells it, but no register.
    if let Some(confidence) = line("confidence:") {
        follow(&site, &preview, "confidence", &page, edits, |edit| {
            (file.clone(), report.replace(&confidence, &format!("confidence: {}", 20 + edit % 50)))
        });
    }
    // The timeline, the calendars and the week's changes tell it too.
    let (before, after) = report
        .split_once("forecast: ")
        .map_or((&*report, ""), |(before, after)| (before, &after["2026-01-01".len()..]));
    if !after.is_empty() {
        follow(&site, &preview, "forecast", &page, edits, |edit| {
            (file.clone(), format!("{before}forecast: 2027-02-{:02}{after}", 1 + edit % 28))
        });
    }
}

/// Saves what `edit` gives, again and again, and measures when `page` is told.
fn follow(
    site: &Site,
    preview: &driver::Preview,
    what: &str,
    page: &str,
    edits: usize,
    edit: impl Fn(usize) -> (String, String),
) {
    let page = format!("{}{page}", preview.base);
    let mut events = preview.listen(&page);
    let mut times = Vec::with_capacity(edits);
    let mut opened = Instant::now();
    for number in 0..edits {
        // Streams end after a while, and their readers ask again.
        if opened.elapsed() > Duration::from_secs(30) {
            events = preview.listen(&page);
            opened = Instant::now();
        }
        let (file, text) = edit(number);
        let saved = Instant::now();
        site.write(&file, &text);
        events.next("page");
        times.push(saved.elapsed());
        if (number + 1) % (edits / READINGS).max(1) == 0 {
            println!("  after {:>6} edits: {} MB", number + 1, preview.memory() >> 10);
        }
    }
    times.sort();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    println!(
        "  {what}: save → told: median {:.1} ms, p95 {:.1} ms, longest {:.1} ms of {edits} edits",
        at(50),
        at(95),
        at(100)
    );
}

/// The last report of the site's first program with one, and its page.
fn last_report(root: &Path) -> Option<(String, String)> {
    let names = |folder: &Path| {
        let mut names: Vec<_> =
            std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names.into_iter().map(|name| name.into_string().unwrap())
    };
    names(&root.join("content/programs")).find_map(|program| {
        let folder = format!("content/programs/{program}/updates");
        let update = names(&root.join(&folder)).rfind(|name| **name < *"2026-11-20.md")?;
        let page = format!("programs/{program}/updates/{}/", update.trim_end_matches(".md"));
        Some((format!("{folder}/{update}"), page))
    })
}

/// How long it takes to see that nothing changed.
fn looks(root: &Path) {
    let mut known = pmo_site::io::Known::default();
    let mut look = || {
        let start = Instant::now();
        let files = known.rescan(root).unwrap().tree.len();
        (start.elapsed(), files)
    };
    let (first, files) = look();
    // What was written within the last two seconds is read again at each look.
    std::thread::sleep(Duration::from_secs(3));
    look();
    let mut times: Vec<_> = (0..50).map(|_| look().0).collect();
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "{files} files read in {:.0} ms; a look at them unchanged: median {:.1} ms, longest {:.1} ms",
        ms(first),
        ms(times[25]),
        ms(times[49])
    );
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
