//! `CODEOWNERS`: who answers for which files of a repository.
//!
//! Patterns are those of `.gitignore`, and the last line that means a file decides, on its own: where it names nobody,
//! nobody owns the file. Headings of GitLab's sections name nobody themselves; their owners are those of lines below
//! that name none. Deliberately absent: who somebody is (`pipeline::story`).

use crate::source::OrderedPatterns;

/// The lines of a `CODEOWNERS` file.
#[derive(Debug)]
pub struct CodeOwners {
    patterns: OrderedPatterns,
    /// For each pattern, in the order of the file, its owners as they are written.
    owners: Vec<Vec<String>>,
}

impl CodeOwners {
    /// Reads a file; a line that cannot be read means no file.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let (mut patterns, mut owners, mut of_section) = (Vec::new(), Vec::new(), Vec::new());
        for line in text.lines() {
            let words = words(line);
            let Some((pattern, named)) = words.split_first() else { continue };
            if pattern.starts_with('[') || pattern.starts_with("^[") {
                let heading = line.rfind(']').and_then(|end| line.get(end + 1..)).unwrap_or("");
                of_section = self::words(heading);
                continue;
            }
            let named = if named.is_empty() { &of_section[..] } else { named };
            let bare = pattern.trim_end_matches('/');
            // A folder means all that lies in it; `docs/*` means no more than the files in `docs`.
            let below = (!bare.ends_with("/*") && bare != "*").then(|| {
                let anywhere = !bare.contains('/');
                if anywhere { format!("**/{bare}/**") } else { format!("{bare}/**") }
            });
            let itself = (!pattern.ends_with('/')).then(|| bare.to_owned());
            for pattern in [itself, below].into_iter().flatten() {
                patterns.push(pattern);
                owners.push(named.to_vec());
            }
        }
        Self { patterns: OrderedPatterns::new(patterns.iter().map(String::as_str)), owners }
    }

    /// The owners of the file at `path`, from the root of the repository, as they are written.
    #[must_use]
    pub fn of(&self, path: &str) -> &[String] {
        self.patterns.last(path).and_then(|at| self.owners.get(at)).map_or(&[], |owners| owners)
    }
}

/// The words of a line before its comment; a backslash makes a blank or a `#` part of a word.
fn words(line: &str) -> Vec<String> {
    let (mut all, mut word, mut letters) = (Vec::new(), String::new(), line.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => word.extend(letters.next()),
            '#' if word.is_empty() => break,
            letter if letter.is_whitespace() => all.push(std::mem::take(&mut word)),
            letter => word.push(letter),
        }
    }
    all.push(word);
    all.retain(|word| !word.is_empty());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_that_means_a_file_decides() {
        let file = CodeOwners::parse(
            "# everything\n* @all\n*.md @writers # and their friends\n/docs/ @docs @second\ndocs/plans/* \
             @plans\napps/ apps@example.org\n/docs/free.md\n/docs/a\\ b.md @blank\n!x @nobody\n[broken @x\n",
        );
        let cases: [(&str, &[&str]); 10] = [
            ("src/main.rs", &["@all"]),
            ("README.md", &["@writers"]),
            ("docs/a.md", &["@docs", "@second"]),
            ("docs/deep/er/a.md", &["@docs", "@second"]),
            ("docs/plans/a.md", &["@plans"]),
            ("docs/plans/old/a.md", &["@docs", "@second"]),
            ("x/apps/y/z.md", &["apps@example.org"]),
            ("docs/free.md", &[]),
            ("docs/a b.md", &["@blank"]),
            ("x/docs/a.rs", &["@all"]),
        ];
        for (path, owners) in cases {
            assert_eq!(file.of(path), owners, "{path}");
        }
    }

    #[test]
    fn lines_of_a_section_that_name_nobody_have_its_owners() {
        let file = CodeOwners::parse("[Docs][2] @docs\n/docs/\n/docs/own.md @own\n^[Free time]\n/free/\n");
        assert_eq!(file.of("docs/a.md"), ["@docs"]);
        assert_eq!(file.of("docs/own.md"), ["@own"]);
        assert!(file.of("free/a.md").is_empty() && file.of("a.md").is_empty());
    }
}
