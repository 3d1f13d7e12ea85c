"""A user's own rules for sites."""

from __future__ import annotations

import policydiff_html
import pytest

from policydiff.errors import UsageError
from policydiff.model import Source

PAGE = "<body><div id='a'><p>导读，略。</p></div><div id='b'><p>第一条　正文，完。</p><p class='tip'>提示，略。</p></div></body>"


def converted(location):
    return policydiff_html.convert(Source(PAGE.encode(), "text/html", location))


@pytest.fixture
def configured(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path / "policydiff.toml"


def test_site_rule_selects_and_removes(configured):
    configured.write_text(
        "[[site]]\nhost = 'yunling.gov.cn'\nselect = ['#none', '#b']\nremove = '.tip'\n", encoding="utf-8"
    )
    conversion = converted("https://www.yunling.gov.cn/t1.html")
    assert conversion.markdown == "第一条　正文，完。"
    assert ("提示，略。", "a rule of policydiff.toml") in [
        (removal.text, removal.reason) for removal in conversion.removed
    ]


@pytest.mark.parametrize(
    "head",
    [
        "<!-- saved from url=(0030)https://www.yunling.gov.cn/t1.html -->",
        "<meta name='Url' content='https://www.yunling.gov.cn/t1.html'>",
        "<meta name='SiteDomain' content='www.yunling.gov.cn'>",
        "<link rel='canonical' href='https://www.yunling.gov.cn/t1.html'>",
    ],
)
def test_saved_page_tells_its_host(configured, head):
    configured.write_text("[[site]]\nhost = 'yunling.gov.cn'\nselect = ['#b']\n", encoding="utf-8")
    page = policydiff_html.convert(Source(f"<!DOCTYPE html>{head}{PAGE}".encode(), "text/html", "page.html"))
    assert page.markdown.startswith("第一条")


@pytest.mark.parametrize("location", ["https://www.linjiang.gov.cn/t1.html", "https://notyunling.gov.cn/", "page.html"])
def test_site_rule_is_for_its_host_alone(configured, location):
    configured.write_text("[[site]]\nhost = 'yunling.gov.cn'\nselect = ['#b']\n", encoding="utf-8")
    assert "导读，略。" in converted(location).markdown


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[[site]\n", "cannot be read", id="no TOML"),
        pytest.param("[[site]]\nselect = ['#b']\n", "names no host", id="no host"),
        pytest.param("site = 'x'\n", "a table of its own", id="no table"),
        pytest.param("[[site]]\nhost = 'x'\nselect = 3\n", "lists of CSS selectors", id="no selector"),
        pytest.param("[[site]]\nhost = 'yunling.gov.cn'\nselect = ['p:::']\n", "no CSS selector", id="broken selector"),
    ],
)
def test_wrong_configuration_says_what_to_write(configured, text, message):
    configured.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        converted("https://www.yunling.gov.cn/t1.html")
