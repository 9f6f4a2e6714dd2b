//! Looks for secrets in a text, or in bytes that stream past.

use std::ops::Range;

use memchr::memmem;

use super::shapes;
use super::window::{AHEAD, BEHIND, Window};
use super::{Leaks, Secret};
use crate::source::Position;

/// Most secrets told of one file: whoever has mended these is told of the others.
const MOST: usize = 50;

/// The secrets in `text`, in the order of their offsets.
#[must_use]
pub fn secrets(text: &str) -> Vec<Secret> {
    let mut found = ScanState::default();
    found.look(text.as_bytes(), 0..text.len(), 0);
    found.secrets
}

/// What was found so far, and up to where the last secret goes.
#[derive(Debug, Default)]
struct ScanState {
    secrets: Vec<Secret>,
    /// Where the last secret ends: nothing in it is another one.
    past: u64,
}

impl ScanState {
    /// Judges every anchor that begins in `part` of `bytes`, which begin at `offset` of the file.
    fn look(&mut self, bytes: &[u8], part: Range<usize>, offset: u64) {
        for (start, number) in shapes::anchors(bytes, part) {
            if self.secrets.len() >= MOST {
                break;
            }
            if offset + (start as u64) < self.past {
                continue;
            }
            if let Some(hit) = shapes::judge(number, &Window::at(bytes, start, offset == 0)) {
                let first = offset + start.saturating_sub(hit.back) as u64;
                self.past = first + (hit.back + hit.len) as u64;
                let position = Position { line: 1, column: 1 };
                let len = hit.back + hit.len;
                self.secrets.push(Secret {
                    what: hit.what,
                    shown: hit.shown,
                    example: hit.example,
                    start: first,
                    len,
                    position,
                });
            }
        }
    }
}

/// Looks at a file piece by piece. The answer does not depend on how it was cut.
#[derive(Debug, Default)]
pub struct Scanner {
    found: ScanState,
    /// The bytes that the next anchors may look at, and those not judged yet.
    kept: Vec<u8>,
    /// Where `kept` begins in the file.
    offset: u64,
    /// How much of `kept` was judged.
    judged: usize,
    /// Whether a picture's description names a latitude.
    xmp: bool,
    place: BytePlace,
}

/// The name of a latitude in a picture's description in XMP (ISO 16684-1), which is stored as plain text in every
/// format.
const LATITUDE: &[u8] = b"exif:GPSLatitude";

/// Whether a latitude with a number begins in `part` of `bytes`.
fn has_place(bytes: &[u8], part: Range<usize>) -> bool {
    let end = bytes.len().min(part.end.saturating_add(LATITUDE.len()));
    let seen = bytes.get(part.start..end).unwrap_or_default();
    memmem::find_iter(seen, LATITUDE).any(|at| {
        let rest = bytes.get(part.start + at + LATITUDE.len()..).unwrap_or_default();
        let rest = rest.get(..rest.len().min(16)).unwrap_or_default();
        let value =
            rest.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'=' | b'>' | b'"' | b'\''));
        value.is_some_and(|value| value > 0 && rest.get(value).is_some_and(u8::is_ascii_digit))
    })
}

/// A line and a column, counted as bytes pass.
#[derive(Debug, Default)]
struct BytePlace {
    lines: u32,
    columns: u32,
    /// Whether the file begins with a byte order mark, which takes no column.
    mark: bool,
    /// Where it is in the file.
    at: u64,
}

impl BytePlace {
    /// Goes on over `bytes`.
    fn pass(&mut self, bytes: &[u8]) {
        let last = memchr::memrchr(b'\n', bytes);
        if last.is_some() {
            let lines = memchr::memchr_iter(b'\n', bytes).count();
            self.lines = self.lines.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
            self.columns = 0;
        }
        let rest = bytes.get(last.map_or(0, |last| last + 1)..).unwrap_or_default();
        // A character begins wherever a byte does not go on with one.
        let characters = rest.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        self.columns = self.columns.saturating_add(u32::try_from(characters).unwrap_or(u32::MAX));
        self.at += bytes.len() as u64;
    }

    fn position(&self) -> Position {
        let mark = u32::from(self.mark && self.lines == 0);
        Position { line: self.lines.saturating_add(1), column: self.columns.saturating_add(1).saturating_sub(mark) }
    }
}

impl Scanner {
    /// Takes the next piece of the file.
    pub fn feed(&mut self, piece: &[u8]) {
        self.kept.extend_from_slice(piece);
        let until = self.kept.len().saturating_sub(AHEAD);
        if until > self.judged {
            self.judge(until);
        }
    }

    /// The end of the file: what it tells, if it is a picture or if it is none.
    #[must_use]
    pub fn finish(mut self, picture: bool) -> Leaks {
        self.judge(self.kept.len());
        Leaks { secrets: self.found.secrets, place: self.xmp && picture }
    }

    /// Judges the anchors before `until` and lets go of what no later one can look at.
    fn judge(&mut self, until: usize) {
        if self.offset == 0 && self.judged == 0 {
            self.place.mark = self.kept.starts_with(b"\xef\xbb\xbf");
        }
        let known = self.found.secrets.len();
        self.found.look(&self.kept, self.judged..until, self.offset);
        self.xmp |= has_place(&self.kept, self.judged..until);
        for secret in self.found.secrets.get_mut(known..).unwrap_or_default() {
            let from = usize::try_from(self.place.at - self.offset).unwrap_or(usize::MAX);
            let to = usize::try_from(secret.start - self.offset).unwrap_or(usize::MAX);
            self.place.pass(self.kept.get(from..to).unwrap_or_default());
            secret.position = self.place.position();
        }
        self.judged = until;
        let gone = until.saturating_sub(BEHIND);
        let from = usize::try_from(self.place.at.saturating_sub(self.offset)).unwrap_or(usize::MAX);
        self.place.pass(self.kept.get(from..gone).unwrap_or_default());
        self.kept.drain(..gone);
        self.offset += gone as u64;
        self.judged -= gone;
    }
}
