"""Does the site of a past day say what its own history says? The records are folded here a second time.

usage: history.py PMO-SITE SITE

Builds SITE for three past days and compares the open data with the YAML of the records: which programs there are, what
their dated fields say, which milestones are in the plan, what was promised for them and who owns them. The fold is
this script's own: an entry of `changes` dated after the day says what a field was, the earliest such entry first.
"""

import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

from report import Report

DAYS = ["2026-04-02", "2026-09-01", "2026-10-15"]
FIELDS = ["name", "lifecycle", "dri", "backup", "sponsor", "focus_area", "stage", "priority", "cadence"]


def then(record, field, day):
    """What `field` of a record or an item said at the end of `day`."""
    later = [entry for entry in record.get("changes", []) if entry["date"] > day and field in entry["was"]]
    return min(later, key=lambda entry: entry["date"])["was"][field] if later else record.get(field)


def reports(folder, day):
    """The front matter of the reports up to `day`, oldest first, each with its day."""
    found = []
    for path in sorted(folder.glob("updates/*.md")):
        date = datetime.date.fromisoformat(path.stem[:10])
        front = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        if date <= day and not front.get("draft"):
            found.append((date, front))
    return found


def exists(record, folder, day):
    """Whether the record of a program is there on `day`."""
    if "recorded" in record:
        return record["recorded"] <= day
    if then(record, "lifecycle", day) in ("proposed", "planned"):
        return True
    first = [date for date, _ in reports(folder, datetime.date.max)] + [then(record, "start", day)]
    return min(date for date in first if date) <= day


def milestones(record, day):
    """The milestones of a program on `day`: what was promised, who owns them, whether they are given up."""
    plan = {}
    for item in record.get("milestones", []):
        if item.get("added", datetime.date.min) > day:
            continue
        later = [entry for entry in record.get("rebaselines", []) if entry["date"] > day and item["id"] in entry["was"]]
        was = min(later, key=lambda entry: entry["date"])["was"][item["id"]] if later else item["baseline"]
        dropped = item.get("dropped", {}).get("date")
        given_up = str(dropped) if dropped and dropped <= day else None
        plan[item["id"]] = (str(was), then(item, "owner", day), then(item, "name", day), given_up)
    return plan


def spoken_of(record, folder):
    """Whether a page or a record outside of the folder of a program leads to it, by any slug that it had."""
    content = folder.parent.parent
    slug = "(?:" + "|".join(re.escape(slug) for slug in [folder.name, *record.get("formerly", [])]) + ")"
    leads = re.compile(rf"/programs/{slug}/|provider: {slug}\b|successors: .*\b{slug}\b")
    files = [path for path in content.rglob("*") if path.suffix in (".md", ".yaml") and folder not in path.parents]
    return any(leads.search(path.read_text(encoding="utf-8")) for path in files)


def differences(records, data, day):
    """What the open data of `day` say otherwise than the records."""
    expected = {slug for slug, (record, folder) in records.items() if exists(record, folder, day)}
    # Whoever waits for a program knows of it.
    for record, _ in [records[slug] for slug in sorted(expected)]:
        needs = [item["provider"] for item in record.get("dependencies", []) if isinstance(item["provider"], str)]
        expected |= {provider.split("#")[0] for provider in needs} & set(records)
    published = {program["slug"]: program for program in json.loads((data / "programs.json").read_text())["programs"]}
    if missing := expected - set(published):
        yield f"programs: {sorted(missing)} are not there"
    # A program that is spoken of is there as well: a link to it would lead nowhere.
    unspoken = [slug for slug in set(published) - expected if not spoken_of(*records[slug])]
    if unspoken:
        yield f"programs: {sorted(unspoken)} are there, and nobody speaks of them"
    for slug in sorted(expected & set(published)):
        record, folder = records[slug]
        for field in FIELDS:
            is_so, should = published[slug][field], then(record, field, day)
            if field in record and is_so != should:
                yield f"{slug}: `{field}` is {is_so}, and was {should}"
        whole = json.loads((data / "programs" / f"{slug}.json").read_text())
        plan = {
            item["id"]: (item["baseline"], item["owner"], item["name"], item["dropped"] and item["dropped"]["date"])
            for item in whole["milestones"]
        }
        for item, should in milestones(record, day).items():
            if plan.pop(item, None) != should:
                yield f"{slug}: {item} should be {should}"
        for item in plan:
            yield f"{slug}: {item} was not in the plan"
        last = reports(folder, day)
        if whole["last_update"] != (str(last[-1][0]) if last else None):
            yield f"{slug}: the last report is of {whole['last_update']}"


def main():
    binary, site = sys.argv[1], pathlib.Path(sys.argv[2])
    report = Report("history")
    records = {}
    for path in sorted(site.glob("content/programs/*/program.yaml")):
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        if record.get("visibility", "public") == "public":
            records[path.parent.name] = (record, path.parent)
    for day in DAYS:
        with tempfile.TemporaryDirectory() as folder:
            tree = pathlib.Path(folder) / "site"
            command = [binary, "build", "--source", site, "--output", tree, "--as-of", day, "--no-sync", "--quiet"]
            built = subprocess.run(command, capture_output=True, text=True)
            if built.returncode:
                report.check(f"the site of {day} can be built", [built.stderr])
                continue
            data = tree / "api" / "v1"
            report.check(
                f"the site of {day} says what its records say of that day",
                differences(records, data, datetime.date.fromisoformat(day)),
            )
    report.finish()


main()
