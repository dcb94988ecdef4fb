"""Presentations and workbooks, as small as they may be."""

import io
from zipfile import ZipFile

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.{}+xml"


def packed(parts: dict[str, str]) -> bytes:
    """An archive of some parts."""
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    nodes = "".join(
        f'<Relationship Id="{key}" Type="{_R}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{nodes}</Relationships>'


def _types(**parts: str) -> str:
    nodes = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for kind, name in parts.items())
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{nodes}</Types>'


def shape(content: str, role: str = "") -> str:
    """A shape with some paragraphs; `role` is that of a placeholder."""
    place = f'<p:ph type="{role}"/>' if role else ""
    return (
        f"<p:sp><p:nvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>{content}</p:txBody></p:sp>"
    )


def line(content: str, properties: str = "") -> str:
    """A paragraph of a shape."""
    return f'<a:p>{properties}{content}<a:endParaRPr lang="fr-FR"/></a:p>'


def run(text: str, looks: str = "", inside: str = "") -> str:
    """A run of letters."""
    return f'<a:r><a:rPr lang="fr-FR" {looks}>{inside}</a:rPr><a:t>{text}</a:t></a:r>'


def presentation(*slides: str, notes: str = "") -> bytes:
    """A presentation; `notes` are those of the first slide."""
    space = f'xmlns:a="{_A}" xmlns:p="{_P}" xmlns:r="{_R}"'
    entries = "".join(f'<p:sldId id="{256 + n}" r:id="s{n}"/>' for n in range(len(slides)))
    parts = {
        "[Content_Types].xml": "",
        "_rels/.rels": _relations({"a": ("officeDocument", "ppt/presentation.xml")}),
        "ppt/presentation.xml": f"<p:presentation {space}><p:sldIdLst>{entries}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": _relations(
            {f"s{n}": ("slide", f"slides/slide{n + 1}.xml") for n in range(len(slides))}
        ),
        "ppt/slides/_rels/slide1.xml.rels": _relations(
            {"l": ("hyperlink", "https://example.org/"), "n": ("notesSlide", "../notesSlides/notesSlide1.xml")}
        ),
        "ppt/notesSlides/notesSlide1.xml": f"<p:notes {space}><p:cSld><p:spTree>{notes}</p:spTree></p:cSld></p:notes>",
    }
    for n, slide in enumerate(slides, 1):
        parts[f"ppt/slides/slide{n}.xml"] = f"<p:sld {space}><p:cSld><p:spTree>{slide}</p:spTree></p:cSld></p:sld>"
    kind = _TYPE.format("presentationml.presentation.main")
    parts["[Content_Types].xml"] = _types(**{kind: "/ppt/presentation.xml"})
    return packed(parts)


def workbook(strings: list[str], *sheets: str, table: str = "") -> bytes:
    """A workbook: what is in its shared strings, the rows of its sheets, the range of a table on the first one."""
    entries = "".join(f'<sheet name="F{n}" sheetId="{n + 1}" r:id="s{n}"/>' for n in range(len(sheets)))
    related = {f"s{n}": ("worksheet", f"worksheets/sheet{n + 1}.xml") for n in range(len(sheets))}
    parts = {
        "[Content_Types].xml": _types(**{_TYPE.format("spreadsheetml.sheet.main"): "/xl/workbook.xml"}),
        "_rels/.rels": _relations({"a": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(related | {"t": ("sharedStrings", "sharedStrings.xml")}),
        "xl/sharedStrings.xml": f'<sst xmlns="{_S}" count="9" uniqueCount="{len(strings)}">'
        + "".join(f"<si>{one}</si>" for one in strings)
        + "</sst>",
        "xl/worksheets/_rels/sheet1.xml.rels": _relations({"t": ("table", "../tables/table1.xml")}),
    }
    if table:
        parts["xl/tables/table1.xml"] = f'<table xmlns="{_S}" id="1" ref="{table}"/>'
    for n, rows in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{_S}"><sheetData>{rows}</sheetData></worksheet>'
    return packed(parts)
