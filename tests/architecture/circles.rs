//! Which file uses which, and whether files use each other in a circle.
//!
//! A file uses another when one of its paths, in a `use` or in the code, ends at an item of the other; an item that a
//! module hands on with `pub use` is an item of the file that has it. A module and the files below it are one thing and
//! may use each other: the module leads to its parts and holds what they share. What stands below `#[cfg(test)]` does
//! not count.

use std::collections::{BTreeMap, BTreeSet};

/// Files of `src/` by name, with their text.
pub type Sources = BTreeMap<String, String>;

/// Which files each file uses.
pub type Uses = BTreeMap<String, BTreeSet<String>>;

/// The files that each of `sources` uses.
pub fn uses(sources: &Sources) -> Uses {
    let modules: BTreeMap<String, &str> = sources.keys().map(|file| (module_of(file), file.as_str())).collect();
    let paths: BTreeMap<&str, Vec<Path>> =
        sources.iter().map(|(file, text)| (file.as_str(), paths(&code(text)))).collect();
    let site = Site { modules, paths: &paths };
    let mut uses = Uses::new();
    for (file, paths) in &paths {
        let own = module_of(file);
        let files = paths.iter().filter(|path| !path.handed_on).filter_map(|path| site.file(&own, &path.parts, 0));
        let others = files.filter(|other| !is_below(&own, &module_of(other)) && !is_below(&module_of(other), &own));
        uses.insert((*file).to_owned(), others.map(str::to_owned).collect());
    }
    uses
}

/// Groups of files that all lead to each other, each group sorted.
pub fn circles(uses: &Uses) -> BTreeSet<Vec<String>> {
    let reach: BTreeMap<&String, BTreeSet<&String>> = uses.keys().map(|file| (file, reachable(uses, file))).collect();
    let leads = |from: &String, to: &String| reach.get(from).is_some_and(|files| files.contains(to));
    let in_circle = uses.keys().filter(|file| leads(file, file));
    in_circle
        .map(|file| uses.keys().filter(|other| leads(file, other) && leads(other, file)).cloned().collect())
        .collect()
}

fn reachable<'u>(uses: &'u Uses, from: &str) -> BTreeSet<&'u String> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&String> = uses.get(from).into_iter().flatten().collect();
    while let Some(file) = next.pop() {
        if reached.insert(file) {
            next.extend(uses.get(file).into_iter().flatten());
        }
    }
    reached
}

/// `views/program/mod.rs` and `views/program.rs` are the module `views::program`; `lib.rs` is the empty one.
fn module_of(file: &str) -> String {
    let path = file.strip_suffix(".rs").unwrap_or(file);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" { String::new() } else { path.replace('/', "::") }
}

fn is_below(module: &str, above: &str) -> bool {
    module == above || above.is_empty() || module.strip_prefix(above).is_some_and(|rest| rest.starts_with("::"))
}

/// A path as it is written, one segment a part.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Path {
    parts: Vec<String>,
    /// Under which name its item is known here, when that is another.
    alias: Option<String>,
    /// Whether it stands in a `pub use`: whoever asks for the item gets it from there.
    handed_on: bool,
}

struct Site<'s> {
    modules: BTreeMap<String, &'s str>,
    paths: &'s BTreeMap<&'s str, Vec<Path>>,
}

impl<'s> Site<'s> {
    /// The file with the item at the end of `parts`, as seen from the module `own`; nothing for other crates.
    fn file(&self, own: &str, parts: &[String], depth: usize) -> Option<&'s str> {
        let mut parts = parts.iter().map(String::as_str).peekable();
        let mut module = match parts.peek().copied()? {
            "crate" => {
                parts.next();
                String::new()
            }
            "self" => {
                parts.next();
                own.to_owned()
            }
            "super" => {
                let mut module = own.to_owned();
                while parts.next_if_eq(&"super").is_some() {
                    module = module.rsplit_once("::").map_or("", |(above, _)| above).to_owned();
                }
                module
            }
            first if self.modules.contains_key(&below(own, first)) => own.to_owned(),
            _ => return None,
        };
        while let Some(part) = parts.next_if(|part| self.modules.contains_key(&below(&module, part))) {
            module = below(&module, part);
        }
        let file = *self.modules.get(&module)?;
        // An item that the module hands on belongs to the file that it comes from.
        let item = parts.next();
        let handed_on = |path: &&Path| path.handed_on && item.is_some_and(|item| path.name() == Some(item));
        let from = self.paths.get(file)?.iter().find(handed_on).filter(|_| depth < 8);
        from.and_then(|path| self.file(&module, &path.parts, depth + 1)).or(Some(file))
    }
}

impl Path {
    fn name(&self) -> Option<&str> {
        self.alias.as_deref().or(self.parts.last().map(String::as_str))
    }
}

fn below(module: &str, part: &str) -> String {
    if module.is_empty() { part.to_owned() } else { format!("{module}::{part}") }
}

/// A file without its comments, its text in quotes and its tests.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let lines = before_tests.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut code = String::new();
    for line in lines {
        let mut quoted = false;
        let mut last = ' ';
        for letter in line.chars() {
            if letter == '"' && last != '\\' && last != '\'' {
                quoted = !quoted;
            } else if !quoted {
                code.push(letter);
            }
            last = letter;
        }
        code.push('\n');
    }
    code
}

/// The paths of `code`: those of its `use` items, and those in the code that begin with `crate`, `super` or `self`, or
/// with a name of a module below.
fn paths(code: &str) -> Vec<Path> {
    let mut all = Vec::new();
    let mut rest = String::new();
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        let start = line.trim_start();
        let head =
            ["pub(crate) use ", "pub(super) use ", "pub use ", "use "].into_iter().find(|head| start.starts_with(head));
        let Some(head) = head else {
            rest.push_str(line);
            rest.push('\n');
            continue;
        };
        let mut item = start[head.len()..].to_owned();
        while !item.contains(';') {
            let Some(line) = lines.next() else { break };
            item.push_str(line.trim());
        }
        tree(item.trim_end_matches(';'), &[], head.starts_with("pub"), &mut all);
    }
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    for piece in rest.split(|c: char| !word(c)).filter(|piece| piece.contains("::")) {
        let parts: Vec<String> = piece.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
        all.push(Path { parts, alias: None, handed_on: false });
    }
    all
}

/// Adds the paths of a `use` tree such as `super::{a, b::{self, C as D}}`.
fn tree(item: &str, above: &[String], handed_on: bool, all: &mut Vec<Path>) {
    let item = item.trim();
    let (head, list) = match item.find('{') {
        Some(open) => {
            (item[..open].trim_end_matches("::"), Some(&item[open + 1..item.rfind('}').unwrap_or(item.len())]))
        }
        None => (item, None),
    };
    let (head, alias) =
        head.split_once(" as ").map_or((head, None), |(head, alias)| (head, Some(alias.trim().to_owned())));
    let mut parts = above.to_vec();
    parts.extend(head.split("::").map(str::trim).filter(|part| !part.is_empty() && *part != "*").map(str::to_owned));
    if parts.len() > 1 && parts.last().is_some_and(|last| last == "self") {
        parts.pop();
    }
    let Some(list) = list else {
        all.push(Path { parts, alias, handed_on });
        return;
    };
    let (mut depth, mut from) = (0_usize, 0);
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                tree(&list[from..at], &parts, handed_on, all);
                from = at + 1;
            }
            _ => {}
        }
    }
    if !list[from..].trim().is_empty() {
        tree(&list[from..], &parts, handed_on, all);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let sources = files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect();
        circles(&uses(&sources)).into_iter().collect()
    }

    #[test]
    fn two_files_that_use_each_other_are_a_circle() {
        let files = [
            ("a/mod.rs", "mod b;\nmod c;\n"),
            ("a/b.rs", "use super::c::{\n    X,\n};\n"),
            ("a/c.rs", "fn f() { super::b::g() }\n"),
        ];
        assert_eq!(found(&files), [["a/b.rs", "a/c.rs"]]);
    }

    #[test]
    fn what_a_module_hands_on_belongs_to_the_file_that_has_it() {
        let files = [
            ("a/mod.rs", "mod b;\npub use b::{X, Y as Z};\n"),
            ("a/b.rs", "use crate::d::W;\n"),
            ("d.rs", "use crate::a::Z;\n"),
        ];
        assert_eq!(found(&files), [["a/b.rs", "d.rs"]]);
    }

    #[test]
    fn three_files_can_be_a_circle() {
        let files = [
            ("a.rs", "use crate::b::B;\n"),
            ("b.rs", "use crate::c::{self, C};\n"),
            ("c.rs", "use crate::{a::A, std};\n"),
        ];
        assert_eq!(found(&files), [["a.rs", "b.rs", "c.rs"]]);
    }

    #[test]
    fn a_module_and_its_parts_tests_and_comments_are_none() {
        let files = [
            ("a/mod.rs", "mod b;\nfn f() { b::g() }\n"),
            ("a/b.rs", "use super::f;\nuse crate::c::X;\n"),
            (
                "c.rs",
                "//! crate::a::b::g\nconst T: &str = \"crate::a::b\";\n#[cfg(test)]\nmod tests {\n    use crate::a::b::g;\n}\n",
            ),
        ];
        assert_eq!(found(&files), [] as [Vec<String>; 0]);
    }
}
