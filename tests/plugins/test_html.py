"""Web pages as government sites publish them: the document is kept whole, the site around it is named and left out."""

from __future__ import annotations

from datetime import date

import policydiff_html
import pytest

from policydiff.errors import UnreadableSource
from policydiff.model import Source

NAVIGATION = "<div class='top'><ul><li><a href='/'>首页</a></li><li><a href='/zwgk'>政务公开</a></li><li><a href='/zwfw'>政务服务</a></li></ul></div>"
FOOTER = (
    "<div class='foot'><p>主办：云岭县人民政府办公室　承办：云岭县政务服务中心</p><p>网站标识码：5300000000　云ICP备00000000号</p>"
    "<p>地址：云岭县人民路1号，电话：0000-000000</p></div>"
)
BODY = (
    "<p>各乡镇人民政府：</p><p>为推进医疗卫生体制改革，现就有关事项通知如下：</p><p>一、提高认识</p><p>各乡镇要加强领导，落实责任。</p>"
    "<p>（责任单位：县卫生健康局）</p><p>二、加强保障</p><p>县财政局要落实资金，确保2020年底前完成。</p><p>（责任单位：县卫生健康局）</p>"
    "<p>云岭县人民政府</p><p>2019年3月5日</p>"
)
LINES = [
    "各乡镇人民政府：", "为推进医疗卫生体制改革，现就有关事项通知如下：", "一、提高认识", "各乡镇要加强领导，落实责任。", "（责任单位：县卫生健康局）",
    "二、加强保障", "县财政局要落实资金，确保2020年底前完成。", "（责任单位：县卫生健康局）", "云岭县人民政府", "2019年3月5日",
]  # fmt: skip
TITLE = "云岭县人民政府关于推进医疗卫生体制改革的通知"


def converted(html, *, location="page.html", charset=""):
    data = html.encode() if isinstance(html, str) else html
    return policydiff_html.convert(Source(data, "text/html", location, charset))


def lines(html):
    return converted(html).markdown.split("\n\n")


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            f"<div class='TRS_Editor'><style>.TRS_Editor p{{margin:0}}</style><div class='Custom_UnionStyle'>{BODY}</div></div>",
            id="TRS",
        ),
        pytest.param(f"<table><tr><td id='UCAP-CONTENT'>{BODY}</td></tr></table>", id="UCAP table"),
        pytest.param(f"<ucapcontent>{BODY}</ucapcontent>", id="own tag"),
        pytest.param(
            f"<div id='zoom'><!--begin--><meta name='ContentStart'>{BODY}<meta name='ContentEnd'></div>",
            id="zoom with marks",
        ),
        pytest.param(
            f"<div class='pages_content'><div class='view TRS_UEDITOR trs_web'>{BODY}</div></div>", id="pages_content"
        ),
        pytest.param(f"<form><div><div class='b12c'>{BODY}</div></div></form>", id="unknown container"),
        pytest.param(f"<div id='zoom' style='display:none'>{BODY}</div>", id="shown by a script"),
        pytest.param(f"<div class='main-nav-content'>{BODY}</div>", id="named like navigation"),
        pytest.param(
            f"<div id='zoom'>{BODY.replace('<p>', '<div><span>').replace('</p>', '</span></div>')}</div>",
            id="div for p",
        ),
        pytest.param(
            f"<div class='c'>{BODY.replace('</p>', '<br>').replace('<p>', '&nbsp;&nbsp;&nbsp;&nbsp;')}</div>",
            id="br for p",
        ),
        pytest.param(
            f"<div id='zoom'>{BODY.replace('<p>', '<p>　　<font><b>').replace('</p>', '</b></font></p>')}</div>",
            id="font tags",
        ),
        pytest.param(f"<div class='con'>{'<font><div>' * 3000}{BODY}</div>", id="unclosed tags"),
    ],
)
def test_document_stands_whole_whatever_holds_it(page):
    assert lines(f"<body>{NAVIGATION}<div class='wrap'>{page}</div>{FOOTER}</body>") == LINES


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "<div>您当前的位置：<a href='/'>首页</a> &gt; <a href='/a'>政务公开</a></div>", "", id="breadcrumb"
        ),
        pytest.param(
            "<p>发布时间：2019-03-08 来源：县政府办 字体：[大 中 小] 浏览次数：<span>12</span>次</p>",
            "",
            id="publication line",
        ),
        pytest.param("", "<div><a>【打印】</a><a>【关闭】</a></div>", id="print"),
        pytest.param("", "<div class='bdsharebuttonbox'>分享到：<a>微信</a></div>", id="share"),
        pytest.param("", "<p>上一篇：<a href='1'>关于放假的通知</a></p><p>下一篇：没有了</p>", id="neighbours"),
        pytest.param("", "<p>扫一扫在手机打开当前页</p>", id="code to scan"),
        pytest.param(
            "",
            "<ul><li><a href='1'>解读一</a></li><li><a href='2'>解读二</a></li><li><a href='3'>解读三</a></li></ul>",
            id="related",
        ),
        pytest.param("<span style='display: none'>最新网址，注册送钱。</span>", "", id="hidden spam"),
        pytest.param(
            "", "<div style='position:absolute;left:-9999px'>代开发票，欢迎来电。</div>", id="spam off the screen"
        ),
        pytest.param("<script>var a='各单位，';</script><noscript>请启用脚本。</noscript>", "", id="script"),
    ],
)
def test_page_furniture_inside_the_container_is_left_out(before, after):
    assert lines(f"<div id='zoom'>{before}{BODY}{after}</div>") == LINES


@pytest.mark.parametrize(
    ("inside", "outside", "reason"),
    [
        pytest.param("<div style='display:none'>博彩网址。</div>", "", "hidden on the page", id="hidden"),
        pytest.param("<p><s>旧的规定。</s></p>", "", "struck out on the page", id="struck"),
        pytest.param("<p>【打印】【关闭】</p>", "", "publication line", id="buttons"),
        pytest.param("<div class='share'>分享</div>", "", "share button", id="share"),
        pytest.param("", FOOTER, "site footer", id="footer"),
        pytest.param("", "<div class='tel'>咨询热线</div>", "outside the document's part of the page", id="other"),
    ],
)
def test_what_is_left_out_is_listed_with_its_reason(inside, outside, reason):
    removed = converted(f"<body><div id='zoom'>{BODY}{inside}</div>{outside}</body>").removed
    assert {removal.reason for removal in removed} == {reason}


def test_every_line_of_the_page_is_kept_or_listed():
    conversion = converted(
        f"<body>{NAVIGATION}<h2>栏目</h2><div id='zoom'>{BODY}</div><div>浏览：3</div>{FOOTER}</body>"
    )
    listed = [removal.text for removal in conversion.removed]
    assert listed == [
        "首页", "政务公开", "政务服务", "主办：云岭县人民政府办公室　承办：云岭县政务服务中心", "网站标识码：5300000000　云ICP备00000000号",
        "地址：云岭县人民路1号，电话：0000-000000", "栏目", "浏览：3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            f"<div id='zoom'>{BODY.replace('<p>云岭县人民政府', '</div><div class=article-footer><p>云岭县人民政府')}</div>",
            id="signature in a footer",
        ),
        pytest.param(
            f"<div id='zoom'>{BODY.replace('<p>云岭县人民政府', '<div class=footer><p>云岭县人民政府')}</div></div>",
            id="signature in a footer inside",
        ),
        pytest.param(f"<div id='printArea'><div class='share-box'>{BODY}</div></div>", id="named like widgets"),
        pytest.param(
            f"<div id='zoom'>{BODY.replace('<p>一、提高认识</p>', '<div class=menu><p>一、提高认识</p></div>')}</div>",
            id="heading named like a menu",
        ),
    ],
)
def test_name_alone_makes_no_widget(page):
    assert lines(f"<body>{NAVIGATION}<div class='w'>{page}</div>{FOOTER}</body>") == LINES


def test_small_known_container_does_not_hide_the_document():
    assert (
        lines(
            f"<body><div class='text'>{BODY}</div><div class='article-content'><p>更多内容，请关注。</p></div></body>"
        )[:10]
        == LINES
    )


def test_annex_beside_the_known_container_is_kept():
    assert len(lines(f"<body><div class='TRS_Editor'>{BODY}</div><div class='fj'><p>附件</p>{BODY}</div></body>")) == 21


def test_short_notice_outweighs_its_footer():
    page = f"<body>{NAVIGATION}<div class='w'><div class='c'><p>各单位：</p><p>国庆节放假7天。</p><p>2020年9月25日</p></div></div>{FOOTER}</body>"
    assert lines(page) == ["各单位：", "国庆节放假7天。", "2020年9月25日"]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            f"<title>{TITLE}_云岭县人民政府网</title></head><body><div class='bt'>{TITLE}</div>", id="page title"
        ),
        pytest.param(f"<meta name='ArticleTitle' content='{TITLE}'></head><body><h2>{TITLE}</h2>", id="meta tag"),
        pytest.param(f"</head><body><h1>政务公开</h1><h1>{TITLE}</h1>", id="h1"),
        pytest.param(f"</head><body><div>{TITLE}</div>", id="by its words"),
    ],
)
def test_title_above_the_container_is_the_documents(head):
    assert lines(f"<head>{head}<div id='zoom'>{BODY}</div></body>") == [f"# {TITLE}", *LINES]


def test_number_printed_under_the_title_above_the_container_is_kept():
    conversion = converted(f"<body><h1>{TITLE}</h1><p>云政发〔2019〕3号</p><div id='zoom'>{BODY}</div></body>")
    assert conversion.markdown.startswith(f"# {TITLE}\n\n云政发〔2019〕3号\n\n各乡镇")
    assert conversion.metadata.number == "云政发〔2019〕3号"


def test_title_that_the_document_prints_over_two_lines_is_not_repeated():
    body = f"<p>云岭县人民政府关于</p><p>推进医疗卫生体制改革的通知</p>{BODY}"
    page = f"<head><title>{TITLE}</title></head><body><h1>（转载）{TITLE}</h1><div id='zoom'>{body}</div></body>"
    assert lines(page) == ["云岭县人民政府关于", "推进医疗卫生体制改革的通知", *LINES]


INFORMATION = {
    "table": "<table><tr><td><b>索 引 号：</b></td><td>000/2019-1</td><td>主题分类：</td><td>卫生</td></tr>"
    "<tr><td>发文机关：</td><td>云岭县人民政府</td><td>成文日期：</td><td>2019年03月05日</td></tr>"
    f"<tr><td>标　　题：</td><td colspan=3>{TITLE}</td></tr>"
    "<tr><td>发文字号：</td><td>云政发〔2019〕3号</td><td>发布日期：</td><td>2019-03-08</td></tr></table>",
    "table heads": "<table><tr><th>索引号</th><td>000/2019-1</td><th>发文机关</th><td>云岭县人民政府</td></tr><tr><th>成文日期</th><td>2019-03-05</td>"
    f"<th>发布日期</th><td>2019-03-08</td></tr><tr><th>发文字号</th><td>云政发〔2019〕3号</td><th>标题</th><td>{TITLE}</td></tr></table>",
    "list": f"<ul class='xxgk'><li><b>索引号：</b>000/2019-1</li><li><b>发文机关：</b>云岭县人民政府</li><li><b>名　　称：</b>{TITLE}</li>"
    "<li><b>文　　号：</b>云政发〔2019〕3号</li><li><b>成文日期：</b>2019/3/5</li><li><b>发布日期：</b>2019/3/8</li></ul>",
    "definition list": f"<dl><dt>索引号：</dt><dd>000/2019-1</dd><dt>发文机关：</dt><dd>云岭县人民政府</dd><dt>标题：</dt><dd>{TITLE}</dd>"
    "<dt>文号：</dt><dd>云政发〔2019〕3号</dd><dt>成文日期：</dt><dd>20190305</dd><dt>公开日期：</dt><dd>20190308</dd></dl>",
}


@pytest.mark.parametrize("form", INFORMATION)
def test_information_table_is_metadata_and_no_text(form):
    conversion = converted(f"<body>{INFORMATION[form]}<div id='zoom'>{BODY}</div></body>")
    metadata = conversion.metadata
    assert (metadata.title, metadata.number, metadata.issuer) == (TITLE, "云政发〔2019〕3号", "云岭县人民政府")
    assert (metadata.issued, metadata.published) == (date(2019, 3, 5), date(2019, 3, 8))
    assert conversion.markdown.split("\n\n") == LINES


def test_plans_own_table_is_no_information_table():
    table = "<table><tr><td>名称</td><td>分类</td><td>来源</td></tr><tr><td>床位，</td><td>资源</td><td>统计</td></tr></table>"
    assert "| 名称 | 分类 | 来源 |" in converted(f"<div id='zoom'>{BODY}{table}</div>").markdown


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        pytest.param(f"<meta name='ArticleTitle' content='{TITLE}'>", "title", TITLE, id="ArticleTitle"),
        pytest.param("<meta name='PubDate' content='2019-03-08 10:21'>", "published", date(2019, 3, 8), id="PubDate"),
        pytest.param("<meta name='publishdate' content='2019-03-08'>", "published", date(2019, 3, 8), id="publishdate"),
        pytest.param(
            '<script type="application/ld+json">{"headline": "通知", "pubDate": "2019-03-08T10:21:00"}</script>',
            "published", date(2019, 3, 8), id="JSON-LD",
        ),
        pytest.param("<meta name='PubDate' content='2019-02-30'>", "published", None, id="no such day"),
        pytest.param('<script type="application/ld+json">{"headline": </script>', "title", "", id="broken JSON-LD"),
    ],
)  # fmt: skip
def test_page_states_metadata(head, field, value):
    assert getattr(converted(f"<head>{head}</head><body><div id='zoom'>{BODY}</div></body>").metadata, field) == value


def test_publication_line_gives_the_date_of_publication():
    assert converted(
        f"<body><p>发布日期：2019-03-08 浏览次数：-</p><div id='zoom'>{BODY}</div></body>"
    ).metadata.published == date(2019, 3, 8)


def test_site_name_is_known():
    assert (
        converted(f"<head><meta name='SiteName' content='云岭县人民政府'></head><div id='zoom'>{BODY}</div>").site
        == "云岭县人民政府"
    )


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<html></html>", id="nothing"),
        pytest.param(f"<body>{NAVIGATION}<div id='zoom'></div>{FOOTER}</body>", id="empty container"),
    ],
)
def test_page_without_a_document_is_an_error(page):
    with pytest.raises(UnreadableSource, match=r"page\.html prints no document.*save it from a browser"):
        converted(page)


@pytest.mark.parametrize(
    ("page", "way_out"),
    [
        pytest.param(
            f"<div id='app'></div><script>var text = '{'各单位要认真落实。' * 20}'</script>",
            "keeps its text in a script",
            id="script",
        ),
        pytest.param(
            "<h1>通知</h1><div id='zoom'><img src='1.jpg'><img src='2.jpg'></div>",
            r"2 image\(s\), which needs OCR",
            id="images",
        ),
        pytest.param(
            "<h1>通知</h1><div id='zoom'><iframe src='/files/notice.pdf'></iframe></div>",
            "give that instead: /files/notice.pdf",
            id="frame",
        ),
    ],
)
def test_page_that_shows_its_text_otherwise_says_what_to_do(page, way_out):
    with pytest.raises(UnreadableSource, match=way_out):
        converted(f"<body>{NAVIGATION}{page}{FOOTER}</body>")


def test_frameset_names_its_frames():
    with pytest.raises(UnreadableSource, match=r"give that instead: menu\.htm or text\.htm"):
        converted("<frameset cols='20%,80%'><frame src='menu.htm'><frame src='text.htm'></frameset>")


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        pytest.param(
            f"<meta charset=gb2312><div id='zoom'>{BODY}<p>镕，㐂。</p></div>".encode("gb18030"),
            "",
            id="GB18030 called gb2312",
        ),
        pytest.param(
            f"<meta charset=gb2312><div id='zoom'>{BODY}<p>镕，㐂。</p></div>".encode(), "", id="UTF-8 called gb2312"
        ),
        pytest.param(
            f"<meta charset=utf-8><div id='zoom'>{BODY}<p>镕，㐂。</p></div>".encode("gb18030"),
            "",
            id="GB18030 called UTF-8",
        ),
        pytest.param(f"<div id='zoom'>{BODY}<p>镕，㐂。</p></div>".encode("gb18030"), "GBK", id="by header"),
        pytest.param(f"<div id='zoom'>{BODY}<p>镕，㐂。</p></div>".encode("gb18030"), "", id="not said"),
        pytest.param(f"<div id='zoom'>{BODY}<p>镕，㐂。</p></div>".encode("utf-16"), "", id="byte order mark"),
        pytest.param(
            f"<!--{' ' * 3000}--><meta charset=big5><div id='zoom'>{BODY}<p>镕，㐂。</p></div>".encode(),
            "",
            id="late and wrong",
        ),
    ],
)
def test_encoding_is_what_the_bytes_are(data, charset):
    assert converted(data, charset=charset).markdown.split("\n\n") == [*LINES, "镕，㐂。"]


def test_page_with_a_broken_byte_is_read_and_says_so():
    data = f"<meta charset=gb2312><div id='zoom'>{BODY * 9}</div>".encode("gb18030")
    conversion = converted(data[:-30] + b"\xff" + data[-30:])
    assert conversion.markdown.split("\n\n")[:80] == (LINES * 8)
    assert [loss.kind for loss in conversion.losses] == ["undecodable"]


def test_web_archive_is_read_as_its_page():
    page = f"<meta charset=gb2312><div id='zoom'>{BODY}</div>".encode("gb18030")
    archive = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n'
        + (b"Content-Transfer-Encoding: 8bit\r\n\r\n" + page + b"\r\n--x--\r\n")
    )
    assert policydiff_html.convert(Source(archive, "multipart/related", "a.mht")).markdown.split("\n\n") == LINES


def test_other_media_types_are_declined():
    assert policydiff_html.convert(Source(b"%PDF-1.4", "application/pdf", "a.pdf")) is None


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        pytest.param(".copy{display:none}", False, id="class"),
        pytest.param("/* x */ div.copy, .other { color: red; visibility : hidden }", False, id="list"),
        pytest.param("@media print{.copy{display:none}}", True, id="on paper alone"),
        pytest.param(".copy:hover{display:none}", True, id="state"),
        pytest.param(".copy{color:red}", True, id="other rule"),
    ],
)
def test_what_the_pages_own_style_sheet_hides_is_left_out(sheet, shown):
    page = f"<style>{sheet}</style><div id='zoom'>{BODY}<div class='copy'><p>县水务局另行安排。</p></div></div>"
    conversion = converted(page)
    assert ("县水务局另行安排。" in conversion.markdown) is shown
    assert ("hidden on the page" in {removal.reason for removal in conversion.removed}) is not shown


@pytest.mark.parametrize(
    "page",
    [
        "<p>第一条 罚款<span style='text-decoration: line-through'>五百元</span>八百元，依法收缴。</p>",
        "<style>.old { text-decoration: red line-through }</style><p>第一条 罚款<span class='old'>五百元</span>八百元，依法收缴。</p>",
        "<p>第一条 罚款<del>五百元</del>八百元，依法收缴。</p>",
    ],
    ids=["style", "style sheet", "tag"],
)
def test_words_struck_out_on_the_page_are_left_out_and_listed(page):
    found = converted(f"<div id='zoom'>{BODY}{page}</div>")
    assert "第一条 罚款八百元，依法收缴。" in found.markdown
    assert ("五百元", "struck out on the page") in {(held.text, held.reason) for held in found.removed}


def test_the_target_of_a_link_to_another_page_is_a_loss():
    page = "<p>第二条 依照<a href='/rules/a.html'>管护细则</a>执行，见<a href='#p1'>上文</a>。</p>"
    found = converted(f"<div id='zoom'>{BODY}{page}</div>", location="https://example.org/office/notice.html")
    assert [loss.detail for loss in found.losses if loss.kind == "link"] == [
        "管护细则 <https://example.org/rules/a.html>"
    ]
