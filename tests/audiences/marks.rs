//! In the internal site each line that tells something internal says so by a word.

use std::path::Path;

use pmo_site::model::Audience;

use super::{SIGN, built, files};

/// Elements that are a line for a reader: what stands in one goes together when it is passed on.
const LINES: &[&str] = &["tr", "li", "dd", "p", "h1", "h2", "h3", "h4", "summary", "caption"];

/// Elements that hold no text for reading; a drawing repeats what a table says.
const UNREAD: &[&str] = &["head", "script", "style", "svg", "nav", "datalist", "select"];

/// Elements without an end.
const VOID: &[&str] = &["meta", "link", "input", "img", "br", "hr", "wbr", "col", "source"];

/// Elements whose own text, outside of lines, is a line as well.
const PARTS: &[&str] = &["div", "section", "article", "aside", "main", "header", "body"];

/// The lines of a page, each as its text. A line within a row or an item of a list belongs to that; a value of a
/// description belongs to its name.
fn lines(html: &str) -> Vec<String> {
    let (mut lines, mut open, mut term) = (Vec::new(), Vec::<(String, String)>::new(), String::new());
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if tag.starts_with('/') {
            while let Some((closed, told)) = open.pop() {
                let within = open.iter().any(|(above, _)| LINES.contains(&above.as_str()));
                if PARTS.contains(&closed.as_str()) || (LINES.contains(&closed.as_str()) && !within) {
                    lines.push(if closed == "dd" { format!("{term}{told}") } else { told });
                } else if closed == "dt" {
                    term = told;
                } else if let Some((_, above)) = open.last_mut() {
                    above.push_str(&told);
                    above.push(' ');
                }
                if closed == name {
                    break;
                }
            }
        } else if !VOID.contains(&name.as_str()) && !tag.ends_with('/') && !name.is_empty() {
            open.push((name, String::new()));
        }
        let read = !open.iter().any(|(name, _)| UNREAD.contains(&name.as_str()));
        if let Some((_, above)) = open.last_mut().filter(|_| read) {
            above.push_str(text);
        }
    }
    lines
}

#[test]
fn every_internal_line_of_the_internal_site_says_so() {
    let site = built(Audience::Internal);
    let (mut marked, mut faults) = (0, Vec::new());
    for (path, text) in files(&site).filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "html")) {
        let html = text.split_once('\n').map_or("", |(_, html)| html);
        // A former address only leads on.
        if html.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let title = html.split("</h1>").next().is_some_and(|head| head.ends_with("internal</span>"));
        // A page whose title says it needs no other word.
        assert_eq!(title, path.contains(&format!("/{SIGN}")) || path.starts_with("team/cleo"), "{path}");
        for line in lines(html).iter().filter(|line| !title && line.contains(SIGN)) {
            if line.contains("internal") {
                marked += 1;
            } else {
                faults.push(format!("{path}: {}", line.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
    }
    assert!(marked > 40, "{marked}");
    assert!(faults.is_empty(), "{} lines:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn no_line_of_the_public_site_says_that_it_is_internal() {
    let site = built(Audience::Public);
    let badges: Vec<&str> =
        files(&site).filter(|(_, text)| text.contains(">internal<")).map(|(path, _)| path).collect();
    assert_eq!(badges, [] as [&str; 0]);
}

#[test]
fn lines_are_told_apart() {
    let html =
        "<body><main><p>a <b>b</b></p><ul><li>c<p>d</p></li></ul><dl><dt>e</dt><dd>f</dd></dl>g<br>h</main></body>";
    assert_eq!(lines(html), ["a b ", "cd ", "ef", "  gh", ""]);
}
