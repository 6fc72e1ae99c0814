"""What pandoc's DOCX needs to look like ours and to be of use to everybody: parts of its files in,
parts of its files out.

The look itself is overrides/paper/ebook-styles.xml: a clinic that edits the DOCX can change all
warning signs, all headings or all tables in one place.
"""

from __future__ import annotations

from lxml import etree

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = {"w": W}
FOOTER = "word/footer1.xml"
CONTENTS = {"Heading1": "TOC1", "Heading2": "TOC2"}
"""The headings that the contents list, and the style of each there."""
_FOOTER_ID = "rIdFooter"
_FOOTER_TYPE = f"{R}/footer"
_PAGE = (
    f'<w:sectPr xmlns:w="{W}" xmlns:r="{R}"><w:footerReference w:type="default"'
    f' r:id="{_FOOTER_ID}"/><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1080" w:right="1200"'
    ' w:bottom="1080" w:left="1200" w:header="600" w:footer="600" w:gutter="0"/></w:sectPr>'
)
"""US Letter, with text that fits on A4 as well, and the number of the page at its foot."""


def create_styles(default: bytes, ours: bytes) -> bytes:
    """pandoc's styles, those that we have too being ours, and none with a font or color of its own
    or tied to another."""
    root, own = (
        etree.fromstring(default),
        etree.fromstring(ours, etree.XMLParser(remove_comments=True)),
    )
    for element in root.xpath("//w:rFonts|//w:color|//w:link", namespaces=NAMES):
        element.getparent().remove(element)
    root.replace(root.find("w:docDefaults", NAMES), own.find("w:docDefaults", NAMES))
    styles = {style.get(_w("styleId")): style for style in root.iterfind("w:style", NAMES)}
    for style in own.findall("w:style", NAMES):
        if (old := styles.get(style.get(_w("styleId")))) is not None:
            root.replace(old, style)
        else:
            root.append(style)
    return _written(root)


def create_page(document: bytes) -> bytes:
    """The document of the reference with our size of page and a footer: pandoc takes both over."""
    root = etree.fromstring(document)
    section = root.find(".//w:sectPr", NAMES)
    section.getparent().replace(section, etree.fromstring(_PAGE))
    return _written(root)


def create_footer() -> bytes:
    """The number of the page."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle'
        ' w:val="Footer"/></w:pPr><w:fldSimple'
        ' w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
    ).encode()


def add_footer(relations: bytes) -> bytes:
    """The list of the document's parts with the footer."""
    root = etree.fromstring(relations)
    footer = etree.SubElement(root, f"{{{etree.QName(root).namespace}}}Relationship")
    footer.attrib.update(
        {"Id": _FOOTER_ID, "Type": _FOOTER_TYPE, "Target": FOOTER.removeprefix("word/")}
    )
    return _written(root)


def finish_document(document: bytes) -> bytes:
    """The document with contents that need no updating, no row of a table split over two pages, and
    its first heading on the page of the title, so that the urgency cards are the first thing in it.
    """
    root = etree.fromstring(document)
    for row in root.iter(_w("tr")):
        if row.find("w:trPr", NAMES) is None:
            row.insert(0, _new("trPr"))
        row.find("w:trPr", NAMES).insert(0, _new("cantSplit"))
    first, *others = _headings(root, "Heading1")
    first.find("w:pPr", NAMES).append(_new("pageBreakBefore", val="0"))
    for following in others[:1]:
        _bookmark(following).addprevious(_contents(root))
    return _written(root)


def finish_settings(settings: bytes) -> bytes:
    """The settings as of a document of Word 2013 or later: in one of before, Word does not offer to
    check the accessibility."""
    root = etree.fromstring(settings)
    mode = _new(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val="15",
    )
    root.find("w:rsids", NAMES).addprevious(_new("compat", mode))
    return _written(root)


def _contents(root: Element) -> Element:
    """A table of contents: links for a program that cannot update it, in a field that Word can fill
    with the numbers of the pages."""
    entries = [_entry(heading) for heading in _headings(root, *CONTENTS)]
    start = [
        _field("begin"),
        _new("r", _text("instrText", 'TOC \\o "1-2" \\h \\z \\u')),
        _field("separate"),
    ]
    for number, part in enumerate(start, 1):
        entries[0].insert(number, part)
    entries[-1].append(_field("end"))
    title = _new(
        "p", _new("pPr", _new("pStyle", val="TOCHeading")), _new("r", _text("t", "Contents"))
    )
    kind = _new(
        "docPartObj", _new("docPartGallery", val="Table of Contents"), _new("docPartUnique")
    )
    return _new("sdt", _new("sdtPr", kind), _new("sdtContent", title, *entries))


def _entry(heading: Element) -> Element:
    words = "".join(heading.itertext(_w("t")))
    link = _new(
        "hyperlink", _new("r", _text("t", words)), anchor=_bookmark(heading).get(_w("name"))
    )
    return _new("p", _new("pPr", _new("pStyle", val=CONTENTS[_style(heading)])), link)


def _headings(root: Element, *styles: str) -> list[Element]:
    return [paragraph for paragraph in root.iter(_w("p")) if _style(paragraph) in styles]


def _style(paragraph: Element) -> str | None:
    style = paragraph.find("w:pPr/w:pStyle", NAMES)
    return style.get(_w("val")) if style is not None else None


def _bookmark(heading: Element) -> Element:
    """The start of a heading's bookmark, which pandoc writes just before it."""
    return next(heading.itersiblings(_w("bookmarkStart"), preceding=True))


def _field(kind: str) -> Element:
    return _new("r", _new("fldChar", fldCharType=kind))


def _text(tag: str, words: str) -> Element:
    element = _new(tag)
    element.text = words
    return element


def _new(tag: str, *children: Element, **attributes: str) -> Element:
    element = etree.Element(
        _w(tag), {_w(name): value for name, value in attributes.items()}, nsmap=NAMES
    )
    element.extend(children)
    return element


def _w(tag: str) -> str:
    return f"{{{W}}}{tag}"


def _written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
