//! JSON Web Tokens (RFC 7519): three parts in base64url, of which the first is a JSON object with `alg`.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::example::is_example;
use super::window::{Hit, Window, base64url, shown};

/// Shortest signature that proves anything: half of the shortest in use (HMAC with SHA-256 has 43 characters).
const SIGNATURE: usize = 16;

/// Signatures of tokens that documentation prints: of jwt.io (two) and of RFC 7519, section 3.1. Their keys are public.
const PRINTED: [&[u8]; 3] = [
    b"SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
    b"KMUFsIDTnFmyG3nMiGM6H9FNFUROf3wh7SmqJp-QV30",
    b"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
];

/// Judges what begins with `eyJ`.
pub(super) fn judge(window: &Window<'_>) -> Option<Hit> {
    if !window.begins_word() {
        return None;
    }
    let header = window.run(0, base64url);
    let after = header.len();
    if window.from.get(after) != Some(&b'.') || header.len() < 12 {
        return None;
    }
    let claims = window.run(after + 1, base64url);
    let end = after + 1 + claims.len();
    let signed = match window.from.get(end) {
        // The claims are longer than the window.
        None => claims.len() > SIGNATURE,
        Some(b'.') => {
            let signature = window.run(end + 1, base64url);
            signature.len() >= SIGNATURE
                && !claims.is_empty()
                && !is_example(signature)
                && !PRINTED.contains(&signature)
        }
        Some(_) => false,
    };
    (signed && has_algorithm(header)).then(|| {
        let len = window.run(0, |byte| base64url(byte) || byte == b'.').len();
        let example = "shorten an example to `eyJ…`";
        Hit { what: "a JSON Web Token", shown: shown(header), example, back: 0, len }
    })
}

fn has_algorithm(header: &[u8]) -> bool {
    let Ok(json) = URL_SAFE_NO_PAD.decode(header) else { return false };
    serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(&json)
        .is_ok_and(|header| header.get("alg").is_some_and(|name| name.as_str().is_some_and(|name| name != "none")))
}
