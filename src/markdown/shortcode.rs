//! Shortcodes of other generators: found, reported, never expanded.

use std::ops::Range;

use super::place::TextOrigin;
use crate::diagnostics::{Diagnostic, registry};

/// Whether `text` holds the start of a shortcode.
pub(super) fn is_in(text: &str) -> bool {
    memchr::memchr_iter(b'{', text.as_bytes())
        .any(|at| text.get(at..).is_some_and(|rest| rest.starts_with("{{<") || rest.starts_with("{{%")))
}

/// A finding for each opening shortcode in `source` outside the `literal` ranges (code, comments), which are sorted.
///
/// Closing ones (`{{< /tabs >}}`) and escaped ones (`{{</* ref */>}}`) say nothing new.
pub(super) fn find(source: &str, literal: &[Range<usize>], origin: TextOrigin<'_>) -> Vec<Diagnostic> {
    source
        .match_indices('{')
        .filter_map(|(start, _)| {
            let rest = source.get(start..)?.strip_prefix("{{")?.strip_prefix(['<', '%'])?;
            let name: String = rest
                .trim_start_matches([' ', '\t', '-'])
                .chars()
                .take_while(|c| c.is_alphanumeric() || "_-/.".contains(*c))
                .collect();
            let after = literal.partition_point(|range| range.end <= start);
            if name.is_empty() || name.starts_with('/') || literal.get(after).is_some_and(|range| range.start <= start)
            {
                return None;
            }
            let end = start + 3 + (rest.len() - rest.trim_start_matches([' ', '\t', '-']).len()) + name.len();
            let message = format!("shortcode `{name}` belongs to another generator and is shown as text");
            let finding = Diagnostic::new(&registry::SHORTCODE, origin.place(&(start..end)), message);
            Some(finding.hint("replace it with plain Markdown, or put it in backticks"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    fn names(source: &str, literal: &[Range<usize>]) -> Vec<String> {
        let file = SourcePath::new("a.md");
        let origin = TextOrigin::File { file: &file, base: 0 };
        let spans = find(source, literal, origin).into_iter().map(|finding| finding.place.span.range());
        spans.filter_map(|range| source.get(range).map(str::to_owned)).collect()
    }

    #[test]
    fn opening_shortcodes_are_found_once_each() {
        assert_eq!(names("{{< ref \"a b\" >}} {{%tabs%}}{{<toc>}}", &[]), ["{{< ref", "{{%tabs", "{{<toc"]);
        assert_eq!(names("{{{< tab >}}", &[]), ["{{< tab"]);
    }

    #[test]
    fn closing_escaped_and_quoted_ones_and_expressions_are_not() {
        assert_eq!(names("{{< /tabs >}} {{</* ref */>}} {{ expr }} {% page %} {{<", &[]), Vec::<String>::new());
        assert_eq!(names("`{{< a >}}` {{< b >}}", &[0..11, 40..50]), ["{{< b"]);
    }
}
