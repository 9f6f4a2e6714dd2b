//! The tags of a template that tie templates together: which one it extends, which it includes, its blocks and its
//! components.
//!
//! Tera knows them too and tells nobody. Only tags are looked at, and of those only the first words: a template that
//! cannot be read gives what stands before the fault, and `render` reports the fault.

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// `{% extends "base.html" %}`
    Extends,
    /// `{% include "part.html" %}`
    Include,
    /// `{% block main %}`
    Block,
    /// `{% component pill(health) %}`
    Component,
}

/// A tag with a name in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemplateTag<'t> {
    /// What it does.
    pub kind: TagKind,
    /// The template, block or component that it names.
    pub name: &'t str,
    /// Where the name begins in the text, in bytes.
    pub at: usize,
}

/// The tags of `text` in their order. Comments and `raw` parts have none.
pub(super) fn tags(text: &str) -> Vec<TemplateTag<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, end)) = next(text, at) {
        let inside = text.get(start..end).unwrap_or_default();
        at = end;
        let Some(word) = word(inside) else { continue };
        let rest = inside.get(word.len()..).unwrap_or_default();
        let kind = match word {
            "extends" => TagKind::Extends,
            "include" => TagKind::Include,
            "block" => TagKind::Block,
            "component" => TagKind::Component,
            "raw" => {
                at = raw_end(text, end);
                continue;
            }
            _ => continue,
        };
        let spaces = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let (name, before) = match kind {
            TagKind::Extends | TagKind::Include => (quoted(rest), 1),
            TagKind::Block | TagKind::Component => (identifier(rest), 0),
        };
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            found.push(TemplateTag { kind, name, at: start + word.len() + spaces + before });
        }
    }
    found
}

/// Where the inside of the next `{% … %}` after `from` begins and ends, without white space and signs for it at its
/// start.
fn next(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        at += text.get(at..)?.find('{')?;
        let rest = text.get(at..)?;
        if rest.starts_with("{#") {
            at += rest.find("#}")? + 2;
        } else if rest.starts_with("{{") {
            at += 2 + end(rest.get(2..)?, "}}")?;
        } else if rest.starts_with("{%") {
            let inside = rest.get(2..)?;
            let length = end(inside, "%}")?;
            let trimmed = inside.trim_start_matches(['-', '+']).trim_start();
            let start = at + 2 + inside.len() - trimmed.len();
            return Some((start, (at + 2 + length).max(start)));
        } else {
            at += 1;
        }
    }
}

/// Where `close` stands in `text` outside of strings.
fn end(text: &str, close: &str) -> Option<usize> {
    let mut quote = None;
    for (at, sign) in text.char_indices() {
        match quote {
            Some(open) if open == sign => quote = None,
            None if matches!(sign, '"' | '\'' | '`') => quote = Some(sign),
            None if text.get(at..).is_some_and(|rest| rest.starts_with(close)) => return Some(at),
            Some(_) | None => {}
        }
    }
    None
}

/// Where the text that a `raw` tag protects ends.
fn raw_end(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("{%")) {
        at += found + 2;
        let inside = text.get(at..).unwrap_or_default().trim_start_matches(['-', '+']).trim_start();
        if word(inside) == Some("endraw") {
            return at;
        }
    }
    text.len()
}

fn word(text: &str) -> Option<&str> {
    identifier(text).filter(|word| !word.is_empty())
}

/// The name that `text` begins with. Components may have dots in theirs.
fn identifier(text: &str) -> Option<&str> {
    let end = text.find(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '_' | '.'))).unwrap_or(text.len());
    text.get(..end)
}

fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|sign| matches!(sign, '"' | '\'' | '`'))?;
    text.get(1..)?.split_once(quote).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(TagKind, &str)> {
        let tags = tags(text);
        assert!(tags.iter().all(|tag| text[tag.at..].starts_with(tag.name)), "{tags:?}");
        tags.into_iter().map(|tag| (tag.kind, tag.name)).collect()
    }

    #[test]
    fn tags_that_tie_templates_together_are_found_where_they_stand() {
        let text = "{#- é -#}{% extends 'a.html' %}\n{%- block main -%}{{ super() }}{%   include \"b/c.html\" -%}{%- endblock main -%}";
        assert_eq!(
            found(text),
            [(TagKind::Extends, "a.html"), (TagKind::Block, "main"), (TagKind::Include, "b/c.html")]
        );
        assert_eq!(found("{%- component programs.risk(row, n = \"%}\") -%}"), [(TagKind::Component, "programs.risk")]);
    }

    #[test]
    fn comments_strings_and_raw_text_hold_no_tags() {
        for text in [
            "{# {% block a %} #}",
            "{{ \"{% block a %}\" }}",
            "{% raw %}{% block a %}{%- endraw %}",
            "{% set b = '{% block a %}' %}",
            "{% block",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(found("{% raw %}{% block a %}{%- endraw -%}{% block b %}"), [(TagKind::Block, "b")]);
    }
}
