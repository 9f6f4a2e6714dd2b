//! Edits of texts in many layouts.
#![expect(clippy::format_push_string, reason = "a test writes its texts as they read")]

use proptest::prelude::*;

use super::*;

fn path(text: &str) -> Vec<Step> {
    text.split('.').map(|part| part.parse().map_or_else(|_| Step::from(part), Step::Item)).collect()
}

fn edited(file: &str, text: &str, edit: Edit) -> String {
    match apply(&SourcePath::new(file), text, &[edit]) {
        Ok(text) => text,
        Err(refusal) => format!("line {}: {}", refusal.line, refusal.by_hand),
    }
}

fn set(text: &str, at: &str, value: Value) -> String {
    edited("x.yaml", text, Edit::set(path(at), value))
}

fn append(text: &str, at: &str, value: Value) -> String {
    edited("x.yaml", text, Edit::append(path(at), value))
}

fn remove(text: &str, at: &str) -> String {
    edited("x.yaml", text, Edit::remove(path(at)))
}

fn entry() -> Value {
    let was = Value::Map(vec![("dri".to_owned(), Value::word("ada")), ("backup".to_owned(), Value::Null)]);
    Value::Map(vec![("date".to_owned(), Value::word("2026-03-05")), ("was".to_owned(), was)])
}

#[test]
fn a_value_changes_and_its_comment_stays() {
    assert_eq!(
        set("a: 1\ndri: ada   # since May\nb: 2\n", "dri", Value::word("bo")),
        "a: 1\ndri: bo   # since May\nb: 2\n"
    );
    assert_eq!(
        set("m: [{ id: M1, owner: ada }] # x", "m.0.owner", Value::word("bo")),
        "m: [{ id: M1, owner: bo }] # x"
    );
    assert_eq!(set("dri:   # nobody yet\n", "dri", Value::word("bo")), "dri: bo   # nobody yet\n");
    assert_eq!(set("dri: ~\r\nb: 1\r\n", "dri", Value::word("bo")), "dri: bo\r\nb: 1\r\n");
}

#[test]
fn what_replaces_text_of_several_lines_stands_on_one() {
    assert_eq!(set("plan: >-\n  one\n  two\nb: 1\n", "plan", Value::text("three: 3")), "plan: \"three: 3\"\nb: 1\n");
    assert_eq!(set("plan: one\n  two\nb: 1\n", "plan", Value::text("three")), "plan: three\nb: 1\n");
    assert_eq!(set("plan: |\n  one\n\n\nb: 1\n", "plan", Value::text("three")), "plan: three\n\n\nb: 1\n");
}

#[test]
fn a_list_below_its_key_stays_one() {
    let goals = || Value::List(vec![Value::word("x"), Value::word("z")]);
    assert_eq!(set("goals:\n- a\nb: 1\n", "goals", goals()), "goals:\n- x\n- z\nb: 1\n");
    assert_eq!(set("goals:\n    - a\n    - b\n", "goals", goals()), "goals:\n    - x\n    - z\n");
    assert_eq!(set("goals: [a]\nb: 1\n", "goals", goals()), "goals: [x, z]\nb: 1\n");
    assert_eq!(set("goals:\n  - a # why\n  - b\n", "goals", goals()), "line 2: write `goals: [x, z]`");
}

#[test]
fn a_new_key_stands_where_it_is_wanted() {
    let after = |after: &[&str]| Edit {
        at: path("backup"),
        change: Change::Set { value: Value::word("bo"), after: after.iter().map(|key| (*key).to_owned()).collect() },
    };
    let text = "name: X\ndri: ada # c\nrisks:\n  - id: R1\n    owner: ada\n# more\n";
    assert_eq!(
        edited("x.yaml", text, after(&["name", "dri"])),
        "name: X\ndri: ada # c\nbackup: bo\nrisks:\n  - id: R1\n    owner: ada\n# more\n"
    );
    assert_eq!(
        edited("x.yaml", text, after(&[])),
        "name: X\ndri: ada # c\nrisks:\n  - id: R1\n    owner: ada\nbackup: bo\n# more\n"
    );
    assert_eq!(edited("x.yaml", "{ dri: ada }", after(&[])), "{ dri: ada, backup: bo }");
    assert_eq!(edited("x.yaml", "\u{feff}dri: ada", after(&[])), "\u{feff}dri: ada\nbackup: bo");
}

#[test]
fn items_take_keys_in_their_own_style() {
    let text = "m:\n  - { id: M1 } # first\n  - id: M2\n    gate:\n      approvers: [a]\n";
    assert_eq!(
        append(text, "m.0.changes", entry()),
        text.replace("{ id: M1 }", "{ id: M1, changes: [{ date: 2026-03-05, was: { dri: ada, backup: ~ } }] }")
    );
    assert_eq!(
        append(text, "m.1.changes", entry()),
        format!("{text}    changes:\n      - {{ date: 2026-03-05, was: {{ dri: ada, backup: ~ }} }}\n")
    );
    assert_eq!(set("m: [{}]\n", "m.0.owner", Value::word("bo")), "m: [{ owner: bo }]\n");
    assert_eq!(set("m: [{ a: }]\n", "m.0.b", Value::word("1")), "m: [{ a:, b: 1 }]\n");
}

#[test]
fn a_list_grows_in_its_own_style() {
    let written = "{ date: 2026-03-05, was: { dri: ada, backup: ~ } }";
    for (text, wanted) in [
        ("changes:\n- a # c\nb: 1\n", "changes:\n- a # c\n- %\nb: 1\n"),
        ("changes:\n    -   a: 1\n        b: 2\n", "changes:\n    -   a: 1\n        b: 2\n    - %\n"),
        ("changes:\n- { a: 1 } # c\n", "changes:\n- { a: 1 } # c\n- %\n"),
        ("changes:\n- [a]\n", "changes:\n- [a]\n- %\n"),
        ("changes: []\n", "changes: [%]\n"),
        ("changes: ~\n", "changes: [%]\n"),
        ("changes:   # none\nb: 1\n", "changes:   # none\n  - %\nb: 1\n"),
        ("changes: [a, b] # c\n", "changes: [a, b, %] # c\n"),
        ("changes: [\n  a, # c\n  b, # d\n]\n", "changes: [\n  a, # c\n  b,\n  %, # d\n]\n"),
        ("a: 1", "a: 1\nchanges:\n  - %"),
        ("r:\n- x\na: 1\n", "r:\n- x\na: 1\nchanges:\n- %\n"),
        ("a: 1\r\n", "a: 1\r\nchanges:\r\n  - %\r\n"),
        ("---\na: 1\n...\n", "---\na: 1\nchanges:\n  - %\n...\n"),
        ("{\"a\": 1}", "{\"a\": 1, changes: [%]}"),
    ] {
        assert_eq!(append(text, "changes", entry()), wanted.replace('%', written), "{text:?}");
    }
}

#[test]
fn a_key_goes_with_its_line() {
    assert_eq!(remove("a: 1\nb: 2\nc: 3\n", "b"), "a: 1\nc: 3\n");
    assert_eq!(remove("a: 1\nb:\n  - x\n  - y\nc: 3\n", "b"), "a: 1\nc: 3\n");
    assert_eq!(remove("a: 1\nb: 2 # why\n", "b"), "a: 1\n# why\n");
    assert_eq!(remove("l:\n  - a: 1\n    b: 2\n", "l.0.a"), "l:\n  - b: 2\n");
    assert_eq!(remove("{ a: 1, b: 2, c: 3 }", "c"), "{ a: 1, b: 2 }");
    assert_eq!(remove("{ a: 1, b: 2, c: 3 }", "a"), "{ b: 2, c: 3 }");
    assert_eq!(remove("b: # c\n  - x # why\na: 1\n", "b"), "line 2: take `b` out");
}

#[test]
fn front_matter_is_edited_and_the_story_is_not() {
    let text = "---\nowner: ada\n---\nowner: ada # no comment\n";
    assert_eq!(
        edited("x.md", text, Edit::set(path("owner"), Value::word("bo"))),
        "---\nowner: bo\n---\nowner: ada # no comment\n"
    );
    assert_eq!(
        edited("x.md", text, Edit::set(path("corrects"), Value::text("2026-02-05"))),
        "---\nowner: ada\ncorrects: \"2026-02-05\"\n---\nowner: ada # no comment\n"
    );
    let toml = "+++\nowner = \"ada\"\n+++\n";
    assert_eq!(edited("x.md", toml, Edit::set(path("owner"), Value::word("bo"))), "line 1: write `owner: bo`");
}

#[test]
fn what_cannot_be_read_is_not_edited() {
    assert_eq!(set("a: [1\nb: 2\n", "a", Value::word("1")), "line 1: write `a: 1`");
    assert_eq!(set("a: 1\n", "b.c", Value::word("1")), "line 1: write `b.c: 1`");
    assert_eq!(append("a: 1\nb: 2\n", "b", Value::word("1")), "line 2: add `- 1` to `b`");
}

#[test]
fn quotes_stand_where_yaml_needs_them() {
    for (value, written) in [
        (Value::word("2026-03-05"), "2026-03-05"),
        (Value::word("-1.5"), "-1.5"),
        (Value::word("true"), "true"),
        (Value::text("true"), "\"true\""),
        (Value::text("2026-03-05"), "\"2026-03-05\""),
        (Value::text("No"), "\"No\""),
        (Value::text(""), "\"\""),
        (Value::text("a, b"), "\"a, b\""),
        (Value::text("Blocked by #4711"), "\"Blocked by #4711\""),
        (Value::text("two\nlines"), "\"two\\nlines\""),
        (Value::text("Zoë’s plan"), "Zoë’s plan"),
    ] {
        assert_eq!(value.written(), written);
        assert_eq!(
            read(&SourcePath::new("x.yaml"), &format!("a: [{written}]\n")).map(|read| read.means(&map(value))),
            Some(true)
        );
    }
}

fn map(value: Value) -> Value {
    Value::Map(vec![("a".to_owned(), Value::List(vec![value]))])
}

/// Numbers out of a seed: the layouts of the property below.
struct Dice {
    seed: u64,
    comments: bool,
}

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.seed >> 33).unwrap_or(0) % sides
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }

    fn scalar(&mut self) -> Value {
        match self.roll(8) {
            0 => Value::Null,
            1 => Value::text(self.pick(&["a: b", "# no", "it's \"so\"", " lead", "null", "é, ü", "two\nlines\n"])),
            2 => Value::word(self.pick(&["true", "2026-03-05", "12", "-3.5", "0x1f"])),
            _ => Value::word(self.pick(&["ada", "li-wei", "Some words here", "x"])),
        }
    }

    fn value(&mut self, depth: usize) -> Value {
        match self.roll(if depth == 0 { 1 } else { 3 }) {
            0 => self.scalar(),
            1 => Value::List((0..self.roll(4)).map(|_| self.value(depth - 1)).collect()),
            _ => self.map(depth - 1),
        }
    }

    fn map(&mut self, depth: usize) -> Value {
        let keys = ["id", "dri", "owner", "gate", "was", "note"];
        let first = self.roll(keys.len());
        let count = 1 + self.roll(3);
        Value::Map((0..count).map(|at| (keys[(first + at) % keys.len()].to_owned(), self.value(depth))).collect())
    }

    fn comment(&mut self) -> &'static str {
        if self.comments { self.pick(&["", "", "", " # c", "   # it's: {so}"]) } else { "" }
    }

    /// A value behind its key or dash: on its line, or below it, `indent` further in.
    fn write(&mut self, value: &Value, indent: usize, out: &mut String) {
        match value {
            Value::List(items) if !items.is_empty() && self.roll(2) == 0 => {
                let dash = indent + self.roll(3);
                out.push_str(&format!("{}\n", self.comment()));
                for item in items {
                    self.lines(dash, out);
                    out.push_str(&format!("{}-", " ".repeat(dash)));
                    match item {
                        Value::Map(entries) if self.roll(2) == 0 => {
                            out.push(' ');
                            self.entries(entries, dash + 2, true, out);
                        }
                        item => self.write(item, dash + 1, out),
                    }
                }
            }
            Value::Map(entries) if !entries.is_empty() && self.roll(2) == 0 => {
                out.push_str(&format!("{}\n", self.comment()));
                let deeper = indent + 1 + self.roll(3);
                self.entries(entries, deeper, false, out);
            }
            Value::Null if self.roll(2) == 0 => out.push_str(&format!("{}\n", self.comment())),
            Value::Scalar { text, .. } if text.ends_with("s\n") => {
                let deep = " ".repeat(indent + 2);
                out.push_str(&format!(" |\n{deep}{}\n", text.trim_end().replace('\n', &format!("\n{deep}"))));
            }
            value => out.push_str(&format!(" {}{}\n", value.written(), self.comment())),
        }
    }

    fn entries(&mut self, entries: &[(String, Value)], indent: usize, begun: bool, out: &mut String) {
        for (at, (key, value)) in entries.iter().enumerate() {
            if at > 0 || !begun {
                self.lines(indent, out);
                out.push_str(&" ".repeat(indent));
            }
            out.push_str(&format!("{key}:"));
            self.write(value, indent, out);
        }
    }

    fn lines(&mut self, indent: usize, out: &mut String) {
        match self.roll(8) {
            0 => out.push('\n'),
            1 if self.comments => out.push_str(&format!("{}# a line\n", " ".repeat(indent))),
            _ => {}
        }
    }

    /// Ways to all values of a record.
    fn ways(value: &Value, way: &[Step], found: &mut Vec<Vec<Step>>) {
        let mut deeper = |step: Step, value: &Value| {
            let way = [way, &[step]].concat();
            found.push(way.clone());
            Self::ways(value, &way, found);
        };
        match value {
            Value::List(items) => items.iter().enumerate().for_each(|(at, item)| deeper(Step::Item(at), item)),
            Value::Map(entries) => entries.iter().for_each(|(key, value)| deeper(Step::Key(key.clone()), value)),
            _ => {}
        }
    }

    fn edit(&mut self, record: &Value) -> Edit {
        let mut ways = Vec::new();
        Self::ways(record, &[], &mut ways);
        let at = ways[self.roll(ways.len())].clone();
        let new = |dice: &mut Self| match record.at(&at) {
            Some(Value::Map(_)) => [&at[..], &[Step::from(dice.pick(&["changes", "backup"]))]].concat(),
            _ => at.clone(),
        };
        match self.roll(4) {
            0 => Edit::remove(at),
            1 => Edit::append(new(self), entry()),
            2 => Edit::set(new(self), self.scalar()),
            _ => Edit::set(at, self.value(1)),
        }
    }
}

/// The parts of `text` outside of what differs from `other`: their lengths, at the start and at the end.
fn shared(text: &str, other: &str) -> usize {
    let start = text.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let rest = text.len().min(other.len()) - start;
    start + text.bytes().rev().zip(other.bytes().rev()).take(rest).take_while(|(one, other)| one == other).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn an_edit_says_what_it_means_and_touches_nothing_else(seed: u64) {
        let mut dice = Dice { seed, comments: true };
        let Value::Map(entries) = dice.map(3) else { unreachable!("a map") };
        let mut text = String::new();
        dice.entries(&entries, 0, false, &mut text);
        if dice.roll(3) == 0 {
            text = text.replace('\n', "\r\n");
        }
        if dice.roll(4) == 0 {
            text.truncate(text.trim_end().len());
        }
        if dice.roll(4) == 0 {
            text.insert(0, '\u{feff}');
        }
        let file = SourcePath::new("x.yaml");
        let record = read(&file, &text).expect("what was written can be read");
        let edit = dice.edit(&record);
        let before = Document::read(&file, &text).expect("the same");
        if let Ok(after) = apply(&file, &text, std::slice::from_ref(&edit)) {
            prop_assert!(is_proven(&file, &before, &edit, &after));
            let old = record.at(&edit.at).map_or(0, |old| old.written().len());
            let grows = matches!((&edit.change, record.at(&edit.at)), (Change::Append(_), Some(Value::List(_)) | None));
            let replaced = old > 0 && !grows;
            if !replaced {
                prop_assert_eq!(shared(&text, &after), text.len(), "{:?} lost something of\n{}\n{}", edit, text, after);
            }
        }
    }
}

#[test]
fn few_layouts_are_refused() {
    let (mut refused, mut all) = (Vec::new(), 0);
    for seed in 0..4000 {
        let mut dice = Dice { seed, comments: false };
        let Value::Map(entries) = dice.map(3) else { unreachable!("a map") };
        let mut text = String::new();
        dice.entries(&entries, 0, false, &mut text);
        let file = SourcePath::new("x.yaml");
        let record = read(&file, &text).unwrap_or_else(|| panic!("{text}"));
        let edit = dice.edit(&record);
        let mut wanted = record.clone();
        let alone = match (edit.at.split_last(), &edit.change) {
            (Some((_, way)), Change::Remove) => {
                matches!(record.at(way), Some(Value::Map(entries)) if entries.len() == 1)
            }
            // Records have no lists of lists.
            (Some((Step::Item(_), _)), Change::Append(_)) => true,
            _ => false,
        };
        // A mapping without keys has no text: what is not there cannot be left.
        if made(&mut wanted, &edit).is_some() && !alone {
            all += 1;
            if apply(&file, &text, std::slice::from_ref(&edit)).is_err() {
                refused.push(format!("{edit:?}\n{text}"));
            }
        }
    }
    assert!(
        refused.len() * 50 < all,
        "{} of {all} are refused, such as\n{}",
        refused.len(),
        refused[..5.min(refused.len())].join("\n")
    );
}
