"""HTML to Typst: one rule for each element, every text a string, and a refusal in one line for what
has no rule."""

import json
import re

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from creators.book.typst_writer import BookError, TypstWriter, quoted
from pdf_reader import Pdf
from small_book import PAGES, make_pdf, small_book

PAGE = "causes/milia"
TARGETS = {f"{PAGE}#", f"{PAGE}#how", "treat/cloth#", "#emergency-now"}


def write(text: str, depth: int = 1) -> str:
    """What the writer makes of an article with this HTML."""
    article = html.fragment_fromstring(text, create_parent="article")
    return TypstWriter(PAGE, depth, TARGETS).blocks(article)


RULES = {
    "a paragraph": ("<p>Wait <strong>now</strong>.</p>", '#"Wait ";#strong[#"now";];#".";'),
    "spaces at its ends": ("<p> Wait \n for it </p>", '#"Wait for it";'),
    "a space that no line breaks at": ("<p>day\u00a07</p>", '#"day\u00a07";'),
    "nothing": ("<p> </p>", ""),
    "text without a paragraph": ("Wait. <p>Now.</p> Go.", '#"Wait.";\n\n#"Now.";\n\n#"Go.";'),
    "a new line": ("<p>a<br>b</p>", '#"a";#" ";#linebreak();#"b";'),
    "a term": ('<p>A (<abbr title="a dot">pearl</abbr>)</p>', '#"A (";#"pearl";#")";'),
    "a raised number": ("<p>a<sup>2</sup></p>", '#"a";#super[#"2";];'),
    "a typed name": ("<p><code>a/b-c d</code></p>", '#"a/b-c d";'),
    "a heading": ("<h2>How</h2>", '#head(2, 2, ())[#"How";]'),
    "a chapter's heading": ('<h1 id="white">Dots</h1>', f'#head(1, 1, ("{PAGE}#", ))[#"Dots";]'),
    "a heading that a link leads to": (
        f'<h2 id="{PAGE}#how">How</h2>',
        f'#head(2, 2, ("{PAGE}#how", ))[#"How";]',
    ),
    "a list": (
        "<ul><li>a</li>\n<li><p>b</p><p>c</p></li></ul>",
        '#list([#"a";], [#"b";\n\n#"c";])',
    ),
    "a list in a list": (
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
        '#list([#"a";\n\n#list([#"b";])])',
    ),
    "a numbered list": ("<ol><li>a</li></ol>", '#enum(start: 1, [#"a";])'),
    "a list numbered on": ('<ol start="7"><li>a</li></ol>', '#enum(start: 7, [#"a";])'),
    "terms": ("<dl><dt>a</dt><dd>b</dd></dl>", '#terms(terms.item([#"a";], [#"b";]))'),
    "a way to a chapter": (
        '<p><a href="treat/cloth#">a cloth</a></p>',
        '#go("treat/cloth#")[#"a cloth";];',
    ),
    "a way out": (
        '<p><a href="https://a.example/?b=1#c">x</a></p>',
        '#web("https://a.example/?b=1#c")[#"x";];',
    ),
    "a number to dial": (
        '<p>Call <a href="tel:911">911</a></p>',
        '#"Call ";#dial("tel:911")[#"911";];',
    ),
    "a letter": ('<p><a href="mailto:a@b.example">x</a></p>', '#web("mailto:a@b.example")[#"x";];'),
    "a page of the site that is not in the book": (
        '<p><a href="https://a.example/x/" rel="up">x</a></p>',
        '#on-site("https://a.example/x/")[#"x";];',
    ),
    "a citation": (
        '<p>a<sup><a class="footnote-ref" href="about/sources#x">7</a></sup></p>',
        '#"a";#super[#cite-link("about/sources#x")[#"7";];];',
    ),
    "the numbers of a chapter's sources": (
        '<p class="cited"><a class="source" href="about/sources#x">7</a></p>',
        '#cited[#cite-link("about/sources#x")[#"7";];]',
    ),
    "the open mark": ('<p>a <a class="open-mark" href="#open-mark">◇</a></p>', '#"a ";#open-mark;'),
    "a place to go to": ('<p><a id="treat/cloth#"></a>x</p>', '#place-of("treat/cloth#");#"x";'),
    "a place that nobody goes to": ('<p><a id="treat/x"></a>x</p>', '#"x";'),
    "an item to go to": (
        '<ul><li id="treat/cloth#">x</li></ul>',
        '#list([#place-of("treat/cloth#");#"x";])',
    ),
    "a picture": (
        '<p><img src="/assets/bumps/dots.svg" width="75" height="30" alt="White dots"></p>',
        '#picture("assets/bumps/dots.svg", "White dots", 75, 30, ());',
    ),
    "a picture beside words": (
        '<p>See <img src="/assets/bumps/dots.svg" width="75" height="30" alt="White dots"></p>',
        '#"See ";#picture("assets/bumps/dots.svg", "White dots", 75, 30, ());',
    ),
    "a drawing": (
        (
            '<figure id="treat/cloth#"><p><img src="/assets/bumps/dots.svg" width="75" height="30"'
            ' alt="White dots"></p><figcaption>Dots.</figcaption></figure>'
        ),
        (
            '#place-of("treat/cloth#");#drawn(false, [#picture("assets/bumps/dots.svg", "White'
            ' dots", 75, 30, ());], [#"Dots.";])'
        ),
    ),
    "how urgent": ('<p class="level level--routine">x</p>', '#level[#"x";]'),
    "the answer": ('<p class="answer">x</p>', '#"x";'),
    "a box that is one only on a screen": ('<div class="side"><p>x</p></div>', '#"x";'),
    "lines that are read together": (
        '<div class="rule"><h2>Use</h2><ul><li>a</li></ul></div>',
        '#head(2, 2, ())[#"Use";]\n\n#whole-box(1)[#list([#"a";])]',
    ),
    "facts": ('<div class="facts"><p>abc</p></div>', '#whole-box(3)[#"abc";]'),
    "pictures beside their words": (
        (
            '<div class="pics"><ul><li><a href="treat/cloth#"><img src="/assets/bumps/dots.svg"'
            ' width="75" height="30" alt="White dots"> <strong>Dots</strong><br> <strong'
            ' class="level level--routine">At home</strong></a></li></ul></div>'
        ),
        (
            '#tiles(tile("assets/bumps/dots.svg", "White dots", [#go("treat/cloth#")['
            '#strong[#"Dots";];#" ";#linebreak();#" ";#strong[#"At home";];];]))'
        ),
    ),
    "a picture that leads on to its words, and these to how urgent": (
        (
            '<p><img src="/assets/bumps/dots.svg" width="75" height="30" alt="White dots"></p>'
            '<p>x</p><p class="level level--routine">y</p><p>z</p>'
        ),
        (
            '#kept[#picture("assets/bumps/dots.svg", "White dots", 75, 30, ());]\n\n'
            '#kept[#par[#"x";]]\n\n#level[#"y";]\n\n#"z";'
        ),
    ),
    "how urgent, above its signs": (
        '<p class="level level--routine">x</p><ul><li>a</li></ul>',
        '#kept[#level[#"x";]]\n\n#list([#"a";])',
    ),
    "who has reviewed it": ('<p class="review-status">x</p>', '#review-status[#"x";]'),
    "what to do": ('<p class="action">x</p>', '#"x";'),
    "words on the page": ('<div class="words"><p>x</p></div>', '#words[#"x";]'),
    "an entry of an index": ('<div class="r d1 k2"><p>x</p></div>', '#"x";'),
    "a wide table's box": ('<div class="scroll"><p>x</p></div>', '#"x";'),
    "a card": (
        '<div class="flags flags--routine"><p class="flags-title">Do</p><ul><li>a</li></ul></div>',
        '#card("routine", 3, 0, [#"Do";], [], [#list([#"a";])])',
    ),
    "a card with a heading": (
        (
            '<div class="flags flags--same_day"><h2 class="flags-title"'
            ' id="#emergency-now">If</h2><p>a</p></div>'
        ),
        '#card("same_day", 3, 2, [#"If";], [], [#place-of("#emergency-now");#"a";])',
    ),
    "a card without a title": (
        '<div class="flags flags--list"><ul><li>a</li></ul></div>',
        '#card("list", 1, 0, [], [], [#list([#"a";])])',
    ),
    "four cards": (
        (
            '<div class="four"><div class="flags flags--list"><p>a</p></div><div'
            ' class="flags flags--list"><p>b</p></div></div>'
        ),
        '#four(card("list", 1, 0, [], [], [#"a";]), card("list", 1, 0, [], [], [#"b";]))',
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_each_element_becomes_a_call(name: str):
    text, expected = RULES[name]
    assert write(text) == expected


def test_a_card_knows_the_heading_above_it():
    """It stands over the card again where that goes on, on the next page."""
    card = '<h2>Today</h2><p>Read.</p><div class="flags flags--same_day"><p>a</p></div>'
    assert write(card).endswith('#card("same_day", 1, 0, [], [#"Today";], [#"a";])')


def test_a_heading_has_its_level_in_the_book():
    assert (
        write("<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>", depth=2)
        == f'#head(1, 2, ("{PAGE}#", ))[#"a";]\n\n#head(2, 3, ())[#"b";]\n\n#head(3, 4,'
        ' ())[#"c";]\n\n#head(2, 3, ())[#"d";]'
    )


def table(head: str, *rows: str) -> str:
    """A table: cells are divided by |."""
    lines = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows
    )
    heads = "".join(f"<th>{cell}</th>" for cell in head.split("|"))
    return (
        f"<table><caption>x</caption><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
    )


def test_a_table_has_its_headings_and_rows():
    found = write(table("a|b", "c|<strong>d</strong>", "e|f"))
    assert found == (
        '#records(([#"a";], [#"b";], ), (([#"c";], [#strong[#"d";];], ), ([#"e";], [#"f";], ), ))'
    )


UNKNOWN = [
    "<blockquote>x</blockquote>",
    "<pre>x</pre>",
    "<h5>x</h5>",
    '<p class="fine">x</p>',
    '<div class="new">x</div>',
    "<div>x</div>",
    "<p><em>x</em></p>",
    "<p><kbd>x</kbd></p>",
    '<div class="flags flags--new"><p>x</p></div>',
    '<div class="flags flags--list"></div>',
    '<div class="do-now"><p>x</p></div>',
    "<ul><p>x</p></ul>",
    "<dl><dt>a</dt><dt>b</dt><dd>c</dd></dl>",
    "<dl><dd>c</dd></dl>",
    "<figure><p>x</p></figure>",
    '<div class="four"><p>x</p></div>',
    '<div class="pair"><ul><li>x</li></ul></div>',
    '<div class="four"><div>x</div></div>',
    '<p><svg width="1"></svg></p>',
    "<p><script>x</script></p>",
    "<p><input></p>",
    "<p><img alt='x y'></p>",
    '<p><img src="/assets/bumps/dots.svg" alt="" width="75" height="30"></p>',
    '<p>See <img src="/assets/bumps/dots.svg" alt="x y"></p>',
]


@pytest.mark.parametrize("text", UNKNOWN)
def test_an_element_or_class_without_a_rule_is_refused_with_its_page_and_tag(text: str):
    with pytest.raises(BookError) as refused:
        write(text)
    line = str(refused.value)
    assert line.startswith(
        f"{PAGE}: element: expected one that creators/book/typst_writer.py has a rule for; got <"
    )
    named = re.search(
        r"; got <(\w+( class=\".*\")?)>; do add its rule there, or write the page without it$", line
    )[1]
    assert f"<{named}" in text


SIGNS = st.characters(exclude_categories=["Cs"]) | st.sampled_from('\\"#$*_@<[`')
"""Any sign, and often one that means something in Typst."""
TEXTS = st.text(SIGNS, max_size=30)


@settings(max_examples=20, deadline=None)
@given(st.lists(TEXTS, min_size=10, max_size=10))  # Typst is asked for ten at once
def test_any_text_is_a_string_of_typst(texts: list[str]):
    source = "".join(f"#metadata({quoted(text)})<it>\n" for text in texts)
    assert json.loads(typst.query(source.encode(), "<it>", field="value")) == texts


MARKUP = [
    "#let x = 1",
    "#panic()",
    "$x^2$",
    "*not bold*",
    "_not slanted_",
    "@nobody",
    "[in brackets]",
    "<label>",
    "back\\slash \\u{41}",
    'say "no"',
    "// no comment",
    "/* none */",
    "`code`",
    "= heading",
    "- item",
    "+ item",
    "/ term: x",
    "a~b",
    "a---b",
    "a -- b",
    "http://a.example/",
    "'quotes'",
    "“curly”",
    "#",
    "{x}",
    "(x)",
    "1. one",
    "...",
    "¼ ≥ é ß",
    "&amp;",
    "%",
    "^2",
    "\\",
]


def test_what_looks_like_markup_comes_out_as_the_words_that_it_is(tmp_path):
    items = "".join(f"<li>{escape(text)}</li>" for text in MARKUP)
    book = small_book(
        pages={
            **PAGES,
            "treat/cloth": f"<h1>Cool cloth</h1><ul>{items}</ul><p>{escape(' '.join(MARKUP))}</p>",
        }
    )
    made = Pdf(make_pdf(tmp_path, book))
    found = [made.text(body) for body in made.root.find("LBody")]
    assert [text for text in MARKUP if text not in found] == []


def escape(text: str) -> str:
    """Text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def test_the_page_is_not_changed():
    article = html.fragment_fromstring(
        PAGES["causes/rash"] + PAGES["identify"].replace("../", "/"), create_parent="article"
    )
    for element in article.xpath(".//nav|.//hr|.//*[@class='footnote']"):
        element.drop_tree()
    before = html.tostring(article)
    written = [TypstWriter("", 1, TARGETS).blocks(article) for _ in range(2)]
    assert written[0] == written[1] and html.tostring(article) == before
