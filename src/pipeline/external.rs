//! The links of a site to other sites, and what is said of what these answered.
//!
//! Nobody is asked here: the answers are given, as a list that somebody else keeps (`external::Answers`).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{BuildInputs, CheckedSite, Memo, check};
use crate::diagnostics::{Diagnostic, Findings, Place, SeverityOverrides, registry};
use crate::external::{Answer, Answered, Answers, address, host, is_private};
use crate::plan;
use crate::source::SourceTree;
use crate::words::WORDS;

/// The links of a site to other sites.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    /// By the address that is asked for.
    links: BTreeMap<String, Vec<Place>>,
    /// The day on which it is asked.
    day: Option<Date>,
    levels: SeverityOverrides,
}

/// The links to other sites that readers of the site of `tree` see.
#[must_use]
pub fn elsewhere(tree: &SourceTree, inputs: &BuildInputs, memo: &mut Memo) -> Elsewhere {
    let CheckedSite { levels, addresses, links, own, as_of, .. } = check(tree, inputs, memo);
    let mut all: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (href, place) in plan::elsewhere(&addresses, &links) {
        // What stands at the site's own address is looked up among its pages, also those that are not published yet.
        let is_own = own.as_ref().is_some_and(|base| href.starts_with(base.as_str()));
        if let Some(url) = address(&href).filter(|_| !is_own) {
            all.entry(url.to_owned()).or_default().push(place);
        }
    }
    Elsewhere { links: all, day: as_of, levels }
}

impl Elsewhere {
    /// The day for which it is asked.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.day
    }

    /// Whether a page of the site leads to `url`.
    #[must_use]
    pub fn leads_to(&self, url: &str) -> bool {
        self.links.contains_key(url)
    }

    /// The addresses that must be asked for: none of a private network, and none that was found in the last `days`.
    #[must_use]
    pub fn to_ask(&self, answers: &Answers, days: u16) -> Vec<String> {
        let fresh = |url: &str| self.day.is_some_and(|day| answers.is_fresh(url, day, days));
        let public = self.links.keys().filter(|url| host(url).is_some_and(|host| !is_private(&host)));
        public.filter(|url| !fresh(url)).cloned().collect()
    }

    /// Adds to `findings` what `answers` say of the links.
    #[must_use]
    pub fn judged(&self, findings: Findings, answers: &Answers) -> Findings {
        let found = self.links.iter().flat_map(|(url, places)| {
            let made = told(url, answers.get(url));
            places.iter().filter_map(move |place| {
                let (rule, message, hint) = made.clone()?;
                Some(Diagnostic::new(rule, place.clone(), message).hint(hint))
            })
        });
        findings.and(found.collect(), &self.levels)
    }
}

/// What is said of `url`.
fn told(url: &str, answered: Option<&Answered>) -> Option<(&'static crate::diagnostics::Rule, String, String)> {
    if host(url).is_some_and(|host| is_private(&host)) {
        let message = format!("`{url}` is an address of a private network, so nobody asks whether it is there");
        let hint = "readers elsewhere cannot open it: name an address that all of them can, or remove the link";
        return Some((&registry::PRIVATE_ADDRESS, message, hint.to_owned()));
    }
    let Answered { day, answer } = answered?;
    let day = WORDS.date(*day);
    Some(match answer {
        Answer::Fine => return None,
        Answer::Moved { to } => {
            (&registry::MOVED_FOR_GOOD, format!("`{url}` has moved for good"), format!("write `{to}`"))
        }
        Answer::Gone { status } => {
            let message = format!("`{url}` is gone: its host answered {status} on {day}");
            let hint = "link to where its content is now, or remove the link";
            (&registry::GONE, message, hint.to_owned())
        }
        Answer::UnknownHost => {
            let message = format!("`{url}` is gone: on {day} there was no such host");
            (&registry::GONE, message, "correct the name, or remove the link".to_owned())
        }
        Answer::Silent { why } => {
            let message = format!("`{url}` gave no answer on {day}: {why}");
            let hint = "open it in a browser; the next `check --external` asks again";
            (&registry::NO_ANSWER, message, hint.to_owned())
        }
    })
}
