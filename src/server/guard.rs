//! Who may ask: the browser of this machine's user, on a page of ours.
//!
//! Three strangers can reach a port on the loopback: a page of another site by way of the user's browser (told by
//! `Origin` and `Sec-Fetch-Site`), the same after it has made its own name resolve to this machine (told by `Host`),
//! and other programs of this machine, which could read the files themselves.

use std::net::{IpAddr, SocketAddr};

use hyper::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::{Method, StatusCode, Uri};

use super::strangers::host_name;

/// Names under which a preview may be asked for.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    address: SocketAddr,
    /// Further names that the user has allowed.
    names: Vec<String>,
}

/// Why a request is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// With this status.
    Status(StatusCode),
    /// It asks for another host, of this name.
    Name(String),
}

impl From<StatusCode> for Refusal {
    fn from(status: StatusCode) -> Self {
        Self::Status(status)
    }
}

/// What a request may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    /// Pages and files, also by a link on another site.
    Site,
    /// The preview's own addresses.
    Preview,
}

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");

impl Guard {
    pub(super) fn new(address: SocketAddr, names: &[String]) -> Self {
        Self { address, names: names.iter().map(|name| name.to_ascii_lowercase()).collect() }
    }

    /// Whether the request may be answered, else why it is refused.
    pub(super) fn admit(&self, method: &Method, uri: &Uri, headers: &HeaderMap, asks: Asks) -> Result<(), Refusal> {
        // A client that takes us for a proxy.
        if uri.scheme().is_some() || uri.authority().is_some() || !uri.path().starts_with('/') {
            return Err(StatusCode::BAD_REQUEST.into());
        }
        let host = once(headers, &HOST)?.ok_or(StatusCode::BAD_REQUEST)?;
        if !self.is_ours(host) {
            // Our own name with another port was no name that could be allowed.
            let name = host_name(host).filter(|name| !self.is_our_name(name));
            return Err(name.map_or(Refusal::Status(StatusCode::FORBIDDEN), Refusal::Name));
        }
        if let Some(origin) = once(headers, &ORIGIN)?
            && !self.is_our_origin(origin, host)
        {
            return Err(StatusCode::FORBIDDEN.into());
        }
        let (site, mode, dest) =
            (once(headers, &FETCH_SITE)?, once(headers, &FETCH_MODE)?, once(headers, &FETCH_DEST)?);
        let by_link =
            asks == Asks::Site && *method == Method::GET && mode == Some("navigate") && dest == Some("document");
        match site {
            // A program that is no browser, or an old one, which sends an `Origin` with whatever could do harm.
            None | Some("same-origin") => Ok(()),
            // Typed into the address bar, or a bookmark.
            Some("none") if asks == Asks::Site => Ok(()),
            Some(_) if by_link => Ok(()),
            Some(_) => Err(StatusCode::FORBIDDEN.into()),
        }
    }

    /// Whether `origin` is that of our pages, asked for as `host`. What forwards an allowed name may speak TLS on a
    /// port of its own, and may ask us under our own name.
    fn is_our_origin(&self, origin: &str, host: &str) -> bool {
        let own = origin.strip_prefix("http://").is_some_and(|origin| origin.eq_ignore_ascii_case(host));
        let forwarded = || origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        own || forwarded().is_some_and(|origin| self.is_allowed(origin))
    }

    /// Whether `host` is a name that the user has allowed, with any port or none: what forwards it has chosen the port.
    fn is_allowed(&self, host: &str) -> bool {
        host_name(host).is_some_and(|name| self.names.contains(&name))
    }

    /// Whether `host` names this server: a name or a number, and our port.
    fn is_ours(&self, host: &str) -> bool {
        if self.is_allowed(host) {
            return true;
        }
        let Some((name, port)) = host.rsplit_once(':') else {
            return self.address.port() == 80 && self.is_our_name(host);
        };
        port.parse() == Ok(self.address.port())
            && port.bytes().all(|byte| byte.is_ascii_digit())
            && self.is_our_name(name)
    }

    fn is_our_name(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        let number =
            name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(&name).parse::<IpAddr>().ok();
        match number {
            // Who asks for a number has not been misled by a name.
            Some(number) if self.address.ip().is_unspecified() => !number.is_unspecified(),
            Some(number) => number == self.address.ip() || (number.is_loopback() && self.address.ip().is_loopback()),
            None => name == "localhost" && (self.address.ip().is_loopback() || self.address.ip().is_unspecified()),
        }
    }
}

/// The value of a header that may come once, as text.
fn once<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h str>, StatusCode> {
    let mut values = headers.get_all(name).iter();
    let first = values.next();
    if values.next().is_some() {
        return Err(StatusCode::BAD_REQUEST);
    }
    first.map(|value| value.to_str().map_err(|_| StatusCode::BAD_REQUEST)).transpose()
}
