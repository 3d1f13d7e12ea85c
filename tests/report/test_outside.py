"""What differs outside the clauses is shown in every format."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from support import line

from policydiff.model import RenderOptions

HEAD = "云岭县河道管护办法\n\n第一条 河道由县水务局管护，各镇配合。\n\n第二条 本办法自2024年1月1日起施行。\n"
RENDERERS = line.LOADED.renderers()


def page(visits, number):
    return f"当前位置：首页>公告\n\n分享到：\n\n云政发〔2024〕{number}号\n\n{HEAD}\n网站标识码：{visits}\n\n京ICP备00000000号\n"


def words(rendered):
    if isinstance(rendered, str):
        return rendered
    with ZipFile(BytesIO(rendered)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


@pytest.fixture(scope="module")
def report():
    return line.report(page(4711, 3), page(8822, 6))


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_shows_what_differs_outside_the_clauses(name, lang, report):
    shown = words(RENDERERS[name].render(report, RenderOptions(lang=lang)))
    assert [word for word in ("4711", "8822", "2024〕3号", "2024〕6号") if word not in shown] == []


@pytest.mark.parametrize("name", RENDERERS)
def test_no_format_calls_such_documents_the_same(name, report):
    shown = words(RENDERERS[name].render(report, RenderOptions(lang="zh")))
    assert "没有差别" not in shown
