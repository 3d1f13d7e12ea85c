"""The table of label forms: how drafting traditions print the number of a clause, each row with examples that are its tests.

A row says by which pattern a label is known, to which family it belongs and what it looks like in print. To teach the program
a tradition, add a row; `docs/labels.md` is made from this table. The order of the rows is that in which they are tried.

rank   family            as printed                        where
0      ATTACHMENT        附件 附件1 附录A Annex A Schedule     anywhere
1–4    BOOK … SECTION    第一编 第一分编 第一章 第一节          laws; Part, Chapter
5      ARTICLE           第五条 第11-1條 第二条の二 Article 5   laws
6      UNIT              Section 12 § 3-101 Rule 7            acts and codes in English
7      FORMAL            壹、 I. Ⅰ. 第１                      plans, English outlines
8      DUN               一、                                plans, judicial interpretations
9      PAREN             （一）                              plans; 项 of laws
10     DIGIT             1. 1、 2A.                          plans; 目 of laws; sections of acts
11     DECIMAL           1.1 1.1.1 A.1                       standards, emergency plans, English documents
12–14  DIGIT_PAREN …     （1） 1） ①                          plans
15–18  CAPITAL …         A. a. (a) (i)                       English documents
19–20  KANA …            イ ア （ア）                          Japanese laws and notices
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple


class Family(IntEnum):
    """A style of label; a smaller number stands above a greater one unless the document shows otherwise."""

    ATTACHMENT = 0
    BOOK = 1
    SUBBOOK = 2
    CHAPTER = 3
    SECTION = 4
    ARTICLE = 5
    UNIT = 6
    FORMAL = 7
    DUN = 8
    PAREN = 9
    DIGIT = 10
    DECIMAL = 11
    DIGIT_PAREN = 12
    DIGIT_HALF = 13
    CIRCLED = 14
    CAPITAL = 15
    LETTER = 16
    LETTER_PAREN = 17
    ROMAN_PAREN = 18
    KANA = 19
    KANA_PAREN = 20

    # As a plain number: a member is hashed by its name otherwise, in Python.
    __hash__ = int.__hash__

    @property
    def division(self) -> bool:
        """Whether a clause of this family groups articles: 编, 分编, 章, 节."""
        return self in _GROUPING


_GROUPING = frozenset({Family.BOOK, Family.SUBBOOK, Family.CHAPTER, Family.SECTION})


class Form(NamedTuple):
    """One row: a form's name, its family, its pattern, and printed lines with the id piece that each must give.

    In the pattern `{n}` opens the group that holds the number.
    """

    name: str
    family: Family
    pattern: str
    examples: tuple[tuple[str, str], ...]


NUMERAL = "[〇○零一二三四五六七八九十百千两廿卅]"
DIGIT = "[0-9０-９]"
GAP = r"[ \t\u3000\xa0]"
# OCR and justified print part the characters of a number: 第 十 一 条, 第 1 2 条.
NUMBER = rf"(?:{NUMERAL}(?:{GAP}*{NUMERAL})*|{DIGIT}(?:{GAP}*{DIGIT}){{0,3}})"

# What follows a number when the line only cites it: （一）项、（一）和（二）, 第五条规定, 第五条第二款, 第五条之规定.
CITED_ITEM = r"(?!项(?!目)|[至、和或及与—-]" + rf"{GAP}*[（(第])"
CITED_ARTICLE = r"(?![规第款至、，,。；;：:）)》”’和或及与以中所的之のノ关])"
# 第五条之一, 第 11 條 之 1, 第11-1條, 第二条の二: an article that was inserted behind another one.
INSERTED = rf"(?:{GAP}*[之のノ]{GAP}*(?:{NUMERAL}+|{DIGIT}{{1,3}})(?![规規項项款]))"
# A heading follows in capitals, or nothing; 「Section 3 of the Act applies」 cites.
NOT_CITED_UNIT = r"(?:[.:](?=\s|$|[—–―-]|\()|(?=\s*$|\s*[—–―-](?:\s|[A-Z(])|\s+[A-Z0-9“\"‘'(\[]))"
ENGLISH_NUMBER = r"(?:\d{1,4}(?:[-.:]\d{1,4})*(?:[A-Z]{1,3}|[a-z]{1,2})?|[IVXLC]+[A-Z]?|[A-Z](?:[-.]?\d{1,3})?)"

DIVISIONS = {
    "编": Family.BOOK, "編": Family.BOOK, "篇": Family.BOOK, "部分": Family.BOOK, "分编": Family.SUBBOOK, "分編": Family.SUBBOOK,
    "章": Family.CHAPTER, "节": Family.SECTION, "節": Family.SECTION,
}  # fmt: skip
ENGLISH = {
    "part": Family.BOOK, "book": Family.BOOK, "title": Family.BOOK, "division": Family.BOOK, "chapter": Family.CHAPTER,
    "subchapter": Family.SECTION, "subpart": Family.SECTION, "section": Family.UNIT, "sec.": Family.UNIT, "sect.": Family.UNIT,
    "§": Family.UNIT, "rule": Family.UNIT, "clause": Family.UNIT, "regulation": Family.UNIT, "article": Family.ARTICLE,
    "art.": Family.ARTICLE, "annex": Family.ATTACHMENT, "appendix": Family.ATTACHMENT, "schedule": Family.ATTACHMENT,
    "attachment": Family.ATTACHMENT, "exhibit": Family.ATTACHMENT,
}  # fmt: skip
# The units that make up an act, and so are its articles.
UNITS = "|".join(re.escape(form) for unit in ENGLISH for form in dict.fromkeys((unit.capitalize(), unit.upper())))
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINAL = "|".join(form for word in ORDINALS for form in (word.capitalize(), word.upper()))
KANA = "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
KANA_ROWS = "アイウエオカキクケコサシスセソタチツテト"

FORMS: tuple[Form, ...] = (
    Form(
        "article", Family.ARTICLE,
        rf"第{GAP}*{{n}}{NUMBER}(?:-{DIGIT}{{1,3}})?){GAP}*[条條](?P<article_of>{INSERTED}*)(?:{GAP}+|$|{CITED_ARTICLE})",
        (
            ("第五条 各单位应当", "第五条"), ("第 十 一 条　公示", "第十一条"), ("第 1 2 条 公示", "第12条"), ("第五条之一 登记", "第五条之一"),
            ("第十一條 之一 （查核）", "第十一条之一"), ("第 11-1 條", "第11-1条"), ("第11條之1 攤商", "第11条之1"),
            ("第二条の二　町長は", "第二条の二"),
        ),
    ),
    Form(
        "division", Family.CHAPTER,
        rf"第{GAP}*{{n}}{NUMBER}){GAP}*(?P<division_unit>编|編|分编|分編|篇|部分|章|节|節)(?P<division_of>{INSERTED}?)"
        r"(?![的规規中第至和、，,。；;])",
        (("第三章 监督", "第三章"), ("第二分编 物权", "第二分编"), ("第 一 章 總則", "第一章"), ("第二章之一 夜市", "第二章之一")),
    ),
    Form(
        "attachment", Family.ATTACHMENT,
        rf"(?:附件|附录|附錄|附表|附(?={GAP}*{DIGIT})){GAP}*(?:{{n}}{NUMERAL}+|{DIGIT}{{1,4}}|[A-Z](?![A-Za-z])))?(?=[：:、.．\s]|$|[《〈（(])",
        (("附件2 名单", "附件2"), ("附录A 记录表", "附录A"), ("附 1", "附1"), ("附录", "附录"), ("附表：", "附表")),
    ),
    Form(
        "formal", Family.FORMAL, rf"{{n}}[壹贰貳叁參肆伍陆陸柒捌玖拾]+){GAP}*[、.．]",
        (("壹、总则", "壹"), ("贰、 目标", "贰")),
    ),
    Form(
        "roman_sign", Family.FORMAL, rf"{{n}}[Ⅰ-Ⅻ])(?:{GAP}*[、.．]|{GAP}+)",
        (("Ⅱ.作业要求", "Ⅱ"), ("Ⅲ、保障", "Ⅲ")),
    ),
    Form(
        "ordinal", Family.FORMAL, rf"第{GAP}?{{n}}{DIGIT}{{1,2}}){GAP}+(?=\S)",
        (("第１　趣旨", "第1"), ("第 2 対象", "第2")),
    ),
    Form(
        "dun", Family.DUN, rf"{{n}}{NUMERAL}{{1,4}}){GAP}*(?:、|[.．](?!{DIGIT}))",
        (("一、总体要求", "一"), ("十二、组织实施", "十二"), ("三．保障", "三")),
    ),
    Form(
        "paren", Family.PAREN, rf"[（(]{GAP}*{{n}}{NUMERAL}{{1,4}}){GAP}*[）)]{CITED_ITEM}、?",
        (("(一)健全制度", "(一)"), ("（十三）健全制度", "(十三)")),
    ),
    # OCR reads the numeral as a dash.
    Form("paren_dash", Family.PAREN, r"[（(]{n}[—―ー])[）)]", (("（—）每季一次", "(一)"),)),
    Form("paren_sign", Family.PAREN, r"{n}[㈠-㈩])", (("㈢健全制度", "(三)"),)),
    Form(
        "decimal", Family.DECIMAL, rf"{{n}}{DIGIT}{{1,2}}(?:[.．]{DIGIT}{{1,2}}){{1,4}})[.．]?(?={GAP}|[^\W\d]|[（(《“])",
        (("1.1 适用范围", "1.1"), ("4.2.1. Frames", "4.2.1"), ("1.01 Definitions", "1.01")),
    ),
    Form(
        "letter_decimal", Family.DECIMAL, rf"{{n}}[A-Z](?:[.．]{DIGIT}{{1,2}}){{1,4}})[.．]?(?={GAP}|[^\W\d]|[（(《“])",
        (("A.1 帐篷间距", "A.1"), ("B.2.3 Records", "B.2.3")),
    ),
    Form(
        "compound", Family.DECIMAL, r"{n}[A-Z]?\d{1,2}[a-z](?:\d{1,2}[a-z]?)?|[A-Z]\d{1,2}[a-z]?)[)）](?=\s|[^\W\d_])",
        (("1a) forms", "1a)"), ("1b1) copies", "1b1)"), ("A1b) notes", "A1b)")),
    ),
    Form(
        "digit", Family.DIGIT,
        rf"{{n}}{DIGIT}{{1,3}})(?:{GAP}?[.．](?!{DIGIT})|[.．](?=(?:19|20){DIGIT}{{2}}年)|{GAP}?、(?!{DIGIT}{{1,3}}[^0-9０-９年.．]))",
        (("1.落实责任", "1"), ("3、落实责任", "3"), ("2.2018年起全面推开", "2"), ("4 . 洗涤", "4")),
    ),
    Form("digit_sign", Family.DIGIT, r"{n}[⒈-⒛])", (("⒉规范用药", "2"),)),
    Form("inserted", Family.DIGIT, r"{n}\d{1,4}(?:[A-Z]{1,3}|[a-z]))[.](?=\s|$|[—–―-]|\()", (("2A. Hedges", "2A"), ("12AA. Fees", "12AA"))),
    Form(
        "digit_paren", Family.DIGIT_PAREN, rf"[（(]{GAP}*{{n}}{DIGIT}{{1,3}}){GAP}*[）)]{CITED_ITEM}、?",
        (("（２）规范用药", "(2)"), ("(10) The owner", "(10)")),
    ),
    Form("digit_paren_sign", Family.DIGIT_PAREN, r"{n}[⑴-⒇])", (("⑷规范用药", "(4)"),)),
    Form("inserted_paren", Family.DIGIT_PAREN, r"\({n}\d{1,3}[A-Z]{1,2})\)", (("(1A) The timetable", "(1A)"), ("(2AB) A fee", "(2AB)"))),
    Form("digit_half", Family.DIGIT_HALF, rf"{{n}}{DIGIT}{{1,3}})[）)]", (("2）规范用药", "2)"), ("3) copies", "3)"))),
    Form("circled", Family.CIRCLED, r"{n}[①-⑳㉑-㉟㊱-㊿❶-❿])、?", (("③规范用药", "③"),)),
    Form(
        "unit", Family.UNIT, rf"(?P<unit_unit>{UNITS}) ?{{n}}{ENGLISH_NUMBER}){NOT_CITED_UNIT}",
        (
            ("Article 5 Entry into force", "Article 5"), ("CHAPTER IV", "Chapter IV"), ("Section 12A. Fees", "Section 12A"), ("Article 3a", "Article 3a"),
            ("§ 3-101. Definitions.", "§ 3-101"), ("SEC. 2. FINDINGS.", "Sec. 2"), ("Annex B", "Annex B"), ("Rule 7. Notice", "Rule 7"),
        ),
    ),
    Form(
        "schedule", Family.ATTACHMENT,
        rf"(?:(?:THE |The )?(?:{{n}}{_ORDINAL}) )?(?:SCHEDULE|Schedule|ANNEX|Annex|APPENDIX|Appendix))(?=$|[.:]$|\s*[—–-]\s)",
        (("Schedule", "Schedule"), ("THE FIRST SCHEDULE", "Schedule 1"), ("ANNEX", "Annex")),
    ),
    Form("roman", Family.FORMAL, r"{n}[IVX]{1,5})[.．、](?=\s)", (("IV. Meetings", "IV"),)),
    Form("roman_paren", Family.ROMAN_PAREN, r"[（(]{n}[ivx]{1,6})[）)]", (("(ii) boats.", "(ii)"),)),
    Form("letter_paren", Family.LETTER_PAREN, r"[（(]{n}[a-z]{1,2}|[A-Z]{1,2})[）)]", (("(c) ships;", "(c)"), ("(B) carts", "(B)"))),
    Form("roman_half", Family.ROMAN_PAREN, r"{n}[ivx]{2,6}|[ivx])[.)](?=\s)", (("ii. boats", "ii"), ("iv) carts", "iv"))),
    Form("capital", Family.CAPITAL, r"{n}[A-ZＡ-Ｚ])[.．、](?![A-Za-z.])", (("G. Cookies", "G"), ("K、电源", "K"))),
    Form("letter", Family.LETTER, r"{n}[a-z])[.．、)）](?![A-Za-z.])", (("b. copies", "b"), ("d) notes", "d"))),
    Form("kana", Family.KANA, rf"{{n}}[{KANA}ア])(?:{GAP}+)(?=\S)", (("イ　花火", "イ"), ("ロ 刃物", "ロ"))),
    Form("kana_paren", Family.KANA_PAREN, rf"[（(]{{n}}[{KANA}{KANA_ROWS}])[）)]", (("（ア）　書面", "(ア)"),)),
)  # fmt: skip


# Labels without any mark, which only their sequence can tell from text: 153 Timetables, 2A Hedges; 一　たき火; ２ 許可.
BARE_FORMS: tuple[Form, ...] = (
    Form(
        "bare", Family.DIGIT, rf"{{n}}{DIGIT}{{1,4}}[A-Z]{{0,3}}){GAP}+(?=[^\W\d]|[（(“\"‘'\[《])",
        (("153 Timetables", "153"), ("153AA Amount", "153AA"), ("1 总则", "1"), ("２　許可は", "2")),
    ),
    Form("bare_han", Family.DUN, rf"{{n}}{NUMERAL}{{1,3}}){GAP}+(?=\S)", (("一　たき火をすること。", "一"),)),
)  # fmt: skip
