//! The long forms of findings about the site as a whole.

use super::Long;

pub(super) const NO_CONFIG: Long = Long {
    explanation: "A site is a folder that contains a `pmo.yaml`, and this folder has none. The file can be one line \
                  long: everything except the title has a default. Run `pmo-site init` in an empty folder, or name the \
                  right folder with `--source`.",
    bad: r"# handbook/
content/
static/
",
    fixed: r"# pmo.yaml
site: { title: Our PMO }
",
};

pub(super) const STRAY_FILE: Long = Long {
    explanation: "The file is where a record or a page is expected, but it is neither, so it is not read and not \
                  published. Usually this is a mistake: a report that was saved in the wrong format, a record in the \
                  wrong folder, a copy that an editor or a merge left behind. Pages in unsupported formats, files that \
                  can run scripts, and keys are never published from `content/` either, even if a page links to them. \
                  Move the file where it belongs. Files that should be published unchanged go below `static/`.",
    bad: r"# content/people/ana.txt
Ana works from nine to five.
",
    fixed: r"# static/people/ana.txt
Ana works from nine to five.
",
};

pub(super) const UNPUBLISHED_FILE: Long = Long {
    explanation: "A file below `content/` is published if it is a picture, a sound or a film, or if a published page \
                  or record links to it. A link in a draft or in an internal item does not count. None of this is true \
                  for this file, so it is not published. Link to it where readers should find it, move it below \
                  `static/`, whose files are all published, or allow its file extension for the whole site with \
                  `assets: { allow: [.xlsx] }` in pmo.yaml. A file that nobody should read is better kept outside \
                  `content/`.",
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
    explanation: "Browsers run scripts that are in HTML, XML and SVG files, and servers run some files instead of \
                  sending them. Pages of this site cannot run such scripts. But this file is published unchanged, and \
                  on hosts that do not send our Content-Security-Policy it runs at the site's own address. Keep it \
                  only if you wrote it or know who did. An SVG drawing can be saved without its scripts.",
    bad: r"# static/badge.svg
<svg xmlns='http://www.w3.org/2000/svg' onload='count()'/>
",
    fixed: r"# static/badge.svg
<svg xmlns='http://www.w3.org/2000/svg'><title>Ready</title></svg>
",
};

pub(super) const SUSPECT_FILE: Long = Long {
    explanation: "Everything below `static/` is published, and this file has a name that editors, merges and backups \
                  give to leftover files, or a name that keys have. Remove it, or rename it if everyone may read it.",
    bad: r"# static/handbook.pdf.bak
last month's file
",
    fixed: r"# static/handbook-2025.pdf
last year's handbook, meant to be read
",
};

pub(super) const TEMPLATE: Long = Long {
    explanation: "A template of the theme cannot be read, or asks for a value that its page does not have. Nothing is \
                  published, because a page with a gap is worse than yesterday's page. Correct the place that the \
                  finding shows. To get a built-in template back, remove the file that replaces it. You can always \
                  extend a built-in template under its name with `default/` before it; docs/theming.md lists the \
                  blocks of each and the fields that it is given.",
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
    explanation: "`theme` names neither the default theme nor a folder below `themes/`. Correct the name, or add the \
                  folder with at least one file in `templates/` or `assets/`. To change a few things only, keep the \
                  default theme and put your own files into `themes/default/`, where they replace the built-in ones.",
    bad: r"# pmo.yaml
theme: northern
",
    fixed: r"# pmo.yaml
theme: northern
# themes/northern/assets/90-ours.css
h1 { letter-spacing: 0 }
",
};

pub(super) const OUTSIDE_FOLDER: Long = Long {
    explanation: "`paths` says where the folders of the site lie, from the folder of `pmo.yaml`: `content` for pages \
                  and records, `static` for files that are published as they are. Both lie within the site: what a \
                  site publishes must not depend on what else is on a machine. A hidden folder, `node_modules` and \
                  `themes` are no such folder. `.` is the folder of `pmo.yaml` itself. `diagrams.cache` names a \
                  folder for what may be deleted at any time: it lies within the site too, and not among what is \
                  published.",
    bad: r"# pmo.yaml
site: { title: Acme PMO }
paths: { content: ../docs }
",
    fixed: r"# pmo.yaml
site: { title: Acme PMO }
paths: { content: . }
",
};

pub(super) const NO_BASELINE: Long = Long {
    explanation: "`baseline` names the file beside `pmo.yaml` that lists the findings which are known: they pass, and \
                  only new ones are reported. Without that file nobody can tell which are new. `pmo-site check \
                  --update-baseline` writes it, and `pmo-site adopt` does so for a handbook that moves in.",
    bad: r"# pmo.yaml
site: { title: Acme PMO }
baseline: known-findings.json
",
    fixed: r"# pmo.yaml
site: { title: Acme PMO }
",
};

pub(super) const UNUSED_THEME_FILE: Long = Long {
    explanation: "A file of the site's theme replaces the built-in file with the same name. No page loads a file with \
                  the name of this one, and no loaded template extends or includes it, so it has no effect. Most often \
                  the name is misspelt. `pmo-site theme list` prints all names. A template that defines a component is \
                  always loaded, and a script only if a template asks for it. Only the folders `templates/` and \
                  `assets/` of a theme are read.",
    bad: r"# themes/default/templates/programs/progam.html
{% extends 'default/programs/program.html' %}
",
    fixed: r"# themes/default/templates/programs/program.html
{% extends 'default/programs/program.html' %}
",
};

pub(super) const LONE_SYNONYM: Long = Long {
    explanation: "A group of `synonyms` says that its words mean the same: who searches for one of them finds pages \
                  with the others. With fewer than two different words it changes nothing. Words that differ in \
                  capitals alone are one word, and a word needs a letter or a digit.",
    bad: r"# pmo.yaml
synonyms:
  - [PTO]
",
    fixed: r"# pmo.yaml
synonyms:
  - [PTO, paid time off]
",
};

pub(super) const TWICE_SYNONYM: Long = Long {
    explanation: "A word stands in two groups of `synonyms`. A search takes the first group that has it, so pages with \
                  the words of the second are not found. If all of them mean the same, make one group.",
    bad: r"# pmo.yaml
synonyms:
  - [PTO, paid time off]
  - [PTO, holiday]
",
    fixed: r"# pmo.yaml
synonyms:
  - [PTO, paid time off, holiday]
",
};

pub(super) const UNKNOWN_CODE: Long = Long {
    explanation: "`findings` names a code that does not exist, or one whose severity is fixed. Findings about syntax, \
                  types and references cannot be switched off: without them there would be no valid record to show. \
                  `pmo-site explain` lists all codes.",
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
    explanation: "`base_url` is the address of the site's first page: it begins with `https://` or `http://`, has a \
                  host, may have a path, and has no query and no fragment. Feeds, calendars and canonical addresses \
                  are built from it, so a wrong one breaks them all. Leave it out until you know the address.",
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
    explanation: "All pages and records of a site are in its folder `content`, and there is no such folder: it is \
                  missing, has another name, or `content` is not a folder. A build would replace the existing site \
                  with an empty one, so it publishes nothing. If the site has no pages yet, make an empty folder \
                  `content`.",
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
    explanation: "Files that are published unchanged are in `static`, templates and assets in `themes`. Both folders \
                  are optional. But here one of them is not a folder, or the case of its name is wrong, and a build \
                  would leave out everything in it. On a system without symbolic links, Git checks out a link as such \
                  a small file.",
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

pub(super) const UNKNOWN_FIELD: Long = Long {
    explanation: "Below `fields` a program, a person or a risk gives values of fields that this site has declared for \
                  its kind of record: `fields` of `pmo.yaml` says their id, on which records they stand and what they \
                  hold. This one is not declared there, so nobody can tell who may see it. Correct the id, or declare \
                  the field.",
    bad: r"# content/programs/apollo/program.yaml
fields: { jra: MOON-12 }
# pmo.yaml
fields:
  - { id: jira, on: program }
",
    fixed: r"# content/programs/apollo/program.yaml
fields: { jira: MOON-12 }
# pmo.yaml
fields:
  - { id: jira, on: program }
",
};

pub(super) const FIELD_CHOICES: Long = Long {
    explanation: "A field of the type `choice` takes one of its `choices`, and a field of another type takes none. \
                  Without choices no value is right; with choices and another type nobody can tell what was meant.",
    bad: r"# pmo.yaml
fields:
  - { id: size, on: program, type: choice }
",
    fixed: r"# pmo.yaml
fields:
  - { id: size, on: program, type: choice, choices: [small, large] }
",
};

pub(super) const LOGO: Long = Long {
    explanation: "`brand.logo` names a picture below `static/`, which the top bar of every page shows: an SVG, PNG or \
                  WebP file. This one has the ending of something else.",
    bad: r"# pmo.yaml
brand:
  logo: /logo.pdf
# static/logo.pdf
Acme
",
    fixed: r#"# pmo.yaml
brand:
  logo: /logo.svg
# static/logo.svg
<svg xmlns="http://www.w3.org/2000/svg"/>
"#,
};

pub(super) const LOW_CONTRAST: Long = Long {
    explanation: "Links, buttons and chosen things have the colour `brand.accent`. On the ground of the page its \
                  contrast is below 4.5 to 1, the least at which small text can be read by people with weak sight \
                  (WCAG 2.2, success criterion 1.4.3). The hint names the nearest shade that can be read. \
                  `accent_dark` is the colour on dark grounds; without it a shade of `accent` is taken that can be \
                  read there.",
    bad: r"# pmo.yaml
brand:
  accent: '#14b8a6'
",
    fixed: r"# pmo.yaml
brand:
  accent: '#0d7b6f'
",
};

pub(super) const RESERVED_SLUG: Long = Long {
    explanation: "The page `/programs/archive/` lists programs that ended a while ago, so no program can have the slug \
                  `archive`. Give its folder another name. If it was published already, write `formerly: [archive]` in \
                  its record: references to it stay valid, and its data stay at their old address.",
    bad: r"# content/programs/archive/program.yaml
name: Archive
summary: Keep what is old.
lifecycle: planned
focus_area: platform
dri: ana
",
    fixed: r"# content/programs/record-archive/program.yaml
name: Archive
summary: Keep what is old.
lifecycle: planned
focus_area: platform
dri: ana
formerly: [archive]
",
};
