"""Do the schemas that editors use accept the reference site's records, and refuse what the program refuses?

Usage: python records.py BINARY SITE
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import yaml

from report import Report

BINARY, SITE = sys.argv[1], Path(sys.argv[2])
report = Report("records")
PLACES = {
    "config": ["pmo.yaml"],
    "program": ["content/programs/*/program.yaml"],
    "update": ["content/programs/*/updates/*.md"],
    "person": ["content/people/*.yaml"],
    "focus-area": ["content/focus-areas/*.yaml"],
    "levels": ["content/levels.yaml"],
    "holidays": ["content/holidays/*.yaml"],
    "intake": ["content/intake.yaml"],
}


class Plain(yaml.SafeLoader):
    """YAML as the program reads it: dates, times and words like `no` are text."""


KEPT = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:null"}
Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in KEPT] for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def read(path):
    """The record in a file: all of it, or its front matter."""
    text = path.read_text("utf-8")
    return yaml.load(text.split("---\n")[1] if path.suffix == ".md" else text, Plain)  # noqa: S506 - a safe loader


for kind, patterns in PLACES.items():
    schema = json.loads(subprocess.run([BINARY, "schema", kind], capture_output=True, check=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    paths = sorted(path for pattern in patterns for path in SITE.glob(pattern))
    wrong = [] if paths else ["there are none"]
    for path in paths:
        record = read(path)
        wrong += [f"{path.relative_to(SITE)}: {error.json_path}: {error.message[:160]}" for error in validator.iter_errors(record)]
        if validator.is_valid({**record, "no_such_key": 1}):
            wrong.append(f"{path.relative_to(SITE)}: the schema takes a key that the program refuses")
    report.check(f"{len(paths)} records of kind {kind} keep to their schema", wrong)
report.finish()
