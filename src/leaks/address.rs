//! Passwords in addresses: `scheme://user:password@host`.

use super::example::is_example;
use super::window::{Hit, Window};

/// Longest part before the host that is looked at.
const LONGEST: usize = 512;

/// What stands for a password in documentation, whole and in any case.
const PASSWORDS: [&str; 28] = [
    "password",
    "passwd",
    "passphrase",
    "pass",
    "pwd",
    "passw0rd",
    "p4ssw0rd",
    "secret",
    "token",
    "apikey",
    "api-key",
    "api_key",
    "key",
    "user",
    "username",
    "mypassword",
    "mypass",
    "my-password",
    "mysecret",
    "mytoken",
    "access-token",
    "access_token",
    "credentials",
    "hidden",
    "foobar",
    "bar",
    "guest",
    "pserver:anoncvs",
];

/// What stands for a host in documentation, whole and in any case.
const HOSTS: [&str; 8] =
    ["host", "hostname", "server", "domain", "127.0.0.1", "[::1]", "0.0.0.0", "host.docker.internal"];

/// What stands behind the `@` of an image's digest (`docker://alpine:3.19@sha256:…`), which is no host.
const DIGESTS: [&str; 2] = ["sha256", "sha512"];

/// Domains that nobody can own (RFC 2606, RFC 6761).
const RESERVED: [&str; 7] = ["example", "test", "invalid", "localhost", "example.com", "example.org", "example.net"];

/// Judges what stands around `://`.
pub(super) fn judge(window: &Window<'_>) -> Option<Hit> {
    let scheme = scheme(window.before)?;
    let rest = window.from.get(3..)?;
    let rest = rest.get(..rest.len().min(LONGEST)).unwrap_or_default();
    let end = rest.iter().position(|byte| is_end(*byte)).unwrap_or(rest.len());
    let authority = rest.get(..end)?;
    let at = memchr::memrchr(b'@', authority)?;
    let (before, host) = (authority.get(..at)?, authority.get(at + 1..)?);
    let colon = memchr::memchr(b':', before)?;
    let (user, password) = (before.get(..colon)?, before.get(colon + 1..)?);
    let name = match memchr::memchr(b']', host) {
        Some(end) if host.starts_with(b"[") => host.get(..=end).unwrap_or_default(),
        _ => host.split(|byte| !is_of_host(*byte)).next().unwrap_or_default(),
    };
    if name.is_empty()
        || !user.iter().all(|byte| is_of_user(*byte))
        || stands_for_password(user, password)
        || stands_for_host(name)
    {
        return None;
    }
    let shown = format!("{}://…@{}", String::from_utf8_lossy(scheme), String::from_utf8_lossy(name));
    let example = "an example has the host `example.com` or the password `<password>`";
    Some(Hit { what: "an address with a password", shown, example, back: scheme.len(), len: 3 + at + 1 + name.len() })
}

/// The scheme that ends where `before` does.
fn scheme(before: &[u8]) -> Option<&[u8]> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let start = before.iter().rposition(|byte| !is_part(byte)).map_or(0, |at| at + 1);
    // An escape before it (`%3Dhttps`) is none of it.
    let escaped = if start > 0 && before.get(start - 1) == Some(&b'%') { 2 } else { 0 };
    let scheme = before.get(start + escaped..)?;
    let scheme = scheme.get(scheme.iter().position(u8::is_ascii_alphabetic)?..)?;
    (scheme.len() >= 2).then_some(scheme)
}

fn is_end(byte: u8) -> bool {
    byte <= b' ' || matches!(byte, b'/' | b'?' | b'#' | b'"' | b'\'' | b'`' | b'<' | b'>' | b'\\' | b'^' | b'|' | 0x7f)
}

fn is_of_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') || byte >= 0x80
}

fn is_of_user(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || b"._~%+-!&=@".contains(&byte)
}

/// Whether it is a variable, a mask, or a word for a password.
fn stands_for_password(user: &[u8], password: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(password) else { return false };
    let is_name = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    let is_variable =
        text.starts_with(['$', '{', '[', '(']) || text.contains("${") || text.contains("{{") || text.contains("$(");
    // Percent signs around a name, a printf directive, or dots and stars alone.
    let is_format = (text.len() > 2 && text.starts_with('%') && text.ends_with('%')) || text == "%s" || text == "%v";
    let is_mask = text.chars().all(|c| matches!(c, '*' | 'x' | 'X' | '.' | '…' | '•' | '-' | '_' | '?'));
    let is_word = PASSWORDS.iter().any(|word| word.eq_ignore_ascii_case(text));
    is_name || is_variable || is_format || is_mask || is_word || password == user || super::example::has_word(password)
        || is_port(text)
        // One letter guards nothing: `a:b@` is a sketch.
        || text.chars().count() == 1
        // Eight digits that stand for others, such as `00000000` and `12345678`, are a mask too.
        || (text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_digit()) && is_example(password))
}

/// Whether it is the port of an address that ends there, with an address for mail behind it:
/// `http://a.de:8080,ops@a.de`.
fn is_port(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (2..=5).contains(&(text.len() - rest.len())) && rest.starts_with([',', ';', ')', ']'])
}

fn stands_for_host(host: &[u8]) -> bool {
    let Ok(host) = str::from_utf8(host) else { return false };
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let below = |domain: &&str| host.strip_suffix(*domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let is_ours =
        host.contains("example") || host.starts_with("your") || host.contains("-your-") || host.contains(".your");
    host.is_empty() || is_ours || HOSTS.iter().chain(&DIGESTS).any(|known| *known == host) || RESERVED.iter().any(below)
}
