"""Invented texts that the documents of this bench print."""

from __future__ import annotations

CHINESE = (
    "各镇人民政府、街道办事处，县政府各部门、各直属单位：",
    "为规范全县公共浴室用水管理，保障节约用水，根据《节约用水条例》（国务院令第1号）和有关规定，结合本县实际，制定本方案。",
    "一、总体要求",
    "坚持节水优先、统筹推进，到2027年底，全县公共浴室单位用水量比2024年下降15%以上，节水器具普及率达到98%。",
    "二、主要任务",
    "（一）严格计划用水。县水务局应当在每年1月31日前下达年度用水计划，用水单位不得超过计划用水量的10%；超过的，加价收费。",
    "（二）推广节水器具。新建、改建公共浴室必须安装感应式淋浴器，单次出水量不超过40升，WaterSense等级不低于2级。",
    "三、保障措施",
    "各镇、各部门要高度重视，落实责任，确保各项任务按期完成。联系电话：88001234，邮箱：water@example.org。",
)
ENGLISH = (
    "Harbour Dues Code",
    "1. Short title. This Code may be cited as the Harbour Dues Code and shall come into force on 1 March 2026.",
    "2. Definitions. In this Code, unless the context otherwise requires, vessel means any ship, boat or craft used in navigation.",
    "3. Duty to register. The master of every vessel that exceeds 24 metres in length shall register the vessel within thirty (30) days.",
    "4. Dues. (1) The dues are $1.25 per gross ton. (2) A vessel which stays for more than 14 days must pay an additional 12.5 per cent.",
    "5. Penalties. A person who fails to comply with section 3 is liable to a fine not exceeding $10,000 or to imprisonment for six months.",
)
TABLE = (
    ("序号", "指标名称", "单位", "2027年目标"),
    ("1", "浴室用水定额", "升", "120"),
    ("2", "节水器具普及率", "%", "98"),
    ("3", "年度检查次数", "次", "4"),
    ("4", "超计划加价倍数", "倍", "2"),
)
SITE = ("首页 > 政务公开 > 文件", "分享到微信", "打印本页", "主办：县政府办公室 备案号 00000001号", "无障碍浏览")
