"""Edits that people can read: each test is one rule."""

import pytest
from support.comparing import compared, law, marked, reworded

from policydiff.diff import compare
from policydiff.model import Bead, ChangeKind, Op, Relation
from policydiff.report.spans import inline_pieces

READABLE = {
    "a replaced phrase is one deletion and one insertion": (
        "申请人应当向乡镇人民政府提交书面材料。",
        "申请人应当在线填报电子表格。",
        "申请人应当[-向乡镇人民政府提交书面材料-]{+在线填报电子表格+}。",
    ),
    "a number keeps its unit": ("处三万元罚款。", "处五万元罚款。", "处[-三万元-]{+五万元+}罚款。"),
    "a date stays whole": (
        "自2020年3月1日起施行。",
        "自2020年5月1日起施行。",
        "自[-2020年3月1日-]{+2020年5月1日+}起施行。",
    ),
    "an official number stays whole": (
        "（云政发〔2019〕6号）同时废止。",
        "（云政发〔2021〕6号）同时废止。",
        "（[-云政发〔2019〕6号-]{+云政发〔2021〕6号+}）同时废止。",
    ),
    "an agency stays whole": (
        "由市卫生局牵头负责。",
        "由市卫生健康委牵头负责。",
        "由[-市卫生局-]{+市卫生健康委+}牵头负责。",
    ),
    "an item of a list comes with its mark": (
        "公布姓名、住址和电话。",
        "公布姓名、性别、住址和电话。",
        "公布姓名、{+性别、+}住址和电话。",
    ),
    "a sentence comes with its stop": (
        "单位应当报告。机关应当登记。",
        "单位应当报告。个人可以报告。机关应当登记。",
        "单位应当报告。{+个人可以报告。+}机关应当登记。",
    ),
    "what went before a stop leaves the stop alone": (
        "逾期不备案的，由街道办事处责令限期改正；拒不改正的，处五百元罚款。",
        "逾期不备案的，由街道办事处责令限期改正。",
        "逾期不备案的，由街道办事处责令限期改正[-；拒不改正的，处五百元罚款-]。",
    ),
    "an item added at the end comes before the stop of the list": (
        "名册记载下列事项：（一）姓名；（二）住址。公众可以查阅名册。",
        "名册记载下列事项：（一）姓名；（二）住址；（三）取得资格的日期。公众可以查阅名册。",
        "名册记载下列事项：（一）姓名；（二）住址{+；（三）取得资格的日期+}。公众可以查阅名册。",
    ),
    "a phrase that stayed is shown as such however much was written around it": (
        "企业可以在线填报真实性承诺书和其他材料，办理法律文书送达地址登记，并承诺有效接受文书，样式和期限由区人民法院规定。",
        "企业等经营主体应当主动申报法律文书送达地址，未申报的，以其登记住所为准，样式和期限由区人民法院规定。",
        (
            "企业[-可以在线填报真实性承诺书和其他材料，办理-]{+等经营主体应当主动申报+}法律文书送达地址"
            "[-登记，并承诺有效接受文书-]{+，未申报的，以其登记住所为准+}，样式和期限由区人民法院规定。"
        ),
    ),
    "a modal word is not cut": ("申请人必须到场。", "申请人须到场。", "申请人[-必须-]{+须+}到场。"),
    "form is marked apart": (
        "（一）帐户开立。",
        "(一)账户注销。",
        "[-~（-]{+~(+}一[-~）-]{+~)+}[-~帐户-]{+~账户+}[-开立-]{+注销+}。",
    ),
    "a mark between two titles is form": (
        "依照《甲法》、《乙法》和“丙”、“丁”办理。",
        "依照《甲法》《乙法》和“丙”“丁”办理。",
        "依照《甲法》[-~、-]《乙法》和“丙”[-~、-]“丁”办理。",
    ),
    "a title that joins a list brings its mark along": (
        "依照《甲法》、《乙法》办理。",
        "依照《甲法》、《乙法》、《丙法》办理。",
        "依照《甲法》、《乙法》{+、《丙法》+}办理。",
    ),
    "a mark before anything but a title is more": (
        "依照《甲法》、本法办理。",
        "依照《甲法》本法办理。",
        "依照《甲法》[-、-]本法办理。",
    ),
    "sentences without common words stand whole": (
        "公园应当在夏季延长开放时间。",
        "违反规定停车的，处警告。",
        "[-公园应当在夏季延长开放时间。-]{+违反规定停车的，处警告。+}",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), READABLE.values(), ids=READABLE)
def test_edits_are_readable(old, new, expected):
    assert marked(reworded(old, new).edits) == expected


def test_a_registered_term_is_replaced_whole():
    old, new = "推广云岭互助医疗包制度。", "推广云岭互助保健包制度。"
    terms = ["云岭互助医疗包", "云岭互助保健包"]
    assert marked(reworded(old, new, terms).edits) == "推广[-云岭互助医疗包-]{+云岭互助保健包+}制度。"


def test_a_sentence_cut_in_two_keeps_both_halves():
    old = "对决定不服的，应当在六十日内申请复议，复议期间不停止执行。"
    new = "对决定不服的，可以在六十日内申请复议。复议期间不停止执行。"
    assert (
        marked(reworded(old, new).edits)
        == "对决定不服的，[-应当-]{+可以+}在六十日内申请复议[-，-]{+。+}复议期间不停止执行。"
    )


FIRST = "主管部门应当每年公布检查计划。"
SECOND = "受检单位应当如实提供账册和合同。"
THIRD = "检查人员不得少于两人并应当出示证件。"


def test_a_sentence_made_of_two_that_stood_apart_keeps_both_halves():
    old = law(
        "药品库购进药品，应当建立检查验收制度，验明合格证明和其他标识；不符合要求的，不得购进。",
        "医疗站购进药品，应当建立检查验收制度，有真实、完整的药品购进记录。记录应当注明规格和供货单位。",
    )
    new = law(
        "医疗站、药品库购进药品，应当建立检查验收制度，验明合格证明和其他标识，有真实、完整、可追溯的药品购进记录。记录应当注明规格和供货单位。"
    )
    (change,) = compared(old, new, "一 二 → 一").changes
    assert "，有真实、完整{+、可追溯+}的药品购进记录。记录" in marked(change.edits)


def test_a_sentence_moved_inside_a_clause_is_a_move():
    found = marked(reworded(FIRST + SECOND + THIRD, SECOND + THIRD + FIRST).edits)
    assert found == f"[-1:{FIRST}-]{SECOND}{THIRD}{{+1:{FIRST}+}}"


KEPT = "犬只由园区登记造册，登记的项目由市园林局规定并公布。"
CAGES = "园区根据犬只的品种、体型、年龄，对犬只实行分别圈养，采取不同方式管理。"
CAGES_NEW = (
    "园区根据犬只的品种、体型、性情、年龄、健康状况，对犬只实行分别圈养、分类管理、分级喂养，并根据其变化及时调整。"
)


def test_a_sentence_that_grew_to_twice_its_length_is_known_again_in_another_place():
    text = marked(reworded(CAGES + KEPT, KEPT + CAGES_NEW).edits)
    assert "[-1:园区根据犬只的品种、体型、-]" in text
    assert "{+1:，对犬只实行分别圈养+}" in text


def test_a_sentence_beside_others_that_went_is_known_again_in_its_place():
    old = "园区对饲养的犬只实行分级管理。大型犬由园林局登记并指定饲养区域和遛放时间。其他犬只的管理办法由各街道办事处另行规定并且公布。"
    new = "园区对饲养的猫犬实行分级管理，具体办法由园区制定。"
    assert "实行分级管理[-" in marked(reworded(old, new).edits)


def test_a_sentence_cut_in_two_is_known_though_another_one_moved_from_there():
    meal = "社区可以开办食堂，食堂有独立的账目，由居民代表监督。"
    found = marked(reworded(FIRST + meal, meal.replace("，", "。", 1) + FIRST).edits)
    assert found == f"[-1:{FIRST}-]社区可以开办食堂[-，-]{{+。+}}食堂有独立的账目，由居民代表监督。{{+1:{FIRST}+}}"


def test_penalties_of_one_form_keep_their_order_when_their_amounts_change_places():
    fine = "违反前款规定，{}不足{}的，并处{}以上{}以下的罚款。"
    old = fine.format("销售额", "一万元", "五千元", "二万元") + fine.format("销售额", "五万元", "五千元", "五万元")
    new = fine.format("销售额", "五千元", "一万元", "五万元") + fine.format("销售额", "三万元", "五万元", "二十五万元")
    edits = reworded(old, new).edits
    assert all(edit.move is None for edit in edits)


def test_edits_inside_a_moved_sentence_stand_inside_it():
    found = marked(reworded(FIRST + SECOND + THIRD, SECOND + THIRD + FIRST.replace("每年", "每季度")).edits)
    assert found == (
        f"[-1:主管部门应当-][-每年-][-1:公布检查计划。-]{SECOND}{THIRD}{{+1:主管部门应当+}}{{+每季度+}}{{+1:公布检查计划。+}}"
    )


def test_a_moved_clause_keeps_its_edits():
    change = compared(
        law(FIRST, SECOND, THIRD), law(SECOND, THIRD, FIRST.replace("每年", "每月")), "一 → 三", "二 → 一", "三 → 二"
    ).changes[0]
    assert ChangeKind.MOVED in change.kinds
    assert marked(change.edits) == "主管部门应当[-每年-]{+每月+}公布检查计划。"


APART = (
    law("公园应当公布开放时间。\n\n市园林局可以制定夜间开放的具体办法，报市政府备案。"),
    law("公园应当公布开放时间。公园应当设置饮水点。", "市城管委可以制定夜间开放的具体办法，报市政府备案。"),
)


def test_words_that_begin_a_clause_split_off_stand_beside_what_replaced_them():
    (change,) = compared(*APART, "一 → 一 二").changes
    assert "{+公园应当设置饮水点。+}[-\n\n市园林局-]{+市城管委+}可以制定" in marked(change.edits)


def test_words_that_began_a_clause_merged_stand_beside_what_replaces_them():
    (change,) = compared(*reversed(APART), "一 二 → 一").changes
    assert "[-公园应当设置饮水点。-][-市城管委-]{+\n\n市园林局+}可以制定" in marked(change.edits)


def test_what_ends_one_unit_and_what_begins_the_next_are_replaced_apart():
    old = law(
        "潜水员下水前必须经过体检；夜间作业的应当两人同行。",
        "单位未照此办理的，区体育局应当责令改正；拒不改正的，处一千元罚款。",
    )
    new = law(
        "潜水员下水前必须取得证书。证书的样式由省体育局规定。",
        "未依法培训潜水员的，由执法部门责令改正；拒不改正的，处一千元罚款。",
    )
    (change,) = compared(old, new, "一 二 → 一 二").changes
    text = marked(change.edits)
    assert text.index("证书的样式") < text.index("区体育局")


def test_a_stream_shows_them_under_the_clause_that_they_begin():
    (change,) = compared(*APART, "一 → 一 二").changes
    first, second = inline_pieces(change)
    assert [edit.text for lines in second.paragraphs for edit in lines][:2] == ["市园林局", "市城管委"]
    assert "市园林局" not in "".join(edit.text for lines in first.paragraphs for edit in lines)


def test_edits_of_a_split_clause_name_the_units_they_stand_in():
    change = compared(law(FIRST + SECOND), law(FIRST, SECOND.replace("账册", "账目")), "一 → 一 二").changes[0]
    units = {(edit.op, edit.old, edit.new) for edit in change.edits}
    assert units == {
        (Op.EQUAL, "第一条", "第一条"),
        (Op.EQUAL, "第一条", "第二条"),
        (Op.DELETE, "第一条", None),
        (Op.INSERT, None, "第二条"),
    }


def test_a_merger_in_another_order_moves_no_words():
    change = compared(law(FIRST, SECOND), law(SECOND + FIRST), "一 二 → 一").changes[0]
    assert ChangeKind.AMENDED not in change.kinds


REFERRING = "违反本条例第二条规定的，处警告。"


def test_a_reference_that_follows_a_renumbering_does_not_amend():
    old, new = law(FIRST, SECOND, REFERRING), law(FIRST, THIRD, SECOND, REFERRING.replace("第二条", "第三条"))
    change = compared(old, new, "一 → 一", "→ 二", "二 → 三", "三 → 四").changes[3]
    assert marked(change.edits) == "违反本条例[-#第二条-]{+#第三条+}规定的，处警告。"
    assert change.kinds == ChangeKind.RENUMBERED | ChangeKind.COSMETIC


PARTED = f"{FIRST}\n\n{SECOND}"

PART_REFERENCES = {
    "the paragraph came third": ("第二款", "第三款", True),
    "another paragraph stands under the old number": ("第二款", "第二款", False),
    "the paragraph stayed first": ("第一款", "第一款", True),
    "a paragraph nobody followed": ("第四款", "第四款", True),
}


@pytest.mark.parametrize(("there", "here", "follows"), PART_REFERENCES.values(), ids=PART_REFERENCES)
def test_a_reference_to_a_paragraph_follows_that_paragraph(there, here, follows):
    old = law(PARTED, f"违反第一条{there}规定的，处警告。")
    new = law(THIRD, f"{FIRST}\n\n{THIRD}\n\n{SECOND}", f"违反第二条{here}规定的，处警告。")
    parts = (("第一条/1", "第二条/1"), ("第一条/2", "第二条/3"))
    beads = [
        Bead((), ("第一条",)),
        Bead(("第一条",), ("第二条",), (("第一条", "第二条"),), parts=parts),
        Bead(("第二条",), ("第三条",), (("第二条", "第三条"),)),
    ]
    change = compare(old, new, beads, relation=Relation.VERSIONS).changes[2]
    assert (ChangeKind.AMENDED not in change.kinds) == follows


def test_a_reference_to_an_item_follows_it_into_another_article():
    old = law(
        "有下列情形之一的，应当登记：\n\n（一）设立仓库；\n\n（二）变更负责人。", "有第一条第二项情形的，处警告。"
    )
    new = law("变更负责人的，应当登记。", "有第一条情形的，处警告。")
    beads = [
        Bead(("第一条",), ("第一条",), (("第一条", "第一条"),), parts=(("第一条/(二)", "第一条"),)),
        Bead(("第二条",), ("第二条",), (("第二条", "第二条"),)),
    ]
    change = compare(old, new, beads, relation=Relation.VERSIONS).changes[1]
    assert marked(change.edits) == "有[-#第一条第二项-]{+#第一条+}情形的，处警告。"


def test_a_reference_to_another_clause_amends():
    old, new = law(FIRST, SECOND, REFERRING), law(FIRST, THIRD, SECOND, REFERRING.replace("第二条", "第一条"))
    change = compared(old, new, "一 → 一", "→ 二", "二 → 三", "三 → 四").changes[3]
    assert ChangeKind.AMENDED in change.kinds


@pytest.mark.parametrize("law_name", ["《云岭县渔业条例》", "刑法"])
def test_a_reference_into_another_law_follows_nothing(law_name):
    referring = f"依照{law_name}第二条规定处罚。"
    old, new = law(FIRST, SECOND, referring), law(FIRST, THIRD, SECOND, referring.replace("第二条", "第三条"))
    change = compared(old, new, "一 → 一", "→ 二", "二 → 三", "三 → 四").changes[3]
    assert ChangeKind.AMENDED in change.kinds


def test_a_reference_that_followed_is_not_met_by_the_same_number_of_another_law():
    old = law(FIRST, SECOND, REFERRING)
    other = REFERRING.replace("本条例第二条", "《云岭县渔业条例》第一条、第三条")
    change = compared(old, law(FIRST, THIRD, SECOND, other), "一 → 一", "→ 二", "二 → 三", "三 → 四").changes[3]
    assert not any(edit.reference for edit in change.edits)


def test_labels_of_items_behind_an_inserted_item_only_follow():
    old = "有下列情形之一的，应当登记：\n\n（一）设立仓库；\n\n（二）变更负责人。"
    new = "有下列情形之一的，应当登记：\n\n（一）设立仓库；\n\n（二）迁移经营场所；\n\n（三）变更负责人。"
    assert marked(reworded(old, new).edits) == (
        "有下列情形之一的，应当登记：\n\n（一）设立仓库；\n\n{+（二）迁移经营场所；\n\n+}[-#（二）-]{+#（三）+}变更负责人。"
    )
