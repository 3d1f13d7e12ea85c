import policydiff_provisions as plugin
import pytest

from policydiff.model import Relation, Severity
from policydiff.testing import remarks

TOLD = {
    "element of a list added": ("车站、码头内禁止摆摊", "车站、码头、机场内禁止摆摊", "scope_added"),
    "element of a list dropped": ("货物、工程和服务实行集中采购", "货物和服务实行集中采购", "scope_dropped"),
    "qualifier dropped": ("托管班招收六周岁以上本镇户籍儿童", "托管班招收六周岁以上儿童", "scope_dropped"),
    "object replaced": ("对连续经营满五年的企业给予奖励", "对连续经营满五年的园区给予奖励", "scope_changed"),
    "alternative became cumulative": (
        "申请人应当持有证书或者具有三年经验",
        "申请人应当持有证书并且具有三年经验",
        "conjunction_changed",
    ),
    "exception at the end": (
        "机关应当公开预算",
        "机关应当公开预算，涉及国防秘密的除外",
        "exception_added",
    ),
    "exception in front": ("不得在堤坝上钻探", "除防汛抢险外，不得在堤坝上钻探", "exception_added"),
    "approval became a notice": ("举办庙会应当报镇政府审批", "举办庙会应当报镇政府备案", "approval_loosened"),
    "notice became an approval": ("架设天线应当报物业备案", "架设天线应当报物业批准", "approval_tightened"),
    "another body acts": ("环卫部门负责清运河道漂浮物", "街道办事处负责清运河道漂浮物", "duty_bearer_changed"),
    "another body takes part": ("选址由馆长审定", "选址由馆长会同监事会审定", "duty_bearer_added"),
    "sanction added": (
        "违反规定的，没收渔具",
        "违反规定的，没收渔具，可以并处三千元以下罚款",
        "sanction_added",
    ),
    "sanction dropped": (
        "擅自搭建的，责令限期拆除，并处二万元以下罚款",
        "擅自搭建的，责令限期拆除",
        "sanction_dropped",
    ),
    "graver sanction": ("情节严重的，暂扣驾驶资格证", "情节严重的，吊销驾驶资格证", "sanction_changed"),
    "joint liability": (
        "平台未核验资质的，承担相应责任",
        "平台未核验资质的，与店铺承担连带责任",
        "liability_changed",
    ),
    "burden of proof": (
        "乘客主张损失的，由乘客承担举证责任",
        "乘客主张损失的，由承运人承担举证责任",
        "duty_bearer_changed",
    ),
    "English element": (
        "Smoking is banned in schools and buses",
        "Smoking is banned in schools, stadiums and buses",
        "scope_added",
    ),
    "English exception": (
        "Records are open to the public",
        "Records are open to the public, except records about health",
        "exception_added",
    ),
    "English approval": (
        "Shop signs require prior approval by the council",
        "Shop signs require notice to the council",
        "approval_loosened",
    ),
    "English sanction": (
        "A first offence leads to a written warning",
        "A first offence leads to a fine",
        "sanction_changed",
    ),
}
SILENT = {
    "full stop to comma": ("单位应当建账。账目应当公开", "单位应当建账，账目应当公开"),
    "another word for accordance": ("依照有关规定办理登记手续", "按照有关规定办理登记手续"),
    "and in another word": ("生产和经营危险物品的单位", "生产以及经营危险物品的单位"),
    "elements in another order": ("餐饮、住宿、娱乐场所", "住宿、餐饮、娱乐场所"),
    "a number only": ("补助标准为五百元一户", "补助标准为六百元一户"),
    "a modal word only": ("单位应当设立档案室", "单位可以设立档案室"),
    "a cited title only": ("依照《青禾市消防办法》执行", "依照《青禾市消防条例》执行"),
    "a duty in brackets only": (
        "建设加氢站。（牵头单位：市发展改革委）",
        "建设加氢站。（牵头单位：市工业和信息化局）",
    ),
}
CONTEXT = "第一条 为了规范管理，制定本办法。\n\n第二条 {}。\n\n第三条 具体办法由主管部门另行制定。"


def said(before, after, relation=Relation.VERSIONS):
    return remarks(plugin, old=CONTEXT.format(before), new=CONTEXT.format(after), relation=relation)


@pytest.mark.parametrize(("before", "after", "rule"), TOLD.values(), ids=TOLD)
def test_what_words_do_that_came_or_went_is_told(before, after, rule):
    assert [remark.rule for remark in said(before, after)] == [f"provisions.{rule}"]


@pytest.mark.parametrize(("before", "after"), SILENT.values(), ids=SILENT)
def test_wording_and_what_other_plugins_read_is_left_alone(before, after):
    assert said(before, after) == ()


def test_message_quotes_the_words_and_their_place():
    (remark,) = said("车站、码头内禁止摆摊", "车站、码头、机场内禁止摆摊")
    assert remark.message("zh") == "增加“机场”（车站、码头、机场内禁止摆摊）"


def test_item_that_came_into_a_list_of_bans_is_forbidden():
    old = "第二条 经营者不得有下列行为：\n\n（一）伪造票证；\n\n（二）转借票证。"
    new = "第二条 经营者不得有下列行为：\n\n（一）伪造票证；\n\n（二）转借票证；\n\n（三）窃取、出售乘客出行信息。"
    assert [remark.rule for remark in remarks(plugin, old=old, new=new)] == ["provisions.prohibition_added"]


def test_wording_replaced_throughout_is_one_remark():
    words = ["{}应当登记", "查验{}", "公示{}名单", "由{}答复"]
    old, new = (
        "\n\n".join(
            f"第{number}条 {text.format(name)}，具体办法另行制定。"
            for number, text in zip("一二三四", words, strict=True)
        )
        for name in ("承租户", "使用人")
    )
    found = remarks(plugin, old=old, new=new)
    assert [remark.rule for remark in found] == ["provisions.throughout"]
    assert "4处" in found[0].message("zh")


def test_new_article_is_told_by_what_it_does():
    old = "第一条 为了规范管理，制定本办法。\n\n第二条 本办法自公布之日起施行。"
    new = old.replace("第二条", "第二条 违反本办法规定倾倒渣土的，处五千元以上二万元以下罚款。\n\n第三条")
    (remark,) = remarks(plugin, old=old, new=new)
    assert (remark.rule, remark.severity) == ("provisions.sanction_added", Severity.HIGH)
    assert remark.message("zh") == "新增条文（处罚）：违反本办法规定倾倒渣土的，处五千元以上二万元以下罚款"


def test_article_whose_words_stand_elsewhere_was_not_dropped():
    first, second = "车辆应当按规定密闭运输渣土", "驾驶人应当随车携带运输证件"
    old = f"第一条 {first}。\n\n第二条 {second}。\n\n第三条 本办法自公布之日起施行。"
    new = f"第一条 {first}；{second}。\n\n第二条 本办法自公布之日起施行。"
    assert [r.rule for r in remarks(plugin, old=old, new=new) if "dropped" in r.rule or "added" in r.rule] == []


def test_what_is_only_named_as_forbidden_forbids_nothing():
    found = said("使用兽药等有毒物质的，依法处理", "使用食品动物中禁止使用的药品的，依法处理")
    assert not [remark for remark in found if "prohibition" in remark.rule]


def test_sanction_that_is_only_named_is_none():
    before = "公司解散的，清算组由股东组成"
    after = "公司解散的，作出吊销营业执照决定的部门可以指定清算组"
    assert not [remark for remark in said(before, after) if "sanction" in remark.rule]


def test_siblings_lack_nothing_gravely():
    found = said("车站、码头内禁止摆摊", "车站、码头、机场内禁止摆摊", Relation.SIBLINGS)
    assert [(remark.severity, remark.message("zh")) for remark in found] == [
        (Severity.LOW, "仅乙有“机场”（车站、码头、机场内禁止摆摊）")
    ]
