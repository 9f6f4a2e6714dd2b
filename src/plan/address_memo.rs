//! The addresses of the last build, which hold as long as what decides them does.

use std::sync::Arc;

use super::addresses::Addresses;
use super::outline;
use crate::config::{Config, Forge, Privacy};
use crate::model::Audience;
use crate::parse::records::Visibility;
use crate::parse::{AddressRules, Parsed};
use crate::validate::BuildScope;

/// The addresses of the last build and what they were made of.
#[derive(Debug, Default)]
pub struct AddressMemo {
    keeps: bool,
    last: Option<(AddressContext, Arc<Parsed>, Arc<Addresses>)>,
}

/// What decides addresses besides the files.
#[derive(Debug, PartialEq)]
struct AddressContext {
    scope: BuildScope,
    audience: Audience,
    external: Vec<(String, String)>,
    schemes: Arc<[String]>,
    default_visibility: Visibility,
    privacy: Privacy,
    base: String,
    redirects: Option<Arc<str>>,
    forge: Option<Forge>,
    rules: AddressRules,
}

impl AddressMemo {
    /// A memo that keeps what it is given.
    #[must_use]
    pub fn warm() -> Self {
        Self { keeps: true, last: None }
    }

    /// The addresses of `parsed`, as [`Addresses::of`] gives them.
    pub fn addresses(
        &mut self,
        parsed: &Arc<Parsed>,
        config: &Config,
        scope: BuildScope,
        audience: Audience,
    ) -> Arc<Addresses> {
        if !self.keeps {
            return Arc::new(Addresses::of(parsed, config, scope, audience));
        }
        let schemes = Arc::clone(&config.markdown.schemes);
        let (external, default_visibility, base) =
            (config.external.clone(), config.default_visibility, config.base_path().to_owned());
        let (privacy, redirects) = (config.privacy, config.host_files.redirects.clone());
        let (forge, rules) = (config.forge.clone(), config.addresses.clone());
        let surroundings = AddressContext {
            scope,
            audience,
            external,
            schemes,
            default_visibility,
            privacy,
            base,
            redirects,
            forge,
            rules,
        };
        let known = self.last.take().filter(|(same, files, _)| *same == surroundings && outline::same(files, parsed));
        let addresses = known
            .map_or_else(|| Arc::new(Addresses::of(parsed, config, scope, audience)), |(_, _, addresses)| addresses);
        self.last = Some((surroundings, Arc::clone(parsed), Arc::clone(&addresses)));
        addresses
    }
}
