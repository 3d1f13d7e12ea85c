from __future__ import annotations

import pytest

from policydiff.model import Severity, Source
from policydiff.model.synopsis import Fate
from policydiff.pipeline import Settings, followed, understand
from policydiff.plugins import load
from policydiff.siblings import inherit

PROVINCE = """# 临江省社区食堂建设方案

临江省人民政府办公厅
2023年3月1日

一、布点。到2025年，城市社区食堂覆盖率不低于80%。每个街道应当建设一处社区食堂，面积和设施符合规范要求。

二、食品安全。社区食堂应当取得食品经营许可，严格落实留样制度，留样时间不少于48小时，冷链食材不得露天存放。

三、助餐补贴。对高龄和失能老年人给予就餐补贴，补贴标准由各地制定并向社会公布，每季度核对一次人员名单。

四、数字管理。建设全省统一的社区食堂服务平台，推行刷脸支付，数据应当实时归集并定期分析。
"""
CITY = """# 海湾市社区食堂建设方案

海湾市人民政府办公室
2023年6月1日

一、布点。到2027年，城市社区食堂覆盖率不低于60%。每个街道可以建设一处社区食堂，面积和设施符合规范要求。

二、食品安全。社区食堂应当取得食品经营许可，严格落实留样制度，留样时间不少于48小时，冷链食材不得露天存放。

三、助餐补贴。对七十周岁以上和失能老年人给予就餐补贴，标准为每餐3元，每季度核对一次人员名单，名单在社区公示。

四、志愿服务。组织邻里互助队，为行动不便的老年人送餐上门，探索服务积分兑换制度，鼓励低龄老年人参加。
"""


@pytest.fixture(scope="module")
def plugins():
    return load()


def heir(plugins, parent, child):
    readings = [
        understand(f"{k}.md", Source(text.encode(), "text/markdown", f"{k}.md"), plugins, Settings())
        for k, text in enumerate((parent, child))
    ]
    return inherit(0, 1, followed(*readings, plugins, Settings()))


@pytest.fixture(scope="module")
def city(plugins):
    return heir(plugins, PROVINCE, CITY)


def item(found, clause, side="parent"):
    return next(each for each in found.items if clause in getattr(each, side))


@pytest.mark.parametrize(
    ("clause", "side", "fate"),
    [
        ("一", "parent", Fate.WEAKENED),
        ("二", "parent", Fate.CARRIED),
        ("三", "parent", Fate.ADAPTED),
        ("四", "parent", Fate.LEFT_OUT),
        ("四", "child", Fate.ADDED),
    ],
)
def test_each_clause_has_its_fate(city, clause, side, fate):
    assert item(city, clause, side).fate is fate


def test_a_weakened_clause_says_what_is_weaker(city):
    rules = {remark.rule for remark in item(city, "一").how}
    assert {"targets.lowered", "modality.softened"} <= rules


def test_a_later_date_is_told_beside_a_lower_target(city):
    lowered = next(remark for remark in item(city, "一").how if remark.rule == "targets.lowered")
    assert "2025 → 2027" in lowered.message.zh


def test_a_lower_target_is_grave(city):
    assert item(city, "一").severity is Severity.HIGH


def test_a_child_younger_than_its_parent_is_not_stale(city):
    assert city.stale is None


def test_a_child_older_than_its_parent_is_stale(plugins):
    stale = heir(plugins, PROVINCE, CITY.replace("2023年6月1日", "2021年6月1日")).stale
    assert stale is not None
    assert "2021-06-01" in stale.zh


def test_fewer_of_what_is_counted_by_size_is_no_weakening(plugins):
    parent = PROVINCE.replace("四、数字管理。", "四、数字管理。建成示范食堂120个。")
    child = PROVINCE.replace("临江省", "海湾市").replace("四、数字管理。", "四、数字管理。建成示范食堂12个。")
    assert item(heir(plugins, parent, child), "四").fate is Fate.ADAPTED


def test_a_tighter_limit_is_no_weakening_and_a_looser_one_is(plugins):
    parent = PROVINCE + "\n五、控制成本。社区食堂的损耗率不超过5%，原料由县级平台统一采购配送。\n"
    tighter, looser = (parent.replace("5%", rate) for rate in ("3%", "9%"))
    assert item(heir(plugins, parent, tighter), "五").fate is Fate.ADAPTED
    assert item(heir(plugins, parent, looser), "五").fate is Fate.WEAKENED
