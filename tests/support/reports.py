"""Invented documents, laid side by side, for the tests of reports: every kind of change, and remarks on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from policydiff import clauses
from policydiff.diff import compare as compare_documents
from policydiff.model import (
    Annotation,
    Bead,
    Document,
    Loss,
    Metadata,
    PolicyText,
    Relation,
    Removal,
    Repair,
    Report,
    Severity,
    Span,
    Suspicion,
    Wording,
)

OLD = """\
# 云岭县河道管护办法

## 第一章 总则

第一条 为了加强河道管护，制定本办法。

第二条 县水利局负责全县河道管护工作。

第三条 乡镇人民政府可以设立河道管护站。管护站应当每月巡查一次。

## 第二章 管护

第四条 禁止在河道内倾倒垃圾。

第五条 河道管护经费由县财政局安排。

第六条 管护人员应当参加培训。

管护人员应当佩戴标识。

第七条 公民有权举报违法行为。举报查实的，给予二百元奖励。

## 第三章 附则

第八条 本办法自2019年1月1日起施行。
"""

NEW = """\
# 云岭县河道管护办法

## 第一章 总则

第一条 为了加强河道管护，保护水生态，制定本办法。

第二条 公民有权举报违法行为。举报查实的，给予五百元奖励。

第三条 县水利局负责全县河道管护工作。

第四条 乡镇人民政府应当设立河道管护站。

第五条 管护站应当每月巡查二次。

## 第二章 管护

第六条 禁止在河道内倾倒垃圾。

第七条 管护人员应当参加培训。

管护人员应当佩戴标识。

第八条 河道管护实行信息化管理。

## 第三章 附则

第九条 本办法自2023年1月1日起施行。
"""

# Old and new units on one row; one-to-one unless said otherwise.
PAIRS = (
    (("第一章",), ("第一章",)),
    (("第一条",), ("第一条",)),
    (("第七条",), ("第二条",)),
    (("第二条",), ("第三条",)),
    (("第三条",), ("第四条", "第五条")),
    (("第二章",), ("第二章",)),
    (("第四条",), ("第六条",)),
    (("第五条",), ()),
    (("第六条",), ("第七条",)),
    ((), ("第八条",)),
    (("第三章",), ("第三章",)),
    (("第八条",), ("第九条",)),
)


def document(text: str, **stated: object) -> Document:
    return replace(clauses.parse(text), metadata=Metadata(**stated))


def beads(pairs=PAIRS) -> tuple[Bead, ...]:
    return tuple(
        Bead(old, new, tuple((o, n) for o in old for n in new), 0.8765432, ("rare words in common",))
        for old, new in pairs
    )


def span(document: Document, clause: str, words: str) -> Span:
    start = document.text.index(words, document.by_id[clause].body)
    return Span(clause, start, start + len(words), words)


def report(**changed: object) -> Report:
    """Return a report with every kind of change; `changed` replaces its fields."""
    old = document(OLD, title="云岭县河道管护办法", number="云政发〔2018〕9号", issued=date(2018, 12, 3))
    new = document(NEW, title="云岭县河道管护办法", number="云政发〔2022〕31号", issued=date(2022, 11, 8))
    comparison = compare_documents(old, new, beads(), relation=Relation.VERSIONS)
    told = Report(
        comparison,
        annotations(old, new),
        old_text=PolicyText("", losses=(Loss("image", "印章", 2),), removed=(Removal("打印本页", "page chrome"),)),
        new_text=PolicyText(
            "",
            repairs=(Repair("lost-brackets@1", "云政发202231号", "云政发〔2022〕31号", "文号的写法", 0.93),),
            suspicions=(Suspicion("lost-digits@1", "每月巡查次", "次数缺失"),),
        ),
        old_name="yunling-2018.md",
        new_name="yunling-2022.md",
    )
    return replace(told, **changed)


def annotations(old: Document, new: Document) -> tuple[Annotation, ...]:
    return (
        Annotation(
            "targets.raised",
            Severity.MEDIUM,
            Wording("奖励由二百元提高到五百元", "the reward rose from 200 to 500 yuan"),
            span(old, "第七条", "二百元"),
            span(new, "第二条", "五百元"),
        ),
        Annotation(
            "modality.strengthened",
            Severity.HIGH,
            Wording("“可以”改为“应当”", "“may” became “shall”"),
            span(old, "第三条", "可以"),
            span(new, "第四条", "应当"),
        ),
        Annotation(
            "responsibilities.dropped",
            Severity.LOW,
            Wording("不再规定县财政局的职责", "the duty of 县财政局 was dropped"),
            span(old, "第五条", "县财政局"),
        ),
        Annotation("scope.reviewed", Severity.INFO, Wording("全文已核对", "the whole was reviewed")),
    )


def pair(old: str, new: str, pairs=((("第一条",), ("第一条",)),), **changed: object) -> Report:
    """Return a report of two small texts."""
    one, other = document(old, title="云岭县办法"), document(new, title="云岭县办法")
    comparison = compare_documents(one, other, beads(pairs), relation=Relation.VERSIONS)
    return replace(Report(comparison, old_name="old.md", new_name="new.md"), **changed)


def following() -> Report:
    """Return a report in which a penalty cites what became 第二条 behind a new article, and its amount was raised."""
    old = "第一条 登记设施。\n\n第二条 违反第一条的，罚款二百元。"
    new = "第一条 公开名录。\n\n第二条 登记设施。\n\n第三条 违反第二条的，罚款五百元。"
    return pair(old, new, (((), ("第一条",)), (("第一条",), ("第二条",)), (("第二条",), ("第三条",))))
