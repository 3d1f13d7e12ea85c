"""What a document says of itself: only what it states, and only what makes sense together."""

from datetime import date

import pytest

from policydiff.model import Conversion, SourceKind
from policydiff.normalize import normalize


def stated(text):
    return normalize(Conversion(text, kind=SourceKind.MARKDOWN if text.startswith("---") else SourceKind.FILE)).metadata


@pytest.mark.parametrize(
    ("sentence", "expires"),
    [
        ("本办法自2020年3月1日起施行，有效期五年。", date(2025, 2, 28)),
        ("本办法自2020年3月1日起施行。有效期5年。", date(2025, 2, 28)),
        ("本办法自2020年3月1日起施行，有效期至2024年12月31日。", date(2024, 12, 31)),
        ("本办法自2020年3月1日起试行，试行期2年。", date(2022, 2, 28)),
        ("本办法自2020年3月1日起施行，试行期6个月。", date(2020, 8, 31)),
        ("采伐许可证有效期三年。本办法自2020年3月1日起施行。", None),
        ("注册商标的有效期为十年，自核准之日起计算。本办法自2020年3月1日起施行。", None),
        ("依照本办法取得许可证的，有效期为五年。本办法自2020年3月1日起施行。", None),
        ("健康证明自发证之日起生效，有效期一年。本办法自2020年3月1日起施行。", None),
        ("检验报告有效期至2024年12月31日的，应当重新检验。本办法自2020年3月1日起施行。", None),
        (
            "依照《码头管理办法》“第九条 本办法自2010年1月1日起施行，有效期二年。”的规定办理。本办法自2020年3月1日起施行。",
            None,
        ),
    ],
)
def test_only_the_document_s_own_validity_makes_it_expire(sentence, expires):
    known = stated(f"# 苇湾县码头管理办法\n\n第一条 {sentence}\n")
    assert (known.effective, known.expires) == (date(2020, 3, 1), expires)


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("家具市场管理办法", ""),
        ("人力资源市场服务规范", ""),
        ("综合保税区监管办法", ""),
        ("蓄滞洪区运用补偿办法", ""),
        ("产粮大县奖励办法", ""),
        ("自由贸易试验区管理规定", ""),
        ("农贸市场食品安全管理办法", ""),
        ("杭州市河道管理条例", "杭州市"),
        ("昌吉回族自治州湿地条例", "昌吉回族自治州"),
        ("深圳经济特区绿化条例", "深圳经济特区"),
        ("苇湾县码头管理办法", "苇湾县"),
    ],
)
def test_a_region_is_a_division_and_no_word_that_ends_like_one(title, region):
    assert stated(f"# {title}\n\n第一条 为了加强管理，制定本办法。\n").region == region


def test_a_place_whose_authority_the_document_prints_is_a_region():
    assert stated("# 芦津市渡口管理办法\n\n第一条 芦津市人民政府负责渡口。\n").region == "芦津市"


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("二OO四年三月二日", date(2004, 3, 2)),
        ("二00四年三月二日", date(2004, 3, 2)),
        ("二〇〇四年三月二日", date(2004, 3, 2)),
        ("二ＯＯ四年十二月二十一日", date(2004, 12, 21)),
        ("民国八十八年六月二日", date(1999, 6, 2)),
        ("中华民国100年6月2日", date(2011, 6, 2)),
    ],
)
def test_a_date_is_read_as_typists_and_eras_print_it(printed, day):
    known = stated(f"# 苇湾县码头管理办法\n\n第一条 码头应当登记。\n\n苇湾县人民政府\n\n{printed}\n")
    assert (known.issued, known.signature) == (day, "苇湾县人民政府")


def test_a_day_that_no_calendar_has_dates_nothing_and_is_doubted():
    text = normalize(Conversion("# 苇湾县码头管理办法\n\n第一条 码头应当登记。\n\n苇湾县人民政府\n\n2021年2月30日\n"))
    assert text.metadata.issued is None
    assert "2021年2月30日" in text.markdown
    assert [doubt.text for doubt in text.suspicions if doubt.rule == "consistency"] == ["2021年2月30日"]


def test_the_date_below_an_amended_text_is_kept_beside_that_of_its_amendment():
    known = stated(
        "# 苇湾县码头管理办法\n\n（2020年1月5日公布　根据2023年5月6日《关于修改的决定》修正）\n\n第一条 码头应当登记。\n\n苇湾县人民政府\n\n2021年9月9日\n"
    )
    assert (known.issued, known.signed) == (date(2023, 5, 6), date(2021, 9, 9))


def test_an_amended_text_keeps_the_commencement_of_its_first_version_apart():
    known = stated(
        "# 苇湾县绿化条例\n\n2005年10月27日通过 2018年10月26日修正\n\n第一条 单位应当绿化。\n\n第二条 本条例自2006年1月1日起施行。\n"
    )
    assert (known.effective, known.first_effective, known.issued) == (None, date(2006, 1, 1), date(2018, 10, 26))


@pytest.mark.parametrize(
    ("marks", "secrecy", "urgency"),
    [
        ("机密★10年", "机密★10年", ""),
        ("秘密★1年\n\n特急", "秘密★1年", "特急"),
        ("绝密★长期 特提", "绝密★长期", "特提"),
        ("特急", "", "特急"),
    ],
)
def test_secrecy_and_urgency_are_part_of_the_document(marks, secrecy, urgency):
    text = normalize(
        Conversion(f"{marks}\n\n芦津市关于渡口管理的通知\n\n各区：\n\n一、各区应当登记渡口的船只和人员。\n")
    )
    assert (text.metadata.secrecy, text.metadata.urgency) == (secrecy, urgency)
    assert not text.removed


ORDERS = {
    "two lines": ("苇湾县人民政府令\n\n第12号\n\n", "苇湾县人民政府令第12号", "苇湾县人民政府"),
    "year in brackets": ("渡口协会令\n\n（2017）第 3 号\n\n", "渡口协会令（2017）第3号", "渡口协会"),
    "one line": (
        "渡口协会 码头学会令〔2025〕第2号（苇湾渡口管理办法）\n\n",
        "渡口协会 码头学会令〔2025〕第2号",
        "渡口协会 码头学会",
    ),
    "one line, no title": ("苇湾银行令〔2021〕第7号\n\n", "苇湾银行令〔2021〕第7号", "苇湾银行"),
    "head printed again": (
        "苇湾银行令〔2021〕第7号（苇湾渡口管理办法）\n\n苇湾银行令\n\n〔2021〕第7号\n\n",
        "苇湾银行令〔2021〕第7号",
        "苇湾银行",
    ),
    "number printed again": (
        "苇湾银行令〔2021〕第7号（苇湾渡口管理办法）\n\n〔2021〕第7号\n\n",
        "苇湾银行令〔2021〕第7号",
        "苇湾银行",
    ),
}


@pytest.mark.parametrize(("head", "number", "issuer"), ORDERS.values(), ids=ORDERS)
def test_an_order_has_the_title_of_the_rule_that_it_carries(head, number, issuer):
    text = normalize(
        Conversion(
            f"{head}《苇湾渡口管理办法》已经2017年9月1日第6次会议审议通过，现予公布，自2017年12月1日起施行。\n\n会　长　某甲\n\n2017年10月25日\n\n"
            "苇湾渡口管理办法\n\n第一章 总则\n\n第一条 为规范渡口，制定本办法。\n\n第二条 本办法自2007年10月1日起施行。\n"
        )
    )
    known = text.metadata
    assert (known.title, known.carried_title) == ("苇湾渡口管理办法", "")
    assert (known.number, known.issuer) == (number, issuer)
    assert (known.issued, known.effective) == (date(2017, 10, 25), date(2017, 12, 1))
    assert text.markdown.startswith("《苇湾渡口管理办法》已经")


def test_a_numbered_heading_is_no_title_under_a_stated_one():
    known = stated(
        "---\ntitle: Rules for Ferry Keepers\n---\n\n# 1. INTRODUCTION\n\n## 1.1 Overview\n\nThis sets rules.\n\n# 2. DUTIES\n\nKeep logs.\n"
    )
    assert (known.title, known.carried_title) == ("Rules for Ferry Keepers", "")


def test_a_section_is_no_title_under_a_stated_one():
    known = stated(
        "---\ntitle: Rules for Ferry Keepers\n---\n\n# Introduction\n\nThis sets rules.\n\n# Duties\n\nKeep logs.\n"
    )
    assert (known.title, known.carried_title) == ("Rules for Ferry Keepers", "")


ENGLISH = {
    "comes into force": ("This Act comes into force on 1 July 2024.", {"effective": date(2024, 7, 1)}),
    "regulations": (
        "These Ferry Regulations shall come into operation on the 1st day of July 2024.",
        {"effective": date(2024, 7, 1)},
    ),
    "takes effect": ("This policy takes effect on May 4, 2025.", {"effective": date(2025, 5, 4)}),
    "key": ("Effective Date: 1 May 2020", {"effective": date(2020, 5, 1)}),
    "bold key": ("**Effective date:** May 1, 2020", {"effective": date(2020, 5, 1)}),
    "commencement": ("Commencement: 3 September 2021", {"effective": date(2021, 9, 3)}),
    "as amended": ("Adopted 2 March 2010; as amended on 5 June 2019", {"issued": date(2019, 6, 5)}),
    "issued by": ("Issued on 2 March 2010", {"issued": date(2010, 3, 2)}),
    "expires": ("This notice expires on 31 December 2026.", {"expires": date(2026, 12, 31)}),
    "a licence's day": ("A licence comes into force on 1 July 2024.", {}),
    "another act": ("The Harbour Act came into force on 1 July 2001.", {}),
    "quoted": ("Section 9 reads: “This Act comes into force on 1 July 2001.”", {}),
    "a permit that expires": ("The permit expires on 31 December 2026.", {}),
}


@pytest.mark.parametrize(("line", "dates"), ENGLISH.values(), ids=ENGLISH)
def test_an_english_paper_s_own_dates_are_read(line, dates):
    text = normalize(
        Conversion(f"# Ferry Act\n\n{line}\n\n1. Keepers must register each ferry and its crew with the office.\n")
    )
    names = ("issued", "published", "effective", "expires")
    assert {name: day for name in names if (day := getattr(text.metadata, name))} == dates


SIGNATORIES = (
    "县　长　某甲",
    "行长：某乙某",
    "渡口协会  会　长　某丙",
    "苇湾省主席 某某某",
    "主任 某 丁",
    "总裁：某戊",
)


@pytest.mark.parametrize("line", SIGNATORIES)
def test_the_signatory_of_an_order_is_its_signature(line):
    text = normalize(
        Conversion(
            f"渡口协会令\n\n第3号\n\n《苇湾渡口管理办法》已经第6次会议审议通过，现予公布，自2017年12月1日起施行。\n\n{line}\n\n2017年10月25日\n\n"
            "苇湾渡口管理办法\n\n第一条 为规范渡口，制定本办法。\n"
        )
    )
    assert text.metadata.signature.replace(" ", "") == "".join(line.split())
    assert line not in text.markdown


def test_a_place_whose_congress_the_history_prints_is_a_region():
    known = stated(
        "# 芦津市渡口条例\n\n（2019年11月3日芦津市第七届人民代表大会常务委员会第八次会议通过）\n\n第一条 为规范渡口，制定本条例。\n"
    )
    assert known.region == "芦津市"


def test_a_law_in_force_from_the_day_of_its_promulgation_needs_no_date():
    known = stated(
        "# 苇湾渡口法\n\n中華民國八十八年六月二日總統令公布\n\n第一條 為規範渡口，制定本法。\n\n第二條 本法自公布日施行。\n"
    )
    assert (known.issued, known.effective) == (date(1999, 6, 2), date(1999, 6, 2))
