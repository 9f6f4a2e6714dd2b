//! Assets: what a theme publishes beside its pages, each under a name that holds a piece of its hash.

use std::collections::BTreeMap;

use base64::Engine as _;
use sha2::{Digest as _, Sha384};

use super::{STYLE, style};
use crate::artifact::{Body, OutputPath};
use crate::source::{ContentHash, SourcePath};

/// An asset before it has its published name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Raw {
    /// Bytes that are known.
    Bytes(Vec<u8>),
    /// A file whose bytes stay on disk.
    Copy(SourcePath, ContentHash),
}

/// A published asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its path below `assets/` in the theme (`site.js`); [`STYLE`] for the joined style sheets.
    pub name: String,
    /// Where it is published.
    pub path: OutputPath,
    /// Its bytes.
    pub body: Body,
    /// Subresource integrity (`sha384-…`, W3C SRI); `None` where the bytes are not in memory.
    pub integrity: Option<String>,
}

/// Hexadecimal digits of the hash in a published name: one in four thousand million to serve a stale file from a cache.
const DIGITS: usize = 8;

/// Folder of the style sheets that are not joined: a page asks for one of them by its name, and no other page carries
/// its weight.
const OF_ONE_PAGE: &str = "pages/";

/// The published assets, ordered by name. Style sheets are joined in the order of their names, but for those
/// [`OF_ONE_PAGE`]; the names of other assets in their `url(…)` are replaced by the published ones.
pub(super) fn publish(files: BTreeMap<String, Raw>) -> Vec<Asset> {
    let (sheets, others): (BTreeMap<_, _>, BTreeMap<_, _>) = files.into_iter().partition(|(name, _)| is_style(name));
    let mut assets: Vec<_> = others.into_iter().filter_map(|(name, raw)| asset(name, raw)).collect();
    let mut joined = String::new();
    let mut apart = Vec::new();
    for (name, raw) in sheets {
        let Raw::Bytes(bytes) = raw else { continue };
        let css = style::minify(&String::from_utf8_lossy(&bytes));
        if name.starts_with(OF_ONE_PAGE) { apart.push((name, css)) } else { joined.push_str(&css) }
    }
    let published = |asset: &Asset| Some((asset.name.clone(), asset.path.as_str().strip_prefix("assets/")?.to_owned()));
    let names: Vec<(String, String)> = assets.iter().filter_map(published).collect();
    let seen_from =
        |above: &str| names.iter().map(|(name, path)| (format!("{above}{name}"), format!("{above}{path}"))).collect();
    let joined = style::rename(&joined, &seen_from(""));
    assets.extend(asset(STYLE.to_owned(), Raw::Bytes(joined.into_bytes())));
    for (name, css) in apart {
        let css = style::rename(&css, &seen_from(&"../".repeat(name.matches('/').count())));
        assets.extend(asset(name, Raw::Bytes(css.into_bytes())));
    }
    assets.sort_by(|a, b| a.name.cmp(&b.name));
    assets
}

fn is_style(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("css"))
}

fn asset(name: String, raw: Raw) -> Option<Asset> {
    let hash = match &raw {
        Raw::Bytes(bytes) => ContentHash::of(bytes),
        Raw::Copy(_, hash) => *hash,
    };
    let path = OutputPath::new(format!("assets/{}", hashed(&name, &hash.hex(DIGITS))))?;
    let (body, integrity) = match raw {
        Raw::Bytes(bytes) => {
            let integrity = integrity(&bytes);
            (Body::of(bytes), Some(integrity))
        }
        Raw::Copy(file, hash) => (Body::CopyOf(file, hash), None),
    };
    Some(Asset { name, path, body, integrity })
}

/// `fonts/a.woff2` → `fonts/a.0123abcd.woff2`.
fn hashed(name: &str, hash: &str) -> String {
    let file = name.rfind('/').map_or(0, |slash| slash + 1);
    match name.rfind('.').filter(|dot| *dot > file) {
        Some(dot) => format!("{}.{hash}{}", name.get(..dot).unwrap_or(""), name.get(dot..).unwrap_or("")),
        None => format!("{name}.{hash}"),
    }
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", base64::engine::general_purpose::STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_stands_before_the_extension() {
        assert_eq!(hashed("site.js", "ab"), "site.ab.js");
        assert_eq!(hashed("fonts.v2/a", "ab"), "fonts.v2/a.ab");
        assert_eq!(hashed(".htaccess", "ab"), ".htaccess.ab");
    }

    #[test]
    fn integrity_is_the_value_that_browsers_compute() {
        // From the W3C recommendation, section 3.2.
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }
}
