//! Pages with calls.

use super::super::trial::page;

fn html(source: &str) -> String {
    page(source).html
}

#[test]
fn a_callout_holds_blocks_and_ends_a_list_before_it() {
    assert_eq!(
        html("- a\n{{% alert title=\"Mind *this*\" color=\"warning\" %}}\n- b\n{{% /alert %}}\nc\n"),
        "<ul>\n<li>a</li>\n</ul>\n<div class=\"callout warning\" role=\"note\"><p class=\"callout-title\">Mind \
         <em>this</em></p>\n<ul>\n<li>b</li>\n</ul>\n</div>\n<p>c</p>\n"
    );
}

#[test]
fn a_call_in_a_list_item_or_a_quote_stands_in_it() {
    assert_eq!(
        html("1. a\n\n   {{< alert >}}\n   b\n\n       code\n   {{< /alert >}}\n2. c\n"),
        "<ol>\n<li>\n<p>a</p>\n<div class=\"callout note\" role=\"note\"><p class=\"callout-title\">Note</p>\n\
         <p>b</p>\n\
         <pre class=\"code\" tabindex=\"0\"><code>code\n</code></pre>\n</div>\n</li>\n<li>\n<p>c</p>\n</li>\n</ol>\n"
    );
    assert_eq!(
        html("> {{< details \"s\" >}}\n> b\n> {{< /details >}}\n"),
        "<blockquote>\n<details class=\"callout note\"><summary class=\"callout-title\">s</summary>\n<p>b</p>\n\
         </details>\n</blockquote>\n"
    );
}

#[test]
fn links_by_name_stand_in_destinations_cells_and_attributes() {
    let trial = page(
        "[x]({{< ref \"a.md#b\" >}}) and {{< relref c.md >}}\n\n|a|\n|-|\n|[y]({{<ref y>}})|\n\n<a href=\"{{< ref z \
         >}}\">z</a>\n",
    );
    assert_eq!(trial.links(), [("a.md#b", "a.md#b"), ("c.md", "c.md"), ("y", "y"), ("z", "z")]);
    assert_eq!(trial.findings(), []);
    let named: Vec<_> = trial.document.body.links.iter().map(|link| link.named).collect();
    assert_eq!(named, [true, true, true, false]);
}

#[test]
fn code_comments_and_escaped_calls_show_and_call_nothing() {
    let trial = page(
        "`{{< a >}}` {{</* b \"c\" */>}} <!-- {{< d >}} -->\n\n```\n{{% e %}}\n```\n\n    {{< f >}}\n\n<!--\n{{< g \
         >}}\n\n{{< h >}}\n-->\n",
    );
    assert_eq!(trial.findings(), []);
    assert!(trial.html.starts_with("<p><code>{{&lt; a &gt;}}</code> {{&lt; b \"c\" &gt;}} </p>"), "{}", trial.html);
    assert!(
        trial.html.contains("<code>{{% e %}}\n</code>") && trial.html.contains("{{&lt; f &gt;}}"),
        "{}",
        trial.html
    );
}

#[test]
fn tabs_take_their_names_from_themselves_or_from_those_around() {
    let html = html(
        "{{< tabs Linux \"Mac OS\" >}}\n    {{% codetab %}}\n```sh\na\n```\n    {{% /codetab %}}\n    {{% codetab \
         %}}\nb\n    {{% /codetab %}}\n{{< /tabs >}}\n\n\
         {{< tabpane lang=\"bash\" >}}\n  {{< tab header=\"X\" >}}\n  echo\n  {{< /tab >}}\n{{< /tabpane >}}\n",
    );
    assert!(html.starts_with("<div class=\"tabs\"><div class=\"tab\" role=\"group\" aria-label=\"Linux\">"), "{html}");
    assert!(html.contains("aria-label=\"Mac OS\"><p class=\"tab-title\">Mac OS</p>\n<p>b</p>"), "{html}");
    assert!(html.contains("<code class=\"language-bash\">") && html.contains("echo"), "{html}");
    let named =
        self::html("{{< tabs >}}\n{{< tab name=\"X\" codelang=\"yaml\" >}}\na: b\n- c\n{{< /tab >}}\n{{< /tabs >}}\n");
    assert!(named.contains("<code class=\"language-yaml\">") && !named.contains("<li>"), "{named}");
}

#[test]
fn what_is_not_known_is_shown_and_what_stands_in_it_is_read() {
    let trial = page("a {{< mine \"x\" >}} b\n\n{{% yours %}}\n**c** [d](e.md)\n{{% /yours %}}\n");
    assert_eq!(
        trial.html,
        "<p>a <code>{{&lt; mine \"x\" &gt;}}</code> b</p>\n<div class=\"placeholder\">\n<p><code>{{% yours \
         %}}</code></p>\n\
         <p><strong>c</strong> <a href=\"e.md\">d</a></p>\n</div>\n"
    );
    assert_eq!(trial.findings(), [("PMO-W0507", "{{< mine \"x\" >}}"), ("PMO-W0507", "{{% yours %}}")]);
    assert_eq!(trial.links(), [("e.md", "e.md")]);
}

#[test]
fn malformed_calls_are_told_where_they_stand_and_the_page_goes_on() {
    let trial = page("{{< alert >}}\na\n\n{{< details >}}b\n{{< /alert >}}\n\n{{< ref >}} {{< figure src=\"x\n");
    let codes: Vec<_> = trial.findings();
    assert_eq!(
        codes,
        [("PMO-W0531", "{{< details >}}"), ("PMO-W0531", "{{< ref >}}"), ("PMO-W0531", "{{< figure src=\"x"),]
    );
    assert!(trial.html.contains("<p>a</p>") && trial.html.contains("figure src"), "{}", trial.html);
}

#[test]
fn pictures_films_and_code_are_written_as_an_author_would() {
    let trial = page(
        "{{< figure src=\"a.png\" caption=\"A *b*\" >}}\n\n{{< youtube abc title=\"T\" >}}\n\n{{< highlight go >}}\nx \
         := 1\n{{< /highlight >}}\n",
    );
    assert!(
        trial.html.starts_with(
            "<figure class=\"figure-md\">\n<p><img src=\"a.png\" alt=\"A *b*\"></p>\n<figcaption>\n<p>A \
             <em>b</em></p>\n</figcaption>\n</figure>\n\
             <p><a href=\"https://www.youtube.com/watch?v=abc\">Video at youtube.com: T</a></p>\n<pre class=\"code\""
        ),
        "{}",
        trial.html
    );
}

#[test]
fn a_call_in_a_paragraph_parts_it_and_one_in_a_cell_is_a_line() {
    assert_eq!(
        html("a {{< alert >}}b{{< /alert >}} c\n\n|x|\n|-|\n|{{< alert >}}d{{< /alert >}}|\n").split("<table>").next(),
        Some(
            "<p>a</p>\n<div class=\"callout note\" role=\"note\"><p class=\"callout-title\">Note</p>\n<p>b</p>\n\
             </div>\n<p>c</p>\n\
             <section class=\"table-scroll\" tabindex=\"0\" aria-label=\"Table\">\n"
        )
    );
}

#[test]
fn references_and_notes_reach_into_calls() {
    let trial = page("{{% alert %}}\n[a] and[^n]\n{{% /alert %}}\n\n[a]: b.md\n[^n]: note\n");
    assert_eq!(trial.findings(), []);
    assert_eq!(trial.document.body.links.iter().map(|link| link.target.as_str()).collect::<Vec<_>>(), ["b.md"]);
    assert_eq!(trial.html.matches("<p>note").count(), 1, "{}", trial.html);
}
