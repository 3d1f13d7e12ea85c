import policydiff_citations as plugin
import pytest

from policydiff.model import Severity
from policydiff.testing import facts, remarks

FOUND = {
    "title": ("执行《云岭县医疗服务办法》。", [("云岭县医疗服务办法", "", "", False)]),
    "title with its number": (
        "落实《关于推进改革的意见》（云政发〔2020〕5号）要求。",
        [("关于推进改革的意见", "云政发〔2020〕5号", "", False)],
    ),
    "half-width brackets": (
        "落实《关于推进改革的意见》(云政发[2020]5号)要求。",
        [("关于推进改革的意见", "云政发[2020]5号", "", False)],
    ),
    "number alone": ("按照云政办发〔2012〕8号文件规定执行。", [("", "云政办发〔2012〕8号", "", False)]),
    "place in the document": ("依照《公司法》第五条第二款处理。", [("公司法", "", "第五条第二款", False)]),
    "legal basis": ("根据《公司法》，制定本办法。", [("公司法", "", "", True)]),
    "twice in a clause": ("依照《公司法》处理，《公司法》另有规定的除外。", [("公司法", "", "", False)]),
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_citation(text, expected):
    found = facts(plugin, f"第一条 {text}")
    assert [(fact["title"], fact["number"], fact["place"], fact["basis"]) for fact in found] == expected


FLAGGED = {
    "added": ("依法执行", "依法执行《档案管理办法》", "citation_added", Severity.LOW),
    "dropped": ("依法执行《档案管理办法》", "依法执行", "citation_dropped", Severity.LOW),
    "replaced": ("依照《档案管理办法》处理", "依照《数据安全条例》处理", "citation_replaced", Severity.MEDIUM),
    "another edition": (
        "依照《用药目录（2013年版）》处理",
        "依照《用药目录（2020年版）》处理",
        "citation_replaced",
        Severity.MEDIUM,
    ),
    "another number": (
        "依照《改革意见》（云政发〔2012〕5号）处理",
        "依照《改革意见》（云政发〔2020〕9号）处理",
        "number_changed",
        Severity.MEDIUM,
    ),
    "another place": ("依照《公司法》第五条处理", "依照《公司法》第七条处理", "place_changed", Severity.LOW),
    "basis replaced": (
        "根据《档案管理办法》，制定本规定",
        "根据《数据安全条例》，制定本规定",
        "basis_replaced",
        Severity.MEDIUM,
    ),
    "basis added": (
        "根据《档案法》，制定本规定",
        "根据《档案法》和《数据安全条例》，制定本规定",
        "basis_added",
        Severity.MEDIUM,
    ),
}
LEFT_ALONE = {
    "full name of the law": ("依照《公司法》处理", "依照《中华人民共和国公司法》处理"),
    "words around": ("依照《公司法》处理", "应当依照《公司法》的规定处理"),
    "number given for the first time": ("依照《改革意见》处理", "依照《改革意见》（云政发〔2020〕9号）处理"),
    "no citations": ("依法处理", "依照有关规定处理"),
}
TEXT = "第一条 为规范各类业务资料的收集、整理和利用，{}。"


@pytest.mark.parametrize(("before", "after", "rule", "severity"), FLAGGED.values(), ids=FLAGGED)
def test_change_is_flagged(before, after, rule, severity):
    said = remarks(plugin, old=TEXT.format(before), new=TEXT.format(after))
    assert [(remark.rule, remark.severity) for remark in said] == [(f"citations.{rule}", severity)]


@pytest.mark.parametrize(("before", "after"), LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_same_citation_is_left_alone(before, after):
    assert remarks(plugin, old=TEXT.format(before), new=TEXT.format(after)) == ()


def test_messages_come_in_both_languages():
    (remark,) = remarks(
        plugin, old=TEXT.format("依照《公司法》第五条处理"), new=TEXT.format("依照《公司法》第七条处理")
    )
    assert remark.message("zh") == "引用条款由《公司法》第五条改为《公司法》第七条"
    assert remark.message("en") == "place in the cited document changed from 《公司法》第五条 to 《公司法》第七条"


def test_other_clause_that_is_named_makes_no_legal_basis():
    (fact,) = facts(plugin, "第一条 证书的颁发按照《烈属条例》的规定执行，名册由本条规定的部门制作。")
    assert fact["basis"] is False


@pytest.mark.parametrize("named", ["本条例", "本办法", "本规定"])
def test_document_names_what_it_is_founded_on(named):
    (fact,) = facts(plugin, f"第一条 为了保护绿地，根据《绿化法》等法律，制定{named}。")
    assert fact["basis"] is True
