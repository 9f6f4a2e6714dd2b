//! Files for hosts and crawlers that a site may have.

/// `robots.txt` (RFC 9309), response headers and redirects by path. They are read as text, since the site adds lines of
/// its own, and are never copied as they are.
pub const HOST_FILES: [&str; 3] = ["static/robots.txt", "static/_headers", "static/_redirects"];
