//! Open data: the same records as the pages, for scripts, feed readers, calendars, spreadsheets and README files.
//!
//! Layer 3, pure. Each format has a file that knows the format and takes plain values, and a file that says what is published.
//! Everything is typed on the way out: a struct names each field, so nothing is published because it happened to be in a
//! record. What is written when, and what it promises, is in `docs/open-data.md`. Deliberately absent: the clock (time stamps come
//! from the records and the day of the model), templates, and anything that reads these formats.

mod address;
pub mod api;
mod atom;
mod badge;
mod calendar;
mod glyphs;
mod headers;
mod ics;
mod robots;
mod rows;
mod shape;
mod sitemap;
mod table;
mod xml;

pub use badge::badge;
pub use headers::CONTENT_SECURITY_POLICY;
pub use shape::{Address, Quantity, Shape};

use rayon::prelude::*;

use crate::artifact::{Artifact, Body, OutputPath};
use crate::views::Cx;

/// The program that writes, as feeds and documents name it.
pub const GENERATOR: &str = concat!("pmo-site ", env!("CARGO_PKG_VERSION"));

/// How many programs are written at once: enough for every core, and few enough that memory does not grow with the site.
const BATCH: usize = 64;

/// Every file of open data, in a fixed order, made as it is asked for. The switches of `feeds` in the configuration hold.
pub fn artifacts<'c>(cx: &'c Cx<'_>) -> impl Iterator<Item = Artifact> + 'c {
    let feeds = cx.model.config.feeds;
    let json = feeds.json.then(|| api::artifacts(cx)).into_iter().flatten();
    let atom = feeds.atom.then(|| atom::artifacts(cx)).into_iter().flatten();
    let ics = feeds.ics.then(|| calendar::artifacts(cx)).into_iter().flatten();
    let csv = feeds.csv.then(|| rows::artifacts(cx)).into_iter().flatten();
    let badges = feeds.badges.then(|| badge::artifacts(cx)).into_iter().flatten();
    let host = sitemap::artifacts(cx).into_iter().chain([robots::artifact(cx), headers::artifact(cx)].into_iter().flatten());
    json.chain(atom).chain(ics).chain(csv).chain(badges).chain(host)
}

/// A file of the output; `None` for a path that no file can have.
fn file(path: impl AsRef<str>, bytes: impl Into<Vec<u8>>) -> Option<Artifact> {
    Some(Artifact { path: OutputPath::new(path)?, body: Body::Bytes(bytes.into()) })
}

/// What `make` makes of the numbers below `count`, in their order, a batch at a time on all cores.
fn batched<'c>(count: usize, make: impl Fn(usize) -> Option<Artifact> + Sync + Send + 'c) -> impl Iterator<Item = Artifact> + 'c {
    (0..count).step_by(BATCH).flat_map(move |first| {
        let batch: Vec<Option<Artifact>> = (first..count.min(first + BATCH)).into_par_iter().map(&make).collect();
        batch.into_iter().flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_keep_their_order_and_leave_out_what_has_no_path() {
        let made: Vec<String> = batched(200, |index| file(if index == 70 { String::new() } else { format!("{index}") }, "x"))
            .map(|made| made.path.to_string())
            .collect();
        let wanted: Vec<String> = (0..200).filter(|index| *index != 70).map(|index| index.to_string()).collect();
        assert_eq!(made, wanted);
    }
}
