//! Diagrams: the only user of merman, which draws what Mermaid describes.
//!
//! A drawing is a file of its own that a page shows: it has styles of its own, which no page may have. It is drawn on
//! white with colours that hold on paper. Its cost is bounded by work and not by time, so that a slow machine gives the
//! same site. merman measures text with the widths of Arial.

#[cfg(feature = "diagrams")]
mod entry;

#[cfg(feature = "diagrams")]
use std::collections::BTreeMap;
use std::sync::Arc;
#[cfg(feature = "diagrams")]
use std::sync::{LazyLock, Mutex, PoisonError};

#[cfg(feature = "diagrams")]
use self::entry::Entry;
use crate::memo::ResultStore;

/// Drawings kept before the store is emptied: about 20 MB.
#[cfg(feature = "diagrams")]
const KEPT: usize = 512;

/// Everything that decides a drawing besides its source: the exact crates, how this file uses them, and the machine's
/// way with fractions. Another version of any of them reads nothing that an earlier one kept.
#[cfg(feature = "diagrams")]
static DRAWER: LazyLock<blake3::Hash> = LazyLock::new(|| {
    let parts =
        [include_str!("../../Cargo.lock"), include_str!("diagram.rs"), std::env::consts::ARCH, std::env::consts::OS];
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes()).update(&[0]);
    }
    hasher.finalize()
});

/// A diagram as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagramFile {
    /// Its name: a hash of its bytes, so equal diagrams of two pages are one file.
    pub name: String,
    /// The SVG document.
    pub svg: Arc<str>,
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
}

/// Why a diagram is not drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NotDrawn {
    /// What is wrong, as a part of a sentence.
    pub(super) reason: String,
    /// Where in the source of the diagram, in bytes, if that is known.
    pub(super) at: Option<usize>,
}

/// What came of drawing.
pub(super) type Drawn = Result<Arc<DiagramFile>, NotDrawn>;

/// Draws diagrams and remembers them. Shared by all threads.
#[derive(Debug, Default)]
pub(super) struct Diagrams {
    #[cfg(feature = "diagrams")]
    kept: Mutex<BTreeMap<[u8; 32], Drawn>>,
    #[cfg(feature = "diagrams")]
    store: Option<Arc<dyn ResultStore>>,
}

#[cfg(not(feature = "diagrams"))]
impl Diagrams {
    /// Nothing is drawn, so nothing is kept.
    pub(super) fn kept_in(_: Option<Arc<dyn ResultStore>>) -> Self {
        Self::default()
    }

    /// Nothing: this program was built without `diagrams`, so diagrams stay code and nothing is to be said of it.
    pub(super) fn draw(&self, _: &str) -> Option<Drawn> {
        None
    }
}

#[cfg(feature = "diagrams")]
impl Diagrams {
    /// Diagrams that are read from `store` and kept in it.
    pub(super) fn kept_in(store: Option<Arc<dyn ResultStore>>) -> Self {
        Self { store, ..Self::default() }
    }

    /// The diagram that `source` describes; nothing where the program was built without `diagrams`.
    #[expect(clippy::unnecessary_wraps, reason = "a program without the feature has nothing to give")]
    pub(super) fn draw(&self, source: &str) -> Option<Drawn> {
        Some(self.drawn(source))
    }

    fn drawn(&self, source: &str) -> Drawn {
        let key = *blake3::hash(source.as_bytes()).as_bytes();
        if let Some(known) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let drawn = self.stored(source);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(key, drawn.clone());
        drawn
    }

    /// What the store has of `source`, else what drawing it gives.
    fn stored(&self, source: &str) -> Drawn {
        let draw = || mermaid::draw(source).map(Arc::new);
        let Some(store) = &self.store else { return draw() };
        let name = blake3::keyed_hash(DRAWER.as_bytes(), source.as_bytes()).to_hex();
        match store.read(&name).and_then(|bytes| Entry::read(&bytes, source)) {
            // Judged as if it had been drawn now: whoever can write to the store must not reach readers.
            Some(Entry::Drawing(svg)) => {
                if let Ok(file) = mermaid::file(svg) {
                    return Ok(Arc::new(file));
                }
            }
            Some(Entry::Refusal { reason, at }) => return Err(NotDrawn { reason, at }),
            None => {}
        }
        let drawn = draw();
        let entry = match &drawn {
            Ok(file) => Entry::Drawing(file.svg.to_string()),
            Err(NotDrawn { reason, at }) => Entry::Refusal { reason: reason.clone(), at: *at },
        };
        store.write(&name, &entry.bytes(source));
        drawn
    }
}

#[cfg(feature = "diagrams")]
mod mermaid {
    use std::sync::{Arc, LazyLock};

    use merman::runtime::RuntimePolicy;
    use merman::svg::{RenderResourcePolicy, SvgPipeline, SvgRenderOptions};
    use merman::time::CivilDate;
    use merman::{
        Engine, MermaidConfig, OperationControl, RenderError, RenderOutput, RenderRequest, Renderer, SvgEnvironment,
        SvgRequest,
    };
    use serde_json::json;

    use super::{DiagramFile, NotDrawn};
    use crate::invariant::contained;
    use crate::source::is_scripted_drawing;

    /// Fonts whose letters are as wide as those that were measured.
    const FONTS: &str = "Arial, Helvetica, Liberation Sans, Nimbus Sans, sans-serif";

    /// The renderer with the site's colours. Diagrams that count from today count from a fixed day: what a page shows
    /// must not change by itself.
    static RENDERER: LazyLock<Renderer> = LazyLock::new(|| {
        let fixed = RuntimePolicy::deterministic().with_fixed_today(CivilDate::new(2000, 1, 1));
        let colours = MermaidConfig::from_value(json!({
            "theme": "base",
            "securityLevel": "strict",
            "fontFamily": FONTS,
            "themeVariables": {
                "fontFamily": FONTS,
                "fontSize": "14px",
                "background": "#ffffff",
                "primaryColor": "#eef0fb",
                "primaryBorderColor": "#3b4bb5",
                "primaryTextColor": "#151922",
                "secondaryColor": "#eaf4f1",
                "secondaryBorderColor": "#2b7a6b",
                "secondaryTextColor": "#151922",
                "tertiaryColor": "#f6f7f9",
                "tertiaryBorderColor": "#8a93a3",
                "tertiaryTextColor": "#151922",
                "lineColor": "#4a5263",
                "textColor": "#151922",
                "noteBkgColor": "#fff6dc",
                "noteBorderColor": "#b98900",
                "noteTextColor": "#151922",
            },
        }));
        Renderer::new().with_engine(Engine::new().with_site_config(colours).with_runtime_policy(fixed))
    });

    /// The id of the root element. A drawing is a document of its own, so one id will do for all.
    const ID: &str = "diagram";

    const UNKNOWN: &str = "it does not begin as a diagram of Mermaid does";

    /// Longest side of a drawing in pixels; browsers paint nothing beyond.
    const LONGEST: f64 = 16_384.0;

    pub(super) fn draw(source: &str) -> Result<DiagramFile, NotDrawn> {
        let refused = |reason: &str| NotDrawn { reason: reason.to_owned(), at: None };
        let drawn = contained(|| {
            let request = SvgRequest {
                environment: SvgEnvironment::deterministic().with_resource_policy(RenderResourcePolicy::interactive()),
                pipeline: Some(SvgPipeline::resvg_safe()),
                options: SvgRenderOptions { diagram_id: Some(ID.to_owned()), ..SvgRenderOptions::default() },
                ..SvgRequest::default()
            };
            RENDERER.render(RenderRequest::svg(source, OperationControl::new(), request))
        });
        let svg = match drawn {
            None => return Err(refused("the renderer fails at it")),
            Some(Ok(RenderOutput::Svg(Some(svg)))) => svg.into_parts().0.trim_end().to_owned(),
            Some(Ok(_) | Err(RenderError::NoDiagram)) => {
                return Err(refused(UNKNOWN));
            }
            Some(Err(RenderError::ResourceLimitExceeded(_))) => return Err(refused("it is too large")),
            Some(Err(error)) if error.to_string().starts_with("No Mermaid diagram") => return Err(refused(UNKNOWN)),
            Some(Err(error)) => {
                let at = match &error {
                    RenderError::Parse(fault) => fault.terminal_diagnostic_details().span.map(|span| span.start),
                    _ => None,
                };
                return Err(NotDrawn { reason: in_one_line(&error.to_string()), at });
            }
        };
        file(svg)
    }

    /// The file of a drawing, if it may be shown.
    pub(super) fn file(svg: String) -> Result<DiagramFile, NotDrawn> {
        let refused = |reason: &str| NotDrawn { reason: reason.to_owned(), at: None };
        if is_scripted_drawing(svg.as_bytes()) {
            return Err(refused("it would run a script"));
        }
        let (width, height) = size(&svg).ok_or_else(|| refused("it has no size"))?;
        let name = blake3::hash(svg.as_bytes()).to_hex().chars().take(32).collect();
        Ok(DiagramFile { name, svg: Arc::from(svg), width, height })
    }

    /// The size of a drawing by its view box, in whole pixels.
    fn size(svg: &str) -> Option<(u32, u32)> {
        let head = svg.get(..svg.find('>')?)?;
        let numbers = head.split_once("viewBox=\"")?.1.split('"').next()?;
        let mut numbers = numbers.split_whitespace().skip(2).map(str::parse::<f64>);
        let (width, height) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        Some((pixels(width)?, pixels(height)?))
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number was found to be between 1 and 16,384"
    )]
    fn pixels(length: f64) -> Option<u32> {
        (length > 0.0 && length <= LONGEST).then(|| length.ceil() as u32)
    }

    /// What went wrong, without the name of the grammar before it.
    fn in_one_line(error: &str) -> String {
        let line = error.lines().next().unwrap_or(error).trim();
        let bare = line.strip_prefix("Diagram parse error (").and_then(|rest| rest.split_once("): "));
        bare.map_or(line, |(_, reason)| reason).chars().take(200).collect()
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn kind(source: &str) -> Result<(u32, u32), NotDrawn> {
            draw(source).map(|drawing| (drawing.width, drawing.height))
        }

        #[test]
        fn common_diagrams_are_drawn_and_give_the_same_bytes() {
            for source in [
                "flowchart TD\n A[Start] --> B{Is it?}\n B -->|yes| C\n",
                "sequenceDiagram\n A->>B: hello\n",
                "classDiagram\n class A {\n +x\n }\n A <|-- B\n",
                "stateDiagram-v2\n [*] --> A\n",
                "erDiagram\n A ||--o{ B : has\n",
                "gantt\n dateFormat YYYY-MM-DD\n section S\n T :2026-01-01, 3d\n",
                "pie\n \"a\" : 1\n",
                "mindmap\n root\n  a\n",
                "timeline\n 2002 : a\n",
                "gitGraph\n commit\n",
                "journey\n title x\n section y\n z: 5: me\n",
            ] {
                let drawing = draw(source);
                assert_eq!(drawing, draw(source), "{source}");
                let drawing = drawing.ok();
                let svg = drawing.as_ref().map_or("", |drawing| &*drawing.svg);
                assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"), "{source}");
                assert!(!svg.contains("<script") && !svg.contains("href=\"http"), "{source}");
                assert!(drawing.is_some_and(|drawing| drawing.width > 50 && drawing.height > 20), "{source}");
            }
        }

        #[test]
        fn what_cannot_be_drawn_is_told_with_its_place() {
            assert_eq!(
                kind("flowchart TD\n A[ --> \n"),
                Err(NotDrawn { reason: "Unterminated node label (missing `]`)".to_owned(), at: Some(15) })
            );
            let nothing = "it does not begin as a diagram of Mermaid does";
            assert_eq!(kind("hello").map_err(|error| error.reason), Err(nothing.to_owned()));
            let huge = (0..60_000).fold("flowchart TD\n".to_owned(), |text, n| text + &format!(" a{n} --> b{n}\n"));
            assert_eq!(kind(&huge).map_err(|error| error.reason), Err("it is too large".to_owned()));
        }

        #[test]
        fn links_of_a_diagram_run_nothing() {
            let source = "flowchart TD\n A[x]\n click A \"javascript:alert(1)\"\n";
            let svg = draw(source).map(|drawing| drawing.svg.to_string()).unwrap_or_default();
            assert!(!svg.contains("javascript:"), "{svg}");
        }
    }
}
