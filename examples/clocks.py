#!/usr/bin/env python3
"""Derives the list of present-day clocks from the zone database's zonenow.tab, which is in the public domain.

    python3 -m venv tzdata && tzdata/bin/pip install tzdata==2026.6
    python3 examples/clocks.py tzdata/lib/python3*/site-packages/tzdata/zoneinfo/zonenow.tab > src/time/clocks.txt

Standard library only; the same input gives the same bytes. The order is that of the file: from west to east by offset.
"""

import hashlib
import sys

SOURCE_SHA256 = "7f9d1c11445af7a17862c20a9081226d31a09a1730e270ff59a34c8d2b4c7f7f"


def main():
    data = open(sys.argv[1], "rb").read()
    found = hashlib.sha256(data).hexdigest()
    if found != SOURCE_SHA256:
        sys.exit(f"{sys.argv[1]} has SHA-256 {found}, not {SOURCE_SHA256}")
    for line in data.decode().splitlines():
        if not line.startswith("#"):
            print(line.split("\t")[2])


main()
