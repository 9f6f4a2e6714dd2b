//! The grammar of calls: `{{< name argument key="value" >}}`, as Hugo reads it.

use std::ops::Range;

/// What encloses a call, and so how its result was read by Hugo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Delimiter {
    /// `{{< … >}}`: the result is HTML.
    Angle,
    /// `{{% … %}}`: the result is Markdown.
    Percent,
}

impl Delimiter {
    fn close(self) -> &'static str {
        match self {
            Self::Angle => ">}}",
            Self::Percent => "%}}",
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Angle => Self::Percent,
            Self::Percent => Self::Angle,
        }
    }
}

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum TagRole {
    /// It calls, and may begin a pair.
    Open,
    /// It calls and says that nothing follows: `{{< name />}}`.
    Alone,
    /// It ends a pair.
    Close,
    /// It shows a call and calls nothing: `{{</* name */>}}`.
    Shown,
}

/// An argument of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Argument {
    /// Its name, if it has one.
    pub(in super::super) name: Option<String>,
    /// Its value, without quotes and escapes.
    pub(in super::super) value: String,
}

/// What is wrong with a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Slip {
    /// Where.
    pub(in super::super) range: Range<usize>,
    /// What is wrong.
    pub(in super::super) message: String,
    /// What to type.
    pub(in super::super) hint: String,
}

/// Everything between one pair of delimiters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct CallTag {
    /// The whole tag.
    pub(in super::super) range: Range<usize>,
    /// What encloses it.
    pub(in super::super) delimiter: Delimiter,
    /// What it does.
    pub(in super::super) role: TagRole,
    /// The name that it calls.
    pub(in super::super) name: String,
    /// Its arguments, in order.
    pub(in super::super) arguments: Vec<Argument>,
    /// What is wrong with it, though it can be read.
    pub(in super::super) slip: Option<Slip>,
}

/// Whether `text` holds the start of a call.
pub(in super::super) fn is_in(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), b"{{<").is_some() || memchr::memmem::find(text.as_bytes(), b"{{%").is_some()
}

/// All tags of `source` in order, and what begins like one and is none.
pub(in super::super) fn scan(source: &str) -> (Vec<CallTag>, Vec<Slip>) {
    let (mut tags, mut slips) = (Vec::new(), Vec::new());
    let mut done = 0;
    // Whether anything can still end, so that a page of beginnings is not searched from each of them.
    let last = ["}}"].iter().filter_map(|end| source.rfind(end)).max().unwrap_or(0);
    for at in memchr::memchr_iter(b'{', source.as_bytes()) {
        if at < done {
            continue;
        }
        let rest = source.get(at..).unwrap_or("");
        let delimiter = if rest.starts_with("{{<") {
            Delimiter::Angle
        } else if rest.starts_with("{{%") {
            Delimiter::Percent
        } else {
            continue;
        };
        let mut reader = TagReader { source, at: at + 3, start: at, delimiter };
        let read = if at < last { reader.tag() } else { Err(reader.open()) };
        match read {
            Ok(tag) => {
                done = tag.range.end;
                tags.push(tag);
            }
            Err(slip) => {
                done = at + 3;
                slips.push(slip);
            }
        }
    }
    (tags, slips)
}

/// Longest call, in bytes: what does not end within is no call, and a page of beginnings costs no square.
const LONGEST: usize = 16_384;

struct TagReader<'s> {
    source: &'s str,
    at: usize,
    start: usize,
    delimiter: Delimiter,
}

impl TagReader<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or("")
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(char::is_whitespace).len();
    }

    /// The end of the tag stands here; how long it is, and whether it is that of the other delimiter.
    fn ends(&self) -> Option<(usize, bool)> {
        let rest = self.rest();
        if rest.starts_with(self.delimiter.close()) {
            return Some((3, false));
        }
        rest.starts_with(self.delimiter.other().close()).then_some((3, true))
    }

    /// That the tag does not end.
    fn open(&self) -> Slip {
        let shown = self.source.get(self.start..self.source.floor_char_boundary(self.start + 80)).unwrap_or("");
        Slip {
            range: self.start..self.start + shown.lines().next().unwrap_or("").len(),
            message: "shortcode has no end and is shown as text".to_owned(),
            hint: format!("end it with `{}`, or put it in backticks", self.delimiter.close()),
        }
    }

    fn tag(&mut self) -> Result<CallTag, Slip> {
        let mut role = TagRole::Open;
        if self.rest().starts_with("/*") {
            return self.shown();
        }
        if self.rest().starts_with("- ") {
            self.at += 1;
        }
        self.space();
        if self.rest().starts_with('/') {
            self.at += 1;
            role = TagRole::Close;
            self.space();
        }
        let length: usize = self.rest().chars().take_while(|c| is_of_name(*c)).map(char::len_utf8).sum();
        let mut name = self.rest().get(..length).unwrap_or("").to_owned();
        self.at += length;
        // `{{< br/>}}` ends itself.
        let itself = name.ends_with('/') && self.ends().is_some();
        if itself {
            name.pop();
        }
        if name.is_empty() {
            let mut slip = self.open();
            "shortcode has no name and is shown as text".clone_into(&mut slip.message);
            "write its name after the sign, or put it in backticks".clone_into(&mut slip.hint);
            return Err(slip);
        }
        let mut tag = CallTag {
            range: self.start..self.at,
            delimiter: self.delimiter,
            role: if itself { TagRole::Alone } else { role },
            name,
            arguments: Vec::new(),
            slip: None,
        };
        loop {
            self.space();
            if self.at > self.start + LONGEST {
                return Err(self.open());
            }
            if self.rest().starts_with('/') {
                let before = self.at;
                self.at += 1;
                if self.ends().is_some() {
                    tag.role = TagRole::Alone;
                } else {
                    self.at = before;
                }
            }
            if let Some((length, other)) = self.ends() {
                self.at += length;
                tag.range.end = self.at;
                if other && tag.slip.is_none() {
                    tag.slip = Some(Slip {
                        range: self.at - length..self.at,
                        message: format!("shortcode `{}` begins with one sign and ends with another", tag.name),
                        hint: format!("end it with `{}`", self.delimiter.close()),
                    });
                }
                return Ok(tag);
            }
            let before = self.at;
            let (argument, slip) = self.argument()?;
            if self.at == before {
                return Err(self.open());
            }
            tag.slip = tag.slip.or(slip);
            tag.arguments.push(argument);
        }
    }

    /// `{{</* … */>}}`.
    fn shown(&mut self) -> Result<CallTag, Slip> {
        let end = ["*/", self.delimiter.close()].concat();
        let within = self.source.get(self.at..self.source.floor_char_boundary(self.at + LONGEST)).unwrap_or("");
        let Some(length) = within.find(&end) else { return Err(self.open()) };
        let name = within.get(2..length).unwrap_or("").to_owned();
        self.at += length + end.len();
        let (range, arguments) = (self.start..self.at, Vec::new());
        Ok(CallTag { range, delimiter: self.delimiter, role: TagRole::Shown, name, arguments, slip: None })
    }

    fn argument(&mut self) -> Result<(Argument, Option<Slip>), Slip> {
        if self.rest().starts_with("{{<") || self.rest().starts_with("{{%") {
            return Err(self.open());
        }
        let length: usize = self.rest().chars().take_while(|c| is_of_name(*c) && *c != '/').map(char::len_utf8).sum();
        let mut name = None;
        let after = self.rest().get(length..).unwrap_or("");
        let spaced = after.trim_start_matches([' ', '\t']);
        if length > 0
            && let Some(value) = spaced.strip_prefix('=')
        {
            name = self.rest().get(..length).map(str::to_owned);
            self.at = self.source.len() - value.trim_start_matches([' ', '\t']).len();
        }
        if let Some(quote @ ('"' | '`' | '“' | '”')) = self.rest().chars().next() {
            let (value, slip) = self.quoted(quote)?;
            return Ok((Argument { name, value }, slip));
        }
        let close = [self.delimiter.close(), self.delimiter.other().close()];
        let mut value = String::new();
        for character in self.rest().chars() {
            let rest = self.source.get(self.at + value.len()..).unwrap_or("");
            let ends = |rest: &str| close.iter().any(|close| rest.starts_with(close));
            if character.is_whitespace() || ends(rest) || rest.strip_prefix('/').is_some_and(ends) {
                break;
            }
            if value.len() > LONGEST {
                return Err(self.open());
            }
            value.push(character);
        }
        self.at += value.len();
        Ok((Argument { name, value }, None))
    }

    /// A value in quotes; a backquote takes everything as it is.
    fn quoted(&mut self, quote: char) -> Result<(String, Option<Slip>), Slip> {
        let from = self.at;
        let end = if quote == '“' { '”' } else { quote };
        let mut value = String::new();
        let mut escaped = false;
        let within = self.source.get(from + quote.len_utf8()..).unwrap_or("");
        for (at, character) in within.char_indices() {
            if at > LONGEST {
                break;
            }
            if escaped {
                match character {
                    'n' => value.push('\n'),
                    't' => value.push('\t'),
                    '"' | '\\' => value.push(character),
                    _ => value.extend(['\\', character]),
                }
                escaped = false;
            } else if character == '\\' && quote != '`' {
                escaped = true;
            } else if character == end {
                self.at = from + quote.len_utf8() + at + character.len_utf8();
                let slip = (quote == '“' || quote == '”').then(|| Slip {
                    range: from..self.at,
                    message: "value of a shortcode stands in typographic quotes".to_owned(),
                    hint: "write straight quotes: `\"…\"`".to_owned(),
                });
                return Ok((value, slip));
            } else {
                value.push(character);
            }
        }
        let mut slip = self.open();
        slip.range = from..from + quote.len_utf8();
        "quotation mark in a shortcode has no partner: the shortcode is shown as text".clone_into(&mut slip.message);
        "close the quotation, or put the shortcode in backticks".clone_into(&mut slip.hint);
        Err(slip)
    }
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || "_-/.".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(source: &str) -> Vec<String> {
        let (tags, slips) = scan(source);
        let argument = |argument: &Argument| match &argument.name {
            Some(name) => format!(" {name}={:?}", argument.value),
            None => format!(" {:?}", argument.value),
        };
        let tag = |tag: &CallTag| {
            let sign = match tag.role {
                TagRole::Open => "",
                TagRole::Alone => ".",
                TagRole::Close => "/",
                TagRole::Shown => "*",
            };
            let slip = if tag.slip.is_some() { " !" } else { "" };
            format!("{sign}{}{}{slip}", tag.name, tag.arguments.iter().map(argument).collect::<String>())
        };
        tags.iter().map(tag).chain(slips.iter().map(|slip| format!("! {}", &source[slip.range.clone()]))).collect()
    }

    #[test]
    fn names_signs_and_arguments_are_read_as_hugo_does() {
        for (source, read) in [
            ("{{< a >}}{{% b %}}{{<c>}}", vec!["a", "b", "c"]),
            ("{{< a/b.c-d_e />}} {{< br/>}} {{</ x >}} {{< /x >}}", vec![".a/b.c-d_e", ".br", "/x", "/x"]),
            ("{{< a \"x y\" `\\\"` z >}}", vec![r#"a "x y" "\\\"" "z""#]),
            ("{{< a k=\"x \\\"y\\\"\" l=z m=`1\n2`\n  n = 3\n>}}", vec![r#"a k="x \"y\"" l="z" m="1\n2" n="3""#]),
            ("{{< a /b/c/ d>e >}}", vec![r#"a "/b/c/" "d>e""#]),
            ("{{</* a \"b\" */>}} {{%/* a */%}}", vec!["* a \"b\" ", "* a "]),
            ("{{< a b=1 2 >}}", vec![r#"a b="1" "2""#]),
            ("{{< a %}}", vec!["a !"]),
            ("{{< a “b c” >}}", vec![r#"a "b c" !"#]),
        ] {
            assert_eq!(tags(source), read, "{source}");
        }
    }

    #[test]
    fn what_does_not_end_is_told_and_the_rest_is_read() {
        assert_eq!(tags("{{< a\n\n{{< b >}}"), ["b", "! {{< a"]);
        assert_eq!(tags("{{< a \"b >}} {{< c >}}"), ["c", "! \""]);
        assert_eq!(tags("{{< >}} {{ x }} {% y %} {{<"), ["! {{< >}} {{ x }} {% y %} {{<", "! {{<"]);
    }
}
