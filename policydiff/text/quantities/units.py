"""Units of measure: what each one measures, what a printed one is short for, and which may be turned into one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Units by what they measure, one dimension a row. A row lists the units of one family with the number of base units in
# each, under all its spellings; two units of one family compare exactly. The first spelling is the name of the unit.
_ROWS: dict[str, tuple[str, ...]] = {
    "ratio": (
        "1 % ％ 百分之 percent per_cent pct; .1 ‰ 千分之; .01 ‱ 万分之; 10 成",
        "1 个百分点 百分点 percentage_points percentage_point; .01 个基点 基点 basis_points basis_point",
        "1 倍",
        "1 番",
        "1 /10万; 1 /1万",
    ),
    "money": (
        "1 元 元人民币 人民币 CNY RMB yuan",
        "1 美元 USD US$ $ dollars dollar",
        "1 欧元 EUR € euros euro",
        "1 英镑 GBP £ pounds pound; .01 pence", "1 cents cent",
        "1 日元 JPY yen",
        "1 港元 港币 HKD HK$",
        "1 新台币 新臺幣 TWD NT$",
        "1 澳元 AUD A$",
        "1 加元 CAD C$",
        "1 新加坡元 SGD S$",
        "1 INR ₹ Rs. Rs rupees rupee",
        "1 CHF",
    ),
    "age": ("1 周岁 岁",),
    # Months and days are counted apart: a law's month is no number of days, and its day no 24 hours.
    "duration": (
        "12 年 years year; 12 学年; 6 学期; 3 个季度 quarters quarter; 1 个月 months month",
        "7 周 星期 weeks week fortnight; 1 日 天 自然日 days day calendar_days calendar_day",
        "1 个工作日 工作日 business_days business_day working_days working_day",
        "60 小时 个小时 hours hour h; 1 分钟 minutes minute min; 1/60 秒 秒钟 seconds second",
    ),
    "study": ("1 学时 课时 class_hours; 1 学分 credits credit",),
    "measure": (
        "1 平方米 ㎡ m² m2 平米 square_metres square_meters square_metre square_meter; 1000000 平方公里 平方千米 km²; 10000/15 亩; 10000 公顷 hm² ha hectares hectare; 4046.8564224 acres acre; .09290304 square_feet; .0001 平方厘米 cm²",
        "1 立方米 ㎥ m³ m3 cubic_metres cubic_meters; .001 升 L litres liters litre liter; .000001 毫升 ml mL; .00378541 gallons gallon",
        "1 米 m metres meters metre meter; 1000 公里 千米 km kilometres kilometers kilometre kilometer; .01 厘米 cm; .001 毫米 mm; .000001 微米 μm; 1852 海里 nautical_miles; 1609.344 miles mile; .3048 feet foot ft",
        "1000 吨 t tonnes tonne; 1 公斤 千克 kg kilograms kilogram; .001 克 g grams gram; .5 斤; .000001 毫克 mg milligrams milligram; .000000001 微克 μg ug; .45359237 lbs",
        "1 tons ton; 1 gross_tons gross_ton gross_tonnage 总吨",
        "1 吨标准煤 吨标煤 tce",
        "1 千瓦时 kWh 度; 1000 兆瓦时 MWh",
        "1 千瓦 kW; 1000 兆瓦 MW; 1000000 吉瓦 GW; .001 瓦 W",
        "1 km/h; 1.609344 mph", "1 伏 V; 1000 千伏 kV",
        "1 分贝 dB decibels",
        "1 ℃ °C 摄氏度 degrees_Celsius",
        "1 标箱 TEU",
        "1 兆帕 MPa; .001 千帕 kPa",
        "1 赫兹 Hz; 1000000 兆赫 MHz",
        "1 兆 MB; 1024 GB; 1048576 TB; 1 Mbps; 1000 Gbps",
    ),
    "count": (
        "1 个 家 所", "1 人 名", "1 人次", "1 张", "1 份", "1 台", "1 台套", "1 辆", "1 套", "1 件", "1 户", "1 支", "1 座", "1 处", "1 条", "1 项",
        "1 种", "1 类", "1 门", "1 场次", "1 场", "1 例", "1 期", "1 轮", "1 次 times time", "1 批次", "1 对", "1 片", "1 间", "1 幅", "1 棵", "1 株", "1 头",
        "1 只", "1 床", "1 本", "1 艘", "1 架", "1 架次", "1 班", "1 班次", "1 课", "1 篇", "1 部", "1 栋", "1 幢", "1 列", "1 届", "1 匹", "1 尾", "1 羽", "1 车次",
        "1 人天", "1 票", "1 枚", "1 块", "1 盏", "1 把", "1 口", "1 眼", "1 宗", "1 起", "1 孔", "1 根", "1 盘", "1 节", "1 单", "1 笔", "1 万", "1 亿",
    ),
    "rank": ("1 位", "1 级", "1 分", "1 强", "1 档", "1 星"),
}  # fmt: skip


class _Unit(NamedTuple):
    name: str
    measure: str
    family: str
    factor: float


def _read() -> Iterator[tuple[str, _Unit]]:
    for measure, families in _ROWS.items():
        for row in families:
            names = [part.split() for part in row.split(";")]
            for size, *spellings in names:
                factor, _, divisor = size.partition("/")
                for spelling in spellings:
                    unit = _Unit(spellings[0], measure, names[0][1], float(factor) / float(divisor or 1))
                    yield spelling.replace("_", " "), unit


UNITS = dict(_read())
# 万 and 亿 are units only where the head of a table says so (单位：万).
_HEADS_ONLY = frozenset({"万", "亿"})
SCALES = {
    "十": 10, "百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 10**8,
    "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_SCALE_CHARACTERS = "百千万亿"
# Families that compare roughly: a legal month is about 30 days. Siblings are laid side by side by these, and what was
# 48 小时 and is 3 日 was raised; equal they are never called.
_ROUGH = {"年": ("time", 30 * 1440.0), "周": ("time", 1440.0), "小时": ("time", 1.0), "个百分点": ("%", 1.0)}


def is_chinese(unit: str) -> bool:
    """Tell a unit that stands right behind its number in Chinese text."""
    return unit not in _HEADS_ONLY and " " not in unit and (not unit.isascii() or len(unit) <= _LONGEST_SYMBOL)


# Longer ASCII units are English words.
_LONGEST_SYMBOL = 3


def measure_of(unit: str) -> str:
    """Tell what a unit measures: ratio, money, age, duration, study, measure, count, rank, or nothing known."""
    found = UNITS.get(unit) or UNITS.get(unit.lstrip(_SCALE_CHARACTERS))
    return found.measure if found else ""


def scale(unit: str) -> int:
    """Return the factor that a unit carries: 10000 for 万平方米, 1 for 平方米 and for 千克."""
    if unit in UNITS:
        return 1
    prefix = unit[: len(unit) - len(unit.lstrip(_SCALE_CHARACTERS))]
    return SCALES.get(prefix, 1)


def base(unit: str) -> str:
    """Return a unit without the factor that it carries: 万平方米 → 平方米."""
    return unit if unit in UNITS else unit.lstrip(_SCALE_CHARACTERS)


def plain(unit: str) -> str:
    """Return the first spelling of a unit: ㎡ → 平方米; an unknown one as it is."""
    known = UNITS.get(unit)
    return known.name if known else unit


def times(value: float, factor: float) -> float:
    """Multiply decimal numbers as they are printed: 3.6 × 10^8 is 360000000 and not 360000000.00000006."""
    from decimal import Decimal

    product = Decimal(repr(value)) * Decimal(repr(factor))
    return int(product) if product == product.to_integral_value() else float(product)


class Canonical(NamedTuple):
    """A value in the base unit of its family, which bears the name of its first unit: 2小时 and 120分钟 are 120 of 小时."""

    value: float
    family: str


def canonical(value: float, unit: str) -> Canonical:
    """Return a value so that equal ones are equal whatever their unit: 半年 is 6个月, 5‰ is 0.5%, 1.2万人 is 12000人."""
    known = UNITS.get(base(unit))
    factor, name = (known.factor, known.family) if known else (1, base(unit))
    return Canonical(round(times(times(value, scale(unit)), factor), 9), name)


def rough(exact: Canonical) -> Canonical:
    """Turn a value into one that orders over kindred families: 2个月 and 45日, 5% and 3个百分点."""
    family, factor = _ROUGH.get(exact.family, (exact.family, 1.0))
    return Canonical(times(exact.value, factor), family)
