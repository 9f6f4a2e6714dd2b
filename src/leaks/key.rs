//! Private keys as texts: PEM (RFC 7468), OpenSSH, PGP (RFC 9580, section 6) and `PuTTY`.

use super::window::{Hit, Window};

/// Shortest first line of a key's body. The shortest keys in use, of Ed25519, have 64 characters in it.
const LINE: usize = 16;

/// Lines looked at below the header, comments and blank ones included.
const LINES: usize = 16;

const EXAMPLE: &str = "an example has `...` in place of the key's lines";

/// Judges what `PRIVATE KEY` belongs to: a header, with the key below it.
pub(super) fn pem(window: &Window<'_>) -> Option<Hit> {
    let line = window.before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let begin = line.windows(10).rposition(|part| part == b"----BEGIN " || part == b"--- BEGIN ")?;
    let kind = line.get(begin + 10..)?;
    let ends = [&b"PRIVATE KEY-----"[..], b"PRIVATE KEY BLOCK-----", b"PRIVATE KEY ----"];
    let end = ends.into_iter().find(|end| window.from.starts_with(end))?;
    if !kind.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b' ') {
        return None;
    }
    let back = kind.len() + 10 + line.get(..begin)?.iter().rev().take_while(|byte| **byte == b'-').count();
    let first = window.opens && window.before.get(..window.before.len() - back)?.iter().all(|byte| is_blank(*byte));
    let body = window.from.get(end.len()..)?;
    (first || has_body(body)).then(|| {
        let name = String::from_utf8_lossy(kind);
        Hit {
            what: "a private key",
            shown: format!("-----BEGIN {name}{}", String::from_utf8_lossy(end)),
            example: EXAMPLE,
            back,
            len: end.len(),
        }
    })
}

/// Judges a `PuTTY-User-Key-File-`: its lines follow, or it is all that a file begins with.
pub(super) fn putty(window: &Window<'_>) -> Option<Hit> {
    let rest = window.from.strip_prefix(b"PuTTY-User-Key-File-")?;
    let [b'1'..=b'9', b':', b' ', rest @ ..] = rest else { return None };
    let mut lines = rest.split(|byte| *byte == b'\n');
    let algorithm = lines.next()?.trim_ascii();
    let first = window.opens && window.before.iter().all(|byte| is_blank(*byte));
    let follows = lines.next().is_some_and(|line| line.trim_ascii_start().starts_with(b"Encryption: "));
    (!algorithm.is_empty() && (first || follows)).then(|| Hit {
        what: "a private key",
        shown: "PuTTY-User-Key-File-".to_owned(),
        example: EXAMPLE,
        back: 0,
        len: window.from.len() - rest.len(),
    })
}

/// Whether a key follows its header: the first line that is neither blank nor a comment (`Proc-Type: 4,ENCRYPTED`) is
/// of base64. Lines may be quoted, indented, joined by spaces, or one text with `\n` in it.
fn has_body(body: &[u8]) -> bool {
    let mut lines = body.split(|byte| *byte == b'\n').take(LINES).flat_map(pieces).filter(|line| !line.is_empty());
    lines.find(|line| !is_comment(line)).is_some_and(|line| {
        let word = line.split(|byte| *byte == b' ').next().unwrap_or_default();
        let any = |is: fn(&u8) -> bool| word.iter().any(is);
        word.len() >= LINE
            && word.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
            && any(u8::is_ascii_uppercase)
            && (any(u8::is_ascii_lowercase) || any(u8::is_ascii_digit))
            && !super::example::is_example(word)
    })
}

/// A line, cut where it says `\n`, without quotes and marks around the pieces.
fn pieces(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut cut_next = false;
    line.split(move |byte| {
        let escaped = std::mem::replace(&mut cut_next, *byte == b'\\');
        *byte == b'\\' || (escaped && matches!(byte, b'n' | b'r'))
    })
    .map(|piece| {
        let edge = |byte: &u8| {
            is_blank(*byte) || matches!(byte, b'>' | b'"' | b'\'' | b'`' | b',' | b'|' | b'#' | b'*' | b'+')
        };
        let start = piece.iter().position(|byte| !edge(byte)).unwrap_or(piece.len());
        let end = piece.iter().rposition(|byte| !edge(byte)).map_or(start, |last| last + 1);
        piece.get(start..end).unwrap_or_default()
    })
}

/// A header inside of the block, which has a colon and a space.
fn is_comment(line: &[u8]) -> bool {
    line.windows(2).any(|pair| pair == b": ")
}

/// White space and a byte order mark.
fn is_blank(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, 0xef | 0xbb | 0xbf)
}
