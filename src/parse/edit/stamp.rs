//! A key and its value in the front matter of a page, in whatever language that is written.
//!
//! In YAML it is an [`Edit`]; in TOML it is a line, proven as an edit is: the new text must say what the old one said,
//! but for the key. A page without front matter gets one. Front matter in JSON is left to its author.

use super::super::front_matter::{self, FrontMatterLanguage};
use super::{Change, Edit, Refusal, Step, Value, apply};
use crate::source::SourcePath;

/// What is written: a key, the keys behind which a new one stands, and the value.
pub(crate) struct Stamp<'a> {
    /// The key.
    pub(crate) key: &'a str,
    /// Keys that it stands behind, where it is new.
    pub(crate) after: &'a [&'a str],
    /// Its value, a date or a word.
    pub(crate) value: &'a str,
    /// Whether TOML writes it without quotes: a date.
    pub(crate) bare: bool,
}

impl Stamp<'_> {
    fn by_hand(&self, language: FrontMatterLanguage) -> String {
        let Self { key, value, .. } = self;
        match language {
            FrontMatterLanguage::Yaml => format!("write `{key}: {value}`"),
            FrontMatterLanguage::Toml => format!("write `{}`", self.toml()),
            FrontMatterLanguage::Json => format!("write `\"{key}\": \"{value}\"`"),
        }
    }

    fn toml(&self) -> String {
        let quote = if self.bare { "" } else { "\"" };
        format!("{} = {quote}{}{quote}", self.key, self.value)
    }
}

/// Writes `stamps` into the front matter of a page.
///
/// # Errors
/// When its layout or its language does not let one of them through.
pub(crate) fn stamp(file: &SourcePath, text: &str, stamps: &[Stamp<'_>]) -> Result<String, Refusal> {
    let (split, fault) = front_matter::split(file, text);
    let refused = |stamps: &[Stamp<'_>], language| {
        let all: Vec<_> = stamps.iter().map(|stamp| stamp.by_hand(language)).collect();
        Refusal { line: 1, by_hand: all.join(", and ") }
    };
    let Some((language, range)) = split.front else {
        if fault.is_some() {
            return Err(refused(stamps, FrontMatterLanguage::Yaml));
        }
        let (bom, rest) = text.split_at(split.body.start);
        let line = if rest.contains("\r\n") { "\r\n" } else { "\n" };
        let lines = lines(stamps, line);
        return Ok(format!("{bom}---{line}{lines}---{line}{}{rest}", if rest.is_empty() { "" } else { line }));
    };
    match language {
        FrontMatterLanguage::Yaml if text.get(range.clone()).is_some_and(|front| front.trim().is_empty()) => {
            let line = if text.contains("\r\n") { "\r\n" } else { "\n" };
            let lines = lines(stamps, line);
            let mut text = text.to_owned();
            text.replace_range(range, &lines);
            Ok(text)
        }
        FrontMatterLanguage::Yaml => {
            let edits = stamps.iter().map(|stamp| Edit {
                at: vec![Step::from(stamp.key)],
                change: Change::Set {
                    value: Value::word(stamp.value),
                    after: stamp.after.iter().map(|key| (*key).to_owned()).collect(),
                },
            });
            apply(file, text, &edits.collect::<Vec<_>>())
        }
        FrontMatterLanguage::Toml => {
            let mut text = text.to_owned();
            for stamp in stamps {
                text = toml(file, &text, stamp).ok_or_else(|| refused(stamps, language))?;
            }
            Ok(text)
        }
        FrontMatterLanguage::Json => Err(refused(stamps, language)),
    }
}

/// Sets one key of front matter in TOML.
fn toml(file: &SourcePath, text: &str, stamp: &Stamp<'_>) -> Option<String> {
    let (_, range) = front_matter::split(file, text).0.front?;
    let front = text.get(range.clone())?;
    let was: toml::Table = front.parse().ok()?;
    let line_break = if front.contains("\r\n") { "\r\n" } else { "\n" };
    let mut at = range.start;
    let (mut own, mut behind) = (None, None);
    for line in front.split_inclusive('\n') {
        if line.trim_start().starts_with('[') {
            break;
        }
        let end = at + line.len();
        if let Some((key, _)) = line.split_once('=') {
            let key = key.trim();
            if key == stamp.key {
                own = Some(at..end);
            }
            if stamp.after.contains(&key) {
                behind = Some(end);
            }
        }
        at = end;
    }
    let new = stamp.toml();
    let candidates = match own {
        Some(line) => {
            // What stands behind the value may be a comment.
            let comment = text.get(line.clone())?.find('#').and_then(|at| text.get(line.start + at..line.end));
            let comment = comment.map_or(String::new(), |comment| format!(" {}", comment.trim_end()));
            vec![(line, format!("{new}{comment}{line_break}"))]
        }
        None => {
            [behind, Some(range.start)].into_iter().flatten().map(|at| (at..at, format!("{new}{line_break}"))).collect()
        }
    };
    candidates.into_iter().find_map(|(place, line)| {
        let mut after = text.to_owned();
        after.replace_range(place, &line);
        let (_, range) = front_matter::split(file, &after).0.front?;
        let mut says: toml::Table = after.get(range)?.parse().ok()?;
        let mut wanted = was.clone();
        let written = says.remove(stamp.key)?;
        wanted.remove(stamp.key);
        let is_written = match &written {
            toml::Value::String(text) => text == stamp.value,
            toml::Value::Datetime(day) => day.to_string() == stamp.value,
            _ => false,
        };
        (is_written && says == wanted).then_some(after)
    })
}

/// A line for each stamp, each with its end `line`.
fn lines(stamps: &[Stamp<'_>], line: &str) -> String {
    stamps.iter().flat_map(|stamp| [stamp.key, ": ", stamp.value, line]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamped(text: &str) -> String {
        let stamps = [
            Stamp { key: "reviewed", after: &[], value: "2026-03-05", bare: true },
            Stamp { key: "reviewed_by", after: &["reviewed"], value: "ada", bare: false },
        ];
        match stamp(&SourcePath::new("content/a.md"), text, &stamps) {
            Ok(text) => text,
            Err(refusal) => format!("by hand: {}", refusal.by_hand),
        }
    }

    #[test]
    fn a_page_is_stamped_and_keeps_its_layout() {
        let cases = [
            ("# A\n", "---\nreviewed: 2026-03-05\nreviewed_by: ada\n---\n\n# A\n"),
            ("\u{feff}# A\r\n", "\u{feff}---\r\nreviewed: 2026-03-05\r\nreviewed_by: ada\r\n---\r\n\r\n# A\r\n"),
            ("", "---\nreviewed: 2026-03-05\nreviewed_by: ada\n---\n"),
            ("---\n---\n# A\n", "---\nreviewed: 2026-03-05\nreviewed_by: ada\n---\n# A\n"),
            (
                "---\ntitle: A # called so\nreviewed: 2025-01-01   # by hand\nowner: bo\n---\ntext\n",
                "---\ntitle: A # called so\nreviewed: 2026-03-05   # by hand\nreviewed_by: ada\nowner: bo\n---\ntext\n",
            ),
            (
                "+++\ntitle = 'A'\nreviewed = 2025-01-01 # by hand\n[params]\nreviewed = 1\n+++\ntext\n",
                "+++\ntitle = 'A'\nreviewed = 2026-03-05 # by hand\nreviewed_by = \"ada\"\n[params]\nreviewed = \
                 1\n+++\ntext\n",
            ),
            ("+++\ntitle = 'A'\n+++\n", "+++\nreviewed = 2026-03-05\nreviewed_by = \"ada\"\ntitle = 'A'\n+++\n"),
        ];
        for (text, wanted) in cases {
            assert_eq!(stamped(text), wanted);
            assert_eq!(stamped(wanted), wanted, "a second time");
        }
    }

    #[test]
    fn what_cannot_be_edited_safely_is_left_to_its_author() {
        let json = "by hand: write `\"reviewed\": \"2026-03-05\"`, and write `\"reviewed_by\": \"ada\"`";
        assert_eq!(stamped("{ \"title\": \"A\" }\ntext\n"), json);
        let toml = "by hand: write `reviewed = 2026-03-05`, and write `reviewed_by = \"ada\"`";
        assert_eq!(stamped("+++\ntitle = \n+++\n"), toml);
        assert_eq!(stamped("+++\nreviewed = \"\"\"\n2025-01-01\"\"\"\n+++\n"), toml);
        assert!(stamped("---\ntitle: A\nno end\n").starts_with("by hand: write `reviewed: 2026-03-05`"));
    }
}
