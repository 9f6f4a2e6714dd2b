//! What templates are given, read from the source: structs, their fields and the sentences about them.
//!
//! The source is as `cargo fmt` leaves it, which CI holds: an item begins and ends a line, and a field has a line of
//! its own. So a few lines read it, and no parser of Rust has to be built. What these lines do not know stops the test.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// A struct that templates can see.
struct View {
    /// The file that declares it, below `src`.
    file: String,
    name: String,
    text: String,
    fields: Vec<Field>,
}

/// A field of a struct as a template sees it.
struct Field {
    name: String,
    text: String,
    kind: String,
    /// Whether its own fields stand beside the others.
    flat: bool,
}

/// What stands before an item or a field.
#[derive(Default)]
struct Before {
    text: Vec<String>,
    attributes: Vec<String>,
}

/// The structs of the views, and the files that declare them.
#[derive(Default)]
pub struct Views {
    structs: Vec<View>,
    /// The words of enumerations, as a choice of them.
    words: BTreeMap<String, String>,
    files: BTreeMap<String, String>,
}

impl Views {
    /// Reads the files below these folders of `src`.
    pub fn read(root: &Path, folders: &[&str]) -> Self {
        let mut views = Self::default();
        let mut to_visit: Vec<_> = folders.iter().map(|folder| root.join(folder)).collect();
        while let Some(path) = to_visit.pop() {
            if path.is_dir() {
                let entries = fs::read_dir(&path).expect("a folder of the source");
                to_visit.extend(entries.map(|entry| entry.expect("an entry of the source").path()));
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
                let name = path.strip_prefix(root).expect("below src").to_string_lossy().replace('\\', "/");
                views.add(&name, &fs::read_to_string(&path).expect("a file of the source"));
            }
        }
        views.structs.sort_by(|a, b| (&a.name, &a.file).cmp(&(&b.name, &b.file)));
        views
    }

    /// Reads one file.
    pub fn add(&mut self, file: &str, text: &str) {
        self.files.insert(file.to_owned(), text.to_owned());
        let mut before = Before::default();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if before.takes(line) {
                continue;
            }
            let above = std::mem::take(&mut before);
            if let Some(name) = line.strip_prefix("pub enum ").and_then(|rest| rest.strip_suffix(" {"))
                && above.attributes.iter().any(|line| line == "#[serde(rename_all = \"lowercase\")]")
            {
                let words: Vec<_> = lines.by_ref().take_while(|line| *line != "}").filter_map(word).collect();
                self.words.insert(name.to_owned(), words.join(" or "));
                continue;
            }
            let Some((_, item)) = line
                .split_once("struct ")
                .filter(|(start, _)| matches!(*start, "" | "pub " | "pub(super) " | "pub(crate) "))
            else {
                continue;
            };
            let name =
                item.split(|sign: char| !(sign.is_alphanumeric() || sign == '_')).next().unwrap_or_default().to_owned();
            let inside: Vec<_> =
                if item.ends_with('{') { lines.by_ref().take_while(|line| *line != "}").collect() } else { Vec::new() };
            self.structs.push(View { file: file.to_owned(), name, text: above.sentences(), fields: fields(&inside) });
        }
    }

    /// The template of each page with the place of its view among the structs, read from the table of routes in
    /// `pages`.
    pub fn pages(&self, pages: &str) -> BTreeMap<String, usize> {
        let mut found = BTreeMap::new();
        for arm in pages.replace(" Generated::", " Route::").split(" Route::").skip(1) {
            let path = |rest: &'_ str| {
                rest.split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '_' | ':')))
                    .next()
                    .map(str::to_owned)
            };
            let paths: Vec<String> = arm.split("views::").skip(1).filter_map(path).collect();
            let Some((module, constant)) =
                paths.iter().filter_map(|path| path.rsplit_once("::")).find(|(_, name)| name.ends_with("TEMPLATE"))
            else {
                continue;
            };
            let declaration = format!("pub const {constant}: &str = \"");
            let (file, template) = self
                .files
                .iter()
                .filter(|(file, _)| is_of(file, module))
                .find_map(|(file, text)| Some((file, text.split_once(&declaration)?.1.split_once('"')?.0)))
                .unwrap_or_else(|| panic!("no file of views::{module} has {constant}"));
            let view = paths
                .iter()
                .filter_map(|path| path.rsplit_once("::").filter(|(of, _)| *of == module))
                .find_map(|(_, function)| of_page(&self.files[file], function))
                .unwrap_or_else(|| panic!("no function of {file} makes the view of {template}"));
            found.insert(template.to_owned(), self.find(&view, file).unwrap_or_else(|| panic!("{file} has no {view}")));
        }
        found
    }

    /// The struct `name` as the file `from` means it: its own, that of a module which it imports, that of its folder,
    /// or the only one.
    pub fn find(&self, name: &str, from: &str) -> Option<usize> {
        let named: Vec<_> = self.structs.iter().enumerate().filter(|(_, view)| view.name == name).collect();
        let folder = |file: &str| file.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let own = named.iter().find(|(_, view)| view.file == from);
        let imports: Vec<_> = self
            .files
            .get(from)
            .into_iter()
            .flat_map(|text| text.split("\nuse ").skip(1))
            .filter_map(|rest| rest.split(';').next())
            .collect();
        let imported = |view: &View| {
            let module =
                view.file.trim_end_matches(".rs").trim_end_matches("/mod").rsplit('/').next().unwrap_or_default();
            let words = |import: &str| {
                import
                    .split(|sign: char| !(sign.is_alphanumeric() || sign == '_'))
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            imports
                .iter()
                .map(|import| words(import))
                .any(|words| words.iter().any(|word| word == module) && words.iter().any(|word| word == name))
        };
        let own = own.or_else(|| named.iter().find(|(_, view)| imported(view)));
        let near: Vec<_> = named.iter().filter(|(_, view)| folder(&view.file) == folder(from)).collect();
        match (own, &near[..], &named[..]) {
            (Some((at, _)), ..) | (None, [(at, _)], _) | (None, [], [(at, _)]) => Some(*at),
            (None, [], []) => None,
            _ => panic!(
                "{from} names {name}, and there are several: {:?}",
                named.iter().map(|(_, view)| &view.file).collect::<Vec<_>>()
            ),
        }
    }

    /// The struct's name, as a link to its description.
    pub fn link(&self, at: usize) -> String {
        let title = self.title(at);
        format!("[{title}](#{})", title.to_lowercase().replace(' ', "-"))
    }

    /// The struct's name; with its module where two have the same.
    fn title(&self, at: usize) -> String {
        let view = &self.structs[at];
        let several = self.structs.iter().filter(|other| other.name == view.name).count() > 1;
        let module = || {
            view.file.trim_start_matches("views/").trim_end_matches(".rs").trim_end_matches("/mod").replace('/', " ")
        };
        if several { format!("{} of {}", view.name, module()) } else { view.name.clone() }
    }

    /// The descriptions of these structs and of all that their fields are made of, by name.
    pub fn descriptions(&self, roots: impl IntoIterator<Item = usize>) -> String {
        let mut to_visit: Vec<usize> = roots.into_iter().collect();
        let mut seen = BTreeSet::new();
        let mut described = BTreeMap::new();
        while let Some(at) = to_visit.pop() {
            if !seen.insert(at) {
                continue;
            }
            let view = &self.structs[at];
            let mut text = format!("### {}\n\n{}\n", self.title(at), view.text);
            if view.fields.is_empty() {
                text.push_str("\nIt has no fields.\n");
            } else {
                text.push_str("\n| field | is | |\n|---|---|---|\n");
            }
            self.rows(at, &mut text, &mut to_visit);
            described.insert(self.title(at), text);
        }
        described.into_values().collect::<Vec<_>>().join("\n")
    }

    fn rows(&self, at: usize, text: &mut String, to_visit: &mut Vec<usize>) {
        let view = &self.structs[at];
        for field in &view.fields {
            let mut named = Vec::new();
            let kind = self.kind(&field.kind, &view.file, &mut named);
            if field.flat {
                for at in named {
                    self.rows(at, text, to_visit);
                }
                continue;
            }
            to_visit.extend(named);
            let _ = writeln!(text, "| `{}` | {kind} | {} |", field.name, field.text.replace('|', "\\|"));
        }
    }

    /// What a type is to a template. The structs in it are added to `named`.
    fn kind(&self, kind: &str, from: &str, named: &mut Vec<usize>) -> String {
        if let Some(rest) = kind.strip_prefix('&') {
            let rest = rest.strip_prefix('\'').and_then(|rest| rest.split_once(' ')).map_or(rest, |(_, rest)| rest);
            return self.kind(rest, from, named);
        }
        if let Some(inside) = kind.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            return format!("list of {}", self.kind(inside.split("; ").next().unwrap_or(inside), from, named));
        }
        let (path, inside) = kind.strip_suffix('>').and_then(|rest| rest.split_once('<')).unwrap_or((kind, ""));
        let name = path.rsplit("::").next().unwrap_or(path);
        match name {
            "String" | "str" => "text".to_owned(),
            "bool" => "true or false".to_owned(),
            "u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64" | "f64" => "number".to_owned(),
            "RenderedWindow" => "list of links, as finished HTML".to_owned(),
            "Option" => format!("{}, or none", self.kind(inside, from, named)),
            "Vec" => format!("list of {}", self.kind(inside, from, named)),
            "Converted" | "Arc" | "Box" => self.kind(inside, from, named),
            "BTreeMap" => format!(
                "{} by name",
                self.kind(inside.split_once(", ").map_or(inside, |(_, value)| value), from, named)
            ),
            "Date" => "a date such as 2026-03-05".to_owned(),
            _ if self.words.contains_key(name) => self.words[name].clone(),
            _ => {
                let at =
                    self.find(name, from).unwrap_or_else(|| panic!("{from} has a field of the unknown type {kind}"));
                named.push(at);
                self.link(at)
            }
        }
    }
}

impl Before {
    /// Whether `line` is a sentence about the next item, or an attribute of it.
    fn takes(&mut self, line: &str) -> bool {
        let line = line.trim_start();
        if let Some(sentence) = line.strip_prefix("///") {
            self.text.push(sentence.trim().to_owned());
        } else if line.starts_with("#[") {
            self.attributes.push(line.to_owned());
        } else {
            return false;
        }
        true
    }

    /// The sentences on one line. Links to Rust become words.
    fn sentences(&self) -> String {
        let mut text = self.text.join(" ").trim().to_owned();
        while let Some((before, rest)) = text.split_once("[`") {
            let Some((word, after)) = rest.split_once("`]") else { break };
            let after = after.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(after, |(_, rest)| rest);
            text = format!("{before}`{word}`{after}");
        }
        text
    }
}

/// The word of a variant without fields.
fn word(line: &str) -> Option<String> {
    let name = line.trim().strip_suffix(',').filter(|name| name.chars().all(char::is_alphanumeric))?;
    Some(format!("`{}`", name.to_lowercase()))
}

/// The fields that are serialized.
fn fields(lines: &[&str]) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut before = Before::default();
    for line in lines {
        if before.takes(line) || line.trim_start().starts_with("//") {
            continue;
        }
        let above = std::mem::take(&mut before);
        let (name, kind) =
            line.trim().trim_end_matches(',').split_once(": ").unwrap_or_else(|| panic!("`{line}` is no field"));
        let mut field = Field {
            name: name.rsplit(' ').next().unwrap_or(name).to_owned(),
            text: above.sentences(),
            kind: kind.to_owned(),
            flat: false,
        };
        let mut skipped = false;
        for attribute in above.attributes.iter().filter_map(|line| line.strip_prefix("#[serde(")?.strip_suffix(")]")) {
            match attribute.split_once(" = ") {
                None if attribute == "skip" => skipped = true,
                None if attribute == "flatten" => field.flat = true,
                Some(("rename", name)) => name.trim_matches('"').clone_into(&mut field.name),
                _ => panic!("this test does not know what `{attribute}` does to a field"),
            }
        }
        if !skipped {
            fields.push(field);
        }
    }
    fields
}

/// Whether `file` is of the module: `views/registers/risks.rs` or a file of the folder `views/registers/risks`.
fn is_of(file: &str, module: &str) -> bool {
    let path = format!("views/{}", module.replace("::", "/"));
    file.strip_prefix(&path).is_some_and(|rest| rest.starts_with(['.', '/']))
}

/// The type of a page's view, as a function gives it: the second of the pair with its head.
fn of_page(text: &str, function: &str) -> Option<String> {
    let (_, rest) =
        text.split_once(&format!("pub fn {function}(")).or_else(|| text.split_once(&format!("pub fn {function}<")))?;
    let (_, view) = rest.split_once(" {\n")?.0.split_once("(Head, ")?;
    view.split(|sign: char| !(sign.is_alphanumeric() || sign == '_')).next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::Views;

    #[test]
    fn a_new_field_is_in_the_description() {
        let describe = |fields: &str| {
            let mut views = Views::default();
            views.add(
                "views/a.rs",
                &format!("/// A view.\n#[derive(Serialize)]\npub struct AView<'m> {{\n{fields}}}\n"),
            );
            views.descriptions([0])
        };
        let before = "    /// Its name.\n    pub name: &'static str,\n";
        let after = "    /// What it [`costs`](Self::cost).\n    #[serde(rename = \"price\")]\n    pub cost: Option<Vec<u8>>,\n    #[serde(skip)]\n    hidden: Date,\n";
        assert_eq!(
            describe(before),
            "### AView\n\nA view.\n\n| field | is | |\n|---|---|---|\n| `name` | text | Its name. |\n"
        );
        let after = describe(&format!("{before}{after}"));
        assert!(
            after
                .ends_with("| `name` | text | Its name. |\n| `price` | list of number, or none | What it `costs`. |\n"),
            "{after}"
        );
    }
}
