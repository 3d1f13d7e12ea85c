"""Draft: a drafted decision, read again and applied to the old text, gives the new one to the character."""

from __future__ import annotations

import pytest

from policydiff.amend import consolidate, draft, read
from policydiff.amend.draft import body
from policydiff.clauses import parse

HEAD = "# 青泽市渡口管理办法\n\n## 第一章 总则\n\n"
ARTICLES = (
    "渡口由交通运输部门主管。",
    "渡运单位应当配备救生设备。\n\n救生设备应当每年检查一次。",
    "有下列情形之一的，不得渡运：\n\n（一）六级以上大风；\n\n（二）大雾；\n\n（三）超过定员。",
    "违反第二条规定的，处五百元罚款。",
    "本办法自公布之日起施行。",
)
NUMBERS = "一二三四五六七八九十"


def law(*articles: str, head: str = HEAD):
    return parse(head + "\n\n".join(f"第{NUMBERS[at]}条 {words}" for at, words in enumerate(articles)) + "\n")


one, two, three, four, five = ARTICLES
VERSIONS = {
    "words of a paragraph": (one, two.replace("每年", "每季度"), three, four, five),
    "an item comes": (one, two, three.replace("（三）", "（三）设备损坏；\n\n（四）"), four, five),
    "an article comes": (one, two, "船员应当持证上岗。", three, four, five),
    "an article goes": (one, three, four, five),
    "an article moves": (one, three, four, two, five),
    "an article is given anew": (
        one,
        two,
        three,
        "违反本办法的，责令停运，并处一万元罚款；构成犯罪的，移送司法机关。",
        five,
    ),
    "inner quotation marks": (one, two, three, "前条所称“大雾”，是指能见度不足“五百米”的天气。", five),
    "all at once": ("渡口由渡口管理机构主管。", three, "船员应当持证上岗。", two.replace("一次", "两次"), five),
}


@pytest.mark.parametrize("articles", VERSIONS.values(), ids=VERSIONS)
def test_drafted_decision_gives_the_new_text_to_the_character(articles):
    old, new = law(*ARTICLES), law(*articles)
    drafted = draft(old, new)
    done = consolidate(old, read(parse(drafted.markdown)))

    assert drafted.exact
    assert not drafted.revised
    assert not done.unfit
    assert body(done.document) == body(new)


def test_few_words_are_quoted_and_not_the_article():
    assert "“每年”修改为“每季度”" in draft(law(*ARTICLES), law(*VERSIONS["words of a paragraph"])).markdown


def test_numbers_that_only_follow_are_left_to_the_order():
    markdown = draft(law(*ARTICLES), law(*VERSIONS["an article comes"])).markdown

    assert "增加一条，作为第三条：“第三条 船员应当持证上岗。”" in markdown
    assert "条文顺序作相应调整。" in markdown
    assert "第四条改为第五条" not in markdown


def test_new_chapters_make_the_draft_a_revision():
    new = law(*ARTICLES, head="# 青泽市渡口管理办法\n\n## 第一章 渡口\n\n")
    further = parse(new.text.replace("第五条", "## 第二章 附则\n\n第五条"))
    drafted = draft(law(*ARTICLES), further)

    assert drafted.revised
    assert drafted.exact


def test_renamed_chapter_is_named():
    drafted = draft(law(*ARTICLES), law(*ARTICLES, head=HEAD.replace("总则", "一般规定")))

    assert "第一章章名修改为：“一般规定”" in drafted.markdown
    assert drafted.exact
