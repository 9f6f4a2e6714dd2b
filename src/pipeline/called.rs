//! What pages call: whether records have what it names, and whether the templates of the site's own do their work.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place, registry};
use crate::markdown::{Call, Document, Included};
use crate::model::{Audience, Model};
use crate::plan::Addresses;
use crate::snapshot::Snapshot;
use crate::snapshot::directives::{Fault, is_of_report, resolve, stranger_key};
use crate::source::SourcePath;
use crate::theme::SHORTCODES;
use crate::validate::{LinkSources, LinkUnit};

/// Every text of `model` that `audience` may read and that calls something.
fn texts(model: &Model, audience: Audience) -> impl Iterator<Item = &Arc<Document>> {
    let pages = model.pages.iter().filter(move |page| audience.sees(page.visibility)).map(|page| &page.document);
    let stories = model.programs.iter().flat_map(|program| program.updates.iter().map(|update| &update.body));
    pages.chain(stories).filter(|document| !document.body.calls.is_empty())
}

/// What is wrong with the calls in the texts of `model` for `audience`, and the lookups of another tool whose answer no
/// record has.
pub(super) fn check(model: &Model, audience: Audience) -> (Vec<Diagnostic>, BTreeSet<String>) {
    let (mut found, mut strangers) = (Vec::new(), BTreeSet::new());
    let own = &model.config.markdown.shortcodes;
    found.extend(unused(model));
    let calls: Vec<&Call> = texts(model, audience)
        .flat_map(|document| document.body.calls.iter())
        .filter(|call| !own.contains(&call.name))
        .collect();
    if calls.is_empty() {
        return (found, strangers);
    }
    let seen = model.clone().for_audience(audience);
    for call in calls {
        let place = || call.place.clone();
        if is_of_report(call) {
            let message = format!("`{}` says what is so today, and a report tells what was so on its day", call.name);
            let hint = "write the number or the name";
            found.push(Diagnostic::new(&registry::CALL_IN_REPORT, place(), message).hint(hint));
            continue;
        }
        match resolve(model, call) {
            Ok(_) => {
                if resolve(&seen, call).is_err() {
                    let message = format!("`{}` names what this audience may not see, so nothing is said", call.name);
                    let hint = "make the page internal, or take the directive out";
                    found.push(Diagnostic::new(&registry::WITHHELD_CALL, place(), message).hint(hint));
                }
            }
            Err(Fault::Unknown { message, hint }) => {
                found.push(Diagnostic::new(&registry::UNKNOWN_CALLED, place(), message).hint(hint));
            }
            Err(Fault::Stranger { message }) => {
                strangers.extend(stranger_key(call));
                let hint = "add the record, or write the words without the shortcode";
                found.push(Diagnostic::new(&registry::STRANGER, place(), message).hint(hint));
            }
            Err(Fault::Argument { message, hint }) => {
                found.push(Diagnostic::new(&registry::MALFORMED_CALL, place(), message).hint(hint));
            }
        }
    }
    (found, strangers)
}

/// Templates of the site's own that no text calls.
fn unused(model: &Model) -> Vec<Diagnostic> {
    let own = &model.config.markdown.shortcodes;
    if own.is_empty() {
        return Vec::new();
    }
    let called: BTreeSet<&str> = texts(model, Audience::Internal)
        .flat_map(|document| document.body.calls.iter().map(|call| call.name.as_str()))
        .collect();
    let told = |name: &String| {
        let file = SourcePath::new(format!("themes/{}/templates/{SHORTCODES}{name}.html", model.config.theme));
        let message = format!("no page calls the shortcode `{name}`");
        let hint = format!("write `{{{{< {name} >}}}}` in a page, or remove the template");
        Diagnostic::new(&registry::UNUSED_THEME_FILE, Place::start_of(&file), message).hint(hint)
    };
    own.iter().filter(|name| !called.contains(name.as_str())).map(told).collect()
}

/// What texts include that the readers of this site may not see; nothing is published then.
pub(super) fn withheld(texts: &LinkSources, addresses: &Addresses) -> Vec<Diagnostic> {
    // A report has the readers of its program: in doubt they are all.
    let stories = texts.programs.iter().filter_map(|unit| match unit {
        LinkUnit::Text(text) => Some(text),
        LinkUnit::Fields(_) => None,
    });
    let pages = texts.pages.iter().filter(|(_, page)| !page.includes.is_empty());
    let pages = pages.filter(|(file, _)| addresses.is_read(file)).map(|(_, page)| page);
    let includes = pages.chain(stories).flat_map(|document| document.includes.iter());
    let told = |included: &Included| {
        (included.given && !addresses.is_read(&included.file)).then(|| {
            let message = format!("`{}` is included, and its readers are fewer", included.file);
            let hint = "include another page, or give both the same readers";
            Diagnostic::new(&registry::WITHHELD_INCLUDED, included.place.clone(), message).hint(hint)
        })
    };
    includes.filter_map(told).collect()
}

/// Templates of the site's own that fail in texts which are part of other pages.
pub(super) fn own_faults(cx: &Snapshot<'_>) -> Vec<Diagnostic> {
    if cx.model.config.markdown.shortcodes.is_empty() {
        return Vec::new();
    }
    texts(cx.model, cx.model.audience).filter_map(|document| cx.try_html(&document.body).err()).collect()
}
