//! How addresses are written.

use percent_encoding::{AsciiSet, CONTROLS};

/// What is escaped in the path of an address: everything that RFC 3986 section 3.3 does not allow in a path, but `%`, so that what
/// an author escaped stays as it is.
pub const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'|')
    .add(b'\\')
    .add(b'^')
    .add(b'[')
    .add(b']');
