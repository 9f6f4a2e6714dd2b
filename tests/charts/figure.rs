//! A chart as a reader gets it: the elements of its drawing, and the table beneath.

use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};
use pmo_site::charts::Chart;

/// An element of a drawing.
#[derive(Clone, Debug)]
pub struct Element {
    /// `use`, `path`, …
    pub tag: String,
    /// Its attributes.
    pub attributes: BTreeMap<String, String>,
    /// What stands in it.
    pub text: String,
}

impl Element {
    /// An attribute, empty when it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// A coordinate, in percent or in pixels as the drawing has it.
    pub fn at(&self, name: &str) -> f64 {
        self.get(name).trim_end_matches('%').parse().unwrap_or(f64::NAN)
    }

    /// Whether it has this class.
    pub fn is(&self, class: &str) -> bool {
        self.get("class").split(' ').any(|one| one == class)
    }
}

/// A chart with its table twin.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What its ids begin with.
    pub key: String,
    /// The finding.
    pub caption: String,
    /// The drawing.
    pub elements: Vec<Element>,
    /// Column headings of the table.
    pub columns: Vec<String>,
    /// Rows of the table.
    pub rows: Vec<Vec<String>>,
}

impl Figure {
    /// What a chart's function returned.
    pub fn of(chart: &Chart) -> Self {
        let elements = elements(&chart.svg);
        let named = elements.iter().find(|element| !element.get("aria-labelledby").is_empty());
        let key = named.map_or("", |svg| svg.get("aria-labelledby")).trim_end_matches("-name").to_owned();
        Self { key, caption: chart.caption.clone(), elements, columns: chart.columns.clone(), rows: chart.rows.clone() }
    }

    /// The charts of a published page.
    pub fn on(page: &str) -> Vec<Self> {
        let figures = page.split("<figure class=\"chart\">").skip(1).filter_map(|rest| rest.split("</figure>").next());
        let figure = |html: &str| {
            let (drawn, own) = html.split_once("</svg></div>").unwrap_or((html, ""));
            let (columns, rows) = table_of(own.split("</table>").next().unwrap_or(""));
            // The caption is what names the drawing to those who do not see it.
            let name = drawn.split("aria-labelledby=\"").nth(1).and_then(|rest| rest.split('"').next());
            let caption = elements(drawn)
                .into_iter()
                .find(|element| element.tag == "figcaption" && Some(element.get("id")) == name)
                .map_or_else(String::new, |it| it.text);
            let svg = drawn.find("<svg").and_then(|at| drawn.get(at..)).unwrap_or("");
            let svg = format!("{svg}</svg>");
            Self::of(&Chart { key: String::new(), about: String::new(), svg, caption, columns, rows })
        };
        figures
            .map(figure)
            .filter(|figure| !figure.key.is_empty())
            .chain(Self::lanes(page))
            .chain(Self::timeline(page))
            .collect()
    }

    /// The lanes of a program's page: the table of milestones, whose second cell draws what the others say.
    pub fn lanes(page: &str) -> Option<Self> {
        let (_, table) = page.split_once("<table class=\"register rows lanes\">")?;
        let (table, _) = table.split_once("</table>")?;
        let (_, key) = page.split_once("</svg> as of <time")?;
        let said = key.split_once('>').and_then(|(_, rest)| rest.split_once('<')).map_or("", |(day, _)| day);
        let (columns, rows) = table_of(table);
        let (head, body) = table.split_once("<tbody>")?;
        let lanes: Vec<&str> = body.split("<svg").skip(1).filter_map(|rest| rest.split("</svg>").next()).collect();
        let head = head.split_once("<svg").and_then(|(_, rest)| rest.split("</svg>").next())?;
        Some(Self::of_lanes(
            &format!("<svg{head}</svg>"),
            lanes.iter().map(|lane| format!("<svg{lane}</svg>")),
            said,
            columns,
            rows,
        ))
    }

    /// The lanes of all programs, and the table of dates below them.
    pub fn timeline(page: &str) -> Option<Self> {
        let (_, rest) = page.split_once("<table class=\"register rows lanes timeline\"")?;
        let (table, rest) = rest.split_once("</table>")?;
        let (head, body) = table.split_once("</thead>")?;
        let head = head.split_once("<svg").and_then(|(_, rest)| rest.split("</svg>").next())?;
        let lanes = body.split("<svg class=\"lane\"").skip(1).filter_map(|rest| rest.split("</svg>").next());
        let (_, dates) = rest.split_once("<table class=\"register rows\" id=\"milestones\">")?;
        let (columns, rows) = table_of(dates.split("</table>").next()?);
        let lanes = lanes.map(|lane| format!("<svg class=\"lane\"{lane}</svg>"));
        let figure = Self::of_lanes(&format!("<svg{head}</svg>"), lanes, "the finding", columns, rows);
        Some(Self { key: "timeline".to_owned(), ..figure })
    }

    /// The same from what a chart's function returned, and the rows of a table.
    pub fn of_lanes(
        head: &str,
        lanes: impl IntoIterator<Item = String>,
        said: &str,
        columns: Vec<String>,
        rows: Vec<Vec<String>>,
    ) -> Self {
        let mut all = elements(head);
        for (at, lane) in lanes.into_iter().enumerate() {
            all.extend(elements(&lane).into_iter().map(|mut element| {
                element.attributes.insert("row".to_owned(), at.to_string());
                element
            }));
        }
        Self { key: "plan".to_owned(), caption: said.to_owned(), elements: all, columns, rows }
    }

    /// Elements of this tag and class, in the order of the drawing.
    pub fn all(&self, tag: &str, class: &str) -> Vec<&Element> {
        self.elements.iter().filter(|element| element.tag == tag && element.is(class)).collect()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn elements(markup: &str) -> Vec<Element> {
    let mut found: Vec<Element> = Vec::new();
    let mut open = false;
    for Ok(token) in Tokenizer::new(markup) {
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
                open = true;
                found.push(Element { tag: text(&tag.name), attributes, text: String::new() });
            }
            Token::EndTag(_) => open = false,
            Token::String(words) if open => {
                found.iter_mut().next_back().into_iter().for_each(|last| last.text.push_str(&text(&words)));
            }
            _ => {}
        }
    }
    found
}

/// The heading and the rows of a table.
pub fn table_of(markup: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut rows: Vec<Vec<String>> = Vec::new();
    // What a cell remarks beside its value is no value.
    let mut remark = false;
    let mut ended: Vec<bool> = Vec::new();
    for Ok(token) in Tokenizer::new(markup) {
        match token {
            Token::StartTag(tag) if *tag.name == b"span" => {
                remark = tag.attributes.get(&b"class"[..]).is_some_and(|class| class.as_slice() == b"remark");
            }
            Token::EndTag(tag) if *tag.name == b"span" => remark = false,
            Token::String(_) if remark => {}
            Token::StartTag(tag) if *tag.name == b"tr" => {
                // What is given up stays in the table and leaves the drawing.
                ended.push(tag.attributes.get(&b"class"[..]).is_some_and(|class| class.as_slice() == b"done"));
                rows.push(Vec::new());
            }
            Token::StartTag(tag) if *tag.name == b"th" || *tag.name == b"td" => {
                rows.iter_mut().next_back().into_iter().for_each(|row| row.push(String::new()));
            }
            Token::String(words) => {
                let cell = rows.iter_mut().next_back().and_then(|row| row.last_mut());
                if let Some(cell) = cell {
                    cell.push_str(&text(&words));
                }
            }
            _ => {}
        }
    }
    let rows = rows.into_iter().zip(ended).filter(|(_, ended)| !ended).map(|(row, _)| row);
    let mut rows = rows.map(|row: Vec<String>| row.into_iter().map(|cell| cell.trim().to_owned()).collect());
    (rows.next().unwrap_or_default(), rows.collect())
}
