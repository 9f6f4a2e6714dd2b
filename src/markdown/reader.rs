//! What the tokenizer reads raw HTML from: a text that lets the tokenizer's stack unwind.
//!
//! The tokenizer calls the state that reads an attribute in double quotes from the state after the attribute before it,
//! so that each such attribute of a tag takes a frame of the stack: 20,000 of them end the process. Its own machine
//! loops; only the way from one such attribute to the next does not, and that way always reads the value here. So every
//! few values this reader fails once. The failure passes through all frames, the machine stands where it stood, and the
//! next call reads on.

use std::fmt;

use html5gum::{Readable, Reader, StringReader};

/// Values in double quotes between two failures. A frame takes half a kilobyte, five without optimisation.
const VALUES: u32 = 16;

/// A text whose reading fails now and then and goes on.
pub(super) struct Unwinding<'a> {
    text: StringReader<'a>,
    values: u32,
}

/// Nothing is wrong: the stack unwinds.
#[derive(Debug)]
pub(super) struct Unwind;

impl fmt::Display for Unwind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the stack unwinds")
    }
}

impl std::error::Error for Unwind {}

impl<'a> Unwinding<'a> {
    /// Reads `html`.
    pub(super) fn new(html: &'a str) -> Self {
        Self { text: html.to_reader(), values: 0 }
    }
}

impl Reader for Unwinding<'_> {
    type Error = Unwind;

    fn read_byte(&mut self) -> Result<Option<u8>, Unwind> {
        self.text.read_byte().map_err(|never| match never {})
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Unwind> {
        self.text.try_read_string(text, case_sensitive).map_err(|never| match never {})
    }

    fn read_until<'b>(&'b mut self, needle: &[u8], buffer: &'b mut [u8; 4]) -> Result<Option<&'b [u8]>, Unwind> {
        // No other state waits for a double quote and not for `=`, but for those of a document type, which may fail as
        // well: what they read before is with the emitter.
        if needle.contains(&b'"') && !needle.contains(&b'=') {
            self.values += 1;
            if self.values > VALUES {
                self.values = 0;
                return Err(Unwind);
            }
        }
        self.text.read_until(needle, buffer).map_err(|never| match never {})
    }
}

#[cfg(test)]
mod tests {
    use html5gum::{DefaultEmitter, Readable, Token, Tokenizer};

    use super::Unwinding;

    fn tokens<'a>(html: impl Readable<'a>) -> Vec<Token<usize>> {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        Tokenizer::new_with_emitter(html, emitter).flatten().collect()
    }

    #[test]
    fn what_is_read_is_what_would_be_read_without_the_failures() {
        let words = [
            "<p",
            " a",
            "=",
            "\"",
            "'",
            " ",
            "/",
            ">",
            "&amp;",
            "&",
            "<!--",
            "-->",
            "<!DOCTYPE",
            " PUBLIC",
            "é",
            "\0",
            "\r\n",
            "</p",
            " a=\"b\"",
            " a=\"b\"",
            "<script",
            "x",
            "\n",
            "b=\"&lt",
            "<![CDATA[",
            "\r",
            "<title>",
        ];
        let mut chance = 11_usize;
        let mut compared = 0;
        for round in 0..20_000 {
            let mut html = String::new();
            for _ in 0..round % 60 {
                chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                html.push_str(words[(chance >> 33) % words.len()]);
            }
            let expected = tokens(&html);
            compared += expected.len();
            assert_eq!(tokens(Unwinding::new(&html)), expected, "{html:?}");
        }
        assert!(compared > 100_000, "{compared}");
    }
}
