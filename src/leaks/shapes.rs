//! The table of anchors: what begins a secret, and who judges it.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memmem;

use super::token::{self, Alphabet, Token};
use super::window::{Hit, Window};
use super::{address, jwt, key};

/// Who judges what stands at an anchor.
enum Judge {
    /// A prefix and a body of one alphabet.
    Token(Token),
    /// A shape of its own.
    Own(fn(&Window<'_>) -> Option<Hit>),
}

/// An anchor's bytes and its judge. No anchor begins another one, and none has less than three bytes, so that a
/// vectorised search takes several bytes at a time.
struct Anchor(&'static str, Judge);

const fn token(anchor: &'static str, what: &'static str, alphabet: Alphabet, min: usize, max: usize) -> Anchor {
    Anchor(anchor, Judge::Token(Token { prefix: anchor.len(), what, alphabet, min, max }))
}

const fn own(anchor: &'static str, judge: fn(&Window<'_>) -> Option<Hit>) -> Anchor {
    Anchor(anchor, Judge::Own(judge))
}

const AWS: &str = "an AWS access key";
const GITHUB: &str = "a GitHub token";
const GITLAB: &str = "a GitLab token";

/// Every anchor. The lengths are those that the issuer documents, or the shortest and longest that are in use.
static ANCHORS: &[Anchor] = &[
    own("://", address::judge),
    own("PRIVATE KEY", key::pem),
    own("PuTTY-User-Key-File-", key::putty),
    own("eyJ", jwt::judge),
    own("xox", token::slack),
    own("sk-", token::language_model),
    own("SG.", token::send_grid),
    own("hooks.slack.com/", token::slack_hook),
    own("ecret_access_key", token::aws_secret),
    own("ecretAccessKey", token::aws_secret),
    own("ECRET_ACCESS_KEY", token::aws_secret),
    token("AKIA", AWS, Alphabet::Capital, 16, 16),
    token("ASIA", AWS, Alphabet::Capital, 16, 16),
    token("ABIA", AWS, Alphabet::Capital, 16, 16),
    token("ACCA", AWS, Alphabet::Capital, 16, 16),
    token("ghp_", GITHUB, Alphabet::Alnum, 36, 255),
    token("gho_", GITHUB, Alphabet::Alnum, 36, 255),
    token("ghu_", GITHUB, Alphabet::Alnum, 36, 255),
    token("ghs_", GITHUB, Alphabet::Alnum, 36, 255),
    token("ghr_", GITHUB, Alphabet::Alnum, 36, 255),
    token("github_pat_", GITHUB, Alphabet::Word, 50, 255),
    token("glpat-", GITLAB, Alphabet::Dotted, 20, 300),
    token("gldt-", GITLAB, Alphabet::Word, 20, 64),
    token("glrt-", GITLAB, Alphabet::Dotted, 20, 300),
    token("glcbt-", GITLAB, Alphabet::Word, 20, 64),
    token("glptt-", GITLAB, Alphabet::Word, 40, 64),
    token("glft-", GITLAB, Alphabet::Word, 20, 64),
    token("glimt-", GITLAB, Alphabet::Word, 20, 64),
    token("glsoat-", GITLAB, Alphabet::Word, 20, 64),
    token("glagent-", GITLAB, Alphabet::Word, 50, 1024),
    token("gloas-", GITLAB, Alphabet::Word, 64, 64),
    token("xapp-", "a Slack token", Alphabet::Word, 40, 255),
    token("AIza", "a Google API key", Alphabet::Word, 35, 35),
    token("GOCSPX-", "a Google OAuth secret", Alphabet::Word, 28, 28),
    token("sk_live_", "a Stripe live key", Alphabet::Alnum, 16, 255),
    token("rk_live_", "a Stripe live key", Alphabet::Alnum, 16, 255),
    token("npm_", "an npm token", Alphabet::Alnum, 36, 36),
    token("pypi-Ag", "a PyPI token", Alphabet::Word, 50, 1024),
    token("ATATT3x", "an Atlassian token", Alphabet::Padded, 150, 255),
    token("hf_", "a Hugging Face token", Alphabet::Alnum, 34, 40),
    token("dop_v1_", "a DigitalOcean token", Alphabet::Hex, 64, 64),
    token("shpat_", "a Shopify token", Alphabet::Hex, 32, 32),
    token("dckr_pat_", "a Docker token", Alphabet::Word, 27, 40),
    token("lin_api_", "a Linear key", Alphabet::Alnum, 32, 64),
    token("glsa_", "a Grafana token", Alphabet::Word, 41, 64),
    token("AGE-SECRET-KEY-1", "an age key", Alphabet::Capital, 58, 58),
];

/// Length of the longest anchor.
const LONGEST: usize = 20;

/// Finds anchors. It is nothing only if the table could not be compiled, which a test would tell.
static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let anchors = ANCHORS.iter().map(|anchor| anchor.0);
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(anchors).ok()
});

/// The anchor of Twilio's keys. It is too short for the table: the sixteen anchors with one digit more cost as much as
/// all others.
const TWILIO: &[u8] = b"SK";

/// The anchors that begin in `part` of `bytes`, in order: where, and the number of each.
pub(super) fn anchors(bytes: &[u8], part: Range<usize>) -> impl Iterator<Item = (usize, usize)> {
    let end = bytes.len().min(part.end.saturating_add(LONGEST));
    let seen = bytes.get(..end).unwrap_or_default();
    let mut at = part.start.min(seen.len());
    let mut table = std::iter::from_fn(move || {
        let found = SEARCH.as_ref()?.find(aho_corasick::Input::new(seen).range(at..))?;
        // One byte on and no further: anchors may overlap.
        at = found.start() + 1;
        Some((found.start(), found.pattern().as_usize()))
    })
    .peekable();
    let rest = seen.get(part.start..).unwrap_or_default();
    let mut twilio = memmem::find_iter(rest, TWILIO).map(move |at| (part.start + at, ANCHORS.len())).peekable();
    std::iter::from_fn(move || match (table.peek(), twilio.peek()) {
        (Some(one), Some(other)) if other < one => twilio.next(),
        (Some(_), _) => table.next(),
        (None, _) => twilio.next(),
    })
    .take_while(move |(start, _)| *start < part.end)
}

/// What the judge of anchor `number` says; the one behind the last is Twilio's.
pub(super) fn judge(number: usize, window: &Window<'_>) -> Option<Hit> {
    match ANCHORS.get(number).map(|anchor| &anchor.1) {
        Some(Judge::Token(token)) => token.judge(window),
        Some(Judge::Own(judge)) => judge(window),
        None => token::twilio(window),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_compiles_and_no_anchor_begins_another_one() {
        assert!(SEARCH.is_some());
        assert_eq!(ANCHORS.iter().map(|anchor| anchor.0.len()).max(), Some(LONGEST));
        for (at, anchor) in ANCHORS.iter().enumerate() {
            assert!(anchor.0.len() >= 3, "{}", anchor.0);
            for (other, begun) in ANCHORS.iter().enumerate() {
                assert!(at == other || !begun.0.starts_with(anchor.0), "{} begins {}", anchor.0, begun.0);
            }
        }
    }
}
