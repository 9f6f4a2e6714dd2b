//! Pictures that records name.

use serde_json::Value;

use super::decode::{Decode, Decoder};
use super::schema::titled;
use super::values::Text;
use super::yaml::Node;

/// A picture below `static/`, as the address at which it is published (`/people/zoe.png`): one address for each file,
/// however the path to it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture(pub String);

impl Picture {
    /// The address that `path` means.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let path = path.split(['?', '#']).next().unwrap_or("");
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        let mut parts: Vec<&str> = Vec::new();
        for part in decoded.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        let below = parts.strip_prefix(&["static"]).unwrap_or(&parts);
        Self(format!("/{}", crate::source::SourcePath::new(below.join("/"))))
    }
}

impl Decode for Picture {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        Text::<200>::decode(node, to).map(|path| Self::of(&path.0))
    }

    fn schema() -> Value {
        titled(Text::<200>::schema(), "path of a picture below `static/`", "people/maya.jpg")
    }
}

#[cfg(test)]
mod tests {
    use super::Picture;

    #[test]
    fn a_file_has_one_address_however_its_path_is_written() {
        for path in ["people/zoe.png", "/people/zoe.png", "static/people//zoe.png", "./people/../people/z%6fe.png?v=2"]
        {
            assert_eq!(Picture::of(path), Picture("/people/zoe.png".to_owned()));
        }
    }
}
