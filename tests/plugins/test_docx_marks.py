"""Word documents: what is struck, raised, chosen in a form, drawn or behind the page is told as the reader sees it."""

from __future__ import annotations

import io
import zipfile

import policydiff_docx
import pytest
from support.word_files import MC, W, docx, p, picture, r

from policydiff.errors import UnreadableSource
from policydiff.model import Removal, Source

M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def converted(body, **parts):
    return policydiff_docx.convert(Source(docx(body, **parts), policydiff_docx.MEDIA_TYPE, "notice.docx"))


def paragraph(*runs):
    return f"<w:p>{''.join(runs)}</w:p>"


STRUCK = "struck out on the page"
STYLES = (
    '<w:style w:type="character" w:styleId="gone"><w:name w:val="gone"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="goner"><w:name w:val="goner"/><w:basedOn w:val="gone"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="void"><w:name w:val="void"/><w:rPr><w:dstrike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="up"><w:name w:val="up"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("body", "text", "gone"),
    [
        pytest.param(paragraph(r("停车费每小时"), r("三元", "strike"), r("五元。")), "停车费每小时五元。", ["三元"], id="strike"),
        pytest.param(paragraph(r("由渔政站"), r("和港务站", "dstrike"), r("负责。")), "由渔政站负责。", ["和港务站"], id="double"),
        pytest.param(paragraph(r("A licence "), r("and a bond ", "strike"), r("is needed.")), "A licence is needed.", ["and a bond "], id="English"),
        pytest.param(paragraph(r("保留"), r("删", "strike"), r("去", "strike", "b"), r("此句。")), "保留此句。", ["删去"], id="neighbours are one"),
        pytest.param(paragraph(r("一", "strike"), r("或"), r("二", "strike"), r("三。")), "或三。", ["一", "二"], id="two stretches"),
        pytest.param(paragraph(r("仍然有效", "strike=0"), r("。")), "仍然有效。", [], id="switched off"),
        pytest.param(paragraph(r("免费", "rStyle=goner"), r("收费。")), "收费。", ["免费"], id="by an inherited style"),
        pytest.param(paragraph(r("免费", "rStyle=gone", "strike=false"), r("。")), "免费。", [], id="style switched off"),
        pytest.param(p("旧条款。", style="void") + p("新条款。"), "新条款。", ["旧条款。"], id="by the paragraph's style"),
        pytest.param(f"<w:tbl><w:tr><w:tc>{p('水费')}</w:tc><w:tc>{paragraph(r('2元', 'strike'), r('3元'))}</w:tc></w:tr></w:tbl>", "| 水费 | 3元 |\n| --- | --- |", ["2元"], id="in a cell"),
    ],
)  # fmt: skip
def test_struck_text_is_left_out_with_its_reason(body, text, gone):
    conversion = converted(body, styles=STYLES)
    assert conversion.markdown == text
    assert conversion.removed == tuple(Removal(stretch, STRUCK) for stretch in gone)


@pytest.mark.parametrize(
    ("runs", "text", "losses"),
    [
        pytest.param([r("10"), r("6", "vertAlign=superscript"), r("个")], "10⁶个", [], id="exponent"),
        pytest.param([r("10"), r("-3", "vertAlign=superscript")], "10⁻³", [], id="negative"),
        pytest.param([r("100 m"), r("2", "rStyle=up")], "100 m²", [], id="by a style"),
        pytest.param([r("CO"), r("2", "vertAlign=subscript")], "CO₂", [], id="subscript"),
        pytest.param([r("2"), r("n", "vertAlign=superscript")], "2ⁿ", [], id="letter"),
        pytest.param([r("10"), r("6", "vertAlign=baseline")], "106", [], id="baseline"),
        pytest.param(
            [r("x"), r("丙", "vertAlign=superscript")], "x丙", [("superscript", "丙")], id="no such character"
        ),
        pytest.param([r("the 1"), r("st", "vertAlign=superscript"), r(" day")], "the 1st day", [], id="ordinal"),
    ],
)
def test_raised_and_lowered_characters_stay_apart(runs, text, losses):
    conversion = converted(paragraph(*runs), styles=STYLES)
    assert conversion.markdown == text
    assert [(loss.kind, loss.detail) for loss in conversion.losses] == losses


def form(inner, *, result=""):
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inner}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText> FORM </w:instrText></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def choice(picked="", default=""):
    states = (f'<w:result w:val="{picked}"/>' if picked else "") + (
        f'<w:default w:val="{default}"/>' if default else ""
    )
    return f'<w:ddList>{states}<w:listEntry w:val="按月"/><w:listEntry w:val="按季"/></w:ddList>'


@pytest.mark.parametrize(
    ("run", "text"),
    [
        pytest.param(form(choice("1")), "按季缴纳", id="chosen"),
        pytest.param(form(choice(default="1")), "按季缴纳", id="default"),
        pytest.param(form(choice()), "按月缴纳", id="first"),
        pytest.param(form(choice("1"), result="按季"), "按季缴纳", id="result told once"),
        pytest.param(form("<w:checkBox><w:checked/></w:checkBox>"), "☑缴纳", id="ticked"),
        pytest.param(form('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>'), "☐缴纳", id="not ticked"),
        pytest.param(form('<w:checkBox><w:default w:val="1"/></w:checkBox>'), "☑缴纳", id="ticked by default"),
        pytest.param(form("<w:textInput/>", result="三十日内"), "三十日内缴纳", id="text"),
        pytest.param('<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:sdtContent></w:sdt>', "☑缴纳", id="control"),
        pytest.param(r("£", "rFonts=Wingdings 2"), "☐缴纳", id="symbol font, not ticked"),
        pytest.param(r("R", "rFonts=Wingdings 2"), "☑缴纳", id="symbol font, ticked"),
        pytest.param('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥缴纳", id="sign of a symbol font"),
    ],
)  # fmt: skip
def test_form_shows_what_was_chosen(run, text):
    assert converted(paragraph(run, r("缴纳"))).markdown == text


def mr(text):
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        pytest.param(mr("S=") + f'<w:del w:id="1">{mr("2")}</w:del>' + mr("ab"), "S=ab", id="deleted"),
        pytest.param(mr("S=") + f'<w:ins w:id="1">{mr("2")}</w:ins>' + mr("ab"), "S=2ab", id="inserted"),
        pytest.param(f"<m:f><m:num>{mr('a')}</m:num><m:den>{mr('b')}</m:den></m:f>", "a/b", id="fraction"),
        pytest.param(f"<m:f><m:num>{mr('a+1')}</m:num><m:den>{mr('b')}</m:den></m:f>", "(a+1)/b", id="sum above"),
        pytest.param(f"<m:sSup><m:e>{mr('r')}</m:e><m:sup>{mr('2')}</m:sup></m:sSup>", "r²", id="power"),
        pytest.param(f"<m:sSub><m:e>{mr('Q')}</m:e><m:sub>{mr('i')}</m:sub></m:sSub>", "Q_i", id="index"),
        pytest.param(f"<m:rad><m:deg/><m:e>{mr('a+b')}</m:e></m:rad>", "√(a+b)", id="root"),
        pytest.param(f"<m:d><m:e>{mr('x')}</m:e></m:d>", "(x)", id="brackets"),
    ],
)
def test_formula_stands_on_one_line_as_it_reads(formula, text):
    conversion = converted(f"<w:p><m:oMath {M}>{formula}</m:oMath></w:p>")
    assert conversion.markdown == text
    assert ("formula", text) in [(loss.kind, loss.detail) for loss in conversion.losses]


def test_deletion_in_a_formula_is_left_out_with_its_reason():
    conversion = converted(f'<w:p><m:oMath {M}>{mr("S=")}<w:del w:id="1">{mr("2")}</w:del>{mr("ab")}</m:oMath></w:p>')
    assert conversion.removed == (Removal("2", "deleted with tracked changes"),)


def test_nested_table_is_read_once():
    inner = f"<w:tbl><w:tr><w:tc>{p('水价')}</w:tc></w:tr><w:tr><w:tc>{p('三元')}</w:tc></w:tr></w:tbl>"
    frame = f"<w:tbl><w:tr><w:tc>{p('附表')}{inner}{p('')}</w:tc></w:tr></w:tbl>"
    assert converted(frame).markdown.split("\n\n") == ["附表", "水价", "三元"]


def test_deleted_row_is_in_the_ledger():
    row = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{p('旧项')}</w:tc><w:tc>{p('八元')}</w:tc></w:tr>"
    table = f"<w:tbl><w:tr><w:tc>{p('项目')}</w:tc><w:tc>{p('标准')}</w:tc></w:tr>{row}</w:tbl>"
    removed = converted(table).removed
    assert [removal.text for removal in removed] == ["旧项", "八元"]


def with_media(data, body, **media):
    """Return a DOCX with more parts, each related to the main one by its name."""
    held = io.BytesIO(docx(body))
    made = io.BytesIO()
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/_rels/document.xml.rels":
                links = "".join(f'<Relationship Id="{key}" Type="x/image" Target="media/{key}.png"/>' for key in media)
                content = content.replace(b"</Relationships>", links.encode() + b"</Relationships>")
            new.writestr(name, content)
        for key, content in media.items():
            new.writestr(f"word/media/{key}.png", content)
    return made.getvalue()


def image_losses(name="图片 1", key="rId5", content=b"one"):
    data = with_media(None, p("见附图。") + f"<w:p>{picture(key, name)}</w:p>", **{key: content})
    conversion = policydiff_docx.convert(Source(data, policydiff_docx.MEDIA_TYPE, "notice.docx"))
    return [(loss.kind, loss.detail) for loss in conversion.losses]


def test_changed_picture_is_another_loss():
    assert image_losses(content=b"one") != image_losses(content=b"two")


def test_same_picture_is_the_same_loss_whatever_it_is_called():
    assert image_losses("图片 1", "rId5") == image_losses("Picture 7", "rId9")


def test_picture_with_a_description_is_told_by_it():
    ((kind, detail),) = image_losses("收费标准")
    assert (kind, detail.partition("，")[0]) == ("image", "收费标准")


def test_watermark_and_letterhead_are_left_out_with_their_reasons():
    mark = f'<w:p><w:r><w:pict {V}><v:shape><v:textpath string="内部资料"/></v:shape></w:pict></w:r></w:p>'
    conversion = converted(p("正文。"), header=p("望川县水务局文件") + mark)
    assert [(removal.text, removal.reason) for removal in conversion.removed] == [
        ("望川县水务局文件", "page header"),
        ("内部资料", "watermark"),
    ]


def test_words_of_a_drawing_in_the_body_are_text():
    art = f'<w:r><w:pict {V}><v:shape><v:textpath string="关于调整水价的通告"/></v:shape></w:pict></w:r>'
    assert converted(f"<w:p>{art}</w:p>" + p("正文。")).markdown == "关于调整水价的通告\n\n正文。"


def test_text_box_in_a_header_is_told_once():
    box = f"<w:txbxContent>{p('望川县水务局')}</w:txbxContent>"
    both = f"<mc:AlternateContent {MC}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    conversion = converted(p("正文。"), header=f"<w:p><w:r>{both}</w:r></w:p>".replace(MC, f"{W} {MC}"))
    assert [removal.text for removal in conversion.removed] == ["望川县水务局"]


def test_reading_aid_above_a_word_is_a_loss():
    ruby = f"<w:r><w:ruby><w:rt>{r('chéng')}</w:rt><w:rubyBase>{r('埕')}</w:rubyBase></w:ruby></w:r>"
    conversion = converted(paragraph(ruby, r("口村")))
    assert conversion.markdown == "埕口村"
    assert [(loss.kind, loss.detail) for loss in conversion.losses] == [("phonetic", "chéng")]


def test_document_that_is_struck_out_as_a_whole_says_so():
    with pytest.raises(UnreadableSource, match="only text that is struck out"):
        converted(paragraph(r("全文废止。", "strike")))


def test_moved_paragraph_counts_no_number_at_the_place_it_left():
    from support.word_files import definition, lvl, num

    away = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:moveFrom w:id="1"/></w:rPr></w:pPr>'
    away += f'<w:moveFrom w:id="2">{r("乙")}</w:moveFrom></w:p>'
    body = p("甲", num=1) + away + p("丙", num=1)
    conversion = converted(body, numbering=definition(lvl(0, "%1.")) + num(1))
    assert conversion.markdown.split("\n\n") == ["1.甲", "2.丙"]
