"""OFD files (GB/T 33190)."""

from __future__ import annotations

import io
import zipfile

import policydiff_ofd
import pytest

from policydiff.errors import UnreadableSource
from policydiff.model import Source

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(*lines, seals=0, objects_too="", more=None):
    """Return an OFD of one A4 page with lines of text at places in millimetres, so many seals, and more parts."""
    objects = "".join(
        f'<ofd:TextObject ID="{10 + at}" Boundary="{x} {y} 160 6" Font="3" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g {len(text) - 1} 5">{text}</ofd:TextCode></ofd:TextObject>'
        for at, (x, y, text) in enumerate(lines)
    )
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    parts = {
        "OFD.xml": f'<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f'<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID>{area}</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page {NAMESPACE}>{area}<ofd:Content><ofd:Layer ID="2">{objects}{objects_too}</ofd:Layer></ofd:Content></ofd:Page>',
    }
    parts |= {f"Doc_0/Signs/Sign_{at}/Signature.xml": f"<ofd:Signature {NAMESPACE}/>" for at in range(seals)}
    parts |= more or {}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, xml in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{xml}')
    return buffer.getvalue()


def converted(data):
    return policydiff_ofd.convert(Source(data, "application/ofd", "notice.ofd"))


def test_lines_become_paragraphs():
    first = "各乡镇人民政府要充分认识改革的重要意义，加强组织领导，健全工作机"
    data = ofd(
        (25, 60, "关于推进改革的通知"),
        (25, 80, first),
        (25, 90, "制，落实责任。"),
        (25, 120, "云岭县人民政府"),
        (100, 285, "— 1 —"),
    )
    conversion = converted(data)
    assert conversion.markdown.split("\n\n") == ["关于推进改革的通知", f"{first}制，落实责任。", "云岭县人民政府"]
    assert [(removal.text, removal.reason) for removal in conversion.removed] == [("— 1 —", "page number")]


def test_type_that_is_printed_twice_to_look_bold_is_read_once():
    twice = [(25 + shift, 60, "关于推进改革的通知") for shift in (0, 0.3)]
    assert converted(ofd(*twice)).markdown == "关于推进改革的通知"


def test_seals_are_reported():
    conversion = converted(ofd((25, 60, "关于推进改革的通知"), seals=2))
    assert [(loss.kind, loss.count) for loss in conversion.losses] == [("seal", 2)]


def test_picture_is_told_by_its_digest():
    resources = f'<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="50" Type="Image"><ofd:MediaFile>map.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>'
    picture = '<ofd:ImageObject ID="51" Boundary="20 200 80 40" ResourceID="50"/>'
    one, other = (
        converted(
            ofd(
                (25, 60, "关于推进改革的通知"),
                objects_too=picture,
                more={"Doc_0/DocumentRes.xml": resources, "Doc_0/Res/map.png": words},
            )
        ).losses
        for words in ("old map", "new map")
    )
    assert one[0].kind == "image"
    assert one != other


def test_annotation_is_told_by_what_it_says():
    annotation = f'<ofd:PageAnnot {NAMESPACE}><ofd:Annot ID="60" Type="Stamp"><ofd:Remark>征求意见稿</ofd:Remark></ofd:Annot><ofd:Annot ID="61" Type="Link"/></ofd:PageAnnot>'
    conversion = converted(ofd((25, 60, "关于推进改革的通知"), more={"Doc_0/Pages/Page_0/Annotation.xml": annotation}))
    assert [(loss.kind, loss.detail) for loss in conversion.losses] == [("annotation", "Stamp: 征求意见稿")]


def test_ofd_without_text_needs_ocr():
    with pytest.raises(UnreadableSource, match=r"carries no text \(1 page\(s\) of pictures\): it needs OCR"):
        converted(ofd())


def test_ofd_in_a_private_encoding_needs_ocr():
    with pytest.raises(UnreadableSource, match="private encoding"):
        converted(ofd((25, 60, "\ue11e\ue236\ue28a浏览")))


def test_other_media_types_are_declined():
    assert policydiff_ofd.convert(Source(b"x", "text/plain", "a.txt")) is None


def test_broken_ofd_says_the_way_out():
    with pytest.raises(UnreadableSource, match="no intact OFD"):
        policydiff_ofd.convert(Source(b"PK\x03\x04 cut off", "application/ofd", "notice.ofd"))


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["ofdrw-converter__h.ofd", "ofdrw-layout__ano.ofd"])
def test_ofd_without_readable_text_needs_ocr(corpus, name):
    data = (corpus / "files" / name).read_bytes()
    with pytest.raises(UnreadableSource, match="needs OCR"):
        policydiff_ofd.convert(Source(data, "application/ofd", name))


@pytest.mark.corpus
def test_ofd_paragraphs_are_whole(corpus):
    data = (corpus / "files" / "ofdrw-converter__n.ofd").read_bytes()
    blocks = policydiff_ofd.convert(Source(data, "application/ofd", "n.ofd")).markdown.split("\n\n")
    assert sum(block.startswith("你院") and block.endswith("收悉。") for block in blocks) == 1
