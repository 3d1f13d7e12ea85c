"""Make up laws to mutate: invented rules in real drafting style, with the boilerplate that real laws share."""

# ruff: noqa: PLR2004  (shares and choices of a random draw)
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

WHO = "县级以上人民政府 市场监督管理部门 生态环境主管部门 住房和城乡建设主管部门 经营者 设施管理单位 检验机构 街道办事处 行业协会 运营企业 使用单位 平台企业 社区组织 用户 志愿服务组织 施工单位"
WHAT = (
    "雨水花园 共享单车 电动自行车充电桩 老旧电梯 户外广告牌 餐厨垃圾 屋顶绿化 地下管廊 公共充电站 停车泊位 噪声监测点 直饮水设备 便民菜店 露天市场 "
    "夜间照明 流浪动物 古树名木 河道岸线 健身步道 母婴室 公共厕所 快递柜 无障碍坡道 外墙保温层 燃气软管 二次供水水箱 玻璃幕墙 临时摊点 儿童游乐设施 应急避难场所"
)
ACT = (
    "建立台账 定期巡查 公示收费标准 制定维护计划 购买责任保险 设置警示标志 开展安全评估 组织应急演练 提供技术指导 接受投诉举报 保存运行记录 委托专业机构检测 "
    "及时清理更换 统一编号管理 公布服务电话 落实专人值守 建立信用档案 安排专项资金 听取居民意见 编制年度报告 采用节能材料 限期整改隐患"
)
WHEN = (
    "每季度至少一次 自接到通知之日起五个工作日内 在每年汛期之前 经所在社区同意后 在投入使用三十日前 发现安全隐患的 遇有重大活动时 因天气原因无法作业的 "
    "自验收合格之日起满三年的 停用超过六个月的 夜间十时至次日六时 涉及公共利益的 权属发生变更的 受委托管理的"
)
CLOSE = "具体办法由主管部门另行制定。 有关部门应当予以配合。 不得向用户收取额外费用。 所需经费列入同级财政预算。 相关信息应当向社会公开。 法律、法规另有规定的，从其规定。"
PENALTY = "违反本条例规定，{who}未对{what}{act}的，由有关主管部门责令限期改正；逾期不改正的，处{low}元以上{high}元以下罚款；情节严重的，责令停业整顿。"


@dataclass(frozen=True, slots=True)
class Rule:
    """An article: its paragraphs, and the old articles (by place) whose rule it carries."""

    paragraphs: tuple[str, ...]
    sources: tuple[int, ...] = ()

    def said(self, *paragraphs: str) -> Rule:
        """Return the same rule in other words."""
        return replace(self, paragraphs=paragraphs)


def sentence(random: Random) -> str:
    """Return one sentence of a rule."""
    who, what, act, when = (random.choice(words.split()) for words in (WHO, WHAT, ACT, WHEN))
    form = random.randrange(4)
    if form == 0:
        return f"{who}应当对{what}{act}，{when}，并{random.choice(ACT.split())}。"
    if form == 1:
        return f"{what}的{who}{when}，应当{act}；未经批准，不得占用{random.choice(WHAT.split())}。"
    if form == 2:
        return f"鼓励{who}参与{what}和{random.choice(WHAT.split())}的管理，{when}可以{act}。"
    return f"{when}，{who}应当会同{random.choice(WHO.split())}，对{what}{act}。"


def article(random: Random) -> Rule:
    """Return an article of one to three paragraphs; one in five is a penalty."""
    if random.random() < 0.2:
        low = random.choice((200, 500, 1000, 2000, 5000))
        who, what, act = (random.choice(words.split()) for words in (WHO, WHAT, ACT))
        return Rule((PENALTY.format(who=who, what=what, act=act, low=low, high=low * random.choice((2, 5, 10))),))
    paragraphs = []
    for _ in range(random.choice((1, 1, 2, 3))):
        text = "".join(sentence(random) for _ in range(random.choice((1, 2, 2))))
        paragraphs.append(text + (random.choice(CLOSE.split()) if random.random() < 0.4 else ""))
    return Rule(tuple(paragraphs))


def law(random: Random, size: int) -> list[Rule]:
    """Return a law of `size` articles, each its own source."""
    return [replace(article(random), sources=(k,)) for k in range(size)]


def schedule(random: Random, size: int) -> list[Rule]:
    """Return a repetitive annex: rows that differ in a name, a class and a price only."""
    rows = []
    for k in range(size):
        what, grade = random.choice(WHAT.split()), random.choice("甲乙丙丁")
        rows.append(
            Rule((f"{what}{grade}类设施检测费，每台次收取{random.randrange(8, 60) * 10}元，由委托方支付。",), (k,))
        )
    return rows


NUMERALS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """Return a number below 10,000 as printed in 第X条."""
    text, pending = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if pending and text else "") + NUMERALS[digit] + name
            pending = False
        else:
            pending = bool(text)
    return text.removeprefix("一") if text.startswith("一十") else text


def printed(rules: list[Rule], chapter: int = 20) -> str:
    """Return the law as policy Markdown, an invented chapter heading every `chapter` articles."""
    lines = ["# 云岭市设施管理条例"]
    for k, rule in enumerate(rules):
        if k % chapter == 0:
            lines.append(f"## 第{numeral(k // chapter + 1)}章 {WHAT.split()[k // chapter % 30]}管理")
        first, *rest = rule.paragraphs
        lines += [f"第{numeral(k + 1)}条 {first}", *rest]
    return "\n\n".join(lines) + "\n"


def name(place: int) -> str:
    """Return the id of the article at a place."""
    return f"第{numeral(place + 1)}条"
