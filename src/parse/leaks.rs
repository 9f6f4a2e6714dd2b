//! What a file tells that nobody meant to tell, as findings.

use crate::diagnostics::{Diagnostic, Place, registry};
use crate::leaks::{self, Secret};
use crate::source::{SourceBytes, SourceFile, SourcePath};

/// The secrets in a file of any kind.
pub(super) fn secrets(path: &SourcePath, file: &SourceFile) -> Vec<Diagnostic> {
    match &file.bytes {
        SourceBytes::Text(text) | SourceBytes::NotText { decoded: text, .. } => {
            leaks::secrets(text).iter().map(|secret| finding(path, secret)).collect()
        }
        SourceBytes::Opaque { leaks: Some(leaks), .. } => {
            leaks.secrets.iter().map(|secret| finding(path, secret)).collect()
        }
        SourceBytes::Opaque { leaks: None, .. } => Vec::new(),
    }
}

/// Whether a file is a picture that holds the coordinates of a place.
pub(super) fn has_place(file: &SourceFile) -> bool {
    matches!(&file.bytes, SourceBytes::Opaque { leaks: Some(leaks), .. } if leaks.place)
}

fn finding(path: &SourcePath, secret: &Secret) -> Diagnostic {
    let message = format!("`{}` is {}", secret.shown, secret.what);
    let hint = format!("withdraw it where it was issued, then take it out of this file; {}", secret.example);
    Diagnostic::new(&registry::SECRET, Place::new(path, secret.span()), message).hint(hint)
}
