//! Content types by the end of a name, as common hosts of static files answer.

/// The content type of the file at `path`.
pub(super) fn type_of(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    TYPES.iter().find(|(known, _)| *known == extension).map_or_else(
        // Files such as `_headers` and `CNAME` are text.
        || if name.contains('.') { "application/octet-stream" } else { "text/plain; charset=utf-8" },
        |(_, kind)| kind,
    )
}

/// Registered types (<https://www.iana.org/assignments/media-types>) by extension.
const TYPES: &[(&str, &str)] = &[
    ("avif", "image/avif"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("gif", "image/gif"),
    ("htm", "text/html; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("ics", "text/calendar; charset=utf-8"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("md", "text/markdown; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("webm", "video/webm"),
    ("webmanifest", "application/manifest+json"),
    ("webp", "image/webp"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("xml", "application/xml"),
    ("zip", "application/zip"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_a_file_is() {
        assert_eq!(type_of("a.b/index.html"), "text/html; charset=utf-8");
        assert_eq!(
            (type_of("x/logo.SVG"), type_of("a.b/CNAME"), type_of("x.bin")),
            ("image/svg+xml", "text/plain; charset=utf-8", "application/octet-stream")
        );
        assert!(TYPES.is_sorted());
    }
}
