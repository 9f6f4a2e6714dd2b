//! Tokens that a service issues: a prefix of its own and a body drawn by lot.

use super::example::{is_drawn, is_example};
use super::window::{Hit, Window, alnum, base64url, shown};

/// How every token's example is told.
const EXAMPLE: &str = "an example has the word `EXAMPLE` in it";

/// The bytes of a token's body.
#[derive(Clone, Copy, Debug)]
pub(super) enum Alphabet {
    /// `A` to `Z` and digits.
    Capital,
    /// Letters and digits.
    Alnum,
    /// Letters, digits, `-` and `_`.
    Word,
    /// The same and `.`.
    Dotted,
    /// The same as `Word` and `=`.
    Padded,
    /// `0` to `9`, `a` to `f`.
    Hex,
}

impl Alphabet {
    fn has(self, byte: u8) -> bool {
        match self {
            Self::Capital => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Self::Alnum => alnum(byte),
            Self::Word => base64url(byte),
            Self::Dotted => base64url(byte) || byte == b'.',
            Self::Padded => base64url(byte) || byte == b'=',
            Self::Hex => byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'),
        }
    }
}

/// A prefix and what follows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Bytes of the prefix.
    pub prefix: usize,
    /// What it is.
    pub what: &'static str,
    /// The bytes of its body.
    pub alphabet: Alphabet,
    /// Fewest bytes of its body.
    pub min: usize,
    /// Most bytes of its body.
    pub max: usize,
}

impl Token {
    /// Judges what begins with the prefix.
    pub fn judge(&self, window: &Window<'_>) -> Option<Hit> {
        if !window.begins_word() {
            return None;
        }
        let body = window.run(self.prefix, |byte| self.alphabet.has(byte));
        // A full stop that ends a sentence is none of it.
        let body = body.trim_ascii_end().strip_suffix(b".").unwrap_or(body);
        let ends = window.from.get(self.prefix + body.len()).is_none_or(|byte| !alnum(*byte));
        let drawn = matches!(self.alphabet, Alphabet::Capital) || is_drawn(body);
        (ends && (self.min..=self.max).contains(&body.len()) && drawn && !is_example(body))
            .then(|| hit(self.what, window, self.prefix + body.len()))
    }
}

fn hit(what: &'static str, window: &Window<'_>, len: usize) -> Hit {
    Hit { what, shown: shown(window.from), example: EXAMPLE, back: 0, len }
}

/// `xoxb-…`, `xoxp-…`, `xoxe.xoxp-1-…` and their kin: numbers and a secret, joined by hyphens.
pub(super) fn slack(window: &Window<'_>) -> Option<Hit> {
    let [_, _, _, b'a'..=b'z', b'-' | b'.', ..] = window.from else { return None };
    let body = window.run(5, |byte| alnum(byte) || matches!(byte, b'-' | b'.'));
    let secret = body.rsplit(|byte| matches!(byte, b'-' | b'.')).find(|part| !part.is_empty())?;
    let numbered = body.iter().filter(|byte| byte.is_ascii_digit()).count() >= 6;
    (window.begins_word() && secret.len() >= 10 && numbered && is_drawn(secret) && !is_example(body))
        .then(|| hit("a Slack token", window, 5 + body.len()))
}

/// `https://hooks.slack.com/services/T…/B…/…`: whoever knows the address may write to the channel.
pub(super) fn slack_hook(window: &Window<'_>) -> Option<Hit> {
    let path = window.run(16, |byte| base64url(byte) || byte == b'/');
    let mut parts = path.split(|byte| *byte == b'/');
    let (kind, team, hook, secret) = (parts.next()?, parts.next()?, parts.next()?, parts.next_back()?);
    let known = matches!(kind, b"services" | b"workflows" | b"triggers")
        && team.len() >= 8
        && !hook.is_empty()
        && !is_example(hook);
    let what = "a Slack webhook";
    (known && secret.len() >= 18 && is_drawn(secret) && !is_example(secret)).then(|| Hit {
        what,
        shown: "hooks.slack.com/…".to_owned(),
        example: EXAMPLE,
        back: 0,
        len: 16 + path.len(),
    })
}

/// `sk-…` of services with language models: a kind (`proj-`, `ant-api03-`), then a long run without words.
pub(super) fn language_model(window: &Window<'_>) -> Option<Hit> {
    if !window.begins_word() || window.before.last().is_some_and(|byte| matches!(byte, b'-' | b'_')) {
        return None;
    }
    let body = window.run(3, base64url);
    let kinds = [&b"proj-"[..], b"svcacct-", b"admin-", b"ant-", b"or-v1-", b"None-", b"lf-"];
    let rest = kinds.into_iter().find_map(|kind| body.strip_prefix(kind));
    // Hyphens and underscores stand in the secret of those that name their kind alone.
    let (secret, is_part): (&[u8], fn(u8) -> bool) = rest.map_or((body, alnum), |rest| (rest, base64url));
    let count = |is: fn(&u8) -> bool| secret.iter().filter(|byte| is(byte)).count();
    let drawn = count(u8::is_ascii_digit) >= 3 && count(u8::is_ascii_alphabetic) >= 3;
    let longest = secret.split(|byte| !alnum(*byte)).map(<[u8]>::len).max().unwrap_or(0);
    (secret.len() >= 32 && longest >= 12 && secret.iter().all(|byte| is_part(*byte)) && drawn && !is_example(secret))
        .then(|| hit("a key for a language model", window, 3 + body.len()))
}

/// `SG.`, an identifier of 22 characters, a full stop, and the secret of 43.
pub(super) fn send_grid(window: &Window<'_>) -> Option<Hit> {
    let name = window.run(3, base64url);
    let secret = match window.from.get(3 + name.len()) {
        Some(b'.') => window.run(3 + name.len() + 1, base64url),
        _ => return None,
    };
    (window.begins_word()
        && (16..=32).contains(&name.len())
        && (32..=64).contains(&secret.len())
        && is_drawn(secret)
        && !is_example(secret))
    .then(|| hit("a SendGrid key", window, 4 + name.len() + secret.len()))
}

/// `SK` and 32 hexadecimal digits.
pub(super) fn twilio(window: &Window<'_>) -> Option<Hit> {
    Token { prefix: 2, what: "a Twilio key", alphabet: Alphabet::Hex, min: 32, max: 32 }.judge(window)
}

/// `aws_secret_access_key = …`: forty characters of base64 after the name, which alone have no shape.
pub(super) fn aws_secret(window: &Window<'_>) -> Option<Hit> {
    let name = window.run(0, |byte| byte.is_ascii_alphabetic() || byte == b'_');
    let between =
        window.run(name.len(), |byte| matches!(byte, b' ' | b'\t' | b'"' | b'\'' | b'`' | b'=' | b':' | b'>'));
    let start = name.len() + between.len();
    let secret = window.run(start, |byte| alnum(byte) || matches!(byte, b'/' | b'+'));
    (between.len() <= 8 && !between.is_empty() && secret.len() == 40 && is_drawn(secret) && !is_example(secret)).then(
        || Hit {
            what: "an AWS secret key",
            shown: shown(secret),
            example: EXAMPLE,
            back: 0,
            len: start + secret.len(),
        },
    )
}
