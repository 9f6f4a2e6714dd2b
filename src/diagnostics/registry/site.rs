//! The long forms of findings about the site as a whole.

use super::Long;

pub(super) const NO_CONFIG: Long = Long {
    explanation: "A site is a folder with a `pmo.yaml` in it, and this folder has none. The file may be one line long: everything but the \
                  title has a default. Run `pmo-site init` in an empty folder, or name the right folder with `--source`.",
    bad: r"# handbook/
content/
static/
",
    fixed: r"# pmo.yaml
site: { title: Our PMO }
",
};

pub(super) const STRAY_FILE: Long = Long {
    explanation: "The file stands where a record is expected and is none, so it is neither read nor published. That is usually a slip: a \
                  report saved in the wrong format, or a record in the wrong folder. Move it where it belongs; files that should be \
                  published as they are go below `static/`.",
    bad: r"# content/people/ana.txt
Ana works from nine to five.
",
    fixed: r"# static/people/ana.txt
Ana works from nine to five.
",
};

pub(super) const TEMPLATE: Long = Long {
    explanation: "A template of the theme cannot be read, or asks for a value that its page does not have. Nothing is published, since a \
                  page with a hole in it is worse than yesterday's page. Correct the place that the finding shows; a template that \
                  replaces one of the default theme can be removed to get that one back.",
    bad: r"# themes/default/templates/not-found.html
{% extends 'base.html' %}
{% block main %}{{ page.titel }}{% endblock main %}
",
    fixed: r"# themes/default/templates/not-found.html
{% extends 'base.html' %}
{% block main %}<h1>There is no such page</h1>{% endblock main %}
",
};

pub(super) const UNKNOWN_THEME: Long = Long {
    explanation: "`theme` names neither the default theme nor a folder below `themes/`. Correct the name, or add the folder with at least \
                  one file in `templates/` or `assets/`. To change a few things only, keep the default theme and lay your own files over \
                  it in `themes/default/`.",
    bad: r"# pmo.yaml
theme: northern
",
    fixed: r"# pmo.yaml
theme: northern
# themes/northern/assets/90-ours.css
h1 { letter-spacing: 0 }
",
};

pub(super) const UNKNOWN_CODE: Long = Long {
    explanation: "`findings` names a code that does not exist, or one whose severity is fixed. Findings about syntax, types and references \
                  cannot be switched off: there would be no sound record to show. `pmo-site explain` lists all codes.",
    bad: r"# pmo.yaml
findings:
  PMO-E0301: warning
",
    fixed: r"# pmo.yaml
findings:
  PMO-E0401: warning
",
};

pub(super) const BASE_URL: Long = Long {
    explanation: "`base_url` is the address of the site's first page: it begins with `https://` or `http://`, has a host, may have a path, \
                  and has neither a query nor a fragment. Feeds, calendars and canonical addresses are built from it, so a wrong one \
                  breaks them all. Leave it out while the address is not known.",
    bad: r"# pmo.yaml
site:
  title: Our PMO
  base_url: pmo.example.com
",
    fixed: r"# pmo.yaml
site:
  title: Our PMO
  base_url: https://pmo.example.com/
",
};
