"""The cheap questions that rules open with change nothing: each is held to what the rule would find without it."""

from __future__ import annotations

import re
import sys
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.model import Conversion
from policydiff.normalize import line_cache, normalize
from policydiff.normalize.lines import folded, lines_of
from policydiff.normalize.repair import duplicates
from policydiff.normalize.repair.bigrams import pairs
from policydiff.normalize.repair.quotes import is_paired
from policydiff.text.regex import standing

# What rules look for, whole and damaged, beside what they leave alone.
PIECES = [
    "第一条 ", "第二条：", "（一）", "二）", "（三", "一、", "二主要", "1.", "12、", "附件1", "附件：", "# ", "## ", "### ", "|", "—", "“", "”", '"', "（", "）",
    "(", "《", "》", "。", "；", "：", "，", " ", "　", "目录", "目 次", "政策解读", "图解", "云岭县人民政府", "关于印发", "《云岭县托育服务办法》", "的通知", "办法",
    "2021年3月5日", "20213月", "云政发〔2021〕3号", "云政发〔2021 3号", "印发", "抄送：", "自2021年5月1日起施行", "有效期五年", "本办法", "自公布之日起施行",
    "3万一10万", "走进西部一一培训", "广西区", "区域内", "省级级", "规规定", "人人", "卖力", "病院", "羁系", "投注", "Bet365", "官网", "真人娱乐", "微信", "打印本页", "首页>",
    "責任", "個", "们", "健全", "制度", "各单位应当", "落实责任", "（此件公开发布）", "（2019年1月1日通过）", "\ufffd", "？", "□", "200b\u200b", "\r", "\x0b", "\t", "---", "***", "<!--", "-->",
]  # fmt: skip
LINES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join)
DOCUMENTS = st.lists(LINES, max_size=14).map("\n".join)


def asked_plainly(monkeypatch):
    """Let every cheap question answer that there may be something."""
    plain = {
        "open_places": lambda lines: tuple(range(len(lines))),
        "standing": lambda text, words: [word for word in words if word in text],
        "is_paired": lambda text: False,
        "is_tidy": lambda text, label: False,
        "ENDS": frozenset(),
    }
    rules = [name for name in sys.modules if name.startswith("policydiff.normalize.") and not name.endswith(".sheets")]
    modules = [sys.modules[name] for name in rules]
    for module in modules:
        for name, answer in plain.items():
            if name in vars(module):
                monkeypatch.setattr(module, name, answer)


@given(DOCUMENTS)
def test_cheap_questions_change_no_document(markdown):
    quick = normalize(Conversion(markdown))
    with pytest.MonkeyPatch.context() as monkeypatch:
        asked_plainly(monkeypatch)
        assert normalize(Conversion(markdown)) == quick


@given(LINES)
def test_folding_is_what_one_pattern_would_do(line):
    wide = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
    assert folded(line) == re.sub(f" ?[{wide}][ {wide}]*|  [ {wide}]*", " ", line)


@given(DOCUMENTS)
def test_lines_have_no_break_no_comment_and_no_wide_blank_in_them(markdown):
    for line in lines_of(markdown):
        assert line == line.strip()
        assert not re.search(r"<!--|[\r\x0b\x0c\x85\u2028\u2029\u3000\t]|  ", line)


@given(st.lists(st.text("（）()“”《》甲，", max_size=12), max_size=6))
def test_marks_that_are_all_paired_have_partners_on_their_line(lines):
    if is_paired("\n".join(lines)):
        assert all(_is_balanced(line, *pair) for line in lines for pair in ("（）", "()", "“”", "《》"))


def _is_balanced(line, opening, closing):
    depths = list(accumulate((mark == opening) - (mark == closing) for mark in line))
    return min(depths, default=0) >= 0 and depths[-1:] in ([], [0])


@given(st.text("甲乙丙丁", max_size=30), st.lists(st.text("甲乙丙丁戊", min_size=1, max_size=3)))
def test_standing_words_are_those_in_the_text(text, words):
    assert standing(text, words) == [word for word in words if word in text]


def test_characters_that_rarely_stand_twice_are_those_of_the_table():
    table = pairs()
    rare = {
        character
        for character in table.characters
        if "一" <= character <= "鿿"
        and table.total(character) >= duplicates.FEWEST
        and table.count(character, character) <= duplicates.SHARE_FLAGGED * table.total(character)
    }
    listed = {character for character in rare if any(duplicates.pairs_of(f"甲{character * 2}乙"))}
    assert listed == rare - duplicates.NO_DOUBT
    assert not any(any(duplicates.pairs_of(f"甲{character * 2}乙")) for character in set(table.characters) - rare)


@given(st.text("度中的目标甲", max_size=9), st.text("度中的目标甲\n", max_size=40))
def test_pairs_that_stand_elsewhere_too_are_no_doubt(line, rest):
    lines = (line, *rest.split("\n"))
    text = "\n".join(lines)
    for at, places in duplicates.doubled(lines).items():
        for place, _ in places:
            assert text.count(lines[at][max(0, place - 1) : place + 3]) == 1


def test_lines_are_let_go_of_when_a_document_is_done():
    lines = ("第一条 为了规范管理，制定本办法。", "省级级重点项目由省级部门管理。")
    normalize(Conversion("\n\n".join(lines)))
    for remembering in (line_cache.text_of, line_cache.open_places, duplicates.doubled):
        assert remembering.cache_info().currsize == 0
