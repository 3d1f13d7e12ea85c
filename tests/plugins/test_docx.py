"""Word documents: the final text with the numbers that Word prints."""

from __future__ import annotations

import policydiff_docx
import pytest
from policydiff_docx.numerals import printed
from support.word_files import definition, docx, lvl, num, p

from policydiff.errors import UnreadableSource
from policydiff.model import Source


def converted(body, **parts):
    return policydiff_docx.convert(Source(docx(body, **parts), policydiff_docx.MEDIA_TYPE, "notice.docx"))


def lines(body, **parts):
    return converted(body, **parts).markdown.split("\n\n")


PLAN = definition(lvl(0, "%1、", "chineseCounting"), lvl(1, "（%2）", "chineseCounting"), lvl(2, "%3."))


def test_plan_numbering_is_printed_and_restarts_below_a_new_heading():
    body = (
        p("甲", num=1)
        + p("乙", num=1, level=1)
        + p("丙", num=1, level=1)
        + p("丁", num=1, level=2)
        + p("戊", num=1)
        + p("己", num=1, level=1)
    )
    assert lines(body, numbering=PLAN + num(1)) == ["一、甲", "（一）乙", "（二）丙", "1.丁", "二、戊", "（一）己"]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        pytest.param([lvl(0, "第%1章", "chineseCountingThousand"), lvl(1, "第%2条", "chineseCountingThousand", '<w:lvlRestart w:val="0"/>')],
                     ["第一章 甲", "第一条 乙", "第二章 丙", "第二条 丁"], id="articles run on"),
        pytest.param([lvl(0, "%1."), lvl(1, "%1.%2")], ["1.甲", "1.1 乙", "2.丙", "2.1 丁"], id="both levels"),
        pytest.param([lvl(0, "第%1章", "chineseCounting"), lvl(1, "%1.%2", "decimal", "<w:isLgl/>")],
                     ["第一章 甲", "1.1 乙", "第二章 丙", "2.1 丁"], id="legal"),
        pytest.param([lvl(0, "", "bullet"), lvl(1, "%2)")], ["甲", "1)乙", "丙", "1)丁"], id="bullet"),
        pytest.param([lvl(0, "%1、", start=5), lvl(1, "（%2）", "none")], ["5、甲", "（）乙", "6、丙", "（）丁"], id="start"),
    ],
)  # fmt: skip
def test_levels_are_numbered_as_defined(levels, expected):
    body = p("甲", num=1) + p("乙", num=1, level=1) + p("丙", num=1) + p("丁", num=1, level=1)
    assert lines(body, numbering=definition(*levels) + num(1)) == expected


def test_lists_of_one_definition_count_on_and_an_override_restarts():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = p("甲", num=1) + p("乙", num=2) + p("丙", num=3) + p("丁", num=3)
    assert lines(body, numbering=PLAN + num(1) + num(2) + num(3, override)) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_level_that_was_passed_over_counts_as_begun():
    body = p("甲", num=1, level=1) + p("乙", num=1) + p("丙", num=1, level=2)
    assert lines(body, numbering=PLAN + num(1)) == ["（一）甲", "二、乙", "1.丙"]


def test_override_starts_a_level_once():
    override = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = p("甲", num=1) + p("乙", num=1, level=1) + p("丙", num=1) + p("丁", num=1, level=1)
    assert lines(body, numbering=PLAN + num(1, override)) == ["一、甲", "（五）乙", "二、丙", "（一）丁"]


def test_override_can_replace_a_level():
    override = f'<w:lvlOverride w:ilvl="0">{lvl(0, "(%1)")}</w:lvlOverride>'
    assert lines(p("甲", num=1), numbering=PLAN + num(1, override)) == ["(1)甲"]


def test_numbering_comes_along_the_chain_of_styles():
    styles = (
        '<w:style w:type="paragraph" w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="sub"><w:basedOn w:val="base"/></w:style>'
    )
    numbering = definition(
        lvl(0, "%1、", "chineseCounting"), lvl(1, "（%2）", "chineseCounting", '<w:pStyle w:val="sub"/>')
    ) + num(1)
    assert lines(p("甲", style="base") + p("乙", style="sub"), styles=styles, numbering=numbering) == [
        "一、甲",
        "（一）乙",
    ]


def test_definition_linked_to_a_style_is_that_styles():
    styles = (
        '<w:style w:type="numbering" w:styleId="list"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="list"/></w:abstractNum>'
    assert lines(p("甲", num=2), styles=styles, numbering=PLAN + linked + num(1) + num(2, of=9)) == ["一、甲"]


def test_number_zero_takes_a_styles_number_away():
    styles = (
        '<w:style w:type="paragraph" w:styleId="s"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert lines(p("甲", style="s", num="0"), styles=styles, numbering=PLAN + num(1)) == ["甲"]


@pytest.mark.parametrize(
    ("style", "number", "expected"),
    [
        ("decimal", 12, "12"), ("decimalZero", 3, "03"), ("decimalFullWidth", 12, "１２"), ("none", 3, ""),
        ("chineseCounting", 1, "一"), ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"), ("chineseCounting", 105, "一〇五"),
        ("chineseCountingThousand", 10, "十"), ("chineseCountingThousand", 105, "一百零五"), ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1001, "一千零一"), ("taiwaneseCountingThousand", 15, "十五"), ("japaneseCounting", 111, "百十一"),
        ("ideographDigital", 10, "一〇"), ("chineseLegalSimplified", 12, "壹拾贰"), ("ideographTraditional", 3, "丙"), ("ideographZodiac", 13, "子"),
        ("decimalEnclosedCircle", 20, "⑳"), ("decimalEnclosedCircleChinese", 21, "㉑"), ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedParen", 2, "⑵"), ("decimalEnclosedFullstop", 2, "⒉"), ("ideographEnclosedCircle", 2, "㊁"),
        ("lowerLetter", 27, "aa"), ("upperLetter", 2, "B"), ("lowerRoman", 14, "xiv"), ("upperRoman", 1999, "MCMXCIX"), ("unheardOf", 7, "7"),
    ],
)  # fmt: skip
def test_number_formats(style, number, expected):
    assert printed(number, style) == expected


@pytest.mark.parametrize(
    ("paragraph", "styles", "expected"),
    [
        pytest.param(
            p("总体要求", style="h"),
            '<w:style w:styleId="h"><w:name w:val="heading 2"/></w:style>',
            "## 总体要求",
            id="by name",
        ),
        pytest.param(p("总体要求", extra='<w:outlineLvl w:val="0"/>'), "", "# 总体要求", id="own level"),
        pytest.param(
            p("通知", style="t"), '<w:style w:styleId="t"><w:name w:val="Title"/></w:style>', "# 通知", id="title"
        ),
        pytest.param(
            p("加强领导。", style="h"),
            '<w:style w:styleId="h"><w:name w:val="heading 2"/></w:style>',
            "加强领导。",
            id="a sentence is none",
        ),
        pytest.param(p("目标", extra='<w:outlineLvl w:val="5"/>'), "", "目标", id="too deep"),
    ],
)
def test_headings(paragraph, styles, expected):
    assert lines(paragraph, styles=styles) == [expected]


def test_tracked_changes_give_the_final_text_and_are_reported():
    body = (
        '<w:p><w:r><w:t>床位达到</w:t></w:r><w:del w:id="1"><w:r><w:delText>5.2</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>5.4</w:t></w:r></w:ins><w:r><w:t>张。</w:t></w:r></w:p>'
    )
    conversion = converted(body)
    assert conversion.markdown == "床位达到5.4张。"
    assert [(removal.text, removal.reason) for removal in conversion.removed] == [
        ("5.2", "deleted with tracked changes")
    ]
    assert [(loss.kind, loss.count) for loss in conversion.losses] == [("tracked-changes", 2)]


def test_paragraph_whose_mark_was_deleted_runs_on():
    body = p("各单位要", extra='<w:rPr><w:del w:id="1"/></w:rPr>') + p("落实责任。")
    assert lines(body) == ["各单位要落实责任。"]


def test_deleted_numbered_paragraph_does_not_count():
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>'
    )
    assert lines(p("甲", num=1) + gone + p("乙", num=1), numbering=PLAN + num(1)) == ["一、甲", "二、乙"]


def tc(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_merged_cells_are_written_into_every_cell_they_cover():
    table = (
        f"""<w:tbl><w:tr>{tc("指标", "<w:vMerge w:val='restart'/>")}{tc("目标", "<w:gridSpan w:val='2'/>")}</w:tr>"""
        f"<w:tr>{tc('', '<w:vMerge/>')}{tc('2019')}{tc('2020')}</w:tr><w:tr>{tc('床位')}{tc('5.2')}{tc('5.4')}</w:tr></w:tbl>"
    )
    conversion = converted(p("见表。") + table)
    assert conversion.markdown.split("\n\n")[1].split("\n") == [
        "| 指标 | 目标 | 目标 |",
        "| --- | --- | --- |",
        "| 指标 | 2019 | 2020 |",
        "| 床位 | 5.2 | 5.4 |",
    ]
    assert [(loss.kind, loss.count) for loss in conversion.losses] == [("merged-cell", 2)]


def test_column_of_automatic_serial_numbers_is_kept():
    cell = f"<w:tc>{p('', num=1)}</w:tc>"
    table = f"<w:tbl><w:tr>{tc('序号')}{tc('事项')}</w:tr><w:tr>{cell}{tc('甲')}</w:tr></w:tbl>"
    assert lines(table, numbering=definition(lvl(0, "%1")) + num(1))[0].split("\n")[2] == "| 1 | 甲 |"


def test_table_of_one_column_is_a_frame():
    assert lines(f"<w:tbl><w:tr>{tc('甲')}</w:tr><w:tr>{tc('乙')}</w:tr></w:tbl>") == ["甲", "乙"]


def test_deleted_row_is_not_in_the_final_text():
    row = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{tc('旧')}{tc('行')}</w:tr>"
    assert lines(f"<w:tbl><w:tr>{tc('指标')}{tc('目标')}</w:tr>{row}</w:tbl>") == ["| 指标 | 目标 |\n| --- | --- |"]


def test_notes_stand_at_the_end_under_their_marks():
    body = '<w:p><w:r><w:t>床位</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>增加。</w:t></w:r></w:p>'
    conversion = converted(body, footnotes=f'<w:footnote w:id="2">{p("指编制床位。")}</w:footnote>')
    assert conversion.markdown.split("\n\n") == ["床位[1]增加。", "[1] 指编制床位。"]
    assert [(loss.kind, loss.count) for loss in conversion.losses] == [("footnote", 1)]


def test_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{p('框内文字。')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文。</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(body) == ["正文。", "框内文字。"]


def test_headers_and_footers_are_left_out_with_their_reason():
    conversion = converted(p("正文。"), header=p("云岭县人民政府文件"), footer=p("— 1 —"))
    assert [(removal.text, removal.reason) for removal in conversion.removed] == [
        ("云岭县人民政府文件", "page header"),
        ("— 1 —", "page footer"),
    ]


def test_table_of_contents_is_left_out_with_its_reason():
    conversion = converted(
        p("总则 1", style="t") + p("总则"), styles='<w:style w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    )
    assert (conversion.markdown, conversion.removed[0].reason) == ("总则", "table of contents")


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        pytest.param("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", ["甲", "乙"], id="line break"),
        pytest.param("<w:r><w:t>一、</w:t><w:tab/><w:t>甲</w:t></w:r>", ["一、 甲"], id="tab"),
        pytest.param("<w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>乙</w:t></w:r></w:sdtContent></w:sdt>", ["甲乙"], id="wrapped"),
        pytest.param("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r>", ["3"], id="field"),
        pytest.param("<w:r><w:ruby><w:rt><w:r><w:t>lǐng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>岭</w:t></w:r></w:rubyBase></w:ruby></w:r>", ["岭"], id="ruby"),
        pytest.param("<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:t>明</w:t></w:r>", ["明"], id="hidden"),
        pytest.param("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", ["a-b"], id="hyphen"),
    ],
)  # fmt: skip
def test_runs(runs, expected):
    assert lines(f"<w:p>{runs}</w:p>") == expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"PK\x03\x04 cut off", "no intact DOCX", id="broken zip"),
        pytest.param(docx("<w:p>"), "no intact DOCX", id="broken XML"),
        pytest.param(docx(""), "holds no text", id="empty"),
    ],
)
def test_broken_document_says_the_way_out(data, message):
    with pytest.raises(UnreadableSource, match=message):
        policydiff_docx.convert(Source(data, policydiff_docx.MEDIA_TYPE, "notice.docx"))


def test_comments_are_left_out_with_their_reason():
    body = f"{p('正文。')}"
    conversion = converted(body, comments=f'<w:comment w:id="1">{p("请核对数字。")}</w:comment>')
    assert conversion.markdown == "正文。"
    assert [(removal.text, removal.reason) for removal in conversion.removed] == [("请核对数字。", "comment")]


def test_embedded_document_is_a_loss():
    conversion = converted(p("正文。") + "<w:altChunk/>")
    assert [loss.kind for loss in conversion.losses] == ["embedded-document"]


def test_bullets_are_counted_as_lost():
    bullets = definition(lvl(0, "●", "bullet"))
    conversion = converted(p("甲", num=1) + p("乙", num=1), numbering=bullets + num(1))
    assert conversion.markdown.split("\n\n") == ["甲", "乙"]
    assert [(loss.kind, loss.count) for loss in conversion.losses] == [("bullet", 2)]


def test_number_of_an_empty_paragraph_goes_with_its_reason():
    conversion = converted(p("甲", num=1) + p("", num=1) + p("乙", num=1), numbering=PLAN + num(1))
    assert conversion.markdown.split("\n\n") == ["一、甲", "三、乙"]
    assert [(removal.text, removal.reason) for removal in conversion.removed] == [
        ("二、", "number of an empty paragraph")
    ]
