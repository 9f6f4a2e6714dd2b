//! A request → its answer.

use std::path::PathBuf;
use std::sync::Arc;

use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use percent_encoding::percent_decode_str;
use tokio::sync::{Semaphore, oneshot, watch};

use super::body::Content;
use super::guard::{Asks, Guard, Refusal};
use super::site::Served;
use super::strangers::{self, Strangers};
use super::wish::{Desk, Wish};
use super::{PageStatus, RESERVED, ServedSite, inject, media, stream, token};
use crate::artifact::OutputPath;
use crate::source::{ContentHash, SourcePath};

/// Files that are read for readers at the same time; each is held whole while its hash is taken.
const READING: usize = 4;

/// Longest text of a page's part by which its source is sought.
const PART: usize = 400;

/// What all requests share.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) guard: Guard,
    pub(super) strangers: Strangers,
    pub(super) root: PathBuf,
    pub(super) policy: String,
    pub(super) token: String,
    pub(super) shown: watch::Receiver<Arc<PageStatus>>,
    pub(super) desk: Desk,
    pub(super) reading: Arc<Semaphore>,
}

impl Context {
    /// How many files may be read at once.
    pub(super) fn reading() -> Arc<Semaphore> {
        Arc::new(Semaphore::new(READING))
    }
}

const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const TOKEN: HeaderName = HeaderName::from_static("x-preview-token");

/// Files of the client, by name below [`RESERVED`].
const CLIENT: &[(&str, &str)] = &[
    ("preview.js", include_str!("client/preview.js")),
    ("preview.css", include_str!("client/preview.css")),
    ("idiomorph.js", include_str!("client/idiomorph/idiomorph.min.js")),
];

/// Answers `request`; says whether the connection now carries a stream.
pub(super) async fn answer(context: &Context, request: &Request<Incoming>) -> (Response<Content>, bool) {
    let head = request.method() == Method::HEAD;
    let (mut response, streams) = match refusal(context, request) {
        Some(Refusal::Status(status)) => (short(status), false),
        Some(Refusal::Name(name)) => (stranger(context, &name), false),
        None => admitted(context, request).await,
    };
    let headers = response.headers_mut();
    let policy = HeaderValue::from_str(&context.policy).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (OPENER, "same-origin"),
        (RESOURCE, "same-origin"),
        (PERMISSIONS, "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    if head && let Content::Whole(body) = response.body_mut() {
        let length = body.take().map_or(0, |bytes| bytes.len());
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    (response, streams)
}

/// Why a request is not answered.
fn refusal(context: &Context, request: &Request<Incoming>) -> Option<Refusal> {
    let headers = request.headers();
    let asks = if request.uri().path().starts_with(RESERVED) { Asks::Preview } else { Asks::Site };
    if let Err(refusal) = context.guard.admit(request.method(), request.uri(), headers, asks) {
        return Some(refusal);
    }
    let known = match asks {
        Asks::Site => [Method::GET, Method::HEAD].contains(request.method()),
        Asks::Preview => [Method::GET, Method::HEAD, Method::POST].contains(request.method()),
    };
    if !known {
        return Some(StatusCode::METHOD_NOT_ALLOWED.into());
    }
    // Nothing that may be asked for takes a body.
    let empty = headers.get(header::CONTENT_LENGTH).is_none_or(|length| length == "0");
    (!empty || headers.contains_key(header::TRANSFER_ENCODING)).then_some(StatusCode::PAYLOAD_TOO_LARGE.into())
}

/// The answer to somebody who asks under `name`: which option would let them in. The terminal says so once.
fn stranger(context: &Context, name: &str) -> Response<Content> {
    context.strangers.meet(name, |name, last| context.desk.hand_over(Wish::Name { name, last }));
    let mut response = short(StatusCode::FORBIDDEN);
    *response.body_mut() = Content::of(strangers::answer(name));
    response
}

async fn admitted(context: &Context, request: &Request<Incoming>) -> (Response<Content>, bool) {
    let path = request.uri().path();
    match path.strip_prefix(RESERVED) {
        Some(name) => preview(context, request, name).await,
        None => (page(context, request, path).await, false),
    }
}

/// An address of the site.
async fn page(context: &Context, request: &Request<Incoming>, path: &str) -> Response<Content> {
    let Some(site) = context.shown.borrow().site.clone() else { return waiting(context) };
    match site.find(path) {
        Served::Made(page) => made(context, request, &site, &page.clone(), StatusCode::OK),
        Served::Copy(page, source, hash) => copy(context, request, page.as_str(), source.clone(), hash).await,
        Served::Folder(address) => {
            let mut response = short(StatusCode::FOUND);
            if let Ok(address) = HeaderValue::from_str(&address) {
                response.headers_mut().insert(header::LOCATION, address);
            }
            response
        }
        Served::Nothing => match site.at("404.html") {
            Served::Made(page) => made(context, request, &site, &page.clone(), StatusCode::NOT_FOUND),
            _ => short(StatusCode::NOT_FOUND),
        },
    }
}

/// Bytes of the build; pages get the client.
fn made(
    context: &Context,
    request: &Request<Incoming>,
    site: &Arc<ServedSite>,
    page: &OutputPath,
    status: StatusCode,
) -> Response<Content> {
    let kind = media::type_of(page.as_str());
    let version = site.version(page);
    let bytes = site.bytes(page);
    let place = kind.starts_with("text/html").then(|| inject::place(bytes)).flatten();
    // The tags hold this run's token: a page that the browser kept from another run is another page.
    let run = context.token.get(24..).unwrap_or_default();
    let tag = if place.is_some() { format!("\"{version}-{run}\"") } else { format!("\"{version}\"") };
    if status == StatusCode::OK && is_held(request, &tag) {
        return unchanged(&tag);
    }
    let body = match place {
        None => Bytes::from_owner(SharedBytes { site: Arc::clone(site), page: page.clone() }),
        Some(at) => {
            let shown = if status == StatusCode::OK { version } else { format!("gone-{version}") };
            inject::with(bytes, at, &inject::tags(&shown, &context.token)).into()
        }
    };
    whole(status, kind, &tag, body)
}

/// Bytes of a site that is kept for as long as they are being sent.
struct SharedBytes {
    site: Arc<ServedSite>,
    page: OutputPath,
}

impl AsRef<[u8]> for SharedBytes {
    fn as_ref(&self) -> &[u8] {
        self.site.bytes(&self.page)
    }
}

/// A source file, if its bytes are still those that the build has seen.
async fn copy(
    context: &Context,
    request: &Request<Incoming>,
    path: &str,
    source: SourcePath,
    hash: ContentHash,
) -> Response<Content> {
    let tag = format!("\"{}\"", hash.hex(20));
    if is_held(request, &tag) {
        return unchanged(&tag);
    }
    let Ok(_permit) = context.reading.acquire().await else { return short(StatusCode::SERVICE_UNAVAILABLE) };
    let root = context.root.clone();
    let read = tokio::task::spawn_blocking(move || crate::io::read_same(&root, &source, hash)).await;
    if let Ok(Ok(Some(bytes))) = read {
        return whole(StatusCode::OK, media::type_of(path), &tag, bytes.into());
    }
    // It is being changed: the next version of the site is on its way.
    let mut response = short(StatusCode::SERVICE_UNAVAILABLE);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    response
}

/// The preview's own addresses.
async fn preview(context: &Context, request: &Request<Incoming>, name: &str) -> (Response<Content>, bool) {
    let asked = |name: &str| query(request.uri().query().unwrap_or_default(), name);
    if *request.method() != Method::POST {
        if let Some((name, text)) = CLIENT.iter().find(|(known, _)| *known == name) {
            let tag = format!("\"{}\"", ContentHash::of(text.as_bytes()).hex(20));
            let response = if is_held(request, &tag) {
                unchanged(&tag)
            } else {
                whole(StatusCode::OK, media::type_of(name), &tag, Bytes::from_static(text.as_bytes()))
            };
            return (response, false);
        }
        if name != "events" || *request.method() == Method::HEAD {
            return (short(StatusCode::NOT_FOUND), false);
        }
        if !token::is_same(&asked("token"), &context.token) {
            return (short(StatusCode::FORBIDDEN), false);
        }
        let parts = stream::start(context.shown.clone(), asked("page"), asked("version"));
        let mut response = Response::new(Content::Parts(parts));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        return (response, true);
    }
    let given = request.headers().get(TOKEN).and_then(|token| token.to_str().ok()).unwrap_or_default();
    if !token::is_same(given, &context.token) {
        return (short(StatusCode::FORBIDDEN), false);
    }
    let number = |name: &str| asked(name).parse::<u32>().unwrap_or(1).max(1);
    let wish = match name {
        "open" => Wish::Open { file: asked("file"), line: number("line"), column: number("column") },
        "as-of" => Wish::AsOf(asked("day")),
        "source" => return (source(context, asked("page"), asked("text")).await, false),
        _ => return (short(StatusCode::NOT_FOUND), false),
    };
    let taken = context.desk.hand_over(wish);
    (short(if taken { StatusCode::NO_CONTENT } else { StatusCode::SERVICE_UNAVAILABLE }), false)
}

/// Where a part of a page is written.
async fn source(context: &Context, page: String, mut text: String) -> Response<Content> {
    text.truncate(text.floor_char_boundary(PART));
    let (answer, answered) = oneshot::channel();
    // The page's address as an output path: what names no page of the site is not asked further.
    let site = context.shown.borrow().site.clone();
    let page = site.as_ref().and_then(|site| match site.find(&page) {
        Served::Made(page) => Some(page.to_string()),
        _ => None,
    });
    let Some(page) = page else { return short(StatusCode::NOT_FOUND) };
    if !context.desk.hand_over(Wish::Source { page, text, answer }) {
        return short(StatusCode::SERVICE_UNAVAILABLE);
    }
    match answered.await {
        Ok(json) => {
            let mut response = Response::new(Content::of(json));
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(_) => short(StatusCode::NOT_FOUND),
    }
}

/// A page for the time before the first good build: it holds the client, which shows the findings and comes back when
/// there is a site.
fn waiting(context: &Context) -> Response<Content> {
    let tags = inject::tags("none", &context.token);
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>No site yet</title>\n{tags}</head>\n<body>\n\
         <main><h1>No site yet</h1>\n<p>The site has errors. It appears here as soon as they are mended.</p></main>\n</body>\n</html>\n"
    );
    let mut response = whole(StatusCode::SERVICE_UNAVAILABLE, "text/html; charset=utf-8", "\"none\"", html.into());
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn whole(status: StatusCode, kind: &'static str, tag: &str, body: Bytes) -> Response<Content> {
    let mut response = Response::new(Content::of(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

fn unchanged(tag: &str) -> Response<Content> {
    let mut response = Response::new(Content::Whole(None));
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// An answer in the words of its status.
fn short(status: StatusCode) -> Response<Content> {
    let text = if status.is_success() { String::new() } else { format!("{status}\n") };
    let mut response = Response::new(Content::of(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match status {
        StatusCode::METHOD_NOT_ALLOWED => {
            headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        // What follows on this connection was meant for somebody else.
        StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE => {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        _ => {}
    }
    response
}

/// Whether the reader holds this version already (RFC 9110 section 13.1.2, weak comparison).
fn is_held(request: &Request<Incoming>, tag: &str) -> bool {
    let held = request.headers().get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    held.flat_map(|list| list.split(',')).any(|held| held.trim().trim_start_matches("W/") == tag)
}

/// A value of a query, decoded as `URLSearchParams` writes it.
fn query(query: &str, name: &str) -> String {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let value =
        pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value.replace('+', " ")).unwrap_or_default();
    percent_decode_str(&value).decode_utf8_lossy().into_owned()
}
