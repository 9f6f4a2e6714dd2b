"""Does the public tree say nothing of what only the internal one has? Addresses, names and sentences of internal pages, in any file.

Usage: python audiences.py PUBLIC INTERNAL
"""

import gzip
import json
import re
import sys
from pathlib import Path

from report import Report

PUBLIC, INTERNAL = Path(sys.argv[1]), Path(sys.argv[2])
report = Report("audiences")


def files(root):
    """Every file of a tree by its path; what is compressed is read as text too."""
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            found[path.relative_to(root).as_posix()] = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    return found


def strings(value):
    """Every string in a JSON value."""
    if isinstance(value, dict):
        value = list(value.values())
    return [text for each in value for text in strings(each)] if isinstance(value, list) else [value] if isinstance(value, str) else []


public, internal = files(PUBLIC), files(INTERNAL)
everything = b"\n".join(public.values())
only = sorted(set(internal) - set(public))
pages = [path for path in only if path.endswith("/index.html")]
report.check("the internal tree has pages that the public one has not", [] if pages else ["none"])
report.check(
    f"the public tree names none of the {len(pages)} pages that only the internal one has",
    [path for path in pages if f"/{path.removesuffix('index.html')}".encode() in everything],
)
# The title of a page without the site's: headings of reports say their day, which is that of others too.
titles = {path: re.search(rb"<title>(.*?) \xc2\xb7 ", internal[path], re.S) for path in pages}
words = {path: title[1].strip() for path, title in titles.items() if title}
report.check("nor their titles", [f"{path}: {text.decode()}" for path, text in words.items() if len(text) > 12 and text in everything])

# Sentences of the open data that only the internal audience gets: long enough to be nobody else's words.
said = {text for path, data in internal.items() if re.fullmatch(r"api/v1/(?!schema/).*\.json", path) for text in strings(json.loads(data))}
open_to_all = {text for path, data in public.items() if path.startswith("api/v1/") for text in strings(json.loads(data))}
secrets = sorted(text for text in said - open_to_all if len(text) > 24 and not text.startswith(("http:", "https:", "/")))
report.check(
    f"nor any of {len(secrets)} sentences that only the internal data has",
    [text[:80] for text in secrets if json.dumps(text, ensure_ascii=False)[1:-1].encode() in everything],
)
marked = [path for path, data in internal.items() if path.endswith(".html") and b'name="robots" content="noindex"' not in data]
report.check("every internal page asks not to be indexed", [path for path in marked if b'http-equiv="refresh"' not in internal[path]])
report.finish()
