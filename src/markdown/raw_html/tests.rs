//! Raw HTML of pages.

use super::super::trial::{options, page, page_with};
use super::*;

#[test]
fn safe_elements_stay_and_their_addresses_are_links() {
    let trial = page(
        "<details open>\n<summary>S</summary>\n\n*md* <kbd>x</kbd><br>\n\n<a HREF='a.md?b&amp;c'>t</a> <img src=i.png alt=I width=9>\n\n</details>\n",
    );
    assert_eq!(
        trial.html,
        "<details open=\"\">\n<summary>S</summary>\n<p><em>md</em> <kbd>x</kbd><br></p>\n\
         <p><a href=\"a.md?b&amp;c\">t</a> <img alt=\"I\" src=\"i.png\" width=\"9\"></p>\n</details>\n"
    );
    assert_eq!(trial.links(), [("a.md?b&c", "<a HREF='a.md?b&amp;c'>"), ("i.png", "i.png")]);
    assert_eq!(trial.findings(), []);
}

#[test]
fn placeholders_are_shown_and_reported_once() {
    let trial = page("use <package> and <package>, </date>\n\n<organization-name>\n");
    assert_eq!(
        trial.html,
        "<p>use &lt;package&gt; and &lt;package&gt;, &lt;/date&gt;</p>\n&lt;organization-name&gt;\n"
    );
    assert_eq!(
        trial.findings(),
        [("PMO-W0504", "<package>"), ("PMO-W0504", "</date>"), ("PMO-W0504", "<organization-name>")]
    );
    assert_eq!(page("a \\<package> `<package>` <b>c</b>").findings(), []);
}

#[test]
fn what_is_not_allowed_goes_and_is_reported() {
    let trial = page(
        "a <script>alert(*1*)</script> b <p onclick=x style=y>c\n\n<iframe src=\"d\"></iframe>\n\n<style>\np {}\n\nq {}\n</style>\n\n<!-- e -->\n\nf <textarea> g\n",
    );
    let codes = trial.findings();
    assert_eq!(
        codes,
        [
            ("PMO-W0505", "<script>"),
            ("PMO-W0505", "<p onclick=x style=y>"),
            ("PMO-W0505", "<p onclick=x style=y>"),
            ("PMO-W0505", "<iframe src=\"d\">"),
            ("PMO-W0505", "<style>"),
            ("PMO-W0505", "<textarea>"),
        ]
    );
    for gone in ["alert", "onclick", "iframe", "style", "{}", "e --", "textarea"] {
        assert!(!trial.html.contains(gone), "{gone} in {}", trial.html);
    }
    assert!(trial.html.ends_with("<p>f  g</p>\n") && trial.links().is_empty(), "{}", trial.html);
}

#[test]
fn open_and_stray_tags_do_not_leave_their_place() {
    assert_eq!(page("a <b>c\n").html, "<p>a <b>c</b></p>\n");
    let link = page("<a href=\"https://e.example/\">x\n\ny\n\n- z\n").html;
    assert_eq!(link, "<p><a href=\"https://e.example/\">x</a></p>\n<p>y</p>\n<ul>\n<li>z</li>\n</ul>\n");
    let row = page("| a </td></tr> | b |\n|---|---|\n| c</li></p> | d |\n").html;
    assert!(row.contains("<th scope=\"col\">a </th>") && row.contains("<td>c</td>"), "{row}");
    let list = "<ul>\n<li>a\n<li>b</li>\n</ul>\n";
    assert_eq!(page(list).html, "<ul>\n<li>a\n</li><li>b</li>\n</ul>\n");
    assert_eq!(page("| a |\n|---|\n| b </div></table> |\n\nc").html.matches("</section>").count(), 1);
    assert_eq!(page("<a name=\"x\"/> y\n").html, "<p><a id=\"x\"></a> y</p>\n");
    assert_eq!(page("<div class=\"a\n").html, "&lt;div class=\"a\n");
}

#[test]
fn a_comment_that_is_not_closed_is_told() {
    assert_eq!(page("# T\n\n<!-- to do\n\nb\n").findings(), [("PMO-W0505", "<!--")]);
    assert_eq!(page("# T\n\n<!-- done -->\n\nb\n").findings(), []);
}

#[test]
fn trusted_html_stays_but_its_links_are_checked() {
    let html = "<div><video src=\"a.mp4\" onclick=\"b\"></video>\n<my-element>x</my-element> <!-- c -->\n<script>1 < 2</script></div>\n";
    let trial = page_with(options(HtmlPolicy::Trusted), html);
    assert_eq!(trial.html, html.replace("<video src=\"a.mp4\" onclick=\"b\">", "<video onclick=\"b\" src=\"a.mp4\">"));
    assert_eq!(trial.links(), [("a.mp4", "a.mp4")]);
    let refused = page_with(options(HtmlPolicy::Trusted), "<a href=javascript:x>y</a>\n");
    assert_eq!(
        (refused.html.as_str(), refused.findings()),
        ("<p><a href=\"#\">y</a></p>\n", vec![("PMO-E0404", "javascript:x")])
    );
}

#[test]
fn foreign_content_is_one_finding() {
    assert_eq!(
        page("<svg><path d=\"x\"/><text>y</text></svg> <path>\n").findings(),
        [("PMO-W0505", "<svg>"), ("PMO-W0504", "<path>")]
    );
}

#[test]
fn icons_of_fonts_become_signs_or_are_told() {
    let done = page("| <i class=\"fa-solid fa-check\"></i> |\n|---|\n| <i class='fas fa-times fa-lg'></i> |\n");
    assert!(done.html.contains(">✓</i>") && done.html.contains(">✗</i>"), "{}", done.html);
    assert_eq!(done.findings(), []);
    let rocket = page("<i class=\"fa-brands fa-rocket\"></i> Go, <i class=\"fa fa-rocket\"></i> on\n");
    assert_eq!(rocket.findings(), [("PMO-W0505", "<i class=\"fa-brands fa-rocket\">")]);
    assert_eq!(page("<i class=\"note\">x</i>\n").findings(), []);
    let own =
        page("<i class=\"fa-solid fa-check\">✓</i> <i class=\"fa-solid fa-sm fa-check\" aria-hidden=\"true\"></i>\n");
    assert!(own.html.matches('✓').count() == 2 && !own.html.contains("aria-hidden"), "{}", own.html);
}
