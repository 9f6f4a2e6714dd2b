//! `/_headers`: the response headers that the site asks of hosts which read such a file (Netlify, Cloudflare Pages).
//!
//! Other hosts are set up by hand with the same values; `docs/open-data.md` says which.

use super::file;
use crate::artifact::Artifact;
use crate::model::Audience;
use crate::snapshot::Snapshot;

/// The file.
pub(super) fn artifact(cx: &Snapshot<'_>) -> Option<Artifact> {
    let own = cx.model.config.host_files.headers.as_deref().map(|own| format!("\n{}\n", own.trim()));
    // Rules of both hold: hosts join the headers of all rules that fit an address.
    file("_headers", text(cx.plan.base(), cx.plan.policy(), cx.model.audience) + own.as_deref().unwrap_or(""))
}

/// The rules of a site below `base`, which starts and ends with `/`, whose pages work under `policy`.
fn text(base: &str, policy: &str, audience: Audience) -> String {
    // Framing can only be forbidden in a header, so it is not in the policy that pages carry themselves.
    let everywhere = format!(
        "{base}*\n  Content-Security-Policy: {policy}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n  Permissions-Policy: camera=(), geolocation=(), microphone=()\n  \
         Cross-Origin-Opener-Policy: same-origin\n"
    );
    let audience = match audience {
        Audience::Internal => "  X-Robots-Tag: noindex\n".to_owned(),
        // Anybody's script may read what anybody may read.
        Audience::Public => ["api", "data", "calendar", "feeds", "badges"]
            .map(|data| format!("{base}{data}/*\n  Access-Control-Allow-Origin: *\n"))
            .concat(),
    };
    // Names of assets and shards hold a hash of their content.
    let kept = ["assets/*", "search/shard-*"]
        .map(|path| format!("{base}{path}\n  Cache-Control: public, max-age=31536000, immutable\n"))
        .concat();
    format!("{everywhere}{audience}{kept}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_hold_below_the_base_path() {
        let text = text("/pmo/", "default-src 'none'", Audience::Public);
        assert!(text.starts_with("/pmo/*\n  Content-Security-Policy: default-src 'none';"));
        assert!(text.contains("\n/pmo/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"));
        assert!(text.contains("\n/pmo/api/*\n  Access-Control-Allow-Origin: *\n"));
    }

    #[test]
    fn an_internal_site_asks_not_to_be_indexed_and_shares_nothing() {
        let text = text("/", "default-src 'none'", Audience::Internal);
        assert!(text.contains("X-Robots-Tag: noindex") && !text.contains("Access-Control"));
    }
}
