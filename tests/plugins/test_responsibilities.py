import policydiff_responsibilities as plugin
import pytest
from policydiff_responsibilities.agency_names import agencies, agency

from policydiff.model import Fact, Metadata, Relation, Severity
from policydiff.testing import facts, remarks

# Lead, participants and responsible agencies of one clause, as `lead|participant|responsible`.
STATED = {
    "labels": (
        "推进改革。（牵头部门：市医保局、市财政局；配合部门：各区人民政府，市民政局等）",
        "市医保局,市财政局|各区人民政府,市民政局|",
    ),
    "labels without brackets": (
        "推进改革。\n\n牵头单位：市医保局\n\n责任单位：市财政局、市民政局",
        "市医保局||市财政局,市民政局",
    ),
    "half-width": ("推进改革。(牵头部门:市医保局;配合部门:市财政局)", "市医保局|市财政局|"),
    "opening bracket lost": ("推进改革。 责任部门：省卫生厅、物价局）", "||省卫生厅,省物价局"),
    "no lead stated": ("推进改革。（省卫生厅、财政厅负责）", "||省卫生厅,省财政厅"),
    "several lead": ("推进改革。（市编办、市人社局分别牵头，市财政局负责）", "市编办,市人社局|市财政局|"),
    "lead and by duty": ("推进改革。（州应急局牵头，州公安局、住建局按照职责分工负责）", "州应急局|州公安局,州住建局|"),
    "participating": ("推进改革。（商务部牵头，财政部、海关总署参与）", "商务部|财政部,海关总署|"),
    "together with": ("推进改革。（教育部会同有关部门负责）", "教育部|有关部门|"),
    "names alone": ("推进改革。（市财政局、市民政局）", "||市财政局,市民政局"),
    "rungs of government": (
        "推进改革。（责任单位：省卫生厅，各州、市、县、区人民政府）",
        "||省卫生厅,各州、市、县、区人民政府",
    ),
    "bracket within a name": (
        "推进改革。（责任单位：市卫健委，各县（市、区）人民政府）",
        "||市卫健委,各县（市、区）人民政府",
    ),
    "and within a name": (
        "推进改革。（市人力资源和社会保障局、市发展和改革局负责）",
        "||市人力资源和社会保障局,市发展和改革局",
    ),
    "and between names": ("推进改革。（市财政局和市民政局负责）", "||市财政局,市民政局"),
    "open list": ("推进改革。（财政部、民政部等有关部门和单位按职责分工负责）", "||财政部,民政部"),
    "labels of one word": ("治理河湖。（牵头：市河长办；配合：市水利局、市林长办）", "市河长办|市水利局,市林长办|"),
    "square brackets": (
        "【牵头单位：县文联；责任单位：县侨联、各乡（镇）人民政府】",
        "县文联||县侨联,各乡（镇）人民政府",
    ),
    "a name of an unknown shape": (
        "（省气象局牵头，国网云岭电力、省通信管理局参与）",
        "省气象局|国网云岭电力,省通信管理局|",
    ),
    "schools and companies": (
        "（责任单位：云岭师范学院、市图书馆、中国铁塔云岭分公司）",
        "||云岭师范学院,市图书馆,中国铁塔云岭分公司",
    ),
    "list that goes on behind 等": ("（市教育局、市妇联等部门和各高校按职责分工负责）", "||市教育局,市妇联,各高校"),
    "qualifier shared": ("（责任单位：各县（市、区）党委、政府）", "||各县（市、区）党委,各县（市、区）政府"),
    "a 、 inside of a name": ("（责任单位：县森林、草原防灭火指挥部）", "||县森林、草原防灭火指挥部"),
    "league": ("（县教育局牵头，团县委、县关工委配合）", "县教育局|团县委,县关工委|"),
    "fields as printed": ("（商务部门牵头，文旅、体育等部门配合）", "商务部门|文旅,体育|"),
    "fields with a shared word": ("（水利、林草部门按职责分工负责）", "||水利部门,林草部门"),
    "time in the bracket": ("（责任单位：市交通局，2026年12月底前完成）", "||市交通局"),
    "person in the bracket": ("（责任单位：市交通局；责任人：李某某；联系电话：12345678）", "||市交通局"),
    "zone beside rungs": ("（责任单位：各镇（街道）、开发区）", "||各镇（街道）,开发区"),
    "another label behind": ("推进改革。（责任单位：市教育局；完成时限：2024年底）", "||市教育局"),
}
LEFT_ALONE = {
    "explanation": "完善质量管理（GMP）和服务（含中医）能力。",
    "part of a name": "加强村卫生室（所）、卫生院（中心）建设。",
    "people": "组织培训（包括主要负责人、安全管理人员）。",
    "who runs the page": "主办单位：云岭县人民政府办公室",
    "lead hospital": "医联体牵头医院与基层医疗卫生机构对口协作。",
    "scheme": "推行“双随机、一公开”（以下简称抽查）。",
    "source": "推进改革。（来源：市统计局）",
    "predecessor": "推进改革。（原市卫生局）",
    "contact": "推进改革。（联系人：王某，市民政局）",
    "left out": "推进改革。（不含县财政局）",
    "addressee": "推进改革。（报市发展改革委备案）",
    "general labels": "各责任单位要压实责任，配合单位要主动作为。",
    "sum": "安排资金（100万元）用于培训。",
}


def roles(text, metadata=None):
    found = facts(plugin, text, metadata)
    return "|".join(
        ",".join(str(fact["agency"]) for fact in found if fact["role"] == role and fact["basis"] == "stated")
        for role in ("lead", "participant", "responsible")
    )


@pytest.mark.parametrize(("text", "expected"), STATED.values(), ids=STATED)
def test_stated_duty(text, expected):
    assert roles(f"一、{text}") == expected


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_no_duty_is_read_into(text):
    assert facts(plugin, f"一、{text}") == ()


def test_first_listed_leads_where_the_document_says_so_from_there_on():
    text = "一、甲事。（市教育局、市财政局负责）\n\n二、乙事。（市民政局、市财政局等负责，列第一位的为牵头单位，下同）\n\n三、丙事。（市司法局、市财政局负责）"
    found = {(fact.clause, fact["agency"]): fact["role"] for fact in facts(plugin, text)}
    assert found == {
        ("一", "市教育局"): "responsible",
        ("一", "市财政局"): "responsible",
        ("二", "市民政局"): "lead",
        ("二", "市财政局"): "participant",
        ("三", "市司法局"): "lead",
        ("三", "市财政局"): "participant",
    }


def test_stated_lead_overrides_the_rule_on_order():
    text = (
        "一、甲事。（市民政局、市财政局负责，排在第一位的为牵头单位，下同）\n\n二、乙事。（市司法局牵头，市财政局负责）"
    )
    assert roles(text) == "市民政局,市司法局|市财政局,市财政局|"


def test_office_of_the_centre_in_the_region_gets_no_shared_prefix():
    assert (
        roles("一、甲事。（责任单位：市医保局、丹泽银保监局）", Metadata(region="丹泽市")) == "||市医保局,丹泽银保监局"
    )


INLINE = {
    "leads with others": (
        "由省物价部门牵头，会同省财政部门制定办法。",
        {("省物价部门", "lead"), ("省财政部门", "participant")},
    ),
    "together with": ("具体比例由省卫生厅会同省财政厅确定。", {("省卫生厅", "lead"), ("省财政厅", "participant")}),
    "is responsible": ("改革推进中，财政部门负责保障资金。", {("财政部门", "responsible")}),
    "shared word": ("卫生、财政等部门要加强督导。", {("卫生", "responsible"), ("财政", "responsible")}),
    "plays the lead": ("卫生健康部门要发挥牵头作用。", {("卫生健康部门", "lead")}),
    "two rungs": ("市、区民政部门应当公开信息。", {("市、区民政部门", "responsible")}),
    "is in charge": ("县水行政主管部门主管本县节水工作。", {("县水行政主管部门", "responsible")}),
    "is the department in charge": (
        "市房产管理局是本市物业管理活动的行政主管部门。",
        {("市房产管理局", "responsible")},
    ),
    "oversees": (
        "市生态环境主管部门对本市噪声污染防治实施统一监督管理。",
        {("市生态环境主管部门", "responsible")},
    ),
    "by duty": (
        "公安机关、交通运输主管部门依照各自职责，做好监督管理工作。",
        {("公安机关", "responsible"), ("交通运输主管部门", "responsible")},
    ),
    "jointly": ("由县林业局、县公安局联合开展巡查。", {("县林业局", "responsible"), ("县公安局", "responsible")}),
    "answers for": ("各县（市、区）政府是责任主体，要加强领导。", {("各县（市、区）政府", "responsible")}),
    "league must": ("市科协要组织活动，各区科协要抓好落实。", {("市科协", "responsible"), ("各区科协", "responsible")}),
    "company": ("县水务局负责监管，县水务集团负责建设。", {("县水务局", "responsible"), ("县水务集团", "responsible")}),
    "of the company itself": (
        "公司安全环保部是危险作业的归口管理部门；各分公司负责落实。",
        {("安全环保部", "responsible"), ("各分公司", "responsible")},
    ),
    "hosts the office": ("领导小组办公室设在市卫健委。", {("市卫健委", "responsible")}),
}


@pytest.mark.parametrize(("text", "expected"), INLINE.values(), ids=INLINE)
def test_inline_duty(text, expected):
    found = facts(plugin, f"一、{text}")
    assert {(fact["agency"], fact["role"]) for fact in found} == expected
    assert {fact["basis"] for fact in found} == {"inline"}


TASK = "一、推进支付方式改革，完善总额预算管理，加强基金监管。"
FLAGGED = {
    "lead changed": ("（市卫健委牵头，市财政局配合）", "（市医保局牵头，市财政局配合）", "lead_changed", Severity.HIGH),
    "lead dropped": ("（牵头单位：市卫健委、市医保局）", "（牵头单位：市医保局）", "lead_dropped", Severity.HIGH),
    "lead added": ("（牵头单位：市医保局）", "（牵头单位：市卫健委、市医保局）", "lead_added", Severity.HIGH),
    "participant added": (
        "（市医保局牵头，市财政局配合）",
        "（市医保局牵头，市财政局、市民政局配合）",
        "participant_added",
        Severity.MEDIUM,
    ),
    "participant dropped": (
        "（市医保局牵头，市财政局、市民政局配合）",
        "（市医保局牵头，市财政局配合）",
        "participant_dropped",
        Severity.MEDIUM,
    ),
    "responsible dropped": ("（市财政局、市民政局负责）", "（市财政局负责）", "responsible_dropped", Severity.MEDIUM),
    "participant becomes lead": (
        "（牵头单位：市医保局；配合单位：市财政局）",
        "（牵头单位：市医保局、市财政局）",
        "role_changed",
        Severity.HIGH,
    ),
    "renamed in a reform": ("（市卫生和计划生育局负责）", "（市卫生健康委负责）", "renamed", Severity.INFO),
    "written in short": ("（市卫生和计划生育局负责）", "（市卫生计生局负责）", "written_differently", Severity.INFO),
}


@pytest.mark.parametrize(("before", "after", "rule", "severity"), FLAGGED.values(), ids=FLAGGED)
def test_change_is_flagged(before, after, rule, severity):
    said = remarks(plugin, old=TASK + before, new=TASK + after)
    assert [(remark.rule, remark.severity) for remark in said] == [(f"responsibilities.{rule}", severity)]


UNREMARKED = {
    "other order, no lead stated": ("（市财政局、市民政局负责）", "（市民政局、市财政局负责）"),
    "other width": ("（牵头部门：市医保局；配合部门：市财政局）", "(牵头部门:市医保局;配合部门:市财政局)"),
    "等 added": ("（市财政局负责）", "（市财政局等负责）"),
}


@pytest.mark.parametrize(("before", "after"), UNREMARKED.values(), ids=UNREMARKED)
def test_same_duty_is_left_alone(before, after):
    assert remarks(plugin, old=TASK + before, new=TASK + after) == ()


def test_another_task_of_an_agency_in_the_same_clause_is_another_duty():
    old = "一、统筹推进各项工作。财政部门负责保障改革所需资金。"
    new = "一、统筹推进各项工作。财政部门会同有关单位编制创新产品推荐目录。"
    rules = {remark.rule for remark in remarks(plugin, old=old, new=new)}
    assert "responsibilities.role_changed" not in rules


def test_messages_come_in_both_languages():
    (remark,) = remarks(plugin, old=TASK + "（市卫健委牵头）", new=TASK + "（市医保局牵头）")
    assert remark.message("zh") == "牵头单位由市卫健委改为市医保局"
    assert remark.message("en") == "lead changed from 市卫健委 to 市医保局"


NAMES = {
    "alias": ("市卫生和计划生育局", "市卫生计生局"),
    "office of a leading group": ("市医改办", "市深化医药卫生体制改革领导小组办公室"),
    "place in front": ("云岭县卫生局", "县卫生局"),
    "board of establishment": ("市编办", "市委编办"),
    "reform of 2018": ("省卫生厅", "省卫生健康委"),
    "central": ("人力资源社会保障部", "人力资源和社会保障部"),
}


@pytest.mark.parametrize(("one", "other"), NAMES.values(), ids=NAMES)
def test_one_agency_under_two_names(one, other):
    assert agency(one).key == agency(other).key


DIFFERENT = {
    "the league is not the party": ("团市委", "市委"),
    "level": ("省卫生厅", "市卫生局"),
    "office": ("市财政局", "市民政局"),
    "market is no city": ("市场监管总局", "市监管局"),
}


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_two_agencies(one, other):
    assert agency(one).key != agency(other).key


def test_prefix_is_not_shared_where_others_carry_their_own():
    assert agencies("市医保局、市财政局、丹泽医院发展中心").names == ("市医保局", "市财政局", "丹泽医院发展中心")


TABLE = "一、任务分工\n\n| 任务 | {} |\n| --- | --- | --- |\n| 建好云岭公园 | {} |"

TABLES = {
    "lead and participants": ("牵头单位 | 配合单位", "市园林局 | 市财政局、市水务局", "市园林局|市财政局,市水务局|"),
    "responsible": ("责任单位 | 备注", "市园林局、市财政局 | 无", "||市园林局,市财政局"),
    "lead and responsible": ("牵头部门 | 责任部门", "市园林局 | 市财政局", "市园林局||市财政局"),
    "one below the other": ("责任单位 | 备注", "市园林局 市财政局 | 无", "||市园林局,市财政局"),
    "persons": ("责任人 | 责任单位", "甲某 | 乙某", "||"),
    "other columns": ("建设单位 | 地点", "市园林局 | 市区", "||"),
}


@pytest.mark.parametrize(("columns", "row", "expected"), TABLES.values(), ids=TABLES)
def test_duty_in_a_table(columns, row, expected):
    assert roles(TABLE.format(columns, row)) == expected


def test_each_row_of_a_table_has_its_own_lead():
    rows = "市园林局 | 市财政局 |\n| 建好云岭路 | 市交通局 | 市财政局"
    assert roles(TABLE.format("牵头单位 | 配合单位", rows)) == "市园林局,市交通局|市财政局,市财政局|"


def test_lead_that_changed_in_a_table_is_flagged():
    old, new = (TABLE.format("牵头单位 | 配合单位", f"{lead} | 市财政局") for lead in ("市园林局", "市城管局"))
    assert [remark.rule for remark in remarks(plugin, old=old, new=new)] == ["responsibilities.lead_changed"]


def test_office_of_another_level_is_flagged():
    old, new = (f"一、推进改革。（牵头单位：市财政局；配合单位：{office}）" for office in ("市民政局", "县民政局"))
    assert [remark.rule for remark in remarks(plugin, old=old, new=new)] == ["responsibilities.level_changed"]


def test_offices_of_two_regions_are_counterparts():
    old, new = ("一、推进改革。（牵头单位：市民政局）", "一、推进改革。（牵头单位：县民政局）")
    assert remarks(plugin, old=old, new=new, relation=Relation.SIBLINGS) == ()


def test_two_leads_of_siblings_are_told_side_by_side():
    old, new = ("一、推进改革。（牵头单位：市民政局）", "一、推进改革。（牵头单位：市财政局）")
    (remark,) = remarks(plugin, old=old, new=new, relation=Relation.SIBLINGS)
    assert remark.message("zh") == "牵头单位：甲为市民政局，乙为市财政局"


def inline(text):
    return [fact["agency"] for fact in facts(plugin, f"第一条 {text}") if fact["basis"] == "inline"]


CARRIED_OUT_BY = {
    "rungs behind and": (
        "国务院和沿海省、自治区、直辖市人民政府应当支持海洋保护。",
        ["国务院", "沿海省、自治区、直辖市人民政府"],
    ),
    "rungs behind or": (
        "市园林管理部门或者区、县绿化管理部门应当加强养护。",
        ["市园林管理部门", "区、县绿化管理部门"],
    ),
    "last word shared": ("文化、教育等行政管理部门应当加强宣传。", ["文化行政管理部门", "教育行政管理部门"]),
    "department of the State Council": (
        "国务院财政部门会同国务院生态环境主管部门制定办法。",
        ["国务院财政部门", "国务院生态环境主管部门"],
    ),
    "commission written out": ("市商务局会同市消费者权益保护委员会公布名单。", ["市商务局", "市消费者权益保护委员会"]),
    "department of a government": (
        "市财政局会同市人民政府有关部门制定办法。",
        ["市财政局", "市人民政府有关部门"],
    ),
}
NOBODY_IN_PARTICULAR = {
    "those whom a rule binds": "用人单位应当支付报酬。",
    "whoever is concerned": "有关机构应当按照其申请办理登记。",
    "undertakings": "供水、供电等公用企事业单位应当公布电话。",
    "a case decides": "收到投诉、举报的部门应当及时处理。",
    "requirement": "市民政部门要求公开的其他信息应予公开。",
    "description": "市应急局会同市公安局规定的其他危险作业，应当报告。",
    "addressee": "报市、县主管部门会同同级文物部门批准。",
    "body to be set up": "各公司应当健全制度，设立专门机构或者指定内设机构牵头负责安全工作。",
    "slogan": "健全党委领导、政府负责、社会协同的工作机制。",
    "power delegated": "授权省人民代表大会常务委员会负责解释。",
}


@pytest.mark.parametrize(("text", "expected"), CARRIED_OUT_BY.values(), ids=CARRIED_OUT_BY)
def test_names_in_a_sentence_are_whole(text, expected):
    assert inline(text) == expected


@pytest.mark.parametrize("text", NOBODY_IN_PARTICULAR.values(), ids=NOBODY_IN_PARTICULAR)
def test_sentence_that_gives_no_agency_a_task_names_none(text):
    assert inline(text) == []


def test_task_of_a_sentence_that_went_to_another_agency_is_flagged():
    old, new = (f"第一条 {name}负责本行政区域内绿地的监督管理工作。" for name in ("市园林局", "市城管局"))
    assert [remark.rule for remark in remarks(plugin, old=old, new=new)] == ["responsibilities.agency_changed"]


@pytest.mark.parametrize("name", ["市卫生和计划生育局", "县卫健委", "省卫生厅", "区卫生健康局"])
def test_an_office_has_one_name_on_all_levels_and_after_every_reform(name):
    fact = Fact("一", "responsibility", name, name, 0, 1, (("agency", name),))
    assert plugin.common_name(fact) == "卫生健康"


def test_offices_that_took_over_only_a_part_keep_a_name_of_their_own():
    names = [
        plugin.common_name(Fact("一", "responsibility", name, name, 0, 1, (("agency", name),)))
        for name in ("市医保局", "市人社局")
    ]
    assert names == ["医保", "人社"]


ENGLISH = {
    "labels": (
        "(Lead: Ministry of Ports; Support: Harbour Board, Coast Guard)",
        "Ministry of Ports|Harbour Board,Coast Guard|",
    ),
    "one label": ("Responsible agency: State Forestry Bureau.", "||State Forestry Bureau"),
    "labels in sentences": (
        "Lead department: Parks. Participating departments: Public Works, Finance.",
        "Parks|Public Works,Finance|",
    ),
    "leads with": (
        "The Ministry of Ports shall lead the survey, in cooperation with the Parks Board.",
        "Ministry of Ports|Parks Board|",
    ),
    "responsible for": (
        "The Commissioner of Fisheries is responsible for issuing licences.",
        "||Commissioner of Fisheries",
    ),
    "must": ("The Secretary shall publish guidance.", "||Secretary"),
    "two": (
        "The Housing Authority and the Planning Commission shall review plans.",
        "||Housing Authority,Planning Commission",
    ),
    "and inside of a name": (
        "The Department of Housing and Urban Development will run the fund.",
        "||Department of Housing and Urban Development",
    ),
    "led by": (
        "The programme is led by the Ministry of Education, supported by the Teachers' Council.",
        "Ministry of Education|Teachers' Council|",
    ),
}
ENGLISH |= {
    "others before the verb": (
        "The Ministry of Power, in coordination with the Grid Authority, shall publish the plan.",
        "|Grid Authority|Ministry of Power",
    ),
    "others behind shall": (
        "The Bureau of Weights shall, in consultation with the Trade Commission, set the tolerances.",
        "|Trade Commission|Bureau of Weights",
    ),
    "present tense": ("The Inspectorate oversees compliance.", "||Inspectorate"),
    "takes the lead": ("The Rivers Agency takes the lead, assisted by the Coastguard.", "Rivers Agency|Coastguard|"),
}
ENGLISH_NOBODY = {
    "those whom a rule binds": "The operator shall notify the Harbour Board.",
    "ban": "The Board must not disclose the report.",
    "leave": "The Director may waive the fee.",
    "a text": "This Part shall apply to the Authority.",
}


def english(text):
    found = facts(plugin, f"# Rules\n\n1. General\n\n1.1 {text}\n")
    return "|".join(
        ",".join(str(fact["agency"]) for fact in found if fact["role"] == role)
        for role in ("lead", "participant", "responsible")
    )


@pytest.mark.parametrize(("text", "expected"), ENGLISH.values(), ids=ENGLISH)
def test_duty_in_english(text, expected):
    assert english(text) == expected


@pytest.mark.parametrize("text", ENGLISH_NOBODY.values(), ids=ENGLISH_NOBODY)
def test_english_sentence_that_gives_no_office_a_task_names_none(text):
    assert english(text) == "||"
