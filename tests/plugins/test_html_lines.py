"""What stands inside a page's document: lines, headings, lists, tables, and what of them is lost."""

from __future__ import annotations

import policydiff_html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.model import Source


def converted(html, location="page.html"):
    return policydiff_html.convert(Source(html.encode(), "text/html", location))


def lines(html):
    return converted(html).markdown.split("\n\n")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>一、总体<span>目</span><b>标</b></p>", ["一、总体目标"], id="span"),
        pytest.param("<p>总体\n    目标，\r\n落实</p>", ["总体目标，落实"], id="source line breaks"),
        pytest.param("<p>GB\n 50180</p>", ["GB 50180"], id="source line break between Latin words"),
        pytest.param("<p>&nbsp;&nbsp;　　正文&nbsp;&nbsp; 完</p>", ["正文 完"], id="indentation"),
        pytest.param("<p>甲，<br>乙。<br/><br>丙</p>", ["甲，", "乙。", "丙"], id="br"),
        pytest.param("<p>甲，</p><p>甲，</p><p>甲，</p>", ["甲，", "甲，", "甲，"], id="repeated"),
        pytest.param("<p>2019\u200b年\ufeff3\u00ad月</p>", ["2019年3月"], id="zero width"),
        pytest.param("<p>10km<sup>2</sup>，CO<sub>2</sub>，注<sup>注</sup></p>", ["10km²，CO₂，注注"], id="raised"),
        pytest.param("<p><ruby>岭<rp>(</rp><rt>lǐng</rt><rp>)</rp></ruby>，</p>", ["岭，"], id="ruby"),
        pytest.param(
            "<p>一、<!--[if !supportLists]--><span>总则</span><o:p></o:p><!--[endif]--></p>", ["一、总则"], id="word"
        ),
        pytest.param("<pre>第一行，\n第二行</pre>", ["第一行，", "第二行"], id="pre"),
        pytest.param("<div>甲，<p>乙。</p>丙</div>", ["甲，", "乙。", "丙"], id="text beside blocks"),
        pytest.param(
            "<span style='display:block'>甲，</span><span style='display:block'>乙。</span>",
            ["甲，", "乙。"],
            id="span as block",
        ),
        pytest.param("<p># 甲，</p>", ["#甲，"], id="typed mark is no heading"),
    ],
)
def test_lines_are_what_a_reader_sees(html, expected):
    assert lines(f"<div id='zoom'>{html}</div>") == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<h2>一、总体要求</h2>", "## 一、总体要求", id="h2"),
        pytest.param("<h4><b>（一）目标</b></h4>", "#### （一）目标", id="h4"),
        pytest.param("<h5>目标</h5>", "目标", id="h5 is none"),
        pytest.param("<h3>各单位要落实责任。</h3>", "各单位要落实责任。", id="a sentence is none"),
        pytest.param(f"<h1>{'加强改革' * 30}</h1>", "加强改革" * 30, id="a paragraph is none"),
    ],
)
def test_headings(html, expected):
    assert lines(f"<div id='zoom'>{html}<p>正文，完。</p></div>")[0] == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<ol><li>甲，</li><li>乙。</li></ol>", ["1.甲，", "2.乙。"], id="decimal"),
        pytest.param("<ol start=3><li>甲，</li><li value=7>乙。</li></ol>", ["3.甲，", "7.乙。"], id="start and value"),
        pytest.param(
            "<ol style='list-style-type: cjk-ideographic'><li>甲，</li><li>乙。</li></ol>",
            ["一、甲，", "二、乙。"],
            id="Chinese",
        ),
        pytest.param(
            "<ol class='custom_cn2 list-paddingleft-1'><li><p>甲，</p></li></ol>",
            ["（一）甲，"],
            id="UEditor in brackets",
        ),
        pytest.param("<ol class='custom_num1'><li>甲，</li></ol>", ["1）甲，"], id="UEditor half bracket"),
        pytest.param("<ol type=A><li>甲，</li></ol>", ["A.甲，"], id="letters"),
        pytest.param("<ol type=i start=4><li>甲，</li></ol>", ["iv.甲，"], id="roman"),
        pytest.param("<ol style='list-style:none'><li>甲，</li></ol>", ["甲，"], id="none"),
        pytest.param("<ol><li>（一）甲，</li></ol>", ["（一）甲，"], id="number typed as well"),
        pytest.param("<ul><li>甲，</li></ul>", ["甲，"], id="bullets"),
        pytest.param(
            "<ol><li>甲，<ol type=a><li>子</li></ol></li><li>乙。</li></ol>", ["1.甲，", "a.子", "2.乙。"], id="nested"
        ),
        pytest.param("<ol><li><p>甲，</p><p>续。</p></li></ol>", ["1.甲，", "续。"], id="two paragraphs"),
        pytest.param("<ol class='custom_cn' start=21><li>甲，</li></ol>", ["二十一、甲，"], id="twenty-one"),
    ],
)
def test_numbers_of_lists_are_printed(html, expected):
    assert lines(f"<div id='zoom'>{html}</div>") == expected


def test_merged_cells_are_written_into_every_cell_they_cover():
    table = (
        "<table><tr><th rowspan=2>指标</th><th colspan=2>目标</th></tr><tr><td>2019</td><td>2020</td></tr>"
        "<tr><td>床位</td><td>5.2</td><td>5.4</td></tr></table>"
    )
    conversion = converted(f"<div id='zoom'><p>见表，</p>{table}</div>")
    assert conversion.markdown.split("\n\n")[1].split("\n") == [
        "| 指标 | 目标 | 目标 |",
        "| --- | --- | --- |",
        "| 指标 | 2019 | 2020 |",
        "| 床位 | 5.2 | 5.4 |",
    ]
    assert [(loss.kind, loss.count) for loss in conversion.losses] == [("merged-cell", 2)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param("<p>市卫健委</p><p>市医保局</p>", "市卫健委 市医保局", id="two names"),
        pytest.param("责任<br>单位", "责任单位", id="broken word"),
        pytest.param("甲|乙", "甲｜乙", id="bar"),
        pytest.param("<h4>目标</h4>", "目标", id="heading"),
        pytest.param("<table><tr><td>市卫健委</td><td>配合</td></tr></table>", "市卫健委 配合", id="table"),
        pytest.param("<ol><li>甲，</li><li>乙。</li></ol>", "1.甲， 2.乙。", id="list"),
        pytest.param("", "", id="empty"),
    ],
)
def test_cell_is_one_line(cell, expected):
    table = f"<table><tr><td>序号</td><td>内容</td></tr><tr><td>第一项任务是，加强领导</td><td>{cell}</td></tr></table>"
    assert (
        lines(f"<div id='zoom'><p>见表，</p>{table}</div>")[1].split("\n")[2]
        == f"| 第一项任务是，加强领导 | {expected} |"
    )


def test_caption_stands_above_its_table():
    table = "<table><caption>表1 主要指标</caption><tr><td>指标，</td><td>目标</td></tr><tr><td>床位</td><td>5</td></tr></table>"
    assert lines(f"<div id='zoom'>{table}</div>")[0] == "表1 主要指标"


def test_line_across_a_table_is_written_once():
    table = "<table><tr><td>指标，</td><td>目标</td></tr><tr><td colspan=2>一、资源</td></tr></table>"
    assert lines(f"<div id='zoom'>{table}</div>")[0].split("\n")[-1] == "| 一、资源 |  |"


@pytest.mark.parametrize("span", ["rowspan=0", "rowspan=99999", "colspan=x", "rowspan=-3", "colspan=''"])
def test_wrong_spans_do_no_harm(span):
    table = f"<table><tr><td {span}>指标，</td><td>目标</td></tr><tr><td>床位</td><td>5</td></tr></table>"
    assert len(lines(f"<div id='zoom'>{table}</div>")[0].split("\n")) == 3


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("<table><tr><td><p>甲，</p><p>乙。</p></td></tr></table>", id="one cell"),
        pytest.param("<table><tr><td>甲，</td></tr><tr><td>乙。</td></tr></table>", id="one column"),
        pytest.param(
            "<table><tr><td><table><tr><td>甲，</td></tr><tr><td>乙。</td></tr></table></td><td> </td></tr></table>",
            id="nested",
        ),
        pytest.param("<table role=presentation><tr><td>甲，</td><td>乙。</td></tr></table>", id="said so"),
    ],
)
def test_layout_tables_are_read_line_by_line(table):
    assert lines(f"<body>{table}</body>") == ["甲，", "乙。"]


@pytest.mark.parametrize(
    ("html", "kind", "detail"),
    [
        pytest.param("<img src='1.jpg' alt='印章'>", "image", "印章", id="image"),
        pytest.param("<img src='data:image/png;base64,AAAA'>", "image", "(in the page)", id="image inside"),
        pytest.param("<iframe src='map.html'></iframe>", "embedded-document", "http://x.gov.cn/a/map.html", id="frame"),
        pytest.param(
            "<a href='P020.docx'>附件1：任务表</a>", "attachment", "附件1：任务表 <http://x.gov.cn/a/P020.docx>", id="attachment"
        ),
        pytest.param("<a href='#_ftn1'>[1]</a>", "footnote", "marks and notes stand in the text without their link: [1]", id="footnote"),
    ],
)  # fmt: skip
def test_what_text_cannot_keep_is_counted(html, kind, detail):
    losses = converted(f"<div id='zoom'><p>正文，完。{html}</p></div>", "http://x.gov.cn/a/t1.html").losses
    assert [(loss.kind, loss.detail) for loss in losses] == [(kind, detail)]


@pytest.mark.parametrize(
    "html",
    [
        "<img src='icon_doc.gif'>",
        "<img src='a.gif' width=16 height=16>",
        "<a href='#top'>上文</a>",
        "<iframe src='about:blank'></iframe>",
    ],
)
def test_icons_and_links_are_no_losses(html):
    assert converted(f"<div id='zoom'><p>正文，完。{html}</p></div>").losses == ()


def test_attachments_below_the_document_are_listed():
    page = "<div id='zoom'><p>正文，完。</p></div><ul class='fj'><li><a href='a.pdf'>方案.pdf</a></li></ul>"
    assert [loss.detail for loss in converted(page, "http://x.gov.cn/t.html").losses] == [
        "方案.pdf <http://x.gov.cn/a.pdf>"
    ]


@given(
    st.lists(
        st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E50), min_size=1, max_size=30),
        min_size=1,
        max_size=20,
    )
)
def test_every_paragraph_comes_back_in_order(paragraphs):
    paragraphs = [f"{paragraph}，办。" for paragraph in paragraphs]
    assert lines(f"<div id='zoom'>{''.join(f'<p>{paragraph}</p>' for paragraph in paragraphs)}</div>") == paragraphs
