//! What drawing a diagram gave, as bytes that prove when they are read back that they are whole and of this diagram.
//!
//! An entry holds the source too: a name stands for it, and two sources of one name would else be one drawing.

/// What begins every entry, with the version of this form.
const HEAD: &str = "pmo-site diagram 1";

/// Length of a hash in letters.
const HASH: usize = 64;

/// What drawing gave.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// The SVG document.
    Drawing(String),
    /// Why there is none, and where in the source.
    Refusal { reason: String, at: Option<usize> },
}

impl Entry {
    /// The entry of `source` as bytes.
    pub(super) fn bytes(&self, source: &str) -> Vec<u8> {
        let (kind, at, payload) = match self {
            Self::Drawing(svg) => ("drawing", None, svg),
            Self::Refusal { reason, at } => ("refusal", *at, reason),
        };
        let at = at.map_or_else(|| "-".to_owned(), |at| at.to_string());
        let body = format!("{kind} {at} {}\n{source}{payload}", source.len());
        format!("{HEAD}\n{}\n{body}", blake3::hash(body.as_bytes()).to_hex()).into_bytes()
    }

    /// The entry of `source` that `bytes` hold; nothing if they are damaged, of another diagram, or no entry.
    pub(super) fn read(bytes: &[u8], source: &str) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let rest = text.strip_prefix(HEAD)?.strip_prefix('\n')?;
        let (hash, body) = rest.split_at_checked(HASH)?;
        let body = body.strip_prefix('\n')?;
        if blake3::hash(body.as_bytes()).to_hex().as_str() != hash {
            return None;
        }
        let (line, rest) = body.split_once('\n')?;
        let mut parts = line.split(' ');
        let (kind, at, length) = (parts.next()?, parts.next()?, parts.next()?.parse::<usize>().ok()?);
        let (of, payload) = rest.split_at_checked(length)?;
        if of != source {
            return None;
        }
        match kind {
            "drawing" => Some(Self::Drawing(payload.to_owned())),
            "refusal" => Some(Self::Refusal { reason: payload.to_owned(), at: at.parse().ok() }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_back_and_nothing_else_is() {
        let drawing = || Entry::Drawing("<svg>\n</svg>".to_owned());
        let refusal = |at| Entry::Refusal { reason: "it is too large".to_owned(), at };
        for entry in [drawing(), refusal(None), refusal(Some(15))] {
            let bytes = entry.bytes("pie\n \"a\" : 1\n");
            assert_eq!(Entry::read(&bytes, "pie\n \"a\" : 1\n"), Some(entry));
            assert_eq!(Entry::read(&bytes, "pie\n \"b\" : 1\n"), None);
            for at in 0..bytes.len() {
                let mut damaged = bytes.clone();
                damaged[at] ^= 1;
                assert_eq!(Entry::read(&damaged, "pie\n \"a\" : 1\n"), None, "byte {at}");
                assert_eq!(Entry::read(&bytes[..at], "pie\n \"a\" : 1\n"), None, "cut at {at}");
            }
        }
        for foreign in [&b""[..], b"\xff\xfe", b"<svg></svg>", b"pmo-site diagram 1\n"] {
            assert_eq!(Entry::read(foreign, ""), None);
        }
    }
}
