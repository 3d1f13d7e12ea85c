"""Ways in which mirrors, scrapers and typists damage official texts, each as a function that damages a body on purpose.

A mechanism takes a source of chance and a body, and returns the damaged body with the places it damaged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

# Places a document; characters that an excerpt shows on either side of one.
PLACES, AROUND = 4, 6
# A spun page has at least so many of its words exchanged.
FEWEST_SPUN = 5

_HAN = "[一-鿿]"
_YEAR = r"(?:19|20)\d{2}"


@dataclass(frozen=True, slots=True)
class Site:
    """A damaged place: the excerpt before and after."""

    clean: str
    damaged: str


Damaged = tuple[str, list[Site]]
Mechanism = "Callable[[random.Random, str], Damaged]"


def replacing(pattern: str, change: Callable[[random.Random, re.Match[str]], str]) -> Mechanism:
    """Return the mechanism that changes some of the matches of a pattern."""
    compiled = re.compile(pattern, re.MULTILINE)

    def damage(draw: random.Random, body: str) -> Damaged:
        # One a paragraph, so that the excerpt of one place shows no other.
        matches = list({body.rfind("\n", 0, match.start()): match for match in compiled.finditer(body)}.values())
        chosen = sorted(draw.sample(matches, min(PLACES, len(matches))), key=lambda match: -match.start())
        sites = []
        for match in chosen:
            text = change(draw, match)
            start, end = match.span()
            left = body[max(0, start - AROUND) : start].rpartition("\n")[2]
            right = body[end : end + AROUND].partition("\n")[0]
            sites.append(Site(f"{left}{match.group()}{right}", f"{left}{text}{right}"))
            body = f"{body[:start]}{text}{body[end:]}"
        return body, sites

    return damage


def dropping(pattern: str) -> Mechanism:
    """Return the mechanism that drops the first group of some matches."""
    return replacing(pattern, lambda _, match: match.group().replace(match[1], "", 1))


def _number(draw: random.Random, match: re.Match[str]) -> str:
    """Drop what stands beside the digits of a 文号: the closing bracket and the 号, both brackets, or one."""
    code, year, serial = match.groups()
    return draw.choice(
        (
            f"{code}〔{year}{serial}",
            f"{code}{year}{serial}号",
            f"{code}〔{year} {serial}号",
            f"{code}〔{year}〕{serial}",
        )
    )


def _signed(draw: random.Random, body: str) -> Damaged:
    """Close a text with an agency and a date that lost its marks; half of such dates have but one reading."""
    year, month, day = draw.randint(2005, 2026), draw.randint(1, 12), draw.randint(1, 28)
    damaged = draw.choice((f"{year}{month}{day}", f"{year}年{month}月{day}", f"{year}{month}月{day}日"))
    site = Site(f"{year}年{month}月{day}日", damaged)
    return f"{body.rstrip()}\n\n云岭县人民政府\n\n{damaged}\n", [site]


def _wrap(draw: random.Random, body: str) -> Damaged:
    """Wrap paragraphs after so many characters, as a scraper does that keeps the lines of a print."""
    width = draw.choice((28, 35, 40))
    lines = body.split("\n")
    longest = sorted(range(len(lines)), key=lambda at: -len(lines[at]) if not lines[at].startswith(("#", "|")) else 0)
    sites = []
    for at in longest[:PLACES]:
        line = lines[at]
        if len(line) <= width or line.startswith(("#", "|")):
            continue
        lines[at] = "\n".join(line[cut : cut + width] for cut in range(0, len(line), width))
        sites.append(Site(line[width - AROUND : width + AROUND], lines[at][width - AROUND : width + AROUND + 1]))
    return "\n".join(lines), sites


def _traditional(config: str) -> Mechanism:
    """Return the mechanism that turns a page into Traditional script and puts pinyin behind some characters."""

    def damage(draw: random.Random, body: str) -> Damaged:
        from opencc import OpenCC
        from pypinyin import Style, pinyin

        script = OpenCC(config).convert(body)
        chosen = {character for character in set(re.findall(_HAN, script)) if draw.random() < 0.1}  # noqa: PLR2004
        readings = {one: pinyin(one, style=Style.TONE)[0][0] for one in chosen}
        injected = "".join(f"{one}({readings[one]})" if one in readings else one for one in script)
        lines = [line for line in body.split("\n") if len(line) > 3 * AROUND]
        cut = 2 * AROUND
        sites = [
            Site(line[:cut], OpenCC(config).convert(line[:cut])) for line in draw.sample(lines, min(PLACES, len(lines)))
        ]
        return injected, sites

    return damage


def _advertised(words: tuple[str, ...]) -> Mechanism:
    """Return the mechanism that writes advertising where a name should stand: at the end of the text, above its last line."""

    def damage(draw: random.Random, body: str) -> Damaged:
        advert = draw.choice(words)
        return f"{body.rstrip()}\n\n{advert}\n\n2024年5月6日\n", [Site(body.rstrip()[-2 * AROUND :], advert)]

    return damage


def _surrounded(draw: random.Random, body: str) -> Damaged:
    """Put the lines of a page around a text."""
    above = draw.sample(ABOVE, 3)
    below = draw.sample(BELOW, 4)
    sites = [Site(body.lstrip("# \n")[: 2 * AROUND], line) for line in above]
    sites += [Site(body.rstrip()[-2 * AROUND :], line) for line in below]
    return "\n\n".join((*above, body.strip(), *below)), sites


def _spun(draw: random.Random, body: str) -> Damaged:
    """Exchange words as a spinning program does: half of those in its list."""
    chosen = [pair for pair in SPUN if pair[0] in body and draw.random() < 0.6]  # noqa: PLR2004
    sites = []
    for word, other in chosen:
        sites.append(f"{other}（{word}）")
        body = body.replace(word, other)
    return body, [Site("-", "、".join(sites))] if len(sites) >= FEWEST_SPUN else []


ABOVE = (
    "首页 > 政务公开 > 政策文件", "当前位置：首页 >> 信息公开 >> 法定主动公开内容", "【字体：大 中 小】", "浏览次数：1024 次 打印 关闭",
    "来源：县政府办公室  发布时间：2024-05-06 10:20  阅读：388次", "分享到： 微信 微博 QQ空间", "无障碍阅读 长者专区 登录 注册", "您现在的位置： 首页 / 政府文件 / 正文",
    "字号： T| T T", "收藏 打印本页 关闭窗口", "信息来源：市发展改革委 | 责任编辑：李某", "繁體版 | English | 移动版 | 智能问答",
)  # fmt: skip
BELOW = (
    "【打印本页】 【关闭窗口】", "上一篇：关于开展专项检查的公告", "下一篇：没有了", "扫一扫在手机打开当前页", "相关链接：一图读懂实施方案", "附件下载", "主办：云岭县人民政府办公室",
    "版权所有：云岭县人民政府 京ICP备00000000号", "网站标识码：1100000000", "联系我们 | 网站地图 | 隐私声明", "[责任编辑：王某]", "公安备案 11000000000000号", "建议使用1024×768分辨率浏览本网站",
    "您是第 12345 位访客", "Copyright © 2024 All Rights Reserved", "分享： 0",
)  # fmt: skip
GAMBLING = ("888真人娱乐城_官网", "云岭365体育投注平台", "六合彩开奖结果办公室", "极速赛车计划|www.example.vip 官网")
SPAM = (
    "专业办理小额贷款当天放款办公室",
    "无抵押贷款_信用卡套现公司",
    "正品伟哥官网_壮阳药货到付款",
    "办证刻章代开发票QQ12345678",
    "云岭同城约会_成人交友网办公室",
    "彩票走势图_双色球预测专家网",
)
# Word of official texts → what a spinner writes.
SPUN = (
    ("负责", "卖力"), ("发展", "生长"), ("完善", "美满"), ("监管", "羁系"), ("制度", "轨制"), ("推动", "鞭策"), ("医院", "病院"), ("问题", "题目"), ("工作", "事情"), ("建设", "扶植"), ("考核", "查核"), ("技术", "手艺"),
    ("重要", "紧张"), ("提高", "进步"), ("加快", "放慢"), ("任务", "使命"), ("教育", "教诲"), ("改革", "改造"), ("支持", "支撑"), ("农村", "屯子"), ("国家", "国度"), ("服务", "办事"), ("创新", "立异"), ("规定", "划定"),
)  # fmt: skip

MECHANISMS: dict[str, Mechanism] = {
    "number": replacing(rf"({_HAN}{{2,6}}[发函办字])〔({_YEAR})〕(\d{{1,3}})号", _number),
    "month": dropping(rf"{_YEAR}(年)\d{{1,2}}月(?=[底前，])"),
    "day": _signed,
    "year": dropping(rf"到{_YEAR}(年)(?=[，底])"),
    "lost-opening": dropping(rf"(（){_HAN}[^（）\n]{{2,30}}）"),
    "lost-closing": dropping(rf"（[^（）\n]{{2,30}}{_HAN}(）)"),
    "lost-character": dropping(rf"(?<={_HAN}{{2}})({_HAN})(?={_HAN}{{2}})"),
    "lost-comma": dropping(rf"(?<={_HAN}{{2}})(、)(?={_HAN}{{2}})"),
    "lost-stop": dropping(rf"(?<={_HAN})(。)$"),
    "lost-heading-stop": dropping(rf"^(?:\d{{1,2}}[.．]|（[一二三四五六七八九十]+）){_HAN}{{4,18}}(。)(?={_HAN})"),
    "doubled": replacing(rf"(?<={_HAN}{{2}}){_HAN}(?={_HAN}{{2}})", lambda _, match: match.group() * 2),
    "straight-quote": replacing(
        rf"“({_HAN}{{2,12}})”", lambda draw, match: draw.choice((f'“{match[1]}"', f'"{match[1]}"'))
    ),
    "lost-quote": dropping(rf"(“){_HAN}{{2,12}}”"),
    "dash": replacing(r"(?<=\d)[—－](?=\d)|(?<=[一-鿿])——(?=[一-鿿])", lambda _, match: "一" * len(match.group())),
    "unknown": replacing(
        rf"(?<={_HAN}{{2}}){_HAN}(?={_HAN}{{2}})", lambda draw, _: draw.choice(("�", "?", "□", "锟斤拷"))
    ),
    "broken-line": replacing(rf"(?<={_HAN}{{30}})({_HAN})(?={_HAN}{{2}})", lambda _, match: f"{match.group()}\n\n"),
    "hard-wrap": _wrap,
    "traditional": _traditional("s2t"),
    "taiwan": _traditional("s2tw"),
    "gambling": _advertised(GAMBLING),
    "spam": _advertised(SPAM),
    "page-lines": _surrounded,
    "spun": _spun,
}
