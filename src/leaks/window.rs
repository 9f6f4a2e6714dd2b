//! The bytes around an anchor that a judge may look at.

/// Bytes before an anchor that count.
pub(super) const BEHIND: usize = 128;

/// Bytes from an anchor on that count: the longest header of a `PuTTY` key, and a JSON Web Token with some claims.
pub(super) const AHEAD: usize = 4096;

/// The bytes around an anchor, always the same ones however a file is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window<'a> {
    /// The last bytes before the anchor, at most [`BEHIND`].
    pub before: &'a [u8],
    /// The anchor and what follows it, at most [`AHEAD`] bytes.
    pub from: &'a [u8],
    /// Whether `before` goes back to the start of the file.
    pub opens: bool,
}

/// What a judge found.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// What it is.
    pub what: &'static str,
    /// What may be shown of it.
    pub shown: String,
    /// How to say that it is an example.
    pub example: &'static str,
    /// Bytes of it before the anchor.
    pub back: usize,
    /// Bytes of it from the anchor on.
    pub len: usize,
}

impl<'a> Window<'a> {
    /// The window at byte `at` of `bytes`, which begin at the file's start where `opens` says so.
    pub fn at(bytes: &'a [u8], at: usize, opens: bool) -> Self {
        let start = at.saturating_sub(BEHIND);
        let end = bytes.len().min(at.saturating_add(AHEAD));
        Self {
            before: bytes.get(start..at).unwrap_or_default(),
            from: bytes.get(at..end).unwrap_or_default(),
            opens: opens && start == 0,
        }
    }

    /// Whether a word can begin at the anchor: what stands before it is no letter or digit, or is an escape (`%3D`,
    /// `\n`).
    pub fn begins_word(&self) -> bool {
        let is_hex = u8::is_ascii_hexdigit;
        matches!(self.before, [.., b'%', one, other] if is_hex(one) && is_hex(other))
            || matches!(self.before, [.., b'\\', b'n' | b'r' | b't'])
            || self.before.last().is_none_or(|last| !last.is_ascii_alphanumeric())
    }

    /// The longest run of bytes that `is` accepts, from `from` bytes after the anchor on.
    pub fn run(&self, from: usize, is: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.from.get(from..).unwrap_or_default();
        let end = rest.iter().position(|byte| !is(*byte)).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }
}

/// Letters and digits.
pub(super) fn alnum(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

/// The alphabet of base64 for addresses (RFC 4648, section 5).
pub(super) fn base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// The first four characters and an ellipsis.
pub(super) fn shown(secret: &[u8]) -> String {
    let start = secret.get(..secret.len().min(4)).unwrap_or_default();
    format!("{}…", String::from_utf8_lossy(start))
}
