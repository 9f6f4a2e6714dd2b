//! What colouring code may cost.
//!
//! The regular expressions of a grammar are searched for from each place of a line on, and a search can look at all
//! that follows: the time for a hostile line grows with the square of its length, and in a few grammars with its cube
//! (`a(a(a(…` in `SystemVerilog`: 0.7 s for a thousand bytes, 33 s for four thousand). The engine has no counter of its
//! steps that can be asked, and a clock would make the result depend on the machine. So a line is charged, before it is
//! read, what the worst text of its length takes: its length to the power of its grammar's growth, times a weight. The
//! weights were measured, with 180 texts in every grammar and 750 in two thirds of them, each repeated to 250, 500 and
//! 1,000 bytes; they are no proof. Ordinary code takes a small part of its charge.

use super::highlight::SYNTAXES;

/// Steps that the code of one page may take, where a step is about a nanosecond of a machine of 2024: half a second for
/// the worst page. It is enough for 2,700 lines of 70 bytes in a usual grammar.
const STEPS: u64 = 600_000_000;

/// The same for a text field of a record, and for each byte of it: a record holds many.
const FIELD: (u64, u64) = (4_000_000, 4_000);

/// Steps of a line, and of each byte, that any text takes.
const LEAST: (u64, u64) = (2_000, 1_000);

/// Longest line that is coloured at all.
const LONGEST: usize = 4096;

/// How the cost of a line grows, and steps for each byte to that power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Growth {
    Square(u64),
    Cube(u64),
}

/// Grammars whose worst lines take longer than others', and the text that shows it best. Names as in the syntax set.
const SLOW: &[(&str, Growth)] = &[
    // `(a-a-a-…`
    ("Lisp", Growth::Cube(3)),
    // Tabs.
    ("C#", Growth::Cube(1)),
    // White space: each line is searched for the end of one that may be a comment.
    ("INI", Growth::Cube(2)),
    // `$a$a$a…`
    ("gnuplot", Growth::Cube(2)),
    // `a(a(a(…`
    ("SystemVerilog", Growth::Cube(2)),
    // Backticks.
    ("Typst", Growth::Square(400)),
    // One long word.
    ("CFML Script", Growth::Square(600)),
    ("CFML Script (Tags)", Growth::Square(600)),
    // Backticks and tildes.
    ("Markdown", Growth::Square(180)),
    ("MultiMarkdown", Growth::Square(180)),
    ("Command Help", Growth::Square(120)),
    // `x:y x:y x:y …`
    ("Less", Growth::Square(100)),
    ("Sass", Growth::Square(100)),
    ("SCSS", Growth::Square(100)),
    // Mixed punctuation.
    ("log", Growth::Square(60)),
    ("SSHD Config", Growth::Square(60)),
    ("syslog", Growth::Square(60)),
    // `a::a::a::…`
    ("C++", Growth::Square(50)),
    ("CMake C++ Header", Growth::Square(50)),
    ("Objective-C++", Growth::Square(50)),
    // One long word.
    ("CoffeeScript", Growth::Square(50)),
    ("CSS", Growth::Square(50)),
    ("Lua", Growth::Square(50)),
    ("Makefile", Growth::Square(50)),
    ("QML", Growth::Square(50)),
    ("R", Growth::Square(50)),
];

/// All others: 35 ms at most for a thousand bytes.
const USUAL: Growth = Growth::Square(35);

impl Growth {
    fn of(syntax: usize) -> Self {
        let name = SYNTAXES.syntaxes().get(syntax).map_or("", |syntax| syntax.name.as_str());
        SLOW.iter().find(|(slow, _)| *slow == name).map_or(USUAL, |(_, growth)| *growth)
    }

    fn steps(self, length: usize) -> u64 {
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        let square = length.saturating_mul(length);
        let worst = match self {
            Self::Square(weight) => square.saturating_mul(weight),
            Self::Cube(weight) => square.saturating_mul(length).saturating_mul(weight),
        };
        let (line, byte) = LEAST;
        worst.saturating_add(length.saturating_mul(byte)).saturating_add(line)
    }
}

/// What is left for the code of one text.
#[derive(Debug)]
pub(super) struct Budget {
    whole: u64,
    left: u64,
}

/// Why code is not coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooMuch {
    /// A line is too long.
    Line {
        /// Which, from 1.
        number: usize,
        /// How long.
        bytes: usize,
    },
    /// The block with what was coloured before it on the page.
    Block,
}

impl Budget {
    /// What a page may take.
    pub(super) fn page() -> Self {
        Self::of(STEPS)
    }

    /// What a text field of a record may take that is `length` bytes long.
    pub(super) fn field(length: usize) -> Self {
        let (base, byte) = FIELD;
        Self::of(u64::try_from(length).unwrap_or(u64::MAX).saturating_mul(byte).saturating_add(base).min(STEPS))
    }

    fn of(steps: u64) -> Self {
        Self { whole: steps, left: steps }
    }

    /// Takes what `code` in syntax number `syntax` costs, whether or not it was coloured before.
    ///
    /// # Errors
    /// When that is more than is left; nothing is taken then, so that a smaller block is still coloured.
    pub(super) fn take(&mut self, syntax: usize, code: &str) -> Result<(), TooMuch> {
        let growth = Growth::of(syntax);
        let mut steps = 0_u64;
        for (at, line) in code.lines().enumerate() {
            let cost = growth.steps(line.len());
            if line.len() > LONGEST || cost > self.whole {
                return Err(TooMuch::Line { number: at + 1, bytes: line.len() });
            }
            steps = steps.saturating_add(cost);
        }
        self.left = self.left.checked_sub(steps).ok_or(TooMuch::Block)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::language::{self, CodeLanguage};
    use super::super::trial::page;
    use super::*;

    /// Texts that some grammar searches long in.
    const HOSTILE: [&str; 20] = [
        "a(", "(", "{", "\"", "<", "a a a ", "@a(", "$a", "\t", " ", "a::", "`", "~", "a", "a.", "[a](", "x:y ",
        "a = 1, ", "\\a{", "<a b=\"",
    ];

    fn hostile(text: &str, length: usize) -> String {
        text.chars().cycle().take(length).collect()
    }

    #[test]
    fn no_text_of_one_line_takes_more_than_a_page_may_in_any_grammar() {
        for syntax in 0..SYNTAXES.syntaxes().len() {
            let mut budget = Budget::page();
            let mut lines = 0;
            // Blocks of one line, until the page has used up what it may.
            for text in HOSTILE.iter().cycle().take(20 * HOSTILE.len()) {
                lines += usize::from(budget.take(syntax, &hostile(text, 3_000)).is_ok());
            }
            let cost = Growth::of(syntax).steps(3_000);
            let most = usize::try_from(STEPS / cost).unwrap_or(usize::MAX);
            assert_eq!(lines, most, "{syntax}");
            assert!(most <= 2, "{syntax}: {most}");
        }
    }

    #[test]
    fn every_way_to_divide_a_hostile_text_is_bounded() {
        let CodeLanguage::Syntax(syntax) = language::of("systemverilog").1 else {
            return assert!(SYNTAXES.syntaxes().is_empty());
        };
        for (blocks, lines, length) in
            [(1, 1, 4_000), (1, 200, 700), (400, 1, 700), (100, 100, 120), (1, 30_000, 60), (9_000, 3, 20)]
        {
            let block = format!("{}\n", hostile("a(", length)).repeat(lines);
            let mut budget = Budget::page();
            let coloured = (0..blocks).filter(|_| budget.take(syntax, &block).is_ok()).count();
            let cost = Growth::of(syntax).steps(length) * u64::try_from(lines * coloured).unwrap_or(u64::MAX);
            assert!(cost <= STEPS && budget.left == STEPS - cost, "{blocks} {lines} {length}: {cost}");
        }
        // A block that is refused takes nothing from those after it.
        let mut budget = Budget::page();
        assert_eq!(budget.take(syntax, &hostile("a(", 4_000)), Err(TooMuch::Line { number: 1, bytes: 4_000 }));
        assert_eq!(budget.take(syntax, "assign a = b(c);\n"), Ok(()));
    }

    #[test]
    fn every_slow_grammar_is_one_of_the_set() {
        for (slow, _) in SLOW {
            assert!(SYNTAXES.syntaxes().iter().any(|syntax| syntax.name == *slow), "{slow}");
        }
    }

    #[test]
    fn ordinary_code_is_coloured() {
        for name in [
            "rust",
            "python",
            "bash",
            "json",
            "yaml",
            "javascript",
            "go",
            "java",
            "c++",
            "sql",
            "html",
            "xml",
            "hcl",
            "dockerfile",
            "ts",
        ] {
            let CodeLanguage::Syntax(syntax) = language::of(name).1 else { return assert_eq!(name, "known") };
            assert_eq!(
                Budget::page().take(syntax, &format!("{}\n", hostile("let a = b; ", 70)).repeat(1_500)),
                Ok(()),
                "{name}"
            );
            assert_eq!(Budget::page().take(syntax, &hostile("let a = b; ", 2_000)), Ok(()), "{name}");
        }
        for name in ["ini", "markdown", "systemverilog", "toml", "diff"] {
            let CodeLanguage::Syntax(syntax) = language::of(name).1 else { return assert_eq!(name, "known") };
            assert_eq!(
                Budget::page().take(syntax, &format!("{}\n", hostile("a = b ", 70)).repeat(250)),
                Ok(()),
                "{name}"
            );
            assert_eq!(
                Budget::field(2_000).take(syntax, &format!("{}\n", hostile("a = b ", 50)).repeat(20)),
                Ok(()),
                "{name}"
            );
        }
    }

    #[test]
    fn fences_of_any_kind_share_what_a_page_may_take() {
        let line = hostile("a(", 500);
        let block =
            format!("~~~~ verilog-x\n{line}\n~~~~\n\n```systemverilog\n{line}\n```\n\n> ~~~sv\n> {line}\n> ~~~\n\n");
        let trial = page(&block.repeat(3));
        let costly = trial.findings().iter().filter(|(code, _)| *code == "PMO-W0512").count();
        assert_eq!(costly, 4, "{:?}", trial.findings());
        assert_eq!(trial.html.matches(line.as_str()).count(), 3 + 4, "plain text is there as it was written");
    }
}
