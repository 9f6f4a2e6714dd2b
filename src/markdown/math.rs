//! Mathematics: the only user of pulldown-latex, which writes `LaTeX` as `MathML` Core.
//!
//! Formulas stand between dollars, as pages of other tools have them, and in blocks of code in the language `math`.
//! Dollars are money more often than mathematics: a text has formulas only if all of its pairs of dollars look like
//! some. Deliberately absent: macros of a page's own, and colours, which would need styles in the page.

use pulldown_latex::config::DisplayMode;
use pulldown_latex::event::{Content, Event};
use pulldown_latex::{Parser, RenderConfig, Storage, push_mathml};

use super::escape;
use crate::invariant::contained;

/// The elements of formulas, of `MathML` Core.
pub(super) const ELEMENTS: [&str; 20] = [
    "math",
    "mfrac",
    "mi",
    "mn",
    "mo",
    "mover",
    "mroot",
    "mrow",
    "mspace",
    "msqrt",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "semantics",
];

/// The element that holds their source.
pub(super) const ANNOTATION: &str = "annotation";

/// The attributes of their elements.
pub(super) const ATTRIBUTES: [&str; 16] = [
    "class",
    "depth",
    "display",
    "displaystyle",
    "encoding",
    "height",
    "largeop",
    "linethickness",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "scriptlevel",
    "stretchy",
    "symmetric",
    "width",
];

/// Longest formula in bytes.
const LONGEST: usize = 10_000;

/// A formula as `MathML`, or what is wrong with it.
pub(super) fn mathml(source: &str, display: bool) -> Result<String, String> {
    // GitLab writes formulas of a line as code between dollars.
    let source = source.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).unwrap_or(source).trim();
    if source.len() > LONGEST {
        return Err("it is too long".to_owned());
    }
    let written = contained(|| {
        let storage = Storage::new();
        let events: Vec<_> = Parser::new(source, &storage).collect::<Result<_, _>>().map_err(|error| {
            let error = error.to_string();
            error.lines().find(|line| !line.trim().is_empty()).unwrap_or("it cannot be read").trim().to_owned()
        })?;
        // A name of an operator is written as it stands, whatever is in it.
        let named = |event: &Event<'_>| match event {
            Event::Content(Content::Function(name) | Content::Number(name)) => name.contains(['<', '>', '&', '"']),
            _ => false,
        };
        if events.iter().any(named) {
            return Err("the name of an operator holds a sign of HTML".to_owned());
        }
        let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
        // The library would write an annotation as it is given, markup and all.
        let config = RenderConfig { display_mode, annotation: None, ..RenderConfig::default() };
        let mut html = String::new();
        let no_fault = events.into_iter().map(Ok::<_, std::convert::Infallible>);
        push_mathml(&mut html, no_fault, config).map_err(|error| error.to_string())?;
        Ok(html)
    });
    let html = written.unwrap_or_else(|| Err("the renderer fails at it".to_owned()))?;
    if html.contains("<merror") {
        return Err("it uses a command that is not known".to_owned());
    }
    let html = escaped(&without_styles(&html));
    let whole = html.split_once('>').and_then(|(open, rest)| Some((open, rest.strip_suffix("</math>")?)));
    let (open, inner) = whole.ok_or_else(|| "it cannot be written".to_owned())?;
    let source = escape::text(source);
    Ok(format!(
        "{open}><semantics><mrow>{inner}</mrow><annotation \
         encoding=\"application/x-tex\">{source}</annotation></semantics></math>"
    ))
}

/// `html` without styles of elements, which no page may have: they are colours, and spaces of a hair's breadth.
fn without_styles(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, styled)) = rest.split_once(" style=\"") {
        out.push_str(before);
        rest = styled.split_once('"').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// `html` as its grammar wants it: the renderer writes the signs `<` and `&` as they are, and no space before the sizes
/// of a delimiter. A `<` that begins no element of a formula, and a `&` that begins none of its references, is such a
/// sign.
fn escaped(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, sign) = rest.split_at(at);
        let after = sign.get(1..).unwrap_or("");
        out.push_str(before);
        out.push_str(match sign.starts_with('<') {
            true if is_tag(after) => "<",
            true => "&lt;",
            false if ["lt;", "gt;", "amp;", "nbsp;"].iter().any(|name| after.starts_with(name)) => "&",
            false => "&amp;",
        });
        rest = after;
    }
    out.push_str(rest);
    out.replace("\"minsize=", "\" minsize=")
}

/// Whether what stands behind a `<` makes it a tag of an element of formulas.
fn is_tag(after: &str) -> bool {
    let name = after.strip_prefix('/').unwrap_or(after);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let (name, rest) = name.split_at(end);
    ELEMENTS.contains(&name) && rest.starts_with(['>', ' ', '/'])
}

/// Whether `source` has formulas between dollars: some pair of them, and every pair looks like one.
pub(super) fn is_in(source: &str) -> bool {
    memchr::memchr(b'$', source.as_bytes()).is_some() && {
        let mut pairs = pairs(source).peekable();
        pairs.peek().is_some() && pairs.all(is_formula)
    }
}

/// The texts between dollars of each paragraph, outside blocks of code.
fn pairs(source: &str) -> impl Iterator<Item = &str> {
    let mut fence: Option<&str> = None;
    let (mut start, mut at) = (0, 0);
    let mut paragraphs = Vec::new();
    for line in source.split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '\t', '>']).trim_end();
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        let end = at + line.len();
        if mark.is_some() || bare.is_empty() || fence.is_some() {
            paragraphs.push(start..at);
            start = end;
        }
        fence = match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => None,
            (None, Some(mark)) => Some(mark),
            _ => fence,
        };
        at = end;
    }
    paragraphs.push(start..at);
    paragraphs.into_iter().flat_map(|range| of_paragraph(source.get(range).unwrap_or("")))
}

/// The texts between dollars of `paragraph`, as the parser pairs them: an opening dollar has no space behind it, a
/// closing one none before it, and none of them is escaped or in code.
fn of_paragraph(paragraph: &str) -> Vec<&str> {
    let bytes = paragraph.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or(b' ');
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut index = 0;
    while index < bytes.len() {
        match at(index) {
            b'\\' => index += 1,
            b'`' if open.is_none() => {
                let run = bytes.iter().skip(index).take_while(|byte| **byte == b'`').count();
                let ticks = "`".repeat(run);
                let rest = paragraph.get(index + run..).unwrap_or("");
                index += run + rest.find(&ticks).map_or(0, |close| close + run);
                continue;
            }
            b'$' => {
                let run = bytes.iter().skip(index).take_while(|byte| **byte == b'$').count();
                let closes = open.is_some_and(|open| open < index) && !at(index.wrapping_sub(1)).is_ascii_whitespace();
                if let Some(start) = open.filter(|_| closes || run > 1) {
                    found.extend(paragraph.get(start..index));
                    open = None;
                } else if run > 1 || !at(index + run).is_ascii_whitespace() {
                    open = Some(index + run);
                }
                index += run;
                continue;
            }
            _ => {}
        }
        index += 1;
    }
    found
}

/// Whether what stands between two dollars looks like a formula and not like prose about money.
fn is_formula(text: &str) -> bool {
    let text = text.trim();
    let signs = text.contains(['\\', '^', '_', '=', '{', '+', '<', '>']);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let words = text.split_whitespace().filter(|word| word.len() > 3 && word.chars().all(char::is_alphabetic)).count();
    let commands = text.contains('\\');
    !text.is_empty()
        && (commands || words < 2)
        && (signs && (letters > 0 || !text.ends_with(['-', '–', '('])) || letters > 0 && text.len() <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_written_as_mathml_with_their_source() {
        let html = mathml("x^2", false).unwrap_or_default();
        assert!(html.starts_with("<math ") && html.contains("<msup><mi>x</mi><mn>2</mn></msup>"), "{html}");
        assert!(html.ends_with(">x^2</annotation></semantics></math>"), "{html}");
        let block = mathml(r"\frac{a}{b} \le \sum_{i=1}^n i", true).unwrap_or_default();
        assert!(block.contains("display=\"block\"") && block.contains("<mfrac>"), "{block}");
        assert_eq!(mathml("`x`", false), mathml("x", false));
        let hostile = mathml("a < b \\text{<b>} % </annotation><script>", false).unwrap_or_default();
        assert!(hostile.contains("&lt;b") && !hostile.contains("<b>") && !hostile.contains("<script"), "{hostile}");
        let coloured = mathml(r"\color{red} x", false).unwrap_or_default();
        assert!(coloured.contains("<mi") && !coloured.contains("style="), "{coloured}");
        assert_eq!(without_styles("<a style=\"b\" c=\"d\"><e style=\"f\">"), "<a c=\"d\"><e>");
    }

    #[test]
    fn signs_of_markup_are_escaped() {
        for (source, sign) in [
            ("a < b", "<mo>&lt;</mo>"),
            (r"a \not< b", "<mo>&lt;\u{338}</mo>"),
            (r"a \& b", ">&amp;</mi>"),
            ("<??", "<mo>&lt;</mo>"),
            (r"\big( a", "\" minsize=\"1.2em\""),
            (r"\text{a < b & c}", "a &lt; b &amp; c"),
        ] {
            let html = mathml(source, false).unwrap_or_else(|error| error);
            let formula = html.split("<annotation").next().unwrap_or("");
            assert!(formula.contains(sign), "{source}: {html}");
            // Each `<` opens or closes an element, each `&` begins a character reference.
            assert!(formula.split('<').skip(1).all(|tag| tag.starts_with(['m', 's', '/'])), "{source}: {html}");
            assert!(
                formula
                    .split('&')
                    .skip(1)
                    .all(|name| ["lt;", "gt;", "amp;", "nbsp;"].iter().any(|known| name.starts_with(known))),
                "{source}: {html}"
            );
            assert!(!formula.contains("\"m"), "{source}: {html}");
        }
    }

    #[test]
    fn what_cannot_be_written_is_told() {
        for source in [
            r"\frac{a}{",
            r"\nosuchcommand x",
            "}",
            r"\operatorname{<script>alert(1)</script>}",
            r"\operatorname{</math><iframe/src=x>}",
            r"\mathop{<img/src=x>}",
            r"\operatorname*{a&lt;b}",
        ] {
            assert!(mathml(source, false).is_err(), "{source}: {:?}", mathml(source, false));
        }
        assert_eq!(mathml(&"x+".repeat(6000), false), Err("it is too long".to_owned()));
    }

    #[test]
    fn money_is_no_mathematics() {
        for text in [
            "costs $5 and $10",
            "from $100-$200",
            "US$5 or AU$7",
            "a budget of $5k (we had $4k) and more",
            "set `$HOME` and $PATH or $USER",
            "",
            "no dollars",
            "```sh\necho $a $b$\n```\n",
            r"\$x\$",
        ] {
            assert!(!is_in(text), "{text}");
        }
        for text in [
            "$x^2$",
            "Let $x$ be $y_1$",
            "$$\na = b\n$$",
            "as $\\alpha$ is",
            "$`a+b`$",
            "$x$ costs $5 per seat and $6 per desk",
            "a $n=3$\n\n```sh\n$HOME\n```",
        ] {
            assert!(is_in(text), "{text}");
        }
    }
}
