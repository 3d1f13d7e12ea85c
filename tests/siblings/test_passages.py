from __future__ import annotations

import pytest
from support.plans import BINS, PARKS

from policydiff import clauses
from policydiff.siblings.passages import LONG, passages


def words(text):
    document = clauses.parse(text)
    return [document.text[found.start : found.end] for found in passages(0, document)]


def test_an_article_of_several_paragraphs_is_one_passage():
    found = words("第一条 公园免费开放。\n\n公园不得出租。\n\n第二条 犬只登记。\n")
    assert [text.replace("\n\n", "") for text in found] == ["公园免费开放。公园不得出租。", "犬只登记。"]


def test_headings_that_only_order_are_none():
    assert words("## 一、主要任务\n\n（一）建公园。新建口袋公园。\n\n（二）分垃圾。配备督导员。\n") == [
        "建公园。新建口袋公园。",
        "分垃圾。配备督导员。",
    ]


def test_chapters_are_none():
    assert words("第一章 总则\n\n第一条 公园免费开放。\n") == ["公园免费开放。"]


@pytest.mark.parametrize("line", ["二〇二四年三月一日", "市长 某某", "各位代表："])
def test_a_date_a_name_or_a_greeting_is_none(line):
    assert words(f"{line}\n\n## 一、建公园。新建口袋公园。\n") == ["建公园。新建口袋公园。"]


def test_a_long_clause_is_cut_at_the_ends_of_sentences():
    text = "".join(f"第{k}批{PARKS}" for k in range(LONG // len(PARKS) + 4))
    parts = words(f"## 一、建公园\n\n{text}\n")
    assert len(parts) > 1
    assert all(part.strip().endswith("。") for part in parts)
    assert "".join(parts).replace("\n\n", "").removeprefix("建公园") == text


def test_a_clause_of_usual_length_is_whole():
    assert len(words(f"## 一、{PARKS}{BINS}\n")) == 1
