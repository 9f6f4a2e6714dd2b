//! What the targets share: a document read as a browser reads it, and small sites to build.

pub mod document;
pub mod site;
