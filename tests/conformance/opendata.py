"""Is the open data what its formats promise? Feeds, calendars, tables, documents and the sitemap, each read by somebody else's reader.

Usage: python opendata.py TREE BASE_URL
"""

import csv
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser
import icalendar
import jsonschema

from report import Report

ROOT, BASE = Path(sys.argv[1]), sys.argv[2]
HERE = Path(__file__).parent
NAME = ROOT.name
FORMULA = tuple("=+-@\t\r")
report = Report("opendata")


def found(pattern):
    """Files that match, and the check that there are any."""
    paths = sorted(ROOT.glob(pattern))
    report.check(f"{NAME}: there are files like {pattern}", [] if paths else ["none"])
    return paths


def short(path):
    """A path below the tree."""
    return path.relative_to(ROOT).as_posix()


def on_site(address):
    """The file of an address of the site; `None` when there is none."""
    if not address.startswith(BASE):
        return None
    below = unquote(urlsplit(address).path)[len(urlsplit(BASE).path) :]
    path = ROOT / below
    path = path / "index.html" if below == "" or below.endswith("/") else path
    return path if path.is_file() else None


def feeds():
    """Atom: the grammar (jing), then a feed reader."""
    paths = found("feeds/**/*.xml")
    run = subprocess.run(["jing", "-c", HERE / "atom.rnc", *paths], capture_output=True, text=True, check=False)
    grammar = [line.replace(f"{ROOT}/", "") for line in run.stdout.splitlines()]
    report.check(f"{NAME}: {len(paths)} feeds follow the grammar of RFC 4287", grammar or ([run.stderr] if run.returncode else []))
    wrong = []
    for path in paths:
        feed = feedparser.parse(path.read_bytes())
        where = short(path)
        if feed.bozo:
            wrong.append(f"{where}: {feed.bozo_exception}")
        ids = [entry.id for entry in feed.entries]
        if len(set(ids)) != len(ids):
            wrong.append(f"{where}: ids repeat")
        if feed.entries and feed.feed.updated < max(entry.updated for entry in feed.entries):
            wrong.append(f"{where}: is older than its newest entry")
        dates = [entry.updated for entry in feed.entries]
        if dates != sorted(dates, reverse=True):
            wrong.append(f"{where}: the newest entry is not the first")
        relations = [sorted(link.rel for link in part.links if link.rel != "related") for part in (feed.feed, *feed.entries)]
        if relations != [["alternate", "self"], *(["alternate"] for _ in feed.entries)]:
            wrong.append(f"{where}: an alternate link and, in the feed, one to itself are needed: {relations}")
        for link in [*feed.feed.links, *(link for entry in feed.entries for link in entry.links)]:
            if on_site(link.href) is None:
                wrong.append(f"{where}: {link.href} leads nowhere")
        for entry in feed.entries:
            for part in entry.content:
                wrong += [f"{where}: {entry.id} has a relative address {found_in}" for found_in in re.findall(r'(?:href|src)="(/[^"]*)', part.value)]
    report.check(f"{NAME}: a feed reader takes {len(paths)} feeds without a complaint", wrong)


def sitemap():
    """The sitemap protocol: namespace, absolute addresses, dates, limits; and that it lists the pages that exist."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    wrong, listed = [], []
    first, robots = ROOT / "sitemap.xml", (ROOT / "robots.txt").read_text("utf-8").splitlines()
    if "Disallow: /" in robots:
        listed = ["sitemap.xml"] if first.exists() else []
        listed += [line for line in robots if line.startswith("Sitemap:")]
        report.check(f"{NAME}: a site that wants no crawler names no addresses to one", listed)
        return
    queue = [first] if first.is_file() else wrong.append("there is no sitemap.xml") or []
    for path in queue:
        data = path.read_bytes()
        root = ET.fromstring(data)
        if len(data) > 50 * 2**20:
            wrong.append(f"{short(path)}: more than 50 MiB")
        if root.tag == f"{space}sitemapindex":
            for item in root.iter(f"{space}loc"):
                part = on_site(item.text)
                queue.append(part) if part else wrong.append(f"{item.text} does not exist")
            continue
        if root.tag != f"{space}urlset":
            wrong.append(f"{short(path)}: {root.tag}")
        if len(root) > 50_000:
            wrong.append(f"{short(path)}: {len(root)} addresses")
        for url in root:
            names = [child.tag.removeprefix(space) for child in url]
            if names not in (["loc"], ["loc", "lastmod"]):
                wrong.append(f"{short(path)}: <url> holds {names}")
            loc = url.findtext(f"{space}loc")
            listed.append(loc)
            if on_site(loc) is None:
                wrong.append(f"{loc} does not exist")
            modified = url.findtext(f"{space}lastmod")
            if modified and not re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?", modified):
                wrong.append(f"{loc}: lastmod {modified}")
    report.check(f"{NAME}: the sitemap is valid and its {len(listed)} addresses exist", wrong)
    wrong = [f"{loc} is listed twice" for loc in {loc for loc in listed if listed.count(loc) > 1}]
    files = {on_site(loc) for loc in listed}
    for path in sorted(ROOT.rglob("*.html")):
        text = path.read_text("utf-8")
        hidden = 'name="robots" content="noindex"' in text or 'http-equiv="refresh"' in text or path.name == "404.html"
        if hidden and path in files:
            wrong.append(f"{short(path)} is listed and asks not to be")
        if not hidden and path not in files:
            wrong.append(f"{short(path)} is not listed")
    report.check(f"{NAME}: the sitemap lists the pages that want to be found, each once", wrong)
    report.check(f"{NAME}: robots.txt names the sitemap", [] if f"Sitemap: {BASE}sitemap.xml" in robots else robots)


def calendars():
    """iCalendar (RFC 5545): lines, folding, ids, stamps, ends."""
    paths = found("calendar/**/*.ics")
    wrong, events = [], 0
    for path in paths:
        data, where = path.read_bytes(), short(path)
        if b"\n" in data.replace(b"\r\n", b"") or not data.endswith(b"\r\n"):
            wrong.append(f"{where}: a line does not end with CR LF")
        long = [line for line in data.split(b"\r\n") if len(line) > 75]
        wrong += [f"{where}: {len(line)} octets: {line[:40]!r}" for line in long]
        for line in data.split(b"\r\n"):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                wrong.append(f"{where}: a character is folded in two: {line[-20:]!r}")
        calendar = icalendar.Calendar.from_ical(data)
        wrong += [f"{where}: {key} is missing" for key in ("VERSION", "PRODID") if key not in calendar]
        seen = set()
        for event in calendar.walk("VEVENT"):
            events += 1
            uid = str(event.get("UID"))
            if event.errors:
                wrong.append(f"{where}: {uid}: {event.errors}")
            if uid in seen:
                wrong.append(f"{where}: {uid} repeats")
            seen.add(uid)
            stamp = event.get("DTSTAMP")
            if stamp is None or not isinstance(stamp.dt, datetime) or stamp.dt.tzinfo is None:
                wrong.append(f"{where}: {uid}: DTSTAMP is no time in UTC")
            start, end = event.get("DTSTART"), event.get("DTEND")
            in_utc = start is not None and isinstance(start.dt, datetime) and start.dt.utcoffset() == timedelta(0)
            if not in_utc and (start is None or type(start.dt) is not date):
                wrong.append(f"{where}: {uid}: DTSTART is neither a day nor a time in UTC")
            elif end is not None and end.dt <= start.dt:
                wrong.append(f"{where}: {uid}: DTEND is the first moment after the event, and here it is not after its start")
            url = event.get("URL")
            if url is not None and on_site(str(url)) is None:
                wrong.append(f"{where}: {uid}: {url} does not exist")
    report.check(f"{NAME}: {len(paths)} calendars with {events} events keep RFC 5545", wrong)


def tables():
    """CSV (RFC 4180): one width, a header without repeats, nothing that a spreadsheet would run."""
    paths = found("data/**/*.csv")
    wrong = []
    for path in paths:
        text, where = path.read_bytes().decode("utf-8"), short(path)
        if "\n" in re.sub(r'"[^"]*"', "", text).replace("\r\n", ""):
            wrong.append(f"{where}: a record does not end with CR LF")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        if not rows:
            wrong.append(f"{where}: has no header")
            continue
        if len(set(rows[0])) != len(rows[0]) or not all(rows[0]):
            wrong.append(f"{where}: header {rows[0]}")
        for number, row in enumerate(rows, 1):
            if len(row) != len(rows[0]):
                wrong.append(f"{where}: record {number} has {len(row)} of {len(rows[0])} cells")
            run = [cell for cell in row if cell.startswith(FORMULA) and not re.fullmatch(r"[+-]?\d+(\.\d+)?", cell)]
            wrong += [f"{where}: record {number}: a spreadsheet runs {cell[:30]!r}" for cell in run]
    report.check(f"{NAME}: {len(paths)} tables are CSV by RFC 4180 and run nothing", wrong)


def strings(value):
    """Every string in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def documents():
    """JSON: each schema is one, each document keeps to the one that it names, and the index lists them all."""
    schemas, wrong = {}, []
    for path in found("api/v1/schema/*.json"):
        schema = json.loads(path.read_bytes())
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            wrong.append(f"{short(path)}: {error.message}")
        if on_site(schema.get("$id", "")) != path:
            wrong.append(f"{short(path)}: $id is {schema.get('$id')}")
        schemas[schema.get("$id")] = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    report.check(f"{NAME}: {len(schemas)} schemas are JSON Schema 2020-12 and lie where they say", wrong)
    paths = [path for path in found("api/v1/**/*.json") if path.parent.name != "schema"]
    wrong, used = [], set()
    for path in paths:
        document, where = json.loads(path.read_bytes()), short(path)
        name = document.get("schema")
        if name not in schemas:
            wrong.append(f"{where}: names the schema {name}")
            continue
        used.add(name)
        # A fault of a field is in every row: one line for each field, with where it was seen first.
        seen = {}
        for error in schemas[name].iter_errors(document):
            field = re.sub(r"\[\d+\]", "[]", error.json_path)
            seen.setdefault(field, []).append(f"{where}: {error.json_path}: {error.message[:160]}")
        wrong += [f"{first} and {len(rest)} more at {field}" if rest else first for field, (first, *rest) in seen.items()]
        wrong += [f"{where}: {text} does not exist" for text in strings(document) if text.startswith(BASE) and on_site(text) is None]
    report.check(f"{NAME}: {len(paths)} documents keep to their schemas", wrong)
    wrong = [f"no document uses {name}" for name in sorted(set(schemas) - used)]
    index = json.loads((ROOT / "api/v1/index.json").read_bytes())
    listed = {on_site(row["url"]) for row in index["documents"]}
    # A program's document at a slug that it had before is kept for those who ask there, and not listed.
    former = [path for path in paths if path.parent.name == "programs" and json.loads(path.read_bytes()).get("slug") != path.stem]
    wrong += [f"the index does not list {short(path)}" for path in paths if path not in listed and path not in former]
    report.check(f"{NAME}: the index lists every document, and every schema is used", wrong)
    wrong = []
    for path in sorted(ROOT.rglob("*.json")):
        try:
            json.loads(path.read_bytes().decode("utf-8"))
        except ValueError as error:
            wrong.append(f"{short(path)}: {error}")
    report.check(f"{NAME}: every .json file is JSON", wrong)


for group in (feeds, sitemap, calendars, tables, documents):
    try:
        group()
    except Exception as error:  # noqa: BLE001 - one broken format must not hide the others
        report.check(f"{NAME}: {group.__name__} can be read", [f"{type(error).__name__}: {error}"])
report.finish()
