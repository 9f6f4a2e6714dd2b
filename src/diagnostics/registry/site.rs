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
    explanation: "The file stands where a record or a page is expected and is none, so it is neither read nor published. That is usually a \
                  slip: a report saved in the wrong format, a record in the wrong folder, a copy that an editor or a merge left. Nor are pages \
                  in formats that are not built, files that can run scripts, and keys published from below `content/`, whoever leads to \
                  them. Move the file where it belongs; what should be published as it is goes below `static/`.",
    bad: r"# content/people/ana.txt
Ana works from nine to five.
",
    fixed: r"# static/people/ana.txt
Ana works from nine to five.
",
};

pub(super) const UNPUBLISHED_FILE: Long = Long {
    explanation: "A file below `content/` is published when it is a picture, a sound or a film, or when a published page or record leads to it: \
                  a draft or an internal item does not count. This file is none of these, so it stays inside. Link to it where readers should \
                  find it, move it below `static/`, whose files are all published, or allow its ending for the whole site with \
                  `assets: { allow: [.xlsx] }` in pmo.yaml. A file that nobody should read is better kept outside `content/`.",
    bad: r"# content/handbook/plan.xlsx
no page leads to this file
",
    fixed: r"# content/handbook/plan.xlsx
no page leads to this file
# pmo.yaml
assets: { allow: [.xlsx] }
",
};

pub(super) const ACTIVE_FILE: Long = Long {
    explanation: "Browsers run scripts in HTML, in XML and in drawings that hold any, and servers run some files instead of sending them. A page \
                  of this site cannot do that, but such a file is published as it is and runs at the site's own address, on hosts that do not \
                  send our policy. Keep it only if you wrote it or know who did; a drawing can be saved without its scripts.",
    bad: r"# static/badge.svg
<svg xmlns='http://www.w3.org/2000/svg' onload='count()'/>
",
    fixed: r"# static/badge.svg
<svg xmlns='http://www.w3.org/2000/svg'><title>Ready</title></svg>
",
};

pub(super) const SUSPECT_FILE: Long = Long {
    explanation: "Everything below `static/` is published, and the name of this file is one that editors, merges and backups give to what they \
                  leave behind, or one that keys have. Remove it, or rename it if it is meant to be read by everyone.",
    bad: r"# static/handbook.pdf.bak
last month's file
",
    fixed: r"# static/handbook-2025.pdf
last year's handbook, meant to be read
",
};

pub(super) const TEMPLATE: Long = Long {
    explanation: "A template of the theme cannot be read, or asks for a value that its page does not have. Nothing is published, since a \
                  page with a hole in it is worse than yesterday's page. Correct the place that the finding shows; a template that \
                  replaces one of the default theme can be removed to get that one back. The built-in templates can always be \
                  extended below `default/`; docs/theming.md has their blocks and what they are given.",
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

pub(super) const UNUSED_THEME_FILE: Long = Long {
    explanation: "A file of the site's theme takes the place of the built-in file with the same name. This one has a name that no page \
                  loads, and no template that is loaded extends or includes it, so it changes nothing. Most often the name has a slip \
                  in it. `pmo-site theme list` prints all names. A template that defines a component is always loaded, a script only \
                  where a template asks for it, and beside `templates/` and `assets/` no folder of a theme is read.",
    bad: r"# themes/default/templates/programs/progam.html
{% extends 'default/programs/program.html' %}
",
    fixed: r"# themes/default/templates/programs/program.html
{% extends 'default/programs/program.html' %}
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

pub(super) const NO_CONTENT: Long = Long {
    explanation: "All pages and records of a site lie in its folder `content`, and there is no such folder: it is missing, has another name, \
                  or something that is no folder is called so. A build would publish an empty site over the one that is there, so it \
                  publishes nothing. A site that has no pages yet has an empty `content`.",
    bad: r"# handbook/
pmo.yaml
Content/
",
    fixed: r"# handbook/
pmo.yaml
content/
",
};

pub(super) const NO_FOLDER: Long = Long {
    explanation: "Files that are published as they are lie in `static`, templates and assets in `themes`. A site may do without them, but here \
                  one is no folder, or a folder has its name in other capital letters; a build would leave out all that is in it. On \
                  a system that does not know symbolic links, a link in a repository is checked out as a small file of this kind.",
    bad: r"# handbook/
pmo.yaml
content/
Static/
",
    fixed: r"# handbook/
pmo.yaml
content/
static/
",
};
