//! Addresses as open data print them: absolute when the site has a base URL, else from the root of its host.

use super::shape::Address;
use crate::snapshot::Snapshot;
use crate::source::SourcePath;

/// Scheme and host of the site (`https://pmo.example.org`); `None` without a base URL.
#[must_use]
pub fn origin<'a>(cx: &Snapshot<'a>) -> Option<&'a str> {
    let base = cx.model.config.base_url.as_deref()?;
    base.strip_suffix(cx.plan.base())
}

/// Host and path of the site, for ids that must be unique in the world: two sites below one host differ in their paths.
/// `pmo-site.invalid` without a base URL (RFC 2606 reserves it).
#[must_use]
pub fn authority(cx: &Snapshot<'_>) -> String {
    let host = origin(cx).and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    let host = host.filter(|host| !host.is_empty()).unwrap_or("pmo-site.invalid");
    [host, cx.plan.base().trim_end_matches('/')].concat()
}

/// The address of something at `url` below the site's root (`/programs/`).
#[must_use]
pub fn address(cx: &Snapshot<'_>, url: &str) -> Address {
    Address([origin(cx).unwrap_or_default(), &cx.href(url)].concat())
}

/// The address of a program's page.
#[must_use]
pub fn program(cx: &Snapshot<'_>, slug: &str) -> Address {
    address(cx, &format!("/programs/{slug}/"))
}

/// The address of the report `update` of a program.
#[must_use]
pub fn update(cx: &Snapshot<'_>, program: &str, update: &str) -> Address {
    address(cx, &format!("/programs/{program}/updates/{update}/"))
}

/// The address of a person's page.
#[must_use]
pub fn person(cx: &Snapshot<'_>, slug: &str) -> Address {
    address(cx, &format!("/team/{slug}/"))
}

/// An address that the record `file` gives: of another site, or of a page of this one.
#[must_use]
pub fn given(cx: &Snapshot<'_>, url: &str, file: &SourcePath) -> Address {
    let href = cx.plan.target(url, file);
    if href.starts_with('/') { Address([origin(cx).unwrap_or_default(), &href].concat()) } else { Address(href) }
}
