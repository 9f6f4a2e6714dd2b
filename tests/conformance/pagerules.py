"""Does every page keep the house rules that no validator knows? Nothing inline, integrity that matches, a head that says what it is.

Usage: python pagerules.py TREE BASE_URL
"""

import base64
import hashlib
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from report import Report

ROOT, BASE = Path(sys.argv[1]), sys.argv[2]
NAME = ROOT.name
PREFIX = urlsplit(BASE).path
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src", "object": "data", "embed": "src"}
report = Report("pagerules")


class Page(HTMLParser):
    """What one page does that the rules speak of."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.inline, self.foreign, self.unproven, self.faults = [], [], [], []
        self.title, self.metas, self.links, self.lang, self.headings = "", {}, {}, None, 0
        self.within, self.redirects = None, False
        self.feed(path.read_text("utf-8"))
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.within = tag
        line = self.getpos()[0]
        if tag == "style" or (tag == "script" and "src" not in attributes):
            self.inline.append(f"{line}: <{tag}>")
        self.inline += [f"{line}: <{tag} {name}>" for name in attributes if name == "style" or name.startswith("on")]
        for value in attributes.values():
            if value and value.strip().lower().startswith(("javascript:", "vbscript:", "data:text")):
                self.inline.append(f"{line}: {value[:40]}")
        address = attributes.get(FETCHED.get(tag, ""))
        if tag == "link" and attributes.get("rel") in ("stylesheet", "icon", "preload", "modulepreload", "manifest"):
            address = attributes.get("href")
        if address is not None:
            self.fetched(line, tag, address, attributes)
        if tag == "html":
            self.lang = attributes.get("lang")
        elif tag == "h1":
            self.headings += 1
        elif tag == "meta":
            self.metas[attributes.get("name") or attributes.get("http-equiv") or ""] = attributes.get("content", "")
            self.redirects |= attributes.get("http-equiv") == "refresh"
        elif tag == "link":
            self.links[attributes.get("rel")] = attributes.get("href")
        elif tag == "a" and attributes.get("target") == "_blank" and "noopener" not in attributes.get("rel", ""):
            self.faults.append(f"{line}: target=_blank without rel=noopener")

    def handle_endtag(self, tag):
        self.within = None

    def handle_data(self, data):
        if self.within == "title":
            self.title += data

    def fetched(self, line, tag, address, attributes):
        """Something that a browser fetches by itself."""
        if urlsplit(address).scheme or address.startswith("//") or not address.startswith(PREFIX):
            self.foreign.append(f"{line}: {address}")
            return
        if tag == "script" or attributes.get("rel") == "stylesheet":
            stated = attributes.get("integrity", "")
            file = ROOT / unquote(urlsplit(address).path)[len(PREFIX) :]
            real = base64.b64encode(hashlib.sha384(file.read_bytes()).digest()).decode() if file.is_file() else "nothing"
            if stated != f"sha384-{real}":
                self.unproven.append(f"{line}: {address} has integrity {stated or 'none'}")


pages = {path: Page(path) for path in sorted(ROOT.rglob("*.html"))}
read = {path: page for path, page in pages.items() if not page.redirects}


def all_of(pick, among=None):
    """What `pick` finds on each page, with the page's name."""
    among = pages if among is None else among
    return [f"{path.relative_to(ROOT).as_posix()}:{text}" for path, page in among.items() for text in pick(page)]


def head(page):
    """What a page's head lacks."""
    if not page.lang:
        yield " <html> has no lang"
    if page.headings != 1:
        yield f" {page.headings} <h1>"
    if not page.title.strip():
        yield " no title"
    if not page.metas.get("description", "").strip():
        yield " no description"
    if "viewport" not in page.metas:
        yield " no viewport"


report.check(f"{NAME}: {len(pages)} pages have no inline script, style or handler", all_of(lambda page: page.inline))
report.check(f"{NAME}: {len(pages)} pages fetch only what the site serves", all_of(lambda page: page.foreign))
report.check(f"{NAME}: every script and style sheet has an integrity hash that is true", all_of(lambda page: page.unproven))
report.check(f"{NAME}: {len(read)} pages have a language, one <h1>, a title, a description and a viewport", all_of(head, read))
report.check(f"{NAME}: no page opens windows that can reach back", all_of(lambda page: page.faults))
titles, twice = {}, []
for path, page in read.items():
    other = titles.setdefault(page.title.strip(), path)
    if other is not path:
        twice.append(f"{path.relative_to(ROOT).as_posix()} and {other.relative_to(ROOT).as_posix()}: {page.title.strip()}")
report.check(f"{NAME}: every page has a title of its own", twice)
wrong = []
for path, page in read.items():
    below = path.relative_to(ROOT).as_posix().removesuffix("index.html")
    canonical = page.links.get("canonical")
    if path.name != "404.html" and "robots" not in page.metas and unquote(canonical or "") != BASE + below:
        wrong.append(f"{below}: canonical is {canonical}")
report.check(f"{NAME}: every page that wants to be found names its own address", wrong)
report.finish()
