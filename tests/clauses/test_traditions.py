"""Documents of many drafting traditions: each has its clause tree, however it is wrapped, and again when it is read again."""

from __future__ import annotations

import re
import textwrap
import time

import pytest
from support import traditions

from policydiff import plugins
from policydiff.clauses import parse
from policydiff.model import Conversion
from policydiff.normalize import normalize
from policydiff.text.numbering import bare_label, read_label
from policydiff.text.numbering.forms import BARE_FORMS, FORMS


@pytest.fixture(scope="module")
def loaded():
    return plugins.load()


@pytest.mark.parametrize(
    ("line", "key", "family"),
    [(line, key, form.family) for form in FORMS for line, key in form.examples],
)
def test_label_of_each_form_is_read(line, key, family):
    label = read_label(line)
    assert label is not None
    assert (label.key, label.family.division or label.family) in {(key, family), (key, True)} or form_of_unit(line)
    assert label.key == key


def form_of_unit(line):
    """Units in English and 编 章 节 share a row and have families of their own."""
    return line[0].isascii() or line[0] == "第"


@pytest.mark.parametrize(("line", "key"), [example for form in BARE_FORMS for example in form.examples])
def test_bare_number_is_read_where_it_is_asked_for(line, key):
    assert bare_label(line).key == key
    assert read_label(line) is None


@pytest.mark.parametrize("name", traditions.names())
def test_document_has_its_tree(name, loaded):
    assert traditions.outline(name, loaded) == traditions.expected(name)


@pytest.mark.parametrize("name", traditions.names())
def test_normalized_document_has_the_same_tree(name):
    text = (traditions.FOLDER / name).read_text(encoding="utf-8")
    once = normalize(Conversion(text)).markdown
    assert traditions.tree(parse(normalize(Conversion(once)).markdown)) == traditions.tree(parse(once))


def test_page_of_labels_is_made_from_the_table():
    assert traditions.PAGE.read_text(encoding="utf-8") == traditions.page()


LAW = """云岭县鱼塘管理办法
第一条 为了规范鱼塘的管理，保护水体，方便村民养鱼，根据有关规定，结合本县实际，制定本办法。
第二条 鱼塘由村民委员会登记，登记以前应当征求相邻村民的意见，征求意见的时间不少于十日。
第三条 鱼塘应当符合下列要求：
（一）水深不得少于一点五米，塘埂宽度不得小于一米，雨季能够安全排水；
（二）水面面积与投放鱼苗之比按照本办法第二条之规定登记，不足部分可以补足；
（三）值班房高度不得超过2.5米，外墙颜色应当与周边环境相协调。
第四条 违反本办法第二条、第三条规定的，由乡镇人民政府责令限期改正；逾期不改正的，两年以内不得再次登记。"""
PLAN = """云岭县古道修缮方案
一、总体要求
以保护古道为目标，到2028年底完成三十公里古道的修缮，游客满意率不低于百分之九十。
二、主要任务
（一）清障。各镇应当在三月底以前清除古道两侧的杂草，枯枝不得堆放在路面上，由县文旅部门组织验收。
（二）铺石。石板在发现缺损以后七日内补齐，材料由县财政统一采购，费用不得向村民收取。
1.陡坡路段用防滑石板，厚度不低于设计值的1.2倍，养护时间不少于七十二小时。
2.平缓路段用旧石板，每层垫沙厚度不超过五厘米。
三、保障措施
每月通报一次进度，连续两次排名靠后的镇由县政府约谈，并在全县范围内公开。"""
ENGLISH = """Ferry Dock Rules

1. The keeper of a dock opens the gate at dawn, and the council may raise the toll by not more than the rate of inflation.

2. If the toll is unpaid for 14 days after the due date, or if the keeper is in breach of any rule set out in section 3 of these rules, the council may close the dock.

3. The keeper shall keep the dock clean, shall not tie up any boat that is longer than 9 metres, and shall keep the path at a width of at least 0.5 metres."""
NEVER_FIRST = "，。；：、！？）》”"


def wrapped(text, width, gap):
    """Return a text broken at `width` characters, as a layout does it that lets no line begin with a stop."""
    lines = []
    for paragraph in text.split("\n"):
        rest = paragraph
        while len(rest) > width:
            cut = width
            while rest[cut] in NEVER_FIRST:
                cut -= 1
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return gap.join(lines)


def words(text):
    document = parse(normalize(Conversion(text)).markdown)
    return [(clause.id, re.sub(r"\s", "", clause.heading + clause.text)) for clause in document.walk()]


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["no blank lines", "a blank line behind every line"])
@pytest.mark.parametrize("width", [16, 19, 22, 26, 31, 37, 44, 52, 61, 80])
@pytest.mark.parametrize("text", [LAW, PLAN], ids=["law", "plan"])
def test_wrapped_chinese_text_has_the_tree_of_the_unwrapped(text, width, gap):
    assert words(wrapped(text, width, gap)) == words(text)


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["no blank lines", "a blank line behind every line"])
@pytest.mark.parametrize("width", [30, 38, 47, 60, 72, 80])
def test_wrapped_english_text_has_the_tree_of_the_unwrapped(width, gap):
    lines = [line for paragraph in ENGLISH.split("\n\n") for line in textwrap.wrap(paragraph, width)]
    assert words(gap.join(lines)) == words(ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        "各镇人民政府：\n云岭县水务局\n云岭县财政局\n云岭县林业局\n云岭县教育局\n云岭县文旅局\n云岭县民政局",
        "名单\n\n甲村 三十口水窖\n\n乙村 二十口水窖\n\n丙村 四十口水窖\n\n丁村 五十口水窖",
        "Members\nNorth mole keeper\nSouth mole keeper\nHarbour master\nDock clerk\nRelief keeper",
    ],
    ids=["names of one width", "a list with blank lines", "a list in English"],
)
def test_lines_that_no_layout_broke_stay_apart(text):
    assert len(normalize(Conversion(text)).markdown.split("\n\n")) >= len(text.split()) // 3


def test_long_text_of_labels_that_contradict_one_another_is_read_in_seconds():
    labels = ["(i)", "1.", "A.", "(a)", "Section 3.", "I.", "2A.", "(1)"]
    text = "\n".join(f"{labels[at * at % 7]} words" for at in range(400))
    started = time.process_time()
    parse(text)
    # A few tenths of a second; the bound is for a busy machine, and far below what growth with the square would take.
    assert time.process_time() - started < 10
