"""Does the program turn wall times into UTC as Python's zoneinfo does, for every place of the zone database?

Usage: python zones.py BINARY SITE. Python writes what it expects, `cargo test --test all zones::` in SITE reads it. Two controls must
differ, or the comparison proves nothing: the other side of every gap and fold, and Morocco's clocks as they were before September
2026.
"""

import importlib.resources
import os
import random
import re
import subprocess
import sys
import tempfile
import zoneinfo
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import tzdata
from report import Report

zoneinfo.reset_tzpath(to=[])  # the pinned package alone, never the machine's copy
BINARY, SITE = sys.argv[1], Path(sys.argv[2])
report = Report("zones")
FIRST, LAST = date(2026, 1, 1), date(2029, 12, 31)
DAYS = [FIRST + timedelta(days=day) for day in range((LAST - FIRST).days + 1)]
EPOCH = date(1970, 1, 1)
# Midnight, the hours in which clocks jump, office hours, midnight at the end, and past it as in a night shift.
WALL = [0, 30, 60, 90, 119, 120, 150, 179, 180, 195, 240, 540, 1020, 1380, 1410, 1440, 1470, 1530, 1590, 1800]
RANDOM_DAYS = 60


def degrees(text):
    """`±DDMM`, `±DDDMM`, `±DDMMSS` or `±DDDMMSS` in degrees."""
    digits = text[1:]
    whole = 2 if len(digits) in (4, 6) else 3
    parts = int(digits[:whole]) + int(digits[whole : whole + 2]) / 60 + int(digits[whole + 2 :] or 0) / 3600
    return -parts if text[0] == "-" else parts


def places():
    """The rows of zone.tab: name, country, latitude, longitude."""
    table = (importlib.resources.files("tzdata.zoneinfo") / "zone.tab").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    for country, where, name, *_ in sorted(rows, key=lambda row: row[2]):
        latitude, longitude = re.fullmatch(r"([+-]\d+)([+-]\d+)", where).groups()
        yield name, country, degrees(latitude), degrees(longitude)


def dates(name):
    """Random days, the same in every run, and four days around each clock change."""
    zone = zoneinfo.ZoneInfo(name)
    offsets = [datetime(day.year, day.month, day.day, tzinfo=timezone.utc).astimezone(zone).utcoffset() for day in DAYS]
    changes = [at for at in range(1, len(DAYS)) if offsets[at] != offsets[at - 1]]
    around = {at + step for at in changes for step in (-2, -1, 0, 1) if 0 <= at + step < len(DAYS)}
    return sorted(around | set(random.Random(name).sample(range(len(DAYS)), RANDOM_DAYS)))


def resolve(zone, day, minutes, fold):
    """UTC minutes since 1970 of a wall time; fold 0 is the first of two, and forward out of a gap."""
    local = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return int(local.replace(tzinfo=zone, fold=fold).timestamp()) // 60


def write(path, fold=0, only=None, shift=0):
    """Writes expectations and returns how many wall times they hold and how many of those lie in gaps or folds."""
    conversions = unclear = 0
    with open(path, "w", encoding="utf-8") as out:
        print("release", tzdata.IANA_VERSION, file=out)
        print("wall", *WALL, file=out)
        for name, country, latitude, longitude in PLACES:
            if only and name != only:
                continue
            zone = zoneinfo.ZoneInfo(name)
            print("zone", name, country, f"{latitude:.4f}", f"{longitude:.4f}", file=out)
            for at in CHOSEN[name]:
                day = DAYS[at]
                midnight = (day - EPOCH).days * 1440
                both = [(resolve(zone, day, minutes, fold), resolve(zone, day, minutes, 1 - fold)) for minutes in WALL]
                unclear += sum(one != other for one, other in both)
                conversions += len(both)
                print(day, *(one - midnight + shift for one, _ in both), file=out)
    return conversions, unclear


def compare(path):
    """Runs the program's side: conversions and differences, or what went wrong."""
    command = ["cargo", "test", "--locked", "--features", "network", "--quiet", "--test", "all", "zones::", "--", "--nocapture"]
    run = subprocess.run(command, cwd=SITE, env={**os.environ, "PMO_SITE_ZONES": str(path)}, capture_output=True, text=True, check=False)
    found = re.search(r"^zones: (\d+) conversions, (\d+) differences$", run.stdout, re.MULTILINE)
    return tuple(map(int, found.groups())) if found else (run.stdout + run.stderr)[-2000:]


PLACES = list(places())
CHOSEN = {name: dates(name) for name, *_ in PLACES}
version = subprocess.run([BINARY, "--version"], capture_output=True, text=True, check=True).stdout
report.check(f"the program and this package are of release {tzdata.IANA_VERSION}", [] if tzdata.IANA_VERSION in version else [version.strip()])

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "expected"
    conversions, unclear = write(path)
    found = compare(path)
    report.check(
        f"{conversions} wall times in {len(PLACES)} places, {unclear} of them in gaps and folds, are the same instants",
        [] if found == (conversions, 0) and conversions >= 500_000 else [str(found)],
    )
    _, unclear = write(path, fold=1)
    found = compare(path)
    report.check(
        f"the other side of {unclear} gaps and folds differs, and nothing else",
        [] if found == (conversions, unclear) else [str(found)],
    )
    stale, _ = write(path, only="Africa/Casablanca", shift=-60)
    found = compare(path)
    report.check("Morocco an hour off differs everywhere", [] if found == (stale, stale) else [str(found)])
report.finish()
