"""Tracked changes in the old Word file: its layout stays, accepting gives the new text, rejecting the old file's."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import policydiff_docx
import policydiff_redline
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import office, packages
from support.packages import W
from support.word_files import definition, docx, lvl, num, p, r

from policydiff.model import RenderOptions, Source
from policydiff.pipeline import Settings, compare, understand
from policydiff.plugins import load

LAW = definition(lvl(0, "第%1条", "chineseCountingThousand"), key=1) + num(2, of=1)
BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def cells(*texts, marks=""):
    row = "".join(f"<w:tc><w:tcPr><w:tcW w:w='2000' w:type='dxa'/></w:tcPr>{p(text)}</w:tc>" for text in texts)
    return f"<w:tr>{marks}{row}</w:tr>"


def table(*rows):
    return f"<w:tbl><w:tblPr><w:tblStyle w:val='Grid'/></w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def source(body, name="old.docx", **parts):
    return Source(docx(body, **parts), policydiff_docx.MEDIA_TYPE, name)


def redlined(old, new, **parts):
    """Return the old file with tracked changes, and what the renderer had to tell."""
    told: list[str] = []
    plugins, settings = load(), Settings()
    sides = [
        understand(f"{name}.docx", source(body, **parts), plugins, settings)
        for name, body in (("old", old), ("new", new))
    ]
    report = compare(*sides, plugins, settings)
    return policydiff_redline.render(report, RenderOptions(tell=told.append)), told


def settled(data, side):
    """Return the lines that the reader of Word documents sees once all changes are accepted or rejected."""
    root = packages.part(data, "word/document.xml")
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        parts = {name: held.read(name) for name in held.namelist()}
    from xml.etree import ElementTree as ET

    packages.settle(root, side)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name, content in parts.items():
            written.writestr(name, ET.tostring(root) if name == "word/document.xml" else content)
    return policydiff_docx.convert(Source(buffer.getvalue(), policydiff_docx.MEDIA_TYPE, "x.docx")).markdown.split(
        "\n\n"
    )


def lines(body, **parts):
    return policydiff_docx.convert(source(body, **parts)).markdown.split("\n\n")


ARTICLES = ["县水利局负责全县河道管护。", "乡镇可以设立河道管护站。", "禁止倾倒垃圾。", "本办法自2020年起施行。"]


def articles(*texts, **how):
    return "".join(p(text, **how) for text in texts)


def typed(*texts):
    return articles(*(f"第{'一二三四五六七八'[at]}条　{text}" for at, text in enumerate(texts)))


CHANGES = [
    pytest.param(ARTICLES, ["县河长办负责全县河道管护。", *ARTICLES[1:]], id="words"),
    pytest.param(ARTICLES, [*ARTICLES[:2], "举报属实的给予奖励。", *ARTICLES[2:]], id="an article came"),
    pytest.param(ARTICLES, [ARTICLES[0], *ARTICLES[2:]], id="an article went"),
    pytest.param(ARTICLES, [ARTICLES[2], *ARTICLES[:2], ARTICLES[3]], id="an article moved"),
    pytest.param(ARTICLES, [*ARTICLES, "解释权属于县水利局。"], id="an article came last"),
    pytest.param(ARTICLES, ARTICLES[:2], id="the last articles went"),
    pytest.param(
        ["县水利局负责巡查。乡镇负责清理河道垃圾。", *ARTICLES[1:]],
        ["县水利局负责巡查。", "乡镇负责清理河道垃圾。", *ARTICLES[1:]],
        id="an article was split",
    ),
    pytest.param(
        ["县水利局负责巡查。", "乡镇负责清理河道垃圾。", *ARTICLES[1:]],
        ["县水利局负责巡查。乡镇负责清理河道垃圾。", *ARTICLES[1:]],
        id="articles were merged",
    ),
]


@pytest.mark.parametrize(("old", "new"), CHANGES)
@pytest.mark.parametrize("numbered", ["typed", "by Word"])
def test_both_texts_come_back_with_their_numbers(old, new, numbered):
    def written(texts):
        return typed(*texts) if numbered == "typed" else articles(*texts, num=2)

    data, told = redlined(written(old), written(new), numbering=LAW)
    assert told == []
    sides = settled(data, "accept"), settled(data, "reject")
    assert sides == (lines(written(new), numbering=LAW), lines(written(old), numbering=LAW))


TABLE = [("指标", "2025年"), ("养老床位", "38张"), ("助餐点", "12个")]
TABLES = [
    pytest.param(TABLE, [TABLE[0], ("养老床位", "35张"), TABLE[2]], id="a value"),
    pytest.param(TABLE, [*TABLE, ("护理员", "60名")], id="a row came"),
    pytest.param(TABLE, [TABLE[0], TABLE[2]], id="a row went"),
    pytest.param(TABLE, [(*row, "备注" if not at else "县民政局") for at, row in enumerate(TABLE)], id="a column came"),
    pytest.param([], TABLE, id="a table came"),
    pytest.param(TABLE, [], id="a table went"),
]


@pytest.mark.parametrize(("old", "new"), TABLES)
def test_tables_come_back(old, new):
    def written(rows):
        held = table(*(cells(*row) for row in rows)) if rows else ""
        return typed(*ARTICLES) + held + p("附则另行规定。")

    data, told = redlined(written(old), written(new))
    assert told == []
    assert (settled(data, "accept"), settled(data, "reject")) == (lines(written(new)), lines(written(old)))


SENTENCES = st.sampled_from(["县水利局负责巡查。", "禁止倾倒垃圾。", "举报属实的给予奖励；", "经费由县财政安排。"])
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3).map("".join)
LAWS = st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=3), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None)
@given(LAWS, LAWS, st.booleans(), st.sampled_from(["", "附表"]))
def test_any_two_laws_come_back_or_it_is_said_why_not(old, new, by_word, tail):
    def written(law):
        numbers = [{"num": 2} if by_word else {} for _ in law]
        lead = ["" if by_word else f"第{'一二三四五'[at]}条　" for at in range(len(law))]
        blocks = [
            p(f"{lead[at] * (not place)}{text}", **(numbers[at] if not place else {}))
            for at, article in enumerate(law)
            for place, text in enumerate(article)
        ]
        return "".join(blocks) + (p(tail) if tail else "")

    def bare(texts):
        return ["".join(text.split()) for text in texts]

    data, told = redlined(written(old), written(new), numbering=LAW)
    found = [bare(settled(data, side)) for side in ("accept", "reject")]
    assert told or found == [bare(lines(written(law), numbering=LAW)) for law in (new, old)]


def test_what_did_not_change_stays_as_it_was():
    old = p(extra=SECTION) + articles(*ARTICLES, style="Body") + table(cells("甲", "乙"))
    header = {"header": p("内部资料")}
    data, _ = redlined(old + BOLD.join(("<w:p>", "</w:p>")).format("注"), old, **header)
    body = packages.part(data, "word/document.xml")[0]
    assert [held.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for held in body.findall(f"{W}p")[1:5]] == ["Body"] * 4
    assert packages.words(packages.part(data, "word/header.xml")) == "内部资料"


def test_new_words_look_like_the_words_beside_them():
    old = p("第一条　县水利局负责。") + "<w:p>" + BOLD.format("禁止倾倒垃圾。") + "</w:p>"
    data, _ = redlined(old, old.replace("垃圾", "建筑垃圾"))
    came = next(packages.part(data, "word/document.xml").iter(f"{W}ins"))
    assert came.find(f"{W}r/{W}rPr/{W}b") is not None


def test_a_new_paragraph_looks_like_one_of_its_kind():
    old = p("第一章 总则", style="Chapter") + typed(*ARTICLES)
    new = old + p("第二章 附则", style="Other") + p("第五条　另行规定。")
    data, _ = redlined(old + p("落款"), new + p("落款"))
    held = {packages.words(held): held for held in packages.part(data, "word/document.xml").iter(f"{W}p")}
    assert held["第二章 附则"].find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Chapter"


def test_lines_that_state_the_document_state_the_new_one():
    def written(number, day):
        return p("云岭县河道管护办法") + p(number) + typed(*ARTICLES) + p("云岭县人民政府") + p(day)

    old, new = written("云政发〔2018〕9号", "2018年12月3日"), written("云政发〔2022〕31号", "2022年11月8日")
    data, _ = redlined(old, new)
    assert settled(data, "accept") == lines(new)


def test_changes_of_other_hands_are_taken_as_accepted():
    old = "<w:p><w:r><w:t>第一条　县水利局</w:t></w:r><w:del><w:r><w:delText>可以</w:delText></w:r></w:del><w:ins><w:r><w:t>应当</w:t></w:r></w:ins><w:r><w:t>巡查。</w:t></w:r></w:p>"
    data, told = redlined(old + p("第二条　甲。"), p("第一条　县水利局应当每月巡查。") + p("第二条　甲。"))
    assert settled(data, "reject") == ["第一条\u3000县水利局应当巡查。", "第二条\u3000甲。"]
    assert told == ["old.docx bore 2 tracked changes; they are taken as accepted"]


def test_a_paragraph_of_another_hand_that_moved_is_read_where_it_went():
    moved = '<w:p><w:pPr><w:rPr><w:{0}/></w:rPr></w:pPr><w:{0}RangeStart w:id="7" w:name="m"/><w:{0}><w:r><w:t>第二条　乙。</w:t></w:r></w:{0}></w:p><w:{0}RangeEnd w:id="7"/>'
    old = moved.format("moveFrom") + p("第一条　甲。") + moved.format("moveTo") + p("第三条　丙。")
    data, _ = redlined(old, p("第一条　甲。") + p("第二条　乙。") + p("第三条　丁。"))
    assert settled(data, "reject") == ["第一条\u3000甲。", "第二条\u3000乙。", "第三条\u3000丙。"]


def test_findings_stand_beside_the_comments_that_are_there():
    comment = '<w:comment w:id="4" w:author="甲"><w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment>'
    data, _ = redlined(
        typed(*ARTICLES), typed(ARTICLES[0], "乡镇应当设立河道管护站。", *ARTICLES[2:]), comments=comment
    )
    told = [packages.words(held) for held in packages.part(data, "word/comments.xml")]
    assert told[0] == "请核"
    assert any("modality" in text for text in told[1:])


def test_a_file_that_cannot_bear_marks_is_laid_out_afresh_and_says_why():
    old, new = typed(*ARTICLES), typed(*ARTICLES[:3])
    plugins, settings = load(), Settings()
    sides = [understand(name, source(body), plugins, settings) for name, body in (("old.docx", old), ("new.docx", new))]
    other = replace(compare(*sides, plugins, settings), old_source=source(p("别的文件，与此无关。")))
    told: list[str] = []
    data = policydiff_redline.render(other, RenderOptions(tell=told.append))
    assert told == ["the layout of old.docx is not kept: its text is not the one that was compared"]
    assert packages.part(data, "word/styles.xml") is not None


@pytest.mark.parametrize("trick", ["<w:del>", "]]>", "&amp;", "\u202e甲", '"'])
def test_what_would_break_out_arrives_as_text(trick):
    from policydiff.office.opc import shown

    old = typed(*ARTICLES)
    plugins, settings = load(), Settings()
    text = Source(
        "\n\n".join(
            [
                f"第一条 县{trick}水利局负责全县河道管护。",
                *(f"第{n}条 {text}" for n, text in zip("二三四", ARTICLES[1:], strict=True)),
            ]
        ).encode(),
        "text/markdown",
        "new.md",
    )
    report = compare(
        understand("old.docx", source(old), plugins, settings),
        understand("new.md", text, plugins, settings),
        plugins,
        settings,
    )
    data = policydiff_redline.render(report, RenderOptions())
    assert shown(report.comparison.new.by_id["第一条"].text) in packages.words(packages.part(data, "word/document.xml"))


@pytest.mark.slow
@pytest.mark.parametrize("numbered", ["typed", "by Word"])
def test_libreoffice_brings_back_both_files(tmp_path, numbered):
    reason = office.missing()
    if reason:
        pytest.skip(reason)

    def written(texts):
        return (typed(*texts) if numbered == "typed" else articles(*texts, num=2)) + p("附表")

    pairs = [case.values for case in CHANGES]
    files = []
    for at, (old, new) in enumerate(pairs):
        made = (
            redlined(written(old), written(new), numbering=LAW)[0],
            docx(written(old), numbering=LAW),
            docx(written(new), numbering=LAW),
        )
        files.append([tmp_path / f"{name}{at}.docx" for name in ("redline", "old", "new")])
        for path, data in zip(files[-1], made, strict=True):
            path.write_bytes(data)
    marked = office.settled([held[0] for held in files], tmp_path, labels="1")
    plain = office.settled([path for held in files for path in held[1:]], tmp_path, commands="", labels="1")
    for redline, old, new in files:
        found = marked[str(redline)]
        assert [found["Reject"]["paragraphs"], found["Accept"]["paragraphs"]] == [
            plain[str(path)][""]["paragraphs"] for path in (old, new)
        ]


def runs(*held):
    return f"<w:p>{''.join(held)}</w:p>"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(runs(r("停车费每小时"), r("三元", "strike"), r("五元。")), p("停车费每小时六元。"), id="beside struck words"),
        pytest.param(runs(r("菌落总数不得超过10"), r("6", "vertAlign=superscript"), r("个。")), runs(r("菌落总数不得超过10"), r("5", "vertAlign=superscript"), r("个。")), id="exponent"),
        pytest.param(runs(r("R", "rFonts=Wingdings 2"), r("需要公示。")), runs(r("£", "rFonts=Wingdings 2"), r("需要公示。")), id="box to tick"),
    ],
)  # fmt: skip
def test_words_that_come_beside_marked_runs_stand_in_the_text(old, new):
    rest = p("管理单位应当每月公示一次收费情况。")
    data, told = redlined(old + rest, new + rest)
    assert told == []
    assert settled(data, "accept") == lines(new + rest)
    assert settled(data, "reject") == lines(old + rest)
