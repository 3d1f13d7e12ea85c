"""Word files made for tests: a body, numbering, and parts by their kind."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _write(archive, name, content):
    """Write a part with a fixed time: the same body gives the same bytes."""
    archive.writestr(zipfile.ZipInfo(name), content)


def docx(body, **parts):
    """Return a DOCX with a body, and parts by their kind (`styles`, `numbering`, `footnotes`, `header` …)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        overrides = "".join(
            f'<Override PartName="/word/{kind}.xml" ContentType="{KIND}.{kind}{"" if kind != "document" else ".main"}+xml"/>'
            for kind in ("document", *parts)
        )
        _write(
            archive,
            "[Content_Types].xml",
            "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
            "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
            f"<Default Extension='xml' ContentType='application/xml'/>{overrides}</Types>",
        )
        _write(
            archive,
            "_rels/.rels",
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            f'<Relationship Id="r" Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        _write(archive, "word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        links = "".join(f'<Relationship Id="{kind}" Type="{RELATION}/{kind}" Target="{kind}.xml"/>' for kind in parts)
        _write(
            archive,
            "word/_rels/document.xml.rels",
            f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{links}</Relationships>",
        )
        for kind, xml in parts.items():
            _write(archive, f"word/{kind}.xml", f"<w:{kind} {W}>{xml}</w:{kind}>")
    return buffer.getvalue()


def p(text="", *, num="", level=0, style="", extra=""):
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>' if num else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{styled}{numbered}{extra}</w:pPr>{run}</w:p>"


def lvl(at, text, style="decimal", more="", start=1):
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def definition(*levels, key=0):
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key, overrides="", of=0):
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def r(text, *properties, tag="t"):
    """Return a run with properties named by their element (`strike`, `vertAlign=superscript`)."""
    marks = "".join(
        f"<w:{name}/>" if not said else f'<w:{name} w:{"ascii" if name == "rFonts" else "val"}="{said}"/>'
        for name, _, said in (held.partition("=") for held in properties)
    )
    return f'<w:r><w:rPr>{marks}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def picture(data_id, name="图片 1"):
    """Return a run with a picture, by the id of its part's relation."""
    names = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'xmlns:r="{RELATION}"'
    )
    return f'<w:r><w:drawing {names}><wp:docPr id="1" name="{name}"/><a:blip r:embed="{data_id}"/></w:drawing></w:r>'
